"""What one workplace costs an employer and brings, month by month, for somebody who completes and stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.book import Book
from leerwerk.engine.money.case import OfGroup, Reference
from leerwerk.engine.money.draws import drawn
from leerwerk.engine.money.facts import Group
from leerwerk.engine.money.figures import Figure
from leerwerk.engine.money.ledger import AT, Peak, payback_months, peak
from leerwerk.engine.money.people import Lives
from leerwerk.engine.money.vocabulary import Code, Item, Party

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A workplace month by month, in euros that are not discounted.

    ``by_item``: what is expected to come in, below zero what is paid; ``so_far``, ``low``, ``high``: received less paid
    until the end of each month, as is expected and so that 5 and 95 % of the futures are below. ``first``: the most
    that is paid before it comes back, ``payback``: the month after which it is back and stays so, None: not in time.
    """

    by_item: Mapping[Item, Floats]
    so_far: Floats
    low: Floats
    high: Floats
    first: Peak
    payback: int | None


def workplace(
    group: Group,
    figures: Mapping[Code, Figure],
    received: Sequence[tuple[int, float]],
    *,
    months: int,
    draws: int = 2000,
) -> Workplace:
    """Return a workplace for one person; ``group`` tells hours, wage and months, ``received``: subsidies by month."""
    found = drawn(figures.values(), draws, seed=1)
    month = np.arange(months)
    one = np.ones((draws, 1))
    lives = Lives(
        preparing=one * (month < group.pre_track),
        learning=one * ((month >= group.pre_track) & (month < group.track)),
        trying=one * ((month >= group.track) & (month < group.track + group.trial)),
        here=one * (month >= group.track + group.trial),
        completed=np.ones(draws),
        placed=np.ones(draws),
    )
    book = Book.empty(draws, months)
    reckoned = OfGroup(group, lives, found, book, Reference(placed=1.0))
    reckoned.at_the_employer()
    reckoned.wages(reckoned.employed)
    for when, subsidy in received:
        if when < months:
            book.pay(Party.STATE, Party.EMPLOYER, Item.GRANT, np.full((draws, 1), subsidy), begins=when)
    by_item: dict[Item, Floats] = {}
    for line, euros in book.means.items():
        sign = 1 if line.payee is Party.EMPLOYER else -1
        by_item[line.item] = by_item.get(line.item, np.zeros(months)) + sign * euros
    flow = book.net[AT[Party.EMPLOYER]]
    low, high = np.quantile(np.cumsum(flow, axis=1), (0.05, 0.95), axis=0)
    mean = flow.mean(axis=0)
    back = int(payback_months(mean))
    return Workplace(
        by_item=by_item,
        so_far=np.cumsum(mean),
        low=low,
        high=high,
        first=peak(mean),
        payback=None if back < 0 else back,
    )
