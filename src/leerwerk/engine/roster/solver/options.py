"""Which starts, teachers and rooms a lesson can have at all, and which dagdelen a person can work in."""

from __future__ import annotations

from dataclasses import dataclass

from leerwerk.engine.roster.question import FAR, Lesson, Participant, Question, Room
from leerwerk.engine.roster.view import Index
from leerwerk.engine.roster.week import block, mask_of


@dataclass(frozen=True, slots=True)
class Options:
    """What is left for one lesson when everything that only concerns itself is taken into account."""

    lesson: Lesson
    slots: dict[int, int]  # start → dagdelen it takes
    teachers: tuple[str, ...]
    rooms: tuple[str, ...]

    def starts_over(self, slot: int) -> list[int]:
        """The starts at which the lesson takes this dagdeel."""
        return [start for start, mask in self.slots.items() if mask >> slot & 1]


def options(index: Index) -> list[Options]:
    """Return what each lesson can choose from."""
    members: dict[str, list[Participant]] = {name: [] for name in index.groups}
    for person in index.question.participants:
        if person.group in members:
            members[str(person.group)].append(person)
    return [_of(index, lesson, members) for lesson in index.question.lessons]


def _of(index: Index, lesson: Lesson, members: dict[str, list[Participant]]) -> Options:
    people = [person for name in lesson.groups for person in members[name]]
    seats = seats_for(index, lesson)
    barred = 0
    for person in people:
        barred |= index.cannot[person.id]
    limits = {(person.home, person.max_travel) for person in people if person.max_travel < FAR}
    rooms = [
        room
        for room in index.question.rooms
        if lesson.goes_in(room)
        and room.seats >= seats
        and all(reaches(index.question, home, room.place, limit) for home, limit in limits)
    ]
    teachers = lesson.teachers or ()
    slots = {}
    for start in range(index.question.slots):
        taken = block(start, lesson.length, index.question.slots)
        mask = mask_of(taken or ())
        if not taken or mask & barred:
            continue
        if lesson.teachers is not None and not any(index.teachers[k].available & mask == mask for k in teachers):
            continue
        if lesson.room is not None and not any(room.open & mask == mask for room in rooms):
            continue
        slots[start] = mask
    return Options(lesson, slots, teachers, tuple(_alike_together(rooms)))


def seats_for(index: Index, lesson: Lesson) -> int:
    """How many seats a lesson needs."""
    return sum(index.groups[name].size for name in lesson.groups)


type Rooms = tuple[str, ...] | None  # which rooms a lesson can have; None: all of its kind


def within(own: Rooms, among: Rooms) -> bool:
    """Whether a lesson that can have ``own`` rooms has one of ``among`` for certain."""
    return among is None or (own is not None and set(own) <= set(among))


def has(among: Rooms, room: Room) -> bool:
    """Whether a room is one of these."""
    return among is None or room.id in among


def _alike_together(rooms: list[Room]) -> list[str]:
    return [room.id for room in sorted(rooms, key=lambda room: (room.place, room.seats))]


def reaches(question: Question, home: str, place: str, limit: int) -> bool:
    """Whether somebody gets from home to a place and back within their limit."""
    return max(question.minutes(home, place), question.minutes(place, home)) <= limit


def work_slots(index: Index, person: Participant) -> list[int]:
    """The dagdelen in which this person could work, lessons apart."""
    workplace = index.workplaces.get(person.workplace) if person.workplace is not None else None
    if workplace is None or not reaches(index.question, person.home, workplace.place, person.max_travel):
        return []
    return [
        slot
        for slot in range(index.question.slots)
        if not index.cannot[person.id] >> slot & 1 and any(pattern[slot] > 0 for pattern in workplace.patterns)
    ]
