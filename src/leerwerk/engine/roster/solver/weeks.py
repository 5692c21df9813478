"""Every week of lessons that a group can have by itself, and what it costs its members at best.

Members share the lessons, and each lays their own shifts around them; only places at work are shared with others. So
the least that a week costs all members, each by themselves, bounds what it will cost, and a week in which one of them
cannot keep their promise is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from leerwerk.engine.roster.cost import fewest_days
from leerwerk.engine.roster.question import Participant
from leerwerk.engine.roster.solver.columns_kernels import (
    ANYWHERE,
    FREE,
    NEVER,
    Floats,
    Ground,
    Ints,
    People,
    week_costs,
)
from leerwerk.engine.roster.solver.options import Options, work_slots
from leerwerk.engine.roster.view import Index
from leerwerk.engine.roster.week import DAYS, bits, mask_of, slots_of_day

MOST = 4000  # weeks of one group; beyond it its members are looked at one by one

type Choice = tuple[tuple[str, int, str | None], ...]  # lesson, start, place


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of one group: what is given when and where (``table``: weeks × dagdelen; ``states`` and
    ``example`` as in ``week_costs``), its people, and what each of
    these weeks costs each of them by themselves (people × weeks)."""

    group: str
    choices: list[Choice]
    table: Ints
    states: Ints
    example: Ints
    names: tuple[str, ...]
    people: People
    costs: Floats


class Places:
    """Places as numbers, and what the kernels ask of the question."""

    def __init__(self, index: Index) -> None:
        question = index.question
        self.index = index
        names = sorted({room.place for room in question.rooms} | {site.place for site in question.workplaces})
        self.number = {name: row for row, name in enumerate(names)}
        minutes = np.array([[question.minutes(a, b) for b in names] for a in names], np.int32)
        days = np.full((DAYS, 3), -1, np.int32)
        for day in range(DAYS):
            own = slots_of_day(day, question.slots)
            days[day, : len(own)] = own
        weights = question.weights
        self.ground = Ground(
            days=days,
            minutes=minutes.reshape(len(names), len(names)),
            weights=np.array([weights.extra_day, weights.change, weights.waiting], np.int32),
        )
        self.must = dict.fromkeys(index.people, 0)
        for lock in question.shift_locks:
            self.must[lock.participant] |= lock.slots

    def people(self, people: Sequence[Participant], dagdelen: int) -> People:
        """People as columns, beside so many dagdelen of lessons."""
        question = self.index.question
        site = [self.index.workplaces.get(one.workplace or "") for one in people]
        days = [fewest_days(dagdelen + one.shifts, question.slots) for one in people]
        return People(
            allowed=np.array([mask_of(work_slots(self.index, one)) for one in people], np.int32),
            must=np.array([self.must[one.id] for one in people], np.int32),
            site=np.array([ANYWHERE if one is None else self.number[one.place] for one in site], np.int32),
            shifts=np.array([one.shifts for one in people], np.int32),
            limit=np.array([one.max_between for one in people], np.int32),
            least=np.array(days, np.float64) * question.weights.extra_day,
        )


def weeks_of(places: Places, group: str, own: list[Options], people: list[Participant]) -> Weeks | None:
    """Return all weeks of a group that its members can live with; None when there are too many to list."""
    choices = _choices(places.index, own)
    if choices is None:
        return None
    slots = places.index.question.slots
    lengths = {one.lesson.id: one for one in own}
    table = np.full((len(choices), slots), FREE, np.int32)
    for row, choice in enumerate(choices):
        for lesson, start, place in choice:
            for slot in bits(lengths[lesson].slots[start]):
                table[row, slot] = ANYWHERE if place is None else places.number[place]
    columns = places.people(people, sum(one.lesson.times * one.lesson.length for one in own))
    costs = np.zeros((len(people), len(choices)))
    states, example = _states(table, places.ground.days)
    week_costs(places.ground, table, states, example, columns, np.zeros((len(people), slots)), costs)
    kept = np.flatnonzero((costs < NEVER / 2).all(axis=0))
    states, example = _states(table[kept], places.ground.days)
    return Weeks(
        group=group,
        choices=[choices[row] for row in kept],
        table=table[kept],
        states=states,
        example=example,
        names=tuple(person.id for person in people),
        people=columns,
        costs=costs[:, kept],
    )


def _states(table: Ints, days: Ints) -> tuple[Ints, Ints]:
    """Which different days of lessons these weeks have, and an example of each."""
    states = np.zeros((len(table), len(days)), np.int32)
    example = np.full((len(days), max(len(table), 1)), -1, np.int32)
    widest = 1
    for day, own in enumerate(days):
        slots = own[own >= 0]
        if len(table) and len(slots):
            _, first, states[:, day] = np.unique(table[:, slots], axis=0, return_index=True, return_inverse=True)
            example[day, : len(first)] = first
            widest = max(widest, len(first))
        elif len(table):
            example[day, 0] = 0
    return states, np.ascontiguousarray(example[:, :widest])


def _choices(index: Index, own: list[Options]) -> list[Choice] | None:
    """All ways to lay the lessons of a group beside one another."""
    found: list[tuple[Choice, int]] = [((), 0)]
    for one in sorted(own, key=lambda one: len(one.slots)):
        ways = _ways(index, one)
        if ways is None or len(found) * len(ways) > 100 * MOST:
            return None
        found = [(choice + way, busy | mask) for choice, busy in found for way, mask in ways if not busy & mask]
        if len(found) > 5 * MOST:
            return None
    return [choice for choice, _ in found] if len(found) <= MOST else None


def _ways(index: Index, one: Options) -> list[tuple[Choice, int]] | None:
    """All ways to give one lesson as often as it should be; None when they are too many."""
    places: list[str | None] = [None]
    if one.lesson.room is not None:
        places = [*sorted({index.rooms[room].place for room in one.rooms})]
    single: list[tuple[str, int, str | None]] = []
    for start, mask in one.slots.items():
        for place in places:
            if place is None or any(
                index.rooms[room].place == place and index.rooms[room].open & mask == mask for room in one.rooms
            ):
                single.append((one.lesson.id, start, place))
    wanted = [lock.start for lock in index.question.locks if lock.lesson == one.lesson.id and lock.start is not None]
    found = []
    if len(single) ** one.lesson.times > 25 * MOST:
        return None
    for chosen in combinations(single, one.lesson.times):
        busy, fits = 0, all(start in {begin for _, begin, _ in chosen} for start in wanted)
        for _, start, _ in chosen:
            fits &= not busy & one.slots[start]
            busy |= one.slots[start]
        if fits:
            found.append((chosen, busy))
    return found
