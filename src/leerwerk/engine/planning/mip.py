"""A part of the question as a mixed-integer programme: some groups free, everything else as it is.

Columns: x (a pair is joined), y (a group opens), f (how many people of a seat set sit at an offer; continuous, since
with whole x it is a flow). Rows keep people, sizes, seats, places,
resources, budgets, the floor and rules between people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.model import Model, Net
from leerwerk.engine.planning.question import ANY, Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.state import Uses

INFINITE = np.inf


@dataclass(frozen=True, slots=True)
class Limits:
    """What of everything shared is left for this part."""

    place: Int64s
    resource: Floats
    budget: Floats
    balance: float  # the floor row of everybody outside this part


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise ``cost`` x within rows and bounds; the matrix by columns."""

    cost: Floats
    column_low: Floats
    column_high: Floats
    whole: Bools
    row_low: Floats
    row_high: Floats
    start: Int32s
    index: Int32s
    value: Floats
    pairs: Int64s  # the first columns
    groups: Int32s  # the columns after them


class Rows:
    """Collects entries of the matrix, a block of rows at a time."""

    def __init__(self) -> None:
        self.count = 0
        self.parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []

    def open(self, count: int, low: Floats | float, high: Floats | float) -> int:
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


def program(model: Model, groups: Int32s, pairs: Int64s, limits: Limits, *, tied: bool = True) -> Program:
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
    first = rows.open(x, -INFINITE, 0.0)  # nobody joins a group that stays closed
    rows.put(first + np.arange(x), np.arange(x), 1.0)
    rows.put(first + np.arange(x), y, -1.0)
    columns = x + np.arange(g)
    for sign, size in ((1.0, net.max_size[groups]), (-1.0, net.min_size[groups])):
        first = rows.open(g, -INFINITE, 0.0)
        rows.put(first + y - x, np.arange(x), sign)
        rows.put(first + np.arange(g), columns, -sign * size.astype(float))
    flows = _seating(net, rows, groups, pairs, limits.place, x + g)
    _shared_rows(model, rows, groups, pairs, group, limits)
    if tied:
        _rules(model, rows, pairs, group)
    return _assemble(net, rows, groups, pairs, flows)


def _seating(net: Net, rows: Rows, groups: Int32s, pairs: Int64s, free: Int64s, column: int) -> int:
    """Flows from seat sets to offers, within places; returns how many flow columns there are."""
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
    group = np.searchsorted(net.offer_from, offers, side="right") - 1
    room = np.maximum(free[workplace], 0)
    first = rows.open(len(offers), -INFINITE, 0.0)
    rows.put(first + at, flow, 1.0)
    rows.put(first + np.arange(len(offers)), len(pairs) + np.searchsorted(groups, group), -room.astype(float))
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


def _shared_rows(model: Model, rows: Rows, groups: Int32s, pairs: Int64s, group: np.ndarray, limits: Limits) -> None:
    """Resources, budgets and the floor."""
    net = model.net
    local = np.searchsorted(groups, group)
    tables = (
        (net.resource_from, net.resource_row, net.resource_once, net.resource_head, limits.resource),
        (net.budget_from, net.budget_row, net.budget_once, net.budget_head, limits.budget),
    )
    for start, row, once, head, limit in tables:
        first = rows.open(len(limit), -INFINITE, limit)
        which, at = _spans(start, groups)
        rows.put(first + row[at], len(pairs) + which, once[at])
        by_pair, entry = _spans(np.searchsorted(which, np.arange(len(groups) + 1)), local)
        real = head[at[entry]] != 0
        rows.put(first + row[at[entry]][real], by_pair[real], head[at[entry]][real])
    if len(net.charge):
        by_pair, entry = _spans(net.charge_from, net.charge[pairs])
        rows.put(first + net.charge_budget[entry], by_pair, net.charge_amount[entry])
    if model.floor > 0:
        first = rows.open(1, -limits.balance, INFINITE)
        rows.put(np.full(len(pairs), first), np.arange(len(pairs)), net.low[net.candidate[pairs]])


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


def _assemble(net: Net, rows: Rows, groups: Int32s, pairs: Int64s, flows: int) -> Program:
    x, g = len(pairs), len(groups)
    row, column, value = (np.concatenate([part[k] for part in rows.parts]) for k in range(3))
    order = np.lexsort((row, column))
    row, column, value = row[order], column[order], value[order]
    # A person may be charged twice to one row (flat and by home): one entry per cell.
    fresh = np.ones(len(row), np.bool_)
    fresh[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    value = np.add.reduceat(value, np.flatnonzero(fresh)) if len(value) else value
    row, column = row[fresh], column[fresh]
    total = x + g + flows
    low, high = np.zeros(total), np.concatenate([np.ones(x + g), np.full(flows, INFINITE)])
    low[x : x + g] = net.must[groups]
    low[:x][np.isin(pairs, net.assigned_pair)] = 1.0
    return Program(
        cost=np.concatenate([net.value[pairs], -net.fixed[groups], np.zeros(flows)]),
        column_low=low,
        column_high=high,
        whole=np.arange(total) < x + g,
        row_low=np.concatenate(rows.low) if rows.low else np.zeros(0),
        row_high=np.concatenate(rows.high) if rows.high else np.zeros(0),
        start=np.searchsorted(column, np.arange(total + 1)).astype(np.int32),
        index=row.astype(np.int32),
        value=value,
        pairs=pairs,
        groups=groups,
    )


def joined(part: Program, solution: Floats) -> tuple[Int64s, Int32s]:
    """The pairs and groups that a solution takes."""
    x, g = len(part.pairs), len(part.groups)
    return part.pairs[solution[:x] > 0.5], part.groups[solution[x : x + g] > 0.5]


def point(part: Program, pair: Int64s, open_: Bools) -> Floats:
    """The present plan as the first columns of a solution (whole columns only)."""
    held = np.zeros(len(part.pairs) + len(part.groups))
    held[: len(part.pairs)] = np.isin(part.pairs, pair[pair != ANY])
    held[len(part.pairs) :] = open_[part.groups]
    return held
