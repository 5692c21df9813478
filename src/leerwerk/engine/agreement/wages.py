"""Pay beside the statutory minimum wage, which is an amount per hour since 2024 (Wet minimumloon, art. 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from leerwerk.engine.agreement.vocabulary import PayUnit, WageScale

CENT = Decimal("0.01")
WEEKS_IN_A_MONTH = Decimal(52) / 12


class NoMinimumKnown(LookupError):
    """There is no amount for this scale on or before this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWage:
    """A minimum in euros per hour, gross, that holds from a day until the next amount; ``until``: its last sure day."""

    scale: WageScale
    since: date
    until: date
    per_hour: Decimal


def minimum_on(day: date, scale: WageScale, amounts: Iterable[MinimumWage]) -> MinimumWage:
    """Return the latest amount that had begun on a day. Raises NoMinimumKnown.

    Whether it still holds then is ``until``: amounts change twice a year and never went down.
    """
    begun = [one for one in amounts if one.scale is scale and one.since <= day]
    if not begun:
        raise NoMinimumKnown(scale, day)
    return max(begun, key=lambda one: one.since)


def per_hour(amount: Decimal, unit: PayUnit, paid_hours_a_week: Decimal) -> Decimal:
    """Return pay as euros per paid hour, in whole cents; 0 when no hour is paid or there is no pay.

    A month has 52/12 weeks.
    """
    if unit is PayUnit.HOUR:
        return amount.quantize(CENT, ROUND_HALF_UP)
    if unit is PayUnit.BENEFIT or paid_hours_a_week <= 0:
        return Decimal(0)
    return (amount / (paid_hours_a_week * WEEKS_IN_A_MONTH)).quantize(CENT, ROUND_HALF_UP)


# Longest trial period in months by the months of the contract (None: no end), BW art. 7:652, lid 4 and 5.
def longest_trial(contract_months: int | None) -> int:
    """Return the longest trial period that the law allows, in months."""
    if contract_months is None or contract_months >= 24:
        return 2
    return 1 if contract_months > 6 else 0
