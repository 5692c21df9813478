"""Every euro has somebody who pays and somebody who receives, and what that is worth."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.money import (
    AT,
    PARTIES,
    Item,
    Kind,
    NotARow,
    Party,
    Row,
    a_year,
    cents,
    factors,
    net,
    payback_months,
    peak,
)

MONTHS = 60
pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(lambda two: two[0] is not two[1])


def _row(month: int, two: tuple[Party, Party], amount: int) -> Row:
    kind = Kind.RESOURCE if Party.WORLD in two else Kind.TRANSFER
    return Row(month=month, payer=two[0], payee=two[1], item=Item.LESSONS, cents=amount, kind=kind)


rows = st.lists(st.builds(_row, st.integers(0, MONTHS - 1), pairs, st.integers(0, 10**9)), max_size=40)


@given(rows)
def test_what_all_parties_gain_is_what_the_world_gives_in_each_month_and_at_any_rate(ledger: list[Row]) -> None:
    found = net(ledger, MONTHS)
    assert not found.sum(axis=1).any()
    for rate in (0.0, 0.0225, 0.07):
        values = found.T.astype(float) @ factors(rate, MONTHS)
        parties = values.sum() - values[AT[Party.WORLD]]
        assert parties == pytest.approx(-values[AT[Party.WORLD]], abs=1e-3, rel=1e-12)


@given(rows)
def test_transfers_cancel(ledger: list[Row]) -> None:
    transfers = [one for one in ledger if one.kind is Kind.TRANSFER]
    found = net(transfers, MONTHS)
    assert not found[:, AT[Party.WORLD]].any()
    assert not found.sum(axis=1).any()


@given(rows, st.integers(0, 100))
def test_an_amount_in_two_parts_is_the_same(ledger: list[Row], share: int) -> None:
    parts = [
        replace(one, cents=part)
        for one in ledger
        for part in (one.cents * share // 100, one.cents - one.cents * share // 100)
    ]
    assert (net(parts, MONTHS) == net(ledger, MONTHS)).all()


@given(rows, st.lists(st.booleans(), min_size=40, max_size=40))
def test_a_party_in_two_parts_gains_the_same_together(ledger: list[Row], first: list[bool]) -> None:
    """A part of what the state pays and receives is put on the fund: both together have what it had."""
    state, fund = Party.STATE, Party.FUND
    without = [one for one in ledger if fund not in (one.payer, one.payee)]
    moved = [
        replace(
            one,
            payer=fund if one.payer is state else one.payer,
            payee=fund if one.payee is state else one.payee,
        )
        if other
        else one
        for one, other in zip(without, first, strict=False)
    ]
    before, after = net(without, MONTHS), net(moved, MONTHS)
    assert (before[:, AT[state]] == after[:, AT[state]] + after[:, AT[fund]]).all()
    others = [AT[one] for one in PARTIES if one not in (state, fund)]
    assert (before[:, others] == after[:, others]).all()


@pytest.mark.parametrize(
    ("two", "kind"),
    [
        ((Party.STATE, Party.STATE), Kind.TRANSFER),
        ((Party.STATE, Party.WORLD), Kind.TRANSFER),
        ((Party.STATE, Party.FUND), Kind.RESOURCE),
    ],
)
def test_what_is_no_flow_from_one_to_another_is_refused(two: tuple[Party, Party], kind: Kind) -> None:
    with pytest.raises(NotARow):
        Row(month=0, payer=two[0], payee=two[1], item=Item.WAGE, cents=1, kind=kind)


@pytest.mark.parametrize(("month", "amount"), [(-1, 1), (0, -1)])
def test_neither_month_nor_amount_is_below_zero(month: int, amount: int) -> None:
    with pytest.raises(NotARow):
        _row(month, (Party.STATE, Party.FUND), amount)


def test_five_years_of_one_euro_are_worth_what_the_standard_rate_says() -> None:
    """funding-evidence § 3.4: 4.7318 paid halfway each year, 4.6795 at its end, at 2.25 %."""
    assert factors(0.0225, 5, a_year=1).sum() == pytest.approx(4.7318, abs=5e-5)
    assert factors(0.0225, 5, a_year=1, within=1).sum() == pytest.approx(4.6795, abs=5e-5)


def test_an_effect_that_fades_is_half_a_year_of_work() -> None:
    """funding-evidence § 3.3: 15 points for three years, half of it in the fourth: 0.5047 years, EUR 8,521."""
    years = float(np.array([0.15, 0.15, 0.15, 0.075]) @ factors(0.0225, 4, a_year=1))
    assert years == pytest.approx(0.5047, abs=5e-5)
    assert round(years * 16_883) == 8_521


@pytest.mark.parametrize(
    ("hours", "wage", "cost"), [("24", 19_827, 23_223), ("32", 26_436, 30_964), ("36", 29_740, 34_835)]
)
def test_a_year_at_the_minimum_wage_costs_what_was_reckoned(hours: str, wage: int, cost: int) -> None:
    """funding-evidence § 1.5: 2026, with 8 % holiday pay, a small employer with the low AWf rate."""
    found = a_year(Decimal(hours), Decimal("14.71"), Decimal("0.08"), Decimal("0.1713"))
    assert (round(found.wage), round(found.cost)) == (wage, cost)


def test_half_a_cent_goes_up() -> None:
    assert [str(cents(Decimal(one))) for one in ("0.005", "881.188", "1.004999")] == ["0.01", "881.19", "1.00"]


def test_money_is_back_when_it_stays_back() -> None:
    flow = np.array([-10.0, 12, -5, 4, 0, 1])
    assert payback_months(flow) == 3
    assert payback_months(np.array([-1.0, 0.5])) == -1
    assert payback_months(np.array([1.0, -0.5])) == 0
    assert payback_months(np.stack([flow, -flow])).tolist() == [3, -1]


def test_what_has_to_be_paid_first_is_the_deepest_point() -> None:
    found = peak(np.array([-10.0, 12, -5, 4]))
    assert (found.amount, found.month) == (10, 0)
    assert peak(np.array([3.0, -2])).amount == 0
