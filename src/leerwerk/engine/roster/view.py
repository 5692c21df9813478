"""Who is where when, read from a roster beside its question: what checking and counting both look at.

Nothing of the search is used here. What a roster names and the question does not know is left out and kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from leerwerk.engine.roster.question import Group, Lesson, Participant, Question, Room, Teacher, Workplace
from leerwerk.engine.roster.roster import Meeting, Roster
from leerwerk.engine.roster.week import after, block, mask_of

type Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A question's things by id, and what only depends on the question."""

    question: Question
    groups: dict[str, Group]
    lessons: dict[str, Lesson]
    people: dict[str, Participant]
    teachers: dict[str, Teacher]
    rooms: dict[str, Room]
    workplaces: dict[str, Workplace]
    cannot: dict[str, int]  # participant → every dagdeel in which they cannot
    following: tuple[tuple[int, int], ...]  # dagdelen after one another on one day

    @classmethod
    def of(cls, question: Question) -> Index:
        """Index a question."""
        pairs = [(slot, after(slot, question.slots)) for slot in range(question.slots)]
        cannot: dict[str, int] = {}
        for person in question.participants:
            mask = 0
            for slots in person.cannot.values():
                mask |= slots
            cannot[person.id] = mask
        return cls(
            question=question,
            groups={one.id: one for one in question.groups},
            lessons={one.id: one for one in question.lessons},
            people={one.id: one for one in question.participants},
            teachers={one.id: one for one in question.teachers},
            rooms={one.id: one for one in question.rooms},
            workplaces={one.id: one for one in question.workplaces},
            cannot=cannot,
            following=tuple((a, b) for a, b in pairs if b is not None),
        )


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting of a known lesson with the dagdelen it takes (only its first where it does not fit in the day)."""

    meeting: Meeting
    lesson: Lesson
    slots: int
    fits: bool
    place: str | None


@dataclass(slots=True)
class GroupWeek:
    """Where a group has lessons: bits, and the places in each dagdeel (none where the lesson needs no room)."""

    busy: int = 0
    twice: int = 0
    places: dict[int, Places] = field(default_factory=dict)


class View:
    """A roster beside its question."""

    def __init__(self, index: Index, roster: Roster) -> None:
        self.index, self.roster = index, roster
        self.unknown: list[str] = []
        self.held: list[Held] = []
        self.by_lesson: dict[str, list[Held]] = defaultdict(list)
        self.by_teacher: dict[str, list[Held]] = defaultdict(list)
        self.by_room: dict[str, list[Held]] = defaultdict(list)
        self.weeks: dict[str, GroupWeek] = {name: GroupWeek() for name in index.groups}
        for meeting in roster.meetings:
            self._read(meeting)
        self.unknown += [name for name in roster.shifts if name not in index.people]
        self.unknown += [name for name in roster.patterns if name not in index.workplaces]
        self.shifts = {name: roster.shifts.get(name, 0) for name in index.people}
        self.patterns = {name: roster.patterns.get(name, 0) for name in index.workplaces}

    def _read(self, meeting: Meeting) -> None:
        index = self.index
        lesson = index.lessons.get(meeting.lesson)
        if lesson is None or not 0 <= meeting.start < index.question.slots:
            self.unknown.append(meeting.lesson)
            return
        slots = block(meeting.start, lesson.length, index.question.slots)
        room = index.rooms.get(meeting.room) if meeting.room is not None else None
        if meeting.room is not None and room is None:
            self.unknown.append(meeting.room)
        if meeting.teacher is not None and meeting.teacher not in index.teachers:
            self.unknown.append(meeting.teacher)
        held = Held(
            meeting=meeting,
            lesson=lesson,
            slots=mask_of(slots or (meeting.start,)),
            fits=slots is not None,
            place=room.place if room else None,
        )
        self.held.append(held)
        self.by_lesson[lesson.id].append(held)
        if meeting.teacher in index.teachers:
            self.by_teacher[str(meeting.teacher)].append(held)
        if room:
            self.by_room[room.id].append(held)
        for name in lesson.groups:
            if name in self.weeks:
                self._attend(self.weeks[name], held, slots or (meeting.start,))

    @staticmethod
    def _attend(week: GroupWeek, held: Held, slots: tuple[int, ...]) -> None:
        week.twice |= week.busy & held.slots
        week.busy |= held.slots
        if held.place is not None:
            for slot in slots:
                week.places[slot] = (*week.places.get(slot, ()), held.place)
