"""Who is where while seats are handed on: moves are booked at once, logged, and taken back when they do not fit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leerwerk.engine.planning.compiled import inner
from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.model import Net
from leerwerk.engine.planning.solver.state import State, Uses, group_of_pairs, uses_of

MET = 200  # workplaces at most in one search for a seat
MOVES = 16 * MET  # changes at most that are taken back together


class Filling(NamedTuple):
    """A plan laid out per group and per workplace. n people, G groups, W workplaces."""

    pair: Int64s  # (n,)
    offer: Int32s  # (n,)
    group: Int32s  # (n,)
    held: Floats  # (n,) what the present pair is worth at the prices of this search
    open: Bools  # (G,)
    still: Bools  # (n,) stay in their group
    uses: Uses
    member: Int64s  # the people of each group, from ``net.room_from`` on
    spot: Int64s  # (n,) where in ``member``
    place_from: Int64s  # (W + 1,)
    seated: Int64s  # the people at each workplace, from ``place_from`` on
    slot: Int64s  # (n,) where in ``seated``
    log: Int64s  # (MOVES, 4): person, pair, group and offer before each change
    logged: Int64s  # (1,) how many
    search: Int64s  # (1,) number of the present search for a seat
    met: Int64s  # (W,) in which search a workplace was met,
    came: Int64s  # (W,) from which workplace,
    mover: Int64s  # (W,) and who would come


def filling_of(net: Net, state: State, held: Floats, still: Bools) -> Filling:
    """This plan laid out; the arrays of ``state`` are shared, so that it changes with every move."""
    group = group_of_pairs(net.start, state.pair)
    placed = np.flatnonzero(group >= 0)
    member, spot = _listed(group[placed], placed, net.room_from, len(group))
    place_from = np.concatenate([[0], np.cumsum(np.maximum(net.places, 0))]).astype(np.int64)
    workplace = net.offer_workplace[state.offer[placed]]
    seated, slot = _listed(workplace, placed, place_from, len(group))
    none, one = np.zeros(len(net.places), np.int64), np.zeros(1, np.int64)
    return Filling(
        pair=state.pair,
        offer=state.offer,
        group=group,
        held=held,
        open=state.open,
        still=still,
        uses=uses_of(net, state),
        member=member,
        spot=spot,
        place_from=place_from,
        seated=seated,
        slot=slot,
        log=np.zeros((MOVES, 4), np.int64),
        logged=one,
        search=one.copy(),
        met=none,
        came=none.copy(),
        mover=none.copy(),
    )


def _listed(of: Int32s, people: Int64s, first: Int64s, n: int) -> tuple[Int64s, Int64s]:
    """People listed by what they are of, each list from its ``first``; and where each of n people stands."""
    order = np.argsort(of, kind="stable")
    count = np.bincount(of, minlength=len(first))
    within = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    listed, where = np.zeros(int(first[-1]), np.int64), np.zeros(n, np.int64)
    where[people[order]] = first[of[order]] + within
    listed[where[people]] = people
    return listed, where


@inner
def _book(net: Net, p: int, g: int, sign: float, uses: Uses) -> None:
    """Book one participant by pair p in group g, or take that back (sign −1)."""
    uses.size[g] += int(sign)
    uses.balance[0] += sign * net.low[net.candidate[p]]
    for k in range(net.resource_from[g], net.resource_from[g + 1]):
        uses.resource[net.resource_row[k]] += sign * net.resource_head[k]
    for k in range(net.budget_from[g], net.budget_from[g + 1]):
        uses.budget[net.budget_row[k]] += sign * net.budget_head[k]
    if len(net.charge) > 0:
        for j in range(net.charge_from[net.charge[p]], net.charge_from[net.charge[p] + 1]):
            uses.budget[net.charge_budget[j]] += sign * net.charge_amount[j]


@inner
def move(net: Net, now: Filling, i: int, p: int, g: int, o: int) -> None:
    """Person i to pair p of group g at offer o (−1: none, or none yet); booked and logged."""
    uses = now.uses
    entry = now.log[now.logged[0]]
    entry[0], entry[1], entry[2], entry[3] = i, now.pair[i], now.group[i], now.offer[i]
    now.logged[0] += 1
    if now.offer[i] >= 0:
        w = net.offer_workplace[now.offer[i]]
        uses.place[w] -= 1
        last = now.seated[now.place_from[w] + uses.place[w]]
        now.seated[now.slot[i]], now.slot[last] = last, now.slot[i]
    if now.pair[i] != p:
        if now.pair[i] >= 0:
            old = int(now.group[i])
            _book(net, now.pair[i], old, -1.0, uses)
            last = now.member[net.room_from[old] + uses.size[old]]
            now.member[now.spot[i]], now.spot[last] = last, now.spot[i]
        if p >= 0:
            now.spot[i] = net.room_from[g] + uses.size[g]
            now.member[now.spot[i]] = i
            _book(net, p, g, 1.0, uses)
        now.pair[i], now.group[i] = p, g
    now.offer[i] = o
    if o >= 0:
        w = net.offer_workplace[o]
        now.slot[i] = now.place_from[w] + uses.place[w]
        now.seated[now.slot[i]] = i
        uses.place[w] += 1


@inner
def take_back(net: Net, now: Filling) -> None:
    """Undo what was logged, the last change first."""
    for k in range(now.logged[0] - 1, -1, -1):
        entry = now.log[k]
        move(net, now, entry[0], entry[1], entry[2], entry[3])
    now.logged[0] = 0


@inner
def overdrawn(net: Net, p: int, g: int, uses: Uses, capacity: Floats, amount: Floats) -> bool:
    """Whether a row that a participant by pair p uses has become too full."""
    for k in range(net.resource_from[g], net.resource_from[g + 1]):
        r = net.resource_row[k]
        if net.resource_head[k] > 0 and uses.resource[r] > capacity[r]:
            return True
    for k in range(net.budget_from[g], net.budget_from[g + 1]):
        b = net.budget_row[k]
        if net.budget_head[k] > 0 and uses.budget[b] > amount[b]:
            return True
    if len(net.charge) > 0:
        for j in range(net.charge_from[net.charge[p]], net.charge_from[net.charge[p] + 1]):
            b = net.charge_budget[j]
            if net.charge_amount[j] > 0 and uses.budget[b] > amount[b]:
                return True
    return False


@inner
def _ask(net: Net, now: Filling, j: int, w: int, queue: Int64s, tail: int) -> tuple[int, int]:
    """Queue where person j could sit instead of at w (−1: nowhere yet): the new end, and a free place (−1: none)."""
    m = net.mask[now.pair[j]]
    for k in range(net.mask_from[m], net.mask_from[m + 1]):
        v = int(net.offer_workplace[net.mask_offer[k]])
        if now.met[v] == now.search[0] or tail == MET:
            continue
        now.met[v], now.came[v], now.mover[v] = now.search[0], w, j
        queue[tail] = v
        tail += 1
        if now.uses.place[v] < net.places[v]:
            return tail, int(v)
    return tail, -1


@inner
def find_seat(net: Net, now: Filling, i: int) -> bool:
    """Seat person i, others moving along to other workplaces of their groups where needed; False if none is found."""
    now.search[0] += 1
    queue = np.empty(MET, np.int64)
    tail, end = _ask(net, now, i, -1, queue, 0)
    head = 0
    while end < 0 and head < tail:
        w = queue[head]
        head += 1
        for s in range(now.place_from[w], now.place_from[w] + now.uses.place[w]):
            tail, end = _ask(net, now, now.seated[s], w, queue, tail)
            if end >= 0:
                break
    found = end >= 0
    while end >= 0:
        j, before = now.mover[end], now.came[end]
        m = net.mask[now.pair[j]]
        for k in range(net.mask_from[m], net.mask_from[m + 1]):
            o = net.mask_offer[k]
            if net.offer_workplace[o] == end:
                move(net, now, j, now.pair[j], int(now.group[j]), int(o))
                break
        end = before
    return found
