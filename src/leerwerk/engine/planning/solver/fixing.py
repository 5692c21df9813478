"""What the bound rules out, and which pairs are worth a closer look."""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.kernels import sift
from leerwerk.engine.planning.solver.model import Net


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


@compiled
def _best(
    net: Net, person: Floats, mask_price: Floats, charge_price: Floats, count: Int64s, room: Int64s, chosen: Int64s
) -> None:
    """The ``count`` pairs of each group that are worth most at these prices, as heaps with the least on top."""
    widest = 1
    for g in range(len(count)):
        widest = max(widest, count[g])
    heap, rows = np.empty(widest), np.empty(widest, np.int64)
    for g in range(len(count)):
        size = 0
        for p in range(net.start[g], net.start[g + 1] if count[g] > 0 else net.start[g]):
            worth = net.value[p] - person[net.candidate[p]] - mask_price[net.mask[p]]
            if len(net.charge) > 0:
                worth -= charge_price[net.charge[p]]
            if size < count[g]:
                heap[size], rows[size] = worth, p
                size += 1
                if size == count[g]:
                    for at in range(size // 2, -1, -1):
                        sift(heap, rows, at, size)
            elif worth > heap[0]:
                heap[0], rows[0] = worth, p
                sift(heap, rows, 0, size)
        for k in range(size):
            chosen[room[g] + k] = rows[k]


def best_pairs(dual: Dual, at: Multipliers, tied: Bools, factor: float, among: Bools) -> tuple[Int64s, Int64s]:
    """Per group of ``among`` its ``factor`` × maximum-size best pairs, and all pairs of tied people: starts and pairs.

    ``dual`` must have been evaluated at these prices.
    """
    net = dual.net
    count = np.where(among, np.minimum(np.ceil(factor * net.max_size).astype(np.int64), np.diff(net.start)), 0)
    room = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    chosen = np.empty(int(room[-1]), np.int64)
    person = at.person - at.floor[0] * net.low
    _best(net, person, dual.mask_price, dual.charge_price, count, room, chosen)
    more = np.flatnonzero(tied[net.candidate]) if tied.any() else net.assigned_pair
    if not len(more):
        return room, chosen
    chosen = np.union1d(np.union1d(chosen, more), net.assigned_pair)
    return np.searchsorted(chosen, net.start).astype(np.int64), chosen
