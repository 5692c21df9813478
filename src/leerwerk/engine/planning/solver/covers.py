"""Rows that every whole choice keeps and a fractional one breaks, for groups that compete for something scarce.

Each knapsack row says: the groups that open use no more than there is. The strongest row that cuts off a fractional
choice is found exactly: a small linear programme asks for prices at which no allowed choice is worth more than one,
and a dynamic programme answers with the allowed choice that is worth most at such prices, until none is worth more.
(Background: Boyd, Operations Research 42 (1994); Gomory's and Balas' cover rows are special cases.)
"""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int64s
from leerwerk.engine.planning.solver.highs import Quiet

ROUNDS = 100  # allowed choices met before the search for a row gives up
UNITS = 500  # weights are rounded down to so many parts of what there is, unless they are whole already


def _best_choice(gain: Floats, weight: Int64s, room: int) -> tuple[float, Bools]:
    """What the choice within ``room`` that gains most gains, and which it is."""
    best = np.zeros(room + 1)
    useful = np.flatnonzero((gain > 0.0) & (weight <= room))
    take = np.zeros((len(useful), room + 1), np.bool_)
    for row, k in enumerate(useful):
        w = int(weight[k])
        other = best[: room + 1 - w] + gain[k]
        np.greater(other, best[w:], out=take[row, w:])
        best[w:] = np.maximum(best[w:], other)
    taken, left = np.zeros(len(gain), np.bool_), room
    for row in range(len(useful) - 1, -1, -1):
        if take[row, left]:
            taken[useful[row]] = True
            left -= int(weight[useful[row]])
    return float(best[room]), taken


def whole_units(weight: Floats, room: float) -> tuple[Int64s, int]:
    """Weights and room in whole units; rounded down where they are not whole, so nothing allowed is lost."""
    for unit in (1.0, 0.5, 0.25, 0.1, 0.05, 0.01):
        if room / unit <= UNITS and bool((np.abs(weight / unit - np.rint(weight / unit)) < 1e-6).all()):
            break
    else:
        unit = max(room / UNITS, 1e-9)
    return np.floor(weight / unit + 1e-9).astype(np.int64), int(np.floor(room / unit + 1e-9))


def cutting_row(weight: Floats, room: float, at: Floats) -> Floats | None:
    """Coefficients a ≥ 0 with a · y ≤ 1 for every whole y that fits in ``room``, and a · ``at`` > 1; None: none.

    ``weight`` and ``at`` have one entry per group; ``at`` is the fractional choice, each between 0 and 1.
    """
    units, most = whole_units(weight, room)
    fits = units <= most
    inside = np.flatnonzero((at > 1e-7) & fits)
    if most <= 0 or not (at[inside] < 1 - 1e-7).any() or units[inside].sum() <= most:
        return None
    a = _search(units[inside], most, at[inside])
    if a is None:
        return None
    full = np.zeros(len(at))
    full[inside] = a
    _lift(full, units, most, np.flatnonzero((at <= 1e-7) & fits))
    return full


def _search(units: Int64s, most: int, at: Floats) -> Floats | None:
    """The deepest row through choices met so far; choices are added while one of them is worth more than 1."""
    highs = Quiet()
    highs.setOptionValue("presolve", "off")
    count = len(at)
    none = np.zeros(0, np.int32)
    zeros, ones = np.zeros(count), np.ones(count)
    highs.addCols(count, -at, zeros, ones, 0, np.zeros(count, np.int32), none, np.zeros(0))
    for _ in range(ROUNDS):
        highs.run()
        a = np.maximum(np.array(highs.getSolution().col_value), 0.0)
        if a @ at <= 1 + 1e-5:
            return None
        worth, taken = _best_choice(a, units, most)
        if worth <= 1 + 1e-9:
            return a
        chosen = np.flatnonzero(taken).astype(np.int32)
        highs.addRow(-np.inf, 1.0, len(chosen), chosen, np.ones(len(chosen)))
    # Met too many: scaled down the row holds all the same, if it still cuts.
    a /= _best_choice(a, units, most)[0]
    return a if a @ at > 1 + 1e-4 else None


def _lift(a: Floats, units: Int64s, most: int, left_out: Int64s) -> None:
    """Give groups that were left out the largest coefficient that keeps the row true, one after the other."""
    for k in left_out:
        if units[k] > 0:
            a[k] = max(0.0, 1.0 - _best_choice(a, units, most - int(units[k]))[0])
