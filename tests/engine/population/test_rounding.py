"""Rounding to whole people loses nobody and favours nobody by more than one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.population.rounding import by_rank, deal, largest_remainder, round_keeping_total

WEIGHTS = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=60)


@given(total=st.integers(0, 200_000), weights=WEIGHTS)
def test_everyone_is_counted_once_and_no_cell_is_off_by_a_whole_person(total: int, weights: list[float]) -> None:
    counts = largest_remainder(total, weights)
    assert counts.sum() == total
    exact = total * np.array(weights) / sum(weights)
    assert (np.abs(counts - exact) <= 1 + 1e-6).all()


@given(expected=st.lists(st.floats(0, 500), min_size=1, max_size=60))
def test_rounding_keeps_the_rounded_total(expected: list[float]) -> None:
    counts = round_keeping_total(expected)
    assert abs(counts.sum() - sum(expected)) <= 0.5 + 1e-6
    assert (np.abs(counts - expected) <= 1 + 1e-6).all()


@given(total=st.integers(1, 500), weights=WEIGHTS, seed=st.integers(0, 99))
def test_dealing_meets_the_shares_whatever_the_seed(total: int, weights: list[float], seed: int) -> None:
    dealt = deal(total, weights, np.random.default_rng(seed))
    assert np.array_equal(np.bincount(dealt, minlength=len(weights)), largest_remainder(total, weights))


def test_a_higher_score_never_gets_a_lower_cell() -> None:
    score = np.random.default_rng(4).normal(size=300)
    cells = by_rank(score, (1, 2, 3))
    assert np.array_equal(np.bincount(cells), [50, 100, 150])
    assert (np.diff(cells[np.argsort(score)]) >= 0).all()
