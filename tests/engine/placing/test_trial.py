"""A trial placement takes two months, and at most six with a ground."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.placing import Ground, TrialFacts, TrialLack, lawful_range, trial_lacks
from tests.engine.placing.known import NORMS, TODAY

FIRST = date(2027, 3, 1)
WHOLE = TrialFacts(
    employer="Groenwerk",
    workplace="Kwekerij",
    tasks=("Oppotten",),
    goals=("Zelf een bestelling klaarzetten",),
    hours=Decimal(24),
    begins=FIRST,
    ends=date(2027, 4, 30),
    intends=True,
    coach="Mila de Graaf",
    looked_at=date(2027, 3, 29),
)
SPOILED: list[tuple[dict[str, Any], TrialLack]] = [
    ({"employer": ""}, TrialLack.EMPLOYER),
    ({"workplace": " "}, TrialLack.WORKPLACE),
    ({"tasks": ()}, TrialLack.TASKS),
    ({"goals": (" ",)}, TrialLack.GOALS),
    ({"hours": None}, TrialLack.HOURS),
    ({"hours": Decimal(0)}, TrialLack.HOURS_TOO_FEW),
    ({"hours": Decimal(49)}, TrialLack.HOURS_TOO_MANY),
    ({"begins": None}, TrialLack.FIRST_DAY),
    ({"ends": None}, TrialLack.END),
    ({"ends": date(2027, 5, 1)}, TrialLack.GROUND),
    ({"ends": date(2027, 9, 1), "grounds": frozenset({Ground.LOW_SKILLED})}, TrialLack.TOO_LONG),
    ({"intends": False}, TrialLack.INTENTION),
    ({"intends": None}, TrialLack.INTENTION),
    ({"coach": ""}, TrialLack.COACH),
    ({"looked_at": None}, TrialLack.LOOKED_AT),
    ({"looked_at": date(2027, 5, 1)}, TrialLack.LOOKED_AT_OUTSIDE),
]


def test_a_whole_trial_lacks_nothing() -> None:
    assert trial_lacks(WHOLE, NORMS, today=TODAY) == ()


@pytest.mark.parametrize(("change", "lack"), SPOILED)
def test_each_fact_that_is_missing_or_not_allowed_is_named_alone(change: dict[str, Any], lack: TrialLack) -> None:
    assert trial_lacks(replace(WHOLE, **change), NORMS, today=TODAY) == (lack,)


def test_an_end_before_the_first_day_is_named() -> None:
    backwards = replace(WHOLE, ends=date(2027, 2, 28))
    assert TrialLack.END_BEFORE_FIRST_DAY in trial_lacks(backwards, NORMS, today=TODAY)
    assert {lack for _, lack in SPOILED} | {TrialLack.END_BEFORE_FIRST_DAY} == set(TrialLack)


@pytest.mark.parametrize("ground", Ground)
def test_with_a_ground_it_may_take_six_months(ground: Ground) -> None:
    assert lawful_range(FIRST, NORMS).longest == date(2027, 8, 31)
    longer = replace(WHOLE, ends=date(2027, 8, 31), grounds=frozenset({ground}))
    assert trial_lacks(longer, NORMS, today=TODAY) == ()


@given(st.integers(0, 400), st.booleans())
def test_what_may_be_longer_may_be_shorter(days: int, ground: bool) -> None:
    one = replace(
        WHOLE,
        ends=date(2027, 3, 29) + timedelta(days=days),
        grounds=frozenset({Ground.NEW_TRADE}) if ground else frozenset(),
    )
    if not trial_lacks(one, NORMS, today=TODAY):
        assert not trial_lacks(replace(one, ends=date(2027, 3, 29)), NORMS, today=TODAY)
