"""Who is still there and who came to which end: published values, ties exactly, and bands that hold."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.outcomes import (
    NobodyThere,
    chi_squared_beyond,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
)

# Remission of leukaemia in weeks, with 6-MP and with placebo (Freireich et al. 1963); 0: still in remission.
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
rows = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), min_size=1, max_size=60)


def test_remission_with_6_mp_is_as_published() -> None:
    curve = kaplan_meier(SIX_MP, ENDED)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.share == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5)
    assert curve.error[0] == pytest.approx(0.0764, abs=5e-5)  # Greenwood's
    assert curve.at(100)[0] == pytest.approx(0.4482, abs=5e-5)
    assert curve.at(5) == pytest.approx((1.0, float("nan"), float("nan")), nan_ok=True)


def test_6_mp_and_placebo_differ_as_published() -> None:
    found = log_rank(SIX_MP + PLACEBO, ENDED + [1] * len(PLACEBO), ["6-MP"] * 21 + ["placebo"] * 21)
    assert found.chi_squared == pytest.approx(16.79, abs=5e-3)
    assert found.chance == pytest.approx(4.17e-5, rel=5e-3)


@pytest.mark.parametrize(
    ("value", "degrees", "chance"),
    [
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (11.070, 5, 0.05),
        (18.307, 10, 0.05),
        (2.558, 10, 0.99),
        (124.342, 100, 0.05),
    ],
)
def test_chi_squared_is_as_in_published_tables(value: float, degrees: int, chance: float) -> None:
    assert chi_squared_beyond(value, degrees) == pytest.approx(chance, abs=5e-5)


def test_ends_on_the_same_day_each_take_their_part_of_who_was_there() -> None:
    """Four people; two find work and one stops on the third day, in whatever order they are written."""
    time, cause = np.array([3, 3, 3, 5]), np.array([1, 2, 1, 1])
    for order in ([0, 1, 2, 3], [1, 0, 2, 3], [3, 2, 0, 1]):
        work, stopped = (cumulative_incidence(time[order], cause[order], of) for of in (1, 2))
        assert work.share.tolist() == [0.5, 0.75]
        assert stopped.share.tolist() == [0.25, 0.25]


@given(rows)
def test_all_ends_together_are_what_is_no_longer_there(told: list[tuple[int, int]]) -> None:
    time, cause = (np.array(one) for one in zip(*told, strict=True))
    left = kaplan_meier(time, cause != 0)
    together = sum(cumulative_incidence(time, cause, of).share for of in (1, 2, 3))
    assert together == pytest.approx(1 - left.share)


@given(rows)
def test_with_one_end_it_is_what_is_not_there_any_more_with_the_same_error(told: list[tuple[int, int]]) -> None:
    time, cause = (np.array(one) for one in zip(*told, strict=True))
    ended = (cause != 0).astype(int)
    left, gone = kaplan_meier(time, ended), cumulative_incidence(time, ended, 1)
    assert gone.share == pytest.approx(1 - left.share)
    inside = (left.share > 0) & (left.share < 1)
    assert gone.error[inside] == pytest.approx(left.error[inside], abs=1e-9)


@given(rows, st.randoms(use_true_random=False))
def test_nothing_hangs_on_the_order_of_rows(told: list[tuple[int, int]], chance: Random) -> None:
    other = list(told)
    chance.shuffle(other)
    first, second = (cumulative_incidence([t for t, _c in rows], [c for _t, c in rows], 1) for rows in (told, other))
    assert first.share.tolist() == second.share.tolist()
    assert first.error.tolist() == second.error.tolist()


def test_who_comes_under_observation_later_is_not_there_before() -> None:
    curve = kaplan_meier([4, 6, 6, 8], [1, 1, 0, 1], entry=[0, 0, 5, 0])
    assert curve.at_risk.tolist() == [3, 3, 1]


def test_nobody_and_what_no_episode_can_be_is_an_error() -> None:
    with pytest.raises(NobodyThere):
        kaplan_meier([], [])
    for time, cause, entry in (([1.0, 2.0], [1], None), ([float("nan")], [1], None), ([1.0], [1], [1.0])):
        with pytest.raises(ValueError, match=r"everybody|as many"):
            cumulative_incidence(time, cause, 1, entry=entry)
    with pytest.raises(ValueError, match="still there"):
        cumulative_incidence([1.0], [1], 0)
    with pytest.raises(ValueError, match="one group"):
        log_rank([1, 2], [1, 1], ["a", "a"])


@pytest.mark.parametrize("many", [60, 300])
def test_the_band_of_an_incidence_holds_in_about_ninety_five_of_a_hundred_worlds(many: int) -> None:
    """People find work with 0.06 a month or stop with 0.03; who came later is followed for a shorter time."""
    truth, at = 0.06 / 0.09 * (1 - np.exp(-0.09 * 12)), 12.0
    chance, held, worlds = np.random.default_rng(7), 0, 1_500
    for _world in range(worlds):
        ends = chance.exponential(1 / 0.09, many)
        seen = chance.uniform(6, 24, many)
        cause = np.where(ends <= seen, np.where(chance.random(many) < 2 / 3, 1, 2), 0)
        _share, low, high = cumulative_incidence(np.minimum(ends, seen), cause, 1).at(at)
        held += low <= truth <= high
    assert 0.93 <= held / worlds <= 0.97
