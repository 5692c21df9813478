"""Norms about work as dated values. A norm that is not stated for a day raises; nothing is guessed in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from leerwerk import facts
from leerwerk.engine.placing.vocabulary import Confidence, NormCode, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One number, from ``valid_from`` to ``valid_until``, both days included; None: no end is known."""

    code: NormCode
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


class NormMissing(LookupError):
    """No row states this norm for the day that is asked about."""


class NormsOverlap(ValueError):
    """Two rows state the same norm for the same day."""


@dataclass(frozen=True, slots=True, init=False)
class Norms:
    """All rows of all norms; ``on`` gives the one that holds. Raises NormsOverlap where two rows contradict."""

    rows: tuple[Norm, ...]

    def __init__(self, rows: Iterable[Norm]) -> None:
        found = tuple(sorted(rows, key=lambda norm: (norm.code, norm.valid_from)))
        for earlier, later in pairwise(found):
            if earlier.code is later.code and earlier.holds_on(later.valid_from):
                raise NormsOverlap(f"{later.code} is stated twice on {later.valid_from}")
        object.__setattr__(self, "rows", found)

    def on(self, code: NormCode, day: date) -> Norm:
        """The row that holds on a day. Raises NormMissing."""
        for norm in self.rows:
            if norm.code is code and norm.holds_on(day):
                return norm
        raise NormMissing(f"{code} is not stated for {day}")

    def value(self, code: NormCode, day: date) -> int:
        """The number that holds on a day. Raises NormMissing."""
        return self.on(code, day).value


def stated_norms() -> Norms:
    """The norms that are shipped with the program, from ``facts/placing_norms.csv``."""
    return Norms(
        Norm(
            code=NormCode(row.code),
            value=row.value,
            unit=Unit(row.unit),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            article=row.article,
            confidence=Confidence(row.confidence),
            source=row.source,
        )
        for row in facts.placing_norms()
    )
