"""The figures of a business case: dated, with a source, and with how unsure they are. None is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from leerwerk import facts
from leerwerk.engine.money.vocabulary import Code, Confidence, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, from ``valid_from`` to ``valid_until``, both days included; None: no end is known.

    ``a`` and ``b`` say how unsure it is: the ends of a triangle with ``value`` as its top, the standard deviation of a
    normal (``a``), or the counts of a beta.
    """

    code: Code
    value: Decimal
    unit: str
    shape: Shape
    a: Decimal | None
    b: Decimal | None
    valid_from: date
    valid_until: date | None
    confidence: Confidence
    source: str

    def __post_init__(self) -> None:
        """Raise ValueError where shape and numbers do not belong together."""
        match self.shape:
            case Shape.TRIANGLE:
                fits = self.a is not None and self.b is not None and self.a <= self.value <= self.b and self.a < self.b
            case Shape.BETA:
                fits = self.a is not None and self.b is not None and self.a > 0 and self.b > 0
            case Shape.NORMAL:
                fits = self.a is not None and self.a > 0
            case Shape.CHANCE:
                fits = 0 <= self.value <= 1
            case Shape.FIXED:
                fits = True
        if not fits:
            raise ValueError(f"{self.code}: {self.shape} with {self.value}, {self.a}, {self.b}")

    def holds_on(self, day: date) -> bool:
        """Whether the figure is stated for a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def is_unsure(self) -> bool:
        """Whether results that lean on it have to say so."""
        return self.confidence is Confidence.LOW


def own_figure(
    code: Code, value: Decimal, low: Decimal, high: Decimal, *, like: Figure, since: date, sure: Confidence, source: str
) -> Figure:
    """Return a figure that people have of their own, certain or between two ends; ``like``: what is stated otherwise.

    Raises ValueError where the value does not lie between its ends.
    """
    certain = low == value == high
    return Figure(
        code=code,
        value=value,
        unit=like.unit,
        shape=Shape.FIXED if certain else Shape.TRIANGLE,
        a=None if certain else low,
        b=None if certain else high,
        valid_from=since,
        valid_until=None,
        confidence=sure,
        source=source,
    )


class FigureMissing(LookupError):
    """No row states this figure for a day, nor for any day before it."""

    def __init__(self, code: Code, day: date) -> None:
        super().__init__(f"{code} is not stated for {day}")
        self.code, self.day = code, day


class FigureExpired(FigureMissing):
    """The figure was stated once, and its last row ended before the day that is asked about."""


class FiguresOverlap(ValueError):
    """Two rows state the same figure for the same day."""


class Figures:
    """All rows of all figures. Raises FiguresOverlap where two rows contradict."""

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Figure]) -> None:
        self.rows = tuple(sorted(rows, key=lambda one: (one.code, one.valid_from)))
        for earlier, later in pairwise(self.rows):
            if earlier.code is later.code and earlier.holds_on(later.valid_from):
                raise FiguresOverlap(f"{later.code} is stated twice on {later.valid_from}")

    def on(self, code: Code, day: date) -> Figure:
        """Return the row that holds on a day. Raises FigureExpired when the last one has ended, else FigureMissing."""
        rows = [one for one in self.rows if one.code is code]
        for one in rows:
            if one.holds_on(day):
                return one
        ended = bool(rows) and all(one.valid_until is not None and one.valid_until < day for one in rows)
        raise (FigureExpired if ended else FigureMissing)(code, day)

    def last_known(self, code: Code, day: date) -> Figure:
        """Return the row that holds on a day, or else the last before it, as one of low confidence.

        Reckoning ahead is in prices of today, so that an amount whose next value is not published yet stays what it is.
        Raises FigureMissing where nothing was stated before.
        """
        begun = [one for one in self.rows if one.code is code and one.valid_from <= day]
        if not begun:
            raise FigureMissing(code, day)
        found = max(begun, key=lambda one: one.valid_from)
        return found if found.holds_on(day) else replace(found, confidence=Confidence.LOW)

    def all_on(self, day: date) -> Mapping[Code, Figure]:
        """Return every figure as it was last known on a day. Raises FigureMissing."""
        return {code: self.last_known(code, day) for code in Code}


def stated_figures() -> Figures:
    """Return the figures that are shipped with the program, from ``facts/money_figures.csv``."""
    return Figures(
        Figure(
            code=Code(row.code),
            value=row.value,
            unit=row.unit,
            shape=Shape(row.shape),
            a=row.a,
            b=row.b,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            confidence=Confidence(row.confidence),
            source=row.source,
        )
        for row in facts.money_figures()
    )
