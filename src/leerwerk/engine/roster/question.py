"""What is asked: lessons of groups, shifts of participants, and what stands in the way.

Everything is a frozen value; things name each other by ``id``. Sets of dagdelen are bit masks (``week``), travel is in
minutes. Of a person the engine knows when they cannot and under which code, never why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster.roster import Roster
from leerwerk.engine.roster.week import WORKING_WEEK

ALWAYS = (1 << 15) - 1
BETWEEN = 45  # minutes of travel that fit between two dagdelen
FAR = 10**6  # minutes: no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """``available``: when they can teach; ``prefers``: when they like to; at most ``most`` dagdelen a week."""

    id: str
    available: int = ALWAYS
    prefers: int = ALWAYS
    most: int = 15
    max_between: int = BETWEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of one kind (a code of your own: classroom, workshop) with its seats, at a place."""

    id: str
    place: str
    seats: int
    kind: str = "classroom"
    open: int = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where people work. Each pattern says how many can work in every dagdeel (0: no work then); one of them is
    chosen."""

    id: str
    place: str
    patterns: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person: works ``shifts`` dagdelen a week at ``workplace``, beside the lessons of ``group``.

    ``cannot``: reason code → dagdelen. ``max_travel``: the longest journey from and to ``home``.
    """

    id: str
    group: str | None
    home: str
    workplace: str | None = None
    shifts: int = 0
    cannot: Mapping[str, int] = field(default_factory=dict)
    max_travel: int = FAR
    max_between: int = BETWEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who follow lessons together; ``size`` seats, also when not all of them are known yet."""

    id: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Something that groups do together, ``times`` a week, ``length`` adjacent dagdelen each time.

    ``teachers``: who can give it; None when nobody has to. ``room``: the kind of room; None when it needs none (online,
    at work): then it is where people already are. ``rooms``: which of that kind; None: any of them. ``places``: where
    it can be given; None: anywhere.
    """

    id: str
    groups: tuple[str, ...]
    activity: Activity
    times: int = 1
    length: int = 1
    teachers: tuple[str, ...] | None = None
    room: str | None = None
    rooms: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None

    def goes_in(self, room: Room) -> bool:
        """Whether a room is one of those it can be given in, however large and whenever open."""
        one_of = self.rooms is None or room.id in self.rooms
        return room.kind == self.room and one_of and (self.places is None or room.place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One meeting of the lesson begins at ``start`` with this teacher in this room; without ``start``: every
    meeting."""

    lesson: str
    start: int | None = None
    teacher: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLock:
    """The participant works in these dagdelen."""

    participant: str
    slots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each soft rule costs; see ``cost`` for what is counted."""

    extra_day: int = 2
    change: int = 1
    waiting: int = 2
    extra_room: int = 3
    extra_teacher: int = 4
    language_day: int = 5
    teacher_wish: int = 1
    moved_lesson: int = 20
    moved_teacher: int = 8
    moved_room: int = 2
    moved_shift: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One region's week. ``travel``: (from, to) → minutes; a pair that is missing takes 0 within a place, else FAR.

    ``earlier``: a roster to stay near; what is no longer there is left out of account, and a teacher or room that it
    does not name.
    """

    groups: tuple[Group, ...]
    lessons: tuple[Lesson, ...]
    participants: tuple[Participant, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    rooms: tuple[Room, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    locks: tuple[Lock, ...] = ()
    shift_locks: tuple[ShiftLock, ...] = ()
    earlier: Roster | None = None
    weights: Weights = Weights()
    slots: int = WORKING_WEEK

    def minutes(self, start: str, end: str) -> int:
        """Travel from one place to another."""
        return self.travel.get((start, end), 0 if start == end else FAR)
