"""What a pre-track asks of somebody as rows with an owner and days, and what an open piece waits for as matters."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerwerk.engine.pathway import Doer, Stage
from leerwerk.engine.pathway.preparing import Piece, Planned, Wait, awaited_of, days_of, planned, window
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.trajectories.enums import CohortState, PreparationKind, PreparationState
from leerwerk.trajectories.models import Cohort, Enrolment, Party, Preparation
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.paths import FUNCTIONS, Path
from leerwerk.trajectories.queries.speaking import speaks_for

PIECES = "trajectories.preparation."
TO_TELL = timedelta(days=7)  # after a taster placement should have been; chosen by us


def under_way(enrolment: Enrolment) -> bool:
    """Whether somebody prepares now: in the pre-track, and not in a pause."""
    return enrolment.stage == Stage.PRE_TRACK and not enrolment.paused


def owner_of(path: Path, doer: Doer) -> int | None:
    """Return whose it is to do something as ``doer`` for a participant; None where there is nobody: the directors'."""
    return min(path.around.organisations.get(doer, ()), default=None)


def _doer(path: Path, one: Planned) -> Doer:
    return next((doer for doer in one.by if owner_of(path, doer) is not None), one.by[0])


def _days(path: Path, one: Planned) -> tuple[date, date]:
    days = group_days(path.enrolment.cohort, path.design)
    begins, gate = window(days.pre_track, days.learn_work, timezone.localdate())
    return days_of(one, begins, gate)


def missing_pieces(path: Path, known: Iterable[Preparation]) -> list[Preparation]:
    """Return what the design asks of somebody in the pre-track, and of their employer's team, that is not there.

    ``known``: what there is about them, and of the teams of their group.
    """
    if path.enrolment.stage != Stage.PRE_TRACK:
        return []
    rows = list(known)
    there = {row.content for row in rows if row.enrolment_id == path.enrolment.pk}
    teams = {row.employer_id for row in rows if row.enrolment_id is None}
    employer = owner_of(path, Doer.EMPLOYER)
    found = []
    for one in planned(path.design):
        of_team = one.piece is Piece.INTERCULTURAL_TEAM
        if (employer is None or employer in teams) if of_team else str(one.content) in there:
            continue
        begins, due = _days(path, one)
        doer = _doer(path, one)
        found.append(
            Preparation(
                cohort=path.enrolment.cohort,
                enrolment=None if of_team else path.enrolment,
                kind=one.piece,
                content="" if of_team else one.content,
                doer=doer,
                organisation_id=owner_of(path, doer),
                employer_id=employer if one.piece in (Piece.TASTER, Piece.INTERCULTURAL_TEAM) else None,
                begins_on=begins,
                due_on=due,
            )
        )
    return found


def around_a_path(enrolment: Enrolment) -> QuerySet[Preparation]:
    """Return what there is about somebody, and of the teams of their group; asked by the house."""
    rows = Preparation.objects.filter(Q(enrolment=enrolment) | Q(enrolment=None, cohort=enrolment.cohort_id))
    return rows.select_related("cohort", "enrolment")


def _prepares_somebody(team: Preparation) -> bool:
    """Whether anybody in the pre-track of the group works, or will work, with a team."""
    here = Party.objects.filter(cohort=team.cohort_id, role="employer", organisation=team.employer_id, until=None)
    return here.filter(enrolment__stage=Stage.PRE_TRACK, enrolment__paused="").exists()


def wanted_of_piece(row: Preparation) -> list[Awaited]:
    """Return what a piece waits for: nothing once it is done, or when nobody is in the pre-track for it."""
    if row.state != PreparationState.OPEN or row.cohort.state == CohortState.REFUSED:
        return []
    if not (_prepares_somebody(row) if row.enrolment is None else under_way(row.enrolment)):
        return []
    wanted, arranged = [], row.days is not None
    for wait in awaited_of(Piece(row.kind), arranged=arranged, told=row.told_by):
        kind, organisation, function = _of_whom(row, wait)
        wanted.append(
            Awaited(
                kind=f"{PIECES}{kind}",
                organisation_id=organisation,
                function=function,
                due_on=row.due_on if wait is Wait.DO else row.due_on + TO_TELL,
                region_id=row.cohort.region_id,
                group_code=row.cohort.code,
                candidate_id=row.enrolment.candidate_id if row.enrolment else None,
            )
        )
    return wanted


def _named(row: Preparation) -> str:
    """Return what a piece is called in a queue: as its kind, or as the design calls what is of no kind of its own."""
    return row.content if row.kind == PreparationKind.OTHER and row.content else PreparationKind(row.kind).value


def _of_whom(row: Preparation, wait: Wait) -> tuple[str, int | None, str]:
    """Return the kind of a matter, and whose it is; who has no account tells with help of their intermediary."""
    if wait is Wait.TELL:
        assert row.enrolment is not None
        organisation, function = speaks_for(row.enrolment.candidate_id)
        return "tell" if function == OWN else "help", organisation, function
    kind = "report" if wait is Wait.REPORT else _named(row)
    if row.organisation_id is None:
        return kind, None, Function.DIRECTOR
    return kind, row.organisation_id, FUNCTIONS[Doer(row.doer)]


def pieces_of_group(cohort: Cohort) -> QuerySet[Preparation]:
    """Return everything that is prepared in a group; asked by the house."""
    return Preparation.objects.filter(cohort=cohort).select_related("cohort", "enrolment")
