"""What one workplace costs an employer and brings, when somebody completes and stays."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from leerwerk.engine.money import Item, a_year
from leerwerk.engine.money.workplace import Workplace, workplace
from tests.engine.money.cases import STATED, green

PLACE = green(starters=1, pre_track=0, learn_work=12, trial=0, hours=32, working=0.8, costs=(), grants=())


def _found(received: tuple[tuple[int, float], ...] = (), **other: Any) -> Workplace:
    return workplace(replace(PLACE, **other), STATED, received, months=48)


def test_a_year_of_wage_and_premiums_is_what_a_year_of_work_costs() -> None:
    found = _found()
    told = a_year(Decimal(32), Decimal("14.71"), Decimal("0.08"), Decimal("0.1713"))
    assert -found.by_item[Item.WAGE][:12].sum() == pytest.approx(float(told.wage), abs=0.01)
    paid = found.by_item[Item.WAGE] + found.by_item[Item.CHARGES]
    assert -paid[:12].sum() == pytest.approx(float(told.cost), abs=0.01)


def test_it_costs_first_and_then_brings_and_guidance_is_in_the_first_year() -> None:
    found = _found()
    assert found.first.amount > 0
    assert found.so_far[0] < 0
    assert found.by_item[Item.MENTOR][11] < 0
    assert not found.by_item[Item.MENTOR][12:].any()
    output = found.by_item[Item.OUTPUT]
    assert (np.diff(output) > -1e-9).all()
    assert output[12] > output[11] * 1.2  # no lessons any more
    assert (found.low < found.high).all()
    assert found.by_item[Item.VACANCY][12] == pytest.approx(16_000 / 3, rel=0.01)
    assert np.count_nonzero(found.by_item[Item.VACANCY]) == 1


def test_money_that_comes_after_the_year_makes_it_come_back_sooner_but_not_less_to_pay_first() -> None:
    without, with_it = _found(), _found(((17, 2600.0),))
    assert with_it.so_far[-1] == pytest.approx(without.so_far[-1] + 2600)
    assert with_it.first.amount == without.first.amount
    assert with_it.so_far[16] == without.so_far[16]


def test_what_is_received_after_the_page_ends_is_left_out() -> None:
    assert (_found(((48, 2600.0),)).so_far == _found().so_far).all()


def test_a_trial_placement_costs_no_wage() -> None:
    found = _found(trial=2)
    assert found.by_item[Item.WAGE][12] == found.by_item[Item.WAGE][13] == 0
    assert found.by_item[Item.OUTPUT][12] > 0
