"""What is in the way of a lesson at a moment: another lesson, a day without lessons, and people who work then."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from django.db.models import Q

from leerwerk.learning.dagdelen import monday_of
from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import ClosedDays, Session
from leerwerk.learning.queries.days import public_holidays, skipped
from leerwerk.learning.queries.work_days import work_by_week
from leerwerk.learning.rules import attending
from leerwerk.privacy.actor import Actor


class Of(StrEnum):
    """What two lessons at one moment would share."""

    GROUP = "group"
    TEACHER = "teacher"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Clash:
    """``session`` cannot be as it was asked: ``other`` is then, of one group, by one teacher or in one room."""

    session: Session
    other: Session
    of: Of


def clashes(rows: Sequence[Session]) -> Iterator[Clash]:
    """Yield what is in the way of these sessions as they are in memory: each other, and the others that there are."""
    rows = [row for row in rows if row.state != SessionState.CANCELLED]
    whose = Q(cohort__in={row.cohort_id for row in rows})
    whose |= Q(teacher__in={row.teacher_id for row in rows} - {None}) | Q(
        room__in={row.room_id for row in rows} - {None}
    )
    others = Session.objects.filter(whose, day__in={row.day for row in rows}).exclude(state=SessionState.CANCELLED)
    there = list(others.exclude(pk__in=[row.pk for row in rows]).select_related("cohort", "teacher", "room"))
    pairs = [(row, other) for row in rows for other in there] + [(b, a) for a, b in combinations(rows, 2)]
    for row, other in pairs:
        if row.day == other.day and _at_once(row, other):
            yield from (Clash(row, other, of) for of in Of if _shared(row, other, of))


def _at_once(row: Session, other: Session) -> bool:
    return row.dagdeel == other.dagdeel or (row.begins < other.ends and other.begins < row.ends)


def _shared(row: Session, other: Session, of: Of) -> bool:
    match of:
        case Of.GROUP:
            return row.cohort_id == other.cohort_id
        case Of.TEACHER:
            return row.teacher_id is not None and row.teacher_id == other.teacher_id
        case Of.ROOM:
            return row.room_id is not None and row.room_id == other.room_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one should know before a lesson is on another day: a day without lessons, or how many people work then."""

    day: date
    without: str
    working: int


def remarks(actor: Actor, moved: Iterable[tuple[Session, date, str]]) -> list[Remark]:
    """Return what one should know before these lessons are on these days and dagdelen: four queries.

    People who work then are counted of those whom the actor meets, by their roster or workplace.
    """
    moves = list(moved)
    if not moves:
        return []
    free = public_holidays(min(day for _row, day, _dagdeel in moves), max(day for _row, day, _dagdeel in moves))
    closed = list(ClosedDays.objects.filter(organisation__in={row.keeper_id for row, _day, _part in moves} - {None}))
    busy = _at_work(actor, moves)
    found = []
    for row, day, dagdeel in moves:
        skip = skipped(day, free, [one for one in closed if one.organisation_id == row.keeper_id])
        one = Remark(day=day, without=skip.name if skip else "", working=busy[row.cohort_id, day, dagdeel])
        if one.without or one.working:
            found.append(one)
    return found


def _at_work(actor: Actor, moves: Sequence[tuple[Session, date, str]]) -> Counter[tuple[int, date, str]]:
    groups = {row.cohort_id for row, _day, _dagdeel in moves}
    people = list(attending(actor).filter(cohort__in=groups, paused=""))
    work = work_by_week(people, {monday_of(day) for _row, day, _dagdeel in moves})
    whose = {row.pk: row.cohort_id for row in people}
    return Counter((whose[key], *moment) for (key, _monday), found in work.items() for moment in found.expected)
