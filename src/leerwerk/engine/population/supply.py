"""What is on offer in a season: employers with workplaces, group options made from the examples, and offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from leerwerk import facts
from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Blueprint, Cefr, ComponentKind
from leerwerk.engine.model.vocabulary import WORKING_WEEK, LanguageSkill
from leerwerk.engine.planning.question import Int16s, Int64s
from leerwerk.engine.population import names
from leerwerk.engine.population.rounding import deal, largest_remainder
from leerwerk.engine.population.trades import PROPER, TRADES, Job

SHARES = {"zorg": 18, "logistiek": 22, "onderwijs": 8, "techniek": 15, "bouw": 16, "groen": 15, "horeca": 6}
OFFERED = tuple(blueprint for blueprint in EXAMPLES if blueprint.sector in SHARES)
"""Share of the options per sector. An assumption: more of what people with little schooling can begin with.

Horeca gets as much as people wish it first, a third of its share among status holders who had work."""
HORECA_AT_WORK = 18
"""Percent of the status holders with work in 2022 who worked in hospitality (CBS, told by the ABU)."""
WAVES = (0, 8, 17, 30)  # weeks after the season's start at which groups begin
NEAR = 45  # minutes between a group and the workplaces offered to it, if there are enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The municipalities of a population, with the minutes between them and the weight of each (inhabitants)."""

    towns: tuple[facts.Municipality, ...]
    minutes: Int16s

    @property
    def weights(self) -> npt.NDArray[np.float64]:
        """Inhabitants per municipality."""
        return np.array([town.inhabitants for town in self.towns], float)

    def near(self) -> list[Int64s]:
        """For each municipality those within ``NEAR`` minutes, or else the three nearest; itself first."""
        order = np.argsort(self.minutes, axis=1, kind="stable")
        counts = np.maximum((self.minutes <= NEAR).sum(1), min(3, len(self.towns)))
        return [row[:k].astype(np.int64) for row, k in zip(order, counts.tolist(), strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Columns of groups, workplaces, employers and offers, and the rows they point to."""

    groups: dict[str, list[object]]
    workplaces: dict[str, list[object]]
    employers: dict[str, list[object]]
    offers: dict[str, list[object]]
    group_town: Int64s


def _week(blueprint: Blueprint) -> str:
    """The dagdelen of learn-and-work and the language lessons beside it, as ten digits."""
    beside = (ComponentKind.LEARN_WORK, ComponentKind.LANGUAGE)
    used = {slot.dagdeel for part in blueprint.components if part.kind in beside for slot in part.week}
    return "".join("1" if dagdeel in used else "0" for dagdeel in WORKING_WEEK)


def _weeks(blueprint: Blueprint) -> tuple[str, ...]:
    """As designed; from Tuesday on; without Wednesday and Friday afternoon; without Monday; without Thursday."""
    week = _week(blueprint)
    return week, week[2:] + week[:2], week[:5] + "0" + week[6:9] + "0", "00" + week[2:], week[:6] + "00" + week[8:]


def _minima(blueprint: Blueprint, rng: np.random.Generator) -> dict[str, object]:
    """The profile's minima; three groups in ten have a lower threshold, three ask a level more."""
    profile, draw = blueprint.profile, rng.random()
    easier, stricter = int(draw < 0.3), int(draw >= 0.7)
    levels = tuple(Cefr)
    language: dict[str, object] = {}
    for skill in LanguageSkill:
        rank = (profile.language.of(skill) or Cefr.ALFA).rank - easier
        rank += stricter if skill in (LanguageSkill.SPEAKING, LanguageSkill.LISTENING) else 0
        language[skill.value] = levels[max(rank, 0)].value
    return {
        **language,
        "learnability": max(1, (profile.learnability or 1) - easier),
        "load": max(1, (profile.load or 1) - easier),
        "motivation": max(1, (profile.motivation or 1) - easier),
    }


def _group(blueprint: Blueprint, start: date, rng: np.random.Generator) -> dict[str, object]:
    weeks = _weeks(blueprint)
    size, costs, profile = blueprint.group, blueprint.costs, blueprint.profile
    low = int(size.minimum + rng.integers(-1, 3))
    return {
        "blueprint": blueprint.code,
        "sector": blueprint.sector,
        "level": blueprint.level.value,
        "start": start.isoformat(),
        "min_size": low,
        "max_size": max(low + 2, int(size.maximum + rng.integers(-2, 2))),
        "fixed_cost": round(float(costs.fixed) * float(rng.uniform(0.85, 1.15)), 2),
        "cost_per_participant": round(float(costs.per_participant) * float(rng.uniform(0.85, 1.15)), 2),
        "dagdelen": weeks[int(rng.choice(len(weeks), p=(0.3, 0.16, 0.26, 0.14, 0.14)))],
        **_minima(blueprint, rng),
        "skills": "|".join(profile.skills),
        "licence": "yes" if blueprint.sector == "techniek" and rng.random() < 0.08 else "no",
        "excluded_limits": "|".join(profile.excluded_limits),
    }


def _sectors(count: int, rng: np.random.Generator) -> list[Blueprint]:
    """Blueprints of the options: each at least once when there are as many options, otherwise by share."""
    share = largest_remainder(count, [SHARES[blueprint.sector] for blueprint in OFFERED])
    while count >= len(OFFERED) and (share == 0).any():
        share[np.argmin(share)] += 1
        share[np.argmax(share)] -= 1
    chosen = rng.permutation(np.repeat(np.arange(len(OFFERED)), share))
    return [OFFERED[k] for k in chosen.tolist()]


def draw_groups(
    count: int, prefix: str, land: Land, season_start: date, rng: np.random.Generator
) -> tuple[dict[str, list[object]], Int64s]:
    """Draw the options: blueprint, place (larger towns more often), wave, and small changes to the design."""
    town = deal(count, land.weights**0.8, rng)
    monday = season_start + timedelta(days=(-season_start.weekday()) % 7)
    wave = deal(count, (40, 20, 25, 15), rng).tolist()
    rows = []
    for k, blueprint in enumerate(_sectors(count, rng)):
        start = monday + timedelta(weeks=WAVES[wave[k]])
        place = land.towns[int(town[k])]
        region = {"municipality": place.code, "region": place.region, "synthetic": "yes"}
        rows.append({"group": f"{prefix}-g{k + 1:05d}", **_group(blueprint, start, rng), **region})
    return {name: [row[name] for row in rows] for name in rows[0]}, town


def _home_of_workplaces(
    groups: dict[str, list[object]], town: Int64s, land: Land, count: int, rng: np.random.Generator
) -> tuple[Int64s, Int64s]:
    """The group for which each workplace was found, and its municipality, near that group."""
    home = np.arange(count) % len(town)
    near = land.near()
    places = [near[g] for g in town[home].tolist()]
    # Nearer municipalities come first in the list and are drawn more often.
    where = np.array(
        [row[int(len(row) * draw**2)] for row, draw in zip(places, rng.random(count).tolist(), strict=True)]
    )
    return home, where


def _owners(count: int, sectors: list[str], where: Int64s) -> Int64s:
    """The employer of each workplace: workplaces of one sector that lie together, evenly divided."""
    order = np.array(sorted(range(len(sectors)), key=lambda w: (sectors[w], int(where[w]))))
    found = sorted(set(sectors))
    if count < len(found):
        blocks, shares = [order], [count]
    else:
        blocks = [order[[sectors[w] == sector for w in order.tolist()]] for sector in found]
        shares = (1 + largest_remainder(count - len(found), [len(block) - 1 + 1e-9 for block in blocks])).tolist()
    owner = np.empty(len(sectors), np.int64)
    begin = 0
    for block, share in zip(blocks, shares, strict=True):
        owner[block] = begin + np.arange(len(block)) * share // len(block)
        begin += share
    return owner


def _employers(
    count: int, prefix: str, sectors: list[str], where: Int64s, land: Land, rng: np.random.Generator
) -> tuple[dict[str, list[object]], Int64s]:
    """Draw employers, each of one sector as long as there are as many employers as sectors."""
    owner = _owners(count, sectors, where)
    first = {int(owner[w]): w for w in reversed(range(len(sectors)))}
    contacts = names.draw_dutch(count, rng)
    columns: dict[str, list[object]] = {
        name: [] for name in ("employer", "name", "municipality", "region", "sector", "contact_name", "synthetic")
    }
    seen: set[str] = set()
    for k in range(count):
        town, sector = land.towns[int(where[first[k]])], sectors[first[k]]
        kind = TRADES[sector].kinds[int(rng.integers(len(TRADES[sector].kinds)))]
        name = f"{kind} {PROPER[int(rng.integers(len(PROPER)))]}"
        if name in seen:
            name = f"{name} {town.name}"
        name = name if name not in seen else f"{name} {k + 1}"
        seen.add(name)
        row = (f"{prefix}-e{k + 1:05d}", name, town.code, town.region, sector, contacts[k], "yes")
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return columns, owner


def _workplace(job: Job, sector: str, rng: np.random.Generator) -> dict[str, object]:
    trade = TRADES[sector]
    return {
        "title": job.title,
        "sector": sector,
        "places": int(rng.choice((1, 2, 3, 4, 5), p=(0.06, 0.2, 0.28, 0.28, 0.18))),
        "skills": trade.skills[0] if rng.random() < 0.03 else "",
        "licence": "yes" if rng.random() < trade.licence else "no",
        "excluded_limits": "|".join(job.excluded_limits),
        "tasks": "|".join(job.tasks),
        "shifts": job.shifts,
        "demands": job.demands,
        "recognised": "yes" if rng.random() < 0.8 else "no",
        "synthetic": "yes",
    }


def _offers(
    sectors: list[str],
    where: Int64s,
    home: Int64s,
    groups: dict[str, list[object]],
    town: Int64s,
    land: Land,
    rng: np.random.Generator,
) -> set[tuple[int, int]]:
    """Each workplace for the group it was found for; three in ten also for another near group of the sector."""
    pairs = {(int(g), w) for w, g in enumerate(home)}
    minutes = land.minutes
    of_sector = {s: np.flatnonzero(np.array(groups["sector"], dtype=object) == s) for s in TRADES}
    for w in np.flatnonzero(rng.random(len(sectors)) < 0.3).tolist():
        rivals = of_sector[sectors[w]]
        close = rivals[(minutes[town[rivals], where[w]] <= NEAR) & (rivals != home[w])]
        if len(close):
            pairs.add((int(rng.choice(close)), w))
    return pairs


def draw_supply(
    counts: tuple[int, int, int], prefix: str, land: Land, season_start: date, rng: np.random.Generator
) -> Supply:
    """Draw options, workplaces and employers (``counts``, in this order), and what is offered to whom."""
    groups, town = draw_groups(counts[0], prefix, land, season_start, rng)
    home, where = _home_of_workplaces(groups, town, land, counts[1], rng)
    sectors = [str(groups["sector"][g]) for g in home.tolist()]
    employers, owner = _employers(counts[2], prefix, sectors, where, land, rng)
    mentors = names.draw_dutch(counts[1], rng)
    rows = []
    for w, sector in enumerate(sectors):
        jobs = TRADES[sector].jobs
        row = {"workplace": f"{prefix}-w{w + 1:05d}", "employer": employers["employer"][int(owner[w])]}
        place = {"municipality": land.towns[int(where[w])].code, "mentor_name": mentors[w]}
        rows.append({**row, **place, **_workplace(jobs[int(rng.integers(len(jobs)))], sector, rng)})
    pairs = sorted(_offers(sectors, where, home, groups, town, land, rng))
    return Supply(
        groups=groups,
        workplaces={name: [row[name] for row in rows] for name in rows[0]},
        employers=employers,
        offers={
            "group": [groups["group"][g] for g, _ in pairs],
            "workplace": [rows[w]["workplace"] for _, w in pairs],
        },
        group_town=town,
    )
