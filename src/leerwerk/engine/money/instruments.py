"""Instruments that pay for trajectories: dated, with what has to be so, and whether it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from leerwerk import facts
from leerwerk.engine.money.vocabulary import Confidence, Party


class Fact(StrEnum):
    """What an instrument asks about a group; a flag is 1 or 0."""

    HOURS = "hours"  # paid, a week
    CONTRACT_MONTHS = "contract_months"
    BBL = "bbl"
    RECOGNISED = "recognised"  # the company, by SBB
    OBLIGED = "obliged"  # to integrate
    EDUCATION_ROUTE = "education_route"
    MATCHED_SHARE = "matched_share"  # of the cost that others pay
    SME = "sme"
    TARGET_GROUP = "target_group"  # who cannot earn the minimum wage
    INTENDS_CONTRACT = "intends_contract"
    CAO_FUND = "cao_fund"


class PaidFor(StrEnum):
    """What an instrument is counted by."""

    STARTER = "starter"
    YEAR = "year"  # of learning and working, of who is there at its end
    MONTH = "month"
    GROUP = "group"


class Standing(StrEnum):
    """Whether an instrument can be used."""

    CAN = "can"
    UNKNOWN = "unknown"  # something that it asks is not known
    CANNOT = "cannot"
    CLOSED = "closed"  # it ended, or its window is over
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that has to be so: a fact that is at least a number."""

    fact: Fact
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Checked:
    """A need beside what is known; ``holds`` None: not known."""

    need: Need
    value: Decimal | None

    @property
    def holds(self) -> bool | None:
        """Whether it is so."""
        return None if self.value is None else self.value >= self.need.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A row of an instrument that holds from a day to a day, both included.

    ``amounts``: euros for the first, the second ... ; ``goes_on``: the last is for everybody after as well. None of
    them: told per person, or not found. ``later``: months until it is paid. ``covers``: which cost. ``never``: items
    that may not be paid from it. ``name``: as a region calls its own; "" for one that is stated.
    """

    code: str
    payer: Party
    payee: Party
    covers: str
    amounts: tuple[Decimal, ...]
    goes_on: bool
    per: PaidFor
    later: int
    needs: tuple[Need, ...]
    chance: Decimal
    valid_from: date
    valid_until: date | None
    confidence: Confidence
    never: frozenset[str]
    source: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An instrument as it is on a day for a group: the row that holds or held last, and what it asks."""

    instrument: Instrument
    standing: Standing
    checks: tuple[Checked, ...]


def on_day(code: str, day: date, rows: Iterable[Instrument]) -> tuple[Instrument, Standing | None]:
    """Return the row that holds on a day (of several the one that began last), or else the latest, and why it does not.

    Raises KeyError.
    """
    known = sorted((one for one in rows if one.code == code), key=lambda one: one.valid_from)
    if not known:
        raise KeyError(code)
    for one in reversed(known):
        if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until):
            return one, None
    begun = [one for one in known if one.valid_from <= day]
    return (begun[-1], Standing.CLOSED) if begun else (known[0], Standing.NOT_YET)


def checked(code: str, day: date, known: Mapping[Fact, Decimal], rows: Iterable[Instrument]) -> Found:
    """Return whether a group can use an instrument on a day, and how each of its needs stands. Raises KeyError."""
    instrument, outside = on_day(code, day, rows)
    checks = tuple(Checked(need, known.get(need.fact)) for need in instrument.needs)
    if outside is not None:
        standing = outside
    elif any(one.holds is False for one in checks):
        standing = Standing.CANNOT
    else:
        standing = Standing.UNKNOWN if any(one.holds is None for one in checks) else Standing.CAN
    return Found(instrument=instrument, standing=standing, checks=checks)


def stated_instruments() -> tuple[Instrument, ...]:
    """Return the instruments that are shipped with the program, from ``facts/instruments.csv``."""
    return tuple(instrument_of(row) for row in facts.instruments())


def instrument_of(row: facts.DatedInstrument, name: str = "") -> Instrument:
    """Return an instrument from a line of a table. Raises ValueError for a party, fact or count that there is not."""
    return Instrument(
        name=name,
        code=row.code,
        payer=Party(row.payer),
        payee=Party(row.payee),
        covers=row.covers,
        amounts=row.amounts,
        goes_on=row.goes_on,
        per=PaidFor(row.per),
        later=row.later,
        needs=tuple(Need(Fact(fact), least) for fact, least in row.needs),
        chance=row.chance,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        confidence=Confidence(row.confidence),
        never=frozenset(row.never),
        source=row.source,
    )
