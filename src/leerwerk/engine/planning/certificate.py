"""The bound once more, from the answer's prices alone: plain NumPy in float64, apart from the compiled kernels."""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.answer import Prices
from leerwerk.engine.planning.question import ANY, Floats, Pairs, Question


def dual_value(question: Question, pairs: Pairs, prices: Prices) -> float:
    """An upper bound on the value of any plan, for any prices that are not negative (Lagrangian relaxation).

        Σ people + Σ shared places × price + Σ capacity × price + Σ budget × price + Σ max(0, best filling of a group)

    A workplace that only one group is offered is paid for inside that group, and only if it opens. Assigned people
    and groups that must open are forced in. ``Answer.bound`` may be lower: exact rows of whole units and
    branch-and-bound prove more than prices can.
    """
    locks, groups = question.locks, question.groups
    low = question.candidates.low_skilled.astype(np.float64) - question.settings.low_skilled_floor
    assigned = np.full(len(question.candidates.ids), ANY)
    assigned[locks.assign[:, 0]] = locks.assign[:, 1]
    offered = np.bincount(question.offers.workplace, minlength=len(prices.workplace))
    shared = offered > 1
    places = question.workplaces.places.astype(np.float64)
    person = np.where(assigned == ANY, prices.candidate, 0.0)
    total = float(person.sum() + (prices.workplace * places)[shared].sum())
    total += float(prices.resource @ question.resources.capacity + prices.budget @ question.budgets.amount)
    own = person - prices.floor * (low if question.settings.low_skilled_floor > 0 else 0.0)
    once, head = _flat(question, prices)
    home = _by_home(question, prices)
    closed = set(locks.closed.tolist())
    must = set(locks.open.tolist()) | set(locks.assign[:, 1].tolist())
    for g in range(len(groups.ids)):
        if g in closed:
            continue
        rows = slice(int(pairs.start[g]), int(pairs.start[g + 1]))
        who = pairs.candidate[rows]
        offers = question.offers.workplace[question.offers.start[g] : question.offers.start[g + 1]]
        worth = pairs.value[rows] - own[who] - head[g] - _seat_price(pairs.seats[rows], prices.workplace[offers])
        for zone, charge in home.get(g, {}).items():
            worth -= np.where(question.candidates.zone[who] == zone, charge, 0.0)
        inside = ~shared[offers]
        refund = float((prices.workplace[offers] * places[offers])[inside].sum())
        best = _filling(worth, assigned[who], g, int(groups.min_size[g]), int(groups.max_size[g]))
        profit = best + refund - float(groups.fixed_cost[g]) - once[g]
        total += profit if g in must else max(0.0, profit)
    return total


def _filling(worth: Floats, assigned: np.ndarray, group: int, least: int, most: int) -> float:
    forced = assigned == group
    free = np.sort(worth[assigned == ANY])[::-1][: max(0, most - int(forced.sum()))]
    need = max(0, max(least, 1) - int(forced.sum()))
    if len(free) < need:
        return -np.inf
    return float(worth[forced].sum() + free[:need].sum() + np.maximum(free[need:], 0.0).sum())


def _seat_price(seats: np.ndarray, price: Floats) -> Floats:
    cheapest = np.full(len(seats), np.inf)
    for k, one in enumerate(price):
        can = (seats[:, k // 64] >> np.uint64(k % 64)) & np.uint64(1)
        cheapest = np.where(can.astype(bool), np.minimum(cheapest, one), cheapest)
    return cheapest


def _flat(question: Question, prices: Prices) -> tuple[Floats, Floats]:
    """What opening and each participant cost at these prices, wherever they live."""
    r, b, count = question.resources, question.budgets, len(question.groups.ids)
    anywhere = np.where(b.charge_zone == ANY, b.per_participant, 0.0)
    once = np.bincount(r.use_group, prices.resource[r.use_resource] * r.per_group, count)
    once = once + np.bincount(b.charge_group, prices.budget[b.charge_budget] * b.per_group, count)
    head = np.bincount(r.use_group, prices.resource[r.use_resource] * r.per_participant, count)
    return once, head + np.bincount(b.charge_group, prices.budget[b.charge_budget] * anywhere, count)


def _by_home(question: Question, prices: Prices) -> dict[int, dict[int, float]]:
    b = question.budgets
    charges: dict[int, dict[int, float]] = {}
    for k in np.flatnonzero((b.charge_zone != ANY) & (b.per_participant != 0)):
        zone = charges.setdefault(int(b.charge_group[k]), {})
        cost = float(prices.budget[b.charge_budget[k]] * b.per_participant[k])
        zone[int(b.charge_zone[k])] = zone.get(int(b.charge_zone[k]), 0.0) + cost
    return charges
