"""What a wage comes to in a year: one rounding, to whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WEEKS = 52
CENT = Decimal("0.01")


def cents(euros: Decimal) -> Decimal:
    """Return an amount in whole cents; half a cent goes up."""
    return euros.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labour:
    """A year of work in euros: the wage with holiday pay, and what it costs the employer."""

    wage: Decimal
    cost: Decimal


def a_year(hours: Decimal, per_hour: Decimal, holiday: Decimal, charges: Decimal) -> Labour:
    """Return a year of so many hours a week; ``holiday`` and ``charges``: shares. Raises ValueError below zero."""
    if min(hours, per_hour, holiday, charges) < 0:
        raise ValueError("nothing of a wage is below zero")
    wage = hours * WEEKS * per_hour * (1 + holiday)
    return Labour(wage=cents(wage), cost=cents(wage * (1 + charges)))
