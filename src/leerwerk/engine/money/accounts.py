"""Double-entry books of one budget: every amount goes from one account to another, and none goes below nothing.

What a payer promised is at any moment in exactly one place: available, reserved for a group, committed to a party,
claimed by it, paid, or owed back. Beside it stands the cash: what the payer really sent and what really left.
Amounts are whole cents. The database refuses what would overdraw an account; ``checked`` proves it from the entries
alone and trusts nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Account(StrEnum):
    """Where money stands."""

    PROMISED = "promised"  # outside: what the payer still holds
    AVAILABLE = "available"
    RESERVED = "reserved"  # for a group
    COMMITTED = "committed"  # agreed with a party
    CLAIMED = "claimed"  # by that party, with a bill
    PAID = "paid"
    OWED = "owed"  # to be paid back by that party
    PAYER = "payer"  # outside: the payer's own account
    CASH = "cash"  # below nothing: paid before the payer sent it
    PARTY = "party"  # outside: the accounts of who was paid


class Move(StrEnum):
    """What an entry does; ``GOES`` says from where to where."""

    PROMISE = "promise"
    CUT = "cut"
    RESERVE = "reserve"
    FREE = "free"
    COMMIT = "commit"
    LIFT = "lift"
    CLAIM = "claim"
    REFUSE = "refuse"
    PAY = "pay"
    PAY_OUT = "pay_out"
    RECLAIM = "reclaim"
    WAIVE = "waive"
    GIVE_BACK = "give_back"
    PAID_BACK = "paid_back"
    RECEIVE = "receive"
    HAND_BACK = "hand_back"


GOES: Mapping[Move, tuple[Account, Account]] = {
    Move.PROMISE: (Account.PROMISED, Account.AVAILABLE),
    Move.CUT: (Account.AVAILABLE, Account.PROMISED),
    Move.RESERVE: (Account.AVAILABLE, Account.RESERVED),
    Move.FREE: (Account.RESERVED, Account.AVAILABLE),
    Move.COMMIT: (Account.RESERVED, Account.COMMITTED),
    Move.LIFT: (Account.COMMITTED, Account.RESERVED),
    Move.CLAIM: (Account.COMMITTED, Account.CLAIMED),
    Move.REFUSE: (Account.CLAIMED, Account.COMMITTED),
    Move.PAY: (Account.CLAIMED, Account.PAID),
    Move.PAY_OUT: (Account.CASH, Account.PARTY),
    Move.RECLAIM: (Account.PAID, Account.OWED),
    Move.WAIVE: (Account.OWED, Account.PAID),
    Move.GIVE_BACK: (Account.OWED, Account.RESERVED),
    Move.PAID_BACK: (Account.PARTY, Account.CASH),
    Move.RECEIVE: (Account.PAYER, Account.CASH),
    Move.HAND_BACK: (Account.CASH, Account.PAYER),
}
OUTSIDE = frozenset({Account.PROMISED, Account.PAYER, Account.PARTY})
MAY_BE_SHORT = OUTSIDE | {Account.CASH}
TOGETHER = {Move.PAY: Move.PAY_OUT, Move.GIVE_BACK: Move.PAID_BACK}  # who does the first does the second as well


class Level(StrEnum):
    """By what an account is kept apart."""

    BUDGET = "budget"
    RESERVATION = "reservation"
    COMMITMENT = "commitment"
    CLAIM = "claim"


KEPT_BY: Mapping[Account, Level] = {
    **dict.fromkeys((Account.PROMISED, Account.AVAILABLE, Account.PAYER, Account.CASH, Account.PARTY), Level.BUDGET),
    Account.RESERVED: Level.RESERVATION,
    Account.COMMITTED: Level.COMMITMENT,
    **dict.fromkeys((Account.CLAIMED, Account.PAID, Account.OWED), Level.CLAIM),
}
LEVELS = tuple(Level)


def level_of(move: Move) -> Level:
    """Return how far down the subject of an entry has to be named: a claim's also names commitment and reservation."""
    if move in TOGETHER.values():
        return Level.CLAIM
    return max((KEPT_BY[account] for account in GOES[move]), key=LEVELS.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An amount in whole cents that went from one account to another on a day; keys name what it is about."""

    move: Move
    cents: int
    on: date
    reservation: int | None = None
    commitment: int | None = None
    claim: int | None = None

    def key(self, account: Account) -> int | None:
        """Return the key by which an account is kept apart; None: one for the whole budget."""
        level = KEPT_BY[account]
        return None if level is Level.BUDGET else getattr(self, level)


type Place = tuple[Account, int | None]


class Broken(StrEnum):
    """What can be wrong with books."""

    NOTHING = "nothing"  # an amount of nothing or less
    NO_SUBJECT = "no_subject"
    OVERDRAWN = "overdrawn"
    CLOSED = "closed"  # dated in a year that was closed before it
    ONE_SIDED = "one_sided"  # a payment without its cash, or the other way round


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """The entry, counted from 0, after which something is wrong; None: the books as a whole."""

    at: int | None
    what: Broken


def balances(entries: Iterable[Entry]) -> dict[Place, int]:
    """Return what stands on each account, kept apart as ``KEPT_BY`` says, in cents. All together are zero."""
    found: dict[Place, int] = defaultdict(int)
    for one in entries:
        source, target = GOES[one.move]
        found[source, one.key(source)] -= one.cents
        found[target, one.key(target)] += one.cents
    return dict(found)


def by_account(entries: Iterable[Entry]) -> dict[Account, int]:
    """Return what stands on each account of the budget, in cents; the accounts inside are what was promised."""
    found = dict.fromkeys(Account, 0)
    for (account, _key), cents in balances(entries).items():
        found[account] += cents
    return found


def checked(entries: Iterable[Entry], closed: Mapping[int, int] | None = None) -> list[Mistake]:
    """Return what is wrong with the books of a budget, replayed in the order in which they were written.

    ``closed``: by year, how many entries stood in the books when it and the years before it were closed.
    """
    places: dict[Place, int] = defaultdict(int)
    pairs: dict[tuple[Move, int | None], int] = defaultdict(int)
    found: list[Mistake] = []
    for at, one in enumerate(entries):
        source, target = GOES[one.move]
        level = level_of(one.move)
        if one.cents <= 0:
            found.append(Mistake(at=at, what=Broken.NOTHING))
        if any(getattr(one, above) is None for above in LEVELS[1 : LEVELS.index(level) + 1]):
            found.append(Mistake(at=at, what=Broken.NO_SUBJECT))
        if any(year >= one.on.year and at >= written for year, written in (closed or {}).items()):
            found.append(Mistake(at=at, what=Broken.CLOSED))
        places[source, one.key(source)] -= one.cents
        places[target, one.key(target)] += one.cents
        if source not in MAY_BE_SHORT and places[source, one.key(source)] < 0:
            found.append(Mistake(at=at, what=Broken.OVERDRAWN))
        pairs[one.move, one.claim] += one.cents
    for first, second in TOGETHER.items():
        claims = {claim for move, claim in pairs if move in (first, second)}
        if any(pairs[first, claim] != pairs[second, claim] for claim in claims):
            found.append(Mistake(at=None, what=Broken.ONE_SIDED))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfBooks:
    """A year of a budget in cents: what stood on each account before it, what moved, and what stands after it."""

    year: int
    opening: Mapping[Account, int]
    moved: Mapping[Move, int]
    closing: Mapping[Account, int]


def year_of(entries: Iterable[Entry], year: int) -> YearOfBooks:
    """Return a year of the books of a budget; an entry counts for the year of its day."""
    rows = list(entries)
    moved = dict.fromkeys(Move, 0)
    for one in rows:
        if one.on.year == year:
            moved[one.move] += one.cents
    return YearOfBooks(
        year=year,
        opening=by_account(one for one in rows if one.on.year < year),
        moved=moved,
        closing=by_account(one for one in rows if one.on.year <= year),
    )
