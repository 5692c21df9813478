"""Compiled loops of the search: what a move changes, and many moves in a row at one temperature.

A state is a grid of cells (period × hall) with at most one lecture each, so that two lectures never share a room. A
move
takes a lecture to another cell and brings what lies there back. Clashes of courses cost ``clash`` each and are gone
when it is cold; a course is never put where its teacher cannot.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.compiled import compiled, inner

type Ints = npt.NDArray[np.int32]
type Longs = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]
type Seeds = npt.NDArray[np.uint64]


class Fixed(NamedTuple):
    """The question as arrays: c courses, p periods, h halls, q curricula."""

    days: int
    periods: int  # of one day
    course: Ints  # of each lecture
    students: Ints  # c
    seats: Ints  # h
    min_days: Ints  # c
    closed: Bools  # c × p
    clash: Bools  # c × c, the course with itself too
    start: Ints  # of a course in ``follows``, c + 1
    follows: Ints  # curricula of each course, one after the other
    member: Bools  # c × q
    lonely: Ints  # lectures without neighbour for each bit mask of a day
    weights: Ints  # seat, day, lonely, hall, clash


class State(NamedTuple):
    """A timetable and its counts."""

    period: Ints  # of each lecture
    hall: Ints  # of each lecture
    cell: Ints  # p × h: the lecture, or -1
    in_day: Ints  # c × days
    in_hall: Ints  # c × h
    taught: Ints  # q × p: lectures of the curriculum
    mask: Ints  # q × days: bits of the periods that are taught


@inner
def _random(seeds: Seeds) -> np.uint64:
    x = seeds[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seeds[0] = x
    return (x * np.uint64(2685821657736338717)) >> np.uint64(32)


@inner
def _below(seeds: Seeds, n: int) -> np.int64:
    return np.int64((_random(seeds) * np.uint64(n)) >> np.uint64(32))


@inner
def _hall_change(f: Fixed, s: State, c: int, old: int, new: int) -> int:
    """What it costs that one lecture of the course goes to another hall."""
    w = f.weights
    change = w[0] * (max(0, f.students[c] - f.seats[new]) - max(0, f.students[c] - f.seats[old]))
    if s.in_hall[c, old] == 1:
        change -= w[3]
    if s.in_hall[c, new] == 0:
        change += w[3]
    return change


@inner
def _time_change(f: Fixed, s: State, c: int, other: int, old: int, new: int) -> int:
    """What it costs that one lecture of the course goes to another period, while one of ``other`` (or -1) goes back."""
    w = f.weights
    change = 0
    d, e = old // f.periods, new // f.periods
    if d != e:
        days = 0
        for k in range(f.days):
            if s.in_day[c, k] > 0:
                days += 1
        after = days
        if s.in_day[c, d] == 1:
            after -= 1
        if s.in_day[c, e] == 0:
            after += 1
        change += w[1] * (max(0, f.min_days[c] - after) - max(0, f.min_days[c] - days))
    gone, come = np.int32(1 << (old - d * f.periods)), np.int32(1 << (new - e * f.periods))
    lonely = 0
    for k in range(f.start[c], f.start[c + 1]):
        q = f.follows[k]
        if other >= 0 and f.member[other, q]:
            continue
        before = s.mask[q, d]
        left = before & ~gone if s.taught[q, old] == 1 else before
        if d == e:
            lonely += f.lonely[left | come] - f.lonely[before]
        else:
            there = s.mask[q, e]
            lonely += f.lonely[left] - f.lonely[before] + f.lonely[there | come] - f.lonely[there]
    return change + w[2] * lonely


@inner
def _clashes(f: Fixed, s: State, c: int, p: int, skip: int | np.int64) -> int:
    """How many lectures of this period clash with the course, but for one."""
    found = 0
    for h in range(s.cell.shape[1]):
        other = s.cell[p, h]
        if other >= 0 and other != skip and f.clash[c, f.course[other]]:
            found += 1
    return found


@inner
def _put(f: Fixed, s: State, lecture: int | np.int64, p: int, h: int, sign: int) -> None:
    """Count a lecture in (1) or out (-1) at a cell, without touching the grid."""
    c = f.course[lecture]
    d = p // f.periods
    s.in_day[c, d] += sign
    s.in_hall[c, h] += sign
    bit = np.int32(1 << (p - d * f.periods))
    for k in range(f.start[c], f.start[c + 1]):
        q = f.follows[k]
        s.taught[q, p] += sign
        if s.taught[q, p] > 0:
            s.mask[q, d] |= bit
        else:
            s.mask[q, d] &= ~bit


@inner
def _move(f: Fixed, s: State, a: int | np.int64, p: int, h: int) -> None:
    """Take lecture ``a`` to a cell, and what lies there to where it came from."""
    old, from_hall = s.period[a], s.hall[a]
    b = s.cell[p, h]
    _put(f, s, a, old, from_hall, -1)
    if b >= 0:
        _put(f, s, b, p, h, -1)
        _put(f, s, b, old, from_hall, 1)
        s.period[b], s.hall[b] = old, from_hall
    s.cell[old, from_hall] = b
    _put(f, s, a, p, h, 1)
    s.cell[p, h] = a
    s.period[a], s.hall[a] = p, h


@compiled
def anneal(
    f: Fixed, s: State, seeds: Seeds, temperature: float, steps: int, cost: int, best: int, kept: Ints
) -> tuple[int, int]:
    """Try ``steps`` moves at one temperature; returns the cost now and the lowest one met.

    ``cost``: of the state, clashes included. The cheapest state is written into ``kept`` (lectures × (period, hall)).
    """
    lectures, halls = len(f.course), s.cell.shape[1]
    slots = s.cell.shape[0]
    for _ in range(steps):
        a = _below(seeds, lectures)
        c = f.course[a]
        old, from_hall = s.period[a], s.hall[a]
        kind = _below(seeds, 8)
        p, h = old, from_hall
        if kind != 0:
            p = _below(seeds, slots)
        if kind <= 4:
            h = _below(seeds, halls)
        if (p == old and h == from_hall) or f.closed[c, p]:
            continue
        b = s.cell[p, h]
        other = -1
        if b >= 0:
            other = f.course[b]
            if other == c or f.closed[other, old]:
                continue
        change = 0
        if h != from_hall:
            change += _hall_change(f, s, c, from_hall, h)
            if b >= 0:
                change += _hall_change(f, s, other, h, from_hall)
        if p != old:
            change += f.weights[4] * (_clashes(f, s, c, p, b) - _clashes(f, s, c, old, a))
            if b >= 0:
                change += f.weights[4] * (_clashes(f, s, other, old, a) - _clashes(f, s, other, p, b))
            if change > 40 * temperature:
                continue
            change += _time_change(f, s, c, other, old, p)
            if b >= 0:
                change += _time_change(f, s, other, c, p, old)
        if change > 0 and np.float64(_random(seeds)) * 2.3283064365386963e-10 >= math.exp(-change / temperature):
            continue
        _move(f, s, a, p, h)
        cost += change
        if cost < best:
            best = cost
            for k in range(lectures):
                kept[k, 0], kept[k, 1] = s.period[k], s.hall[k]
    return cost, best


@compiled
def settle(f: Fixed, s: State) -> int:
    """Count everything from ``period`` and ``hall`` of the lectures into an empty state; returns the cost."""
    for a in range(len(f.course)):
        s.cell[s.period[a], s.hall[a]] = a
        _put(f, s, a, s.period[a], s.hall[a], 1)
    w = f.weights
    cost = 0
    for a in range(len(f.course)):
        c = f.course[a]
        cost += w[0] * max(0, f.students[c] - f.seats[s.hall[a]])
        for h in range(s.cell.shape[1]):
            b = s.cell[s.period[a], h]
            if b > a and f.clash[c, f.course[b]]:
                cost += w[4]
    for c in range(s.in_day.shape[0]):
        days, halls = 0, 0
        for d in range(s.in_day.shape[1]):
            days += s.in_day[c, d] > 0
        for h in range(s.in_hall.shape[1]):
            halls += s.in_hall[c, h] > 0
        cost += w[1] * max(0, f.min_days[c] - days) + w[3] * max(0, halls - 1)
    for q in range(s.mask.shape[0]):
        for d in range(s.mask.shape[1]):
            cost += w[2] * f.lonely[s.mask[q, d]]
    return cost
