"""What is wrong with a question, before anybody searches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.roster.question import Lesson, Participant, Question
from leerwerk.engine.roster.week import LONGEST_WEEK, WORKING_WEEK


class MistakeCode(StrEnum):
    """One thing that a question may not have."""

    WEEK = "week"  # fewer than ten dagdelen or more than fifteen
    TWICE = "twice"  # an id that occurs twice among its kind
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_TEACHER = "unknown_teacher"
    UNKNOWN_WORKPLACE = "unknown_workplace"
    UNKNOWN_LESSON = "unknown_lesson"
    UNKNOWN_ROOM = "unknown_room"
    UNKNOWN_PARTICIPANT = "unknown_participant"
    NO_GROUP = "no_group"  # a lesson for nobody
    LENGTH = "length"  # a lesson that fits in no day, or is given less than never
    PATTERN = "pattern"  # a pattern of another length than the week, a negative number of places, or no pattern at all
    SHIFTS = "shifts"  # negative, or more than the week has
    SIZE = "size"  # a group with more people than seats


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong, where, and with which other thing."""

    code: MistakeCode
    who: str
    other: str = ""


def mistakes(question: Question) -> tuple[Mistake, ...]:
    """Everything that is wrong with a question; empty when it can be searched."""
    return tuple(_mistakes(question))


def _mistakes(question: Question) -> Iterator[Mistake]:
    if not WORKING_WEEK <= question.slots <= LONGEST_WEEK:
        yield Mistake(code=MistakeCode.WEEK, who=str(question.slots))
        return
    kinds = (
        question.groups, question.lessons, question.participants, question.teachers, question.rooms,
        question.workplaces,
    )  # fmt: skip
    for things in kinds:
        for name, count in Counter(one.id for one in things).items():
            if count > 1:
                yield Mistake(code=MistakeCode.TWICE, who=name)
    for lesson in question.lessons:
        yield from _of_lesson(question, lesson)
    members = Counter(person.group for person in question.participants)
    for group in question.groups:
        if members[group.id] > group.size:
            yield Mistake(code=MistakeCode.SIZE, who=group.id)
    for person in question.participants:
        yield from _of_person(question, person)
    for workplace in question.workplaces:
        fits = all(len(pattern) == question.slots and min(pattern) >= 0 for pattern in workplace.patterns)
        if not workplace.patterns or not fits:
            yield Mistake(code=MistakeCode.PATTERN, who=workplace.id)
    yield from _of_locks(question)


def _of_lesson(question: Question, lesson: Lesson) -> Iterator[Mistake]:
    groups, teachers = {one.id for one in question.groups}, {one.id for one in question.teachers}
    if not lesson.groups:
        yield Mistake(code=MistakeCode.NO_GROUP, who=lesson.id)
    for name in lesson.groups:
        if name not in groups:
            yield Mistake(code=MistakeCode.UNKNOWN_GROUP, who=lesson.id, other=name)
    for name in lesson.teachers or ():
        if name not in teachers:
            yield Mistake(code=MistakeCode.UNKNOWN_TEACHER, who=lesson.id, other=name)
    for name in lesson.rooms or ():
        if name not in {one.id for one in question.rooms}:
            yield Mistake(code=MistakeCode.UNKNOWN_ROOM, who=lesson.id, other=name)
    for name, count in (*Counter(lesson.groups).items(), *Counter(lesson.teachers or ()).items()):
        if count > 1:
            yield Mistake(code=MistakeCode.TWICE, who=lesson.id, other=name)
    if lesson.times < 0 or not 1 <= lesson.length <= (3 if question.slots > WORKING_WEEK else 2):
        yield Mistake(code=MistakeCode.LENGTH, who=lesson.id)


def _of_person(question: Question, person: Participant) -> Iterator[Mistake]:
    if person.group is not None and person.group not in {one.id for one in question.groups}:
        yield Mistake(code=MistakeCode.UNKNOWN_GROUP, who=person.id, other=person.group)
    if person.workplace is not None and person.workplace not in {one.id for one in question.workplaces}:
        yield Mistake(code=MistakeCode.UNKNOWN_WORKPLACE, who=person.id, other=person.workplace)
    if not 0 <= person.shifts <= question.slots:
        yield Mistake(code=MistakeCode.SHIFTS, who=person.id)


def _of_locks(question: Question) -> Iterator[Mistake]:
    lessons, rooms = {one.id for one in question.lessons}, {one.id for one in question.rooms}
    teachers, people = {one.id for one in question.teachers}, {one.id for one in question.participants}
    for lock in question.locks:
        if lock.lesson not in lessons:
            yield Mistake(code=MistakeCode.UNKNOWN_LESSON, who=lock.lesson)
        if lock.teacher is not None and lock.teacher not in teachers:
            yield Mistake(code=MistakeCode.UNKNOWN_TEACHER, who=lock.lesson, other=lock.teacher)
        if lock.room is not None and lock.room not in rooms:
            yield Mistake(code=MistakeCode.UNKNOWN_ROOM, who=lock.lesson, other=lock.room)
    for shift in question.shift_locks:
        if shift.participant not in people:
            yield Mistake(code=MistakeCode.UNKNOWN_PARTICIPANT, who=shift.participant)
