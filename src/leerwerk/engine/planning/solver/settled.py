"""A plan for many groups: which open is settled first, then they are filled along chains, then more are opened.

At the prices of the whole question nearly every group is worth about nothing, so that filling them one after another
spends teachers, seats and money on the first ones. Whether a group opens is nearly always clear from the last steps of
the bound; people then go where chains bring them (``chains.py``). The prices of money, hours and the floor follow what
is left of each: what is not used becomes cheaper, what is scarce dearer, until hardly anything is left.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Bools, Floats, Int64s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.chains import Rows, hand_on, links_of
from leerwerk.engine.planning.solver.construct import fill
from leerwerk.engine.planning.solver.filling import filling_of
from leerwerk.engine.planning.solver.fixing import best_pairs
from leerwerk.engine.planning.solver.model import SLACK, Model, Net
from leerwerk.engine.planning.solver.state import State, Uses, group_of_pairs, objective_of, uses_of

SHARES = (0.5, 0.4, 0.3)  # of the last steps of the bound: a group that opened in more of them opens; each is tried
WIDE = 5.0  # times its maximum size: how many of a group's best pairs are looked at
TURNS = 24  # times that prices follow
ROUNDS = 20  # of chains between two turns
SETTLING = 3  # turns before groups that did not come to their smallest size close again, and others may open
TIGHT = 2e-3  # of what there is: when no more is left, it is scarce
ENOUGH = 2e-4  # of everybody placed: how far above the floor there is no need to be
CHEAPER, DEARER = 0.95, 1.01  # each turn
TAKEN = 1e5  # thousands of euros: nobody is taken out of a group for one that opens later


@compiled
def _within(net: Net, order: Int64s, opens: Bools, left: Floats) -> None:
    """Open groups in this order as long as resources hold their smallest size; ``left`` is what remains."""
    for g in order:
        fits = net.usable[g]
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            need = net.resource_once[k] + net.resource_head[k] * net.min_size[g]
            fits = fits and need <= left[net.resource_row[k]]
        if not fits:
            continue
        opens[g] = True
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            left[net.resource_row[k]] -= net.resource_once[k] + net.resource_head[k] * net.min_size[g]


def settled(
    model: Model, dual: Dual, at: Multipliers, base: State, share: float, offer: Callable[[State], bool]
) -> None:
    """Plans that extend ``base`` with the groups that opened in more than this share of the steps to these prices.

    ``offer`` hears of every better one and says whether to go on.
    """
    net = model.net
    if not net.usable.any():
        return
    dual.evaluate(at, None, rows=True)
    order = np.lexsort((-dual.profit, -np.round(dual.often, 2)))
    order = order[(dual.often[order] > share) & ~base.open[order]]
    opens = np.zeros(len(net.fixed), np.bool_)
    _within(net, np.concatenate([np.flatnonzero(base.open), order]), opens, net.capacity + SLACK * (1 + net.capacity))
    state = base.copy()
    state.open |= opens
    Settling(model, dual, at, state).go(offer)


class Settling:
    """A plan whose groups are open, or close again when people for them are not found."""

    def __init__(self, model: Model, dual: Dual, at: Multipliers, state: State) -> None:
        net = model.net
        self.model, self.dual, self.state = model, dual, state
        self.price = at.copy()
        self.still = model.tied.copy()
        self.still[net.candidate[net.assigned_pair]] = True
        self.rows = Rows(
            net.capacity + SLACK * (1 + np.abs(net.capacity)), net.amount + SLACK * (1 + np.abs(net.amount))
        )
        dual.evaluate(at, None, rows=False)
        near = net.usable & (state.open | (dual.profit > -np.median(net.fixed[net.usable])))
        _, pairs = best_pairs(dual, at, model.tied, WIDE, near)
        self.links = links_of(net, np.union1d(pairs, state.pair[state.pair >= 0]))

    def go(self, offer: Callable[[State], bool]) -> None:
        """Turns until prices have followed long enough; every plan that keeps its sizes and gains is offered."""
        net, state, best = self.model.net, self.state, -np.inf
        for turn in range(TURNS):
            if turn > SETTLING:
                self._open_more()
            uses = self._hand_on()
            small = state.open & (uses.size < net.min_size)
            if turn >= SETTLING and small.any():
                self._close(small)
                uses, small = uses_of(net, state), np.zeros_like(small)
            worth = objective_of(net, state)
            if worth > best and not small.any() and self._keeps(uses):
                best = worth
                if not offer(state.copy()):
                    return
            self._follow(uses)

    def _hand_on(self) -> Uses:
        net, links, dual, state = self.model.net, self.links, self.dual, self.state
        dual.price(self.price)
        placed = np.flatnonzero(state.pair >= 0)
        held = np.zeros(len(net.low))
        held[placed] = self._worth(state.pair[placed])
        links.worth[:] = self._worth(links.pair)
        now = filling_of(net, state, held, self.still)
        hand_on(net, links, now, self.rows, ROUNDS)
        return now.uses

    def _worth(self, pair: Int64s) -> Floats:
        """What these pairs are worth when everything but people and what opening costs is paid."""
        net, dual = self.model.net, self.dual
        worth = net.value[pair] + self.price.floor[0] * net.low[net.candidate[pair]]
        worth -= dual.mask_price[net.mask[pair]] + dual.head[group_of_pairs(net.start, pair)]
        if len(net.charge):
            worth -= dual.charge_price[net.charge[pair]]
        return worth

    def _open_more(self) -> None:
        """Open what pays at these prices with people who are in no group."""
        net, dual, state = self.model.net, self.dual, self.state
        self.price.person[:] = np.where(state.pair >= 0, TAKEN, 0.0)
        dual.evaluate(self.price, None, rows=False)
        order = np.flatnonzero((dual.profit > 0) & ~state.open)
        order = order[np.argsort(-dual.profit[order])]
        prices = (-self.price.floor[0] * net.low, dual.mask_price, dual.charge_price, dual.head, dual.once)
        given = (self.still, self.rows.capacity, self.rows.amount, 0.0, False)
        fill(net, order, *prices, *given, state.pair, state.offer, state.open, uses_of(net, state))

    def _close(self, small: Bools) -> None:
        """Close these groups; their people may join others."""
        state = self.state
        group = group_of_pairs(self.model.net.start, state.pair)
        leaving = (group >= 0) & small[group]
        state.pair[leaving], state.offer[leaving] = -1, -1
        state.open[small] = False

    def _keeps(self, uses: Uses) -> bool:
        """Whether every row holds: opening alone may have taken too much, and closing may have let the floor fall."""
        rows = self.rows
        return (
            bool((uses.resource <= rows.capacity).all())
            and bool((uses.budget <= rows.amount).all())
            and uses.balance[0] >= -SLACK
        )

    def _follow(self, uses: Uses) -> None:
        """Let the prices follow what is left."""
        net, price = self.model.net, self.price
        for of, left, whole in (
            (price.budget, net.amount - uses.budget, TIGHT * net.amount),
            (price.resource, net.capacity - uses.resource, TIGHT * net.capacity),
            (price.floor, uses.balance, np.array([ENOUGH * uses.size.sum()])),
        ):
            of *= np.where(left > whole, CHEAPER, DEARER)
