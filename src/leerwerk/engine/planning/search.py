"""Better plans and a better proof side by side, in two child processes.

One child searches the whole question by branch and bound; the other sets neighbourhoods of the present plan free. What
either finds the other hears of: a better plan makes the tree smaller, and a plan from the tree gives the neighbourhoods
a better start. What is too large for a whole search has only neighbourhoods, in both children; what is too small to
be worth a child is searched here.
"""

from __future__ import annotations

from leerwerk.engine.planning.bound import Dual, Multipliers
from leerwerk.engine.planning.exact import Proof, Running
from leerwerk.engine.planning.helper import Helper
from leerwerk.engine.planning.improve import Effort, Improver, Related, improve

WHOLE = 150  # groups that may open: up to here the whole question is searched
TIGHTER = 0.97  # times the gap asked for: what is proven is raised a little for rounding
PATIENCE = 30  # neighbourhoods that bring nothing, after which only the tree goes on


class Search:
    """The last phase of one solve."""

    def __init__(self, run: Running, dual: Dual, at: Multipliers, helpers: list[Helper]) -> None:
        settings = run.question.settings
        self.run, self.helpers, self.gap = run, helpers, settings.gap
        self.proof: Proof | None = None
        self.prover: Helper | None = None
        if int(run.model.net.usable.sum()) <= WHOLE:
            self.proof = Proof(run, dual, at, TIGHTER * settings.gap)
        if not helpers:
            return
        assert run.state is not None
        if self.proof is not None:
            self.prover = helpers.pop()
            self.proof.start(self.prover)
        related = Related(run.model, dual, at, max(run.bound - run.objective, 0.0) + 1e-6)
        self.improver = Improver(run.model, related, run.state, settings.seed)

    def go(self) -> None:
        """Search until the gap is closed, time is up or somebody takes the plan."""
        if not self.helpers and self.prover is None:
            if self.proof is not None:
                self.proof.here()
            return
        self.run.phase = "improve"
        effort = Effort(patience=PATIENCE if self.prover is not None else 10**9)
        try:
            while self.helpers and self._go_on(0.0):
                improve(self.improver, self.helpers, lambda: self._go_on(0.0), effort)
                self._rest()
            self._rest()
        finally:
            if self.prover is not None:
                self.prover.end()

    def _go_on(self, seconds: float) -> bool:
        """Exchange what is new; False when the search is over."""
        run, improver = self.run, self.improver
        if improver.objective > run.objective + 1e-9:
            run.offer(improver.state)
        if self.prover is not None and self.proof is not None and not self.proof.follow(self.prover, seconds):
            self.prover.end()
            self.prover = None
        if run.state is not None and run.objective > improver.objective + 1e-9:
            improver.take(run.state)
        return run.go_on() and run.gap > self.gap

    def _rest(self) -> None:
        """Nothing was found around this plan for a while: wait until the tree has a better one, or has ended."""
        before = self.improver.objective
        while self.prover is not None and self.improver.objective <= before and self._go_on(0.05):
            pass
        self.improver.fails = 0
