"""Wage value: how much of what the employer pays for somebody does, task by task, as two sides see it.

The value of a task is its pace × quality × availability, each beside what is normal for whoever is paid for it (100);
the value of the work is the mean over the tasks, weighted by their share of the week. The whitepaper (Matching en
plaatsing) asks for such a frame for low-skilled work too. The way of reckoning is the one that is usual for wage-cost
subsidy; the official measurement is done by whom the municipality names, and this one does not replace it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from leerwerk.engine.agreement.wages import CENT, WEEKS_IN_A_MONTH, MinimumWage
from leerwerk.engine.months import plus_months
from leerwerk.engine.norms import Confidence
from leerwerk.engine.placing.norms import Norm, Norms
from leerwerk.engine.placing.vocabulary import NormCode

NORMAL = 100
ZERO = Fraction(0)
HIGHEST = 150  # of pace, quality or availability: beyond it is a slip of the pen


class BadAssessment(ValueError):
    """Shares are not a week, tasks differ, or a score is out of its range."""


class Side(StrEnum):
    """Who looked; each side without the other's numbers."""

    EMPLOYER = "employer"
    COACH = "coach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One task in per cent of what is normal, 0 to 150."""

    pace: int
    quality: int
    availability: int

    def __post_init__(self) -> None:
        if not all(0 <= one <= HIGHEST for one in (self.pace, self.quality, self.availability)):
            raise BadAssessment(f"a score outside 0 to {HIGHEST}")

    @property
    def value(self) -> Fraction:
        """The value of the task in per cent, exactly."""
        return Fraction(self.pace * self.quality * self.availability, NORMAL**2)


def wage_value(shares: Mapping[str, int], scores: Mapping[str, Score]) -> Fraction:
    """Return the value of the work in per cent, exactly. ``shares``: per cent of the week of each task, 100 together.

    Raises BadAssessment.
    """
    if any(share <= 0 for share in shares.values()) or sum(shares.values()) != NORMAL:
        raise BadAssessment("the shares of the tasks are not one week")
    if set(shares) != set(scores):
        raise BadAssessment("other tasks are scored than there are")
    return sum((scores[task].value * share for task, share in shares.items()), ZERO) / NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The value of one task to both sides, in per cent."""

    task: str
    employer: Fraction
    coach: Fraction

    @property
    def points(self) -> Fraction:
        """By how much the employer sees more; negative where the coach does."""
        return self.employer - self.coach


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both sides beside each other. ``agreed``: their mean where they differ by no more than the tolerance, else None.

    ``tasks``: the largest difference first.
    """

    employer: Fraction
    coach: Fraction
    tasks: tuple[Difference, ...]
    agreed: Fraction | None


def compared(
    shares: Mapping[str, int], employer: Mapping[str, Score], coach: Mapping[str, Score], *, tolerance: int
) -> Compared:
    """Return what both sides see; ``tolerance`` in points of a hundred. Raises BadAssessment."""
    theirs, ours = wage_value(shares, employer), wage_value(shares, coach)
    tasks = [Difference(task=task, employer=employer[task].value, coach=coach[task].value) for task in shares]
    return Compared(
        employer=theirs,
        coach=ours,
        tasks=tuple(sorted(tasks, key=lambda one: (-abs(one.points), one.task))),
        agreed=(theirs + ours) / 2 if abs(theirs - ours) <= tolerance else None,
    )


class CannotTell(StrEnum):
    """Why nobody can say when the value reaches what is normal."""

    TOO_FEW = "too_few"
    TOO_CLOSE = "too_close"
    NOT_GROWING = "not_growing"
    TOO_FAR = "too_far"


# Chosen by us: values of less than four weeks apart say nothing of growth, and a line says nothing of the fifth year.
LEAST_DAYS, MOST_DAYS = 28, 5 * 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the value grows: points a day along the straight line closest to all values, and when it reaches 100.

    ``reaches``: the day on which it was or will be reached, along the line; None with the reason in ``cannot_tell``.
    """

    a_day: Fraction | None
    reaches: date | None
    cannot_tell: CannotTell | None


def growth(values: Iterable[tuple[date, Fraction]]) -> Growth:
    """Return the growth over agreed values, given in any order; a day on which 100 was measured is the day it is."""
    rows = sorted(set(values))
    reached = next((day for day, value in rows if value >= NORMAL), None)
    if len(rows) < 2:
        return Growth(a_day=None, reaches=reached, cannot_tell=None if reached else CannotTell.TOO_FEW)
    first = rows[0][0]
    if (rows[-1][0] - first).days < LEAST_DAYS:
        return Growth(a_day=None, reaches=reached, cannot_tell=None if reached else CannotTell.TOO_CLOSE)
    days = [Fraction((day - first).days) for day, _ in rows]
    middle, mean = sum(days, ZERO) / len(rows), sum((value for _, value in rows), ZERO) / len(rows)
    spread = sum(((day - middle) * (day - middle) for day in days), ZERO)
    slope = sum(((day - middle) * (row[1] - mean) for day, row in zip(days, rows, strict=True)), ZERO) / spread
    if reached is not None:
        return Growth(a_day=slope, reaches=reached, cannot_tell=None)
    if slope <= 0:
        return Growth(a_day=slope, reaches=None, cannot_tell=CannotTell.NOT_GROWING)
    after = middle + (NORMAL - mean) / slope  # days from the first value, along the line
    if after - days[-1] > MOST_DAYS:
        return Growth(a_day=slope, reaches=None, cannot_tell=CannotTell.TOO_FAR)
    # Where scattered values put the line at 100 before the last day, the last value itself still says less than 100.
    whole = max(-(-after.numerator // after.denominator), int(days[-1]) + 1)
    return Growth(a_day=slope, reaches=date.fromordinal(first.toordinal() + whole), cannot_tell=None)


class Whom(StrEnum):
    """Whether somebody belongs to whom wage-cost subsidy is for; speaking little Dutch alone is not enough."""

    BELONGS = "belongs"
    DOES_NOT = "does_not"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """What wage-cost subsidy would come to, in euros a month. ``capped``: the highest share of the minimum holds.

    ``minimum``: the minimum wage with holiday pay for these hours. ``below_charges``: without the employer's charges.
    ``rules``: the norms that it was reckoned by, each with its source; ``sure``: all of them are. For whom it is not,
    the amount is 0.
    """

    whom: Whom
    minimum: Decimal
    below_charges: Decimal
    amount: Decimal
    capped: bool
    rules: tuple[Norm, ...]
    sure: bool


def subsidy(value: Fraction, hours: Decimal, least: MinimumWage, norms: Norms, *, day: date, whom: Whom) -> Subsidy:
    """Return the wage-cost subsidy a month: minimum wage less wage value, at most a share of it, plus charges.

    After Participatiewet art. 10d lid 4. ``hours``: a week; a month has 52/12 weeks. Raises NormMissing.
    """
    codes = (NormCode.HOLIDAY_PAY, NormCode.SUBSIDY_MOST, NormCode.SUBSIDY_CHARGES)
    holiday, most, charges = rules = tuple(norms.on(code, day) for code in codes)
    minimum = least.per_hour * hours * WEEKS_IN_A_MONTH * (100 + holiday.value) / 100
    short = max(ZERO, 1 - value / NORMAL)
    capped = short > Fraction(most.value, 100)
    share = min(short, Fraction(most.value, 100)) if whom is not Whom.DOES_NOT else ZERO
    below = minimum * share.numerator / share.denominator
    return Subsidy(
        whom=whom,
        minimum=minimum.quantize(CENT, ROUND_HALF_UP),
        below_charges=below.quantize(CENT, ROUND_HALF_UP),
        amount=(below * (1000 + charges.value) / 1000).quantize(CENT, ROUND_HALF_UP),
        capped=capped and whom is not Whom.DOES_NOT,
        rules=rules,
        sure=day <= least.until and all(rule.confidence is Confidence.HIGH for rule in rules),
    )


def next_look(day: date, months: int = 6) -> date:
    """Return when a wage value is looked at again: half a year later, our own choice."""
    return plus_months(day, months)
