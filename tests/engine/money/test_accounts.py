"""Books of a budget: whatever is written, all accounts together are nothing, and what is wrong is found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.money.accounts import (
    GOES,
    LEVELS,
    OUTSIDE,
    Account,
    Broken,
    Entry,
    Level,
    Move,
    balances,
    by_account,
    checked,
    level_of,
    year_of,
)

DAY = date(2026, 3, 1)
SUBJECTS = {"reservation": 1, "commitment": 11, "claim": 111}


def _entry(move: Move, cents: int, on: date = DAY) -> Entry:
    named = {level: SUBJECTS[level] for level in LEVELS[1 : LEVELS.index(level_of(move)) + 1]}
    return Entry(move=move, cents=cents, on=on, **named)


WHOLE_LIFE = [
    _entry(Move.PROMISE, 1000),
    _entry(Move.RESERVE, 800),
    _entry(Move.COMMIT, 600),
    _entry(Move.CLAIM, 500),
    _entry(Move.REFUSE, 100),
    _entry(Move.PAY, 400),
    _entry(Move.PAY_OUT, 400),
    _entry(Move.RECEIVE, 300),
    _entry(Move.RECLAIM, 50),
    _entry(Move.WAIVE, 20),
    _entry(Move.GIVE_BACK, 30),
    _entry(Move.PAID_BACK, 30),
    _entry(Move.FREE, 200),
]


def test_what_was_promised_is_always_in_exactly_one_place() -> None:
    for end in range(1, len(WHOLE_LIFE) + 1):
        found = by_account(WHOLE_LIFE[:end])
        inside = [one for one in Account if one not in OUTSIDE and one is not Account.CASH]
        assert sum(found[one] for one in inside) == 1000
    assert found == {
        Account.PROMISED: -1000,
        Account.AVAILABLE: 400,
        Account.RESERVED: 30,
        Account.COMMITTED: 200,
        Account.CLAIMED: 0,
        Account.PAID: 370,
        Account.OWED: 0,
        Account.PAYER: -300,
        Account.CASH: -70,
        Account.PARTY: 370,
    }
    assert checked(WHOLE_LIFE) == []


@given(st.lists(st.tuples(st.sampled_from(Move), st.integers(1, 1000), st.integers(2024, 2027))))
def test_whatever_is_written_all_accounts_together_are_nothing_and_years_add_up(
    rows: list[tuple[Move, int, int]],
) -> None:
    entries = [_entry(move, cents, date(year, 6, 1)) for move, cents, year in rows]
    assert sum(balances(entries).values()) == 0
    for year in (2024, 2025, 2026, 2027):
        found = year_of(entries, year)
        for account in Account:
            change = sum(
                cents * ((GOES[move][1] is account) - (GOES[move][0] is account)) for move, cents in found.moved.items()
            )
            assert found.closing[account] == found.opening[account] + change


@given(st.lists(st.tuples(st.sampled_from(Move), st.integers(1, 1000))))
def test_the_checker_finds_an_account_below_nothing_exactly_when_there_was_one(rows: list[tuple[Move, int]]) -> None:
    entries = [_entry(move, cents) for move, cents in rows]
    short = [
        at
        for at, one in enumerate(entries)
        if GOES[one.move][0] not in OUTSIDE | {Account.CASH}
        and balances(entries[: at + 1])[GOES[one.move][0], one.key(GOES[one.move][0])] < 0
    ]
    assert [one.at for one in checked(entries) if one.what is Broken.OVERDRAWN] == short


@pytest.mark.parametrize(
    ("entries", "closed", "what"),
    [
        ([_entry(Move.PROMISE, 0)], {}, Broken.NOTHING),
        ([_entry(Move.PROMISE, 10), Entry(move=Move.RESERVE, cents=5, on=DAY)], {}, Broken.NO_SUBJECT),
        ([_entry(Move.PROMISE, 10), _entry(Move.PROMISE, 10)], {2026: 1}, Broken.CLOSED),
        ([_entry(Move.PROMISE, 10), _entry(Move.PROMISE, 10, date(2025, 1, 1))], {2026: 1}, Broken.CLOSED),
        (WHOLE_LIFE[:6], {}, Broken.ONE_SIDED),
    ],
)
def test_each_kind_of_mistake_is_found(entries: list[Entry], closed: dict[int, int], what: Broken) -> None:
    assert [one.what for one in checked(entries, closed)] == [what]


def test_what_a_claim_says_names_what_was_agreed_and_kept_as_well() -> None:
    assert {level_of(move) for move in (Move.CLAIM, Move.PAY, Move.PAY_OUT, Move.PAID_BACK)} == {Level.CLAIM}
    assert level_of(Move.COMMIT) is Level.COMMITMENT
    assert level_of(Move.FREE) is Level.RESERVATION
    assert level_of(Move.RECEIVE) is Level.BUDGET
