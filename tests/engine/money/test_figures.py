"""Figures are dated, sourced and as unsure as they are; none is guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from leerwerk.engine.money import (
    Code,
    Confidence,
    FigureExpired,
    FigureMissing,
    Figures,
    FiguresOverlap,
    Shape,
    mean,
    moved_to,
    stated_figures,
)
from leerwerk.engine.money.draws import drawn, evenly, quantiles
from leerwerk.engine.money.forecast import usual
from scripts import money_figures
from tests.engine.money.cases import DAY, STATED

FIGURES = stated_figures()


def test_table_and_page_are_what_the_script_writes() -> None:
    assert money_figures.TABLE.read_text(encoding="utf-8") == money_figures.table()
    page = money_figures.PAGE.read_text(encoding="utf-8")
    assert page == money_figures.page(page), "run: python scripts/money_figures.py"
    assert set(money_figures.MEANING) == {str(code) for code in Code}


def test_every_figure_says_where_it_comes_from_and_the_unsure_ones_how_unsure() -> None:
    assert all(one.source for one in FIGURES.rows)
    certain_and_low = {one.code for one in FIGURES.rows if one.is_unsure and one.shape is Shape.FIXED}
    assert certain_and_low == {  # of these nothing is known but one number
        Code.BENEFIT_EXECUTION,
        Code.BUIG_KEPT_YEAR_1,
        Code.COURSE_FEE_HIGH,
        Code.COURSE_FEE_LOW,
        Code.EFFECT_FADES_MONTHS,
    }


def test_an_amount_that_has_ended_is_refused_unless_it_is_asked_for_as_last_known_and_then_it_is_unsure() -> None:
    later = date(2026, 12, 1)
    with pytest.raises(FigureExpired):
        FIGURES.on(Code.MINIMUM_WAGE, later)
    assert FIGURES.on(Code.MINIMUM_WAGE, DAY).confidence is Confidence.HIGH
    last = FIGURES.last_known(Code.MINIMUM_WAGE, later)
    assert (last.value, last.confidence) == (Decimal("14.71"), Confidence.LOW)
    with pytest.raises(FigureMissing):
        FIGURES.last_known(Code.MINIMUM_WAGE, date(2025, 1, 1))


def test_two_rows_that_contradict_are_refused() -> None:
    row = STATED[Code.EFFECT]
    with pytest.raises(FiguresOverlap):
        Figures([row, replace(row, valid_from=date(2025, 1, 1))])


@pytest.mark.parametrize(
    "bad",
    [
        {"shape": Shape.TRIANGLE, "a": Decimal(1), "b": Decimal(2)},
        {"shape": Shape.BETA, "a": Decimal(0), "b": Decimal(2)},
        {"shape": Shape.NORMAL, "a": None},
        {"shape": Shape.CHANCE, "value": Decimal(2)},
    ],
)
def test_numbers_that_do_not_belong_to_their_shape_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="effect"):
        replace(STATED[Code.EFFECT], **bad)


def test_invol_says_how_many_complete_and_go_on() -> None:
    """funding-evidence § 2.4, three exact years pooled: 2,454 started, 2,074 completed, 1,426 went on."""
    assert round(mean(STATED[Code.COMPLETES]), 3) == round(2074 / 2454, 3) == 0.845
    assert round(float(STATED[Code.NEXT_STEP].value), 3) == round(1426 / 2074, 3) == 0.688
    assert round(usual(STATED).placed, 3) == pytest.approx(round(1426 / 2454, 3), abs=0.001)


def test_draws_have_the_mean_and_the_spread_that_are_stated() -> None:
    draws = drawn(STATED.values(), 20_000, seed=3)
    for code, one in STATED.items():
        assert draws[code].mean() == pytest.approx(mean(one), rel=2e-3, abs=1e-4), code
    assert draws[Code.EFFECT].std() == pytest.approx(0.06, rel=0.01)
    beta = draws[Code.COMPLETES]
    assert beta.std() == pytest.approx((33.8 * 6.2 / 40**2 / 41) ** 0.5, rel=0.01)
    triangle = draws[Code.BENEFIT_COST]
    assert 15_000 <= triangle.min() < triangle.max() <= 20_000


def test_the_same_figure_has_the_same_draws_whatever_else_is_drawn() -> None:
    alone = drawn([STATED[Code.EFFECT]], 1000, seed=5)
    assert (alone[Code.EFFECT] == drawn(STATED.values(), 1000, seed=5)[Code.EFFECT]).all()
    assert not (alone[Code.EFFECT] == drawn(STATED.values(), 1000, seed=6)[Code.EFFECT]).all()
    assert sorted((evenly(5, "any", 1000) * 1000).astype(int)) == list(range(1000))


def test_a_figure_with_another_value_keeps_how_unsure_it_is_and_moves_every_draw_the_same_way() -> None:
    at = evenly(1, "any", 2000)
    for code, value in ((Code.NEXT_STEP, "0.53"), (Code.LANGUAGE_HOUR, "12"), (Code.EFFECT, "0.05")):
        moved = moved_to(STATED[code], Decimal(value))
        before, after = quantiles(STATED[code], at), quantiles(moved, at)
        assert (after < before).all()
        assert after.std() == pytest.approx(before.std(), rel=0.15)
    assert moved_to(STATED[Code.COMPLETES], Decimal(1)).shape is Shape.FIXED
    assert quantiles(moved_to(STATED[Code.STAYS_6_MONTHS], Decimal("0.95")), np.array([0.999]))[0] <= 1
