"""Compiling before anybody waits."""

from __future__ import annotations

from functools import cache

import numpy as np

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
from leerwerk.engine.planning.solver.bound import Dual, no_prices
from leerwerk.engine.planning.solver.model import prepare
from leerwerk.engine.planning.solver.settled import settled
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.state import empty_state


@cache
def warm_up() -> None:
    """Compile the solver's kernels, or load them from disk, on a question of six people; once in a process.

    Whoever gives a time limit calls this first, so that the limit is for planning.
    """
    question, pairs = six_people()
    solve(question, pairs)
    model = prepare(question, pairs)
    dual = Dual(model)
    dual.often[:] = 1.0
    settled(model, dual, no_prices(model.net), empty_state(model.net), 0.5, lambda _: True)


def six_people() -> tuple[Question, Pairs]:
    """A question with two groups and one of everything: seats, hours, money, a floor."""
    n, g = 6, 2
    none, two, code = np.zeros(0, np.int32), np.zeros((0, 2), np.int32), np.zeros
    candidates = Candidates(
        ids=tuple("abcdef"),
        zone=code(n, np.int32),
        language=code((n, 4), np.int8),
        scales=np.ones((n, 3), np.int8),
        available=code(n, np.uint16),
        max_travel=code(n, np.int16),
        ready=code(n, np.int32),
        wishes=code((n, 1), np.int16),
        skills=code((n, 1), np.uint64),
        licence=code(n, np.bool_),
        education=np.array([1, 4] * 3, np.int8),
        limits=code((n, 1), np.uint64),
    )
    groups = Groups(
        ids=("g", "h"),
        blueprint=("", ""),
        sector=code(g, np.int16),
        level=code(g, np.int8),
        zone=code(g, np.int32),
        start=code(g, np.int32),
        min_size=np.full(g, 2, np.int32),
        max_size=np.full(g, 3, np.int32),
        fixed_cost=np.ones(g),
        cost_per_participant=code(g),
        dagdelen=code(g, np.uint16),
        language=code((g, 4), np.int8),
        scales=np.ones((g, 3), np.int8),
        skills=code((g, 1), np.uint64),
        licence=code(g, np.bool_),
        excluded_limits=code((g, 1), np.uint64),
    )
    workplaces = Workplaces(
        ids=("w", "x"),
        employer=("", ""),
        zone=code(2, np.int32),
        places=np.full(2, 2, np.int32),
        skills=code((2, 1), np.uint64),
        licence=code(2, np.bool_),
        excluded_limits=code((2, 1), np.uint64),
    )
    once = np.arange(g, dtype=np.int32)
    question = Question(
        candidates=candidates,
        groups=groups,
        workplaces=workplaces,
        offers=Offers(start=np.array([0, 2, 4], np.int64), workplace=np.array([0, 1, 0, 1], np.int32)),
        resources=Resources(
            ids=("r",),
            capacity=np.array([3.0]),
            use_group=once,
            use_resource=code(g, np.int32),
            per_group=np.full(g, 2.0),
            per_participant=code(g),
        ),
        budgets=Budgets(
            ids=("b",),
            amount=np.array([9.0]),
            charge_budget=code(2 * g, np.int32),
            charge_group=np.tile(once, 2),
            charge_zone=np.array([ANY, ANY, 0, 0], np.int32),
            per_participant=np.ones(2 * g),
            per_group=code(2 * g),
        ),
        travel=Travel(zones=("GM0000",), minutes=code((1, 1), np.int16), approximate=False),
        locks=Locks(assign=two, forbid=two, open=none, closed=none, together=two, apart=two),
        settings=Settings(low_skilled_floor=0.3, time_limit=60.0),
        sectors=("s",),
        skills=(),
        limits=(),
    )
    pairs = Pairs(
        start=np.array([0, n, 2 * n], np.int64),
        candidate=np.tile(np.arange(n, dtype=np.int32), g),
        value=np.arange(2.0 * n),
        seats=np.full((2 * n, 1), 3, np.uint64),
    )
    return question, pairs
