"""Better plans: a few related groups are set free, the best way to fill them is found exactly, and so on.

Large neighbourhood search (Shaw, CP 1998) whose neighbourhoods are searched by branch and bound in child processes.
Which groups are set free together follows from the people, teachers and workplaces they compete for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.question import Bools, Int32s, Int64s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.fixing import best_pairs
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.mip import Limits, Program, joined, left_beside, program
from leerwerk.engine.planning.solver.model import SLACK, Model
from leerwerk.engine.planning.solver.state import (
    State,
    Uses,
    add_uses,
    group_of_pairs,
    no_uses,
    objective_of,
    replaced,
    seat_apart,
    uses_of,
)
from leerwerk.engine.planning.solver.task import Result, task_for


@dataclass(slots=True)
class Job:
    """A neighbourhood that is being solved."""

    part: Program
    inside: Int64s  # people who are in its groups now
    people: Bools  # (n,) may be moved by it
    own: Uses  # what its groups use now
    limits: Limits
    spare: Limits  # how much of what was unused it may take: others must leave that alone
    before: float  # what the part is worth now
    version: int  # of the plan it was cut out of
    straight: bool  # too large for a tree: its relaxation and the way down from it only


class Related:
    """Which groups compete with which, seen from the best pairs at the final prices."""

    def __init__(self, model: Model, dual: Dual, at: Multipliers, bound_gap: float) -> None:
        net = model.net
        self.net = net
        dual.evaluate(at, None, rows=False)
        self.start, self.pair = best_pairs(dual, at, model.tied, 2.0, net.usable)
        self.profit = dual.profit.copy()
        person = net.candidate[self.pair]
        group = np.repeat(np.arange(len(net.fixed), dtype=np.int32), np.diff(self.start))
        order = np.argsort(person, kind="stable")
        self.of_person = group[order]
        self.person_from = np.searchsorted(person[order], np.arange(len(net.low) + 1))
        self.alive = net.usable & (net.must | (dual.profit > -max(bound_gap, 1e-6)))
        self.typical = float(np.median(np.abs(dual.profit[net.usable]))) if net.usable.any() else 1.0
        self.row_from = net.knapsack_from

    def rivals(self, group: int) -> Int32s:
        """The groups that have best pairs with the same people as this group, once per shared person."""
        people = self.net.candidate[self.pair[self.start[group] : self.start[group + 1]]]
        return np.concatenate([self.of_person[self.person_from[i] : self.person_from[i + 1]] for i in people] or
                              [np.zeros(0, np.int32)])  # fmt: skip

    def around(self, seed: int, count: int, free: Bools, open_: Bools, rng: np.random.Generator) -> Int32s:
        """``count`` groups that compete with each other, grown from ``seed``; only from ``free``."""
        weight = np.zeros(len(free))
        near = np.where(open_, 1.0, np.exp(np.minimum(self.profit, 0.0) / (self.typical + 1e-9)))
        chosen = [seed]
        allowed_ = free & self.alive
        allowed_[seed] = False
        while len(chosen) < count:
            rivals = self.rivals(chosen[-1])
            weight += np.bincount(rivals, minlength=len(weight)) / max(len(rivals), 1)
            odds = np.where(allowed_, weight * near, 0.0)
            total = odds.sum()
            if total <= 0:
                rest = np.flatnonzero(allowed_)
                if not len(rest):
                    break
                pick = int(rng.choice(rest))
            else:
                pick = int(np.searchsorted(np.cumsum(odds), rng.random() * total))
                pick = min(pick, len(odds) - 1)
            chosen.append(pick)
            allowed_[pick] = False
        return np.sort(np.array(chosen, np.int32))

    def in_row(self, seed: int, count: int, free: Bools, open_: Bools, rng: np.random.Generator) -> Int32s:
        """Groups that need the same scarce teacher or room as ``seed``: open ones and the best closed ones."""
        rows = np.flatnonzero(self.net.knapsack_group == seed)
        if not len(rows):
            return self.around(seed, count, free, open_, rng)
        row = int(np.searchsorted(self.row_from, int(rng.choice(rows)), side="right")) - 1
        members = self.net.knapsack_group[self.row_from[row] : self.row_from[row + 1]]
        members = members[(free & self.alive)[members] & (members != seed)]
        score = np.where(open_[members], 0.0, self.profit[members]) + rng.gumbel(0, 0.5 * self.typical, len(members))
        best = members[np.argsort(-score, kind="stable")[: max(1, (2 * count) // 3)]]
        chosen = np.unique(np.append(best, seed)).astype(np.int32)
        if len(chosen) < count:
            left = free.copy()
            left[chosen] = False
            left[seed] = True
            chosen = np.union1d(chosen, self.around(seed, count - len(chosen) + 1, left, open_, rng))
        return chosen.astype(np.int32)


class Improver:
    """The present plan, and the neighbourhoods around it."""

    def __init__(self, model: Model, related: Related, state: State, seed: int, likely: Bools | None = None) -> None:
        self.model, self.related = model, related
        self.rng = np.random.default_rng(seed)
        self.seed = seed
        self.count = min(30.0, 12.0 + len(model.net.fixed) / 40)  # groups set free, adapted to the work they make
        self._block_size = min(LARGEST, max(BLOCK, int(related.alive.sum()) // 10))
        self.turn = 0
        self._likely, self._sweeps = likely, 0
        self._uncovered = np.zeros_like(related.alive)
        self._order: list[int] = []
        self.tried = self.won = 0
        self.fails = 0  # neighbourhoods in a row that brought nothing
        self.version = 0
        self.take(state)

    def take(self, state: State) -> None:
        """Go on from this plan; what was cut out of another is of no use any more."""
        net = self.model.net
        self.version += 1
        self.state = state.copy()
        self.group = group_of_pairs(net.start, state.pair)
        self.uses = uses_of(net, state)
        self.objective = objective_of(net, state)

    def _next_seed(self, free: Bools) -> int:
        while True:
            if not self._order:
                alive = np.flatnonzero(self.related.alive)
                bias = self.related.profit[alive] * ~self.state.open[alive]
                keep = alive[(bias > -self.related.typical) | self.state.open[alive]]
                self._order = self.rng.permutation(keep if len(keep) else alive).tolist()
            group = self._order.pop()
            if free[group] or not free.any():
                return int(group)

    def propose(self, busy: list[Job]) -> Job | None:
        """A neighbourhood beside those that are busy; None when nothing is left to set free."""
        net, related = self.model.net, self.related
        free, people = related.alive.copy(), np.ones(len(net.low), np.bool_)
        for job in busy:
            free[job.part.groups] = False
            people &= ~job.people
        if not free.any():
            return None
        self.turn += 1
        if self._likely is not None and (self._sweeps < 2 or self._uncovered.any() or self.turn % 3):
            if not self._uncovered.any():
                self._uncovered = related.alive & (self._likely | self.state.open)
                self._sweeps += 1
            apart = self._apart(free, busy)
            if (self._uncovered & apart).any():
                return self._block(apart, people, busy)
        seed = self._next_seed(free)
        pick = related.in_row if self.turn % 3 == 0 else related.around
        count = min(int(self.count), int(free.sum()))
        return self._job(pick(seed, max(count, 1), free, self.state.open, self.rng), people, busy)

    def _apart(self, free: Bools, busy: list[Job]) -> Bools:
        """Those of ``free`` that use no resource of the parts that are busy; all of ``free`` when those are few."""
        net = self.model.net
        group = np.repeat(np.arange(len(net.fixed)), np.diff(net.resource_from))
        used = np.zeros(len(net.capacity), np.bool_)
        for job in busy:
            used[net.resource_row[np.isin(group, job.part.groups)]] = True
        touched = np.zeros(len(net.fixed), np.bool_)
        touched[group[used[net.resource_row]]] = True
        apart = free & ~touched
        return apart if int((apart & self.state.open).sum()) >= self._block_size // 4 else free

    def _block(self, free: Bools, people: Bools, busy: list[Job]) -> Job | None:
        """A large neighbourhood of groups that are likely to open and were in none in this sweep, solved straight down.

        In the second sweep some unlikely groups join and half of the open ones stay open, so that it does not go the
        way of the first; later neighbourhoods are half as large, and everything in them is free.
        """
        rng, sweep, size = self.rng, self._sweeps, self._block_size
        within = self._uncovered & free
        seed = int(rng.choice(np.flatnonzero(within)))
        groups = self.related.around(seed, size if sweep <= 2 else size // 2, within, self.state.open, rng)
        self._uncovered[groups] = False
        if sweep > 1:
            within = free & ~self.state.open
            within[groups] = False
            if within.any():
                more = self.related.around(
                    int(rng.choice(np.flatnonzero(within))), FURTHER, within, self.state.open, rng
                )
                groups = np.union1d(groups, more).astype(np.int32)
        job = self._job(groups, people, busy, straight=True)
        if job is not None and sweep == 2:
            stay = self.state.open[job.part.groups] & (rng.random(len(job.part.groups)) < 0.5)
            job.part.column_low[len(job.part.pairs) + np.flatnonzero(stay)] = 1.0
        return job

    def _job(self, groups: Int32s, people: Bools, busy: list[Job], *, straight: bool = False) -> Job | None:
        net, state = self.model.net, self.state
        member = np.zeros(len(net.fixed) + 1, np.bool_)  # the last one stands for "no group"
        member[groups] = True
        inside = np.flatnonzero(member[self.group])
        people &= member[self.group] | (self.group < 0)
        pairs = [self.related.pair[self.related.start[g] : self.related.start[g + 1]] for g in groups]
        rows = np.union1d(np.concatenate(pairs), state.pair[inside])
        rows = rows[people[net.candidate[rows]]]
        if not len(rows):
            return None
        movable = np.zeros(len(people), np.bool_)
        movable[net.candidate[rows]] = True
        own = self._part_uses(groups, inside, state)
        limits, spare = self._shares(own, busy, all_of_it=straight)
        part = program(self.model, groups, rows, limits)
        open_ = groups[state.open[groups]]
        before = float(net.value[state.pair[inside]].sum() - net.fixed[open_].sum())
        return Job(part, inside, movable, own, limits, spare, before, self.version, straight)

    def _part_uses(self, groups: Int32s, people: Int64s, state: State) -> Uses:
        net = self.model.net
        uses = no_uses(net)
        add_uses(net, state.pair[people], state.offer[people], groups[state.open[groups]].astype(np.int64), uses)
        return uses

    def _shares(self, own: Uses, busy: list[Job], *, all_of_it: bool) -> tuple[Limits, Limits]:
        """What this part may use: its own, and half or all of what is unused and not promised to another part."""
        left = left_beside(self.model.net, self.uses, own)
        place, resource, budget = left.place - own.place, left.resource - own.resource, left.budget - own.budget
        balance = float(self.uses.balance[0])
        for job in busy:
            place, resource = place - job.spare.place, resource - job.spare.resource
            budget, balance = budget - job.spare.budget, balance - job.spare.balance
        share = 1.0 if all_of_it else 0.5
        spare = Limits(
            np.maximum(place, 0) if all_of_it else (np.maximum(place, 0) + 1) // 2,
            np.maximum(resource, 0.0) * share,
            np.maximum(budget, 0.0) * share,
            max(balance, 0.0) * 0.5,
        )
        limits = Limits(
            own.place + spare.place,
            own.resource + spare.resource,
            own.budget + spare.budget,
            spare.balance - float(own.balance[0]),
        )
        return limits, spare

    def accept(self, job: Job, result: Result) -> bool:
        """Take the result over if it is worth more and keeps every rule."""
        self.tried += 1
        self.fails += 1
        if job.version != self.version or not len(result.solution) or result.objective < job.before + 1e-7:
            return False
        net = self.model.net
        pairs, opened = joined(job.part, result.solution)
        people = net.candidate[pairs].astype(np.int64)
        offers = seat_apart(net, pairs, np.asarray(job.limits.place, np.int64))
        if offers is None or len(np.unique(people)) != len(people):
            return False
        changed = self.state.copy()
        changed.pair[job.inside], changed.offer[job.inside] = -1, -1
        changed.pair[people], changed.offer[people] = pairs, offers
        changed.open[job.part.groups] = False
        changed.open[opened] = True
        now = self._part_uses(job.part.groups, people, changed)
        objective = objective_of(net, changed)
        if objective <= self.objective or not self._keeps(job, now, opened):
            return False
        self.group[job.inside] = -1
        self.group[people] = group_of_pairs(net.start, pairs)
        self.uses = replaced(self.uses, job.own, now)
        self.state, self.objective = changed, objective
        self.won += 1
        self.fails = 0
        return True

    def _keeps(self, job: Job, now: Uses, opened: Int32s) -> bool:
        """Whether the part stays within its limits and sizes: HiGHS allows a little more than the rules do."""
        net, limits = self.model.net, job.limits
        size = now.size[opened]
        return (
            bool((now.place <= limits.place).all())
            and bool((now.resource <= limits.resource + SLACK * (1 + np.abs(limits.resource))).all())
            and bool((now.budget <= limits.budget + SLACK * (1 + np.abs(limits.budget))).all())
            and float(now.balance[0]) >= -limits.balance - SLACK
            and bool(((size >= net.min_size[opened]) & (size <= net.max_size[opened])).all())
            and int(now.size.sum()) == int(size.sum())
        )

    def adapt(self, job: Job, result: Result) -> None:
        """Set more free when that was easy, less when it was hard; measured in work, not in time."""
        if job.straight:
            return
        if not result.finished:
            self.count = max(6.0, self.count * 0.9)
        elif result.work < EASY:
            self.count = min(self.count * 1.06, 400.0)
        elif result.work > HARD:
            self.count = max(6.0, self.count * 0.95)


BLOCK = 220  # groups of a neighbourhood that is solved straight down, or a tenth of all,
LARGEST = 450  # up to here
FURTHER = 25  # groups that join it although they are not likely to open
EASY, HARD = 5_000, 20_000  # simplex iterations

type Pulse = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to look for better plans."""

    patience: int = 10**9  # neighbourhoods in a row that bring nothing
    most: int = 10**9  # neighbourhoods
    seconds: float = 10.0  # for one
    nodes: int = 60  # of its tree
    gap: float = 2e-4  # of its tree


def improve(improver: Improver, helpers: list[Helper], pulse: Pulse, effort: Effort) -> None:
    """Solve neighbourhoods until ``pulse`` says stop or the effort is used up.

    Results are taken in the order in which they were asked, so that a run that is not cut off by time repeats.
    """
    waiting: list[tuple[Helper, Job]] = []
    idle = list(helpers)
    while True:
        idle.extend(new for new in helpers if new not in idle and all(new is not busy for busy, _ in waiting))
        while idle and improver.fails < effort.patience and improver.tried + len(waiting) < effort.most:
            job = improver.propose([busy for _, busy in waiting])
            if job is None:
                break
            helper = idle.pop(0)
            seed = improver.seed + improver.tried
            task = task_for(
                job.part,
                seconds=effort.seconds,
                gap=effort.gap,
                nodes=0 if job.straight else effort.nodes,
                seed=seed,
                known=job.before,
            )
            try:
                helper.submit(task)
            except OSError:  # it died between two tasks
                helpers.remove(helper)
                continue
            waiting.append((helper, job))
        if not waiting:
            if improver.fails >= effort.patience or improver.tried >= effort.most or not idle:
                return
            improver.fails += 1  # nothing could be set free around this seed
            if not pulse():
                return
            continue
        helper, job = waiting[0]
        result = helper.poll(0.05)
        if not pulse():
            for busy, _ in waiting:  # an answer that comes later must not be taken for that of another task
                busy.end()
                helpers.remove(busy)
            return
        if isinstance(result, bool) or (result is not None and not result.last):
            continue
        waiting.pop(0)
        if result is None:  # the child died (memory, signal): go on without it
            helpers.remove(helper)
            if not helpers:
                return
            continue
        improver.accept(job, result)
        improver.adapt(job, result)
        idle.append(helper)
