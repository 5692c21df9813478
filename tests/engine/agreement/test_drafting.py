"""From facts to terms: what is known is said, what is not known is named."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.agreement import (
    OWNERS,
    PLACES,
    Article,
    Caution,
    Circle,
    Code,
    Cost,
    Filled,
    GroupFilled,
    Missing,
    NoMinimumKnown,
    Payer,
    PayUnit,
    WageScale,
    circles_of,
    cooperation,
    learn_work,
    longest_trial,
    minimum_on,
    per_hour,
)
from leerwerk.engine.pathway import Doer
from tests.engine.agreement.known import (
    COURSE,
    FILLED,
    GROUP,
    GROUP_FILLED,
    KNOWN,
    PARTIES,
    WAGE,
    WORK,
)


def test_with_everything_known_nothing_is_missing_and_every_article_has_a_clause() -> None:
    draft = learn_work(KNOWN, FILLED)
    assert (draft.missing, draft.cautions) == ((), ())
    articles = [one.article for one in draft.terms.clauses]
    assert articles == sorted(articles, key=tuple(Article).index), "in reading order"
    assert set(articles) == set(Article) - {Article.PLACEMENT}


def test_pay_contract_and_growth_are_clear() -> None:
    """Matching en plaatsing, on placement: clarity about pay, length of contract and room to grow."""
    terms = learn_work(KNOWN, FILLED).terms
    for code, name, value in (
        (Code.PAY_HOUR, "amount", "15.50"),
        (Code.CONTRACT_MONTHS, "months", 12),
        (Code.GROWTH, "plan", "Voorman in opleiding."),
    ):
        found = terms.find(code)
        assert found is not None
        assert found.value(name) == value
        assert found.circle is Circle.EMPLOYMENT


def test_with_nothing_filled_in_all_that_people_say_is_named() -> None:
    draft = learn_work(KNOWN, Filled())
    expected = (Missing.PAY, Missing.LESSONS_PAID, Missing.CONTRACT, Missing.TRIAL, Missing.NOTICE, Missing.GROWTH)
    assert draft.missing == (*expected, Missing.WHO_PAYS, Missing.TALK_DAYS, Missing.WHEN_IT_STOPS)


WITHOUT = [
    (replace(KNOWN, work=None), {Missing.WORKPLACE}),
    (replace(KNOWN, work=replace(WORK, tasks=())), {Missing.TASKS}),
    (replace(KNOWN, work=replace(WORK, floor_mentor="")), {Missing.FLOOR_MENTOR}),
    (replace(KNOWN, budgets=()), {Missing.BUDGET}),
    (replace(KNOWN, course=replace(COURSE, work_hours=Decimal(0))), {Missing.WORK_HOURS}),
]
SIDES = [
    (Doer.EMPLOYER, {Missing.EMPLOYER, Missing.PAY}),
    (Doer.INTERMEDIARY, {Missing.INTERMEDIARY}),
    (Doer.EDUCATOR, {Missing.EDUCATOR, Missing.LANGUAGE_TEACHER}),
    (Doer.MENTOR, {Missing.COACH}),
]


@pytest.mark.parametrize(("facts", "missing"), WITHOUT, ids=lambda value: str(value)[:40])
def test_a_fact_that_is_not_there_is_named(facts: object, missing: set[Missing]) -> None:
    assert set(learn_work(facts, FILLED).missing) == missing  # type: ignore[arg-type]  # a mix of cases


@pytest.mark.parametrize(("side", "missing"), SIDES)
def test_a_party_that_is_not_there_is_named(side: Doer, missing: set[Missing]) -> None:
    parties = tuple(one for one in PARTIES if one.side is not side)
    assert set(learn_work(replace(KNOWN, parties=parties), FILLED).missing) == missing


def test_a_design_without_lessons_or_coaching_asks_for_no_school_and_no_coach() -> None:
    course = replace(COURSE, lesson_hours=Decimal(0), language_hours=Decimal(0), language_goals={}, coaching=False)
    parties = tuple(one for one in PARTIES if one.side not in (Doer.EDUCATOR, Doer.MENTOR))
    assert learn_work(replace(KNOWN, parties=parties, course=course), FILLED).missing == ()


def test_the_language_school_teaches_dutch_where_there_is_one_and_else_the_school() -> None:
    clause = learn_work(KNOWN, FILLED).terms.find(Code.LANGUAGE_LESSONS)
    assert clause is not None
    assert dict(clause.values) == {"hours": "4", "months": "14.5", "school": "Vakschool Midden"}


def test_who_keeps_a_benefit_has_no_pay_and_no_contract() -> None:
    draft = learn_work(KNOWN, replace(FILLED, pay_unit=PayUnit.BENEFIT, pay=None, contract_months=None))
    assert draft.missing == ()
    codes = {one.code for one in draft.terms.clauses}
    assert Code.PAY_BENEFIT in codes
    assert not codes & {Code.MINIMUM, Code.CONTRACT_MONTHS, Code.CONTRACT_OPEN, Code.NOTICE}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"pay": Decimal("14.99")}, (Missing.BELOW_MINIMUM_WAGE,)),
        ({"pay": Decimal("15.00")}, ()),
        ({"pay_unit": PayUnit.MONTH, "pay": Decimal("1560.00")}, ()),  # 24 hours, 52/12 weeks: 15.00
        ({"pay_unit": PayUnit.MONTH, "pay": Decimal("1559.00")}, (Missing.BELOW_MINIMUM_WAGE,)),
        ({"pay_unit": PayUnit.MONTH, "pay": Decimal(1560), "lessons_paid": True}, (Missing.BELOW_MINIMUM_WAGE,)),
        ({"pay_unit": PayUnit.MONTH, "pay": Decimal(2080), "lessons_paid": True}, ()),  # 32 paid hours
        ({"pay_unit": PayUnit.MONTH, "pay": Decimal(1300), "work_hours": Decimal(20)}, ()),
    ],
)
def test_pay_is_compared_with_the_minimum_for_each_paid_hour(
    changes: dict[str, object], missing: tuple[Missing, ...]
) -> None:
    assert learn_work(KNOWN, replace(FILLED, **changes)).missing == missing  # type: ignore[arg-type]


def test_a_minimum_wage_that_is_not_known_yet_is_said_and_the_last_one_is_the_floor() -> None:
    later = replace(KNOWN, course=replace(COURSE, starts=date(2028, 2, 1)))
    draft = learn_work(later, FILLED)
    assert (draft.missing, draft.cautions) == ((), (Caution.WAGE_NOT_UP_TO_DATE,))
    assert learn_work(later, replace(FILLED, pay=Decimal(14))).missing == (Missing.BELOW_MINIMUM_WAGE,)
    none_known = replace(KNOWN, minimum_wages=())
    draft = learn_work(none_known, FILLED)
    assert (draft.missing, draft.cautions) == ((), (Caution.WAGE_NOT_UP_TO_DATE,))
    assert draft.terms.find(Code.MINIMUM) is None


def test_of_several_amounts_the_latest_that_had_begun_holds() -> None:
    earlier = replace(WAGE, since=date(2027, 1, 1), until=date(2027, 6, 30), per_hour=Decimal(14))
    assert minimum_on(date(2027, 6, 30), WageScale.ADULT, (WAGE, earlier)) is earlier
    assert minimum_on(date(2027, 7, 1), WageScale.ADULT, (WAGE, earlier)) is WAGE
    with pytest.raises(NoMinimumKnown):
        minimum_on(date(2026, 12, 31), WageScale.ADULT, (WAGE, earlier))
    with pytest.raises(NoMinimumKnown):
        minimum_on(date(2027, 7, 1), WageScale.AGE_18, (WAGE,))


def test_pay_without_paid_hours_is_nothing_per_hour() -> None:
    assert per_hour(Decimal(1000), PayUnit.MONTH, Decimal(0)) == 0
    assert per_hour(Decimal(1000), PayUnit.BENEFIT, Decimal(24)) == 0


@pytest.mark.parametrize(
    ("contract", "longest"), [(3, 0), (6, 0), (7, 1), (12, 1), (23, 1), (24, 2), (36, 2), (None, 2)]
)
def test_a_trial_period_is_as_long_as_the_law_allows(contract: int | None, longest: int) -> None:
    """BW art. 7:652: none up to six months, one month below two years, two months from there."""
    assert longest_trial(contract) == longest
    too_long = replace(FILLED, contract_months=contract or 0, trial_months=longest + 1)
    assert Missing.TRIAL_TOO_LONG in learn_work(KNOWN, too_long).missing
    assert learn_work(KNOWN, replace(too_long, trial_months=longest)).missing == ()


def test_every_cost_has_a_payer_or_is_named_as_none() -> None:
    draft = learn_work(KNOWN, replace(FILLED, who_pays={Cost.TRAVEL: Payer.NONE}))
    assert draft.missing == (Missing.WHO_PAYS,)
    clause = draft.terms.find(Code.PAYS_NOBODY)
    assert clause is not None
    assert clause.key == "travel"


def test_what_organisations_agree_says_who_does_what_and_nothing_about_pay() -> None:
    draft = cooperation(GROUP, GROUP_FILLED)
    assert draft.missing == ()
    assert {one.circle for one in draft.terms.clauses} == {Circle.EVERYONE}
    assert {Article.TASKS, Article.COSTS, Article.STOP, Article.DATA} <= {one.article for one in draft.terms.clauses}
    nothing = cooperation(replace(GROUP, parties=(), charges=()), GroupFilled())
    assert set(nothing.missing) == {
        *(Missing.EMPLOYER, Missing.EDUCATOR, Missing.LANGUAGE_TEACHER, Missing.COACH, Missing.INTERMEDIARY),
        *(Missing.BUDGET, Missing.TALK_DAYS, Missing.MEETINGS, Missing.EMPLOYER_STOPS, Missing.TOO_FEW),
        Missing.NOT_COVERED,
    }


def test_every_code_stands_in_an_article_and_everything_missing_has_an_owner() -> None:
    assert set(PLACES) == set(Code)
    assert set(OWNERS) == set(Missing)


def test_a_school_and_a_mentor_belong_to_no_circle_of_pay() -> None:
    assert {side for side in Doer if Circle.EMPLOYMENT in circles_of(side)} == {
        *(Doer.CANDIDATE, Doer.EMPLOYER, Doer.INTERMEDIARY, Doer.DIRECTOR)
    }


@given(st.sets(st.sampled_from([one.name for one in fields(Filled) if one.name != "wage_scale"])))
def test_whatever_is_left_open_the_terms_are_drawn_up_and_something_is_named(left: set[str]) -> None:
    empty = Filled()
    draft = learn_work(KNOWN, replace(FILLED, **{name: getattr(empty, name) for name in left}))
    may_be_open = {"work_hours"}
    assert bool(draft.missing) == bool(left - may_be_open)
    assert len({one.what for one in draft.terms.clauses}) == len(draft.terms.clauses), "each clause once"
