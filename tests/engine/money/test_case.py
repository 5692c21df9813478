"""What a group comes to: who pays, who gains, when, and how sure that is."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.money import (
    AT,
    NOT_RECKONED,
    Book,
    Code,
    Confidence,
    Item,
    NotARow,
    Party,
    Per,
    expected,
    forecast,
    mean,
    must_be,
    net,
    tornado,
    worth_of_knowing,
)
from leerwerk.engine.money.case import fades, productivity, works_anyway
from leerwerk.engine.money.draws import drawn
from leerwerk.engine.money.figures import own_figure
from leerwerk.engine.money.sensitivity import drivers
from tests.engine.money.cases import COSTS, DAY, GRANTS, STATED, case_of, green

TOLD = forecast(case_of(green()), STATED, draws=2000)
groups = st.builds(
    green,
    starters=st.integers(0, 20),
    pre_track=st.integers(0, 12),
    learn_work=st.integers(1, 36),
    begins=st.integers(0, 50),
    trial=st.integers(0, 6),
    since_permit=st.integers(0, 120),
    costs=st.lists(st.sampled_from(COSTS), max_size=4).map(tuple),
    grants=st.lists(st.sampled_from(GRANTS), max_size=2, unique=True).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(groups, min_size=1, max_size=3))
def test_in_every_future_all_parties_gain_what_the_world_gives(some: list[Any]) -> None:
    told = forecast(case_of(*some), STATED, draws=50)
    whole = told.book.net.sum(axis=0)
    assert np.abs(whole).max() < 1e-6
    assert np.abs(told.values.sum(axis=1)).max() < 1e-4
    ledger = net(told.book.rows(), 60)
    assert not ledger.sum(axis=1).any()


@settings(max_examples=20, deadline=None)
@given(groups)
def test_a_group_twice_is_what_both_are(one: Any) -> None:
    draws = drawn(STATED.values(), 20, 1)
    alone = expected(case_of(one), STATED, draws).net
    assert expected(case_of(one, one), STATED, draws).net == pytest.approx(2 * alone, abs=1e-4)


def test_the_ledger_of_what_is_expected_is_what_the_draws_are_on_average_to_the_cent_a_line() -> None:
    rows = TOLD.book.rows()
    found = net(rows, 60) / 100
    assert np.abs(found - TOLD.book.net.mean(axis=1).T).max() < 0.005 * len(TOLD.book.means)
    assert {one.item for one in rows} >= {Item.WAGE, Item.OUTPUT, Item.BENEFIT, Item.BUIG, Item.GRANT, Item.LANGUAGE}
    assert all(one.source or one.item in {cost.item for cost in COSTS} for one in rows)


def test_the_same_seed_gives_the_same_digits_and_another_seed_others() -> None:
    again = forecast(case_of(green()), STATED, draws=2000)
    assert (again.values == TOLD.values).all()
    other = forecast(case_of(green()), STATED, draws=2000, seed=2)
    assert not (other.values == TOLD.values).all()
    assert other.of_all.mean() == pytest.approx(TOLD.of_all.mean(), abs=6 * TOLD.of_all.std() / 2000**0.5)


def test_two_cases_with_the_same_luck_differ_far_less_by_chance_than_two_with_their_own() -> None:
    dearer = tuple(replace(one, euros=one.euros + 10) if one.item is Item.LANGUAGE else one for one in COSTS)
    case = case_of(green(costs=dearer))
    same = forecast(case, STATED, draws=2000).values[:, AT[Party.MUNICIPALITY]]
    own = forecast(case, STATED, draws=2000, seed=9).values[:, AT[Party.MUNICIPALITY]]
    before = TOLD.values[:, AT[Party.MUNICIPALITY]]
    assert (same < before).all()
    assert (same - before).std() < (own - before).std() / 10


def test_what_parties_buy_is_spent_and_what_is_granted_is_received() -> None:
    """SPUK is for each who starts, in the first month; the school keeps nothing of what it is paid."""
    means = {(line.payer, line.payee, line.source or line.item): euros for line, euros in TOLD.book.means.items()}
    assert means[Party.STATE, Party.MUNICIPALITY, "spuk"][0] == pytest.approx(14 * 11_600)
    assert means[Party.STATE, Party.MUNICIPALITY, "spuk"][1:].sum() == 0
    assert np.abs(TOLD.book.net[AT[Party.SCHOOL]]).max() < 1e-9
    assert means[Party.MUNICIPALITY, Party.SCHOOL, Item.PRE_TRACK].sum() == pytest.approx(14 * 3000)
    assert means[Party.MUNICIPALITY, Party.WORLD, Item.COORDINATION].sum() == pytest.approx(12_000)
    sowis = means[Party.STATE, Party.EMPLOYER, "sowis"]
    assert np.nonzero(sowis)[0].tolist() == [26]  # half a year after the placement
    assert sowis.sum() == pytest.approx(0.5 * 24_000, rel=0.01)  # the first four, and nobody after


def test_before_it_starts_to_learn_and_work_a_trajectory_keeps_people_from_work_that_they_would_have_had() -> None:
    means = {line.item: euros for line, euros in TOLD.book.means.items() if line.payee is Party.MUNICIPALITY}
    assert (means[Item.BENEFIT][:4] < 0).all()
    assert (means[Item.BENEFIT][4:18] > 0).all()


def test_after_five_years_the_others_have_caught_up() -> None:
    told = forecast(case_of(green(), months=120), STATED, draws=500)
    tax = next(euros for line, euros in told.book.means.items() if line.item is Item.WAGE_TAX)
    assert tax[20:55].min() > 0
    assert np.abs(tax[20 + 60 :]).max() < 1e-9


def test_employers_as_a_whole_gain_nothing_from_who_would_have_worked_elsewhere() -> None:
    """Without a trajectory's own work, somebody who works elsewhere costs an employer what it brings."""
    figures = {**STATED, Code.MENTOR_HOURS: _certain(Code.MENTOR_HOURS, "0")}
    figures[Code.COMPLETES] = _certain(Code.COMPLETES, "0.000001")
    only = green(learn_work=1, pre_track=12, costs=(), grants=())
    told = forecast(case_of(only), figures, draws=50)
    assert np.abs(told.book.net[AT[Party.EMPLOYER], :, :12]).max() < 1e-6


def _certain(code: Code, value: str) -> Any:
    from leerwerk.engine.money import Shape

    return replace(STATED[code], value=Decimal(value), shape=Shape.FIXED, a=None, b=None)


def test_who_works_anyway_is_what_statistics_say_and_straight_in_between() -> None:
    draws = {code: np.array([mean(one)]) for code, one in STATED.items()}
    found = works_anyway(draws, 0, 121)[0]
    known = {month: mean(STATED[Code(f"works_anyway_{month}_months")]) for month in (30, 36, 72, 96)}
    assert found[0] == 0
    assert {month: pytest.approx(found[month]) for month in known} == known
    assert found[15] == pytest.approx(known[30] / 2)
    assert found[120] == pytest.approx(known[96])


def test_the_effect_is_whole_for_three_years_and_gone_two_years_later() -> None:
    draws = {code: np.array([mean(one)]) for code, one in STATED.items()}
    left = fades(draws, 72)[0]
    assert (left[:36] == 1).all()
    assert left[47] == pytest.approx(0.5, abs=0.03)
    assert (left[60:] == 0).all()


def test_somebody_gets_skilled_along_a_curve_between_both_ends() -> None:
    draws = {code: np.array([mean(one)]) for code, one in STATED.items()}
    found = productivity(draws, 40)[0]
    assert (np.diff(found) > 0).all()
    assert found[0] == pytest.approx(mean(STATED[Code.PRODUCTIVITY_BEGIN]), abs=0.03)
    assert found[39] == pytest.approx(mean(STATED[Code.PRODUCTIVITY_END]), abs=0.001)


def test_what_if_fewer_are_placed_less_is_gained_in_every_future_by_the_state() -> None:
    case = replace(case_of(green()), instead=((Code.NEXT_STEP, Decimal("0.533")),))  # 45 % of who starts, not 58
    fewer = forecast(case, STATED, draws=2000)
    assert fewer.of(Party.STATE).expected < TOLD.of(Party.STATE).expected
    assert (fewer.of_all <= TOLD.of_all + 1e-6).mean() > 0.9


def test_an_employer_knows_how_much_it_pays_first_and_when() -> None:
    found = TOLD.of(Party.EMPLOYER)
    assert found.low < found.middle < found.high
    assert found.first.amount > 0
    assert found.first_high > found.first.amount
    assert found.payback is None or found.payback > found.first.month
    assert 0 <= found.back_within[24] <= found.back_within[36] <= found.back_within[60] <= 1
    assert found.in_ratio is not None
    idle = TOLD.of(Party.INVESTOR)
    assert (idle.expected, idle.payback, idle.in_ratio, idle.loss) == (0, 0, None, 0)


def test_the_widest_figure_comes_first_and_the_unsure_ones_are_named() -> None:
    swings = tornado(case_of(green()), STATED, Party.WORLD)
    widths = [one.width for one in swings]
    assert widths == sorted(widths, reverse=True)
    by_code = {one.figure.code: one for one in swings}
    assert by_code[Code.EFFECT].at_high > by_code[Code.EFFECT].at_low
    assert by_code[Code.MENTOR_HOURS].at_high < by_code[Code.MENTOR_HOURS].at_low
    assert Code.MINIMUM_WAGE not in by_code  # it is certain
    named = drivers(swings)
    assert named
    assert all(one.is_unsure for one in named)


def test_what_must_be_true_is_where_the_result_turns() -> None:
    case = case_of(green())
    found = must_be(case, STATED, Code.EFFECT, Party.WORLD)
    assert found is not None
    assert found.above
    at = replace(case, instead=((Code.EFFECT, Decimal(str(found.value))),))
    draws = {code: np.array([mean(one)]) for code, one in STATED.items()}
    draws[Code.EFFECT] = np.array([found.value])
    book = expected(at, STATED, draws)
    world = book.net[AT[Party.WORLD], 0]
    assert abs(world @ (1.0225 ** (-(np.arange(60) + 0.5) / 12))) < 500  # of some EUR 100,000s
    with pytest.raises(ValueError, match="certain"):
        must_be(case, STATED, Code.MINIMUM_WAGE, Party.WORLD)


def test_whatever_figure_somebody_is_certain_of_everything_can_be_reckoned() -> None:
    for code, figure in STATED.items():
        value, sure = figure.value, Confidence.HIGH
        own = own_figure(code, value, value, value, like=figure, since=DAY, sure=sure, source="ours")
        case = replace(case_of(green()), own=(own,))
        told = forecast(case, STATED, draws=20)
        assert told.figures[code] == own
        assert code not in {one.figure.code for one in tornado(case, STATED, Party.WORLD)}
        for turns in (Code.NEXT_STEP, Code.EFFECT):
            must_be(case, STATED, turns, Party.WORLD)


def test_knowing_everything_is_worth_most_and_nothing_where_it_changes_no_decision() -> None:
    everything, each = worth_of_knowing(TOLD.of_all, TOLD.figures, TOLD.draws)
    assert everything >= each[0].euros >= each[-1].euros >= 0
    sure, none = worth_of_knowing(np.abs(TOLD.of_all) + 1, TOLD.figures, TOLD.draws)
    assert sure == pytest.approx(0)
    assert none[0].euros == pytest.approx(0, abs=1e-6)


def test_a_group_that_nobody_joins_or_that_begins_after_the_end_costs_what_a_group_costs() -> None:
    assert forecast(case_of(green(starters=0)), STATED, draws=20).book.net[AT[Party.PARTICIPANT]].max() == 0
    late = forecast(case_of(green(begins=60)), STATED, draws=20)
    assert not late.book.net.any()


@pytest.mark.parametrize("bad", [{"starters": -1}, {"learn_work": 0}, {"trial": -1}])
def test_what_no_group_can_be_is_refused(bad: Mapping[str, int]) -> None:
    with pytest.raises(ValueError, match=r"month|starters"):
        green(**bad)


def test_a_month_that_comes_after_the_end_pays_nobody() -> None:
    yearly = replace(GRANTS[0], source="year", per=Per.MONTH, at=15, amounts=(2600,))
    told = forecast(case_of(green(grants=(yearly,), begins=50)), STATED, draws=20)
    assert not any(line.source == "year" and euros.any() for line, euros in told.book.means.items())


@pytest.mark.parametrize("code", list(Code))
def test_a_figure_moves_a_case_unless_it_is_named_as_not_reckoned_with(code: Code) -> None:
    figure = STATED[code]
    more = figure.value * 2
    own = own_figure(code, more, more, more, like=figure, since=DAY, sure=Confidence.HIGH, source="ours")
    case = case_of(green(since_permit=28), green(since_permit=70))  # between all that is known of who works anyway
    before, after = (forecast(one, STATED, draws=40).values for one in (case, replace(case, own=(own,))))
    assert bool((before != after).any()) == (code not in NOT_RECKONED)


def test_money_for_a_school_or_a_coach_is_spent() -> None:
    coach = replace(GRANTS[0], source="jobcoach", payer=Party.MUNICIPALITY, payee=Party.SCHOOL, amounts=(500,))
    told = forecast(case_of(green(grants=(coach,))), STATED, draws=50)
    assert np.abs(told.book.net[AT[Party.SCHOOL]]).max() < 1e-9
    assert sum(one.cents for one in told.book.rows() if one.source == "jobcoach") == 2 * 14 * 50_000


def test_nobody_pays_itself() -> None:
    with pytest.raises(NotARow):
        Book.empty(1, 12).pay(Party.STATE, Party.STATE, Item.GRANT, np.ones((1, 12)))


def test_by_the_month_it_is_for_who_is_there_then() -> None:
    """Praktijkleren: after each school year, for who learns and works at its end."""
    yearly = replace(GRANTS[0], source="year", per=Per.MONTH, at=15, months_later=6, amounts=(2600,))
    told = forecast(case_of(green(grants=(yearly,))), STATED, draws=500)
    paid = next(euros for line, euros in told.book.means.items() if line.source == "year")
    assert np.nonzero(paid)[0].tolist() == [21]
    there = 14 * (1 - (1 - mean(STATED[Code.COMPLETES])) * 16 / 18)
    assert paid.sum() == pytest.approx(2600 * there, rel=0.03)
