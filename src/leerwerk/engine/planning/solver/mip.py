"""A part of the question as a mixed-integer programme: some groups free, everything else as it is.

Columns: x (a pair is joined), y (a group opens), f (how many people of a seat set sit at an offer; continuous, since
with whole x it is a flow), s (how many join a group) and t (how many low-skilled people and others are placed, when
there is a floor). Rows keep people, sizes, seats, places, resources, budgets, the floor and rules between people.
That nobody joins a closed group follows from the sizes; as a row for each pair (``links``) it makes the relaxation
much tighter, but only few of those rows ever bind, so they are kept apart for whoever solves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.question import Floats, Int8s, Int32s, Int64s
from leerwerk.engine.planning.solver.model import Model, Net
from leerwerk.engine.planning.solver.state import Uses
from leerwerk.engine.planning.solver.task import Columns, Kind

INFINITE = np.inf


@dataclass(frozen=True, slots=True)
class Limits:
    """What of everything shared is left for this part."""

    place: Int64s
    resource: Floats
    budget: Floats
    balance: float  # the floor row of everybody outside this part


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Columns):
    """Columns, and which pairs and groups the first of them stand for."""

    pairs: Int64s
    groups: Int32s


class Rows:
    """Collects entries of the matrix, a block of rows at a time."""

    def __init__(self) -> None:
        self.count = 0
        self.parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []

    def open(self, count: int, low: Sequence[float] | Floats | float, high: Sequence[float] | Floats | float) -> int:
        """Add ``count`` rows; returns the first."""
        first = self.count
        self.low.append(np.broadcast_to(np.asarray(low, np.float64), count))
        self.high.append(np.broadcast_to(np.asarray(high, np.float64), count))
        self.count += count
        return first

    def put(self, row: np.ndarray, column: np.ndarray, value: np.ndarray | float) -> None:
        """Add entries."""
        row = np.asarray(row, np.int64)
        self.parts.append((row, np.asarray(column, np.int64), np.broadcast_to(np.asarray(value, float), len(row))))


def nothing_used(net: Net) -> Limits:
    """Everything is left: the whole question."""
    return Limits(np.maximum(net.places, 0), net.capacity, net.amount, 0.0)


def left_beside(net: Net, total: Uses, part: Uses) -> Limits:
    """What is left for a part when everything else stays."""
    return Limits(
        net.places - (total.place - part.place),
        net.capacity - (total.resource - part.resource),
        net.amount - (total.budget - part.budget),
        float(total.balance[0] - part.balance[0]),
    )


def program(model: Model, groups: Int32s, pairs: Int64s, limits: Limits) -> Program:
    """The part in which ``groups`` (ascending) may open with people from ``pairs`` (ascending)."""
    net = model.net
    rows = Rows()
    x, g = len(pairs), len(groups)
    group = np.searchsorted(net.start, pairs, side="right") - 1
    y = x + np.searchsorted(groups, group)  # column of each pair's group
    _, who = np.unique(net.candidate[pairs], return_inverse=True)
    several = np.bincount(who) > 1
    first = rows.open(int(several.sum()), -INFINITE, 1.0)
    number = np.cumsum(several) - 1
    shared = several[who]
    rows.put(first + number[who[shared]], np.flatnonzero(shared), 1.0)
    flows = _seating(net, rows, groups, pairs, limits.place, x + g)
    sizes = x + g + flows + np.arange(g)
    for sign, size in ((1.0, net.max_size[groups]), (-1.0, net.min_size[groups])):
        first = rows.open(g, -INFINITE, 0.0)
        rows.put(first + np.arange(g), sizes, sign)
        rows.put(first + np.arange(g), x + np.arange(g), -sign * size.astype(float))
    short = first + np.arange(g)
    knapsacks = _shared_rows(model, rows, groups, pairs, sizes, limits)
    totals = _floor(model, rows, pairs, x + g + flows + g, limits)
    _rules(model, rows, pairs, group)
    kinds = np.repeat(np.array(list(Kind), np.int8), (x, g, flows, g, len(totals)))
    top = np.concatenate(
        [np.ones(x + g), np.full(flows, INFINITE), net.max_size[groups].astype(float), totals.astype(float)]
    )
    cost = np.concatenate([net.value[pairs], -net.fixed[groups], np.zeros(len(kinds) - x - g)])
    return _assemble(net, rows, groups, pairs, kinds, cost, top, y, short, knapsacks)


def _seating(net: Net, rows: Rows, groups: Int32s, pairs: Int64s, free: Int64s, column: int) -> int:
    """Flows from seat sets to offers, within places, adding up to sizes; returns how many columns they take."""
    masks, of_pair = np.unique(net.mask[pairs], return_inverse=True)
    counts = net.mask_from[masks + 1] - net.mask_from[masks]
    flow_mask = np.repeat(np.arange(len(masks)), counts)
    within = np.arange(len(flow_mask)) - np.repeat(np.cumsum(counts) - counts, counts)
    offer = net.mask_offer[np.repeat(net.mask_from[masks], counts) + within]
    flow = column + np.arange(len(offer))
    first = rows.open(len(masks), 0.0, 0.0)
    rows.put(first + of_pair, np.arange(len(pairs)), -1.0)
    rows.put(first + flow_mask, flow, 1.0)
    offers, at = np.unique(offer, return_inverse=True)
    workplace = net.offer_workplace[offers]
    group = np.searchsorted(groups, np.searchsorted(net.offer_from, offers, side="right") - 1)
    first = rows.open(len(groups), 0.0, 0.0)  # what flows is what joins
    rows.put(first + group[at], flow, 1.0)
    rows.put(first + np.arange(len(groups)), column + len(offer) + np.arange(len(groups)), -1.0)
    room = np.maximum(free[workplace], 0)
    first = rows.open(len(offers), -INFINITE, 0.0)
    rows.put(first + at, flow, 1.0)
    rows.put(first + np.arange(len(offers)), len(pairs) + group, -room.astype(float))
    places, of_offer, uses = np.unique(workplace, return_inverse=True, return_counts=True)
    number = np.cumsum(uses > 1) - 1
    first = rows.open(int((uses > 1).sum()), -INFINITE, np.maximum(free[places[uses > 1]], 0).astype(float))
    common = (uses > 1)[of_offer[at]]
    rows.put(first + number[of_offer[at[common]]], flow[common], 1.0)
    return len(offer)


def _spans(start: Int64s, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All rows of ``of`` in a table laid out by ``start``: which of ``of``, and the row."""
    counts = start[of + 1] - start[of]
    who = np.repeat(np.arange(len(of)), counts)
    return who, np.arange(len(who)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(start[of], counts)


type Knapsacks = list[tuple[np.ndarray, Floats, float]]  # columns of groups, least use of each, what there is


def _shared_rows(
    model: Model, rows: Rows, groups: Int32s, pairs: Int64s, sizes: np.ndarray, limits: Limits
) -> Knapsacks:
    """Resources and budgets; returns the rows in which opening alone competes."""
    net = model.net
    which, at = _spans(net.resource_from, groups)
    scarce = np.unique(net.resource_row[at])
    here = np.searchsorted(scarce, net.resource_row[at])
    once, head = net.resource_once[at], net.resource_head[at]
    _use(rows, limits.resource[scarce], here, which, once, head, len(pairs), sizes)
    # Only of these: money is spent per person, so that opening alone says little about it.
    need, knapsacks = once + head * net.min_size[groups[which]], []
    for r in np.unique(here[once > 0]):
        mine = np.flatnonzero((here == r) & (need > 0))
        room = float(limits.resource[scarce[r]])
        if need[mine].sum() > room:
            knapsacks.append((len(pairs) + which[mine], need[mine], room))
    which, at = _spans(net.budget_from, groups)
    once, head = net.budget_once[at], net.budget_head[at]
    first = _use(rows, limits.budget, net.budget_row[at], which, once, head, len(pairs), sizes)
    if len(net.charge):
        by_pair, entry = _spans(net.charge_from, net.charge[pairs])
        rows.put(first + net.charge_budget[entry], by_pair, net.charge_amount[entry])
    return knapsacks


def _use(
    rows: Rows,
    limit: Floats,
    row: np.ndarray,
    which: np.ndarray,
    once: Floats,
    head: Floats,
    opens: int,
    sizes: np.ndarray,
) -> int:
    """One row per limit on what groups use: ``once`` when they open, ``head`` for each who joins; returns the first."""
    first = rows.open(len(limit), -INFINITE, limit)
    real = once != 0
    rows.put(first + row[real], opens + which[real], once[real])
    real = head != 0
    rows.put(first + row[real], sizes[which[real]], head[real])
    return first


def _floor(model: Model, rows: Rows, pairs: Int64s, column: int, limits: Limits) -> Int64s:
    """The floor row on how many low-skilled people and how many others are placed; returns the most of each."""
    if model.floor <= 0:
        return np.zeros(0, np.int64)
    who = model.net.candidate[pairs]
    others = (model.net.low[who] < 0).astype(np.int64)
    most = np.bincount((model.net.low[np.unique(who)] < 0).astype(np.int64), minlength=2)
    first = rows.open(3, [0.0, 0.0, -limits.balance], [0.0, 0.0, INFINITE])
    rows.put(first + others, np.arange(len(pairs)), 1.0)
    rows.put(np.array([first, first + 1]), np.array([column, column + 1]), -1.0)
    rows.put(np.full(2, first + 2), np.array([column, column + 1]), np.array([1.0 - model.floor, -model.floor]))
    return most


def _rules(model: Model, rows: Rows, pairs: Int64s, group: np.ndarray) -> None:
    """Together: the same group or none of both. Apart: not in one group."""
    if not (len(model.together) or len(model.apart)):
        return
    column = {(int(i), int(g)): k for k, (i, g) in enumerate(zip(model.net.candidate[pairs], group, strict=True))}
    by_person: dict[int, set[int]] = {}
    for i, g in column:
        by_person.setdefault(i, set()).add(g)
    for rule, same in ((model.together, True), (model.apart, False)):
        for a, b in rule.tolist():
            ours, theirs = by_person.get(a, set()), by_person.get(b, set())
            for g in sorted(ours | theirs if same else ours & theirs):
                at = [column[i, g] for i in (a, b) if (i, g) in column]
                signs = [1.0, -1.0] if same else [1.0, 1.0]
                first = rows.open(1, 0.0 if same else -INFINITE, 0.0 if same else 1.0)
                rows.put(np.full(len(at), first), np.array(at), np.array(signs[: len(at)]))


def _assemble(
    net: Net,
    rows: Rows,
    groups: Int32s,
    pairs: Int64s,
    kinds: Int8s,
    cost: Floats,
    top: Floats,
    link: np.ndarray,
    short: np.ndarray,
    knapsacks: Knapsacks,
) -> Program:
    x, g = len(pairs), len(groups)
    row, column, value = (np.concatenate([part[k] for part in rows.parts]) for k in range(3))
    order = np.lexsort((row, column))
    row, column, value = row[order], column[order], value[order]
    # A person may be charged twice to one row: one entry per cell.
    fresh = np.ones(len(row), np.bool_)
    fresh[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    value = np.add.reduceat(value, np.flatnonzero(fresh)) if len(value) else value
    row, column = row[fresh], column[fresh]
    low = np.zeros(len(kinds))
    low[x : x + g] = net.must[groups]
    low[:x][np.isin(pairs, net.assigned_pair)] = 1.0
    return Program(
        cost=cost,
        column_low=low,
        column_high=top,
        kind=kinds,
        row_low=np.concatenate(rows.low),
        row_high=np.concatenate(rows.high),
        start=np.searchsorted(column, np.arange(len(kinds) + 1)).astype(np.int32),
        index=row.astype(np.int32),
        value=value,
        pairs=pairs,
        groups=groups,
        link=link.astype(np.int32),
        short_row=short.astype(np.int32),
        knapsack_from=np.cumsum([0, *(len(one[0]) for one in knapsacks)]).astype(np.int64),
        knapsack_column=np.concatenate([np.zeros(0, np.int32), *(one[0] for one in knapsacks)]).astype(np.int32),
        knapsack_weight=np.concatenate([np.zeros(0), *(one[1] for one in knapsacks)]),
        knapsack_room=np.array([one[2] for one in knapsacks]),
    )


def joined(part: Program, solution: Floats) -> tuple[Int64s, Int32s]:
    """The pairs and groups that a solution takes."""
    x, g = len(part.pairs), len(part.groups)
    return part.pairs[solution[:x] > 0.5], part.groups[solution[x : x + g] > 0.5]
