"""Synthetic planning questions of every size, friendly and hostile, each from one seed.

Nobody in them exists. They copy the *shape* of group forming (towns of very different size, 1–4 wished sectors,
minima per level, about four workplaces per option, scarce teachers, regional budgets, a floor that binds), so
gains measured on them are a property of the method, never an effect on people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from leerwerk.engine.planning.question import (
    ANY,
    Budgets,
    Candidates,
    Floats,
    Groups,
    Int32s,
    Locks,
    Offers,
    Pairs,
    Question,
    Resources,
    Settings,
    Travel,
    Workplaces,
)

SECTORS = 12
WEEK = 10  # dagdelen


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an instance looks like."""

    name: str
    candidates: int
    groups: int
    towns: int
    regions: int
    seed: int
    side: float = 200.0  # km of the square that holds the towns
    places: tuple[int, int] = (2, 5)  # per workplace, both ends included
    teachers: float = 0.45  # capacity as a share of what all options together would use
    teacher_units: tuple[int, int] = (2, 4)  # dagdelen per group
    budget: float = 0.55  # amount as a share of what a full programme would cost
    floor: float = 0.45
    strict: float = 0.0  # added to the minima: fewer candidates per option
    alone: bool = False  # every workplace offered to one group only
    dominating: bool = False  # one large employer offers its places to very many groups
    everyone: bool = False  # no minima, no wishes, long journeys: everything fits everyone
    mentors: bool = True  # hours per participant
    equal: bool = False  # all values nearly the same


SIZES: dict[str, tuple[int, int, int, int, float]] = {  # candidates, groups, towns, regions, km
    "tiny": (200, 16, 6, 2, 30.0),
    "region": (1_200, 80, 14, 3, 45.0),
    "ten": (10_000, 500, 60, 8, 90.0),
    "hundred": (100_000, 5_000, 342, 35, 200.0),
    "million": (1_000_000, 5_000, 342, 35, 200.0),
}

MOST_PAIRS = 10_000_000

VARIANTS: dict[str, dict[str, object]] = {
    "plain": {},
    "plain, other seed": {},
    "scarce teachers": {"teachers": 0.25},
    "integer-tight teachers": {"teachers": 0.3, "teacher_units": (3, 7)},
    "places below minimum size": {"places": (1, 3)},
    "few candidates per option": {"strict": 1.0},
    "everything fits everyone": {"everyone": True, "floor": 0.4},
    "one dominating workplace": {"dominating": True},
    "zero budgets": {"budget": 0.0},
    "tight budgets, high floor": {"budget": 0.25, "floor": 0.6},
    "workplaces of one group": {"alone": True, "mentors": False},
    "nearly equal values": {"equal": True},
}


def shapes(size: str, count: int, first_seed: int = 1) -> Iterator[Shape]:
    """The first ``count`` variants of a size; after the last variant it starts again with new seeds.

    Where everything would fit everyone in more pairs than memory holds, that variant is another seed of the plain one.
    """
    candidates, groups, towns, regions, side = SIZES[size]
    variants = list(VARIANTS.items())
    if candidates * groups > MOST_PAIRS:
        variants = [
            (name, changes) if "everyone" not in changes else ("plain, third seed", {}) for name, changes in variants
        ]
    for number in range(count):
        name, changes = variants[number % len(variants)]
        base = Shape(
            name=f"{size}: {name}",
            candidates=candidates,
            groups=groups,
            towns=towns,
            regions=regions,
            side=side,
            seed=first_seed + number,
        )
        yield replace(base, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Map:
    town_share: Floats
    region: Int32s
    minutes: np.ndarray


def _draw_map(shape: Shape, rng: np.random.Generator) -> _Map:
    position = rng.uniform(0, shape.side, (shape.towns, 2))
    share = 1.0 / np.arange(1, shape.towns + 1) ** 0.8
    share = rng.permutation(share / share.sum())
    seats = position[rng.choice(shape.towns, shape.regions, replace=False)]
    region = ((position[:, None] - seats[None]) ** 2).sum(2).argmin(1).astype(np.int32)
    distance = np.sqrt(((position[:, None] - position[None]) ** 2).sum(2))
    minutes = np.minimum(8 + distance / 0.7, 30_000).astype(np.int16)
    return _Map(share.astype(np.float64), region, minutes)


def _draw_candidates(shape: Shape, land: _Map, rng: np.random.Generator) -> Candidates:
    n = shape.candidates
    ability = rng.normal(0, 1, n)
    language = np.clip(np.rint(3.1 + 1.1 * ability[:, None] + rng.normal(0, 0.7, (n, 4))), 0, 7).astype(np.int8)
    scales = np.clip(np.rint(3.3 + 0.5 * ability[:, None] + rng.normal(0, 0.8, (n, 3))), 1, 5).astype(np.int8)
    education = np.digitize(ability + rng.normal(0, 0.9, n), [-2.0, -1.2, -0.5, 0.9]).astype(np.int8)
    free = rng.random((n, WEEK)) < rng.choice([1.0, 0.93, 0.75], n, p=[0.55, 0.3, 0.15])[:, None]
    wishes = rng.random((n, SECTORS)).argsort(1)[:, :4].astype(np.int16)
    wishes[np.arange(4)[None] >= rng.integers(1, 5, n)[:, None]] = ANY
    travel = rng.choice([30, 45, 60, 75], n, p=[0.2, 0.35, 0.3, 0.15]).astype(np.int16)
    ready = rng.integers(0, 4, n)
    if shape.everyone:
        language[:], scales[:], free[:], travel[:], ready[:] = 7, 5, True, 32_000, 0
        wishes = np.tile(np.arange(SECTORS, dtype=np.int16), (n, 1))
        wishes = rng.permuted(wishes, axis=1)
    return Candidates(
        ids=tuple(f"c{i}" for i in range(n)),
        zone=rng.choice(shape.towns, n, p=land.town_share).astype(np.int32),
        language=language,
        scales=scales,
        available=(free * (1 << np.arange(WEEK))).sum(1).astype(np.uint16),
        max_travel=travel,
        ready=(739_000 + 91 * ready).astype(np.int32),
        wishes=wishes,
        skills=rng.integers(0, 256, (n, 1)).astype(np.uint64),
        licence=np.ones(n, np.bool_) if shape.everyone else rng.random(n) < 0.4,
        education=education,
        limits=(rng.random((n, 4)) < 0.06).astype(np.uint64) @ np.array([[1], [2], [4], [8]], np.uint64),
    )


def _draw_groups(shape: Shape, land: _Map, rng: np.random.Generator) -> Groups:
    g = shape.groups
    level = rng.integers(0, 8, g).astype(np.int8)
    hard = np.array([0.0, 1.0, 1.6, 2.2, 3.0, 0.6, 0.2, 0.4])[level] + shape.strict
    language = np.clip(np.rint(1.6 + hard[:, None] + rng.normal(0, 0.4, (g, 4))), 0, 7).astype(np.int8)
    scales = np.clip(np.rint(1.8 + 0.4 * hard[:, None] + rng.normal(0, 0.4, (g, 3))), 1, 5).astype(np.int8)
    days = (rng.random((g, WEEK)) < 0.7) * (1 << np.arange(WEEK))
    needed = np.where(rng.random((g, 8)) < 0.06, 1 << np.arange(8), 0).sum(1).astype(np.uint64)
    licence = rng.random(g) < 0.12
    if shape.everyone:
        language[:], scales[:], needed[:], licence[:] = 0, 1, 0, False
    low = rng.integers(8, 13, g)
    return Groups(
        ids=tuple(f"g{i}" for i in range(g)),
        blueprint=tuple(f"b{k}" for k in rng.integers(0, 40, g)),
        sector=rng.integers(0, SECTORS, g).astype(np.int16),
        level=level,
        zone=rng.choice(shape.towns, g, p=land.town_share).astype(np.int32),
        start=(739_000 + 91 * rng.integers(1, 5, g)).astype(np.int32),
        min_size=low.astype(np.int32),
        max_size=(low + rng.integers(3, 9, g)).astype(np.int32),
        fixed_cost=np.round(low * rng.uniform(4.0, 11.0, g), 2),
        cost_per_participant=np.round(rng.uniform(2.0, 7.0, g), 2),
        dagdelen=days.sum(1).astype(np.uint16),
        language=language,
        scales=scales,
        skills=needed[:, None],
        licence=licence,
        excluded_limits=(rng.random((g, 4)) < 0.1).astype(np.uint64) @ np.array([[1], [2], [4], [8]], np.uint64),
    )


def _draw_workplaces(shape: Shape, land: _Map, groups: Groups, rng: np.random.Generator) -> tuple[Workplaces, Offers]:
    """Four workplaces near each group, and (unless alone) some of them offered to a neighbour in the sector too."""
    g = shape.groups
    home = np.repeat(np.arange(g), 4)
    near = np.argsort(land.minutes, axis=1)[:, : min(5, shape.towns)]
    zone = near[groups.zone[home], rng.integers(0, near.shape[1], 4 * g)].astype(np.int32)
    places = rng.integers(shape.places[0], shape.places[1] + 1, 4 * g).astype(np.int32)
    offered: list[set[int]] = [set(range(4 * k, 4 * k + 4)) for k in range(g)]
    if not shape.alone:
        by_sector = [np.flatnonzero(groups.sector == s) for s in range(SECTORS)]
        for w in np.flatnonzero(rng.random(4 * g) < 0.4):
            rivals = by_sector[groups.sector[w // 4]]
            close = rivals[land.minutes[zone[w], groups.zone[rivals]] <= 35]
            if len(close):
                offered[int(rng.choice(close))].add(int(w))
    if shape.dominating:
        places[0] = max(30, g // 2)
        for k in np.flatnonzero(rng.random(g) < 0.6):
            offered[k].add(0)
    start = np.concatenate([[0], np.cumsum([len(o) for o in offered])]).astype(np.int64)
    flat = np.array([w for o in offered for w in sorted(o)], np.int32)
    how_many = 4 * g
    workplaces = Workplaces(
        ids=tuple(f"w{i}" for i in range(how_many)),
        employer=tuple(f"e{i // 3}" for i in range(how_many)),
        zone=zone,
        places=places,
        skills=np.zeros((how_many, 1), np.uint64),
        licence=(rng.random(how_many) < 0.08) & (not shape.everyone),
        excluded_limits=(rng.random((how_many, 4)) < 0.05).astype(np.uint64)
        @ np.array([[1], [2], [4], [8]], np.uint64),
    )
    return workplaces, Offers(start=start, workplace=flat)


def _draw_resources(shape: Shape, land: _Map, groups: Groups, rng: np.random.Generator) -> Resources:
    """Language teachers per region and quarter (dagdelen per group), mentors per region (hours per participant)."""
    g = shape.groups
    quarter = (groups.start - 739_000) // 91 - 1
    row = (land.region[groups.zone] * 4 + quarter).astype(np.int32)
    units = rng.integers(shape.teacher_units[0], shape.teacher_units[1] + 1, g).astype(float)
    teachers = 4 * shape.regions
    capacity = np.ceil(shape.teachers * np.bincount(row, units, teachers))
    use_group, use_resource = np.arange(g, dtype=np.int32), row
    per_group, per_participant = units, np.zeros(g)
    ids = [f"teacher{r}" for r in range(teachers)]
    if shape.mentors:
        hours = np.round(rng.uniform(0.5, 1.5, g), 1)
        mentor = (teachers + land.region[groups.zone]).astype(np.int32)
        full = np.bincount(land.region[groups.zone], hours * groups.max_size, shape.regions)
        capacity = np.concatenate([capacity, np.round(0.4 * full, 1)])
        use_group, use_resource = np.tile(use_group, 2), np.concatenate([use_resource, mentor])
        per_group, per_participant = np.concatenate([units, np.zeros(g)]), np.concatenate([per_participant, hours])
        ids += [f"mentor{r}" for r in range(shape.regions)]
    return Resources(
        ids=tuple(ids),
        capacity=capacity,
        use_group=use_group,
        use_resource=use_resource,
        per_group=per_group,
        per_participant=per_participant,
    )


def _draw_budgets(shape: Shape, land: _Map, groups: Groups) -> Budgets:
    """Each region pays per head for its own inhabitants, wherever they join, and a part of its own groups' start."""
    rows: list[tuple[int, int, int, float, float]] = []
    reach = land.minutes <= (32_000 if shape.everyone else 75)
    for g in range(shape.groups):
        own = int(land.region[groups.zone[g]])
        zones = np.flatnonzero(reach[:, groups.zone[g]])
        rows.append((own, g, ANY, 0.0, round(0.3 * float(groups.fixed_cost[g]), 2)))
        head = float(groups.cost_per_participant[g])
        rows.extend((int(land.region[z]), g, int(z), head, 0.0) for z in zones)
    table = np.array(rows)
    head_cost = float(groups.cost_per_participant.mean() + 0.3 * (groups.fixed_cost / groups.min_size).mean())
    people = np.bincount(land.region, land.town_share, shape.regions)
    expected = min(0.5 * groups.max_size.sum(), 0.8 * shape.candidates)
    return Budgets(
        ids=tuple(f"budget{r}" for r in range(shape.regions)),
        amount=np.round(shape.budget * people * expected * head_cost, 1),
        charge_budget=table[:, 0].astype(np.int32),
        charge_group=table[:, 1].astype(np.int32),
        charge_zone=table[:, 2].astype(np.int32),
        per_participant=table[:, 3],
        per_group=table[:, 4],
    )


def draw(shape: Shape, settings: Settings | None = None) -> tuple[Question, Pairs]:
    """The question of this shape, and its eligible pairs with values and seats."""
    rng = np.random.default_rng(shape.seed)
    land = _draw_map(shape, rng)
    candidates = _draw_candidates(shape, land, rng)
    groups = _draw_groups(shape, land, rng)
    workplaces, offers = _draw_workplaces(shape, land, groups, rng)
    none, two = np.zeros(0, np.int32), np.zeros((0, 2), np.int32)
    question = Question(
        candidates=candidates,
        groups=groups,
        workplaces=workplaces,
        offers=offers,
        resources=_draw_resources(shape, land, groups, rng),
        budgets=_draw_budgets(shape, land, groups),
        travel=Travel(zones=tuple(f"GM{z:04d}" for z in range(shape.towns)), minutes=land.minutes, approximate=False),
        locks=Locks(assign=two, forbid=two, open=none, closed=none, together=two, apart=two),
        settings=replace(settings or Settings(), low_skilled_floor=shape.floor),
        sectors=tuple(f"s{k}" for k in range(SECTORS)),
        skills=tuple(f"k{k}" for k in range(8)),
        limits=tuple(f"l{k}" for k in range(4)),
    )
    return question, _pairs(question, shape, rng)


def _pairs(question: Question, shape: Shape, rng: np.random.Generator) -> Pairs:
    c, g = question.candidates, question.groups
    word = c.skills[:, 0], c.limits[:, 0]
    talent = rng.normal(0, 0.5, shape.candidates) + 0.25 * c.scales[:, 2]
    packed = np.concatenate([c.language, c.scales], axis=1)
    minima = np.concatenate([g.language, g.scales], axis=1)
    rank = np.full((shape.candidates, SECTORS), 99, np.int8)
    for k in range(c.wishes.shape[1]):
        known = np.flatnonzero(c.wishes[:, k] != ANY)
        rank[known, c.wishes[known, k]] = k
    people = [np.flatnonzero(rank[:, s] < 99).astype(np.int32) for s in range(SECTORS)]
    wish = np.zeros(100)
    wish[: len(question.settings.wish_weights)] = question.settings.wish_weights
    found, values, seats, start = [], [], [], np.zeros(shape.groups + 1, np.int64)
    for k in range(shape.groups):
        who = people[g.sector[k]]
        who = who[question.travel.minutes[c.zone[who], g.zone[k]] <= c.max_travel[who]]
        who = who[(packed[who] >= minima[k]).all(1)]
        who = who[((c.available[who] & g.dagdelen[k]) == g.dagdelen[k]) & (c.ready[who] <= g.start[k])]
        fits = ((word[0][who] & g.skills[k, 0]) == g.skills[k, 0]) & ((word[1][who] & g.excluded_limits[k, 0]) == 0)
        who = who[fits & (c.licence[who] | ~g.licence[k])]
        bits = _seat_bits(question, k, who)
        who, bits = who[bits > 0], bits[bits > 0]
        margin = (packed[who] - minima[k]).mean(1)
        chance = 1 / (1 + np.exp(-(talent[who] - 0.6 + 0.3 * margin + rng.normal(0, 0.25, len(who)))))
        if shape.equal:
            chance = 0.7 + 0.001 * chance
        worth = question.settings.benefit * chance - g.cost_per_participant[k] + wish[rank[who, g.sector[k]]]
        found.append(who)
        values.append(np.round(worth, 4))
        seats.append(bits)
        start[k + 1] = start[k] + len(who)
    return Pairs(
        start=start,
        candidate=np.concatenate(found) if found else np.zeros(0, np.int32),
        value=np.concatenate(values) if values else np.zeros(0),
        seats=np.concatenate(seats)[:, None] if seats else np.zeros((0, 1), np.uint64),
    )


def _seat_bits(question: Question, group: int, who: Int32s) -> np.ndarray:
    c, w = question.candidates, question.workplaces
    bits = np.zeros(len(who), np.uint64)
    for k, place in enumerate(
        question.offers.workplace[question.offers.start[group] : question.offers.start[group + 1]]
    ):
        fits = question.travel.minutes[c.zone[who], w.zone[place]] <= c.max_travel[who]
        fits &= (c.licence[who] | ~w.licence[place]) & ((c.limits[who, 0] & w.excluded_limits[place, 0]) == 0)
        bits |= fits.astype(np.uint64) << np.uint64(k)
    return bits
