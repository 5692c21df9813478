"""Tiny random questions with every kind of rule, a strict plain verifier, and the optimum by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from leerwerk.engine.planning.answer import Plan
from leerwerk.engine.planning.question import (
    ANY,
    Budgets,
    Candidates,
    Groups,
    Locks,
    Offers,
    Pairs,
    Question,
    Resources,
    Settings,
    Travel,
    Workplaces,
)


def question_of(
    *,
    low: list[bool],
    zones: list[int],
    sizes: list[tuple[int, int, float]],
    places: list[int],
    offers: list[list[int]],
    uses: list[tuple[int, int, float, float]] = [],  # noqa: B006
    capacity: list[float] = [],  # noqa: B006
    charges: list[tuple[int, int, int, float, float]] = [],  # noqa: B006
    amount: list[float] = [],  # noqa: B006
    locks: dict[str, Any] | None = None,
    floor: float = 0.0,
    time_limit: float = 600.0,
    gap: float = 0.0,
    seed: int = 1,
) -> Question:
    """A question of n people and g groups from plain lists; profiles are empty, since pairs are given apart."""
    n, g, w = len(low), len(sizes), len(places)
    none = np.zeros(0, np.int32)
    given = {kind: np.array((locks or {}).get(kind, []), np.int32) for kind in ("open", "closed")}
    two = {
        kind: np.array((locks or {}).get(kind, []), np.int32).reshape(-1, 2)
        for kind in ("assign", "forbid", "together", "apart")
    }
    u, c = np.array(uses, float).reshape(-1, 4), np.array(charges, float).reshape(-1, 5)
    return Question(
        candidates=Candidates(
            ids=tuple(f"c{i}" for i in range(n)),
            zone=np.array(zones, np.int32),
            language=np.zeros((n, 4), np.int8),
            scales=np.ones((n, 3), np.int8),
            available=np.zeros(n, np.uint16),
            max_travel=np.zeros(n, np.int16),
            ready=np.zeros(n, np.int32),
            wishes=np.zeros((n, 1), np.int16),
            skills=np.zeros((n, 1), np.uint64),
            licence=np.zeros(n, np.bool_),
            education=np.where(np.array(low, np.bool_), 1, 4).astype(np.int8),
            limits=np.zeros((n, 1), np.uint64),
        ),
        groups=Groups(
            ids=tuple(f"g{k}" for k in range(g)),
            blueprint=("b",) * g,
            sector=np.zeros(g, np.int16),
            level=np.zeros(g, np.int8),
            zone=np.zeros(g, np.int32),
            start=np.zeros(g, np.int32),
            min_size=np.array([s[0] for s in sizes], np.int32),
            max_size=np.array([s[1] for s in sizes], np.int32),
            fixed_cost=np.array([s[2] for s in sizes], np.float64),
            cost_per_participant=np.zeros(g),
            dagdelen=np.zeros(g, np.uint16),
            language=np.zeros((g, 4), np.int8),
            scales=np.ones((g, 3), np.int8),
            skills=np.zeros((g, 1), np.uint64),
            licence=np.zeros(g, np.bool_),
            excluded_limits=np.zeros((g, 1), np.uint64),
        ),
        workplaces=Workplaces(
            ids=tuple(f"w{k}" for k in range(w)),
            employer=("e",) * w,
            zone=np.zeros(w, np.int32),
            places=np.array(places, np.int32),
            skills=np.zeros((w, 1), np.uint64),
            licence=np.zeros(w, np.bool_),
            excluded_limits=np.zeros((w, 1), np.uint64),
        ),
        offers=Offers(
            start=np.concatenate([[0], np.cumsum([len(o) for o in offers])]).astype(np.int64),
            workplace=np.array([k for o in offers for k in sorted(o)], np.int32),
        ),
        resources=Resources(
            ids=tuple(f"r{k}" for k in range(len(capacity))),
            capacity=np.array(capacity, np.float64),
            use_group=u[:, 0].astype(np.int32),
            use_resource=u[:, 1].astype(np.int32),
            per_group=u[:, 2],
            per_participant=u[:, 3],
        ),
        budgets=Budgets(
            ids=tuple(f"b{k}" for k in range(len(amount))),
            amount=np.array(amount, np.float64),
            charge_budget=c[:, 0].astype(np.int32),
            charge_group=c[:, 1].astype(np.int32),
            charge_zone=c[:, 2].astype(np.int32),
            per_participant=c[:, 3],
            per_group=c[:, 4],
        ),
        travel=Travel(zones=("GM1", "GM2"), minutes=np.zeros((2, 2), np.int16), approximate=False),
        locks=Locks(
            assign=two["assign"],
            forbid=two["forbid"],
            open=given["open"] if len(given["open"]) else none,
            closed=given["closed"] if len(given["closed"]) else none,
            together=two["together"],
            apart=two["apart"],
        ),
        settings=Settings(low_skilled_floor=floor, time_limit=time_limit, gap=gap, seed=seed),
        sectors=("s",),
        skills=(),
        limits=(),
    )


def pairs_from(groups: int, given: dict[tuple[int, int], tuple[float, int]]) -> Pairs:
    """Pairs from {(group, candidate): (value, seat bits)}."""
    keys = sorted(given)
    return Pairs(
        start=np.searchsorted([g for g, _ in keys], np.arange(groups + 1)).astype(np.int64),
        candidate=np.array([i for _, i in keys], np.int32),
        value=np.array([given[key][0] for key in keys], np.float64),
        seats=np.array([[given[key][1]] for key in keys], np.uint64).reshape(-1, 1),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, Pairs]:
    """Up to six people, three groups and four workplaces, with every kind of rule now and then."""
    n, g, w = draw(st.integers(0, 6)), draw(st.integers(0, 3)), draw(st.integers(1, 4))
    small = st.integers(0, 4)
    offers = [sorted(draw(st.sets(st.integers(0, w - 1), max_size=3))) for _ in range(g)]
    sizes = []
    for _ in range(g):
        least = draw(st.integers(1, 3))
        sizes.append((least, least + draw(st.integers(0, 3)), float(draw(st.integers(0, 12)))))
    given = {}
    for k, i in product(range(g), range(n)):
        bits = draw(st.integers(0, 2 ** len(offers[k]) - 1)) if offers[k] else 0
        if bits:
            given[k, i] = (float(draw(st.integers(-3, 12))), bits)
    uses = [(k, 0, float(draw(small)), float(draw(st.integers(0, 2)))) for k in range(g)] if draw(st.booleans()) else []
    charges = []
    if draw(st.booleans()):
        zone = st.sampled_from([ANY, 0, 1])
        charges = [(0, k, draw(zone), draw(small) / 2, float(draw(small))) for k in range(g) for _ in range(2)]
    locks: dict[str, Any] = {}
    if draw(st.booleans()) and n > 1 and g > 0:
        person, group = st.integers(0, n - 1), st.integers(0, g - 1)
        kind = draw(st.sampled_from(["assign", "open", "closed", "together", "apart", "both"]))
        if kind in ("assign", "both") and given:
            k, i = draw(st.sampled_from(sorted(given)))
            locks["assign"] = [(i, k)]
        if kind in ("open", "closed"):
            locks[kind] = [draw(group)]
        if kind in ("together", "apart", "both"):
            a = draw(person)
            locks["together" if kind == "both" else kind] = [(a, (a + 1) % n)]
    question = question_of(
        low=[draw(st.booleans()) for _ in range(n)],
        zones=[draw(st.integers(0, 1)) for _ in range(n)],
        sizes=sizes,
        places=[draw(st.integers(0, 3)) for _ in range(w)],
        offers=offers,
        uses=uses,
        capacity=[float(draw(st.integers(0, 9)))] if uses else [],
        charges=charges,
        amount=[float(draw(st.integers(0, 9)))] if charges else [],
        locks=locks,
        floor=draw(st.sampled_from([0.0, 0.0, 0.3, 0.5, 1.0])),
    )
    return question, pairs_from(g, given)


def _seated(question: Question, pairs: Pairs, people: list[tuple[int, int]]) -> bool:
    """Whether everyone (group, row of pairs) can have a place, by simple augmenting."""
    taken: dict[tuple[int, int], int] = {}

    def find(who: int, seen: set[tuple[int, int]]) -> bool:
        g, row = people[who]
        offers = question.offers.workplace[question.offers.start[g] : question.offers.start[g + 1]]
        for k, w in enumerate(offers.tolist()):
            if not int(pairs.seats[row, 0]) >> k & 1:
                continue
            for slot in ((w, s) for s in range(int(question.workplaces.places[w]))):
                if slot not in seen:
                    seen.add(slot)
                    if slot not in taken or find(taken[slot], seen):
                        taken[slot] = who
                        return True
        return False

    return all(find(who, set()) for who in range(len(people)))


def _plans(question: Question, pairs: Pairs) -> Iterator[tuple[dict[int, int], set[int]]]:
    """Every choice of pair (or none) per person, and every set of open groups that has them all."""
    n, g = len(question.candidates.ids), len(question.groups.ids)
    options: list[list[int]] = [[-1] for _ in range(n)]
    for row, i in enumerate(pairs.candidate.tolist()):
        options[i].append(row)
    groups = [set(c) for k in range(g + 1) for c in combinations(range(g), k)]
    for choice in product(*options):
        held = {i: row for i, row in enumerate(choice) if row >= 0}
        used = {group_of(pairs, row) for row in held.values()}
        yield from ((held, open_) for open_ in groups if open_ == used)


def group_of(pairs: Pairs, row: int) -> int:
    """The group of a pair."""
    return int(np.searchsorted(pairs.start, row, side="right") - 1)


def broken_rules(question: Question, groups: dict[int, int], open_: set[int]) -> list[str]:
    """Every rule except seats and eligibility that this plan breaks; people → group."""
    found: list[str] = []
    size = {g: sum(1 for k in groups.values() if k == g) for g in range(len(question.groups.ids))}
    for g, count in size.items():
        if g in open_ and not question.groups.min_size[g] <= count <= question.groups.max_size[g]:
            found.append(f"size of {g}")
        if g not in open_ and count:
            found.append(f"{g} is closed")
    r, b, locks = question.resources, question.budgets, question.locks
    for k, capacity in enumerate(r.capacity):
        rows = [j for j in range(len(r.use_group)) if r.use_resource[j] == k and int(r.use_group[j]) in open_]
        if sum(r.per_group[j] + r.per_participant[j] * size[int(r.use_group[j])] for j in rows) > capacity + 1e-9:
            found.append(f"resource {k}")
    for k, amount in enumerate(b.amount):
        spent = 0.0
        for j in np.flatnonzero(b.charge_budget == k):
            g, zone = int(b.charge_group[j]), b.charge_zone[j]
            if g in open_:
                spent += b.per_group[j]
            there = [i for i, held in groups.items() if held == g and zone in (ANY, question.candidates.zone[i])]
            spent += b.per_participant[j] * len(there)
        if spent > amount + 1e-9:
            found.append(f"budget {k}")
    low = sum(1 for i in groups if question.candidates.low_skilled[i])
    if low < question.settings.low_skilled_floor * len(groups) - 1e-9:
        found.append("floor")
    found += ["assign" for i, g in locks.assign.tolist() if groups.get(i) != g]
    found += ["open" for g in locks.open.tolist() if g not in open_]
    found += ["closed" for g in locks.closed.tolist() if g in open_]
    found += ["together" for i, j in locks.together.tolist() if groups.get(i) != groups.get(j)]
    found += ["apart" for i, j in locks.apart.tolist() if i in groups and groups.get(i) == groups.get(j)]
    return found


def best_by_trying_everything(question: Question, pairs: Pairs) -> float | None:
    """The value of the best plan; None when there is none."""
    best: float | None = None
    for held, open_ in _plans(question, pairs):
        value = sum(float(pairs.value[row]) for row in held.values())
        value -= sum(float(question.groups.fixed_cost[g]) for g in open_)
        if best is not None and value <= best:
            continue
        groups = {i: group_of(pairs, row) for i, row in held.items()}
        seated = _seated(question, pairs, [(groups[i], row) for i, row in held.items()])
        if seated and not broken_rules(question, groups, open_):
            best = value
    return best


def value_if_allowed(question: Question, pairs: Pairs, plan: Plan) -> float:
    """What the plan is worth; fails when it breaks any rule."""
    value, seats = 0.0, np.zeros(len(question.workplaces.ids), int)
    groups = {i: int(g) for i, g in enumerate(plan.group) if g != ANY}
    for i, g in groups.items():
        rows = [row for row in range(pairs.start[g], pairs.start[g + 1]) if pairs.candidate[row] == i]
        assert len(rows) == 1, "only eligible pairs"
        offers = question.offers.workplace[question.offers.start[g] : question.offers.start[g + 1]].tolist()
        assert int(pairs.seats[rows[0], offers.index(plan.workplace[i]) // 64]) >> offers.index(plan.workplace[i]) & 1
        seats[plan.workplace[i]] += 1
        value += float(pairs.value[rows[0]])
    open_ = set(np.flatnonzero(plan.open).tolist())
    assert (seats <= question.workplaces.places).all()
    assert broken_rules(question, groups, open_) == []
    return value - sum(float(question.groups.fixed_cost[g]) for g in open_)
