"""Prices of what is scarce, and the bound that they prove.

At any prices the cheapest weeks of all groups together, less what all capacity is worth, cost no more than any roster
does. Prices follow what is used too much, in steps after Adam (Kingma and Ba 2015).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.roster.solver.columns_kernels import NEVER, Floats, best_shifts
from leerwerk.engine.roster.solver.pack import Bundle, Pack, Prices

SWEEPS = 60
LONGEST, SHORTEST = 0.25, 0.01  # steps, in units of cost
MEAN, SQUARE = 0.85, 0.95


@dataclass(frozen=True, slots=True)
class Chosen:
    """One group's week: its number, the pieces with their teachers (-1: none), and everybody's shifts (bits)."""

    week: int
    taught: tuple[tuple[int, int], ...]
    shifts: tuple[int, ...]


def choose_teachers(pack: Pack, bundle: Bundle, week: int, taught: list[np.ndarray]) -> tuple[tuple[int, int], ...]:
    """Who teaches each piece of a week at these prices: one teacher for all times where that is cheaper."""
    found: list[tuple[int, int]] = []
    extra = pack.question.weights.extra_teacher
    for lesson, rows in bundle.lessons:
        pieces = [int(piece) for piece in rows[week]]
        if lesson.teachers is None:
            found += [(piece, -1) for piece in pieces]
            continue
        each = [bundle.pieces[piece].teachers[int(taught[piece].argmin())] for piece in pieces]
        apart = sum(float(taught[piece].min()) for piece in pieces) + extra * (len(set(each)) - 1)
        shared = set.intersection(*(set(bundle.pieces[piece].teachers) for piece in pieces)) if pieces else set()
        for teacher in sorted(shared):
            same = sum(float(taught[p][bundle.pieces[p].teachers.index(teacher)]) for p in pieces)
            if same < apart:
                apart, each = same, [teacher] * len(pieces)
        found += list(zip(pieces, each, strict=True))
    return tuple(found)


def add(pack: Pack, bundle: Bundle, chosen: Chosen, use: Prices, sign: int = 1) -> None:
    """Count what a group's week uses, or take it out again (-1)."""
    for number, teacher in chosen.taught:
        piece = bundle.pieces[number]
        slots = list(piece.slots)
        if teacher >= 0:
            use.teacher[teacher, slots] += sign
            use.hours[teacher] += sign * len(slots)
        for row in piece.rooms:
            use.room[row, slots] += sign
    for row, mask in zip(bundle.work, chosen.shifts, strict=True):
        slot = 0
        while mask:
            if mask & 1:
                use.work[row, slot] += sign
            mask >>= 1
            slot += 1


def bound(pack: Pack, prices: Prices) -> tuple[float, Prices]:
    """What these prices prove, and what their cheapest weeks would use."""
    total = -float((prices.teacher * pack.capacity.teacher).sum() + (prices.hours * pack.capacity.hours).sum())
    total -= float((prices.room * pack.capacity.room).sum())
    total -= sum(float((own @ prices.work[row]).max()) for row, own in enumerate(pack.patterns))
    use = pack.zero.copy()
    for bundle in pack.bundles:
        costs, taught = pack.price(bundle, prices)
        week = int(costs.argmin()) if len(costs) else -1
        if week < 0 or costs[week] >= NEVER / 2:
            return math.inf, use
        total += float(costs[week])
        shifts = tuple(
            int(
                best_shifts(
                    pack.places.ground,
                    bundle.weeks.table[week],
                    bundle.weeks.people,
                    p,
                    bundle.stay[p] + (prices.work[row] if row >= 0 else 0.0),
                )
            )
            for p, row in enumerate(bundle.work)
        )
        add(pack, bundle, Chosen(week, choose_teachers(pack, bundle, week, taught), shifts), use)
    return total, use


def price(pack: Pack, go_on: Callable[[], bool]) -> tuple[float, Prices]:
    """Look for the prices that prove most; returns the bound (infinite: no roster exists) and them."""
    prices = pack.zero.copy()
    best, best_prices = -math.inf, prices
    mean = [np.zeros_like(own) for own in rows(prices)]
    square = [np.zeros_like(own) for own in rows(prices)]
    for sweep in range(SWEEPS):
        value, use = bound(pack, prices)
        if value == math.inf:
            return value, prices
        if value > best:
            best, best_prices = value, prices.copy()
        if not go_on():
            break
        length = LONGEST * (SHORTEST / LONGEST) ** (sweep / SWEEPS)
        for own, much, m, v in zip(rows(prices), _excess(pack, prices, use), mean, square, strict=True):
            m += (1 - MEAN) * (much - m)
            v += (1 - SQUARE) * (much**2 - v)
            fair = (m / (1 - MEAN ** (sweep + 1))) / (np.sqrt(v / (1 - SQUARE ** (sweep + 1))) + 1e-9)
            np.maximum(own + length * fair, 0.0, out=own)
    return best, best_prices


def rows(prices: Prices) -> tuple[Floats, ...]:
    """The arrays of prices, one after the other."""
    return prices.teacher, prices.hours, prices.room, prices.work


def _excess(pack: Pack, prices: Prices, use: Prices) -> tuple[np.ndarray, ...]:
    """How much more is used than there is; nothing where there is room and the price is 0."""
    room = np.array(
        [own[int((own @ prices.work[row]).argmax())] for row, own in enumerate(pack.patterns)], float
    ).reshape(prices.work.shape)
    pairs = (
        (use.teacher - pack.capacity.teacher, prices.teacher),
        (use.hours - pack.capacity.hours, prices.hours),
        (use.room - pack.capacity.room, prices.room),
        (use.work - room, prices.work),
    )
    return tuple(np.where((over < 0) & (own <= 0), 0.0, over) for over, own in pairs)
