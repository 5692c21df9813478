"""What stands in the way of a placement: every fact that is missing, or that the law or the calendar forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from leerwerk.engine.agreement.vocabulary import WageScale
from leerwerk.engine.agreement.wages import MinimumWage, NoMinimumKnown, minimum_on
from leerwerk.engine.placing.facts import PlacementFacts
from leerwerk.engine.placing.norms import Norms
from leerwerk.engine.placing.vocabulary import (
    COUNTED_IN_A_CHAIN,
    HAS_AN_END,
    Caution,
    ContractType,
    Lack,
    NormCode,
)

BBL_SCALES = frozenset({WageScale.BBL_18, WageScale.BBL_19, WageScale.BBL_20})


def lacking(
    facts: PlacementFacts, norms: Norms, minimum_wages: Iterable[MinimumWage], *, today: date
) -> tuple[Lack, ...]:
    """Return what is missing or unlawful, in the order of ``Lack``; empty when somebody can be placed.

    Norms are those of the first day, or of today while there is none. Raises NormMissing for a day before the norms.
    """
    day = facts.begins or today
    found = {
        *_who_and_what(facts),
        *_hours(facts.hours, norms, day),
        *_pay(facts, tuple(minimum_wages), day),
        *_days(facts, today),
        *_length(facts, norms, day),
        *_growth(facts),
        *_first_weeks(facts),
    }
    return tuple(lack for lack in Lack if lack in found)


def cautions(facts: PlacementFacts, minimum_wages: Iterable[MinimumWage], *, today: date) -> tuple[Caution, ...]:
    """Return what people should look at: the minimum wage of the first day may be higher than the latest one known."""
    day = facts.begins or today
    try:
        least = minimum_on(day, facts.wage_scale, minimum_wages)
    except NoMinimumKnown:
        return (Caution.WAGE_NOT_UP_TO_DATE,)
    return (Caution.WAGE_NOT_UP_TO_DATE,) if day > least.until else ()


def longest_probation(months: int | None, norms: Norms, day: date) -> int:
    """Return the longest trial period of a contract in months (None: without an end), after BW art. 7:652."""
    if months is None or months >= norms.value(NormCode.PROBATION_LONG_FROM_MONTHS, day):
        return norms.value(NormCode.PROBATION_LONG_MONTHS, day)
    if months > norms.value(NormCode.PROBATION_NONE_MONTHS, day):
        return norms.value(NormCode.PROBATION_SHORT_MONTHS, day)
    return 0


def _who_and_what(facts: PlacementFacts) -> Iterator[Lack]:
    said = (
        (Lack.EMPLOYER, facts.employer),
        (Lack.WORKPLACE, facts.workplace),
        (Lack.TASKS, "".join(facts.tasks)),
        (Lack.BUDDY, facts.buddy),
        (Lack.COACH, facts.coach),
    )
    yield from (lack for lack, words in said if not words.strip())


def _hours(hours: Decimal | None, norms: Norms, day: date) -> Iterator[Lack]:
    if hours is None:
        yield Lack.HOURS
    elif hours < norms.value(NormCode.HOURS_LEAST, day):
        yield Lack.HOURS_TOO_FEW
    elif hours > norms.value(NormCode.HOURS_MOST, day):
        yield Lack.HOURS_TOO_MANY


def _pay(facts: PlacementFacts, minimum_wages: tuple[MinimumWage, ...], day: date) -> Iterator[Lack]:
    """Where no minimum is known yet the latest one holds; ``cautions`` says so, as agreements do."""
    if facts.pay is None or facts.pay <= 0:
        yield Lack.PAY
    if facts.pay_per is None:
        yield Lack.PAY_UNIT
    if facts.wage_scale in BBL_SCALES and facts.contract is not ContractType.BBL:
        yield Lack.WAGE_SCALE
    paid = facts.pay_per_hour
    if paid is None or paid <= 0:
        return
    try:
        least = minimum_on(day, facts.wage_scale, minimum_wages)
    except NoMinimumKnown:
        return
    if paid < least.per_hour:
        yield Lack.BELOW_MINIMUM_WAGE


def _days(facts: PlacementFacts, today: date) -> Iterator[Lack]:
    if facts.agreed_on is None:
        yield Lack.AGREED_ON
    elif facts.agreed_on > today:
        yield Lack.AGREED_IN_FUTURE
    if facts.begins is None:
        yield Lack.FIRST_DAY
    elif facts.agreed_on is not None and facts.begins < facts.agreed_on:
        yield Lack.BEFORE_AGREED


def _length(facts: PlacementFacts, norms: Norms, day: date) -> Iterator[Lack]:
    """A chain of fixed terms that is longer than the norm is a contract without an end (BW art. 7:668a lid 1 a).

    One first contract that is longer is not forbidden there; it is refused all the same, since whoever gets more than
    three years at once is served by a contract without an end, and most such days are slips of the pen.
    """
    if facts.contract is None:
        yield Lack.CONTRACT
    open_ended = facts.contract is ContractType.OPEN_ENDED
    if facts.ends is None and not facts.no_end and not open_ended:
        yield Lack.LENGTH
    if facts.ends is not None and (open_ended or facts.no_end):
        yield Lack.LENGTH_DOES_NOT_FIT
    if facts.no_end and facts.contract in HAS_AN_END:
        yield Lack.LENGTH_DOES_NOT_FIT
    if facts.begins is not None and facts.ends is not None and facts.ends < facts.begins:
        yield Lack.END_BEFORE_FIRST_DAY
    longest = norms.value(NormCode.FIXED_TERM_MONTHS, day)
    if facts.contract in COUNTED_IN_A_CHAIN and facts.months and facts.months + facts.earlier_months > longest:
        yield Lack.TERM_TOO_LONG
    yield from _probation(facts, norms, day)


def _probation(facts: PlacementFacts, norms: Norms, day: date) -> Iterator[Lack]:
    if facts.probation_months is None or facts.probation_months < 0:
        yield Lack.PROBATION
    elif facts.probation_months > longest_probation(facts.months, norms, day):
        yield Lack.PROBATION_TOO_LONG


def _growth(facts: PlacementFacts) -> Iterator[Lack]:
    if not facts.growth_kinds:
        yield Lack.GROWTH
    if facts.growth_months is None or facts.growth_months < 1:
        yield Lack.GROWTH_AFTER
    if not facts.growth.strip():
        yield Lack.GROWTH_WORDS


def _first_weeks(facts: PlacementFacts) -> Iterator[Lack]:
    if not facts.onboarding:
        yield Lack.ONBOARDING
    for step in facts.onboarding:
        if not step.what.strip():
            yield Lack.ONBOARDING_WHAT
        if step.day is None:
            yield Lack.ONBOARDING_DAY
        elif facts.ends is not None and step.day > max(facts.ends, facts.begins or facts.ends):
            yield Lack.ONBOARDING_AFTER_END
