"""Simulated annealing over timetables: several threads, each cooling down once, and again from the best."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.roster.curriculum.check import DAY, HALL, LONELY, SEAT
from leerwerk.engine.roster.curriculum.kernels import Fixed, Ints, Seeds, State, anneal, settle
from leerwerk.engine.roster.curriculum.question import Lecture, Lectures, Timetable

CLASH = 30  # what two courses at once cost while it is warm
HOT, COLD = 5.0, 0.15
WARM = 1.0  # where cooling begins again after the first time
CHUNK = 100_000  # moves between two looks at the clock


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
        weights=np.array([SEAT, DAY, LONELY, HALL, CLASH], np.int32),
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
    """One thread's search: its state, its chance and the best that it met."""

    fixed: Fixed
    seeds: Seeds
    place: Ints
    best: int = 1 << 30
    moves: int = 0

    def cool(self, hot: float, cold: float, progress: Callable[[int], float]) -> None:
        """Cool down from the best known; ``progress`` tells from the moves made how much of it is over (1: all)."""
        state = empty_state(self.fixed, self.place)
        cost = settle(self.fixed, state)
        self.best = min(self.best, cost)
        begun = self.moves
        while (share := progress(self.moves - begun)) < 1 and self.best > 0:
            warmth = hot * (cold / hot) ** share
            cost, self.best = anneal(self.fixed, state, self.seeds, warmth, CHUNK, cost, self.best, self.place)
            self.moves += CHUNK


def search(
    question: Timetable, *, seconds: float, seed: int = 1, threads: int = 2, rounds: int = 0, moves: int | None = None
) -> Found:
    """Look for a cheap timetable for so long, or for so many ``moves`` of each thread (then: the same every time).

    The first cooling takes half of it, ``rounds`` shorter ones from the best of all threads the rest. Raises ValueError
    when the lectures have no room in the week at all.
    """
    fixed = prepare(question)
    began = time.monotonic()
    runs = []
    for number in range(threads):
        rng = np.random.default_rng([seed, number])
        runs.append(Run(fixed, rng.integers(1, 1 << 62, 1).astype(np.uint64), first_cells(fixed, rng)))
    parts = [0.5, *[0.5 / rounds] * rounds] if rounds else [1.0]
    ends = np.cumsum(parts)
    with ThreadPoolExecutor(threads) as pool:
        for number, part in enumerate(parts):
            until = began + seconds * float(ends[number])
            since = time.monotonic()

            def progress(made: int, part: float = part, since: float = since, until: float = until) -> float:
                if moves is not None:
                    return made / (moves * part)
                return (time.monotonic() - since) / max(until - since, 1e-9)

            hot = HOT if number == 0 else WARM
            list(pool.map(lambda run, hot=hot, progress=progress: run.cool(hot, COLD, progress), runs))
            best = min(runs, key=lambda run: run.best)
            for run in runs:
                run.place, run.best = best.place.copy(), best.best
    return Found(
        lectures=tuple(
            Lecture(
                course=question.courses[fixed.course[row]].id,
                period=int(best.place[row, 0]),
                hall=question.halls[best.place[row, 1]].id,
            )
            for row in range(len(fixed.course))
        ),
        cost=best.best,
        seconds=time.monotonic() - began,
        moves=sum(run.moves for run in runs),
    )
