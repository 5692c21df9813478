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

from leerwerk.engine.planning.bound import NAMES, Dual, Multipliers, no_prices
from leerwerk.engine.planning.fixing import best_pairs
from leerwerk.engine.planning.kernels import descend
from leerwerk.engine.planning.model import Model, Net
from leerwerk.engine.planning.question import Floats

CORE = 2.5  # times its maximum size: how many of a group's best pairs are in the core
REFRESH = 40  # steps after which the core is chosen anew


@dataclass(slots=True)
class Slopes:
    """Memory of the descent: running mean and spread of each slope, and the length of a step per kind of price."""

    mean: Multipliers
    spread: Multipliers
    scale: Multipliers


def _slopes(model: Model) -> Slopes:
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
    return Slopes(no_prices(net), no_prices(net), scale)


def _per_unit(row: np.ndarray, need: Floats, rows: int) -> Floats:
    """One over the mean use of a participant, so that a step means the same for every price."""
    total, count = np.bincount(row, need, rows), np.bincount(row, minlength=rows)
    return np.where(total > 0, count / np.maximum(total, 1e-9), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """How far to go: steps, the first and last step (thousands of euros), and with which blocks."""

    steps: int
    first: float
    last: float
    rows: bool
    whole: int  # steps over all pairs before the core takes over


def core_of(model: Model, dual: Dual, at: Multipliers, factor: float) -> Model:
    """The model with every group's ``factor`` × maximum size best pairs at these prices only."""
    net = model.net
    _, pair = best_pairs(dual, at, model.tied, factor)
    pair = np.union1d(pair, net.assigned_pair)
    core = net._replace(
        start=np.searchsorted(pair, net.start).astype(np.int64),
        candidate=net.candidate[pair],
        value=net.value[pair],
        mask=net.mask[pair],
        charge=net.charge[pair] if len(net.charge) else net.charge,
        assigned_pair=np.searchsorted(pair, net.assigned_pair).astype(np.int64),
    )
    return replace(model, net=core)


def lower(
    model: Model,
    dual: Dual,
    start: Multipliers,
    descent: Descent,
    *,
    go_on: Callable[[float], bool],
) -> tuple[float, Multipliers, Multipliers]:
    """Lower the bound from ``start``; returns the least bound met, its prices, and the last prices.

    ``go_on`` hears the best bound after every step and may end the descent.
    """
    at, memory = start.copy(), _slopes(model)
    best, best_at = np.inf, start
    decay = (descent.last / descent.first) ** (1.0 / max(1, descent.steps - 1))
    step, work = descent.first, dual
    with ThreadPoolExecutor(2) as pool:
        for t in range(1, descent.steps + 1):
            if t > descent.whole and (t - descent.whole) % REFRESH == 1:
                value = dual.evaluate(at, pool, rows=descent.rows)
                best, best_at = (value, at.copy()) if value < best else (best, best_at)
                work = Dual(core_of(model, dual, at, CORE))
            value = work.evaluate(at, pool, rows=descent.rows)
            if work is dual and value < best:
                best, best_at = value, at.copy()
            dual.often += 0.03 * (work.active - dual.often)
            if not go_on(best) and t > 1:
                break
            _descend(work, at, memory, step, t, rows=descent.rows)
            step *= decay
        if work is not dual:
            value = dual.evaluate(at, pool, rows=descent.rows)
            best, best_at = (value, at.copy()) if value < best else (best, best_at)
            go_on(best)
    return float(best), best_at, at


def _descend(work: Dual, at: Multipliers, memory: Slopes, step: float, t: int, *, rows: bool) -> None:
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
