"""Compiled: what weeks of lessons cost people, and the shifts that are best for one person in one week."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.compiled import compiled, inner

type Ints = npt.NDArray[np.int32]
type Floats = npt.NDArray[np.float64]

FREE, ANYWHERE = -2, -1  # in a week: no lesson; a lesson without a place
NEVER = 1e9


class Ground(NamedTuple):
    """What is the same for everybody."""

    days: Ints  # days × 3: the dagdelen of a day, or -1
    minutes: Ints  # places × places
    weights: Ints  # extra day, change, waiting


class People(NamedTuple):
    """People as columns."""

    allowed: Ints  # bits of the dagdelen they can work in
    must: Ints  # bits of those they have to
    site: Ints  # the place of their work
    shifts: Ints
    limit: Ints  # minutes between two dagdelen
    least: Floats  # what their days cost at the fewest


@inner
def _day(g: Ground, week: Ints, d: int, chosen: int, allowed: int, must: int, site: int, limit: int) -> float:
    """What a day costs with this choice (bits) of its dagdelen for work; NEVER where that cannot be."""
    a, b, c = np.int64(FREE), np.int64(FREE), np.int64(FREE)
    for k in range(3):
        slot = g.days[d, k]
        where = np.int64(FREE) if slot < 0 else np.int64(week[slot])
        if chosen >> k & 1:
            if slot < 0 or where != FREE or not allowed >> slot & 1:
                return NEVER
            where = np.int64(site)
        elif slot >= 0 and must >> slot & 1:
            return NEVER
        if k == 0:
            a = where
        elif k == 1:
            b = where
        else:
            c = where
    price = 0.0
    if a >= 0 and b >= 0 and a != b:
        price += g.weights[1]
        if g.minutes[a, b] > limit:
            return NEVER
    if b >= 0 and c >= 0 and b != c:
        price += g.weights[1]
        if g.minutes[b, c] > limit:
            return NEVER
    if a != FREE or b != FREE or c != FREE:
        price += g.weights[0]
    if a != FREE and b == FREE and c != FREE:
        price += g.weights[2]
    return price


@inner
def _bits(chosen: int) -> int:
    return (chosen & 1) + (chosen >> 1 & 1) + (chosen >> 2 & 1)


@inner
def _priced(g: Ground, d: int, chosen: int, prices: Floats) -> float:
    total = 0.0
    for k in range(3):
        if chosen >> k & 1:
            total += prices[g.days[d, k]]
    return total


@compiled
def week_costs(
    g: Ground, weeks: Ints, states: Ints, example: Ints, people: People, prices: Floats, each: Floats
) -> None:
    """Write what each week costs each person at best into ``each`` (people × weeks), shifts at ``prices``.

    ``states``: weeks × days, which of the different days of lessons it is; ``example``: days × different, a week that
    has it (or -1). ``prices``: people × dagdelen. NEVER where their shifts do not fit.
    """
    days, different = example.shape
    table = np.empty((days, different, 4))
    best, after = np.empty(16), np.empty(16)
    for p in range(len(people.site)):
        shifts = people.shifts[p]
        for d in range(days):
            for k in range(different):
                for n in range(4):
                    table[d, k, n] = NEVER
                if example[d, k] < 0:
                    continue
                week = weeks[example[d, k]]
                for chosen in range(8):
                    worked = _bits(chosen)
                    if worked > shifts:
                        continue
                    price = _day(g, week, d, chosen, people.allowed[p], people.must[p], people.site[p], people.limit[p])
                    if price < NEVER:
                        table[d, k, worked] = min(table[d, k, worked], price + _priced(g, d, chosen, prices[p]))
        for w in range(len(weeks)):
            for n in range(shifts + 1):
                best[n] = NEVER
            best[0] = 0.0
            for d in range(days):
                own = table[d, states[w, d]]
                for n in range(shifts + 1):
                    least = best[n] + own[0]
                    for worked in range(1, min(n, 3) + 1):
                        least = min(least, best[n - worked] + own[worked])
                    after[n] = min(least, NEVER)
                for n in range(shifts + 1):
                    best[n] = after[n]
            each[p, w] = best[shifts] - people.least[p] if best[shifts] < NEVER / 2 else NEVER


@compiled
def best_shifts(g: Ground, week: Ints, people: People, p: int, prices: Floats) -> int:
    """The dagdelen (bits) that one person works in a week at these prices (dagdelen); -1 where their shifts do not
    fit."""
    shifts, days = people.shifts[p], len(g.days)
    best = np.full((days + 1, 16), NEVER)
    via = np.zeros((days + 1, 16), np.int32)
    best[0, 0] = 0.0
    for d in range(days):
        for chosen in range(8):
            worked = _bits(chosen)
            if worked > shifts:
                continue
            price = _day(g, week, d, chosen, people.allowed[p], people.must[p], people.site[p], people.limit[p])
            if price >= NEVER:
                continue
            price += _priced(g, d, chosen, prices)
            for n in range(shifts - worked + 1):
                if best[d, n] + price < best[d + 1, n + worked]:
                    best[d + 1, n + worked] = best[d, n] + price
                    via[d + 1, n + worked] = chosen
    if best[days, shifts] >= NEVER:
        return -1
    mask, n = 0, shifts
    for d in range(days - 1, -1, -1):
        chosen = via[d + 1, n]
        for k in range(3):
            if chosen >> k & 1:
                mask |= 1 << g.days[d, k]
        n -= _bits(chosen)
    return mask


@compiled
def shifts_cost(g: Ground, week: Ints, people: People, p: int, mask: int) -> float:
    """What these shifts (bits) cost one person in a week; NEVER where they cannot be."""
    total = -people.least[p]
    for d in range(len(g.days)):
        chosen = 0
        for k in range(3):
            if g.days[d, k] >= 0 and mask >> g.days[d, k] & 1:
                chosen |= 1 << k
        price = _day(g, week, d, chosen, people.allowed[p], people.must[p], people.site[p], people.limit[p])
        if price >= NEVER:
            return NEVER
        total += price
    return total
