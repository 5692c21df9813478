"""Dated numbers of the law, and choices of our own. One that is missing or has ended raises; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from leerwerk import facts


class Unit(StrEnum):
    """What a norm counts; a point is a hundredth of what the employer pays for."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    FLAG = "flag"  # 1 when it is so, 0 when not
    PERCENT = "percent"
    PERMILLE = "permille"
    POINTS = "points"


class Confidence(StrEnum):
    """High: read in the text of the law. Low: read elsewhere, or our reading where the law is silent. Choice: ours."""

    HIGH = "high"
    LOW = "low"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm[Code: StrEnum]:
    """One number, from ``valid_from`` to ``valid_until``, both days included; None: no end is known.

    ``article``: where the law says it, "" for a choice of our own. ``source``: the wording that was read.
    """

    code: Code
    value: int
    unit: Unit
    valid_from: date
    valid_until: date | None
    article: str
    confidence: Confidence
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the norm is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def minutes(self) -> int:
        """A norm in hours, as minutes. Raises ValueError for another unit."""
        if self.unit is not Unit.HOURS:
            raise ValueError(f"{self.code} is not a norm in hours")
        return self.value * 60


class NormMissing(LookupError):
    """No row states this norm for the day that is asked about."""

    def __init__(self, code: StrEnum, day: date) -> None:
        super().__init__(f"{code} is not stated for {day}")
        self.code, self.day = code, day


class NormExpired(NormMissing):
    """The norm was stated once, and its last row ended before the day that is asked about."""


class NormsOverlap(ValueError):
    """Two rows state the same norm for the same day."""


class Norms[Code: StrEnum]:
    """All rows of all norms; ``on`` gives the one that holds. Raises NormsOverlap where two rows contradict."""

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Norm[Code]]) -> None:
        self.rows = tuple(sorted(rows, key=lambda norm: (norm.code, norm.valid_from)))
        for earlier, later in pairwise(self.rows):
            if earlier.code is later.code and earlier.holds_on(later.valid_from):
                raise NormsOverlap(f"{later.code} is stated twice on {later.valid_from}")

    def on(self, code: Code, day: date) -> Norm[Code]:
        """Return the row that holds on a day. Raises NormExpired when the last one has ended, else NormMissing."""
        rows = [norm for norm in self.rows if norm.code is code]
        for norm in rows:
            if norm.holds_on(day):
                return norm
        ended = bool(rows) and all(norm.valid_until is not None and norm.valid_until < day for norm in rows)
        raise (NormExpired if ended else NormMissing)(code, day)

    def value(self, code: Code, day: date) -> int:
        """Return the number that holds on a day. Raises what ``on`` does."""
        return self.on(code, day).value


def stated[Code: StrEnum](codes: type[Code], rows: Iterable[facts.DatedNorm]) -> Norms[Code]:
    """Return norms of a table that is shipped with the program, by their codes."""
    return Norms(
        Norm(
            code=codes(row.code),
            value=row.value,
            unit=Unit(row.unit),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            article=row.article,
            confidence=Confidence(row.confidence),
            source=row.source,
        )
        for row in rows
    )
