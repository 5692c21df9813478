"""The hard rules of a question as values that can be left out one by one.

What cannot be left out is what nobody can change: a person, a teacher and a room are at one place at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from leerwerk.engine.roster.question import (
    FAR,
    Lesson,
    Lock,
    Participant,
    Question,
    Room,
    ShiftLock,
    Teacher,
    Workplace,
)
from leerwerk.engine.roster.week import bits

UNLIMITED = 10**4  # places, where a rule about them is left out


class Kind(StrEnum):
    """What a rule of a conflict is about; ``who`` is the id of the thing in the comment."""

    LOCK = "lock"  # lesson: stays where it is locked
    SHIFT_LOCK = "shift_lock"  # participant: works then
    CANNOT = "cannot"  # participant: cannot then; reason: their code
    TEACHER_ABSENT = "teacher_absent"  # teacher: is not there then
    TEACHER_HOURS = "teacher_hours"  # teacher: no more dagdelen
    TEACHER_TRAVEL = "teacher_travel"  # teacher: reaches the next place in time
    ROOM_CLOSED = "room_closed"  # room: cannot be used then
    NOT_OFFERED = "not_offered"  # workplace: offers no work then
    PLACES = "places"  # workplace: no more people than places then
    TRAVEL_HOME = "travel_home"  # participant: no further from home than their limit
    TRAVEL_BETWEEN = "travel_between"  # participant: reaches the next place in time
    PROMISED_HOURS = "promised_hours"  # participant: works as much as promised
    NEEDS_TEACHER = "needs_teacher"  # lesson: by one of its teachers
    NEEDS_ROOM = "needs_room"  # lesson: in a room that fits
    LESSON = "lesson"  # lesson: is given


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fact:
    """One rule that holds: what, of whom, in which dagdelen (bits; 0: always), under which code.

    ``number``: which of the question's locks it is.
    """

    kind: Kind
    who: str
    slots: int = 0
    reason: str = ""
    number: int = 0


SPLIT = frozenset(
    {Kind.CANNOT, Kind.TEACHER_ABSENT, Kind.ROOM_CLOSED, Kind.NOT_OFFERED, Kind.PLACES, Kind.SHIFT_LOCK}
)  # hold in each dagdeel apart


def facts(question: Question) -> tuple[Fact, ...]:
    """Every rule of the question that can be left out, as coarse as can be."""
    whole = (1 << question.slots) - 1
    return tuple(
        fact
        for fact in (
            *_of_lessons(question),
            *_of_people(question, whole),
            *_of_teachers(question, whole),
            *_of_places(question, whole),
        )
        if fact.slots or fact.kind not in SPLIT
    )


def _of_lessons(question: Question) -> Iterator[Fact]:
    for number, lock in enumerate(question.locks):
        yield Fact(kind=Kind.LOCK, who=lock.lesson, slots=0 if lock.start is None else 1 << lock.start, number=number)
    for lesson in question.lessons:
        yield Fact(kind=Kind.LESSON, who=lesson.id)
        if lesson.teachers is not None:
            yield Fact(kind=Kind.NEEDS_TEACHER, who=lesson.id)
        if lesson.room is not None:
            yield Fact(kind=Kind.NEEDS_ROOM, who=lesson.id)


def _of_people(question: Question, whole: int) -> Iterator[Fact]:
    for number, lock in enumerate(question.shift_locks):
        yield Fact(kind=Kind.SHIFT_LOCK, who=lock.participant, slots=lock.slots, number=number)
    for person in question.participants:
        for reason, slots in person.cannot.items():
            yield Fact(kind=Kind.CANNOT, who=person.id, slots=slots & whole, reason=reason)
        if person.shifts or any(lock.participant == person.id for lock in question.shift_locks):
            yield Fact(kind=Kind.PROMISED_HOURS, who=person.id)
        if person.max_travel < FAR:
            yield Fact(kind=Kind.TRAVEL_HOME, who=person.id)
        if person.max_between < FAR:
            yield Fact(kind=Kind.TRAVEL_BETWEEN, who=person.id)


def _of_teachers(question: Question, whole: int) -> Iterator[Fact]:
    for teacher in question.teachers:
        yield Fact(kind=Kind.TEACHER_ABSENT, who=teacher.id, slots=whole & ~teacher.available)
        if teacher.most < question.slots:
            yield Fact(kind=Kind.TEACHER_HOURS, who=teacher.id)
        if teacher.max_between < FAR:
            yield Fact(kind=Kind.TEACHER_TRAVEL, who=teacher.id)


def _of_places(question: Question, whole: int) -> Iterator[Fact]:
    for room in question.rooms:
        yield Fact(kind=Kind.ROOM_CLOSED, who=room.id, slots=whole & ~room.open)
    for workplace in question.workplaces:
        idle, full = 0, 0
        for pattern in workplace.patterns:
            for slot, places in enumerate(pattern):
                idle |= (not places) << slot
                full |= bool(places) << slot
        yield Fact(kind=Kind.NOT_OFFERED, who=workplace.id, slots=idle)
        yield Fact(kind=Kind.PLACES, who=workplace.id, slots=full)


def split(fact: Fact) -> list[Fact]:
    """The rule dagdeel by dagdeel."""
    if fact.kind not in SPLIT:
        return [fact]
    return [replace(fact, slots=1 << slot) for slot in bits(fact.slots)]


def together(found: Collection[Fact]) -> tuple[Fact, ...]:
    """Rules that only differ in their dagdelen as one, in a fixed order."""
    joined: dict[Fact, int] = {}
    for fact in found:
        key = replace(fact, slots=0) if fact.kind in SPLIT else fact
        joined[key] = joined.get(key, 0) | fact.slots
    return tuple(sorted(replace(key, slots=slots) for key, slots in joined.items()))


class Kept:
    """Which rules are kept, asked by kind and by whom."""

    def __init__(self, kept: Collection[Fact]) -> None:
        self._slots: dict[tuple[Kind, str, str, int], int] = {}
        for fact in kept:
            key = (fact.kind, fact.who, fact.reason, fact.number)
            self._slots[key] = self._slots.get(key, 0) | fact.slots

    def has(self, kind: Kind, who: str, number: int = 0) -> bool:
        """Whether this rule is kept."""
        return (kind, who, "", number) in self._slots

    def slots(self, kind: Kind, who: str, reason: str = "", number: int = 0) -> int:
        """The dagdelen in which it is."""
        return self._slots.get((kind, who, reason, number), 0)


def only(question: Question, kept: Collection[Fact]) -> Question:
    """The question with only these of its rules; soft rules and the earlier roster are left out.

    Lessons that are not given, and people of whom no rule is kept, are not in it.
    """
    rules = Kept(kept)
    people = {fact.who for fact in kept}
    lessons = tuple(_lesson(one, rules) for one in question.lessons if rules.has(Kind.LESSON, one.id))
    names = {lesson.id for lesson in lessons}
    return replace(
        question,
        lessons=lessons,
        participants=tuple(
            _person(one, rules, question.shift_locks) for one in question.participants if one.id in people
        ),
        teachers=tuple(_teacher(one, rules) for one in question.teachers),
        rooms=tuple(_room(one, rules) for one in question.rooms),
        workplaces=tuple(_workplace(one, rules) for one in question.workplaces),
        locks=tuple(lock for lock in _locks(question, rules) if lock.lesson in names),
        shift_locks=tuple(_shift_locks(question, rules)),
        earlier=None,
    )


def _lesson(lesson: Lesson, rules: Kept) -> Lesson:
    return replace(
        lesson,
        teachers=lesson.teachers if rules.has(Kind.NEEDS_TEACHER, lesson.id) else None,
        room=lesson.room if rules.has(Kind.NEEDS_ROOM, lesson.id) else None,
    )


def _person(person: Participant, rules: Kept, locks: tuple[ShiftLock, ...]) -> Participant:
    """Without their promise somebody works when a lock says so, and no more."""
    locked = 0
    for number, lock in enumerate(locks):
        if lock.participant == person.id:
            locked |= rules.slots(Kind.SHIFT_LOCK, person.id, number=number)
    cannot = {reason: rules.slots(Kind.CANNOT, person.id, reason) & slots for reason, slots in person.cannot.items()}
    return replace(
        person,
        shifts=person.shifts if rules.has(Kind.PROMISED_HOURS, person.id) else locked.bit_count(),
        cannot={reason: slots for reason, slots in cannot.items() if slots},
        max_travel=person.max_travel if rules.has(Kind.TRAVEL_HOME, person.id) else FAR,
        max_between=person.max_between if rules.has(Kind.TRAVEL_BETWEEN, person.id) else FAR,
    )


def _teacher(teacher: Teacher, rules: Kept) -> Teacher:
    return replace(
        teacher,
        available=~rules.slots(Kind.TEACHER_ABSENT, teacher.id) & (1 << 15) - 1,
        most=teacher.most if rules.has(Kind.TEACHER_HOURS, teacher.id) else 15,
        max_between=teacher.max_between if rules.has(Kind.TEACHER_TRAVEL, teacher.id) else FAR,
    )


def _room(room: Room, rules: Kept) -> Room:
    return replace(room, open=~rules.slots(Kind.ROOM_CLOSED, room.id) & (1 << 15) - 1)


def _workplace(workplace: Workplace, rules: Kept) -> Workplace:
    idle, full = rules.slots(Kind.NOT_OFFERED, workplace.id), rules.slots(Kind.PLACES, workplace.id)
    return replace(
        workplace,
        patterns=tuple(
            tuple(
                places if (full if places else idle) >> slot & 1 else UNLIMITED for slot, places in enumerate(pattern)
            )
            for pattern in workplace.patterns
        ),
    )


def _locks(question: Question, rules: Kept) -> Iterator[Lock]:
    for number, lock in enumerate(question.locks):
        if not rules.has(Kind.LOCK, lock.lesson, number):
            continue
        yield replace(
            lock,
            teacher=lock.teacher if rules.has(Kind.NEEDS_TEACHER, lock.lesson) else None,
            room=lock.room if rules.has(Kind.NEEDS_ROOM, lock.lesson) else None,
        )


def _shift_locks(question: Question, rules: Kept) -> Iterator[ShiftLock]:
    for number, lock in enumerate(question.shift_locks):
        slots = rules.slots(Kind.SHIFT_LOCK, lock.participant, number=number)
        if slots:
            yield replace(lock, slots=slots)
