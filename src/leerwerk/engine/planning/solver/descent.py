"""The bound lowered: steps down the dual function, first over all pairs, then mostly over those that can matter.

Adam's running means (Kingma & Ba, ICLR 2015) with a step that falls exponentially. At good prices a group takes its
members from its few best pairs, so that most steps look only at those (a *core*, chosen anew now and then). What such a
step says is no bound; every bound that is told was evaluated over all pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from leerwerk.engine.planning.question import Floats, Int64s
from leerwerk.engine.planning.solver.bound import NAMES, Dual, Multipliers, no_prices
from leerwerk.engine.planning.solver.fixing import best_pairs
from leerwerk.engine.planning.solver.kernels import descend
from leerwerk.engine.planning.solver.model import Model, Net

CORE = 2.5  # times its maximum size: how many of a group's best pairs are in the core at first
REFRESH = 40  # steps after which the core is chosen anew
TRUSTED = 1e-3  # relative: a core that misses more of the bound than this is too small
WIDER = 4.0  # times: then it grows


@dataclass(slots=True)
class _Slopes:
    """Memory of the descent: running mean and spread of each slope, and the length of a step per kind of price."""

    mean: Multipliers
    spread: Multipliers
    scale: Multipliers


def _slopes(model: Model) -> _Slopes:
    net = model.net
    scale = no_prices(net)
    scale.person[:] = 1.0
    scale.workplace[:] = 1.0
    shared = ~net.private
    scale.workplace[np.setdiff1d(np.arange(len(net.places)), net.offer_workplace[shared])] = 0.0
    scale.offer[:] = 1.0
    scale.floor[:] = 1.0
    scale.split[:] = 4.0
    group = np.repeat(np.arange(len(net.fixed)), np.diff(net.resource_from))
    need = net.resource_head + net.resource_once / net.min_size[group]
    scale.resource[:] = _per_unit(net.resource_row, need, len(net.capacity))
    group = np.repeat(np.arange(len(net.fixed)), np.diff(net.budget_from))
    row = np.concatenate([net.budget_row, net.charge_budget])
    need = np.concatenate([net.budget_head + net.budget_once / net.min_size[group], net.charge_amount])
    scale.budget[:] = _per_unit(row, need, len(net.amount))
    return _Slopes(no_prices(net), no_prices(net), scale)


def _per_unit(row: np.ndarray, need: Floats, rows: int) -> Floats:
    """One over the mean use of a participant, so that a step means the same for every price."""
    total, count = np.bincount(row, need, rows), np.bincount(row, minlength=rows)
    return np.where(total > 0, count / np.maximum(total, 1e-9), 0.0)


def unit_of(model: Model) -> float:
    """What a typical pair is worth, in thousands of euros: the measure of a step."""
    return (float(np.abs(model.net.value).mean()) if len(model.net.value) else 0.0) or 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """How far to go: steps, the first and last step (thousands of euros), and with which blocks."""

    steps: int
    first: float
    last: float
    rows: bool
    near: float  # thousands of euros: steps below this look at the core only


def core_of(model: Model, dual: Dual, at: Multipliers, step: float, factor: float) -> Model:
    """The model with the groups that may open soon only, and each one's best pairs at the prices just evaluated.

    ``step``: the length of the steps to come, in thousands of euros per person; ``factor``: times its maximum size,
    how many pairs of a group.
    """
    net = model.net
    soon = net.usable & (net.must | (dual.profit > -REFRESH * step * net.max_size))
    start, pair = best_pairs(dual, at, model.tied, factor, soon)
    pair = pair[np.lexsort((-_worth(dual, at, pair), np.repeat(np.arange(len(start) - 1), np.diff(start))))]
    core = net._replace(
        start=start,
        candidate=net.candidate[pair],
        value=net.value[pair],
        mask=net.mask[pair],
        usable=soon,
        assigned_pair=_places_of(net.assigned_pair, pair),
    )
    if len(net.charge):
        charge = net.charge[pair]
        known = np.zeros(len(net.charge_from) - 1, np.bool_)
        known[charge] = True
        classes = np.flatnonzero(known)
        number = np.cumsum(known) - 1
        length = net.charge_from[classes + 1] - net.charge_from[classes]
        first = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        rows = np.repeat(net.charge_from[classes] - first[:-1], length) + np.arange(int(first[-1]))
        core = core._replace(
            charge=number[charge].astype(np.int32),
            charge_from=first,
            charge_budget=net.charge_budget[rows],
            charge_amount=net.charge_amount[rows],
        )
    return replace(model, net=core)


def _worth(dual: Dual, at: Multipliers, pair: Int64s) -> Floats:
    """What these pairs are worth at prices just evaluated, but for what a participant of their group costs."""
    net = dual.net
    worth = net.value[pair] - (at.person - at.floor[0] * net.low)[net.candidate[pair]] - dual.mask_price[net.mask[pair]]
    if len(net.charge):
        worth -= dual.charge_price[net.charge[pair]]
    return np.asarray(worth)


def _places_of(some: Int64s, pair: Int64s) -> Int64s:
    """Where in ``pair`` these pairs stand."""
    order = np.argsort(pair)
    return np.asarray(order[np.searchsorted(pair[order], some)], np.int64)


class Lowering:
    """A descent from ``start``, a step at a time; what is told as a bound was evaluated over all pairs."""

    def __init__(self, model: Model, dual: Dual, start: Multipliers, *, rows: bool, near: float) -> None:
        self.model, self.dual, self.rows, self.near = model, dual, rows, near
        self.at, self.taken = start.copy(), 0
        self.best, self.best_at = np.inf, start
        self._memory = _slopes(model)
        self._work, self._until_refresh, self._factor = dual, 0, CORE
        self._pool = ThreadPoolExecutor(2)

    def step(self, length: float) -> None:
        """One step of all prices."""
        if length < self.near and self._until_refresh == 0:
            self._choose_core(length)
        self.taken += 1
        self._until_refresh = max(0, self._until_refresh - 1)
        if self._work is self.dual:
            self.look()
        else:
            self._work.evaluate(self.at, self._pool, rows=self.rows)
        self.dual.notice(self._work.active)
        _descend(self._work, self.at, self._memory, length, self.taken, rows=self.rows)

    def _choose_core(self, length: float) -> None:
        """A core for the next steps: wider, and for fewer steps, when the last one missed too much; else narrower."""
        core = np.inf if self._work is self.dual else self._work.evaluate(self.at, self._pool, rows=self.rows)
        value = self.look()
        missed = np.isfinite(core) and value - core > TRUSTED * abs(value)
        self._factor = self._factor * WIDER if missed else max(CORE, self._factor / 2)
        self._work = Dual(core_of(self.model, self.dual, self.at, length, self._factor))
        self._until_refresh = REFRESH // 4 if missed or not np.isfinite(core) else REFRESH

    def look(self) -> float:
        """Evaluate the present prices over all pairs, and keep them if they are the best met."""
        value = self.dual.evaluate(self.at, self._pool, rows=self.rows)
        if value < self.best:
            self.best, self.best_at = value, self.at.copy()
        return value


def lower(
    model: Model,
    dual: Dual,
    start: Multipliers,
    descent: Descent,
    *,
    go_on: Callable[[float], bool],
) -> tuple[float, Multipliers]:
    """Lower the bound from ``start``; returns the least bound met and its prices.

    ``go_on`` hears the best bound after every step and may end the descent.
    """
    lowering = Lowering(model, dual, start, rows=descent.rows, near=descent.near)
    decay = (descent.last / descent.first) ** (1.0 / max(1, descent.steps - 1))
    length = descent.first
    for _ in range(descent.steps):
        lowering.step(length)
        length *= decay
        if not go_on(lowering.best):
            break
    lowering.look()
    go_on(lowering.best)
    return float(lowering.best), lowering.best_at


def _descend(work: Dual, at: Multipliers, memory: _Slopes, step: float, t: int, *, rows: bool) -> None:
    """One step of all prices."""
    net, use = work.net, work.use
    slope = Multipliers(
        1.0 - use.person,
        net.places - use.workplace,
        -use.offer,
        net.capacity - use.resource,
        net.amount - use.budget,
        np.array([work.balance]),
        work.taken - work.active[net.knapsack_group] if rows else use.split,
    )
    for name in NAMES:
        value, down, mean, spread, scale = (
            getattr(x, name) for x in (at, slope, memory.mean, memory.spread, memory.scale)
        )
        descend(value, down, mean, spread, scale, step, t, name == "split")
    if rows and len(at.split):
        _balance_split(net, at.split)


def _balance_split(net: Net, split: Floats) -> None:
    """What a group's rows divide is its profit, no more: the splits of a group sum to zero."""
    mean = np.bincount(net.knapsack_group, split, len(net.copies)) / np.maximum(net.copies, 1)
    split -= mean[net.knapsack_group]
