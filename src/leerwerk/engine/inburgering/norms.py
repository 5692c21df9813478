"""The norms of the law as dated values. A norm that is missing or has ended raises; nothing is guessed in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leerwerk import facts
from leerwerk.engine.inburgering.vocabulary import Confidence, NormCode, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One number of the law, from ``valid_from`` to ``valid_until``, both days included; None: no end is known.

    ``article``: Wi is the Wet inburgering 2021, B the Besluit, R the Regeling. ``source``: the wording that was read.
    """

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

    @property
    def minutes(self) -> int:
        """A norm in hours, as minutes. Raises ValueError for another unit."""
        if self.unit is not Unit.HOURS:
            raise ValueError(f"{self.code} is not a norm in hours")
        return self.value * 60


class NormMissing(LookupError):
    """No row states this norm for the day that is asked about, and none did before it."""

    def __init__(self, code: NormCode, day: date) -> None:
        super().__init__(f"{code} is not stated for {day}")
        self.code, self.day = code, day


class NormExpired(NormMissing):
    """The norm was stated once, and its last row ended before the day that is asked about."""


class NormsOverlap(ValueError):
    """Two rows state the same norm for the same day."""


class Norms:
    """All rows of all norms; ``on`` gives the one that holds. Raises NormsOverlap where two rows contradict."""

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Norm]) -> None:
        self.rows = tuple(sorted(rows, key=lambda norm: (norm.code, norm.valid_from)))
        for earlier, later in zip(self.rows, self.rows[1:], strict=False):
            same = earlier.code is later.code
            if same and (earlier.valid_until is None or earlier.valid_until >= later.valid_from):
                raise NormsOverlap(f"{later.code} is stated twice on {later.valid_from}")

    def on(self, code: NormCode, day: date) -> Norm:
        """The row that holds on a day. Raises NormExpired when the last one has ended, else NormMissing."""
        rows = [norm for norm in self.rows if norm.code is code]
        for norm in rows:
            if norm.holds_on(day):
                return norm
        ended = bool(rows) and all(norm.valid_until is not None and norm.valid_until < day for norm in rows)
        raise (NormExpired if ended else NormMissing)(code, day)


def stated_norms() -> Norms:
    """The norms that are shipped with the program, from ``facts/inburgering_norms.csv``."""
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
        for row in facts.inburgering_norms()
    )
