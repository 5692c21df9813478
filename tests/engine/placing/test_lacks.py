"""A placement with a fact missing or unlawful has that lack, and no other."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.agreement import WageScale, longest_trial
from leerwerk.engine.months import last_day
from leerwerk.engine.placing import (
    Caution,
    Confidence,
    ContractType,
    Lack,
    NormCode,
    NormMissing,
    Norms,
    NormsOverlap,
    PayPer,
    PlacementFacts,
    cautions,
    lacking,
    longest_probation,
    months_begun,
)
from tests.engine.placing.known import FIRST, NORMS, SPOILED, TODAY, WAGES, WHOLE

OPTIONAL = {"collective_agreement", "earlier_months", "no_end", "wage_scale"}


def test_a_whole_placement_lacks_nothing() -> None:
    assert lacking(WHOLE, NORMS, WAGES, today=TODAY) == ()
    assert cautions(WHOLE, WAGES, today=TODAY) == ()


@pytest.mark.parametrize("how", SPOILED)
def test_each_fact_that_is_missing_or_unlawful_is_named_alone(how: str) -> None:
    change, lack = SPOILED[how]
    assert lacking(replace(WHOLE, **change), NORMS, WAGES, today=TODAY) == (lack,)


def test_every_lack_and_every_fact_is_tried() -> None:
    assert {lack for _, lack in SPOILED.values()} == set(Lack)
    tried = {name for change, _ in SPOILED.values() for name in change}
    assert {one.name for one in fields(PlacementFacts)} - tried <= OPTIONAL


def test_of_an_empty_placement_every_fact_is_missing_at_once() -> None:
    found = lacking(PlacementFacts(), NORMS, WAGES, today=TODAY)
    assert set(found) == {
        *(Lack.EMPLOYER, Lack.WORKPLACE, Lack.TASKS, Lack.HOURS, Lack.PAY, Lack.PAY_UNIT, Lack.CONTRACT),
        *(Lack.AGREED_ON, Lack.FIRST_DAY, Lack.LENGTH, Lack.PROBATION, Lack.GROWTH, Lack.GROWTH_AFTER),
        *(Lack.GROWTH_WORDS, Lack.ONBOARDING, Lack.BUDDY, Lack.COACH),
    }
    assert list(found) == sorted(found, key=list(Lack).index)


def test_the_latest_minimum_holds_and_is_marked_as_not_up_to_date() -> None:
    """As in an agreement: no amount is guessed, and nobody is held up by an amount that is not published yet."""
    later = replace(WHOLE, begins=date(2027, 7, 1))
    assert cautions(later, WAGES, today=TODAY) == (Caution.WAGE_NOT_UP_TO_DATE,)
    assert lacking(later, NORMS, WAGES, today=TODAY) == ()
    assert lacking(replace(later, pay=Decimal(14)), NORMS, WAGES, today=TODAY) == (Lack.BELOW_MINIMUM_WAGE,)
    assert cautions(WHOLE, (), today=TODAY) == (Caution.WAGE_NOT_UP_TO_DATE,)
    assert lacking(WHOLE, NORMS, (), today=TODAY) == ()


@pytest.mark.parametrize("per", [PayPer.MONTH, PayPer.PERIOD])
def test_pay_a_month_or_period_is_looked_at_an_hour(per: PayPer) -> None:
    """32 hours at 15 euros: 2,080 a month of 52/12 weeks, 1,920 for four weeks."""
    least = {PayPer.MONTH: Decimal(2080), PayPer.PERIOD: Decimal(1920)}[per]
    assert replace(WHOLE, pay=least, pay_per=per).pay_per_hour == Decimal("15.00")
    assert lacking(replace(WHOLE, pay=least, pay_per=per), NORMS, WAGES, today=TODAY) == ()


def test_a_bbl_contract_may_have_the_scale_of_one() -> None:
    bbl = replace(WHOLE, contract=ContractType.BBL, wage_scale=WageScale.BBL_19, pay=Decimal("8.00"))
    assert lacking(bbl, NORMS, WAGES, today=TODAY) == ()
    assert lacking(replace(bbl, ends=date(2031, 2, 28), probation_months=2), NORMS, WAGES, today=TODAY) == ()


@pytest.mark.parametrize("contract", [ContractType.AGENCY, ContractType.AGENCY_CLAUSE, ContractType.SECONDMENT])
def test_who_is_lent_out_has_an_end_or_it_is_said_that_there_is_none(contract: ContractType) -> None:
    assert lacking(replace(WHOLE, contract=contract), NORMS, WAGES, today=TODAY) == ()
    assert lacking(replace(WHOLE, contract=contract, ends=None, no_end=True), NORMS, WAGES, today=TODAY) == ()


@given(st.integers(1, 60), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_the_trial_period_is_that_of_agreements(months: int, day: date) -> None:
    assert longest_probation(months, NORMS, day) == longest_trial(months)
    assert longest_probation(None, NORMS, day) == longest_trial(None)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60), st.integers(0, 27))
def test_months_are_counted_when_they_begin(first: date, months: int, days: int) -> None:
    last = last_day(first, months)
    assert months_begun(first, last) == months
    assert months_begun(first, last + timedelta(days=1)) == months + 1
    assert months_begun(first, max(first, last - timedelta(days=days))) in (months, max(1, months - 1))


def test_half_a_year_and_a_day_is_more_than_six_months() -> None:
    assert replace(WHOLE, ends=date(2027, 8, 31)).months == 6
    assert lacking(replace(WHOLE, ends=date(2027, 9, 1)), NORMS, WAGES, today=TODAY) == ()


@given(st.decimals(1, 48, places=1), st.decimals(1, 60, places=2))
def test_who_is_paid_more_never_gets_below_the_minimum(hours: Decimal, pay: Decimal) -> None:
    one = replace(WHOLE, hours=hours, pay=pay)
    more = replace(one, pay=pay + 1)
    if Lack.BELOW_MINIMUM_WAGE not in lacking(one, NORMS, WAGES, today=TODAY):
        assert Lack.BELOW_MINIMUM_WAGE not in lacking(more, NORMS, WAGES, today=TODAY)


def test_norms_are_dated_and_raise_where_nothing_is_stated() -> None:
    assert {norm.code for norm in NORMS.rows} == set(NormCode)
    assert NORMS.value(NormCode.FIXED_TERM_MONTHS, date(2019, 12, 31)) == 24
    assert NORMS.value(NormCode.FIXED_TERM_MONTHS, FIRST) == 36
    with pytest.raises(NormMissing):
        NORMS.on(NormCode.TRIAL_USUAL_MONTHS, date(2001, 1, 1))
    with pytest.raises(NormsOverlap):
        Norms([*NORMS.rows, NORMS.rows[0]])
    for norm in NORMS.rows:
        assert norm.source
        assert bool(norm.article) is (norm.confidence is not Confidence.CHOICE)
