"""The whole question to HiGHS: a first allowed plan when locks ask for one, and the last part of the proof."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np

from leerwerk.engine.planning.bound import Dual, Multipliers
from leerwerk.engine.planning.fixing import worth_keeping
from leerwerk.engine.planning.helper import Helper
from leerwerk.engine.planning.highs import Result, Task
from leerwerk.engine.planning.highs import run as run_highs
from leerwerk.engine.planning.improve import task_for
from leerwerk.engine.planning.mip import Program, joined, nothing_used, point, program
from leerwerk.engine.planning.model import Model
from leerwerk.engine.planning.question import Floats
from leerwerk.engine.planning.state import State, allowed, empty_state, seat

GRACE = 3.0  # seconds that HiGHS may outlive its own time limit before it is ended


class Running(Protocol):
    """What the proof needs of a run."""

    model: Model
    bound: float
    objective: float
    state: State | None
    limit: float

    @property
    def elapsed(self) -> float: ...

    @property
    def gap(self) -> float: ...

    def go_on(self, until: float = np.inf) -> bool: ...

    def offer(self, state: State) -> None: ...


def state_from(model: Model, part: Program, solution: Floats) -> State | None:
    """The plan that a solution of the whole question stands for."""
    net = model.net
    pairs, opened = joined(part, solution)
    state = empty_state(net)
    people = net.candidate[pairs].astype(np.int64)
    state.pair[people] = pairs
    state.open[opened] = True
    if not seat(net, state, people, np.maximum(net.places, 0).copy()) or not allowed(model, state):
        return None
    return state


def finish(task: Task, helpers: list[Helper], hear: Callable[[Result], bool], seconds: float) -> Result | None:
    """Run a task to its end, in a child if there is one; ``hear`` gets reports (or an empty one) and may stop it.

    None when it was stopped, or outlived its time and was ended.
    """
    if not helpers:
        return run_highs(task)
    helper = helpers.pop(0)
    deadline = time.monotonic() + seconds + GRACE
    nothing = Result(
        solution=np.zeros(0), objective=-np.inf, bound=np.inf, infeasible=False, finished=False, last=False
    )
    result: Result | None = None
    try:
        helper.submit(task)
        while time.monotonic() < deadline:
            message = helper.poll(0.1)
            if message is None:
                break
            heard = nothing if isinstance(message, bool) else message
            if heard.last:
                result = heard
                break
            if not hear(heard):
                break
    finally:
        if result is None:
            helper.end()
        else:
            helpers.append(helper)
    return result


def first_allowed(
    model: Model, helpers: list[Helper], go_on: Callable[[], bool], *, grace: float
) -> State | bool | None:
    """A plan that keeps every lock and floor; None: there is none; False: not found in time.

    First with the groups that must open alone; only if that fails with everything.
    """
    net = model.net
    group = np.repeat(np.arange(len(net.fixed), dtype=np.int32), np.diff(net.start))
    stages = (net.must & net.usable, net.usable)
    outcome: State | bool | None = False
    for stage in stages:
        groups = np.flatnonzero(stage).astype(np.int32)
        pairs = np.flatnonzero(stage[group])
        part = program(model, groups, pairs, nothing_used(net))
        whole = stage is stages[-1] or bool((stages[0] == stages[1]).all())
        task = task_for(part, np.zeros(0), seconds=grace, gap=1.0 if whole else 0.05, nodes=2**31 - 1, seed=1)
        result = finish(task, helpers, lambda heard: bool(go_on()) or True, grace)
        if result is not None and len(result.solution):
            state = state_from(model, part, result.solution)
            if state is not None:
                return state
        if whole:
            outcome = None if result is not None and result.infeasible else False
            break
    return outcome


def prove(run: Running, dual: Dual, at: Multipliers, helpers: list[Helper]) -> None:
    """Everything that the bound does not rule out, solved exactly: better plans and a lower bound for the run."""
    model, objective = run.model, run.objective
    value = dual.evaluate(at, None, rows=False)
    allowance = max(value - objective, 0.0) * (1 + 1e-9) + 1e-6 * (1 + abs(objective))
    groups, pairs = worth_keeping(dual, at, allowance)
    part = program(model, groups, pairs, nothing_used(model.net))
    assert run.state is not None
    hint = point(part, run.state.pair, run.state.open)
    seconds = max(0.1, run.limit - run.elapsed)
    task = task_for(part, hint, seconds=seconds, gap=1e-6, nodes=2**31 - 1, seed=1)

    def hear(heard: Result) -> bool:
        if len(heard.solution):
            state = state_from(model, part, heard.solution)
            if state is not None:
                run.offer(state)
        # What was ruled out cannot beat the plan that ruled it out.
        run.bound = min(run.bound, max(heard.bound, objective))
        return run.go_on() and run.gap > 1e-9

    result = finish(task, helpers, hear, seconds)
    if result is not None:
        hear(result)
