"""Simulated annealing over timetables: one thread cools down once, as slowly as time allows, the other many times.

A slow cooling finds the cheapest timetables where courses find room easily. Where they hardly do, what decides is
which courses come apart while it is hot, and many quick coolings from new beginnings try more of those.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.roster.curriculum.check import DAY, HALL, LONELY, SEAT
from leerwerk.engine.roster.curriculum.kernels import Fixed, Ints, Seeds, State, anneal, settle
from leerwerk.engine.roster.curriculum.question import Lecture, Lectures, Timetable

COLD = 0.15  # the temperature at the end, in points
CHUNK = 100_000  # moves between two looks at the clock
GRAVE = 10_000  # what two courses at once count for when timetables are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a thread cools: from which temperature, and what two courses at once cost meanwhile, both in points."""

    hot: float
    clash: int
    moves: float  # of one cooling, at most


SLOW = Style(hot=5.0, clash=15, moves=math.inf)
QUICK = Style(hot=30.0, clash=100, moves=100_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best timetable met; ``clashes`` when it still has courses at once (then nothing better was met)."""

    lectures: Lectures
    cost: int
    seconds: float
    moves: int


def prepare(question: Timetable) -> Fixed:
    """Return the question as arrays."""
    number = {course.id: row for row, course in enumerate(question.courses)}
    slots = question.days * question.periods
    count = len(question.courses)
    closed = np.zeros((count, slots), np.bool_)
    for name, period in question.closed:
        closed[number[name], period] = True
    member = np.zeros((count, len(question.curricula)), np.bool_)
    for row, curriculum in enumerate(question.curricula):
        for name in curriculum.courses:
            member[number[name], row] = True
    teachers = np.array([course.teacher for course in question.courses])
    clash = (member.astype(np.int32) @ member.T.astype(np.int32) > 0) | (teachers[:, None] == teachers[None, :])
    follows = [np.flatnonzero(row) for row in member]
    masks = np.arange(1 << question.periods)
    alone = masks & ~(masks << 1) & ~(masks >> 1)
    return Fixed(
        days=question.days,
        periods=question.periods,
        course=np.repeat(np.arange(count), [course.lectures for course in question.courses]).astype(np.int32),
        students=np.array([course.students for course in question.courses], np.int32),
        seats=np.array([hall.seats for hall in question.halls], np.int32),
        min_days=np.array([course.min_days for course in question.courses], np.int32),
        closed=closed,
        clash=clash,
        start=np.concatenate([[0], np.cumsum([len(row) for row in follows])]).astype(np.int32),
        follows=np.concatenate([*follows, []]).astype(np.int32),
        member=member,
        lonely=np.array([int(mask).bit_count() for mask in alone], np.int32),
        weights=np.array([SEAT, DAY, LONELY, HALL, GRAVE], np.int32),
    )


def empty_state(fixed: Fixed, place: Ints) -> State:
    """Return a state whose lectures lie at these cells (lectures × (period, hall)), nothing counted yet."""
    count, slots = fixed.closed.shape
    halls, curricula = len(fixed.seats), fixed.member.shape[1]
    return State(
        period=place[:, 0].copy(),
        hall=place[:, 1].copy(),
        cell=np.full((slots, halls), -1, np.int32),
        in_day=np.zeros((count, fixed.days), np.int32),
        in_hall=np.zeros((count, halls), np.int32),
        taught=np.zeros((curricula, slots), np.int32),
        mask=np.zeros((curricula, fixed.days), np.int32),
    )


def first_cells(fixed: Fixed, rng: np.random.Generator) -> Ints:
    """Return a cell for each lecture, no two the same and none at which its teacher cannot; clashes are left for later.

    Raises ValueError when there are no such cells.
    """
    slots, halls = fixed.closed.shape[1], len(fixed.seats)
    taken: dict[int, int] = {}  # cell → lecture

    def seat(lecture: int, seen: set[int]) -> bool:
        periods = rng.permutation(np.flatnonzero(~fixed.closed[fixed.course[lecture]]))
        cells = [int(p) * halls + int(h) for p in periods for h in rng.permutation(halls)]
        for cell in cells:
            if cell not in taken and cell not in seen:
                taken[cell] = lecture
                return True
        for cell in cells:
            if cell not in seen:
                seen.add(cell)
                if seat(taken[cell], seen):
                    taken[cell] = lecture
                    return True
        return False

    for lecture in range(len(fixed.course)):
        if not seat(lecture, set()):
            raise ValueError(f"no cell for lecture {lecture}")
    place = np.zeros((len(fixed.course), 2), np.int32)
    for cell, lecture in taken.items():
        place[lecture] = cell // halls, cell % halls
    assert slots * halls >= len(taken)
    return place


@dataclass(slots=True)
class Run:
    """One thread's search: its chance, and the best timetable met with its cost where two at once are grave."""

    fixed: Fixed
    style: Style
    rng: np.random.Generator
    seeds: Seeds
    place: Ints
    cost: int
    moves: int = 0

    def cool(self, share_of: Callable[[int], float]) -> None:
        """Cool down once from a new beginning; ``share_of`` tells from the moves made how much is over (1: all)."""
        place, weights = first_cells(self.fixed, self.rng), self.fixed.weights.copy()
        weights[-1] = self.style.clash
        fixed, state = self.fixed._replace(weights=weights), empty_state(self.fixed, place)
        cost = best = settle(fixed, state)
        made = 0
        while (share := share_of(made)) < 1 and best > 0:
            warmth = self.style.hot * (COLD / self.style.hot) ** share
            cost, best = anneal(fixed, state, self.seeds, warmth, CHUNK, cost, best, place)
            made += CHUNK
        self.moves += made
        if (grave := cost_of(self.fixed, place)) < self.cost:
            self.place, self.cost = place, grave

    def until(self, end: float, moves: float) -> None:
        """Cool down again and again till then, on the monotonic clock, or till so many moves are made."""
        while self.cost > 0 and self.moves < moves and (began := time.monotonic()) < end:
            most = min(self.style.moves, moves - self.moves)

            def share_of(made: int, began: float = began, most: float = most) -> float:
                return max(made / most, (time.monotonic() - began) / (end - began))

            self.cool(share_of)


def cost_of(fixed: Fixed, place: Ints) -> int:
    """Return what a timetable costs by these weights."""
    return int(settle(fixed, empty_state(fixed, place)))


def search(question: Timetable, *, seconds: float, seed: int = 1, threads: int = 2, moves: float = math.inf) -> Found:
    """Look for a cheap timetable for so long, or until each thread made so many ``moves``.

    Every second thread cools quickly; with endless ``seconds`` and given ``moves`` it is the same every time. Raises
    ValueError when the lectures have no room in the week at all.
    """
    fixed = prepare(question)
    began = time.monotonic()
    runs = []
    for number in range(threads):
        rng = np.random.default_rng([seed, number])
        place = first_cells(fixed, rng)
        seeds = rng.integers(1, 1 << 62, 1).astype(np.uint64)
        style = QUICK if number % 2 else SLOW
        runs.append(Run(fixed, style, rng, seeds, place, cost_of(fixed, place)))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda run: run.until(began + seconds, moves), runs))
    best = min(runs, key=lambda run: run.cost)
    return Found(
        lectures=tuple(
            Lecture(
                course=question.courses[fixed.course[row]].id,
                period=int(best.place[row, 0]),
                hall=question.halls[best.place[row, 1]].id,
            )
            for row in range(len(fixed.course))
        ),
        cost=best.cost,
        seconds=time.monotonic() - began,
        moves=sum(run.moves for run in runs),
    )
