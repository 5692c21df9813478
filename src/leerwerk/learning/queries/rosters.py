"""Rosters beside what is known today: what clashes, what they cost, and what moving a lesson would bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from leerwerk.engine import roster as engine
from leerwerk.engine.model import Activity
from leerwerk.learning.dagdelen import DAGDELEN, NUMBERS
from leerwerk.learning.enums import BUSY_ROSTERS, RosterState
from leerwerk.learning.models import ResourceWeek, Roster, RosterLesson
from leerwerk.learning.queries.roster_question import TEACHERS, Asked, asked_for, stays_near

SILENT = timedelta(minutes=3)  # a search lasts less than one


def is_silent(roster: Roster) -> bool:
    """Whether a roster is being made for so long that whoever made it must have stopped."""
    return roster.state in BUSY_ROSTERS and timezone.now() - roster.asked_at > SILENT


def meeting_of(row: RosterLesson) -> engine.Meeting:
    """Return a lesson of a roster as the engine's value."""
    return engine.Meeting(
        lesson=f"{row.cohort_id}:{row.activity}",
        start=NUMBERS[row.dagdeel],
        teacher=None if row.teacher_id is None else f"r{row.teacher_id}",
        room=None if row.room_id is None else f"r{row.room_id}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A roster beside the question as it is today (near what it follows), with what clashes."""

    asked: Asked
    question: engine.Question
    lessons: list[RosterLesson]
    value: engine.Roster
    clashes: tuple[engine.Clash, ...]


def looked_at(roster: Roster, near: int | None = None) -> Looked:
    """Return a roster with what clashes in it now: five queries. Of who left in the meantime nothing is said.

    ``near``: a group that something is moved in; people whom that does not concern are left out then.
    """
    both = RosterLesson.objects.filter(roster__in=[roster.pk, roster.follows_id or roster.pk])
    rows = list(both.select_related("teacher", "room").order_by("cohort__code", "id"))
    own = [row for row in rows if row.roster_id == roster.pk]
    asked = asked_for(roster.region_id, roster.monday, kept=[row for row in own if row.kept], roster=roster, near=near)
    earlier = [meeting_of(row) for row in rows if row.roster_id != roster.pk]
    lessons = [row for row in own if row.cohort_id in asked.taught]
    value = engine.Roster(meetings=tuple(map(meeting_of, lessons)), shifts=asked.members.works)
    return Looked(
        asked=asked,
        question=stays_near(asked, engine.Roster(meetings=tuple(earlier), shifts=asked.members.worked)),
        lessons=lessons,
        value=value,
        clashes=engine.clashes(asked.question, value),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Where a lesson could be, by whom and in which room, and what that would bring; ``here``: where it is now.

    ``shifts``: who works at another moment then, because they learn when they worked: participation → dagdelen.
    """

    slot: int
    here: bool
    teacher: int | None
    room: int | None
    shifts: Mapping[int, int]
    change: engine.Change


def _free(looked: Looked, row: RosterLesson, slot: int, of: engine.Meeting, kind: str) -> str | None:
    """Return who, or which room, is best for a lesson on a dagdeel: who it has now if free, else the first free."""
    question = looked.asked.question
    now = of.teacher if kind == "teacher" else of.room
    lesson = next((one for one in question.lessons if one.id == of.lesson), None)
    if lesson is None or (lesson.teachers if kind == "teacher" else lesson.room) is None:
        return None
    busy = {
        one.teacher if kind == "teacher" else one.room
        for one in looked.value.meetings
        if one.start == slot and one != of
    }
    if kind == "teacher":
        can = [one.id for one in question.teachers if one.id in (lesson.teachers or ()) and one.available >> slot & 1]
    else:
        size = next(group.size for group in question.groups if group.id in lesson.groups)
        can = [one.id for one in question.rooms if lesson.goes_in(one) and one.open >> slot & 1 and one.seats >= size]
        can.sort(key=lambda name: _place(looked, name) != looked.asked.taught[row.cohort_id].cohort.municipality_id)
    free = [name for name in can if name not in busy]
    return now if now in free or not free else free[0]


def offered_to(looked: Looked, row: RosterLesson) -> list[ResourceWeek]:
    """Return the teachers and rooms that a lesson can have, and those it has."""
    known = list(looked.asked.resources.values())
    lesson = next((one for one in looked.asked.question.lessons if one.id == meeting_of(row).lesson), None)
    if lesson is None:
        return known
    can = {False: lesson.teachers, True: lesson.rooms}
    has = (row.teacher_id, row.room_id)
    return [
        week
        for week in known
        if week.pk in has or (among := can[week.seats is not None]) is None or f"r{week.pk}" in among
    ]


def _place(looked: Looked, room: str) -> str:
    return str(looked.asked.resources[int(room[1:])].municipality_id)


def _worked_instead(looked: Looked, row: RosterLesson, slot: int) -> dict[int, int]:
    """Return who of the group would work on the dagdeel that the lesson leaves, since they worked on the new one."""
    old = NUMBERS[row.dagdeel]
    offered = {one.id: one.patterns for one in looked.asked.question.workplaces}
    found = {}
    for person in looked.asked.question.participants:
        works = looked.value.shifts.get(person.id, 0)
        if person.group != f"g{row.cohort_id}" or person.workplace is None or not works >> slot & 1 or slot == old:
            continue
        cannot = any(mask >> old & 1 for mask in person.cannot.values())
        offers = any(pattern[old] for pattern in offered.get(person.workplace, ()))
        if offers and not cannot and not works >> old & 1:
            found[int(person.id[1:])] = works & ~(1 << slot) | 1 << old
    return found


def _around(looked: Looked, row: RosterLesson) -> tuple[engine.Question, engine.Roster]:
    """Return the question and the roster as far as moving a lesson touches them: who has that lesson, and who works
    beside them; all lessons. What holds the lesson where it is, is left out: somebody is about to change that.
    """
    question, group = looked.question, f"g{row.cohort_id}"
    places = {person.workplace for person in question.participants if person.group == group} - {None}
    people = tuple(one for one in question.participants if one.group == group or one.workplace in places)
    there = {person.id for person in people}
    locks = tuple(lock for lock in question.locks if lock.lesson != f"{row.cohort_id}:{row.activity}")
    shifts = {name: works for name, works in looked.value.shifts.items() if name in there}
    stays = tuple(lock for lock in question.shift_locks if lock.participant in there)
    around = replace(question, participants=people, locks=locks, shift_locks=stays)
    return around, replace(looked.value, shifts=shifts)


def options_for(looked: Looked, row: RosterLesson, slots: Iterable[int] = range(DAGDELEN)) -> list[Option]:
    """Return for each dagdeel of the week what putting a lesson there would bring, in the order of the week."""
    now = meeting_of(row)
    asked = []
    for slot in slots:
        teacher, room = (_free(looked, row, slot, now, kind) for kind in ("teacher", "room"))
        put = engine.Meeting(lesson=now.lesson, start=slot, teacher=teacher, room=room)
        asked.append((put, _worked_instead(looked, row, slot)))
    moves = [
        engine.Move(gone=(now,), come=(put,), shifts={f"p{who}": works for who, works in shifts.items()})
        for put, shifts in asked
    ]
    changes = engine.what_ifs(*_around(looked, row), moves)
    return [
        Option(
            slot=put.start,
            here=put.start == now.start,
            teacher=None if put.teacher is None else int(put.teacher[1:]),
            room=None if put.room is None else int(put.room[1:]),
            shifts=shifts,
            change=change,
        )
        for (put, shifts), change in zip(asked, changes, strict=True)
    ]


def rosters_of(region: int) -> QuerySet[Roster]:
    """Return the rosters of a region, newest first."""
    return Roster.objects.filter(region=region).order_by("-made_at", "-id")


def holding(region: int, day: date) -> Roster | None:
    """Return the roster that holds on a day."""
    taken = Roster.objects.filter(region=region, state=RosterState.TAKEN, monday__lte=day)
    return taken.order_by("-monday", "-taken_at").first()


def kinds_of_teacher(activity: str) -> str:
    """Return which kind of resource gives a lesson."""
    return TEACHERS[Activity(activity)]
