"""A first plan from prices: groups in order of what they gain, each filled by reduced value.

Every step keeps all rows, so whatever is reached is allowed; nobody who stands in a rule with someone else is moved.
"""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.model import SLACK, Model, Net
from leerwerk.engine.planning.solver.state import State, Uses, uses_of


@compiled
def _take_seat(net: Net, m: int, low: int, free: Int64s, seats: Int32s, masks: Int32s, count: int) -> int:
    """An offer of mask m for one more person of this group, moving earlier ones along if needed; −1 if none.

    ``seats`` and ``masks`` hold the offers and masks of the ``count`` people seated so far; ``free`` the places left
    per offer of the group (offer number less ``low``).
    """
    width = len(free)
    parent = np.full(width, -2, np.int64)
    mover = np.full(width, -1, np.int64)
    queue = np.empty(width, np.int64)
    tail, head, end = 0, 0, -1
    for k in range(net.mask_from[m], net.mask_from[m + 1]):
        o = net.mask_offer[k] - low
        parent[o] = -1
        queue[tail] = o
        tail += 1
        if free[o] > 0 and (end < 0 or free[o] > free[end]):
            end = o
    while end < 0 and head < tail:
        o = queue[head]
        head += 1
        for j in range(count):
            if seats[j] - low != o:
                continue
            for k in range(net.mask_from[masks[j]], net.mask_from[masks[j] + 1]):
                v = net.mask_offer[k] - low
                if parent[v] == -2:
                    parent[v], mover[v] = o, j
                    queue[tail] = v
                    tail += 1
                    if free[v] > 0:
                        end = v
                        break
            if end >= 0:
                break
    if end < 0:
        return -1
    free[end] -= 1
    while parent[end] >= 0:
        seats[mover[end]] = end + low
        end = parent[end]
    return end + low


@compiled
def _fits(net: Net, g: int, p: int, flat: bool, extra: Floats, uses: Uses, left: Floats) -> bool:
    """Whether the budgets still hold one more of pair p; books it in ``extra`` if so, row by row.

    ``flat``: also what every participant of g is charged wherever they live (within the minimum that is booked).
    """
    _book(net, g, p, flat, 1.0, extra)
    fits = True
    if flat:
        for k in range(net.budget_from[g], net.budget_from[g + 1]):
            b = net.budget_row[k]
            fits = fits and (net.budget_head[k] <= 0 or uses.budget[b] + extra[b] <= left[b])
    if len(net.charge) > 0:
        for j in range(net.charge_from[net.charge[p]], net.charge_from[net.charge[p] + 1]):
            b = net.charge_budget[j]
            fits = fits and uses.budget[b] + extra[b] <= left[b]
    if not fits:
        _book(net, g, p, flat, -1.0, extra)
    return fits


@compiled
def _book(net: Net, g: int, p: int, flat: bool, sign: float, extra: Floats) -> None:
    """Add (or take back, sign −1) what one participant costs the budgets."""
    if flat:
        for k in range(net.budget_from[g], net.budget_from[g + 1]):
            extra[net.budget_row[k]] += sign * net.budget_head[k]
    if len(net.charge) > 0:
        c = net.charge[p]
        for j in range(net.charge_from[c], net.charge_from[c + 1]):
            extra[net.charge_budget[j]] += sign * net.charge_amount[j]


@compiled
def _room(net: Net, g: int, opened: bool, uses: Uses, capacity: Floats, amount: Floats) -> int:
    """How many more people resources and flat charges allow in group g; −1 if not even opening is possible."""
    room = net.max_size[g] - uses.size[g]
    for k in range(net.resource_from[g], net.resource_from[g + 1]):
        r = net.resource_row[k]
        left = capacity[r] - uses.resource[r] - (0.0 if opened else net.resource_once[k])
        if left < 0 and not opened:
            return -1
        if net.resource_head[k] > 0:
            room = min(room, int(max(left, 0.0) / net.resource_head[k]))
    for k in range(net.budget_from[g], net.budget_from[g + 1]):
        b = net.budget_row[k]
        left = amount[b] - uses.budget[b] - (0.0 if opened else net.budget_once[k])
        if left < 0 and not opened:
            return -1
        if net.budget_head[k] > 0:
            room = min(room, int(max(left, 0.0) / net.budget_head[k]))
    return room


@compiled
def fill(
    net: Net,
    order: Int64s,
    person: Floats,
    mask_price: Floats,
    charge_price: Floats,
    head: Floats,
    once: Floats,
    still: Bools,
    capacity: Floats,
    amount: Floats,
    slack: float,
    lean: bool,
    pair: Int64s,
    offer: Int32s,
    open_: Bools,
    uses: Uses,
) -> None:
    """Open groups in this order, or top up open ones, with unplaced people by reduced value.

    A closed group opens only if it gains at these prices; ``lean``: with no more people than it needs. ``slack`` is how
    far the floor row may go below zero.
    """
    extra = np.zeros(len(amount))
    for g in order:
        if not net.usable[g]:
            continue
        opened = open_[g]
        room = _room(net, g, opened, uses, capacity, amount)
        need = 0 if opened else net.min_size[g]
        if room < max(need, 1):
            continue
        if lean:
            room = need
        count, worth = 0, np.empty(net.start[g + 1] - net.start[g])
        rows = np.empty(len(worth), np.int64)
        for p in range(net.start[g], net.start[g + 1]):
            i = net.candidate[p]
            if pair[i] >= 0 or still[i]:
                continue
            r = net.value[p] - person[i] - mask_price[net.mask[p]] - head[g]
            if len(net.charge) > 0:
                r -= charge_price[net.charge[p]]
            if r > 0 or not opened:
                worth[count], rows[count] = r, p
                count += 1
        if count < max(need, 1):
            continue
        _fill_one(net, g, np.argsort(-worth[:count]), worth, rows, room, need, -once[g], extra, slack, amount,
                  pair, offer, open_, uses)  # fmt: skip


@compiled
def _fill_one(
    net: Net,
    g: int,
    order: Int64s,
    worth: Floats,
    rows: Int64s,
    room: int,
    need: int,
    gain: float,
    extra: Floats,
    slack: float,
    amount: Floats,
    pair: Int64s,
    offer: Int32s,
    open_: Bools,
    uses: Uses,
) -> None:
    """Seat people of group g in this order until it is full or nobody gains; undo all of it if it does not pay."""
    low, high = net.offer_from[g], net.offer_from[g + 1]
    free = np.empty(high - low, np.int64)
    for o in range(low, high):
        free[o - low] = net.places[net.offer_workplace[o]] - uses.place[net.offer_workplace[o]]
    seats, masks = np.empty(room, np.int32), np.empty(room, np.int32)
    taken, joined, balance = np.empty(room, np.int64), 0, uses.balance[0]
    extra[:] = 0.0
    for k in range(net.budget_from[g], net.budget_from[g + 1]):
        extra[net.budget_row[k]] += (0.0 if open_[g] else net.budget_once[k]) + need * net.budget_head[k]
    for k in order:
        p, i = rows[k], net.candidate[rows[k]]
        if joined == room or (worth[k] <= 0 and joined >= need):
            break
        if joined >= need and balance + net.low[i] < -slack and net.low[i] < 0:
            continue
        flat = joined >= need
        if not _fits(net, g, p, flat, extra, uses, amount):
            continue
        o = _take_seat(net, net.mask[p], low, free, seats, masks, joined)
        if o < 0:
            _book(net, g, p, flat, -1.0, extra)
            continue
        seats[joined], masks[joined], taken[joined] = o, net.mask[p], p
        gain += worth[k]
        balance += net.low[i]
        joined += 1
    if joined < max(need, 1) or (not open_[g] and gain <= 0) or (balance < -slack and balance < uses.balance[0]):
        return
    for k in range(net.resource_from[g], net.resource_from[g + 1]):
        start = 0.0 if open_[g] else net.resource_once[k]
        uses.resource[net.resource_row[k]] += start + joined * net.resource_head[k]
    for k in range(net.budget_from[g], net.budget_from[g + 1]):
        start = 0.0 if open_[g] else net.budget_once[k]
        uses.budget[net.budget_row[k]] += start + joined * net.budget_head[k]
    for k in range(joined):
        i = net.candidate[taken[k]]
        pair[i], offer[i] = taken[k], seats[k]
        uses.place[net.offer_workplace[seats[k]]] += 1
        if len(net.charge) > 0:
            c = net.charge[taken[k]]
            for j in range(net.charge_from[c], net.charge_from[c + 1]):
                uses.budget[net.charge_budget[j]] += net.charge_amount[j]
    uses.balance[0] = balance
    uses.size[g] += joined
    open_[g] = True


def construct(model: Model, dual: Dual, at: Multipliers, base: State) -> State:
    """Extend ``base`` at these prices: first what gains at full prices, then with ever cheaper people."""
    net = model.net
    dual.evaluate(at, None, rows=False)
    state, uses = base.copy(), uses_of(net, base)
    order = np.lexsort((-dual.profit, -np.round(dual.often, 1)))
    capacity = net.capacity + SLACK * (1 + np.abs(net.capacity))
    amount = net.amount + SLACK * (1 + np.abs(net.amount))
    balanced = 0.02 * len(net.low) if model.floor > 0 else np.inf
    for cheaper, slack, lean in (
        (1.0, balanced, True),
        (1.0, balanced, False),
        (0.6, balanced, False),
        (0.0, balanced / 10, False),
        (0.0, 0.0, False),
    ):
        person = cheaper * at.person - at.floor[0] * net.low
        prices = (person, dual.mask_price, dual.charge_price, dual.head, dual.once)
        rows = (state.pair, state.offer, state.open, uses)
        fill(net, order, *prices, model.tied, capacity, amount, max(slack, 0.0), lean, *rows)
    if model.floor > 0 and uses.balance[0] < -SLACK:
        _raise_share(model, state, base)
    return state


def _raise_share(model: Model, state: State, base: State) -> None:
    """Let people who are not low-skilled go, cheapest first, then whole groups, until the floor holds again."""
    net = model.net
    uses = uses_of(net, state)
    added = np.flatnonzero((state.pair >= 0) & (base.pair < 0) & (net.low < 0))
    group = np.searchsorted(net.start, state.pair[added], side="right") - 1
    size = uses.size.copy()
    balance = float(uses.balance[0])
    for k in np.argsort(net.value[state.pair[added]], kind="stable"):
        if balance >= -SLACK:
            return
        i, g = added[k], group[k]
        if size[g] > net.min_size[g]:
            state.pair[i], state.offer[i] = -1, -1
            size[g] -= 1
            balance -= net.low[i]
    held = np.flatnonzero(state.pair >= 0)
    group = np.searchsorted(net.start, state.pair[held], side="right") - 1
    share = np.bincount(group, net.low[held], len(net.fixed))
    for g in np.argsort(share, kind="stable"):
        if balance >= -SLACK or share[g] >= 0:
            return
        if not base.open[g]:
            leaving = held[group == g]
            state.pair[leaving], state.offer[leaving], state.open[g] = -1, -1, False
            balance -= share[g]
