"""From a spec to a synthetic region: the same spec gives the same people, groups and workplaces."""

from __future__ import annotations

import numpy as np

from leerwerk import facts
from leerwerk.engine.planning.travel import approximate_minutes
from leerwerk.engine.population.background import Published, draw_background, home_counts
from leerwerk.engine.population.capacity import Columns, draw_budgets, draw_resources
from leerwerk.engine.population.organisations import (
    draw_organisations,
    intermediary,
    owners_of_capacity,
    schools_of_groups,
)
from leerwerk.engine.population.profiles import draw_profiles
from leerwerk.engine.population.region import CONTRACT, Region, Spec
from leerwerk.engine.population.supply import Land, draw_supply
from leerwerk.engine.population.work_history import draw_work_history


def land_of(spec: Spec) -> Land:
    """The municipalities of the regions asked for, with approximate minutes between them."""
    codes = set(spec.region_codes())
    towns = tuple(town for town in facts.municipalities() if town.region in codes)
    minutes = approximate_minutes([town.latitude for town in towns], [town.longitude for town in towns])
    return Land(towns=towns, minutes=minutes)


def _candidates(spec: Spec, land: Land, published: Published) -> Columns:
    """Candidates: planning fields from one stream of chance, who they are from another that the first never sees."""
    profile_chance, background_chance = (np.random.default_rng([spec.seed, k]) for k in (1, 2))
    count = spec.candidates
    home = profile_chance.permutation(np.repeat(np.arange(len(land.towns)), home_counts(count, land.towns)))
    towns = [land.towns[k] for k in home.tolist()]
    profile = draw_profiles(count, spec.season_start, profile_chance)
    columns: Columns = {
        "candidate": [f"{spec.prefix}-c{k + 1:06d}" for k in range(count)],
        "municipality": [town.code for town in towns],
        **{name: list(values) for name, values in profile.items()},
        "intermediary": [intermediary(town.code) for town in towns],
        **draw_background(count, spec.season_start, background_chance, published),
        "synthetic": ["yes"] * count,
    }
    planned = CONTRACT["candidates"]
    return {name: columns[name] for name in (*planned, *(name for name in columns if name not in planned))}


def _plain(columns: Columns, table: str) -> Columns:
    """The table with the planner's columns first; whole numbers without a decimal point."""
    planned = CONTRACT[table]
    names = (*planned, *(name for name in columns if name not in planned))
    return {name: [int(v) if isinstance(v, float) and v.is_integer() else v for v in columns[name]] for name in names}


def generate(spec: Spec, published: Published | None = None) -> Region:
    """Generate the synthetic region of a spec.

    ``published``: the figures to meet, by default those of ``leerwerk.facts``. Raises ``UnknownRegionError`` on a
    region that does not exist. 100,000 candidates take a few seconds.
    """
    land = land_of(spec)
    chance = [np.random.default_rng([spec.seed, k]) for k in (3, 4, 5)]
    counts = (spec.group_count, spec.workplace_count, spec.employer_count)
    supply = draw_supply(counts, spec.prefix, land, spec.season_start, chance[0])
    organisations = draw_organisations(land, chance[1])
    groups = {**supply.groups, **schools_of_groups(organisations, supply, chance[1])}
    resources, uses = draw_resources(land, supply, chance[2])
    budgets, charges = draw_budgets(spec.candidates, land, supply, spec.season_start)
    owners_of_capacity(organisations, resources, budgets)
    candidates = _candidates(spec, land, published or Published())
    work_chance = np.random.default_rng([spec.seed, 6])
    tables = {
        "candidates": candidates,
        "work_history": draw_work_history(candidates, spec.season_start.year, work_chance),
        "groups": _plain(groups, "groups"),
        "workplaces": _plain(supply.workplaces, "workplaces"),
        "offers": supply.offers,
        "resources": _plain(resources, "resources"),
        "uses": _plain(uses, "uses"),
        "budgets": _plain(budgets, "budgets"),
        "charges": _plain(charges, "charges"),
        "employers": supply.employers,
        "organisations": organisations,
    }
    return Region(spec=spec, tables=tables)
