"""Where the amounts of a case are added up: what each party receives less what it pays, in every draw and month."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.ledger import AT, PARTIES, NotARow, Row
from leerwerk.engine.money.vocabulary import Certainty, Item, Kind, Party


class Line(NamedTuple):
    """What amounts are kept apart by."""

    payer: Party
    payee: Party
    item: Item
    source: str
    certainty: Certainty


@dataclass(slots=True)
class Book:
    """``net``: parties x draws x months, in euros. ``means``: by line the average amount of each month."""

    draws: int
    months: int
    net: NDArray[np.float64]
    means: dict[Line, NDArray[np.float64]] = field(init=False, default_factory=dict)

    @classmethod
    def empty(cls, draws: int, months: int) -> Book:
        """Return a book in which nothing stands."""
        return cls(draws, months, np.zeros((len(PARTIES), draws, months)))

    def part(self, some: slice) -> Book:
        """Return some draws as a book of their own: what is paid there stands here too. ``take`` its averages."""
        net = self.net[:, some]
        return Book(net.shape[1], self.months, net)

    def take(self, part: Book) -> None:
        """Take over the averages of a part of the draws."""
        for line, euros in part.means.items():
            self.means.setdefault(line, np.zeros(self.months))[:] += euros * (part.draws / self.draws)

    def pay(
        self,
        payer: Party,
        payee: Party,
        item: Item,
        euros: NDArray[np.float64],
        *,
        begins: int = 0,
        source: str = "",
        certainty: Certainty = Certainty.CERTAIN,
    ) -> None:
        """Let payer pay payee; ``euros``: draws x months from ``begins``. Below zero it goes the other way.

        What comes after the last month of the case is left out. Raises NotARow.
        """
        if payer is payee:
            raise NotARow(f"{item}: {payer} pays itself")
        end = min(self.months, begins + euros.shape[-1])
        if begins >= end:
            return
        part = euros[..., : end - begins]
        self.net[AT[payee], :, begins:end] += part
        self.net[AT[payer], :, begins:end] -= part
        line = Line(payer, payee, item, source, certainty)
        self.means.setdefault(line, np.zeros(self.months))[begins:end] += np.broadcast_to(
            part, (self.draws, end - begins)
        ).mean(axis=0)

    def rows(self) -> list[Row]:
        """Return the ledger of what is expected, in whole cents, by month; nothing where less than half a cent goes."""
        found = []
        for line, euros in self.means.items():
            resource = Party.WORLD in (line.payer, line.payee)
            for month, amount in enumerate(np.rint(euros * 100).astype(np.int64)):
                if amount:
                    payer, payee = (line.payer, line.payee) if amount > 0 else (line.payee, line.payer)
                    found.append(
                        Row(
                            month=month,
                            payer=payer,
                            payee=payee,
                            item=line.item,
                            cents=abs(int(amount)),
                            kind=Kind.RESOURCE if resource else Kind.TRANSFER,
                            certainty=line.certainty,
                            source=line.source,
                        )
                    )
        return sorted(found, key=lambda row: (row.month, row.item, row.payer, row.payee, row.source))
