"""What a result hangs on: which figures move it most, what must be true, and what is worth finding out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.book import Book
from leerwerk.engine.money.draws import quantiles
from leerwerk.engine.money.facts import Case
from leerwerk.engine.money.figures import Figure
from leerwerk.engine.money.forecast import Stated, expected, figures_of, mean
from leerwerk.engine.money.ledger import AT, factors
from leerwerk.engine.money.vocabulary import Code, Party, Shape

type Floats = NDArray[np.float64]

LOW, HIGH = 0.1, 0.9  # between which chances a figure is moved
STEPS = 201  # values that are tried to find what must be true
GROUPS = 50  # as many parts of the draws as a conditional mean is taken over


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How a result moves with one figure alone: its value at a low and a high figure (10 and 90 %), euros of today."""

    figure: Figure
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the result moves."""
        return abs(self.at_high - self.at_low)


def _values(case: Case, stated: Stated, draws: Mapping[Code, Floats], party: Party) -> Floats:
    """Return the expected present value for a party, of each draw; for the world: of all parties together."""
    rate = float(figures_of(case, stated)[Code.DISCOUNT_SOCIAL].value)
    found: Floats = expected(case, stated, draws).net[AT[party]] @ factors(rate, case.months)
    return -found if party is Party.WORLD else found


def _one_at_a_time(figures: Stated, moved: Mapping[Code, Sequence[float]]) -> tuple[dict[Code, Floats], list[Code]]:
    """Return draws in which all figures are what they are on average, but for one that has one of its values."""
    order = [code for code, values in moved.items() for _value in values]
    draws = {code: np.full(len(order) + 1, mean(one)) for code, one in figures.items()}
    for n, (code, value) in enumerate((code, value) for code, values in moved.items() for value in values):
        draws[code][n + 1] = value
    return draws, order


def at_value(case: Case, stated: Stated, code: Code, value: float) -> Book:
    """Return the book of a case as ``tornado`` reckons it: one figure has this value, all others their mean."""
    draws, _order = _one_at_a_time(figures_of(case, stated), {code: (value,)})
    return expected(case, stated, {one: values[1:] for one, values in draws.items()})


def tornado(case: Case, stated: Stated, party: Party) -> list[Swing]:
    """Return how far each figure moves what a party gains, the widest first; ``WORLD``: what all gain together."""
    figures = figures_of(case, stated)
    unsure = {code: one for code, one in figures.items() if one.shape is not Shape.FIXED}
    ends = {code: quantiles(one, np.array([LOW, HIGH])) for code, one in unsure.items()}
    draws, order = _one_at_a_time(figures, {code: tuple(two) for code, two in ends.items()})
    values = _values(case, stated, draws, party)[1:].reshape(-1, 2)
    found = [
        Swing(
            figure=unsure[code],
            low=float(ends[code][0]),
            high=float(ends[code][1]),
            at_low=float(at_low),
            at_high=float(at_high),
        )
        for code, (at_low, at_high) in zip(order[::2], values, strict=True)
    ]
    return sorted((one for one in found if one.width > 0.005), key=lambda one: -one.width)


def drivers(swings: Sequence[Swing], share: float = 0.1) -> list[Figure]:
    """Return the unsure figures that move a result by such a share of what the widest does: they are named with it."""
    widest = max((one.width for one in swings), default=0.0)
    return [one.figure for one in swings if one.figure.is_unsure and one.width >= share * widest]


@dataclass(frozen=True, slots=True, kw_only=True)
class MustBe:
    """At which value of a figure a result turns from a loss into a gain; ``above``: whether more is better."""

    figure: Figure
    value: float
    above: bool


def must_be(case: Case, stated: Stated, code: Code, party: Party) -> MustBe | None:
    """Return what a figure has to be for a party not to lose; None when it never turns within what is possible.

    Possible is 0 to 1 for a share, and else what a thousand futures but one stay within. Raises ValueError for a figure
    that is certain and no share: nothing else is possible.
    """
    figures = figures_of(case, stated)
    figure = figures[code]
    if figure.shape is Shape.FIXED and figure.unit != "share":
        raise ValueError(f"{code} is certain")
    low, high = (0.0, 1.0) if figure.unit == "share" else quantiles(figure, np.array([0.0005, 0.9995]))
    tried = np.linspace(low, high, STEPS)
    draws, _order = _one_at_a_time(figures, {code: tuple(tried)})
    values = _values(case, stated, draws, party)[1:]
    turns = np.nonzero(np.sign(values[1:]) != np.sign(values[:-1]))[0]
    if not len(turns):
        return None
    n = int(turns[0])
    part = values[n] / (values[n] - values[n + 1])
    return MustBe(
        figure=figure, value=float(tried[n] + part * (tried[n + 1] - tried[n])), above=values[n + 1] > values[n]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What knowing a figure before deciding is worth at most, in euros of today (EVPPI)."""

    figure: Figure
    euros: float


def worth_of_knowing(of: Floats, figures: Stated, draws: Mapping[Code, Floats]) -> tuple[float, list[Worth]]:
    """Return what knowing everything is worth to who decides by ``of`` (gains by draw), and each figure, most first.

    Who decides does it when more is expected than nothing. Knowing a figure is worth what is avoided where it says
    otherwise; the expectation at a figure is the mean of the draws near it (Strong and Oakley's way, by parts).
    """
    without = max(0.0, float(of.mean()))
    everything = float(np.maximum(of, 0).mean()) - without
    found = []
    for code, one in figures.items():
        if one.shape is Shape.FIXED:
            continue
        parts = np.array_split(of[np.argsort(draws[code], kind="stable")], GROUPS)
        known = sum(max(0.0, float(part.mean())) * len(part) for part in parts) / len(of)
        found.append(Worth(figure=one, euros=max(0.0, known - without)))
    return everything, sorted(found, key=lambda one: -one.euros)
