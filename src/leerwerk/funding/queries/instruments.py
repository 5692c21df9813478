"""Which instruments could pay for a group: what they ask beside what is known, and how far applications are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.engine import money
from leerwerk.engine.model import Blueprint, ComponentKind, Content, CredentialKind
from leerwerk.engine.money.instruments import Fact, Found, Instrument, Need, PaidFor, checked, stated_instruments
from leerwerk.funding.enums import ApplicationState
from leerwerk.funding.models import Application, GroupFact, RegionInstrument
from leerwerk.trajectories.models import Cohort

STATED = stated_instruments()
CERTAINTY = {
    ApplicationState.POSSIBLE: money.Certainty.POSSIBLE,
    ApplicationState.PROBABLE: money.Certainty.PROBABLE,
    ApplicationState.APPLIED: money.Certainty.PROBABLE,
    ApplicationState.GRANTED: money.Certainty.CERTAIN,
    ApplicationState.RECEIVED: money.Certainty.CERTAIN,
}
EVERY = {PaidFor.MONTH: 1, PaidFor.YEAR: 12}  # months
PER = {
    PaidFor.STARTER: money.Per.STARTER,
    PaidFor.YEAR: money.Per.MONTH,
    PaidFor.MONTH: money.Per.MONTH,
    PaidFor.GROUP: money.Per.GROUP,
}


# What nothing in leerwerk says, so that people tell it. Of the others the design, the cover or the workplaces speak.
TOLD = (
    Fact.BBL,
    Fact.OBLIGED,
    Fact.EDUCATION_ROUTE,
    Fact.SME,
    Fact.TARGET_GROUP,
    Fact.INTENDS_CONTRACT,
    Fact.CAO_FUND,
    Fact.CONTRACT_MONTHS,
)


def told_of(cohort: Cohort) -> Mapping[Fact, Decimal]:
    """Return what people told of a group: one query."""
    rows = GroupFact.objects.filter(cohort=cohort).values_list("fact", "value")
    return {Fact(fact): value for fact, value in rows if fact in set(Fact)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Could:
    """An instrument as it stands for a group, and how far the group's application is; None: nobody noted one."""

    code: str
    found: Found
    application: Application | None


def known_of(
    design: Blueprint,
    told: Mapping[Fact, Decimal],
    covered: float,
    cost: float,
    recognised: Collection[bool],
) -> Mapping[Fact, Decimal]:
    """Return what is known of a group that instruments ask about: what people ``told``, and what its design, cover and
    workplaces say, which goes before.
    """
    known = dict(told)
    learn = design.component(ComponentKind.LEARN_WORK)
    if learn is not None and learn.hours.work > 0:
        known[Fact.HOURS] = Decimal(str(learn.hours.work + learn.hours.theory))
    if design.placement.contract_months is not None:
        known[Fact.CONTRACT_MONTHS] = Decimal(str(design.placement.contract_months))
    regular = learn is not None and Content.REGULAR_PROGRAMME in learn.content
    if regular and any(one.kind is CredentialKind.DIPLOMA for one in design.credentials):
        known[Fact.BBL] = Decimal(1)
    if cost > 0:
        known[Fact.MATCHED_SHARE] = Decimal(str(round(covered / cost, 3)))
    if len(recognised) == 1:
        known[Fact.RECOGNISED] = Decimal(int(next(iter(recognised))))
    return known


def could_pay(
    rows: Sequence[Instrument], noted: Mapping[str, Application], known: Mapping[Fact, Decimal], today: date
) -> list[Could]:
    """Return each of these instruments as it stands for a group on a day; ``noted``: its applications by instrument."""
    codes = dict.fromkeys(one.code for one in rows)
    return [Could(code=code, found=checked(code, today, known, rows), application=noted.get(code)) for code in codes]


def of_region(row: Mapping[str, Any]) -> Instrument:
    """Return an instrument from the columns of one of a region's own; days as dates or as text."""
    days = {
        name: date.fromisoformat(row[name]) if isinstance(row[name], str) else row[name]
        for name in ("valid_from", "valid_until")
    }
    return Instrument(
        code=row["code"],
        name=row["name"],
        payer=money.Party(row["payer"]),
        payee=money.Party(row["payee"]),
        covers=row["covers"],
        amounts=tuple(Decimal(str(one)) for one in row["amounts"]),
        goes_on=row["goes_on"],
        per=PaidFor(row["per"]),
        later=row["later"],
        needs=tuple(Need(Fact(fact), Decimal(str(least))) for fact, least in row["needs"].items()),
        chance=Decimal(row["chance"]) / 100,
        confidence=money.Confidence(row["confidence"]),
        never=frozenset(row["never"]),
        source=row["source"],
        **days,
    )


def instruments_of(region: int) -> list[Instrument]:
    """Return what is stated and what a region has of its own: one query."""
    return [*STATED, *map(of_region, RegionInstrument.objects.filter(region=region).values())]


def grants_of(could: Sequence[Could], group: money.Group, through: Collection[str] = ()) -> tuple[money.Grant, ...]:
    """Return what applications bring, each with its chance; an amount that was told stands above the instrument's.

    ``through``: instruments whose money comes through a budget, and counts there.
    """
    found: list[money.Grant] = []
    for one in could:
        row = one.application
        if row is None or row.chance == 0 or one.code in through:
            continue
        instrument = one.found.instrument
        certainty = CERTAINTY[ApplicationState(row.state)]
        if row.euros is not None:
            amounts: tuple[float, ...] = (float(row.euros),)
            found.append(_grant(instrument, row, money.Per.GROUP, amounts, certainty, instrument.later))
        elif instrument.amounts:
            amounts = tuple(float(amount) for amount in instrument.amounts)
            if step := EVERY.get(instrument.per):
                ends = range(group.pre_track + step - 1, group.track, step)
                found += [
                    _grant(instrument, row, PER[instrument.per], amounts, certainty, instrument.later, at=end)
                    for end in ends
                ]
            else:
                later = group.pre_track + instrument.later
                found.append(_grant(instrument, row, PER[instrument.per], amounts, certainty, later))
    return tuple(found)


def _grant(
    instrument: Instrument,
    row: Application,
    per: money.Per,
    amounts: tuple[float, ...],
    certainty: money.Certainty,
    later: int,
    at: int = 0,
) -> money.Grant:
    return money.Grant(
        source=instrument.code,
        payer=instrument.payer,
        payee=instrument.payee,
        amounts=amounts,
        goes_on=instrument.goes_on and per is not money.Per.GROUP,
        per=per,
        at=at,
        months_later=later,
        chance=row.chance / 100,
        certainty=certainty,
    )
