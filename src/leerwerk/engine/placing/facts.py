"""A placement as facts: work, pay, contract, growth, a plan for the first weeks, and who is there to help.

Source: Matching en plaatsing in the whitepaper: clarity about pay, length of the contract and room to grow; a good plan
for the first weeks; a colleague as buddy; guidance that goes on after placement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leerwerk.engine.agreement.vocabulary import PayUnit, WageScale
from leerwerk.engine.agreement.wages import per_hour
from leerwerk.engine.months import last_day
from leerwerk.engine.placing.vocabulary import ContractType, GrowthKind, PayPer

PERIODS_A_YEAR, MONTHS_A_YEAR = 13, 12  # a year has thirteen periods of four weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """One step of the plan for the first weeks: what happens, on which day."""

    what: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFacts:
    """All that is known of one placement. None, or empty, is not said yet.

    ``hours``: paid hours a week on average. ``pay``: gross euros per ``pay_per``, without holiday pay. ``ends``: the
    last day of the contract; ``no_end``: it was said that there is none. ``agreed_on``: the day of the contract.
    ``probation_months``: 0 is no trial period. ``earlier_months``: how long somebody already worked on fixed terms for
    this employer, in a row. ``growth_months``: after how many months of work growth comes or is decided; ``growth``:
    how, in words. ``buddy``: a colleague. ``coach``: who guides after placement.
    ``collective_agreement`` may stay empty.
    """

    employer: str = ""
    workplace: str = ""
    tasks: tuple[str, ...] = ()
    hours: Decimal | None = None
    pay: Decimal | None = None
    pay_per: PayPer | None = None
    wage_scale: WageScale = WageScale.ADULT
    contract: ContractType | None = None
    agreed_on: date | None = None
    begins: date | None = None
    ends: date | None = None
    no_end: bool = False
    earlier_months: int = 0
    probation_months: int | None = None
    growth_kinds: frozenset[GrowthKind] = frozenset()
    growth_months: int | None = None
    growth: str = ""
    onboarding: tuple[FirstStep, ...] = ()
    buddy: str = ""
    coach: str = ""
    collective_agreement: str = ""

    @property
    def pay_per_hour(self) -> Decimal | None:
        """Gross euros per paid hour in whole cents; None while pay, unit or hours are not known."""
        if self.pay is None or self.pay_per is None or not self.hours:
            return None
        if self.pay_per is PayPer.HOUR:
            return per_hour(self.pay, PayUnit.HOUR, self.hours)
        a_month = self.pay if self.pay_per is PayPer.MONTH else self.pay * PERIODS_A_YEAR / MONTHS_A_YEAR
        return per_hour(a_month, PayUnit.MONTH, self.hours)

    @property
    def months(self) -> int | None:
        """The length of the contract in months that it fills or begins; None without a first or a last day.

        A contract from 1 March to 31 August has 6 months, one until 1 September 7: more than six is more than six.
        """
        if self.begins is None or self.ends is None or self.ends < self.begins:
            return None
        return months_begun(self.begins, self.ends)


def months_begun(first: date, last: date) -> int:
    """Return how many months from ``first`` to ``last``, both included, are filled or begun; at least 1."""
    months = max(1, (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month)
    while last_day(first, months) < last:
        months += 1
    while months > 1 and last_day(first, months - 1) >= last:
        months -= 1
    return months
