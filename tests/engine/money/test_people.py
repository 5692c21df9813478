"""How participants fare, person by person and on average."""

import numpy as np
import pytest

from leerwerk.engine.money import Code
from leerwerk.engine.money.draws import drawn
from leerwerk.engine.money.people import kept, lived, on_average
from tests.engine.money.cases import STATED, green

DRAWS = drawn(STATED.values(), 4000, seed=2)
MONTHS = 60


@pytest.mark.parametrize("other", [{}, {"trial": 0, "pre_track": 0}, {"learn_work": 70}, {"trial": 6, "begins": 3}])
def test_drawn_one_by_one_they_fare_as_on_average(other: dict[str, int]) -> None:
    group = green(starters=40, **other)
    one_by_one, average = lived(group, DRAWS, MONTHS, 7, "people"), on_average(group, DRAWS, MONTHS)
    for name in ("preparing", "learning", "trying", "here"):
        found, wanted = getattr(one_by_one, name).mean(axis=0), getattr(average, name).mean(axis=0)
        assert np.abs(found - wanted).max() < 0.15, name  # of forty people; four times the error of the mean
    assert one_by_one.placed.mean() == pytest.approx(average.placed.mean(), abs=0.2)


def test_nobody_is_in_two_places_or_comes_back() -> None:
    found = lived(green(), DRAWS, MONTHS, 7, "people")
    there = found.preparing + found.learning
    assert (np.diff(there[:, :18]) <= 0).all()
    assert (np.diff(found.here[:, 20:]) <= 0).all()
    everywhere = there + found.trying + found.here
    assert everywhere.max() <= 14
    assert (found.placed <= found.completed).all()
    assert (found.here[:, 20] <= found.placed).all()


def test_a_smaller_group_or_one_with_other_chances_has_the_same_people() -> None:
    large, small = lived(green(starters=70), DRAWS, MONTHS, 7, "p"), lived(green(starters=69), DRAWS, MONTHS, 7, "p")
    assert set(np.unique(large.completed - small.completed)) == {0.0, 1.0}
    worse = {**DRAWS, Code.NEXT_STEP: DRAWS[Code.NEXT_STEP] * 0.9}
    fewer = lived(green(starters=70), worse, MONTHS, 7, "p")
    assert (fewer.completed == large.completed).all()
    assert (fewer.placed <= large.placed).all()
    assert not (lived(green(starters=70), DRAWS, MONTHS, 8, "p").completed == large.completed).all()


def test_they_stay_as_is_known_after_half_a_year_a_year_and_two() -> None:
    found = kept(np.array([0.0, 6, 12, 24]), DRAWS)
    assert (found[:, 0] == 1).all()
    assert found[:, 1] == pytest.approx(DRAWS[Code.STAYS_6_MONTHS])
    lowest = np.minimum(np.minimum(DRAWS[Code.STAYS_24_MONTHS], DRAWS[Code.STAYS_12_MONTHS]), found[:, 1])
    assert found[:, 3] == pytest.approx(lowest)
    assert (np.diff(kept(np.arange(60.0), DRAWS), axis=1) <= 1e-12).all()
