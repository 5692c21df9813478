"""What the bound rules out, and which pairs are worth a closer look."""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.bound import Dual, Multipliers
from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.kernels import fill_groups
from leerwerk.engine.planning.model import Net
from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s


@compiled
def _within(
    net: Net,
    person: Floats,
    mask_price: Floats,
    charge_price: Floats,
    head: Floats,
    profit: Floats,
    size: Int64s,
    chosen: Int64s,
    allowance: float,
    keep: Bools,
) -> None:
    """Mark the pairs whose joining costs the dual function less than ``allowance``."""
    for g in range(len(profit)):
        closed = 0.0 if net.must[g] else max(0.0, -profit[g])
        if not net.usable[g] or closed >= allowance:
            continue
        last = 0.0
        if size[g] > 0:
            p = chosen[net.room_from[g] + size[g] - 1]
            last = net.value[p] - person[net.candidate[p]] - mask_price[net.mask[p]] - head[g]
            if len(net.charge) > 0:
                last -= charge_price[net.charge[p]]
        # Joining means taking the last one's seat, or, below the maximum, one seat more.
        entry = last if size[g] == net.max_size[g] else min(last, 0.0)
        for p in range(net.start[g], net.start[g + 1]):
            r = net.value[p] - person[net.candidate[p]] - mask_price[net.mask[p]] - head[g]
            if len(net.charge) > 0:
                r -= charge_price[net.charge[p]]
            keep[p] = closed + max(0.0, entry - r) < allowance
        for k in range(net.assigned_from[g], net.assigned_from[g + 1]):
            keep[net.assigned_pair[k]] = True
        for k in range(size[g]):
            keep[chosen[net.room_from[g] + k]] = True


def worth_keeping(dual: Dual, at: Multipliers, allowance: float) -> tuple[Int32s, Int64s]:
    """Groups and pairs that may stand in a plan better than (bound at these prices − ``allowance``).

    Every other pair is in no such plan: forcing it in lowers the dual function by ``allowance`` or more.
    """
    net = dual.net
    dual.evaluate(at, None, rows=False)
    keep = np.zeros(len(net.candidate), np.bool_)
    person = at.person - at.floor[0] * net.low
    prices = (person, dual.mask_price, dual.charge_price, dual.head)
    _within(net, *prices, dual.profit, dual.size, dual.chosen, allowance, keep)
    groups = np.flatnonzero(net.usable & (net.must | (dual.profit > -allowance)))
    return groups.astype(np.int32), np.flatnonzero(keep).astype(np.int64)


def best_pairs(dual: Dual, at: Multipliers, tied: Bools, factor: float) -> tuple[Int64s, Int64s]:
    """Per group its ``factor`` × maximum-size best pairs at these prices, and all pairs of tied people."""
    net = dual.net
    dual.evaluate(at, None, rows=False)
    count = np.where(net.usable, np.minimum(np.ceil(factor * net.max_size).astype(np.int64), np.diff(net.start)), 0)
    room = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    wide = net._replace(min_size=count, max_size=count, room_from=room, usable=net.usable & (count > 0))
    chosen, size, profit = np.zeros(int(room[-1]), np.int64), np.zeros(len(count), np.int64), np.zeros(len(count))
    person = at.person - at.floor[0] * net.low
    prices = (person, dual.mask_price, dual.charge_price, dual.head, dual.once)
    fill_groups(wide, 0, len(count), *prices, profit, size, chosen)
    if tied.any():
        chosen = np.concatenate([chosen, np.flatnonzero(tied[net.candidate])])
    chosen = np.unique(chosen)
    return np.searchsorted(chosen, net.start).astype(np.int64), chosen
