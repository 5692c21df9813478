"""What groups share and what runs out: language teachers, classrooms, mentors, and money with its charges."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from leerwerk import facts
from leerwerk.engine.population.supply import Land, Supply

TEACHERS = 0.7  # capacity as a share of what all options together would use
ROOMS = 0.8
MENTORS = 0.7
MONEY = 0.85
REACH = 75  # minutes: a municipality pays for inhabitants who join a group within this time
TOWNS_PER_CENTRE = 5
OWN_PART, HOST_PART, FUND_PART = 0.6, 0.7, 0.3
"""Of the cost per participant the participant's municipality pays 60 %, the host region the rest; of the fixed cost the
host region pays 70 %, the fund 30 %. An assumption: what is paid by whom differs per municipality."""

type Columns = dict[str, list[object]]


def _columns(rows: list[dict[str, object]], names: tuple[str, ...]) -> Columns:
    return {name: [row[name] for row in rows] for name in names}


def quarter(day: str) -> str:
    """The quarter of an ISO date, as ``2027q1``."""
    return f"{day[:4]}q{(int(day[5:7]) + 2) // 3}"


def centres(land: Land) -> list[int]:
    """For each municipality the one whose classrooms it shares: the nearest of its region's largest."""
    found = [0] * len(land.towns)
    by_region: dict[str, list[int]] = defaultdict(list)
    for k, town in enumerate(land.towns):
        by_region[town.region].append(k)
    for members in by_region.values():
        count = max(1, len(members) // TOWNS_PER_CENTRE)
        largest = sorted(members, key=lambda k: -land.towns[k].inhabitants)[:count]
        for k in members:
            found[k] = min(largest, key=lambda centre: (int(land.minutes[k, centre]), centre))
    return found


def draw_resources(land: Land, supply: Supply, rng: np.random.Generator) -> tuple[Columns, Columns]:
    """Resources and uses: teacher dagdelen per region and quarter, rooms per town and quarter, mentors per region.

    Teachers and rooms are used by the group in whole dagdelen, mentors by the participant in hours a week.
    """
    groups, centre = supply.groups, centres(land)
    regions = {region.code: region.name for region in facts.regions()}
    wanted: dict[str, float] = defaultdict(float)
    about: dict[str, dict[str, object]] = {}
    uses: list[dict[str, object]] = []

    def use(group: object, resource: str, once: float, head: float, size: int, **fact: object) -> None:
        wanted[resource] += once + head * size
        about.setdefault(resource, fact)
        uses.append({"group": group, "resource": resource, "per_group": once, "per_participant": head})

    for g, code in enumerate(groups["group"]):
        region, when = str(groups["region"][g]), quarter(str(groups["start"][g]))
        town = land.towns[centre[int(supply.group_town[g])]]
        size = int(str(groups["max_size"][g]))
        lessons, hours = int(rng.integers(2, 5)), round(float(rng.uniform(0.5, 1.2)), 1)
        name = regions[region]
        language = {"kind": "language_teacher", "name": f"Taaldocenten {name}, {when}", "region": region}
        use(code, f"nt2-{region}-{when}", lessons, 0.0, size, **language)
        rooms = {"kind": "classroom", "name": f"Leslokalen {town.name}, {when}", "region": region}
        use(code, f"lokalen-{town.code.lower()}-{when}", lessons + 1, 0.0, size, **rooms)
        mentors = {"kind": "mentor", "name": f"Mentoren {name}", "region": region}
        use(code, f"mentoren-{region}", 0.0, hours, size, **mentors)
    part = {"language_teacher": TEACHERS, "classroom": ROOMS, "mentor": MENTORS}
    rows: list[dict[str, object]] = []
    for resource, amount in sorted(wanted.items()):
        kind = str(about[resource]["kind"])
        least = max(float(str(row["per_group"])) for row in uses if row["resource"] == resource) if amount < 20 else 0.0
        capacity = max(float(np.ceil(part[kind] * amount)), least)
        rows.append({"resource": resource, "capacity": capacity, **about[resource], "synthetic": "yes"})
    return (
        _columns(rows, ("resource", "capacity", "kind", "name", "region", "synthetic")),
        _columns(uses, ("group", "resource", "per_group", "per_participant")),
    )


def draw_budgets(candidates: int, land: Land, supply: Supply, season_start: date) -> tuple[Columns, Columns]:
    """Three budgets per region and what groups charge to them.

    The municipalities' own money (SPUK) pays for inhabitants wherever they join; the host region (Participatiewet) pays
    for its groups; a fund pays a part of the fixed cost. Amounts are in thousands of euros.
    """
    groups = supply.groups
    size, fixed = np.array(groups["max_size"], float), np.array(groups["fixed_cost"], float)
    head = np.array(groups["cost_per_participant"], float)
    filled = min(0.8, 0.8 * candidates / float(size.sum()))
    reach = [np.flatnonzero(land.minutes[k] <= REACH).tolist() for k in range(len(land.towns))]
    rows: list[tuple[str, object, str, float, float]] = []
    spent: dict[str, float] = defaultdict(float)
    weights = land.weights
    for g, code in enumerate(groups["group"]):
        own, host = round(OWN_PART * float(head[g]), 2), str(groups["region"][g])
        rest = round(float(head[g]) - own, 2)
        towns = reach[int(supply.group_town[g])]
        near = float(weights[towns].sum())
        for k in towns:
            payer = f"spuk-{land.towns[k].region}"
            rows.append((payer, code, land.towns[k].code, own, 0.0))
            spent[payer] += own * filled * float(size[g]) * float(weights[k]) / near
        start = round(HOST_PART * float(fixed[g]), 2)
        rows.append((f"participatie-{host}", code, "*", rest, start))
        spent[f"participatie-{host}"] += rest * filled * float(size[g]) + start
        part = round(float(fixed[g]) - start, 2)
        rows.append((f"fonds-{host}", code, "*", 0.0, part))
        spent[f"fonds-{host}"] += part
    charges = dict(
        zip(
            ("budget", "group", "municipality", "per_participant", "per_group"),
            map(list, zip(*rows, strict=True)),
            strict=True,
        )
    )
    return _budgets(spent, land, season_start), charges


def _budgets(spent: dict[str, float], land: Land, season_start: date) -> Columns:
    titles = {
        "spuk": ("Gemeenten, inburgering", "Specifieke uitkering inburgeringsvoorzieningen (bedrag verzonnen)"),
        "participatie": ("Participatiebudget", "Participatiewet (bedrag verzonnen)"),
        "fonds": ("Regionaal fonds", "Bijdrage van een fonds (bedrag verzonnen)"),
    }
    regions = {region.code: region.name for region in facts.regions()}
    until = season_start + timedelta(days=730)
    rows: list[dict[str, object]] = []
    for code in sorted({town.region for town in land.towns}):
        for kind, (title, source) in titles.items():
            budget = f"{kind}-{code}"
            facts_of: dict[str, object] = {"name": f"{title} {regions[code]}", "region": code, "source": source}
            period: dict[str, object] = {"valid_from": season_start.isoformat(), "valid_until": until.isoformat()}
            amount = round(MONEY * spent.get(budget, 0.0), 1)
            rows.append({"budget": budget, "amount": amount, **facts_of, **period, "synthetic": "yes"})
    return _columns(rows, ("budget", "amount", "name", "region", "source", "valid_from", "valid_until", "synthetic"))
