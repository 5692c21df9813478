"""What follows from a change, as a part of the action that makes it: locks, open matters, counts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from leerwerk.engine import attendance as engine
from leerwerk.engine.attendance import DEFAULT_THRESHOLDS
from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import AskedWeek, Session, Tally
from leerwerk.learning.queries.attendance import visits_by_person
from leerwerk.learning.queries.civic import cases
from leerwerk.learning.queries.civic_awaiting import CIVIC, wanted_of_case
from leerwerk.learning.queries.clashes import Clash, Of, clashes
from leerwerk.learning.queries.taking_part import with_somebody
from leerwerk.learning.queries.unrecorded import KIND
from leerwerk.learning.queries.unrecorded_work import WORK, weeks_unrecorded
from leerwerk.notices.actions import Awaited, settle
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment, Party, Resource

GRACE = timedelta(days=DEFAULT_THRESHOLDS.grace_days)
SCHOOLS = (OrganisationKind.EDUCATOR, OrganisationKind.LANGUAGE_SCHOOL)


def held(session: Session) -> Session:
    """Let nobody else change a session meanwhile."""
    return Session.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=session.pk)


class InTheWay(Exception):
    """Another session is then, of the same group, by the same teacher or in the same room: ``clash``."""

    def __init__(self, clash: Clash) -> None:
        self.clash = clash
        super().__init__(clash.session.pk, clash.other.pk)


def keep_apart(rows: Sequence[Session], but: Collection[Of] = ()) -> None:
    """Refuse that a group, a teacher or a room would have two sessions at once: of these, or of others that there are.

    ``but``: what does not change, and is as it was. Nobody else gives a lesson to the same teacher or room meanwhile.
    """
    used = {key for row in rows for key in (row.teacher_id, row.room_id) if key is not None}
    list(Resource.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=used).order_by("pk"))
    for clash in clashes(rows):
        if clash.of not in but:
            raise InTheWay(clash)


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


def ask_about_inburgering(case: int) -> None:
    """Let exactly those deadlines of somebody's inburgering be open matters that wait for their municipality today."""
    with lowered():
        known = cases().select_related("candidate__intermediary").get(pk=case)
        settle(known, CIVIC, wanted_of_case(known, timezone.localdate()))


DUE_AFTER = timedelta(days=11)  # the Friday after the week of a Monday


def ask_for_work(week: AskedWeek, *, wanted: bool) -> None:
    """Let it be an open matter of an employer that a week of work of a group was not recorded, or no longer be one."""
    awaited = Awaited(
        kind=WORK,
        organisation_id=week.employer_id,
        function=Function.EMPLOYER,
        due_on=week.monday + DUE_AFTER,
        region_id=week.cohort.region_id,
        group_code=week.cohort.code,
    )
    with lowered():
        settle(week, WORK, [awaited] if wanted else [])


def settle_work(enrolment: Enrolment, monday: date) -> None:
    """Close what is asked about a week of work, when nobody of that employer in that group is missing any more."""
    with lowered():
        of_them = Party.objects.filter(enrolment=enrolment, role="employer").values("organisation")
        rows = AskedWeek.objects.filter(cohort=enrolment.cohort_id, monday=monday, employer__in=of_them)
        for week in rows.select_related("cohort"):
            where = Q(cohort=week.cohort_id, organisation=week.employer_id)
            if not weeks_unrecorded([monday], where):
                ask_for_work(week, wanted=False)


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
