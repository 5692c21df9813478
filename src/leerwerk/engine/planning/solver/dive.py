"""Straight down from a relaxation to one good plan: openings made whole, then sizes, then people.

A tree keeps what it passes by and comes back; a dive does not. Each step fixes many columns that are nearly whole and
solves again from the last basis, so that a plan for hundreds of groups takes about ten short solves. Where two ways are
open for a group that matters, both are tried and the better one is gone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from leerwerk.engine.planning.question import Floats
from leerwerk.engine.planning.solver.highs import whole_solution
from leerwerk.engine.planning.solver.relaxation import Relaxation
from leerwerk.engine.planning.solver.task import Kind, Task

WHOLE = 1e-6
CLEAR = 0.8  # from here on a group is opened with the others, without a second thought
CHEAP = 2e-3  # relative fall up to which a group is opened without looking at the other way
LIKELY = 0.9  # from here on a person joins, with the others
REMAINDER = 1.0  # seconds at most for the people who are left when steps bring nothing more
SIZINGS = 20  # steps for sizes at most
JOININGS = 20  # steps for people at most
FEW = 30  # people in part, from which the rest is better decided together


class Dive:
    """One way down; ``go`` returns a whole solution, or nothing when it ends where none is possible."""

    def __init__(self, task: Task, relaxation: Relaxation, go_on: Callable[[], bool], seconds: Callable[[], float]):
        self.task, self.relaxation = task, relaxation
        self.go_on, self.seconds = go_on, seconds
        self.low, self.high = relaxation.low.copy(), relaxation.high.copy()
        self.cutoff = -np.inf

    def go(self, cutoff: float) -> Floats | None:
        """Dive for something worth more than ``cutoff``; the relaxation is left with other bounds than before."""
        self.cutoff = cutoff
        if not self._settle() or not self._open():
            return None
        self._resize()
        return self._people()

    def _settle(self) -> bool:
        """Solve within the present bounds; False when nothing worth more is possible, or time is up."""
        relaxation = self.relaxation
        relaxation.confine(self.low, self.high)
        if not self.go_on() or not relaxation.solve(self.seconds(), self.cutoff):
            return False
        while np.isfinite(relaxation.objective) and relaxation.link():
            if not self.go_on() or not relaxation.solve(self.seconds(), self.cutoff):
                return False
        return bool(np.isfinite(relaxation.objective))

    def _values(self, kind: Kind) -> tuple[np.ndarray, Floats]:
        columns = np.flatnonzero(self.task.kind == kind)
        return columns, self.relaxation.at[columns]

    def _open(self) -> bool:
        """Make openings whole."""
        clear = CLEAR
        while True:
            columns, at = self._values(Kind.GROUP)
            self.low[columns[at > 1 - WHOLE]] = 1.0
            part = np.flatnonzero((at > WHOLE) & (at < 1 - WHOLE))
            if not len(part):
                self.low[columns] = self.high[columns] = np.rint(at)
                return True
            sure = part[at[part] >= clear]
            if len(sure) > 1:
                if self._move(columns[sure], 1.0):
                    continue
                clear = (1.0 + clear) / 2
            if not self._fork(int(columns[part[np.argmax(at[part])]])):
                return False

    def _move(self, columns: np.ndarray, to: float) -> bool:
        """Fix these columns; False (and nothing changed) when that is not possible."""
        before = self.low.copy(), self.high.copy()
        self.low[columns] = self.high[columns] = to
        if self._settle():
            return True
        self.low, self.high = before
        return False

    def _fork(self, column: int) -> bool:
        """Open one group, or close it when that costs much and closing costs less."""
        before, whole = (self.low.copy(), self.high.copy()), self.relaxation.objective
        opened = self._move(np.array([column]), 1.0)
        if opened and whole - self.relaxation.objective < CHEAP * abs(whole):
            return True
        with_it = self.relaxation.objective if opened else -np.inf
        self.low, self.high = before[0].copy(), before[1].copy()
        closed = self._move(np.array([column]), 0.0)
        if not (opened or closed):
            return False
        if closed and self.relaxation.objective >= with_it:
            return True
        self.low, self.high = before
        return self._move(np.array([column]), 1.0)

    def _resize(self) -> None:
        """Bring sizes to whole numbers, as far as that goes: a quarter at a time to the nearest side, else one by one.

        Only one side of a size is bounded, so that the others can give way.
        """
        for _ in range(SIZINGS):
            columns, at = self._values(Kind.SIZE)
            away = np.abs(at - np.rint(at))
            part = np.flatnonzero(away > WHOLE)
            part = part[np.argsort(away[part], kind="stable")]
            if not len(part):
                return
            quarter = part[: (len(part) + 3) // 4]
            up = np.rint(at) > at
            if not (
                self._bound(columns[quarter], up[quarter])
                or self._bound(columns[part[:1]], up[part[:1]])
                or self._bound(columns[part[:1]], ~up[part[:1]])
            ):
                return

    def _bound(self, columns: np.ndarray, up: np.ndarray) -> bool:
        """Bound these sizes from below (``up``) or above; False (and nothing changed) when that is not possible."""
        before, at = (self.low.copy(), self.high.copy()), self.relaxation.at[columns]
        self.low[columns[up]] = np.ceil(at[up])
        self.high[columns[~up]] = np.floor(at[~up])
        if self._settle():
            return True
        self.low, self.high = before
        self._settle()
        return False

    def _people(self) -> Floats | None:
        """Make people whole: those who join stay, the likely ones join, and what is left is decided together."""
        columns, at = self._values(Kind.PAIR)
        for _ in range(JOININGS):
            part = np.flatnonzero((at > WHOLE) & (at < 1 - WHOLE))
            if not len(part):
                return self.relaxation.at.copy()
            if len(part) <= FEW:
                break
            self.low[columns[at > 1 - WHOLE]] = 1.0
            likely = part[np.argsort(-at[part], kind="stable")]
            count = max(1, min(len(part) // 4, int((at[part] >= LIKELY).sum())))
            while count and not self._move(columns[likely[:count]], 1.0):
                count //= 2
            if not count and not self._move(columns[likely[:1]], 0.0):
                break
            at = self.relaxation.at[columns]
        return self._remainder(columns, at, part)

    def _remainder(self, columns: np.ndarray, at: Floats, part: np.ndarray) -> Floats | None:
        """Everybody in the groups of those who join in part, decided by a tree of HiGHS'; the others stay."""
        link = self.task.link[columns]
        loose = np.isin(link, link[part])
        low, high = self.low.copy(), self.high.copy()
        low[columns[~loose & (at > 0.5)]] = 1.0
        high[columns[~loose & (at <= 0.5)]] = 0.0
        high[columns[~self.relaxation.inside[columns]]] = 0.0
        sizes = np.isin(self.task.kind, (Kind.SIZE, Kind.TOTAL))
        low[sizes], high[sizes] = self.task.column_low[sizes], self.task.column_high[sizes]
        solution, _, _ = whole_solution(self.task, low, high, self.cutoff, min(REMAINDER, self.seconds()))
        return solution if len(solution) else None
