"""Shares and how unsure they are: published values, bounds that hold, and what cannot be told yet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.outcomes.shares import beta_below, exact, expected_range, needed_per_arm, shrunk, wilson

# Hits of 18 players in their first 45 times at bat in 1970, and their average over the rest (Efron and Morris 1975).
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
REST = [346, 298, 276, 222, 273, 270, 263, 210, 269, 230, 264, 256, 303, 264, 226, 286, 316, 200]


@pytest.mark.parametrize(
    ("first", "second", "each"), [(0.15, 0.30, 120), (0.30, 0.45, 162), (0.45, 0.60, 173), (0.50, 0.55, 1565)]
)
def test_how_many_each_arm_needs_is_as_published(first: float, second: float, each: int) -> None:
    assert round(needed_per_arm(first, second)) == each
    assert needed_per_arm(second, first) == pytest.approx(needed_per_arm(first, second))


def test_exact_and_wilson_bounds_are_as_published() -> None:
    """Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for some, of, low, high in ((81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684)):
        found = exact(some, of)
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    for some, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)):
        found = wilson(some, of)
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("of", [15, 60])
@pytest.mark.parametrize("share", [0.05, 0.31, 0.58, 0.9])
def test_exact_bounds_hold_at_least_as_often_as_they_say(of: int, share: float) -> None:
    counts = np.random.default_rng(3).binomial(of, share, 20_000)
    bounds = {some: exact(some, of) for some in set(counts.tolist())}
    held = np.mean([bounds[some].low <= share <= bounds[some].high for some in counts.tolist()])
    assert held >= 0.945


@given(st.integers(1, 200), st.data())
def test_a_share_lies_within_its_bounds(of: int, data: st.DataObject) -> None:
    some = data.draw(st.integers(0, of))
    for found in (exact(some, of), wilson(some, of)):
        assert 0 <= found.low <= found.share <= found.high <= 1


@given(st.floats(0.5, 40), st.floats(0.5, 40), st.floats(0.001, 0.999))
def test_the_incomplete_beta_turns_round_and_grows(a: float, b: float, x: float) -> None:
    assert beta_below(x, a, b) == pytest.approx(1 - beta_below(1 - x, b, a), abs=1e-12)
    assert beta_below(x / 2, a, b) <= beta_below(x, a, b) + 1e-12
    assert beta_below(x, 1, 1) == pytest.approx(x)


@pytest.mark.parametrize("of", [4, 15, 60, 300])
def test_luck_alone_leads_no_more_providers_outside_a_funnel_than_it_says(of: int) -> None:
    low, high = expected_range(0.58, of)
    counts = np.random.default_rng(5).binomial(of, 0.58, 200_000)
    assert (counts < low).mean() <= 0.0013
    assert (counts > high).mean() <= 0.0013
    assert expected_range(0.0, of) == (0, 0)
    assert expected_range(1.0, of) == (of, of)


def test_batting_averages_drawn_together_are_closer_to_the_rest_of_the_season_as_published() -> None:
    averages = [hits / 45 for hits in HITS]
    mean = sum(averages) / len(averages)
    found = shrunk(averages, mean * (1 - mean) / 45)
    assert found.keeps == pytest.approx(0.212, abs=1e-3)
    rest = [one / 1000 for one in REST]
    before = sum((one - true) ** 2 for one, true in zip(averages, rest, strict=True))
    after = sum((one - true) ** 2 for one, true in zip(found.values, rest, strict=True))
    assert (before, after) == pytest.approx((0.0754, 0.0213), abs=1.5e-4)
    assert before / after == pytest.approx(3.5, abs=0.06)


def test_what_no_share_can_be_is_an_error() -> None:
    for call in (
        lambda: exact(3, 2),
        lambda: wilson(0, 0),
        lambda: needed_per_arm(0.3, 0.3),
        lambda: expected_range(1.2, 3),
        lambda: shrunk([0.1, 0.2, 0.3], 0.1),
    ):
        with pytest.raises(ValueError, match=r" of |endlessly|borrow"):
            call()
