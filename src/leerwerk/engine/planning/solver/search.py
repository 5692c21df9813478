"""Better plans and a better proof side by side, in two child processes.

A region: one child searches the whole question by branch and bound; the other sets neighbourhoods of the present plan
free. What either finds the other hears of: a better plan makes the tree smaller, and a plan from the tree gives the
neighbourhoods a better start. Several regions are searched in the same way, although their tree seldom ends: the rows
at its root lower the bound most, and the way straight down from there is one more plan. A country is too large for
that: both children search neighbourhoods, the bound is lowered on beside them, and the plan is settled once more at
better prices.
"""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.question import Bools
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.descent import Lowering, unit_of
from leerwerk.engine.planning.solver.exact import Proof, Running
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.improve import Improver, improve
from leerwerk.engine.planning.solver.model import Model
from leerwerk.engine.planning.solver.related import Related
from leerwerk.engine.planning.solver.settled import SHARES, settled

GROUPS = 150  # that may open: up to here the tree may end
PAIRS = 300_000  # and up to here
TIGHTER = 0.97  # times the gap asked for: what is proven is raised a little for rounding
PATIENCE = 30  # neighbourhoods that bring nothing, after which only the tree goes on
RELAXED = 1_000  # groups that may open: beyond this, the relaxation of everything takes too long
OFTEN = 0.3  # of the last steps of the bound: a group that opened in more of them is likely to open
FURTHER = 0.35  # of the time that is left: how long a country's bound falls
AT_MOST = 3.0  # and times what the bound took so far
BEGIN, END = 0.015, 1e-4  # of what a pair is worth: the first and last step of that


def searched_whole(model: Model) -> bool:
    """Whether a tree on the whole question may end within a minute."""
    return int(model.net.usable.sum()) <= GROUPS and len(model.net.candidate) <= PAIRS


def search(run: Running, dual: Dual, plain: Multipliers, strong: Multipliers, helpers: list[Helper]) -> Multipliers:
    """The last phase of one solve: until the gap is closed, time is up or somebody takes the plan.

    ``plain`` and ``strong`` are prices without and with rows of whole units; those that prove most are
    returned. Without children (a question that is not worth them) the whole question is searched here.
    """
    gap, model = run.question.settings.gap, run.model
    if not helpers:
        Proof(run, dual, plain, TIGHTER * gap).here()
    elif int(model.net.usable.sum()) <= RELAXED:
        likely = None if searched_whole(model) else dual.often > OFTEN
        Exchange(run, dual, plain, helpers, proof=Proof(run, dual, plain, TIGHTER * gap), likely=likely).go()
    else:
        further = Further(run, strong)
        Exchange(run, dual, strong, helpers, beside=further).go()
        strong = further.prices
        if run.go_on() and run.gap > gap:
            assert run.base is not None
            run.phase = "construct"
            settled(model, further.dual, further.prices, run.base, SHARES[0], run.offered)
            helpers.extend(Helper() for _ in range(2 - len(helpers)))
            Exchange(run, further.dual, further.prices, helpers).go()
    return strong


class Further:
    """The bound lowered on while children search."""

    def __init__(self, run: Running, at: Multipliers) -> None:
        unit = unit_of(run.model)
        self.run, self.dual = run, Dual(run.model)
        self._descent = Lowering(run.model, self.dual, at, rows=True, near=np.inf)
        self._first, self._last = BEGIN * unit, END * unit
        self._since = run.elapsed
        self._lasts = min(FURTHER * (run.limit - self._since), AT_MOST * self._since)

    @property
    def prices(self) -> Multipliers:
        """The best prices met."""
        return self._descent.best_at

    def go(self, seconds: float) -> bool:
        """Steps for so long; False when this is as far as it goes."""
        until = self.run.elapsed + seconds
        while (now := self.run.elapsed) < until:
            share = (now - self._since) / self._lasts
            if share > 1.0:
                self._descent.look()
            self.run.bound = min(self.run.bound, self._descent.best)
            if share > 1.0:
                return False
            self._descent.step(self._first * (self._last / self._first) ** share)
        return True


class Exchange:
    """A tree in one child (``proof``; None: no tree), neighbourhoods in the others, and what they tell each other."""

    def __init__(
        self,
        run: Running,
        dual: Dual,
        at: Multipliers,
        helpers: list[Helper],
        *,
        proof: Proof | None = None,
        likely: Bools | None = None,
        beside: Further | None = None,
    ) -> None:
        assert run.state is not None
        self.run, self.proof, self.beside = run, proof, beside
        self.patience = PATIENCE if proof is not None and likely is None else None
        self.others = helpers[:-1] if proof is not None else helpers
        if proof is not None:
            self.prover = helpers[-1]
            proof.start(self.prover)
        related = Related(run.model, dual, at, max(run.bound - run.objective, 0.0) + 1e-6)
        self.improver = Improver(run.model, related, run.state, run.question.settings.seed, likely)

    def go(self) -> None:
        """Search until it is over; the children are ended by whoever made them."""
        more = True

        def pulse() -> bool:
            nonlocal more
            more = self._go_on(0.0)
            return more

        while more and self.others:
            self.run.phase = "improve"
            improve(self.improver, self.others, pulse, self.patience)
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
        if self.beside is not None and not self.beside.go(0.1):
            return False
        return run.go_on() and run.gap > run.question.settings.gap

    def _rest(self) -> None:
        """Nothing was found around this plan for a while: wait until the tree has a better one, or has ended."""
        self.run.phase = "prove"
        before = self.improver.objective
        while self.proof is not None and self.improver.objective <= before and self._go_on(0.05):
            pass
        self.improver.fails = 0
