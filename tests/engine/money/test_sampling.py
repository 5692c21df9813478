"""A sample of payments by money: the published factors, every euro with the same chance, and a bound that holds."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.money.sampling import Looked, draw, poisson_limit, projected, size_for


@pytest.mark.parametrize(
    ("errors", "factor"), [(0, 3.00), (1, 4.75), (2, 6.30), (3, 7.76), (4, 9.16), (5, 10.52), (10, 16.97)]
)
def test_the_factors_are_those_of_published_tables(errors: int, factor: float) -> None:
    """AICPA, Audit Sampling, reliability factors for overstatement at 95 % (rounded up there)."""
    assert factor - 0.011 <= poisson_limit(errors) <= factor


def test_sixty_payments_without_an_error_show_that_less_than_a_twentieth_is_wrong() -> None:
    assert (size_for(0.05), size_for(0.02)) == (60, 150)
    clean = projected([Looked(cents=100, wrong=0)] * 60, interval=1_000.0)
    assert clean.found == clean.likely == 0
    assert clean.most == pytest.approx(2_995.7, abs=0.1)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=80), st.integers(1, 40), st.integers(0, 1_000))
def test_what_is_large_is_always_looked_at_and_nothing_twice(amounts: list[int], size: int, seed: int) -> None:
    cents = dict(enumerate(amounts))
    drawn = draw(cents, size, seed)
    assert len(set(drawn.keys)) == len(drawn.keys) <= max(size, 1)
    if drawn.interval:
        assert {key for key, amount in cents.items() if amount >= drawn.interval} <= set(drawn.keys)
    else:
        assert set(drawn.keys) == set(cents)


def test_every_euro_has_the_same_chance() -> None:
    cents = {"small": 100, "middle": 300, **dict.fromkeys(map(str, range(6)), 600)}
    drawn = [draw(cents, 3, seed).keys for seed in range(4_000)]
    share = {key: sum(key in one for one in drawn) / len(drawn) for key in cents}
    for key, amount in cents.items():
        assert share[key] == pytest.approx(3 * amount / 4_000, abs=0.03)


def test_the_bound_holds_in_at_least_ninety_five_of_a_hundred_worlds() -> None:
    held = 0
    for world in range(400):
        chance = Random(world)
        cents = {n: chance.randint(100, 20_000) for n in range(600)}
        wrong = {n: int(cents[n] * chance.random()) if chance.random() < 0.06 else 0 for n in cents}
        drawn = draw(cents, 60, world)
        said = projected([Looked(cents=cents[n], wrong=wrong[n]) for n in drawn.keys], drawn.interval)
        held += said.most >= sum(wrong.values())
    assert held >= 380
