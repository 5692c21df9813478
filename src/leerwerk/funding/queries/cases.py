"""The business case of one group or of many: what its facts come to, by quarter, by party, and line by line."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from leerwerk.engine import money
from leerwerk.engine.money.of_design import Covered, costs_of, covered, group_of
from leerwerk.engine.money.sharing import (
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
)
from leerwerk.engine.months import plus_months
from leerwerk.funding.queries.case_facts import GroupFacts, Stated, charged, through_budgets
from leerwerk.funding.queries.instruments import grants_of

YEARS_AFTER = 5  # so long after the last trajectory a case goes on: until the effect is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What is different from how a group is: other people, other results, a budget less; None: as it is."""

    starters: int | None = None
    placed: Decimal | None = None  # percent of who start
    trial: int | None = None
    without: int | None = None  # a budget's key

    @property
    def says_anything(self) -> bool:
        """Whether something is different."""
        return (self.starters, self.placed, self.trial, self.without) != (None, None, None, None)


AS_IT_IS = WhatIf()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoney:
    """Groups with what they cost, who pays what, and their case from ``begins`` on. Amounts in euros.

    ``heads``: how many take part, 0 as long as nobody does; ``starters``: of how many the case is.
    """

    begins: date
    heads: int
    starters: int
    cover: Covered
    case: money.Case


def case_of(facts: Sequence[GroupFacts], stated: Stated, what_if: WhatIf = AS_IT_IS) -> CaseMoney:
    """Return the case of one group or more as it is, or as it would be. The first to start begins it.

    What would be different of how many start is about each group.
    """
    begins = min(one.cohort.starts_on for one in facts)
    covers, groups = [], []
    for one in facts:
        starters = what_if.starters or one.heads.get("", 0) or one.cohort.max_size
        paid = tuple(charged(one.charges, one.heads, what_if.without))
        cover = covered(one.fixed, one.each, starters, paid)
        group = group_of(one.design, starters, costs_of(cover, paid), trial=what_if.trial)
        group = replace(group, begins=_months_between(begins, one.cohort.starts_on))
        groups.append(replace(group, grants=grants_of(one.could, group, through_budgets(one.charges))))
        covers.append(cover)
    last = max(group.begins + group.track + group.trial for group in groups)
    cost, paid_of_it = sum(one.cost for one in covers), sum(one.covered for one in covers)
    return CaseMoney(
        begins=begins,
        heads=sum(one.heads.get("", 0) for one in facts),
        starters=sum(group.starters for group in groups),
        cover=Covered(cost=cost, covered=paid_of_it, share=covers[0].share if len(covers) == 1 else 1.0),
        case=money.Case(
            groups=tuple(groups),
            months=-(-last // 12) * 12 + YEARS_AFTER * 12,
            own=facts[0].own,
            instead=_instead(what_if, facts[0], stated),
        ),
    )


def _months_between(first: date, later: date) -> int:
    return (later.year - first.year) * 12 + later.month - first.month


def _instead(what_if: WhatIf, facts: GroupFacts, stated: Stated) -> tuple[tuple[money.Code, Decimal], ...]:
    """Return how many of who complete are placed, so that as many of who start are; at most all of them."""
    known = {**stated, **{one.code: one for one in facts.own}}
    completes = Decimal(str(money.mean(known[money.Code.COMPLETES])))
    if what_if.placed is None or not completes:
        return ()
    return ((money.Code.NEXT_STEP, min(Decimal(1), what_if.placed / 100 / completes)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What a group costs in three months by who pays, in euros; ``begins``: its first day, ``source``: budget codes."""

    number: int
    begins: date
    by_source: Mapping[str, float]


def _is_cost(line: money.Line) -> bool:
    """Whether it is what the group itself costs, as somebody pays it."""
    return line.payee is money.Party.SCHOOL and line.item in (money.Item.COORDINATION, money.Item.LESSONS)


def quarters_of(told: money.Forecast, begins: date) -> list[Quarter]:
    """Return what is paid for a group by quarter and budget, as far as something is paid."""
    lines = {line: euros for line, euros in told.book.means.items() if _is_cost(line)}
    found = []
    for number in range(told.case.months // 3):
        within = slice(3 * number, 3 * number + 3)
        by_source: dict[str, float] = {}
        for line, euros in lines.items():
            by_source[line.source] = by_source.get(line.source, 0.0) + float(euros[within].sum())
        if any(amount > 0.5 for amount in by_source.values()):
            found.append(Quarter(number=number, begins=plus_months(begins, 3 * number), by_source=by_source))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An amount that is expected to go from one to another over the months that are asked, in euros.

    ``today``: the same in euros of today.
    """

    line: money.Line
    payer: money.Party
    payee: money.Party
    euros: float
    today: float


def ledger_of(book: money.Book, rate: float, *, party: str, quarter: int | None, cover: bool) -> list[Expected]:
    """Return what is expected line by line, in euros over the months that are asked, the largest first.

    ``rate``: of discounting, a year. ``party``: what it pays or receives; ``cover``: only what the group itself costs
    and who pays for it.
    """
    months = slice(None) if quarter is None else slice(3 * quarter, 3 * quarter + 3)
    weights = money.factors(rate, book.months)
    found = []
    for line, euros in book.means.items():
        if (party and party not in (line.payer, line.payee)) or (cover and not _is_cost(line)):
            continue
        amount, today = float(euros[months].sum()), float((euros * weights)[months].sum())
        if abs(amount) >= 0.5:
            forth = amount > 0
            payer, payee = (line.payer, line.payee) if forth else (line.payee, line.payer)
            sign = 1 if forth else -1
            found.append(Expected(line=line, payer=payer, payee=payee, euros=sign * amount, today=sign * today))
    return sorted(found, key=lambda one: -one.euros)


def in_all(rows: Iterable[Expected], party: str) -> tuple[float, float]:
    """Return what a party receives less what it pays, in euros and in euros of today; "": what all gain together."""
    euros = today = 0.0
    for one in rows:
        # What all gain is what the world gives up.
        gains = (one.payee == party) - (one.payer == party) if party else (one.payer == WORLD) - (one.payee == WORLD)
        euros += gains * one.euros
        today += gains * one.today
    return euros, today


WORLD = money.Party.WORLD
PARTNERS = (money.Party.EMPLOYER, money.Party.MUNICIPALITY, money.Party.STATE, money.Party.FUND)
NEEDED = frozenset({money.Party.EMPLOYER, money.Party.MUNICIPALITY})  # without whom there is no trajectory


SAVERS = frozenset({money.Party.MUNICIPALITY, money.Party.STATE})  # who pay by results
LASTING = (money.Code.COMPLETES, money.Code.NEXT_STEP, money.Code.STAYS_6_MONTHS)
HALF = 0.5  # of savings, as Koto-SIB's; and of a tariff that is paid at the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A way of sharing, what it comes to for each partner, and what is against it.

    ``carried``: which part of the cost each carries now, in euros of today. ``terms``: the numbers of a contract.
    """

    shared: Shared
    carried: Mapping[money.Party, float]
    fails: frozenset[str]
    terms: Mapping[str, float]


def ways_of(told: money.Forecast) -> list[Compared]:
    """Return ways to share what employer, municipality, state and fund gain and lose together, each with its checks.

    A participant is left out: what they gain is theirs.
    """
    before = {party: float(told.values[:, money.AT[party]].mean()) for party in PARTNERS}
    weights = money.factors(told.rate, told.case.months)
    carried = dict.fromkeys(PARTNERS, 0.0)
    for line, euros in told.book.means.items():
        if _is_cost(line) and line.payer in carried:
            carried[line.payer] += float(euros @ weights)
    no_stake = dict.fromkeys(PARTNERS, float("inf"))

    def compared(shared: Shared, tariffs: Tariffs | None = None, **terms: float) -> Compared:
        against = frozenset(map(str, fails(shared, before, no_stake, tariffs)))
        return Compared(shared=shared, carried=carried, fails=against, terms=terms)

    found = [compared(as_it_is(before)), compared(equal(before)), compared(by_shapley(before, carried, NEEDED))]
    if any(before[one] + carried[one] > 0 for one in PARTNERS):
        found.insert(1, compared(proportional(before, carried)))
    cost, saved = sum(carried.values()), sum(before[one] + carried[one] for one in SAVERS)
    starters, lasting = _starters_and_lasting(told)
    if cost > 0 and starters and lasting:
        prices = priced(cost, HALF, starters, lasting)
        paid = paid_by(prices, {"six_months": lasting}, started=starters)
        found.append(compared(repaid(Way.TARIFFS, before, carried, SAVERS, paid), prices, **prices.prices))
        part = of_savings(HALF, saved)
        found.append(compared(repaid(Way.SAVINGS, before, carried, SAVERS, part), share=HALF, saved=saved))
        back = _comes_back(told, cost)
        found.append(compared(repaid(Way.STEPPED, before, carried, SAVERS, back), invested=cost, back=back))
    return found


def _starters_and_lasting(told: money.Forecast) -> tuple[float, float]:
    """Return how many start, and how many are expected to work half a year after their placement."""
    means = {code: money.mean(told.figures[code]) for code in LASTING}
    starters = float(sum(group.starters for group in told.case.groups))
    return starters, starters * math.prod(means.values())


def _comes_back(told: money.Forecast, invested: float) -> float:
    """Return what an investor of the cost gets back on average, by steps of how much more work than without it.

    Better is by which part more people work than would have; the money is out as long as the longest trajectory.
    """
    draws = told.draws
    better = draws[money.Code.EFFECT] / np.maximum(draws[money.Code.WORKS_ANYWAY_36_MONTHS], 0.01)
    years = max(group.track for group in told.case.groups) / 12
    steps = Stepped()
    return float(np.mean([steps.comes_back(invested, years, float(one)) for one in better]))
