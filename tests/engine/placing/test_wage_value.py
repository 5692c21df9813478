"""What somebody does of what is paid for, as employer and coach see it, and what follows from it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.agreement import MinimumWage, WageScale
from leerwerk.engine.placing import (
    BadAssessment,
    CannotTell,
    Score,
    Whom,
    compared,
    growth,
    next_look,
    subsidy,
    wage_value,
)
from tests.engine.placing.known import NORMS

DAY = date(2026, 3, 1)
LEAST = MinimumWage(scale=WageScale.ADULT, since=date(2026, 1, 1), until=date(2026, 6, 30), per_hour=Decimal("14.71"))
FULL = Score(pace=100, quality=100, availability=100)
SHARES = {"potting": 60, "cleaning": 40}
scores = st.builds(Score, pace=st.integers(0, 150), quality=st.integers(0, 150), availability=st.integers(0, 150))


def test_a_task_counts_by_its_share_of_the_week() -> None:
    half = Score(pace=50, quality=100, availability=100)
    assert wage_value(SHARES, {"potting": half, "cleaning": FULL}) == 70


def test_pace_quality_and_availability_multiply() -> None:
    assert Score(pace=80, quality=90, availability=50).value == 36


def test_shares_that_are_no_week_and_scores_of_other_tasks_are_refused() -> None:
    for shares in ({"potting": 60, "cleaning": 41}, {"potting": 100, "cleaning": 0}, {}):
        with pytest.raises(BadAssessment):
            wage_value(shares, {"potting": FULL, "cleaning": FULL})
    with pytest.raises(BadAssessment):
        wage_value(SHARES, {"potting": FULL})
    with pytest.raises(BadAssessment):
        Score(pace=151, quality=100, availability=100)


def test_sides_that_differ_by_little_agree_on_the_mean_and_else_both_stand() -> None:
    theirs = {"potting": Score(pace=60, quality=100, availability=100), "cleaning": FULL}
    ours = {"potting": Score(pace=65, quality=100, availability=100), "cleaning": FULL}
    found = compared(SHARES, theirs, ours, tolerance=5)
    assert (found.employer, found.coach, found.agreed) == (Fraction(76), Fraction(79), Fraction(155, 2))
    assert [(one.task, int(one.points)) for one in found.tasks] == [("potting", -5), ("cleaning", 0)]
    assert compared(SHARES, theirs, ours, tolerance=2).agreed is None


@given(scores, scores, scores, scores, st.integers(0, 20))
def test_it_does_not_matter_who_is_called_which_side(a: Score, b: Score, c: Score, d: Score, tolerance: int) -> None:
    one, other = {"potting": a, "cleaning": b}, {"potting": c, "cleaning": d}
    there, back = compared(SHARES, one, other, tolerance=tolerance), compared(SHARES, other, one, tolerance=tolerance)
    assert (there.employer, there.coach, there.agreed) == (back.coach, back.employer, back.agreed)
    values = sorted((a.value, b.value))
    assert values[0] <= there.employer <= values[1]
    if there.agreed is not None:
        assert abs(there.employer - there.coach) <= tolerance


@given(scores, scores, st.integers(0, 50))
def test_who_does_more_of_one_thing_is_never_worth_less(a: Score, b: Score, more: int) -> None:
    faster = replace(a, pace=min(150, a.pace + more))
    assert wage_value(SHARES, {"potting": faster, "cleaning": b}) >= wage_value(SHARES, {"potting": a, "cleaning": b})


def test_growth_along_a_line_reaches_what_is_normal() -> None:
    found = growth([(DAY, Fraction(40)), (DAY + timedelta(days=100), Fraction(60))])
    assert (found.a_day, found.reaches) == (Fraction(1, 5), DAY + timedelta(days=300))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([(0, 40)], CannotTell.TOO_FEW),
        ([], CannotTell.TOO_FEW),
        ([(0, 40), (27, 60)], CannotTell.TOO_CLOSE),
        ([(0, 60), (100, 60)], CannotTell.NOT_GROWING),
        ([(0, 60), (100, 50)], CannotTell.NOT_GROWING),
        ([(0, 40), (100, 41)], CannotTell.TOO_FAR),
    ],
)
def test_where_nobody_can_tell_it_is_said_why(values: list[tuple[int, int]], why: CannotTell) -> None:
    found = growth((DAY + timedelta(days=days), Fraction(value)) for days, value in values)
    assert (found.reaches, found.cannot_tell) == (None, why)


def test_what_was_reached_is_a_day_that_was() -> None:
    found = growth([(DAY, Fraction(60)), (DAY + timedelta(days=200), Fraction(102))])
    assert found.reaches == DAY + timedelta(days=200)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 99)), max_size=8))
def test_growth_does_not_depend_on_the_order_and_says_one_thing(values: list[tuple[int, int]]) -> None:
    rows = [(DAY + timedelta(days=days), Fraction(value)) for days, value in values]
    assert growth(rows) == growth(rows[::-1])
    found = growth(rows)
    assert (found.reaches is None) is (found.cannot_tell is not None)
    if found.reaches is not None:
        assert found.reaches > max(day for day, _ in rows)


def test_wage_cost_subsidy_is_what_is_short_of_the_minimum_plus_charges() -> None:
    """32 hours at 14.71 with 8 % holiday pay: 2,202.97 a month; 40 % of it, and 23.5 % charges on that."""
    found = subsidy(Fraction(60), Decimal(32), LEAST, NORMS, day=DAY, whom=Whom.BELONGS)
    assert (found.minimum, found.below_charges, found.amount) == (
        Decimal("2202.97"),
        Decimal("881.19"),
        Decimal("1088.27"),
    )
    assert not found.capped
    assert not found.sure, "whether the share of charges was changed since 2018 is not known"


def test_it_is_at_most_a_share_of_the_minimum_and_nothing_for_whom_it_is_not() -> None:
    low = subsidy(Fraction(20), Decimal(32), LEAST, NORMS, day=DAY, whom=Whom.NOT_KNOWN)
    assert low.capped
    assert low.below_charges == Decimal("1542.08")
    other = subsidy(Fraction(20), Decimal(32), LEAST, NORMS, day=DAY, whom=Whom.DOES_NOT)
    assert (other.amount, other.capped) == (Decimal(0), False)
    assert subsidy(Fraction(110), Decimal(32), LEAST, NORMS, day=DAY, whom=Whom.BELONGS).amount == 0


@given(st.fractions(0, 150), st.fractions(0, 150))
def test_whoever_is_worth_more_gets_no_more_subsidy(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    amounts = [subsidy(value, Decimal(32), LEAST, NORMS, day=DAY, whom=Whom.BELONGS).amount for value in (low, high)]
    assert amounts[0] >= amounts[1] >= 0


def test_a_value_is_looked_at_again_after_half_a_year() -> None:
    assert next_look(date(2026, 8, 31)) == date(2027, 2, 28)
