"""A case under ten thousand futures: who gains how much, when it is back, how much has to be paid first, how sure.

Two cases with the same seed have the same luck, so that what differs is what was changed. The same seed gives the same
digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.book import Book
from leerwerk.engine.money.case import Reference, reckoned
from leerwerk.engine.money.draws import Draws, drawn, evenly, quantiles
from leerwerk.engine.money.facts import Case, Grant, Group
from leerwerk.engine.money.figures import Figure
from leerwerk.engine.money.ledger import AT, Peak, factors, payback_months, peak
from leerwerk.engine.money.people import Lives, lived, on_average
from leerwerk.engine.money.vocabulary import Code, Party, Shape

DRAWS = 10_000
BACK_WITHIN = (24, 36, 60)  # months

type Stated = Mapping[Code, Figure]
type Floats = NDArray[np.float64]


def moved_to(figure: Figure, value: Decimal) -> Figure:
    """Return a figure with another value and as unsure as it was, in proportion; a share stays between 0 and 1."""
    match figure.shape:
        case Shape.BETA:
            assert figure.a is not None
            assert figure.b is not None
            counts = figure.a + figure.b
            if not 0 < value < 1:
                return replace(figure, value=value, shape=Shape.FIXED, a=None, b=None)
            return replace(figure, value=value, a=counts * value, b=counts * (1 - value))
        case Shape.TRIANGLE:
            assert figure.a is not None
            assert figure.b is not None
            low, high = value - (figure.value - figure.a), value + (figure.b - figure.value)
            if figure.unit.startswith("share"):
                low, high = max(low, Decimal(0)), min(high, max(Decimal(1), value))
            return replace(figure, value=value, a=low, b=high)
        case _:
            return replace(figure, value=value)


def figures_of(case: Case, stated: Stated) -> Stated:
    """Return the figures of a case: those that are stated, its own instead of them, and what if one were otherwise."""
    instead, known = dict(case.instead), {**stated, **{one.code: one for one in case.own}}
    return {code: moved_to(one, instead[code]) if code in instead else one for code, one in known.items()}


def mean(figure: Figure) -> float:
    """Return what a figure is on average."""
    value = float(figure.value)
    match figure.shape:
        case Shape.TRIANGLE:
            return (float(figure.a or 0) + value + float(figure.b or 0)) / 3
        case Shape.BETA:
            return float(figure.a or 0) / float((figure.a or 0) + (figure.b or 0))
        case _:
            return value


def ends(figure: Figure) -> tuple[float, float]:
    """Return between which values nine of ten draws of a figure lie."""
    low, high = quantiles(figure, np.array([0.05, 0.95]))
    return float(low), float(high)


def usual(stated: Stated) -> Reference:
    """Return the trajectory for which the effect is told: it completes and places as many as is stated."""
    return Reference(mean(stated[Code.COMPLETES]) * mean(stated[Code.NEXT_STEP]))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfParty:
    """What a case comes to for one party, in euros of today at one rate.

    ``low``, ``middle`` and ``high``: so that 5, 50 and 95 % of the futures are below. ``loss``: the chance that it
    costs more than it brings. ``payback``: the month in which what is expected is back and stays so, None: never; the
    same chance by 24, 36 and 60 months is ``back_within``. ``first``: how much is paid before it comes back, as is
    expected; ``first_high``: 95 % of the futures need less. ``in_ratio``: what comes in of what goes out.
    """

    party: Party
    expected: float
    low: float
    middle: float
    high: float
    loss: float
    payback: int | None
    back_within: Mapping[int, float]
    first: Peak
    first_high: float
    in_ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A case under many futures. ``book`` has every amount; ``values``: present values, draws x PARTIES."""

    case: Case
    figures: Stated
    draws: Draws
    book: Book
    rate: float
    values: Floats

    def of(self, party: Party) -> OfParty:
        """Return what the case comes to for a party."""
        flow = self.book.net[AT[party]]
        discounted = flow * factors(self.rate, self.case.months)
        values = self.values[:, AT[party]]
        low, middle, high = (float(one) for one in np.quantile(values, (0.05, 0.5, 0.95)))
        back = payback_months(discounted)
        expected = flow.mean(axis=0)
        month = int(payback_months(expected * factors(self.rate, self.case.months)))
        deepest = np.maximum(0, -np.cumsum(flow, axis=1).min(axis=1))
        comes, goes = self._in_and_out(party)
        return OfParty(
            party=party,
            expected=float(values.mean()),
            low=low,
            middle=middle,
            high=high,
            loss=float((values < -0.005).mean()),
            payback=None if month < 0 else month,
            back_within={within: float(((back >= 0) & (back <= within)).mean()) for within in BACK_WITHIN},
            first=peak(expected),
            first_high=float(np.quantile(deepest, 0.95)),
            in_ratio=comes / goes if goes > 0.005 else None,
        )

    def _in_and_out(self, party: Party) -> tuple[float, float]:
        """Return what a party is expected to receive and to pay, each in euros of today."""
        weights, comes, goes = factors(self.rate, self.case.months), 0.0, 0.0
        for line, euros in self.book.means.items():
            if party in (line.payer, line.payee):
                received = euros if party is line.payee else -euros
                comes += float(np.maximum(received, 0) @ weights)
                goes -= float(np.minimum(received, 0) @ weights)
        return comes, goes

    @property
    def of_all(self) -> Floats:
        """What all parties gain together, by draw: what the world gives up."""
        return -self.values[:, AT[Party.WORLD]]


def forecast(case: Case, stated: Stated, *, draws: int = DRAWS, seed: int = 1) -> Forecast:
    """Return a case under so many futures: figures, people and grants drawn each by themselves."""
    figures = figures_of(case, stated)
    found = drawn(figures.values(), draws, seed)

    def living(group: Group, name: str) -> Lives:
        return lived(group, found, case.months - group.begins, seed, name)

    def given(grant: Grant, name: str) -> Floats:
        return (evenly(seed, name, draws) < grant.chance).astype(np.float64)

    rate = float(figures[Code.DISCOUNT_SOCIAL].value)
    book = reckoned(case, found, living, usual(stated), given)
    values = np.tensordot(book.net, factors(rate, case.months), axes=([2], [0])).T
    return Forecast(case=case, figures=figures, draws=found, book=book, rate=rate, values=values)


def expected(case: Case, stated: Stated, draws: Draws) -> Book:
    """Return the book of a case with people and grants on average, for each of these draws of the figures."""

    def living(group: Group, name: str) -> Lives:
        del name  # nobody is drawn
        return on_average(group, draws, case.months - group.begins)

    def given(grant: Grant, name: str) -> Floats:
        del name
        return np.full(len(draws[Code.COMPLETES]), grant.chance)

    return reckoned(case, draws, living, usual(stated), given)
