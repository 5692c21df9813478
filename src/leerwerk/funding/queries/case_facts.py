"""What business cases of groups are reckoned from, gathered from where it stands: for one group or for many at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from leerwerk.engine import money
from leerwerk.engine.model import Blueprint
from leerwerk.engine.money.instruments import Fact, Instrument
from leerwerk.engine.money.of_design import Charged, covered
from leerwerk.funding.models import Application, Charge
from leerwerk.funding.queries.figures import own_of
from leerwerk.funding.queries.instruments import STATED, Could, could_pay, known_of, of_region
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.designs import design_of

PAYS = {
    OrganisationKind.MUNICIPALITY: money.Party.MUNICIPALITY,
    OrganisationKind.WERKCENTRUM: money.Party.MUNICIPALITY,  # of municipalities together
    OrganisationKind.EMPLOYER: money.Party.EMPLOYER,
    OrganisationKind.FUND: money.Party.FUND,
    OrganisationKind.MINISTRY: money.Party.STATE,
    OrganisationKind.UWV: money.Party.STATE,
}
# How many take part by where they live, what people told that instruments ask, whether workplaces are recognised by
# SBB, and the instruments of the region: one question for all of it.
KNOWN = """
SELECT 'heads', cohort, coalesce(home, ''), people::numeric FROM trajectories_heads(%(groups)s::bigint[])
UNION ALL SELECT 'fact', cohort_id, fact, value FROM funding_groupfact WHERE cohort_id = ANY (%(groups)s::bigint[])
UNION ALL SELECT DISTINCT 'recognised', o.cohort_id, '', coalesce(w.recognised, false)::int::numeric
FROM placement_offer o JOIN placement_workplace w ON w.id = o.workplace_id
WHERE o.cohort_id = ANY (%(groups)s::bigint[])
UNION ALL SELECT 'instrument', 0, to_jsonb(i)::text, 0
FROM funding_regioninstrument i JOIN trajectories_cohort g ON g.region_id = i.region_id
WHERE g.id = (%(groups)s::bigint[])[1]
"""
THOUSAND = 1000

type Stated = Mapping[money.Code, money.Figure]
type Heads = Mapping[str, int]  # how many by where they live; "" is all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """What a case is reckoned from. ``heads``: how many take part by where they live, "" is all of them.

    ``fixed`` and ``each``: what the group costs once and for each participant, in euros. ``could``: every instrument as
    it stands for the group; ``own``: the region's own figures.
    """

    cohort: Cohort
    design: Blueprint
    heads: Heads
    charges: tuple[Charge, ...]
    could: tuple[Could, ...]
    own: tuple[money.Figure, ...]
    fixed: float
    each: float


def facts_of(cohort: Cohort, today: date) -> GroupFacts:
    """Return what the case of a group is reckoned from: four questions; it comes with its version and blueprint."""
    return facts_of_many([cohort], today)[0]


def facts_of_many(cohorts: Sequence[Cohort], today: date, heads: Mapping[int, Heads] | None = None) -> list[GroupFacts]:
    """Return what cases of groups of one region are reckoned from, in their order: four questions for all.

    ``heads``: who would take part by group, instead of who does.
    """
    if not cohorts:
        return []
    keys = [one.pk for one in cohorts]
    there, told, recognised, own_instruments = _known(keys)
    charges: dict[int, list[Charge]] = defaultdict(list)
    charged_by = Charge.objects.filter(cohort__in=keys).select_related("budget__payer")
    for charge in charged_by.order_by("budget__code", "municipality"):
        charges[charge.cohort_id].append(charge)
    noted: dict[int, dict[str, Application]] = defaultdict(dict)
    for row in Application.objects.filter(cohort__in=keys):
        noted[row.cohort_id][row.code] = row
    instruments = [*STATED, *own_instruments]
    own = own_of(cohorts[0].region_id, today, stated_on(today))
    found = []
    for cohort in cohorts:
        fixed, each = float(cohort.fixed_cost) * THOUSAND, float(cohort.cost_per_participant) * THOUSAND
        mine, design = tuple(charges[cohort.pk]), design_of(cohort.version)
        people = there[cohort.pk] if heads is None else heads.get(cohort.pk, {})
        cover = covered(fixed, each, people.get("", 0) or cohort.max_size, tuple(charged(mine, people, None)))
        known = known_of(design, told[cohort.pk], cover.covered, cover.cost, recognised[cohort.pk])
        found.append(
            GroupFacts(
                cohort=cohort,
                design=design,
                heads=people,
                charges=mine,
                could=tuple(could_pay(instruments, noted[cohort.pk], known, today)),
                own=own,
                fixed=fixed,
                each=each,
            )
        )
    return found


def _known(
    keys: list[int],
) -> tuple[dict[int, dict[str, int]], dict[int, dict[Fact, Decimal]], dict[int, set[bool]], list[Instrument]]:
    """Return by group who takes part, what was told, and which kinds of workplaces it has, recognised or not.

    The last are the instruments of the region.
    """
    instruments: list[Instrument] = []
    heads: dict[int, dict[str, int]] = defaultdict(dict)
    told: dict[int, dict[Fact, Decimal]] = defaultdict(dict)
    recognised: dict[int, set[bool]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"groups": keys})
        for what, group, name, value in cursor.fetchall():
            if what == "heads":
                heads[group][name] = int(value)
            elif what == "recognised":
                recognised[group].add(bool(value))
            elif what == "instrument":
                instruments.append(of_region(json.loads(name, parse_float=Decimal)))
            elif name in set(Fact):
                told[group][Fact(name)] = value
    return heads, told, recognised, instruments


def _pays(payer: Organisation | None) -> money.Party:
    """Return which party a payer is; a budget of which nobody said who pays it is the municipality's."""
    if payer is None:
        return money.Party.MUNICIPALITY
    return PAYS.get(OrganisationKind(payer.kind), money.Party.FUND)


def charged(charges: Sequence[Charge], heads: Heads, without: int | None) -> Iterable[Charged]:
    """Yield what each budget pays, a participant from a place counted by how many of those who start are from there.

    As long as nobody takes part, places that a budget names have as many each. ``without``: a budget that does not pay.
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


def through_budgets(charges: Sequence[Charge]) -> frozenset[str]:
    """Return the instruments whose money reaches a group through a budget that it charges: it counts there, once."""
    return frozenset(one.budget.instrument for one in charges if one.budget.instrument)


@lru_cache(maxsize=4)
def stated_on(day: date) -> Stated:
    """Return the figures as they were last known on a day."""
    return money.stated_figures().all_on(day)
