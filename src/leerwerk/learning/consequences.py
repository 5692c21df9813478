"""What follows from a change, as a part of the action that makes it: locks, open matters, counts."""

from collections.abc import Iterable
from datetime import date, timedelta

from leerwerk.engine import attendance as engine
from leerwerk.engine.attendance import DEFAULT_THRESHOLDS
from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import Session, Tally
from leerwerk.learning.queries.attendance import visits_by_person
from leerwerk.learning.queries.taking_part import with_somebody
from leerwerk.learning.queries.unrecorded import KIND
from leerwerk.notices.actions import Awaited, settle
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.privacy.wall import lowered

GRACE = timedelta(days=DEFAULT_THRESHOLDS.grace_days)
SCHOOLS = (OrganisationKind.EDUCATOR, OrganisationKind.LANGUAGE_SCHOOL)


def held(session: Session) -> Session:
    """Let nobody else change a session meanwhile."""
    return Session.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)


def ask_for_record(session: Session, today: date) -> None:
    """Let it be an open matter of who holds a session that nobody recorded it, from the day after it; else none.

    What nobody took part in is not asked for.
    """
    with lowered():
        settle(session, KIND, _awaited(session, today))


def _awaited(session: Session, today: date) -> list[Awaited]:
    if session.state not in TO_COME or session.day >= today:
        return []
    if not with_somebody(Session.objects.filter(pk=session.pk)).exists():
        return []
    keeper = session.keeper
    function: str = Function.DIRECTOR
    if keeper is not None:
        function = Function.EDUCATOR if keeper.kind in SCHOOLS else Function.MENTOR
    return [
        Awaited(
            kind=KIND,
            organisation_id=keeper.pk if keeper else None,
            function=function,
            due_on=session.day + GRACE,
            region_id=session.cohort.region_id,
            group_code=session.cohort.code,
        )
    ]


def count_again(enrolments: Iterable[int]) -> None:
    """Write how these participants' attendance stands after what was recorded last. The house counts all of it."""
    keys = sorted(enrolments)
    with lowered():
        tallies = [_tally(key, visits) for key, visits in visits_by_person(keys).items() if visits]
        fields = [field.name for field in Tally._meta.fields if not field.primary_key]
        Tally.objects.bulk_create(tallies, update_conflicts=True, unique_fields=["enrolment"], update_fields=fields)


def _tally(key: int, visits: list[engine.Visit]) -> Tally:
    until = max(visit.day for visit in visits)
    found = engine.attendance(visits, today=until)
    return Tally(
        enrolment_id=key,
        until=until,
        attended=found.total.attended,
        expected=found.total.expected,
        excused=found.total.excused,
        lately_attended=found.lately.attended,
        lately_expected=found.lately.expected,
        absent_in_a_row=len(found.standing.absences),
        away_in_a_row=len(found.standing.away),
        signals=[str(signal.code) for signal in found.signals],
    )
