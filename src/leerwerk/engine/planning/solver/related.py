"""Which groups compete with which, and where a plan falls short of what the prices of the bound promise."""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.fixing import best_pairs
from leerwerk.engine.planning.solver.model import Model, Net
from leerwerk.engine.planning.solver.state import State, group_of_pairs

DECIDED = 0.02  # how undecided a group is of which the bound and the plan say the same


class Related:
    """Groups at the prices of the bound: rivals for people and places, and those that draw on the same things."""

    def __init__(self, model: Model, dual: Dual, at: Multipliers, bound_gap: float) -> None:
        net = model.net
        self.net, self._at = net, at.copy()
        dual.evaluate(at, None, rows=False)
        self.start, self.pair = best_pairs(dual, at, model.tied, 2.0, net.usable)
        self.profit, self._head, self._once = dual.profit.copy(), dual.head.copy(), dual.once.copy()
        self._charge_price = dual.charge_price.copy()
        group = np.repeat(np.arange(len(net.fixed), dtype=np.int32), np.diff(self.start))
        self._by_person = _Listed(net.candidate[self.pair], group, len(net.low))
        group = np.repeat(np.arange(len(net.fixed), dtype=np.int32), np.diff(net.offer_from))
        self._by_place = _Listed(net.offer_workplace, group, len(net.places))
        self._by_row, self._scarce = _rows(net)
        self._often = dual.often.copy()
        self.alive = net.usable & (net.must | (dual.profit > -max(bound_gap, 1e-6)))
        self.typical = float(np.median(np.abs(dual.profit[net.usable]))) if net.usable.any() else 1.0

    def losses(self, state: State) -> Floats:
        """What each group is short of its best at these prices, in thousands of euros; together at most the gap.

        Groups that are closed count as often as they opened lately in the bound.
        """
        net, at = self.net, self._at
        placed = np.flatnonzero(state.pair >= 0)
        pair, offer = state.pair[placed], state.offer[placed]
        group = group_of_pairs(net.start, pair)
        worth = net.value[pair] - at.person[placed] + at.floor[0] * net.low[placed] - self._head[group]
        worth -= at.workplace[net.offer_workplace[offer]] + at.offer[offer]
        if len(net.charge):
            worth -= self._charge_price[net.charge[pair]]
        got = np.bincount(group, worth, len(net.fixed)) - self._once
        gains = np.maximum(self.profit, 0.0)
        return np.where(state.open, np.maximum(gains - got, 0.0), gains * self._often)

    def around(self, seed: int, count: int, free: Bools, open_: Bools, rng: np.random.Generator) -> Int32s:
        """``count`` groups that compete for people and places, grown from ``seed``; only from ``free``."""
        net, weight = self.net, np.zeros(len(free))
        near = np.where(open_, 1.0, np.exp(np.minimum(self.profit, 0.0) / (self.typical + 1e-9)))
        chosen = [seed]
        allowed_ = free & self.alive
        allowed_[seed] = False
        while len(chosen) < count:
            last = chosen[-1]
            people = net.candidate[self.pair[self.start[last] : self.start[last + 1]]]
            places = net.offer_workplace[net.offer_from[last] : net.offer_from[last + 1]]
            for rivals in (self._by_person.of(people), self._by_place.of(places)):
                weight += np.bincount(rivals, minlength=len(weight)) / max(len(rivals), 1)
            odds = np.where(allowed_, weight * near, 0.0)
            total = odds.sum()
            if total <= 0:
                rest = np.flatnonzero(allowed_)
                if not len(rest):
                    break
                pick = int(rng.choice(rest))
            else:
                pick = int(np.searchsorted(np.cumsum(odds), rng.random() * total))
                pick = min(pick, len(odds) - 1)
            chosen.append(pick)
            allowed_[pick] = False
        return np.sort(np.array(chosen, np.int32))

    def in_common(self, seed: int, count: int, free: Bools, open_: Bools, rng: np.random.Generator) -> Int32s:
        """Groups that draw on the same money, hours or teachers as ``seed``, undecided ones first, and its rivals."""
        net = self.net
        rows = net.resource_row[net.resource_from[seed] : net.resource_from[seed + 1]]
        budgets = len(net.capacity) + net.budget_row[net.budget_from[seed] : net.budget_from[seed + 1]]
        rows = np.concatenate([rows, budgets])
        rows = rows[self._scarce[rows]]
        if not len(rows):
            return self.around(seed, count, free, open_, rng)
        members = self._by_row.of(rng.choice(rows, 1))
        members = members[(free & self.alive)[members] & (members != seed)]
        undecided = np.abs(open_[members] - self._often[members]) + DECIDED
        lot = np.log(undecided) + rng.gumbel(size=len(members))
        chosen = members[np.argsort(-lot)[: count // 2]]
        left = free.copy()
        left[chosen] = False
        rivals = self.around(seed, count - len(chosen), left, open_, rng)
        return np.union1d(chosen, rivals).astype(np.int32)


def _rows(net: Net) -> tuple[_Listed, Bools]:
    """Groups by the resources and, after those, the budgets that they use; which of them are short if all opened."""
    number, rows = np.arange(len(net.fixed), dtype=np.int32), len(net.capacity) + len(net.amount)
    row = np.concatenate([net.resource_row, len(net.capacity) + net.budget_row]).astype(np.int32)
    group = np.concatenate([np.repeat(number, np.diff(net.resource_from)), np.repeat(number, np.diff(net.budget_from))])
    once = np.concatenate([net.resource_once, net.budget_once])
    head = np.concatenate([net.resource_head, net.budget_head])
    need = np.bincount(row, (once + head * net.min_size[group]) * net.usable[group], rows)
    return _Listed(row, group, rows), need > np.concatenate([net.capacity, net.amount])


class _Listed:
    """Groups listed by what they compete for, once for each time that they do."""

    def __init__(self, of: Int32s, group: Int32s, count: int) -> None:
        order = np.argsort(of, kind="stable")
        self._group = group[order]
        self._from = np.searchsorted(of[order], np.arange(count + 1))

    def of(self, what: Int32s) -> Int32s:
        """The groups that compete for any of these."""
        found = [self._group[self._from[k] : self._from[k + 1]] for k in what]
        return np.concatenate(found) if found else np.zeros(0, np.int32)
