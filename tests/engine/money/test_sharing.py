"""Ways of sharing: nobody worse off, nothing lost on the way, and the participant never pays."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.money import Party
from leerwerk.engine.money.sharing import (
    Fails,
    Shared,
    Stepped,
    Tariffs,
    Way,
    as_it_is,
    by_shapley,
    equal,
    fails,
    of_savings,
    paid_by,
    priced,
    proportional,
    repaid,
    shapley,
)

PARTNERS = (Party.EMPLOYER, Party.MUNICIPALITY, Party.STATE, Party.FUND)
NEEDED = frozenset({Party.EMPLOYER, Party.MUNICIPALITY})
euros = st.floats(-1e6, 1e6).map(lambda one: round(one, 2))
gains = st.fixed_dictionaries(dict.fromkeys(PARTNERS, euros))
NO_STAKE = dict.fromkeys(PARTNERS, float("inf"))


@given(gains, gains)
def test_payments_add_up_to_nothing_and_all_of_the_gain_is_given_out(
    before: dict[Party, float], by: dict[Party, float]
) -> None:
    carried = {party: abs(one) for party, one in by.items()}
    ways = [as_it_is(before), equal(before), by_shapley(before, carried, NEEDED)]
    if any(before[one] + carried[one] > 0 for one in PARTNERS):
        ways.append(proportional(before, carried))
    savers = frozenset({Party.MUNICIPALITY, Party.STATE})
    ways += [repaid(way, before, carried, savers, 1234.56) for way in (Way.TARIFFS, Way.SAVINGS, Way.STEPPED)]
    for shared in ways:
        assert sum(shared.payments.values()) == pytest.approx(0, abs=1e-3), shared.way
        assert sum(shared.gains.values()) == pytest.approx(sum(before.values()), abs=1e-3), shared.way
        assert Fails.NOT_BALANCED not in fails(shared, before, NO_STAKE)


@given(gains, gains)
def test_where_there_is_enough_equal_and_shapley_leave_nobody_worse_off(
    before: dict[Party, float], by: dict[Party, float]
) -> None:
    if sum(before.values()) >= 0:
        carried = {party: abs(one) for party, one in by.items()}
        for shared in (equal(before), by_shapley(before, carried, NEEDED)):
            assert not fails(shared, before, dict.fromkeys(PARTNERS, 0.0)), shared.way


@given(gains, gains)
def test_sharing_a_cost_by_benefits_leaves_nobody_worse_off_where_benefits_are_none_below_nothing(
    benefits: dict[Party, float], by: dict[Party, float]
) -> None:
    carried = {party: abs(one) for party, one in by.items()}
    whole = {party: abs(one) + 1 for party, one in benefits.items()}
    before = {party: whole[party] - carried[party] for party in PARTNERS}
    if sum(before.values()) >= 0:
        assert not fails(proportional(before, carried), before, dict.fromkeys(PARTNERS, 0.0))


@given(st.lists(st.floats(0, 1e5), min_size=16, max_size=16))
def test_shapley_is_the_mean_over_all_orders_in_which_they_could_join(worths: list[float]) -> None:
    names = {frozenset(one for n, one in enumerate(PARTNERS) if mask >> n & 1): worths[mask] for mask in range(1, 16)}
    names[frozenset()] = 0.0
    by_definition = dict.fromkeys(PARTNERS, 0.0)
    orders = list(permutations(PARTNERS))
    for order in orders:
        for n, party in enumerate(order):
            with_it, without = names[frozenset(order[: n + 1])], names[frozenset(order[:n])]
            by_definition[party] += (with_it - without) / len(orders)
    found = shapley(PARTNERS, names.__getitem__)
    assert found == {party: pytest.approx(one, abs=1e-6) for party, one in by_definition.items()}
    assert sum(found.values()) == pytest.approx(names[frozenset(PARTNERS)], abs=1e-6)


def test_without_whom_there_is_no_trajectory_shares_the_gain_and_who_adds_nothing_gets_nothing() -> None:
    before = {Party.EMPLOYER: -100.0, Party.MUNICIPALITY: 340.0, Party.STATE: 60.0, Party.FUND: -40.0}
    shared = by_shapley(before, {Party.FUND: 40.0}, NEEDED)
    assert shared.gains[Party.FUND] == pytest.approx(0)  # it gains nothing, so that the others carry the cost
    assert shared.gains[Party.EMPLOYER] == shared.gains[Party.MUNICIPALITY] == pytest.approx(100 + 20)
    assert shared.gains[Party.STATE] == pytest.approx(20)


def test_where_together_they_lose_nothing_is_paid() -> None:
    before = {Party.EMPLOYER: -100.0, Party.MUNICIPALITY: 50.0}
    shared = by_shapley(before, {}, NEEDED)
    assert shared.gains == before
    assert not fails(shared, before, NO_STAKE)


def test_who_saves_repays_who_carries_the_cost_in_proportion() -> None:
    before = {Party.EMPLOYER: -20.0, Party.MUNICIPALITY: 300.0, Party.STATE: 100.0, Party.FUND: -80.0}
    carried = {Party.EMPLOYER: 20.0, Party.FUND: 80.0}
    shared = repaid(Way.SAVINGS, before, carried, frozenset({Party.MUNICIPALITY, Party.STATE}), 100.0)
    assert shared.payments == pytest.approx(
        {Party.EMPLOYER: 20.0, Party.MUNICIPALITY: -75.0, Party.STATE: -25.0, Party.FUND: 80.0}
    )


def test_prices_bring_in_the_cost_when_as_many_start_and_last_as_expected() -> None:
    prices = priced(100_000, 0.5, starters=10, lasting=4)
    assert prices.prices == {"start": 5_000, "six_months": 12_500}
    assert paid_by(prices, {"six_months": 4}, started=10) == 100_000
    assert paid_by(prices, {"six_months": 4}, started=6) == 100_000  # ten were promised


def test_half_of_what_was_saved_is_koto_s_share() -> None:
    """funding-evidence § 3.6: a difference of EUR 2,670 a person, half of it."""
    assert of_savings(0.5, 2670) == 1335
    assert of_savings(0.5, -100) == 0
    with pytest.raises(ValueError, match="share"):
        of_savings(1.5, 1)


@pytest.mark.parametrize(
    ("better", "returned"),
    [
        (-0.1, 0),
        (0, 0),
        (0.01, 2.2e6),
        (0.5, 2.2e6),
        (0.75, 2.2e6 * 1.0375**4),
        (1, 2.2e6 * 1.075**4),
        (3, 2.2e6 * 1.075**4),
    ],
)
def test_actiris_steps(better: float, returned: float) -> None:
    """funding-evidence § 2.5: below the control all is lost, to 50 % better the money itself, to 7.5 % a year above."""
    assert Stepped().comes_back(2.2e6, 4, better) == pytest.approx(returned)


def test_steps_that_do_not_go_up_are_refused() -> None:
    with pytest.raises(ValueError, match="steps"):
        Stepped(nothing=0.5, whole=0.5)


def test_fewer_candidates_than_were_promised_are_paid_for_all_the_same() -> None:
    tariffs = Tariffs(prices={"start": 1000, "six_months": 3000}, promised=150, most=400_000)
    assert paid_by(tariffs, {"six_months": 38}, started=96) == 150_000 + 114_000
    assert paid_by(tariffs, {"six_months": 38}, started=160) == 160_000 + 114_000
    assert paid_by(tariffs, {"six_months": 150}, started=160) == 400_000


def test_who_is_hard_to_place_has_a_price_of_their_own() -> None:
    tariffs = Tariffs(prices={"six_months": 3000}, bands={"hard": 1.5, "easy": 1.0}, least=1000)
    assert paid_by(tariffs, {"six_months": 2}, started=5, band="hard") == 9000
    assert paid_by(tariffs, {}, started=5, band="easy") == 1000


def test_one_price_for_all_a_participant_who_pays_and_a_loss_beyond_the_stake_are_named() -> None:
    before = {Party.EMPLOYER: 10.0, Party.PARTICIPANT: 10.0}
    paying = Shared(
        way=Way.TARIFFS,
        payments={Party.EMPLOYER: 15.0, Party.PARTICIPANT: -15.0},
        gains={Party.EMPLOYER: 25.0, Party.PARTICIPANT: -5.0},
    )
    found = fails(paying, before, {Party.PARTICIPANT: 0.0}, Tariffs(prices={"start": 1.0}))
    assert found == {Fails.PARTICIPANT_PAYS, Fails.WORSE_OFF, Fails.BEYOND_STAKE, Fails.CREAMS}
    lost = Shared(way=Way.STEPPED, payments={Party.EMPLOYER: 0.0}, gains={Party.EMPLOYER: 10.0})
    assert fails(lost, before, {}) == {Fails.NOT_BALANCED}
