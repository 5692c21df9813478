"""The planning question solved: bound, first plan, improvement, proof.

``solve`` answers with the best plan found and a bound that no plan exceeds. Which proof the bound has:
``dual_value`` at the answer's prices, an exact knapsack per row of whole units on top of it, or branch and bound on
everything the first two do not rule out; the least of them is ``Answer.bound``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from leerwerk.engine.planning.answer import Answer, Command, Prices, Progress, Status, Watch
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.bound import Dual, Multipliers, as_prices, from_prices, no_prices
from leerwerk.engine.planning.solver.construct import construct
from leerwerk.engine.planning.solver.descent import Descent, lower, unit_of
from leerwerk.engine.planning.solver.exact import first_allowed
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.model import Model, prepare
from leerwerk.engine.planning.solver.search import RELAXED, search, searched_whole
from leerwerk.engine.planning.solver.settled import SHARES, settled
from leerwerk.engine.planning.solver.state import State, allowed, as_plan, empty_state, objective_of

REPORT_EVERY = 0.25  # seconds
PROVEN = 1e-4  # relative gap from which a plan counts as optimal


class NoPlanInTime(Exception):
    """The locks leave some plan possible, perhaps, but none was found within the time."""


@dataclass(slots=True)
class Run:
    """One solve: its clock, its watcher, and the best of both sides so far."""

    question: Question
    model: Model
    watch: Watch | None
    started: float
    limit: float
    bound: float = np.inf
    state: State | None = None
    base: State | None = None  # what the locks decide
    objective: float = -np.inf
    taken: bool = False
    phase: str = "bound"
    told: float = field(default=-np.inf)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def gap(self) -> float:
        """Relative distance between the plan and the bound."""
        if self.state is None or not np.isfinite(self.bound):
            return np.inf
        return max(0.0, self.bound - self.objective) / max(1.0, abs(self.objective))

    def offer(self, state: State) -> None:
        """Keep this plan if it is the best so far."""
        objective = objective_of(self.model.net, state)
        if self.state is None or (objective > self.objective and allowed(self.model, state)):
            self.state, self.objective = state, objective

    def offered(self, state: State) -> bool:
        """Keep this plan if it is the best so far; False when the search should end."""
        self.offer(state)
        return self.go_on() and self.gap > self.question.settings.gap

    def go_on(self, until: float = np.inf) -> bool:
        """Report now and then; False when time is up or the watcher wants the plan now."""
        elapsed = self.elapsed
        if self.watch is not None and elapsed - self.told >= REPORT_EVERY and not self.taken:
            self.told = elapsed
            self.taken = self.watch(self._progress(elapsed)) is Command.TAKE
        return not self.taken and elapsed < min(self.limit, until)

    def _progress(self, elapsed: float) -> Progress:
        return Progress(
            seconds=elapsed,
            objective=self.objective if self.state is not None else None,
            bound=self.bound if np.isfinite(self.bound) else None,
            phase=self.phase,
            placed=int((self.state.pair >= 0).sum()) if self.state is not None else 0,
            open_groups=int(self.state.open.sum()) if self.state is not None else 0,
        )


def solve(question: Question, pairs: Pairs, *, watch: Watch | None = None, warm: Prices | None = None) -> Answer:
    """The best plan found within ``question.settings.time_limit``, with a proven bound.

    ``watch`` hears progress about four times a second and may end the search (the first plan always comes).
    ``warm`` are the prices of a similar question: the bound of a large one then starts from them. What is small enough
    for one process
    repeats exactly for its seed unless time cuts it off; beyond that two processes race, and another run may end with
    another plan within the gap. Raises NoPlanInTime when locks make even a first plan too hard to find in time.
    """
    started = time.monotonic()
    settings = question.settings
    model = prepare(question, pairs)
    run = Run(question, model, watch, started, settings.time_limit)
    if model.contradiction:
        return _infeasible(run)
    helpers: list[Helper] = []
    try:
        return _solve(run, warm, helpers)
    finally:
        for helper in helpers:
            helper.end()


def _solve(run: Run, warm: Prices | None, helpers: list[Helper]) -> Answer:
    model, settings = run.model, run.question.settings
    dual = Dual(model)
    small = len(model.net.candidate) <= IN_PROCESS
    helpers.extend([] if small else [Helper(), Helper()])
    plain, strong = _bounds(run, dual, warm)
    run.phase = "construct"
    base = empty_state(model.net)
    if model.locked:
        found = first_allowed(model, helpers, run.go_on, grace=max(10.0, run.limit - run.elapsed))
        if found is None:
            return _infeasible(run)
        if isinstance(found, bool):
            raise NoPlanInTime
        base = found
    run.base = base
    run.offer(base)
    for share in SHARES if int(model.net.usable.sum()) <= RELAXED else SHARES[:1]:
        if run.gap > settings.gap:
            settled(model, dual, strong, base, share, run.offered)
    if searched_whole(model) or run.objective <= 0.0:
        for at in (plain, strong):
            run.offer(construct(model, dual, at, base))
    assert run.state is not None
    run.told = -np.inf
    if run.go_on() and run.gap > settings.gap:
        strong = search(run, dual, plain, strong, helpers)
    return _answer(run, strong)


IN_PROCESS = 600  # pairs: below this a child process costs more than the question itself


def _bounds(run: Run, dual: Dual, warm: Prices | None) -> tuple[Multipliers, Multipliers]:
    """Prices without and with exact rows of whole units; the least bound is kept in the run."""
    net = run.model.net
    unit = unit_of(run.model)
    share = 0.4 * run.limit
    effort = next(one for one in EFFORTS if len(net.candidate) <= one.pairs)
    if not effort.warm:
        warm = None

    def hears(best: float) -> bool:
        run.bound = min(run.bound, best)
        return run.go_on(share)

    def descent(first: float, last: float, count: int, *, rows: bool) -> Descent:
        return Descent(steps=count, first=first * unit, last=last * unit, rows=rows, near=effort.near * unit)

    if warm is None:
        start, first = no_prices(net), descent(0.3, 2e-4, effort.plain, rows=False)
    else:
        start, first = from_prices(net, warm), descent(0.01, 2e-4, effort.warm, rows=False)
    _, plain = lower(run.model, dual, start, first, go_on=hears)
    if not len(net.knapsack_capacity) or not run.go_on():
        return plain, plain
    if warm is None:
        second = descent(0.03, 2e-4, effort.rows, rows=True)
    else:
        second = descent(0.002, 2e-4, effort.warm // 4, rows=True)
    _, strong = lower(run.model, dual, plain, second, go_on=hears)
    return plain, strong


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundEffort:
    """Steps of the bound for questions of at most so many pairs."""

    pairs: float
    near: float  # of what a pair is worth: shorter steps look only at each group's best pairs
    plain: int
    rows: int  # with exact rows of whole units
    warm: int  # from the prices of a similar question; 0: the bound comes as soon, and lower, from nothing


EFFORTS = (
    BoundEffort(pairs=20_000, near=0.0, plain=300, rows=300, warm=0),
    BoundEffort(pairs=300_000, near=0.08, plain=1_000, rows=400, warm=0),
    BoundEffort(pairs=5_000_000, near=0.08, plain=240, rows=150, warm=60),
    BoundEffort(pairs=np.inf, near=0.08, plain=250, rows=60, warm=40),
)


def _answer(run: Run, prices: Multipliers) -> Answer:
    assert run.state is not None
    bound = max(run.bound, run.objective)
    gap = (bound - run.objective) / max(1.0, abs(run.objective))
    return Answer(
        status=Status.OPTIMAL if gap <= PROVEN else Status.FEASIBLE,
        plan=as_plan(run.model.net, run.state),
        objective=run.objective,
        bound=bound,
        prices=as_prices(run.model.net, prices),
        seconds=run.elapsed,
        seed=run.question.settings.seed,
    )


def _infeasible(run: Run) -> Answer:
    return Answer(
        status=Status.INFEASIBLE,
        plan=None,
        objective=-np.inf,
        bound=-np.inf,
        prices=None,
        seconds=run.elapsed,
        seed=run.question.settings.seed,
    )
