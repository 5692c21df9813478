"""The question as the solver sees it: flat arrays per group, with what the locks already decide worked in.

Nothing is approximated here. Pairs that can never be joined (closed groups, other groups of an assigned person)
are left out, so the optimum is the same as that of the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.question import ANY, Bools, Floats, Int32s, Int64s, Locks, Pairs, Question
from leerwerk.engine.planning.solver.kernels import charge_classes, seat_masks

SLACK = 1e-7  # relative room for rounding in sums of money and hours


class Net(NamedTuple):
    """Everything the kernels read. n candidates, G groups, W workplaces, O offers, P pairs, R resources, B budgets."""

    start: Int64s  # (G + 1,) pairs of a group
    candidate: Int32s  # (P,)
    value: Floats  # (P,)
    mask: Int32s  # (P,) which set of the group's workplaces this person can work at
    charge: Int32s  # (P,) which charges depend on where this person lives; empty when none do
    low: Floats  # (n,) low-skilled minus the floor's share: what one participant adds to the floor row
    min_size: Int64s  # (G,)
    max_size: Int64s  # (G,) at most what the workplaces of the group can hold
    room_from: Int64s  # (G + 1,) where a group's chosen pairs are kept: max_size slots each
    fixed: Floats  # (G,)
    must: Bools  # (G,) has to open
    usable: Bools  # (G,) may open
    mask_from: Int64s  # (masks + 1,)
    mask_offer: Int32s  # offers in each mask
    mask_group: Int64s  # (G + 1,) masks of a group
    offer_from: Int64s  # (G + 1,)
    offer_workplace: Int32s  # (O,)
    private: Bools  # (O,) no other usable group is offered this workplace
    places: Int64s  # (W,)
    charge_from: Int64s  # (classes + 1,)
    charge_budget: Int32s
    charge_amount: Floats
    budget_from: Int64s  # (G + 1,) what a group charges whoever joins
    budget_row: Int32s
    budget_once: Floats
    budget_head: Floats
    resource_from: Int64s  # (G + 1,)
    resource_row: Int32s
    resource_once: Floats
    resource_head: Floats
    capacity: Floats  # (R,)
    amount: Floats  # (B,)
    assigned_from: Int64s  # (G + 1,)
    assigned_pair: Int64s
    knapsack_from: Int64s  # (K + 1,) rows in which opening groups compete for whole units
    knapsack_group: Int32s
    knapsack_weight: Int64s
    knapsack_capacity: Int64s  # (K,)
    copies: Int64s  # (G,) in how many of those rows a group stands


@dataclass(frozen=True, slots=True)
class Model:
    """The arrays, plus the rules between people, which only the exact steps read."""

    net: Net
    together: Int32s  # (k, 2)
    apart: Int32s  # (k, 2)
    tied: Bools  # (n,) stands in a rule with someone else: only the exact steps move this person
    floor: float
    contradiction: bool  # the locks alone cannot hold

    @property
    def locked(self) -> bool:
        """Some group has to open, so that the empty plan is not allowed."""
        return bool(self.net.must.any())


def prepare(question: Question, pairs: Pairs) -> Model:
    """Work the locks in and lay everything out per group."""
    groups = len(question.groups.ids)
    n = len(question.candidates.ids)
    locks = question.locks
    assigned, contradiction = _assigned(locks, n)
    start, candidate, value, seats = _allowed(pairs, locks, assigned, groups)
    offer_from = np.asarray(question.offers.start, np.int64)
    mask, mask_group, mask_words = seat_masks(start, seats)
    mask_from, mask_offer = _mask_offers(mask_group, mask_words, offer_from)
    places = np.asarray(question.workplaces.places, np.int64)
    room = _sums(np.maximum(places[question.offers.workplace], 0), offer_from)
    most = np.minimum(np.minimum(question.groups.max_size, room), np.diff(start)).astype(np.int64)
    least = np.maximum(question.groups.min_size, 1).astype(np.int64)
    usable = most >= least
    usable[locks.closed] = False
    must = np.zeros(groups, np.bool_)
    must[locks.open] = True
    must[assigned[assigned >= 0]] = True
    assigned_from, assigned_pair, missing = _assigned_pairs(start, candidate, assigned)
    floor = question.settings.low_skilled_floor
    tied = np.zeros(n, np.bool_)
    tied[locks.together.ravel()] = True
    tied[locks.apart.ravel()] = True
    low = question.candidates.low_skilled.astype(np.float64) - floor if floor > 0 else np.zeros(n)
    charge, charge_from, charge_budget, charge_amount = _charges_by_home(question, start, candidate)
    resource = _by_group(
        question.resources.use_group,
        question.resources.use_resource,
        question.resources.per_group,
        question.resources.per_participant,
        groups,
    )
    anywhere = np.where(question.budgets.charge_zone == ANY, question.budgets.per_participant, 0.0)
    budget = _by_group(
        question.budgets.charge_group, question.budgets.charge_budget, question.budgets.per_group, anywhere, groups
    )
    capacity = np.asarray(question.resources.capacity, np.float64)
    amount = np.asarray(question.budgets.amount, np.float64)
    usable &= _affordable(resource, capacity, least) & _affordable(budget, amount, least)
    knapsack = _knapsacks(resource, capacity, least, usable)
    offer_workplace = np.asarray(question.offers.workplace, np.int32)
    group_of_offer = np.repeat(np.arange(groups), np.diff(offer_from))
    offered = np.bincount(offer_workplace[usable[group_of_offer]], minlength=len(places))
    net = Net(
        start=start,
        candidate=candidate,
        value=value,
        mask=mask,
        charge=charge,
        low=low,
        min_size=least,
        max_size=most,
        room_from=np.concatenate([[0], np.cumsum(np.where(usable, most, 0))]).astype(np.int64),
        fixed=np.asarray(question.groups.fixed_cost, np.float64),
        must=must,
        usable=usable,
        mask_from=mask_from,
        mask_offer=mask_offer,
        mask_group=mask_group,
        offer_from=offer_from,
        offer_workplace=offer_workplace,
        private=offered[offer_workplace] <= 1,
        places=places,
        charge_from=charge_from,
        charge_budget=charge_budget,
        charge_amount=charge_amount,
        budget_from=budget[0],
        budget_row=budget[1],
        budget_once=budget[2],
        budget_head=budget[3],
        resource_from=resource[0],
        resource_row=resource[1],
        resource_once=resource[2],
        resource_head=resource[3],
        capacity=capacity,
        amount=amount,
        assigned_from=assigned_from,
        assigned_pair=assigned_pair,
        knapsack_from=knapsack[0],
        knapsack_group=knapsack[1],
        knapsack_weight=knapsack[2],
        knapsack_capacity=knapsack[3],
        copies=np.bincount(knapsack[1], minlength=groups).astype(np.int64),
    )
    contradiction = contradiction or missing or bool((must & ~usable).any())
    return Model(net, locks.together, locks.apart, tied, floor, contradiction)


def _sums(values: npt.NDArray[np.int64], start: Int64s) -> npt.NDArray[np.int64]:
    total = np.concatenate([[0], np.cumsum(values)])
    sums: npt.NDArray[np.int64] = total[start[1:]] - total[start[:-1]]
    return sums


def _assigned(locks: Locks, n: int) -> tuple[Int32s, bool]:
    """The group each person must join (ANY: none), passed on to whoever must be in the same group."""
    assigned = np.full(n, ANY, np.int32)
    clash = False
    for person, group in locks.assign:
        clash |= assigned[person] not in (ANY, group)
        assigned[person] = group
    changed = len(locks.together) > 0
    while changed:
        changed = False
        for a, b in locks.together:
            for one, other in ((a, b), (b, a)):
                if assigned[one] != ANY and assigned[other] != assigned[one]:
                    clash |= assigned[other] != ANY
                    changed |= assigned[other] == ANY
                    assigned[other] = assigned[one]
        if clash:
            break
    clash |= any(assigned[a] != ANY and assigned[a] == assigned[b] for a, b in locks.apart)
    clash |= bool(np.isin(assigned[assigned != ANY], locks.closed).any())
    clash |= bool(np.isin(locks.open, locks.closed).any())
    return assigned, bool(clash)


def _allowed(
    pairs: Pairs, locks: Locks, assigned: Int32s, groups: int
) -> tuple[Int64s, Int32s, Floats, npt.NDArray[np.uint64]]:
    """The pairs without those that the locks rule out."""
    seats = pairs.seats if pairs.seats.ndim == 2 else pairs.seats.reshape(len(pairs), -1)
    start = np.asarray(pairs.start, np.int64)
    if not (len(locks.closed) or (assigned != ANY).any()):
        return start, pairs.candidate, pairs.value, seats
    group = np.repeat(np.arange(groups, dtype=np.int32), np.diff(start))
    theirs = assigned[pairs.candidate]
    keep = ((theirs == ANY) | (theirs == group)) & ~np.isin(group, locks.closed)
    for a, b in locks.apart:
        for one, other in ((a, b), (b, a)):
            if assigned[one] != ANY:
                keep &= ~((pairs.candidate == other) & (group == assigned[one]))
    counts = np.bincount(group[keep], minlength=groups)
    kept = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return kept, pairs.candidate[keep], pairs.value[keep], seats[keep]


def _assigned_pairs(start: Int64s, candidate: Int32s, assigned: Int32s) -> tuple[Int64s, Int64s, bool]:
    groups = len(start) - 1
    people = np.flatnonzero(assigned != ANY)
    if not len(people):
        return np.zeros(groups + 1, np.int64), np.zeros(0, np.int64), False
    rows = np.flatnonzero(assigned[candidate] != ANY)
    group = np.searchsorted(start, rows, side="right") - 1
    from_ = np.concatenate([[0], np.cumsum(np.bincount(group, minlength=groups))]).astype(np.int64)
    return from_, rows.astype(np.int64), len(rows) != len(people)


def _mask_offers(mask_group: Int64s, words: npt.NDArray[np.uint64], offer_from: Int64s) -> tuple[Int64s, Int32s]:
    """Write each mask out as the numbers of its offers."""
    if not len(words):
        return np.zeros(1, np.int64), np.zeros(0, np.int32)
    group = np.repeat(np.arange(len(mask_group) - 1), np.diff(mask_group))
    bits = (words[:, :, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
    row, word, bit = np.nonzero(bits)
    offers = offer_from[group[row]] + 64 * word + bit
    counts = np.bincount(row, minlength=len(words))
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), offers.astype(np.int32)


def _by_group(
    group: Int32s, row: Int32s, once: Floats, head: Floats, groups: int
) -> tuple[Int64s, Int32s, Floats, Floats]:
    """Rows of use per group, one per (group, row), zeros left out."""
    width = int(row.max(initial=0)) + 1
    key, index = np.unique(group.astype(np.int64) * width + row, return_inverse=True)
    # Of nothing at all NumPy counts whole numbers, for which every kernel would be compiled once more.
    total_once = np.bincount(index, once, len(key)).astype(np.float64)
    total_head = np.bincount(index, head, len(key)).astype(np.float64)
    real = (total_once != 0) | (total_head != 0)
    key, total_once, total_head = key[real], total_once[real], total_head[real]
    start = np.concatenate([[0], np.cumsum(np.bincount(key // width, minlength=groups))]).astype(np.int64)
    return start, (key % width).astype(np.int32), total_once, total_head


def _affordable(rows: tuple[Int64s, Int32s, Floats, Floats], limit: Floats, least: Int64s) -> Bools:
    """Groups whose smallest size alone stays within every row."""
    start, row, once, head = rows
    group = np.repeat(np.arange(len(least)), np.diff(start))
    beyond = once + head * least[group] > limit[row] + SLACK * (1 + np.abs(limit[row]))
    affordable = np.ones(len(least), np.bool_)
    affordable[group[beyond]] = False
    return affordable


def _charges_by_home(question: Question, start: Int64s, candidate: Int32s) -> tuple[Int32s, Int64s, Int32s, Floats]:
    """One class per (group, municipality) that has its own charges; class 0 has none."""
    b = question.budgets
    rows = np.flatnonzero((b.charge_zone != ANY) & (b.per_participant != 0))
    if not len(rows):
        return np.zeros(0, np.int32), np.zeros(2, np.int64), np.zeros(0, np.int32), np.zeros(0)
    zones = int(max(b.charge_zone.max(), question.candidates.zone.max(initial=0))) + 1
    key = b.charge_group[rows].astype(np.int64) * zones + b.charge_zone[rows]
    order = np.argsort(key, kind="stable")
    known, counts = np.unique(key, return_counts=True)
    from_ = np.concatenate([[0, 0], np.cumsum(counts)]).astype(np.int64)
    bounds = np.searchsorted(known // zones, np.arange(len(start)))
    charge = charge_classes(start, candidate, question.candidates.zone, bounds, (known % zones).astype(np.int32), zones)
    return charge, from_, b.charge_budget[rows][order].astype(np.int32), b.per_participant[rows][order]


def _knapsacks(
    resource: tuple[Int64s, Int32s, Floats, Floats], capacity: Floats, least: Int64s, usable: Bools
) -> tuple[Int64s, Int32s, Int64s, Int64s]:
    """Rows that open groups fill with whole units.

    A group that opens uses at least ``once + head × min_size``. Rounding weights *down* to a unit and the
    capacity down to whole units keeps every real plan allowed, so the rows may serve in a bound.
    """
    start, row, once, head = resource
    group = np.repeat(np.arange(len(start) - 1), np.diff(start))
    need = once + head * least[group]
    from_, groups, weights, capacities = [0], [], [], []
    for r in range(len(capacity)):
        mine = np.flatnonzero((row == r) & usable[group] & (need > 0))
        if len(mine) < 2 or need[mine].sum() <= capacity[r] or not (once[mine] > 0).any():
            continue
        unit = _unit(need[mine], float(capacity[r]))
        groups.append(group[mine])
        weights.append(np.floor(need[mine] / unit + 1e-9))
        capacities.append(np.floor(capacity[r] / unit + 1e-9))
        from_.append(from_[-1] + len(mine))
    flat = np.concatenate(groups) if groups else np.zeros(0)
    weight = np.concatenate(weights) if weights else np.zeros(0)
    return (
        np.array(from_, np.int64),
        flat.astype(np.int32),
        weight.astype(np.int64),
        np.array(capacities, np.int64).reshape(-1),
    )


def _unit(need: Floats, capacity: float) -> float:
    """The coarsest round unit in which every need is whole, or a thousandth of the capacity."""
    for unit in (1.0, 0.5, 0.25, 0.1, 0.05, 0.01):
        if capacity / unit <= 2_000 and bool((np.abs(need / unit - np.rint(need / unit)) < 1e-6).all()):
            return unit
    return max(capacity / 1_000, 1e-6)
