"""The open groups filled better: somebody joins here, whoever held that seat joins there, and so on to the end.

A chain hands seats on from group to group and ends with somebody who was in no group, or in a group that can spare
one; a ring ends where it began. All groups together form a graph in which the best chain into each group is a longest
path, found for all at once. Money, hours of mentors and the floor are paid for at prices while a chain is sought, and
kept exactly when it is carried out. (On such exchanges: Ahuja et al., Discrete Applied Mathematics 123, 2002.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leerwerk.engine.planning.compiled import compiled, inner
from leerwerk.engine.planning.question import Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.filling import Filling, find_seat, move, overdrawn, take_back
from leerwerk.engine.planning.solver.model import Net
from leerwerk.engine.planning.solver.state import Uses, group_of_pairs

LENGTH = 6  # hands at most in one chain
LEAST = 1e-6  # thousands of euros: what brings less is no gain
FIRST = 1e3  # thousands of euros: a group comes to its smallest size before anything else
SPARED, AS_BEFORE = -1, -2  # how a chain begins: with a group that can spare one; like the one with a hand less
NOBODY = -1


class Links(NamedTuple):
    """Who may join which open group, person by person."""

    start: Int64s  # (n + 1,)
    pair: Int64s
    group: Int32s
    worth: Floats  # at the prices of this search; minus infinity: not now


class Rows(NamedTuple):
    """What may be used, with the room for rounding."""

    capacity: Floats
    amount: Floats


@inner
def _longest(net: Net, links: Links, now: Filling, gain: Floats, via: Int64s) -> None:
    """The best chain into each group with 1 … LENGTH hands: what it brings, and the link by which it arrives."""
    for g in range(len(now.open)):
        spares = now.open[g] and now.uses.size[g] > net.min_size[g]
        gain[0, g] = 0.0 if spares else -np.inf
        via[0, g] = SPARED
    for i in range(len(now.group)):
        if now.group[i] >= 0 or now.still[i]:
            continue
        for k in range(links.start[i], links.start[i + 1]):
            g = links.group[k]
            if links.worth[k] > gain[0, g]:
                gain[0, g], via[0, g] = links.worth[k], k
    for t in range(1, LENGTH):
        for g in range(len(now.open)):
            gain[t, g], via[t, g] = gain[t - 1, g], AS_BEFORE
        for i in range(len(now.group)):
            if now.group[i] < 0 or now.still[i]:
                continue
            base = gain[t - 1, now.group[i]] - now.held[i]
            if base == -np.inf:
                continue
            for k in range(links.start[i], links.start[i + 1]):
                g = links.group[k]
                if base + links.worth[k] > gain[t, g] + LEAST and g != now.group[i]:
                    gain[t, g], via[t, g] = base + links.worth[k], k


@inner
def _leaves(net: Net, now: Filling, g: int) -> int:
    """Whoever is worth least in group g; NOBODY when all stay where they are."""
    least, who = np.inf, NOBODY
    for k in range(net.room_from[g], net.room_from[g] + now.uses.size[g]):
        i = now.member[k]
        if not now.still[i] and now.held[i] < least:
            least, who = now.held[i], i
    return who


@inner
def _has_room(net: Net, g: int, uses: Uses, capacity: Floats) -> bool:
    if uses.size[g] >= net.max_size[g]:
        return False
    for k in range(net.resource_from[g], net.resource_from[g + 1]):
        r = net.resource_row[k]
        if uses.resource[r] + net.resource_head[k] > capacity[r]:
            return False
    return True


@inner
def _trace(
    net: Net, links: Links, now: Filling, via: Int64s, t: int, g: int, hands: Int64s, met: Int64s
) -> tuple[int, int]:
    """The chain into g as links, the last hand first; returns how many, and where its ring begins (−1: no ring).

    ``met`` are the groups it passes, one more than hands unless it begins with somebody who was in no group.
    """
    count = 0
    met[0] = g
    while True:
        while via[t, g] == AS_BEFORE:
            t -= 1
        k = via[t, g]
        if k == SPARED:
            return count, -1
        hands[count] = k
        count += 1
        before = now.group[net.candidate[links.pair[k]]]
        if before == g or (t == 0 and before >= 0):  # somebody was handed on since the chain was found
            return -1, -1
        g = before
        met[count] = g
        if g < 0:
            return count, -1
        for j in range(count):
            if met[j] == g:
                return count, j
        t -= 1


@inner
def _carry_out(net: Net, links: Links, now: Filling, hands: Int64s, leaving: int, rows: Rows) -> int:
    """Carry a chain or ring out; −1 when done, else which hand is in the way (and nothing changed)."""
    count, before = len(hands), now.uses.balance[0]
    now.logged[0] = 0
    none = -1
    for j in range(-1, count):
        i = leaving if j < 0 else int(net.candidate[links.pair[hands[j]]])
        if i >= 0 and now.pair[i] >= 0:
            move(net, now, i, none, none, none)
    for k in hands:
        move(net, now, int(net.candidate[links.pair[k]]), links.pair[k], int(links.group[k]), none)
    wrong = -1
    if now.uses.balance[0] < 0.0 and now.uses.balance[0] < before:
        wrong = max(count - 1, 0)
    for j in range(count - 1, -1, -1):
        if overdrawn(net, links.pair[hands[j]], links.group[hands[j]], now.uses, rows.capacity, rows.amount):
            wrong = j
            break
    for j in range(count):
        if wrong < 0 and not find_seat(net, now, int(net.candidate[links.pair[hands[j]]])):
            wrong = j
    if wrong >= 0:
        take_back(net, now)
        return wrong
    for k in hands:
        now.held[net.candidate[links.pair[k]]] = links.worth[k]
    return -1


@inner
def _wishes(net: Net, now: Filling, gain: Floats, rows: Rows, brings: Floats, leaving: Int64s) -> None:
    """What the best chain into each group brings, and who would leave for it (NOBODY: there is room)."""
    for g in range(len(now.open)):
        if not now.open[g]:
            continue
        last = gain[LENGTH - 1, g]
        room = _has_room(net, g, now.uses, rows.capacity)
        if room:
            brings[g] = last
        if room and now.uses.size[g] < net.min_size[g]:
            brings[g] += FIRST
            continue
        who = _leaves(net, now, g)
        if who >= 0 and last - now.held[who] > brings[g]:
            brings[g], leaving[g] = last - now.held[who], who


@inner
def _sum(net: Net, links: Links, now: Filling, hands: Int64s, leaving: int) -> float:
    """What these hands bring as things stand now; minus infinity when whoever leaves is among those who move."""
    total = 0.0 if leaving < 0 else -now.held[leaving]
    for k in hands:
        i = net.candidate[links.pair[k]]
        if i == leaving:
            return -np.inf
        total += links.worth[k] - (now.held[i] if now.group[i] >= 0 else 0.0)
    return total


@inner
def _round(net: Net, links: Links, now: Filling, rows: Rows, gain: Floats, via: Int64s) -> int:
    """Find the best chain into every group and carry out those that touch no other; how many were tried."""
    _longest(net, links, now, gain, via)
    brings, leaving = np.full(len(now.open), -np.inf), np.full(len(now.open), NOBODY, np.int64)
    _wishes(net, now, gain, rows, brings, leaving)
    tried = 0
    passed = np.zeros(len(now.open), np.bool_)
    hands, met = np.empty(LENGTH, np.int64), np.empty(LENGTH + 1, np.int64)
    for g in np.argsort(-brings):
        if brings[g] <= LEAST:
            break
        for t in range(LENGTH - 1, -1, -1):
            if passed[g]:
                break
            if t < LENGTH - 1 and gain[t, g] == gain[t + 1, g]:
                continue
            count, ring = _trace(net, links, now, via, t, g, hands, met)
            first, out = max(ring, 0), leaving[g] if ring < 0 else NOBODY
            if count < first + (out < 0):
                continue
            last = count if ring >= 0 or met[count] < 0 else count + 1
            total = _sum(net, links, now, hands[first:count], out)
            if ring < 0 and out < 0 and now.uses.size[g] < net.min_size[g]:
                total += FIRST
            for j in range(first, last):
                if passed[met[j]]:
                    total = -np.inf
            if total <= LEAST:
                continue
            tried += 1
            wrong = _carry_out(net, links, now, hands[first:count], out, rows)
            if wrong < 0:
                for j in range(first, last):
                    passed[met[j]] = True
            elif first + wrong < count:
                links.worth[hands[first + wrong]] = -np.inf
    return tried


@compiled
def hand_on(net: Net, links: Links, now: Filling, rows: Rows, rounds: int) -> None:
    """Carry chains out until none is found any more, at most so many rounds.

    ``now`` is changed; links that turned out to be in the way have lost their worth afterwards.
    """
    gain, via = np.empty((LENGTH, len(now.open))), np.empty((LENGTH, len(now.open)), np.int64)
    for _ in range(rounds):
        if _round(net, links, now, rows, gain, via) == 0:
            return


def links_of(net: Net, pairs: Int64s) -> Links:
    """These pairs person by person, worth nothing yet."""
    person = net.candidate[pairs]
    order = np.argsort(person, kind="stable")
    start = np.searchsorted(person[order], np.arange(len(net.low) + 1)).astype(np.int64)
    return Links(start, pairs[order], group_of_pairs(net.start, pairs[order]), np.zeros(len(pairs)))
