"""A plan while it is being made: which pair each person holds, at which offer, and what is used up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from leerwerk.engine.planning.answer import Plan
from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import ANY, Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.model import SLACK, Model, Net


class Uses(NamedTuple):
    """What a plan uses of everything that is shared."""

    place: Int64s  # (W,)
    resource: Floats  # (R,)
    budget: Floats  # (B,)
    balance: Floats  # (1,) the floor row: must not be negative
    size: Int64s  # (G,)


@dataclass(slots=True)
class State:
    """The pair and offer of each person (−1: not placed), and the open groups."""

    pair: Int64s  # (n,)
    offer: Int32s  # (n,)
    open: Bools  # (G,)

    def copy(self) -> State:
        """An independent copy."""
        return State(self.pair.copy(), self.offer.copy(), self.open.copy())


def empty_state(net: Net) -> State:
    """Nobody placed, nothing open."""
    n = len(net.low)
    return State(np.full(n, -1, np.int64), np.full(n, -1, np.int32), np.zeros(len(net.fixed), np.bool_))


@compiled
def group_of_pairs(start: Int64s, pairs: Int64s) -> Int32s:
    """The group of each pair; −1 for no pair."""
    group = np.empty(len(pairs), np.int32)
    for k in range(len(pairs)):
        group[k] = np.searchsorted(start, pairs[k], side="right") - 1 if pairs[k] >= 0 else -1
    return group


@compiled
def add_uses(net: Net, pair: Int64s, offer: Int32s, opened: Int64s, uses: Uses) -> None:
    """Add what these people (−1: nobody) at these offers, and the opening of these groups, use."""
    for i in range(len(pair)):
        p = pair[i]
        if p < 0:
            continue
        g = np.searchsorted(net.start, p, side="right") - 1
        uses.size[g] += 1
        if offer[i] >= 0:
            uses.place[net.offer_workplace[offer[i]]] += 1
        uses.balance[0] += net.low[net.candidate[p]]
        if len(net.charge) > 0:
            c = net.charge[p]
            for j in range(net.charge_from[c], net.charge_from[c + 1]):
                uses.budget[net.charge_budget[j]] += net.charge_amount[j]
    for g in opened:
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            uses.resource[net.resource_row[k]] += net.resource_once[k] + uses.size[g] * net.resource_head[k]
        for k in range(net.budget_from[g], net.budget_from[g + 1]):
            uses.budget[net.budget_row[k]] += net.budget_once[k] + uses.size[g] * net.budget_head[k]


def no_uses(net: Net) -> Uses:
    """Nothing used."""
    return Uses(
        np.zeros(len(net.places), np.int64),
        np.zeros(len(net.capacity)),
        np.zeros(len(net.amount)),
        np.zeros(1),
        np.zeros(len(net.fixed), np.int64),
    )


def uses_of(net: Net, state: State) -> Uses:
    """What this plan uses, counted afresh."""
    uses = no_uses(net)
    add_uses(net, state.pair, state.offer, np.flatnonzero(state.open), uses)
    return uses


def replaced(total: Uses, old: Uses, new: Uses) -> Uses:
    """What a plan uses after one part of it gave way to another."""
    return Uses(
        total.place - old.place + new.place,
        total.resource - old.resource + new.resource,
        total.budget - old.budget + new.budget,
        total.balance - old.balance + new.balance,
        total.size - old.size + new.size,
    )


def objective_of(net: Net, state: State) -> float:
    """Value of the pairs less the fixed cost of the open groups, in float64."""
    held = state.pair[state.pair >= 0]
    return float(net.value[held].sum() - net.fixed[state.open].sum())


def allowed(model: Model, state: State) -> bool:
    """Whether the plan keeps every row and lock; a guard against numerical surprises, not the outside checker."""
    net, uses = model.net, uses_of(model.net, state)
    placed = state.pair >= 0
    group = group_of_pairs(net.start, state.pair)
    sized = (uses.size >= net.min_size) & (uses.size <= net.max_size) & net.usable
    return (
        bool((state.offer[placed] >= 0).all())
        and bool((uses.place <= net.places).all())
        and bool(sized[state.open].all())
        and not bool(uses.size[~state.open].any())
        and bool((net.must <= state.open).all())
        and bool((state.pair[net.candidate[net.assigned_pair]] == net.assigned_pair).all())
        and bool((uses.resource <= net.capacity + SLACK * (1 + np.abs(net.capacity))).all())
        and bool((uses.budget <= net.amount + SLACK * (1 + np.abs(net.amount))).all())
        and bool(uses.balance[0] >= -SLACK)
        and all(group[a] == group[b] for a, b in model.together)
        and not any(group[a] >= 0 and group[a] == group[b] for a, b in model.apart)
    )


@compiled
def _seat(net: Net, people: Int64s, pair: Int64s, offer: Int32s, free: Int64s) -> bool:
    """Seat everyone in ``people`` by augmenting paths over workplaces with ``free`` places; False if impossible.

    Someone seated may move to another workplace of their own group to make room: a transversal matroid per group,
    a bipartite matching over groups that share workplaces.
    """
    count = len(free)
    came_from = np.full(count, -2, np.int64)  # which workplace a person leaves to sit here
    mover = np.full(count, -1, np.int64)
    queue = np.empty(count, np.int64)
    by_workplace = np.full(count, -1, np.int64)  # linked lists of those seated
    following = np.full(len(pair), -1, np.int64)
    for i in people:
        offer[i] = -1
    for i in people:
        tail, head = 0, 0
        end = -1
        m = net.mask[pair[i]]
        for k in range(net.mask_from[m], net.mask_from[m + 1]):
            w = net.offer_workplace[net.mask_offer[k]]
            if came_from[w] == -2:
                came_from[w], mover[w] = -1, i
                queue[tail] = w
                tail += 1
                if free[w] > 0:
                    end = w
                    break
        while end < 0 and head < tail:
            w = queue[head]
            head += 1
            j = by_workplace[w]
            while j >= 0 and end < 0:
                m = net.mask[pair[j]]
                for k in range(net.mask_from[m], net.mask_from[m + 1]):
                    v = net.offer_workplace[net.mask_offer[k]]
                    if came_from[v] == -2:
                        came_from[v], mover[v] = w, j
                        queue[tail] = v
                        tail += 1
                        if free[v] > 0:
                            end = v
                            break
                j = following[j]
        reached = end >= 0
        if reached:
            free[end] -= 1
        while reached and end >= 0:
            j, before = mover[end], came_from[end]
            if before >= 0:
                _unlink(by_workplace, following, before, j)
            following[j] = by_workplace[end]
            by_workplace[end] = j
            m = net.mask[pair[j]]
            for k in range(net.mask_from[m], net.mask_from[m + 1]):
                if net.offer_workplace[net.mask_offer[k]] == end:
                    offer[j] = net.mask_offer[k]
            end = before
        for k in range(tail):
            came_from[queue[k]] = -2
        if not reached:
            return False
    return True


@compiled
def _unlink(first: Int64s, following: Int64s, at: int, person: int) -> None:
    if first[at] == person:
        first[at] = following[person]
    else:
        j = first[at]
        while following[j] != person:
            j = following[j]
        following[j] = following[person]
    following[person] = -1


def seat(net: Net, state: State, people: Int64s, free: Int64s) -> bool:
    """Give everyone in ``people`` a place among ``free`` (changed), moving only these people; False if none fits."""
    return bool(_seat(net, people, state.pair, state.offer, free))


def seat_apart(net: Net, pairs: Int64s, free: Int64s) -> Int32s | None:
    """Offers for these pairs among ``free`` places, each person once; None if not all can be seated."""
    offer = np.full(len(pairs), -1, np.int32)
    seated = _seat(net, np.arange(len(pairs)), pairs, offer, np.maximum(free, 0))
    return offer if seated else None


def as_plan(net: Net, state: State) -> Plan:
    """The plan in the answer's terms."""
    workplace = np.full(len(state.pair), ANY, np.int32)
    seated = state.offer >= 0
    workplace[seated] = net.offer_workplace[state.offer[seated]]
    return Plan(group=group_of_pairs(net.start, state.pair), workplace=workplace, open=state.open.copy())
