"""The ways of planning that are compared: leerwerk, a desk, a careful greedy, HiGHS and CP-SAT on the full model."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from benchmarks.planning.outcome import OURS
from leerwerk.engine.planning.answer import Prices, Watch
from leerwerk.engine.planning.baselines import careful_greedy, first_come_first_served
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.exact import state_from
from leerwerk.engine.planning.solver.highs import everything
from leerwerk.engine.planning.solver.mip import nothing_used, program
from leerwerk.engine.planning.solver.model import Model, prepare
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.state import State, empty_state
from leerwerk.engine.planning.solver.task import task_for

METHODS = (OURS, "first come", "greedy", "HiGHS full", "CP-SAT full")
FULL_PAIRS = 400_000  # beyond this the full models do not fit in memory or time; the table says "too large"


class Made(NamedTuple):
    """A plan (None when none was found), the seconds it took, the bound if one is proven, and ours with its prices."""

    state: State | None
    seconds: float
    bound: float | None = None
    prices: Prices | None = None


def plan_by(method: str, question: Question, pairs: Pairs, seconds: float, watch: Watch) -> Made:
    """What a method makes of a question in time. ``watch`` hears how far our own planner is."""
    started = time.monotonic()
    model = prepare(question, pairs)
    if method == OURS:
        settings = replace(question.settings, time_limit=seconds)
        answer = solve(replace(question, settings=settings), pairs, watch=watch)
        return Made(_state(model, answer), answer.seconds, answer.bound, answer.prices)
    if method == "first come":
        return Made(first_come_first_served(model, question), time.monotonic() - started)
    if method == "greedy":
        return Made(careful_greedy(model), time.monotonic() - started)
    if len(pairs) > FULL_PAIRS:
        return Made(None, 0.0)
    solver = _highs if method == "HiGHS full" else _cp_sat
    state, bound = solver(model, seconds)
    return Made(state, time.monotonic() - started, bound)


def _state(model: Model, answer: object) -> State | None:
    plan = getattr(answer, "plan", None)
    if plan is None:
        return None
    net, state = model.net, empty_state(model.net)
    group = np.repeat(np.arange(len(net.fixed), dtype=np.int32), np.diff(net.start))
    rows = np.flatnonzero(plan.group[net.candidate] == group)
    state.pair[net.candidate[rows]] = rows
    for i in np.flatnonzero(plan.workplace >= 0):
        g = plan.group[i]
        span = net.offer_workplace[net.offer_from[g] : net.offer_from[g + 1]]
        state.offer[i] = net.offer_from[g] + int(np.flatnonzero(span == plan.workplace[i])[0])
    state.open[:] = plan.open
    return state


def _highs(model: Model, seconds: float) -> tuple[State | None, float | None]:
    net = model.net
    part = program(model, np.flatnonzero(net.usable).astype(np.int32), _usable_pairs(model), nothing_used(net))
    solution, _, bound = everything(task_for(part, seconds=seconds, gap=1e-6, nodes=2**31 - 1, seed=1))
    state = state_from(model, part, solution) if len(solution) else None
    return state, bound if np.isfinite(bound) else None


def _usable_pairs(model: Model) -> np.ndarray:
    group = np.repeat(np.arange(len(model.net.fixed)), np.diff(model.net.start))
    return np.flatnonzero(model.net.usable[group])


def _cp_sat(model: Model, seconds: float) -> tuple[State | None, float | None]:
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        raise SystemExit("CP-SAT needs the package ortools (dependency group test).") from None
    net = model.net
    part = program(model, np.flatnonzero(net.usable).astype(np.int32), _usable_pairs(model), nothing_used(net))
    cp = cp_model.CpModel()
    high = [int(min(h, 10_000)) for h in part.column_high]
    columns = [cp.new_int_var(int(low), top, "") for low, top in zip(part.column_low, high, strict=True)]
    order = np.argsort(part.index, kind="stable")
    column = np.repeat(np.arange(len(part.cost)), np.diff(part.start))[order]
    value, edge = part.value[order], np.searchsorted(part.index[order], np.arange(len(part.row_low) + 1))
    scale = 10_000  # amounts have at most four decimals
    for r in range(len(part.row_low)):
        span = slice(edge[r], edge[r + 1])
        whole = np.rint(value[span] * scale).astype(int)
        terms = cp_model.LinearExpr.weighted_sum([columns[c] for c in column[span]], whole.tolist())
        if part.row_high[r] < 1e15:
            cp.add(terms <= int(np.floor(part.row_high[r] * scale + 1e-6)))
        if part.row_low[r] > -1e15:
            cp.add(terms >= int(np.ceil(part.row_low[r] * scale - 1e-6)))
    cp.maximize(cp_model.LinearExpr.weighted_sum(columns, np.rint(part.cost * scale).astype(int).tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    status = solver.solve(cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    solution = np.array([solver.value(c) for c in columns], float)
    return state_from(model, part, solution), solver.best_objective_bound / scale
