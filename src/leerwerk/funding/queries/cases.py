"""The business case of a group: its facts, gathered from where they stand, and what they come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from leerwerk.engine import money
from leerwerk.engine.model import Blueprint
from leerwerk.engine.money.instruments import Fact
from leerwerk.engine.money.of_design import Charged, Covered, costs_of, covered, group_of
from leerwerk.engine.money.sharing import Shared, as_it_is, by_shapley, equal, fails, proportional
from leerwerk.engine.months import plus_months
from leerwerk.funding.models import Charge
from leerwerk.funding.queries.figures import own_of
from leerwerk.funding.queries.instruments import Could, could_pay, grants_of, known_of
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.designs import design_of

YEARS_AFTER = 5  # so long after the trajectory a case goes on: until the effect is gone
PAYS = {
    OrganisationKind.MUNICIPALITY: money.Party.MUNICIPALITY,
    OrganisationKind.EMPLOYER: money.Party.EMPLOYER,
    OrganisationKind.FUND: money.Party.FUND,
    OrganisationKind.MINISTRY: money.Party.STATE,
    OrganisationKind.UWV: money.Party.STATE,
}
# How many take part by where they live, and what people told that instruments ask: one question for both.
HEADS_AND_FACTS = """
SELECT 'heads', coalesce(home, ''), people::numeric FROM trajectories_heads(ARRAY[%(group)s]::bigint[])
UNION ALL SELECT 'fact', fact, value FROM funding_groupfact WHERE cohort_id = %(group)s
"""
THOUSAND = 1000

type Stated = Mapping[money.Code, money.Figure]


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
class GroupMoney:
    """A group with what it costs, who pays what, and its case from ``begins`` on. Amounts in euros.

    ``heads``: how many take part now, 0 as long as nobody does; ``starters``: of how many the case is.
    """

    cohort: Cohort
    begins: date
    heads: int
    starters: int
    charges: tuple[Charged, ...]
    cover: Covered
    case: money.Case


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """What a case is reckoned from. ``heads``: how many take part by where they live, "" is all of them.

    ``fixed`` and ``each``: what the group costs once and for each participant, in euros. ``could``: every instrument as
    it stands for the group; ``own``: the region's own figures.
    """

    cohort: Cohort
    design: Blueprint
    heads: Mapping[str, int]
    charges: tuple[Charge, ...]
    could: tuple[Could, ...]
    own: tuple[money.Figure, ...]
    fixed: float
    each: float


def facts_of(cohort: Cohort, today: date) -> GroupFacts:
    """Return what the case of a group is reckoned from: five questions; it comes with its version and blueprint."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS_AND_FACTS, {"group": cohort.pk})
        rows = cursor.fetchall()
    heads = {home: int(people) for what, home, people in rows if what == "heads"}
    told = {Fact(fact): value for what, fact, value in rows if what == "fact" and fact in set(Fact)}
    charged = Charge.objects.filter(cohort=cohort).select_related("budget__payer")
    charges = tuple(charged.order_by("budget__code", "municipality"))
    fixed, each = float(cohort.fixed_cost) * THOUSAND, float(cohort.cost_per_participant) * THOUSAND
    design, starters = design_of(cohort.version), heads.get("", 0) or cohort.max_size
    cover = covered(fixed, each, starters, tuple(_charged(charges, heads, None)))
    known = known_of(cohort, design, told, cover.covered, cover.cost)
    return GroupFacts(
        cohort=cohort,
        design=design,
        heads=heads,
        charges=charges,
        could=tuple(could_pay(cohort, known, today)),
        own=own_of(cohort.region_id, today, stated_on(today)),
        fixed=fixed,
        each=each,
    )


def _pays(payer: Organisation | None) -> money.Party:
    """Return which party a payer is; a budget of which nobody said who pays it is the municipality's."""
    if payer is None:
        return money.Party.MUNICIPALITY
    return PAYS.get(OrganisationKind(payer.kind), money.Party.FUND)


def _charged(charges: Sequence[Charge], heads: Mapping[str, int], without: int | None) -> Iterable[Charged]:
    """Yield what each budget pays, a participant from a place counted by how many of those who start are from there.

    As long as nobody takes part, places that a budget names have as many each.
    """
    places: dict[int, int] = {}
    for one in charges:
        if one.municipality_id is not None:
            places[one.budget_id] = places.get(one.budget_id, 0) + 1
    everybody = heads.get("", 0)
    for one in charges:
        if one.budget_id == without:
            continue
        part = 1.0
        if one.municipality_id is not None:
            known = heads.get(one.municipality_id, 0) / everybody if everybody else 0.0
            part = known if everybody else 1 / places[one.budget_id]
        yield Charged(
            source=one.budget.code,
            payer=_pays(one.budget.payer),
            per_group=float(one.per_group) * THOUSAND,
            per_participant=float(one.per_participant) * THOUSAND * part,
        )


def group_money(facts: GroupFacts, stated: Stated, what_if: WhatIf = AS_IT_IS) -> GroupMoney:
    """Return the case of a group as it is, or as it would be."""
    cohort, here = facts.cohort, facts.heads.get("", 0)
    starters = what_if.starters or here or cohort.max_size
    paid = tuple(_charged(facts.charges, facts.heads, what_if.without))
    cover = covered(facts.fixed, facts.each, starters, paid)
    group = group_of(facts.design, starters, costs_of(cover, paid), trial=what_if.trial)
    group = replace(group, grants=grants_of(facts.could, group))
    months = -(-(group.track + group.trial) // 12) * 12 + YEARS_AFTER * 12
    return GroupMoney(
        cohort=cohort,
        begins=cohort.starts_on,
        heads=here,
        starters=starters,
        charges=paid,
        cover=cover,
        case=money.Case(groups=(group,), months=months, own=facts.own, instead=_instead(what_if, facts, stated)),
    )


def _instead(what_if: WhatIf, facts: GroupFacts, stated: Stated) -> tuple[tuple[money.Code, Decimal], ...]:
    """Return how many of who complete are placed, so that as many of who start are; at most all of them."""
    known = {**stated, **{one.code: one for one in facts.own}}
    completes = Decimal(str(money.mean(known[money.Code.COMPLETES])))
    if what_if.placed is None or not completes:
        return ()
    return ((money.Code.NEXT_STEP, min(Decimal(1), what_if.placed / 100 / completes)),)


@lru_cache(maxsize=4)
def stated_on(day: date) -> Stated:
    """Return the figures as they were last known on a day."""
    return money.stated_figures().all_on(day)


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
    """An amount that is expected to go from one to another over the months that are asked, in euros."""

    line: money.Line
    payer: money.Party
    payee: money.Party
    euros: float


def ledger_of(told: money.Forecast, *, party: str, quarter: int | None, cover: bool) -> list[Expected]:
    """Return what is expected line by line, in euros over the months that are asked, the largest first.

    ``party``: what it pays or receives; ``cover``: only what the group itself costs and who pays for it.
    """
    months = slice(None) if quarter is None else slice(3 * quarter, 3 * quarter + 3)
    found = []
    for line, euros in told.book.means.items():
        if (party and party not in (line.payer, line.payee)) or (cover and not _is_cost(line)):
            continue
        amount = float(euros[months].sum())
        if abs(amount) >= 0.5:
            payer, payee = (line.payer, line.payee) if amount > 0 else (line.payee, line.payer)
            found.append(Expected(line=line, payer=payer, payee=payee, euros=abs(amount)))
    return sorted(found, key=lambda one: -one.euros)


PARTNERS = (money.Party.EMPLOYER, money.Party.MUNICIPALITY, money.Party.STATE, money.Party.FUND)
NEEDED = frozenset({money.Party.EMPLOYER, money.Party.MUNICIPALITY})  # without whom there is no trajectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A way of sharing, what it comes to for each partner, and what is against it."""

    shared: Shared
    fails: frozenset[str]


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
    found = [as_it_is(before), equal(before), by_shapley(before, carried, NEEDED)]
    if any(before[one] + carried[one] > 0 for one in PARTNERS):
        found.insert(1, proportional(before, carried))
    no_stake = dict.fromkeys(PARTNERS, float("inf"))
    return [Compared(shared=one, fails=frozenset(map(str, fails(one, before, no_stake)))) for one in found]
