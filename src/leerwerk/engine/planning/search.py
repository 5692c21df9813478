"""Better plans and a better proof side by side, in two child processes.

A region: one child searches the whole question by branch and bound; the other sets neighbourhoods of the present plan
free. What either finds the other hears of: a better plan makes the tree smaller, and a plan from the tree gives the
neighbourhoods a better start. What is too large for a whole search is first surveyed block by block, which gives a
bound and says which groups are likely to open; then both children search neighbourhoods.
"""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.blocks import Blocks
from leerwerk.engine.planning.bound import Dual, Multipliers
from leerwerk.engine.planning.exact import Proof, Running
from leerwerk.engine.planning.helper import Helper
from leerwerk.engine.planning.improve import Effort, Improver, Related, improve
from leerwerk.engine.planning.mip import Program, joined
from leerwerk.engine.planning.model import Model
from leerwerk.engine.planning.question import Bools

GROUPS = 150  # that may open: up to here the whole question is searched
PAIRS = 300_000  # and up to here
TIGHTER = 0.97  # times the gap asked for: what is proven is raised a little for rounding
PATIENCE = 30  # neighbourhoods that bring nothing, after which only the tree goes on
SURVEYED = 1_000  # groups that may open: beyond this, neighbourhoods are a better use of the time
OFTEN = 0.3  # of the last steps of the bound: a group that opened in more of them is likely to open
SURVEY = 0.3  # of the time: how long blocks may be surveyed
LONGEST = 6.0  # seconds for one block


def searched_whole(model: Model) -> bool:
    """Whether a tree on the whole question may end within a minute."""
    return int(model.net.usable.sum()) <= GROUPS and len(model.net.candidate) <= PAIRS


def search(run: Running, dual: Dual, at: Multipliers, helpers: list[Helper]) -> None:
    """The last phase of one solve: until the gap is closed, time is up or somebody takes the plan.

    Without children (a question that is not worth them) the whole question is searched in this process.
    """
    gap = run.question.settings.gap
    if not helpers:
        Proof(run, dual, at, TIGHTER * gap).here()
        return
    if searched_whole(run.model):
        proof, likely = Proof(run, dual, at, TIGHTER * gap), None
    else:
        proof, likely = None, dual.often > OFTEN
        if int(run.model.net.usable.sum()) <= SURVEYED:
            likely |= survey(run, Blocks.of(run.model, dual, at), helpers)
    Exchange(run, dual, at, proof, helpers, likely).go()


def survey(run: Running, blocks: Blocks, helpers: list[Helper]) -> Bools:
    """Search every block at the prices of the bound; returns which groups open in one of them."""
    run.phase = "prove"
    opens = np.zeros(len(run.model.net.fixed), np.bool_)
    until = run.elapsed + SURVEY * run.limit
    seconds = min(LONGEST, SURVEY * run.limit * len(helpers) / max(len(blocks), 1))
    waiting, busy = list(range(len(blocks))), dict[Helper, tuple[int, Program]]()
    while run.go_on(until) and (waiting or busy) and helpers:
        for helper in [one for one in helpers if one not in busy][: len(waiting)]:
            k = waiting.pop(0)
            part, task = blocks.search(k, seconds)
            try:
                helper.submit(task)
            except OSError:  # it died
                helpers.remove(helper)
                continue
            busy[helper] = k, part
        for helper in list(busy):
            result = helper.poll(0.02)
            if isinstance(result, bool) or (result is not None and not result.last):
                continue
            k, part = busy.pop(helper)
            if result is None:
                helpers.remove(helper)
                continue
            blocks.hear(k, result)
            run.bound = min(run.bound, blocks.bound)
            if len(result.solution):
                opens[joined(part, result.solution)[1]] = True
    for helper in busy:  # what it says later must not be taken for the answer to another task
        helper.end()
        helpers.remove(helper)
    return opens


class Exchange:
    """A tree in one child (``proof``; None: no tree), neighbourhoods in the others, and what they tell each other."""

    def __init__(
        self,
        run: Running,
        dual: Dual,
        at: Multipliers,
        proof: Proof | None,
        helpers: list[Helper],
        likely: Bools | None,
    ) -> None:
        assert run.state is not None
        self.run, self.proof = run, proof
        self.others = helpers[:-1] if proof is not None else list(helpers)
        if proof is not None:
            self.prover = helpers[-1]
            proof.start(self.prover)
        related = Related(run.model, dual, at, max(run.bound - run.objective, 0.0) + 1e-6)
        self.improver = Improver(run.model, related, run.state, run.question.settings.seed, likely)

    def go(self) -> None:
        """Search until it is over; the children are ended by whoever made them."""
        effort = Effort(patience=PATIENCE) if self.proof is not None else Effort()
        while self.others and self._go_on(0.0):
            self.run.phase = "improve"
            improve(self.improver, self.others, lambda: self._go_on(0.0), effort)
            self._rest()
        self._rest()

    def _go_on(self, seconds: float) -> bool:
        """Exchange what is new; False when the search is over."""
        run, improver = self.run, self.improver
        if improver.objective > run.objective:
            run.offer(improver.state)
        if self.proof is not None and not self.proof.follow(self.prover, seconds):
            self.prover.end()
            self.proof = None
        if run.state is not None and run.objective != improver.objective:
            improver.take(run.state)  # the tree has a better one; or the run refused what was offered
        return run.go_on() and run.gap > run.question.settings.gap

    def _rest(self) -> None:
        """Nothing was found around this plan for a while: wait until the tree has a better one, or has ended."""
        self.run.phase = "prove"
        before = self.improver.objective
        while self.proof is not None and self.improver.objective <= before and self._go_on(0.05):
            pass
        self.improver.fails = 0
