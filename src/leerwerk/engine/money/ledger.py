"""Who pays whom how much in which month, and what that comes to for each.

Every amount has somebody who pays and somebody who receives, so that what parties gain together is what the world
gives up, whatever is left out of the case. Amounts are differences with what would have been without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.vocabulary import Certainty, Item, Kind, Party

PARTIES = tuple(Party)  # the order of columns
AT = {party: n for n, party in enumerate(PARTIES)}


class NotARow(ValueError):
    """A row of which payer, payee, amount and kind do not belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One amount in whole cents, not below zero, in a month counted from 0.

    ``source``: which figure, instrument or fact it follows from; a screen opens it. Raises NotARow.
    """

    month: int
    payer: Party
    payee: Party
    item: Item
    cents: int
    kind: Kind
    certainty: Certainty = Certainty.CERTAIN
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no flow from one to another."""
        with_world = Party.WORLD in (self.payer, self.payee)
        if self.month < 0 or self.cents < 0:
            raise NotARow(f"{self.item}: month {self.month}, {self.cents} cents")
        if self.payer is self.payee:
            raise NotARow(f"{self.item}: {self.payer} pays itself")
        if with_world != (self.kind is Kind.RESOURCE):
            raise NotARow(f"{self.item}: {self.kind} from {self.payer} to {self.payee}")


def net(rows: Iterable[Row], months: int) -> NDArray[np.int64]:
    """Return what each party receives less what it pays, in cents: months x PARTIES. Each month adds up to zero.

    Raises IndexError for a row after the last month.
    """
    found = np.zeros((months, len(PARTIES)), dtype=np.int64)
    for row in rows:
        found[row.month, AT[row.payee]] += row.cents
        found[row.month, AT[row.payer]] -= row.cents
    return found


def factors(rate: float, periods: int, *, a_year: int = 12, within: float = 0.5) -> NDArray[np.float64]:
    """Return what one euro in each period is worth at the beginning, at a yearly rate.

    ``within``: at which point of a period it is paid: 0 at its beginning, 0.5 halfway, 1 at its end.
    """
    return (1 + rate) ** (-(np.arange(periods) + within) / a_year)


def present_values(amounts: NDArray[np.float64], rate: float) -> NDArray[np.float64]:
    """Return present values of amounts by month (the axis before the last), at one yearly rate for every party."""
    found: NDArray[np.float64] = np.tensordot(amounts, factors(rate, amounts.shape[-2]), axes=([-2], [0]))
    return found


def payback_months(flow: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the first month at whose end what was gained so far is not below zero and stays so; -1: in none.

    ``flow``: discounted amounts, months last. Who never stands below zero has it back in month 0.
    """
    below = np.cumsum(flow, axis=-1) < -0.005  # half a cent of a party is nothing
    months = flow.shape[-1]
    last_below = months - 1 - np.argmax(below[..., ::-1], axis=-1)
    found = np.where(below.any(axis=-1), last_below + 1, 0)
    return np.where(found >= months, -1, found)


@dataclass(frozen=True, slots=True)
class Peak:
    """How much a party has to have paid at most before it comes back, and in which month that is."""

    amount: float
    month: int


def peak(flow: NDArray[np.float64]) -> Peak:
    """Return the deepest point of what one party received less what it paid so far; nothing where it never pays."""
    so_far = np.cumsum(flow)
    month = int(np.argmin(so_far))
    return Peak(max(0.0, -float(so_far[month])), month)
