"""Small random questions with a floor and locks of every kind, for Hypothesis.

Of some it is known that a plan exists: their locks and floor are those that the plan of another wish keeps.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies as st

from leerwerk.engine.planning.answer import Plan
from leerwerk.engine.planning.contract import LANGUAGE_SKILLS
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import ANY, Question
from leerwerk.engine.planning.solver.solve import solve
from tests.engine.planning.small_questions import Tables, question_of, random_tables

type Lock = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Locked:
    """A question with locks; ``possible`` when a plan that keeps them is known."""

    seed: int
    tables: Tables
    floor: float
    possible: bool

    @property
    def question(self) -> Question:
        """The question of these tables."""
        return question_of(self.tables, low_skilled_floor=self.floor)


def _eased(tables: Tables) -> None:
    """Ask less of people, so that limits decide rather than requirements."""
    for group in tables["groups"]:
        group |= {**dict.fromkeys(LANGUAGE_SKILLS, "pre-A1"), "learnability": 1, "dagdelen": "1000000000"}
    for person in tables["candidates"]:
        person |= {"max_travel": 90, "sectors": "care|green|building", "available": "1" * 10}


def _some(rng: random.Random, locks: list[Lock], most: int) -> list[Lock]:
    return rng.sample(locks, min(len(locks), rng.randint(0, most)))


def _that_hold(rng: random.Random, question: Question, plan: Plan) -> tuple[list[Lock], float]:
    """Locks and a floor that this plan keeps."""
    people, groups = question.candidates.ids, question.groups.ids
    placed = [i for i in range(len(people)) if plan.group[i] != ANY]
    two = list(combinations(placed, 2))
    unplaced = [i for i in range(len(people)) if plan.group[i] == ANY]
    held = _some(rng, [("assign", people[i], groups[plan.group[i]]) for i in placed], 4)
    held += _some(rng, [("open", name, "") for g, name in enumerate(groups) if plan.open[g]], 2)
    held += _some(rng, [("closed", name, "") for g, name in enumerate(groups) if not plan.open[g]], 2)
    held += _some(rng, [("together", people[a], people[b]) for a, b in two if plan.group[a] == plan.group[b]], 2)
    held += _some(rng, [("together", people[a], people[b]) for a, b in combinations(unplaced, 2)], 1)
    held += _some(rng, [("apart", people[a], people[b]) for a, b in two if plan.group[a] != plan.group[b]], 3)
    low = int(question.candidates.low_skilled[placed].sum())
    share = low / len(placed) if placed else 1.0
    return held, math.floor(1000 * share * rng.choice((0.0, 0.8, 1.0))) / 1000


def _that_may_clash(rng: random.Random, question: Question) -> tuple[list[Lock], float]:
    """Locks and a floor drawn without asking whether anything keeps them; who must join mostly may."""
    people, groups = question.candidates.ids, question.groups.ids
    pairs = pairs_of(question)
    fitting = [
        ("assign", people[pairs.candidate[k]], groups[g])
        for g in range(len(groups))
        for k in range(int(pairs.start[g]), int(pairs.start[g + 1]))
    ]
    held = _some(rng, fitting, 3)
    if rng.random() < 0.2:
        held.append(("assign", rng.choice(people), rng.choice(groups)))
    for kind in ("open", "closed"):
        held += _some(rng, [(kind, name, "") for name in groups], 1)
    for kind in ("together", "apart"):
        one, *others = rng.sample(people, 3)
        held += _some(rng, [(kind, one, other) for other in others], 2)
    return held, rng.choice((0.0, 0.4, 0.7, 1.0))


def locked_question(seed: int) -> Locked:
    """A small question with locks, the same for the same seed."""
    rng = random.Random(seed)
    tables = random_tables(seed, people=rng.randint(12, 45), groups=rng.randint(3, 9))
    if rng.random() < 0.7:
        _eased(tables)
    possible = rng.random() < 0.75
    free = question_of(tables, benefit=rng.choice((8.0, 28.0)), wish_weights=[0.0], change_penalty=0.0)
    if possible:
        plan = solve(free, pairs_of(free)).plan
        assert plan is not None
        held, floor = _that_hold(rng, free, plan)
    else:
        held, floor = _that_may_clash(rng, free)
    tables["locks"] += [{"kind": kind, "a": a, "b": b} for kind, a, b in dict.fromkeys(held)]
    return Locked(seed, tables, floor, possible)


locked_questions = st.integers(0, 100_000).map(locked_question)
