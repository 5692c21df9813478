"""A region as a packing: each group takes one week out of its own, and uses up teachers, rooms and places at work.

Rows that are shared: every teacher in every dagdeel and over the week; rooms of a kind at a place with at least so many
seats; places of a workplace. At given prices of these rows every group's cheapest week is found exactly (``price``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster.question import Lesson, Participant, Question
from leerwerk.engine.roster.solver.columns_kernels import NEVER, Floats, Ints, week_costs
from leerwerk.engine.roster.solver.options import Options, Rooms, has, options, seats_for, within
from leerwerk.engine.roster.solver.weeks import Places, Weeks, weeks_of
from leerwerk.engine.roster.view import Index
from leerwerk.engine.roster.week import bits, day_of

FEW = 2_000_000  # people × weeks; beyond it a look at all of them takes too long


@dataclass(frozen=True, slots=True)
class Piece:
    """One lesson at one start and place: its dagdelen, who could teach it (with what that costs), which room rows it
    uses."""

    lesson: str
    start: int
    place: str | None
    slots: tuple[int, ...]
    rooms: tuple[int, ...]
    teachers: tuple[int, ...]
    wishes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pieces with each of their teachers as columns; -1 where none is needed."""

    piece: Ints
    teacher: Ints
    fixed: Floats  # wishes
    spans: list[tuple[int, int]]  # of each piece
    slots: Floats  # pieces × dagdelen
    rooms: Floats  # pieces × room rows


@dataclass(slots=True)
class Bundle:
    """One group's weeks. ``lessons``: of each lesson, weeks × times numbers of pieces; ``fixed``: what a week costs
    anyway."""

    weeks: Weeks
    pieces: list[Piece]
    lessons: list[tuple[Lesson, Ints]]
    fixed: Floats
    work: Ints  # the workplace of each person, or -1
    stay: Floats  # people × dagdelen: what it brings to work where they did before
    pairs: Pairs


@dataclass(slots=True)
class Prices:
    """What one unit of each shared row costs; also used for how much of it is in use."""

    teacher: Floats  # teachers × dagdelen
    hours: Floats  # teachers
    room: Floats  # room rows × dagdelen
    work: Floats  # workplaces × dagdelen

    def copy(self) -> Prices:
        """The same in arrays of its own."""
        return Prices(self.teacher.copy(), self.hours.copy(), self.room.copy(), self.work.copy())


class Pack:
    """The whole question as a packing; raises ``TooLarge`` where weeks cannot be listed or lessons are shared by
    groups."""

    def __init__(self, question: Question) -> None:
        self.question, self.index = question, Index.of(question)
        if any(len(lesson.groups) != 1 for lesson in question.lessons):
            raise TooLarge
        self.options = {one.lesson.id: one for one in options(self.index)}
        self.places = Places(self.index)
        self.teachers = {one.id: row for row, one in enumerate(question.teachers)}
        self.workplaces = {one.id: row for row, one in enumerate(question.workplaces)}
        self._room_rows()
        slots = question.slots
        self.zero = Prices(
            np.zeros((len(self.teachers), slots)),
            np.zeros(len(self.teachers)),
            np.zeros((len(self.room_rows), slots)),
            np.zeros((len(self.workplaces), slots)),
        )
        self.capacity = Prices(
            np.array([[t.available >> s & 1 for s in range(slots)] for t in question.teachers], np.float64).reshape(
                -1, slots
            ),
            np.array([t.most for t in question.teachers], np.float64),
            np.array([[self._open(*row, s) for s in range(slots)] for row in self.room_rows], np.float64).reshape(
                -1, slots
            ),
            np.zeros((len(self.workplaces), slots)),
        )
        self.patterns = [np.array(w.patterns, np.float64) for w in question.workplaces]
        self.bundles = self._bundles()

    def _room_rows(self) -> None:
        needed = {
            (one.lesson.room, seats_for(self.index, one.lesson), among)
            for one in self.options.values()
            for among in (one.lesson.rooms, None)
        }
        places = sorted({room.place for room in self.question.rooms})
        self.room_rows = [
            (str(kind), place, seats, among)
            for kind, seats, among in sorted(needed, key=str)
            if kind is not None
            for place in places
        ]

    def _open(self, kind: str, place: str, seats: int, among: Rooms, slot: int) -> int:
        fits = [room for room in self.question.rooms if room.kind == kind and has(among, room)]
        return sum(room.place == place and room.seats >= seats and bool(room.open >> slot & 1) for room in fits)

    def _bundles(self) -> list[Bundle]:
        members: dict[str | None, list[Participant]] = {None: [], **{name: [] for name in self.index.groups}}
        for person in self.question.participants:
            members[person.group].append(person)
        own: dict[str, list[Options]] = {name: [] for name in self.index.groups}
        for one in self.options.values():
            own[one.lesson.groups[0]].append(one)
        found = []
        for name, people in members.items():
            mine = own[name] if name is not None else []
            if not people and not mine:
                continue
            weeks = weeks_of(self.places, name or "", mine, people)
            if weeks is None:
                raise TooLarge
            found.append(self._bundle(weeks, mine, people))
        if sum(one.weeks.costs.size for one in found) > FEW:
            raise TooLarge
        return found

    def _bundle(self, weeks: Weeks, own: list[Options], people: list[Participant]) -> Bundle:
        number: dict[tuple[str, int, str | None], int] = {}
        pieces: list[Piece] = []
        for choice in weeks.choices:
            for key in choice:
                if key not in number:
                    number[key] = len(pieces)
                    pieces.append(self._piece(*key))
        lessons = []
        for one in own:
            rows = [[number[key] for key in choice if key[0] == one.lesson.id] for choice in weeks.choices]
            lessons.append((one.lesson, np.array(rows, np.int32).reshape(len(rows), one.lesson.times)))
        earlier = self.question.earlier
        stay = np.zeros((len(people), self.question.slots))
        for row, person in enumerate(people):
            for slot in bits(earlier.shifts.get(person.id, 0) if earlier is not None else 0):
                stay[row, slot] = -self.question.weights.moved_shift
        return Bundle(
            weeks=weeks,
            pieces=pieces,
            lessons=lessons,
            fixed=np.array([self._fixed(choice) for choice in weeks.choices], np.float64) - stay.sum(),
            work=np.array([self.workplaces.get(person.workplace or "", -1) for person in people], np.int32),
            stay=stay,
            pairs=self._pairs(pieces),
        )

    def _pairs(self, pieces: list[Piece]) -> Pairs:
        piece: list[int] = []
        teacher: list[int] = []
        fixed: list[int] = []
        spans: list[tuple[int, int]] = []
        slots = np.zeros((len(pieces), self.question.slots))
        rooms = np.zeros((len(pieces), len(self.room_rows)))
        for number, one in enumerate(pieces):
            slots[number, list(one.slots)] = 1.0
            rooms[number, list(one.rooms)] = 1.0
            anybody = self.index.lessons[one.lesson].teachers is None
            own, wishes = ((-1,), (0,)) if anybody else (one.teachers, one.wishes)
            spans.append((len(piece), len(piece) + len(own)))
            piece += [number] * len(own)
            teacher += own
            fixed += wishes
        return Pairs(
            np.array(piece, np.int32), np.array(teacher, np.int32), np.array(fixed, np.float64), spans, slots, rooms
        )

    def _piece(self, lesson: str, start: int, place: str | None) -> Piece:
        one = self.options[lesson]
        mask = one.slots[start]
        allowed = {
            lock.teacher
            for lock in self.question.locks
            if lock.lesson == lesson and lock.teacher is not None and lock.start in (None, start)
        }
        free = [
            name for name in one.teachers if self.index.teachers[name].available & mask == mask and allowed <= {name}
        ]
        weights, earlier = self.question.weights, self.question.earlier
        before = [m.teacher for m in earlier.meetings if (m.lesson, m.start) == (lesson, start)] if earlier else []
        was = {name for name in before if name is not None}
        wishes = [
            weights.teacher_wish * (mask & ~self.index.teachers[name].prefers).bit_count()
            + weights.moved_teacher * bool(was and name not in was)
            for name in free
        ]
        seats = seats_for(self.index, one.lesson)
        return Piece(
            lesson=lesson,
            start=start,
            place=place,
            slots=tuple(bits(mask)),
            rooms=tuple(
                row
                for row, (kind, where, least, among) in enumerate(self.room_rows)
                if kind == one.lesson.room and where == place and least <= seats and within(one.lesson.rooms, among)
            ),
            teachers=tuple(self.teachers[name] for name in free),
            wishes=tuple(wishes),
        )

    def _fixed(self, choice: tuple[tuple[str, int, str | None], ...]) -> int:
        """Language lessons on one day, and meetings that moved."""
        weights, lessons = self.question.weights, self.index.lessons
        days = [day_of(start) for name, start, _ in choice if lessons[name].activity is Activity.LANGUAGE]
        total = weights.language_day * (len(days) - len(set(days)))
        if self.question.earlier is not None:
            begun = {(name, start) for name, start, _ in choice}
            own = {name for name, _, _ in choice}
            total += weights.moved_lesson * sum(
                was.lesson in own and (was.lesson, was.start) not in begun for was in self.question.earlier.meetings
            )
        return total

    def taught(self, bundle: Bundle, prices: Prices) -> list[Floats]:
        """For every piece what each of its teachers would cost, its rooms included; rows of different length."""
        pairs = bundle.pairs
        rooms = ((pairs.rooms @ prices.room) * pairs.slots).sum(axis=1)
        own = pairs.fixed + rooms[pairs.piece]
        at = pairs.teacher >= 0
        teacher, slots = pairs.teacher[at], pairs.slots[pairs.piece[at]]
        own[at] += (prices.teacher[teacher] * slots).sum(axis=1) + prices.hours[teacher] * slots.sum(axis=1)
        return [own[a:b] for a, b in pairs.spans]

    def price(self, bundle: Bundle, prices: Prices) -> tuple[Floats, list[Floats]]:
        """What each week of a bundle costs at least at these prices; and what each teacher of each piece would."""
        taught = self.taught(bundle, prices)
        total = bundle.fixed.copy()
        for lesson, rows in bundle.lessons:
            total += self._lesson_price(bundle, lesson, rows, taught)
        if len(bundle.work):
            shifts = bundle.stay.copy()
            at = bundle.work >= 0
            shifts[at] += prices.work[bundle.work[at]]
            each = np.empty((len(bundle.work), len(total)))
            weeks = bundle.weeks
            week_costs(self.places.ground, weeks.table, weeks.states, weeks.example, weeks.people, shifts, each)
            total += each.sum(axis=0)
        return total, taught

    def _lesson_price(self, bundle: Bundle, lesson: Lesson, rows: Ints, taught: list[Floats]) -> Floats:
        """One teacher for all times, or the cheapest for each and then at least one teacher more than needed."""
        cheapest = np.array([own.min() if len(own) else NEVER for own in taught])
        alone = cheapest[rows].sum(axis=1) if lesson.times else np.zeros(len(rows))
        if lesson.times < 2 or lesson.teachers is None or not lesson.teachers:
            return alone
        table = np.full((len(taught), len(self.teachers)), NEVER)
        for row, piece in enumerate(bundle.pieces):
            if piece.lesson == lesson.id:
                table[row, list(piece.teachers)] = taught[row]
        same = table[rows].sum(axis=1).min(axis=1)
        return np.minimum(same, alone + self.question.weights.extra_teacher)


class TooLarge(Exception):
    """The question cannot be looked at as a packing."""
