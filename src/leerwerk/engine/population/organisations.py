"""The organisations of a region besides its employers: who sends, teaches, connects, advises and pays.

Municipalities, UWV and Werkcentrum bear their real names because they exist in every region; everyone who works there
is invented, and so are all other organisations.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from leerwerk import facts
from leerwerk.engine.population import names
from leerwerk.engine.population.capacity import Columns
from leerwerk.engine.population.supply import Land, Supply
from leerwerk.engine.population.trades import PROPER

PER_REGION = (
    ("uwv", "uwv", "UWV", 1),
    ("werkcentrum", "werkcentrum", "Werkcentrum", 1),
    ("educator", "vakschool", "Vakschool", 2),
    ("language_school", "taalschool", "Taalschool", 2),
    ("expertise_partner", "kennisnetwerk", "Kennisnetwerk", 1),
    ("connector", "verbinders", "Verbinders", 1),
    ("fund", "fonds", "Fonds", 1),
)
"""Kind, beginning of the code, beginning of the name, how many in each region."""


def intermediary(municipality: str) -> str:
    """Code of the organisation that keeps the files of a municipality's candidates."""
    return f"gemeente-{municipality.lower()}"


def draw_organisations(land: Land, rng: np.random.Generator) -> Columns:
    """Draw municipalities, and per region UWV, Werkcentrum, schools, partners and a fund."""
    columns: Columns = {
        name: [] for name in ("organisation", "kind", "name", "region", "municipality", "contact_name", "synthetic")
    }
    regions = {region.code: region.name for region in facts.regions()}
    largest: dict[str, facts.Municipality] = {}
    for town in land.towns:
        largest[town.region] = max(largest.get(town.region, town), town, key=lambda t: t.inhabitants)
    rows = [(intermediary(t.code), "municipality", f"Gemeente {t.name}", t.region, t.code) for t in land.towns]
    for region, seat in sorted(largest.items()):
        for kind, code, name, count in PER_REGION:
            for k in range(count):
                if kind in ("uwv", "werkcentrum"):
                    title = f"{name} {regions[region]}"
                else:
                    title = f"{name} {PROPER[int(rng.integers(len(PROPER)))]}, {regions[region]}"
                number = f"-{k + 1}" if count > 1 else ""
                rows.append((f"{code}-{region}{number}", kind, title, region, seat.code))
    contacts = names.draw_dutch(len(rows), rng)
    for row, contact in zip(rows, contacts, strict=True):
        for column, value in zip(columns.values(), (*row, contact, "yes"), strict=True):
            column.append(value)
    return columns


def schools_of_groups(organisations: Columns, supply: Supply, rng: np.random.Generator) -> Columns:
    """The educator and the language school of each option: one of its region's."""
    found: dict[tuple[str, str], list[object]] = defaultdict(list)
    for code, kind, region in zip(*(organisations[name] for name in ("organisation", "kind", "region")), strict=True):
        found[str(kind), str(region)].append(code)
    chosen: Columns = {}
    for kind in ("educator", "language_school"):
        options = [found[kind, str(region)] for region in supply.groups["region"]]
        chosen[kind] = [row[int(rng.integers(len(row)))] for row in options]
    return chosen


def owners_of_capacity(organisations: Columns, resources: Columns, budgets: Columns) -> None:
    """Add who keeps each resource (``organisation``) and who pays each budget (``payer``) to these tables."""
    first: dict[tuple[str, str], object] = {}
    for code, kind, region in zip(*(organisations[name] for name in ("organisation", "kind", "region")), strict=True):
        first.setdefault((str(kind), str(region)), code)
    keeper = {"language_teacher": "language_school", "classroom": "educator", "mentor": "expertise_partner"}
    resources["organisation"] = [
        first[keeper[str(kind)], str(region)]
        for kind, region in zip(resources["kind"], resources["region"], strict=True)
    ]
    payer = {"spuk": "werkcentrum", "participatie": "werkcentrum", "fonds": "fund"}
    budgets["payer"] = [
        first[payer[str(budget).partition("-")[0]], str(region)]
        for budget, region in zip(budgets["budget"], budgets["region"], strict=True)
    ]
