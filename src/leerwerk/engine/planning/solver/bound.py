"""A proven upper bound from prices: Lagrangian dual, descended with Adam steps of falling length.

Every person, shared place, resource, budget and the floor gets a price; then the question falls apart per group,
and each group's best filling is a sort. Any prices give a valid bound; good prices give a tight one. Two blocks are
stronger than linear programming: places of a workplace count only once the group opens, and rows of whole units
(teachers) are filled by an exact knapsack. (Background: Fisher, Management Science 27 (1981); Kingma & Ba, Adam, 2015.)
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.answer import Prices
from leerwerk.engine.planning.question import Floats
from leerwerk.engine.planning.solver.kernels import fill_groups, group_prices, knapsack_rows, usage
from leerwerk.engine.planning.solver.model import Model, Net

LATELY = 0.03  # what one step counts in how often groups opened
PARALLEL_FROM = 60_000  # pairs; below this a second thread costs more than it brings


@dataclass(slots=True)
class Multipliers:
    """Prices in thousands of euros: the point at which the dual function is evaluated."""

    person: Floats  # (n,)
    workplace: Floats  # (W,) places that several groups share
    offer: Floats  # (O,) places inside a group's block
    resource: Floats  # (R,)
    budget: Floats  # (B,)
    floor: Floats  # (1,)
    split: Floats  # (knapsack entries,) how a group's profit is divided over its rows

    def copy(self) -> Multipliers:
        """An independent copy."""
        return Multipliers(*(getattr(self, name).copy() for name in NAMES))


NAMES = ("person", "workplace", "offer", "resource", "budget", "floor", "split")


def no_prices(net: Net) -> Multipliers:
    """Everything free: where a cold descent starts."""
    sizes = (len(net.low), len(net.places), len(net.offer_workplace), len(net.capacity), len(net.amount), 1)
    return Multipliers(*(np.zeros(k) for k in (*sizes, len(net.knapsack_group))))


class Dual:
    """The dual function of one model, with the room to evaluate it often."""

    def __init__(self, model: Model) -> None:
        net = model.net
        self.net = net
        groups, entries = len(net.fixed), len(net.knapsack_group)
        self.mask_price, self.mask_best = np.zeros(len(net.mask_from) - 1), np.zeros(len(net.mask_from) - 1, np.int32)
        self.charge_price = np.zeros(len(net.charge_from) - 1)
        self.head, self.once, self.profit = np.zeros(groups), np.zeros(groups), np.zeros(groups)
        self.size, self.chosen = np.zeros(groups, np.int64), np.zeros(int(net.room_from[-1]), np.int64)
        self.active, self.taken = np.zeros(groups), np.zeros(entries)
        self.often = np.zeros(groups)  # how often each group opened lately: the average leans to the best plan
        self._noticed = 0
        widths = np.diff(net.knapsack_from) * (net.knapsack_capacity + 1)
        self._take = np.zeros(int(widths.max(initial=1)), np.bool_)
        self.use = no_prices(net)
        self.balance = 0.0
        self._halves = self._ranges()

    def _ranges(self) -> list[tuple[int, int]]:
        groups, pairs = len(self.net.fixed), len(self.net.candidate)
        if pairs < PARALLEL_FROM:
            return [(0, groups)]
        middle = int(np.searchsorted(self.net.start, pairs // 2))
        return [(0, middle), (middle, groups)]

    def notice(self, active: Floats) -> None:
        """Which groups opened in one more step."""
        self._noticed += 1
        self.often += max(LATELY, 1.0 / self._noticed) * (active - self.often)

    def price(self, at: Multipliers) -> None:
        """What seats, charges, a participant and opening cost at these prices, for each group."""
        prices = (at.workplace, at.offer, at.resource, at.budget, self.mask_price, self.mask_best)
        group_prices(self.net, 0, len(self.net.fixed), *prices, self.charge_price, self.head, self.once)

    def evaluate(self, at: Multipliers, pool: ThreadPoolExecutor | None, *, rows: bool) -> float:
        """The dual function at these prices (an upper bound), leaving fillings and uses in place for the slopes.

        ``rows``: fill the rows of whole units exactly; otherwise every group decides for itself.
        """
        net = self.net
        person = at.person - at.floor[0] * net.low
        self.price(at)

        def fill(span: tuple[int, int]) -> None:
            given = (person, self.mask_price, self.charge_price, self.head, self.once)
            fill_groups(net, span[0], span[1], *given, self.profit, self.size, self.chosen)

        if pool is None or len(self._halves) == 1:
            for half in self._halves:
                fill(half)
        else:
            list(pool.map(fill, self._halves))
        if rows:
            blocks = knapsack_rows(net, self.profit, at.split, self.active, self._take, self.taken)
        else:
            self.active[:] = net.must | (self.profit > 0)
            blocks = float(self.profit @ self.active)
        use = self.use
        uses = (use.person, use.workplace, use.offer, use.resource, use.budget)
        self.balance = usage(net, self.active, self.size, self.chosen, self.mask_best, *uses)
        fixed = at.person.sum() + at.workplace @ net.places + at.resource @ net.capacity + at.budget @ net.amount
        return float(fixed + blocks)


def as_prices(net: Net, at: Multipliers) -> Prices:
    """The multipliers as prices of the answer."""
    workplace = at.workplace.copy()
    np.add.at(workplace, net.offer_workplace[net.private], at.offer[net.private])
    return Prices(
        workplace=workplace,
        resource=at.resource.copy(),
        budget=at.budget.copy(),
        floor=float(at.floor[0]),
        candidate=at.person.copy(),
    )


def from_prices(net: Net, prices: Prices) -> Multipliers:
    """Prices of a (similar) question as a start; what does not fit in number starts at zero."""
    at = no_prices(net)
    for name, given in (
        ("person", prices.candidate),
        ("resource", prices.resource),
        ("budget", prices.budget),
        ("workplace", prices.workplace),
        ("floor", np.array([prices.floor])),
    ):
        if len(getattr(at, name)) == len(given):
            setattr(at, name, np.maximum(np.asarray(given, np.float64), 0.0).copy())
    inside = net.offer_workplace[net.private]
    at.offer[net.private] = at.workplace[inside]
    at.workplace[inside] = 0.0
    return at
