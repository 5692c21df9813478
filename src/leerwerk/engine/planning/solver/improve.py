"""Better plans: a few related groups are set free, the best way to fill them is found exactly, and so on.

Large neighbourhood search (Shaw, CP 1998) whose neighbourhoods are searched by branch and bound in child processes.
Which groups are set free together follows from the people, places, teachers and money they compete for; where, from
what the plan is short of at the prices of the bound (``related.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.question import Bools, Int32s, Int64s
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.mip import Limits, Program, joined, left_beside, program
from leerwerk.engine.planning.solver.model import SLACK, Model
from leerwerk.engine.planning.solver.related import Related
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


class Improver:
    """The present plan, and the neighbourhoods around it.

    They begin where the plan falls short of its prices, small, and wider each time they come back to the same group.
    Between them, when ``likely`` is given: large blocks of groups that are likely to open, until each was in one twice.
    """

    def __init__(self, model: Model, related: Related, state: State, seed: int, likely: Bools | None = None) -> None:
        self.model, self.related = model, related
        self.rng = np.random.default_rng(seed)
        self.seed = seed
        self._widest = min(
            30.0, NARROW + len(model.net.fixed) / 40
        )  # groups with a tree, adapted to the work they make
        self.turn = 0
        self._visits = np.zeros(len(model.net.fixed))
        self._order: list[int] = []
        self._likely, self._sweeps = likely, 0
        self._uncovered = np.zeros_like(related.alive)
        self.tried = 0
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
        self._losses = self.related.losses(state)

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
        seed = self._begin(free)
        count = NARROW * WIDER ** (self._visits[seed] % TIMES)
        self._visits[seed] += 1
        straight = count > STRAIGHT
        count = min(count if straight else min(count, self._widest), free.sum())
        pick = related.in_common if self.turn % COMMON == 0 and not straight else related.around
        groups = pick(seed, max(int(count), 1), free, self.state.open, self.rng)
        return self._job(groups, people, busy, straight=straight)

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
        return apart if int((apart & self.state.open).sum()) >= BLOCK // 4 else free

    def _block(self, free: Bools, people: Bools, busy: list[Job]) -> Job | None:
        """A large neighbourhood of groups that are likely to open and were in none in this sweep, solved straight down.

        In the second sweep some unlikely groups join and half of the open ones stay open, so that it does not go the
        way of the first; later neighbourhoods are half as large, and everything in them is free.
        """
        rng, sweep = self.rng, self._sweeps
        within = self._uncovered & free
        seed = int(rng.choice(np.flatnonzero(within)))
        groups = self.related.around(seed, BLOCK if sweep <= 2 else BLOCK // 2, within, self.state.open, rng)
        self._uncovered[groups] = False
        if sweep > 1:
            within = free & ~self.state.open
            within[groups] = False
            if within.any():
                unlikely = int(rng.choice(np.flatnonzero(within)))
                groups = np.union1d(groups, self.related.around(unlikely, UNLIKELY, within, self.state.open, rng))
        job = self._job(groups.astype(np.int32), people, busy, straight=True)
        if job is not None and sweep == 2:
            stay = self.state.open[job.part.groups] & (rng.random(len(job.part.groups)) < 0.5)
            job.part.column_low[len(job.part.pairs) + np.flatnonzero(stay)] = 1.0
        return job

    def _begin(self, free: Bools) -> int:
        """Where to begin: mostly where most is lost and least was tried, now and then anywhere."""
        odds = np.where(free, self._losses * SELDOM**self._visits, 0.0)
        total = odds.sum()
        if self.turn % ANYWHERE == 0 or total <= LEAST:
            return self._next(free)
        pick = int(np.searchsorted(np.cumsum(odds), self.rng.random() * total))
        return min(pick, len(odds) - 1)

    def _next(self, free: Bools) -> int:
        """The next of all groups that are open or nearly pay, in random order."""
        while True:
            if not self._order:
                alive = np.flatnonzero(self.related.alive)
                bias = self.related.profit[alive] * ~self.state.open[alive]
                keep = alive[(bias > -self.related.typical) | self.state.open[alive]]
                self._order = self.rng.permutation(keep if len(keep) else alive).tolist()
            group = self._order.pop()
            if free[group] or not free.any():
                return int(group)

    def _job(self, groups: Int32s, people: Bools, busy: list[Job], *, straight: bool) -> Job | None:
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

    def hear(self, job: Job, result: Result) -> None:
        """Take the result over if it is worth more and keeps every rule, and learn how hard it was."""
        self.tried += 1
        self.fails = 0 if self._accept(job, result) else self.fails + 1
        self._adapt(job, result)

    def _accept(self, job: Job, result: Result) -> bool:
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
        self._losses = self.related.losses(changed)
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

    def _adapt(self, job: Job, result: Result) -> None:
        """Let neighbourhoods grow wider when that was easy, less when it was hard; measured in work, not in time."""
        if job.straight:
            return
        if not result.finished:
            self._widest = max(LEAST_GROUPS, self._widest * 0.9)
        elif len(job.part.groups) < int(self._widest):
            return
        elif result.work < EASY:
            self._widest = min(self._widest * 1.06, MOST_GROUPS)
        elif result.work > HARD:
            self._widest = max(LEAST_GROUPS, self._widest * 0.95)


NARROW, WIDER, TIMES = 12.0, 1.4, 9  # groups at first; times as many each time it begins at the same group, until again
BLOCK, UNLIKELY = 220, 25  # groups of a large block, and those that join it although they are not likely to open
STRAIGHT = 100  # groups from which there is no tree
LEAST_GROUPS, MOST_GROUPS = 6.0, 400.0  # of those with a tree, however hard or easy they are
SELDOM = 0.6  # times as likely each time
COMMON, ANYWHERE = 3, 4  # every so often: groups that draw on the same things; a beginning like any other
LEAST = 0.01  # thousands of euros: less is no loss
EASY, HARD = 5_000, 20_000  # simplex iterations

type Pulse = Callable[[], bool]

SECONDS, NODES, GAP = 10.0, 60, 1e-4  # for one neighbourhood: time, nodes of its tree, relative gap
TICK = 0.01  # seconds


def improve(improver: Improver, helpers: list[Helper], pulse: Pulse, patience: int | None) -> None:
    """Solve neighbourhoods until ``pulse`` says stop or ``patience`` of them in a row have brought nothing."""
    waiting: dict[Helper, Job] = {}
    while True:
        tired = patience is not None and improver.fails >= patience
        if not tired:
            _set_to_work(improver, helpers, waiting)
        if not waiting:
            if tired or not helpers:
                return
            improver.fails += 1  # nothing could be set free around this seed
        answers = {helper: helper.poll(TICK / len(waiting)) for helper in waiting}
        if not pulse():
            for busy in waiting:  # an answer that comes later must not be taken for that of another task
                busy.end()
                helpers.remove(busy)
            return
        for helper, answer in answers.items():
            if answer is None:  # it died (memory, signal): go on without it
                del waiting[helper]
                helpers.remove(helper)
            elif not isinstance(answer, bool) and answer.last:
                improver.hear(waiting.pop(helper), answer)


def _set_to_work(improver: Improver, helpers: list[Helper], waiting: dict[Helper, Job]) -> None:
    """Give each child that waits for none a neighbourhood."""
    for helper in [one for one in helpers if one not in waiting]:
        job = improver.propose(list(waiting.values()))
        if job is None:
            return
        seed = improver.seed + improver.tried
        try:
            nodes = 0 if job.straight else NODES
            helper.submit(task_for(job.part, seconds=SECONDS, gap=GAP, nodes=nodes, seed=seed, known=job.before))
        except OSError:  # it died between two tasks
            helpers.remove(helper)
        else:
            waiting[helper] = job
