"""Compiled loops over all pairs: seat sets, charges, prices and the best filling of every group at given prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Floats, Int32s, Int64s, Words

if TYPE_CHECKING:
    from leerwerk.engine.planning.solver.model import Net

NEVER = -1e30  # the profit of a group that cannot open


@compiled
def _hash_row(words: Words, row: int, size: int) -> np.int64:
    h = np.uint64(1469598103934665603)
    for k in range(words.shape[1]):
        h = (h ^ words[row, k]) * np.uint64(1099511628211)
        h = h ^ (h >> np.uint64(29))
    return np.int64(h & np.uint64(size - 1))


@compiled
def _same(a: Words, i: int, b: Words, j: int) -> bool:
    for k in range(a.shape[1]):
        if a[i, k] != b[j, k]:
            return False
    return True


@compiled
def _seat_masks(start: Int64s, seats: Words, mask: Int32s, mask_group: Int64s) -> Int64s:
    """Number the distinct seat sets per group; returns one example pair of each."""
    groups = len(start) - 1
    widest = 1
    for g in range(groups):
        widest = max(widest, start[g + 1] - start[g])
    size = 16
    while size < 2 * widest:
        size *= 2
    table = np.full(size, -1, np.int64)
    touched = np.empty(widest, np.int64)
    example = np.empty(1024, np.int64)
    found = 0
    for g in range(groups):
        count = 0
        for p in range(start[g], start[g + 1]):
            slot = _hash_row(seats, p, size)
            while table[slot] >= 0 and not _same(seats, p, seats, example[table[slot]]):
                slot = (slot + 1) & (size - 1)
            if table[slot] < 0:
                if found == len(example):
                    longer = np.empty(2 * found, np.int64)
                    for k in range(found):
                        longer[k] = example[k]
                    example = longer
                table[slot] = found
                example[found] = p
                touched[count] = slot
                found += 1
                count += 1
            mask[p] = table[slot]
        for k in range(count):
            table[touched[k]] = -1
        mask_group[g + 1] = found
    return example[:found]


def seat_masks(start: Int64s, seats: Words) -> tuple[Int32s, Int64s, Words]:
    """The seat set of each pair as a number, the numbers of each group, and the bits of each number."""
    mask = np.zeros(len(seats), np.int32)
    mask_group = np.zeros(len(start), np.int64)
    example = _seat_masks(start, np.ascontiguousarray(seats), mask, mask_group)
    return mask, mask_group, seats[example]


@compiled
def charge_classes(
    start: Int64s, candidate: Int32s, zone: Int32s, bounds: Int64s, class_zone: Int32s, zones: int
) -> Int32s:
    """The class of charges of each pair: 1 + its row among (group, municipality), or 0."""
    charge = np.zeros(len(candidate), np.int32)
    at = np.zeros(zones, np.int32)
    for g in range(len(start) - 1):
        for k in range(bounds[g], bounds[g + 1]):
            at[class_zone[k]] = k + 1
        for p in range(start[g], start[g + 1]):
            charge[p] = at[zone[candidate[p]]]
        for k in range(bounds[g], bounds[g + 1]):
            at[class_zone[k]] = 0
    return charge


@compiled
def group_prices(
    net: Net,
    low: int,
    high: int,
    workplace: Floats,
    offer: Floats,
    resource: Floats,
    budget: Floats,
    mask_price: Floats,
    mask_best: Int32s,
    charge_price: Floats,
    head: Floats,
    once: Floats,
) -> None:
    """Prices per seat set, charge class and group, for groups low ≤ g < high."""
    for g in range(low, high):
        if not net.usable[g]:
            continue
        cost = net.fixed[g]
        per_head = 0.0
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            cost += resource[net.resource_row[k]] * net.resource_once[k]
            per_head += resource[net.resource_row[k]] * net.resource_head[k]
        for k in range(net.budget_from[g], net.budget_from[g + 1]):
            cost += budget[net.budget_row[k]] * net.budget_once[k]
            per_head += budget[net.budget_row[k]] * net.budget_head[k]
        # A place price inside the block is paid back for every place as soon as the group opens.
        for o in range(net.offer_from[g], net.offer_from[g + 1]):
            cost -= offer[o] * net.places[net.offer_workplace[o]]
        once[g] = cost
        head[g] = per_head
        for m in range(net.mask_group[g], net.mask_group[g + 1]):
            best = np.inf
            for k in range(net.mask_from[m], net.mask_from[m + 1]):
                o = net.mask_offer[k]
                price = workplace[net.offer_workplace[o]] + offer[o]
                if price < best:
                    best = price
                    mask_best[m] = o
            mask_price[m] = best
    if low == 0:
        for c in range(len(net.charge_from) - 1):
            total = 0.0
            for k in range(net.charge_from[c], net.charge_from[c + 1]):
                total += budget[net.charge_budget[k]] * net.charge_amount[k]
            charge_price[c] = total


@compiled
def sift(heap: Floats, rows: Int64s, at: int, size: int) -> None:
    """Let what stands at ``at`` sink until the least of a heap of ``size`` is on top again; ``rows`` move along."""
    value, row = heap[at], rows[at]
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[at], rows[at] = heap[child], rows[child]
        at = child
    heap[at], rows[at] = value, row


@compiled
def _best_first(worth: Floats, rows: Int64s, count: int) -> None:
    """Sort the first ``count`` in place, the greatest first; there are few, so that insertion is quickest."""
    for k in range(1, count):
        value, row, at = worth[k], rows[k], k
        while at > 0 and worth[at - 1] < value:
            worth[at], rows[at] = worth[at - 1], rows[at - 1]
            at -= 1
        worth[at], rows[at] = value, row


@compiled
def fill_groups(
    net: Net,
    low: int,
    high: int,
    person: Floats,
    mask_price: Floats,
    charge_price: Floats,
    head: Floats,
    once: Floats,
    profit: Floats,
    size: Int64s,
    chosen: Int64s,
) -> None:
    """The best filling of each group at these prices, exactly: its profit, size and chosen pairs.

    Sizes between minimum and maximum; assigned people first, then by reduced value while it is positive or the
    minimum is not reached. ``person`` is what a person costs elsewhere less what they bring to the floor.
    """
    by_home = len(net.charge) > 0
    widest = 1
    for g in range(low, high):
        widest = max(widest, net.room_from[g + 1] - net.room_from[g])
    heap = np.empty(widest)
    rows = np.empty(widest, np.int64)
    for g in range(low, high):
        size[g] = 0
        profit[g] = NEVER
        if not net.usable[g]:
            continue
        total = -once[g]
        taken = 0
        for k in range(net.assigned_from[g], net.assigned_from[g + 1]):
            p = net.assigned_pair[k]
            if taken < net.max_size[g]:
                chosen[net.room_from[g] + taken] = p
            taken += 1
            total += net.value[p] - person[net.candidate[p]] - mask_price[net.mask[p]] - head[g]
            if by_home:
                total -= charge_price[net.charge[p]]
        room = net.max_size[g] - taken
        if room < 0:
            continue
        need = net.min_size[g] - taken
        count = 0
        bar = -np.inf if need > 0 else 0.0
        for p in range(net.start[g], net.start[g + 1]):
            r = net.value[p] - person[net.candidate[p]] - mask_price[net.mask[p]] - head[g]
            if by_home:
                r -= charge_price[net.charge[p]]
            if r <= bar or room == 0:
                continue
            if _is_assigned(net, g, p):
                continue
            if count < room:
                heap[count], rows[count] = r, p
                count += 1
                if count == room:
                    for at in range(room // 2, -1, -1):
                        sift(heap, rows, at, room)
                    bar = max(heap[0], 0.0) if need <= 0 else heap[0]
            else:
                heap[0], rows[0] = r, p
                sift(heap, rows, 0, room)
                bar = max(heap[0], 0.0) if need <= 0 else heap[0]
        if count < need:
            continue
        _best_first(heap, rows, count)
        for k in range(count):
            if heap[k] <= 0 and k >= need:
                break
            total += heap[k]
            chosen[net.room_from[g] + taken] = rows[k]
            taken += 1
        profit[g] = total
        size[g] = taken


@compiled
def _is_assigned(net: Net, g: int, p: int) -> bool:
    for k in range(net.assigned_from[g], net.assigned_from[g + 1]):
        if net.assigned_pair[k] == p:
            return True
    return False


@compiled
def knapsack_rows(
    net: Net, profit: Floats, split: Floats, active: Floats, take: npt.NDArray[np.bool_], table: Floats
) -> float:
    """Which groups open, each row of whole units exactly; returns the sum of the optima.

    A group in several rows stands in each with its share of the profit (plus ``split``, which sums to zero over
    its rows) and ``active`` is the mean of what the rows decide. Groups in no row open when they gain.
    """
    total = 0.0
    active[:] = 0.0
    for g in range(len(profit)):
        if net.copies[g] == 0 and (net.must[g] or profit[g] > 0):
            active[g] = 1.0
            total += profit[g]
    for r in range(len(net.knapsack_capacity)):
        total += _one_knapsack(net, r, profit, split, active, take, table)
    return total


@compiled
def _one_knapsack(
    net: Net, r: int, profit: Floats, split: Floats, active: Floats, take: npt.NDArray[np.bool_], table: Floats
) -> float:
    """0/1 knapsack by dynamic programming over whole units; must-open groups are taken beforehand."""
    first, last = net.knapsack_from[r], net.knapsack_from[r + 1]
    room = net.knapsack_capacity[r]
    total = 0.0
    for e in range(first, last):
        g = net.knapsack_group[e]
        if net.must[g]:
            room -= net.knapsack_weight[e]
            total += profit[g] / net.copies[g] + split[e]
            active[g] += 1.0 / net.copies[g]
    room = max(room, 0)  # too little room is the locks' contradiction, not the bound's business
    best = np.zeros(room + 1)
    width = room + 1
    for e in range(first, last):
        g, k = net.knapsack_group[e], e - first
        take[k * width : (k + 1) * width] = False
        gain = profit[g] / net.copies[g] + split[e]
        weight = net.knapsack_weight[e]
        if net.must[g] or gain <= 0 or weight > room:
            continue
        for units in range(room, weight - 1, -1):
            other = best[units - weight] + gain
            if other > best[units]:
                best[units] = other
                take[k * width + units] = True
    left = room
    for e in range(last - 1, first - 1, -1):
        k = e - first
        if take[k * width + left]:
            g = net.knapsack_group[e]
            active[g] += 1.0 / net.copies[g]
            table[e] = 1.0
            left -= net.knapsack_weight[e]
        else:
            table[e] = 1.0 if net.must[net.knapsack_group[e]] else 0.0
    return total + best[room]


@compiled
def usage(
    net: Net,
    active: Floats,
    size: Int64s,
    chosen: Int64s,
    mask_best: Int32s,
    person: Floats,
    workplace: Floats,
    offer: Floats,
    resource: Floats,
    budget: Floats,
) -> float:
    """What the opened fillings use of everything; returns the floor row's total."""
    person[:] = 0.0
    workplace[:] = 0.0
    offer[:] = 0.0
    resource[:] = 0.0
    budget[:] = 0.0
    balance = 0.0
    by_home = len(net.charge) > 0
    for g in range(len(active)):
        y = active[g]
        if y == 0.0:
            continue
        for k in range(net.offer_from[g], net.offer_from[g + 1]):
            offer[k] -= y * net.places[net.offer_workplace[k]]
        for k in range(size[g]):
            p = chosen[net.room_from[g] + k]
            i = net.candidate[p]
            person[i] += y
            balance += y * net.low[i]
            o = mask_best[net.mask[p]]
            offer[o] += y
            workplace[net.offer_workplace[o]] += y
            if by_home:
                c = net.charge[p]
                for j in range(net.charge_from[c], net.charge_from[c + 1]):
                    budget[net.charge_budget[j]] += y * net.charge_amount[j]
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            resource[net.resource_row[k]] += y * (net.resource_once[k] + size[g] * net.resource_head[k])
        for k in range(net.budget_from[g], net.budget_from[g + 1]):
            budget[net.budget_row[k]] += y * (net.budget_once[k] + size[g] * net.budget_head[k])
    return balance


@compiled
def descend(
    value: Floats, slope: Floats, mean: Floats, spread: Floats, scale: Floats, step: float, t: int, free: bool
) -> None:
    """One Adam step down the dual function; prices stay at or above zero unless ``free``."""
    keep, keep_spread = 0.8, 0.98
    fix, fix_spread = 1.0 - keep**t, 1.0 - keep_spread**t
    for i in range(len(value)):
        mean[i] = keep * mean[i] + (1 - keep) * slope[i]
        spread[i] = keep_spread * spread[i] + (1 - keep_spread) * slope[i] * slope[i]
        if spread[i] > 1e-16:
            value[i] -= step * scale[i] * (mean[i] / fix) / (np.sqrt(spread[i] / fix_spread) + 1e-8)
            if not free and value[i] < 0.0:
                value[i] = 0.0
