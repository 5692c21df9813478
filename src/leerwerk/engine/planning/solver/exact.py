"""The whole question searched: a first allowed plan when locks ask for one, and the proof of the best."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np

from leerwerk.engine.planning.question import Floats, Question
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.branch import Tree
from leerwerk.engine.planning.solver.fixing import best_pairs, worth_keeping
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.mip import Program, joined, nothing_used, program
from leerwerk.engine.planning.solver.model import Model
from leerwerk.engine.planning.solver.state import State, allowed, empty_state, seat
from leerwerk.engine.planning.solver.task import Listener, Result, Task, task_for

MANY = 20_000  # pairs from which the search begins with a core of the best
CORE = 2.0  # times its maximum size: how many of a group's best pairs are in the core
GRACE = 3.0  # seconds that a search may outlive its own time limit before it is ended


class Running(Protocol):
    """What the proof needs of a run."""

    question: Question
    model: Model
    bound: float
    objective: float
    state: State | None
    base: State | None
    limit: float
    phase: str

    @property
    def elapsed(self) -> float: ...

    @property
    def gap(self) -> float: ...

    def go_on(self, until: float = np.inf) -> bool: ...

    def offer(self, state: State) -> None: ...

    def offered(self, state: State) -> bool: ...


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


class Told(Listener):
    """A search in this process, from which the watcher still hears that it goes on."""

    def __init__(self, pulse: Callable[[], object]) -> None:
        self._pulse = pulse

    def stop(self) -> bool:
        """Never: the first plan always comes."""
        self._pulse()
        return False


def finish(task: Task, helpers: list[Helper], pulse: Callable[[], object], seconds: float) -> Result | None:
    """Run a task to its end, in a child if there is one; ``pulse`` is called now and then.

    None when it outlived its time and was ended.
    """
    if not helpers:
        return Tree(task, Told(pulse)).run()
    helper = helpers.pop(0)
    deadline = time.monotonic() + seconds + GRACE
    result: Result | None = None
    try:
        helper.submit(task)
        while time.monotonic() < deadline:
            pulse()
            message = helper.poll(0.1)
            if message is None:
                break
            if not isinstance(message, bool) and message.last:
                result = message
                break
    finally:
        if result is None:
            helper.end()
        else:
            helpers.append(helper)
    return result


def first_allowed(
    model: Model, helpers: list[Helper], pulse: Callable[[], object], *, grace: float
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
        task = task_for(part, seconds=grace, gap=np.inf, nodes=2**31 - 1, seed=1)
        result = finish(task, helpers, pulse, grace)
        if result is not None and len(result.solution):
            state = state_from(model, part, result.solution)
            if state is not None:
                return state
        if whole:
            outcome = None if result is not None and result.infeasible else False
            break
    return outcome


class Proof:
    """The whole question, or what the bound does not rule out of it, searched to the end beside everything else."""

    def __init__(self, run: Running, dual: Dual, at: Multipliers, gap: float) -> None:
        model, objective = run.model, run.objective
        value = dual.evaluate(at, None, rows=False)
        allowance = max(value - objective, 0.0) * (1 + 1e-9) + 1e-6 * (1 + abs(objective))
        groups, pairs = worth_keeping(dual, at, allowance)
        self.run, self.objective = run, objective
        self.part = program(model, groups, pairs, nothing_used(model.net))
        core = None
        if len(pairs) > MANY:
            _, best = best_pairs(dual, at, model.tied, CORE, model.net.usable)
            assert run.state is not None
            core = np.isin(pairs, np.union1d(best, run.state.pair))
        seconds = max(0.1, run.limit - run.elapsed)
        self.deadline = time.monotonic() + seconds + GRACE
        self.task = task_for(self.part, seconds=seconds, gap=gap, nodes=2**31 - 1, seed=1, known=objective, core=core)
        self._told = objective

    def here(self) -> None:
        """Search in this process."""
        self.run.phase = "prove"
        self.hear(Tree(self.task, Neighbour(self)).run())

    def start(self, helper: Helper) -> None:
        """Search in a child; ``follow`` then keeps up with it."""
        helper.submit(self.task)

    def follow(self, helper: Helper, seconds: float) -> bool:
        """Take over what the child found and tell it what is known here; False when it has ended."""
        if self.run.objective > self._told:
            self._told = self.run.objective
            try:
                helper.tell(self._told)
            except OSError:  # it died (memory, signal)
                return False
        message = helper.poll(seconds)
        while not isinstance(message, bool):
            if message is None:
                return False
            self.hear(message)
            if message.last:
                return False
            message = helper.poll(0.0)
        return time.monotonic() < self.deadline

    def hear(self, heard: Result) -> None:
        """A better plan, or a better bound."""
        run = self.run
        if len(heard.solution):
            state = state_from(run.model, self.part, heard.solution)
            if state is not None:
                run.offer(state)
        # What was ruled out cannot beat the plan that ruled it out.
        run.bound = min(run.bound, max(heard.bound, self.objective))


class Neighbour(Listener):
    """A search in this process, heard by its proof."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof

    def found(self, solution: Floats, objective: float, bound: float) -> None:
        """Pass a better solution on."""
        self._proof.hear(
            Result(solution=solution, objective=objective, bound=bound, infeasible=False, finished=False, last=False)
        )

    def proved(self, bound: float) -> None:
        """Pass a better bound on."""
        self.found(np.zeros(0), -np.inf, bound)

    def stop(self) -> bool:
        """The run decides."""
        return not self._proof.run.go_on()
