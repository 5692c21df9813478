"""Branch and bound on what a plan decides first: how many of whom, which groups open, how large, and then who.

General solvers choose among tens of thousands of columns and spend their time on rows that never matter here. What
is fractional in these programmes is nearly always a total, the opening of a group or its size; once those are whole, so
are nearly all people. So the tree branches there, by trying both sides of the most promising few, and the rows it
adds are those that bind: people in half-open groups, knapsacks of scarce units, and a few of Gomory's.
(Background: Achterberg, Koch & Martin, Operations Research Letters 33 (2005), on trying both sides.)
"""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.question import Floats
from leerwerk.engine.planning.solver.dive import Dive
from leerwerk.engine.planning.solver.highs import whole_solution
from leerwerk.engine.planning.solver.relaxation import Relaxation
from leerwerk.engine.planning.solver.task import Kind, Listener, Result, Task

WHOLE = 1e-6
LEVELS = ((Kind.TOTAL, Kind.GROUP), (Kind.SIZE,), (Kind.PAIR,))
TRIED = 8  # columns of which both sides are tried
RELIABLE = 2  # trials of a column after which its average fall is believed
PATIENCE = 4  # columns in a row that promise less than the best so far
TRIAL = 60  # simplex iterations for one side of one column
GOMORY = 10  # rounds of Gomory's rows at the root
BRIEF = 100  # nodes: in a search for no more than these, one round of them is enough
LITTLE = 2e-5  # of the bound: a round that lowers it by less brings nothing
FAR = 1.5  # times the gap asked for: a plan further off than that is not worth keeping to
FINISH = 0.3  # seconds at most for making the people of a leaf whole
NEARLY = 0.25  # times the gap asked for: nearer to what a leaf is worth there is no need to come


@dataclass(slots=True)
class Node:
    """A part of the tree: the columns that were moved, and what no solution in it exceeds."""

    bound: float
    moved: tuple[tuple[int, float, float], ...]  # column, low, high
    finished: bool = False  # its people were already made whole once, further up


class Tree:
    """The search for one task."""

    def __init__(self, task: Task, listener: Listener | None = None) -> None:
        self.task, self.listener = task, listener or Listener()
        self.started = time.monotonic()
        self.low, self.high = task.column_low.copy(), task.column_high.copy()
        self.relaxation = Relaxation(task)
        self.kind = task.kind
        self.best: Floats = np.zeros(0)
        self.known = task.known
        self.open: list[tuple[float, int, Node]] = []
        self.count = self.nodes = 0
        self.dropped = -np.inf  # the greatest bound of what was given up because it could not matter
        self.root_prices: Floats = np.zeros(0)
        self.root_at: Floats = np.zeros(0)
        self.root_bound = np.inf
        self.proven = np.inf  # what no solution exceeds, as it was when all parts were last in sight
        self.interrupted = False
        self.gain = np.ones((2, len(task.cost)))  # how much the bound falls per unit, downwards and upwards
        self.seen = np.zeros((2, len(task.cost)))

    @property
    def seconds_left(self) -> float:
        """Seconds until the task's time is up."""
        return self.task.seconds - (time.monotonic() - self.started)

    @property
    def enough(self) -> float:
        """What a part must be able to exceed to be worth a look."""
        return self.known + self.task.gap * max(1.0, abs(self.known)) if np.isfinite(self.known) else -np.inf

    def _go_on(self) -> bool:
        return self.seconds_left > 0 and self.nodes <= self.task.nodes and not self.listener.stop()

    def run(self) -> Result:
        """Search until nothing better is possible, or time or nodes are used up, or somebody says stop."""
        if not len(self.task.cost):
            return self._empty()
        if self._root():
            self._push(Node(self.root_bound, ()))
            self._dive()
        while self.open and self._go_on():
            self._listen()
            node: Node | None = heapq.heappop(self.open)[2]
            while node is not None:  # follow one side down before anything else
                if not self._go_on():
                    self._push(node)
                    break
                node = self._explore(node)
        return self._result()

    def _empty(self) -> Result:
        impossible = bool((self.task.row_low > 1e-9).any() or (self.task.row_high < -1e-9).any())
        return Result(solution=np.zeros(0), objective=0.0, bound=0.0, infeasible=impossible, finished=True)

    # --- bounds ---------------------------------------------------------------------------------------------------

    @property
    def bound(self) -> float:
        """What no solution of the task exceeds."""
        still = -self.open[0][0] if self.open else -np.inf
        return max(still, self.dropped, self.known)

    def _push(self, node: Node) -> None:
        self.count += 1
        heapq.heappush(self.open, (-node.bound, self.count, node))

    def _give_up(self, bound: float) -> None:
        """A part that cannot hold anything that matters; if it could hold something better than known, say so."""
        self.dropped = max(self.dropped, bound)

    def _listen(self) -> None:
        """A better solution from outside makes the tree smaller."""
        known = self.listener.known()
        if known > self.known:
            self.known = known
            self._fix()
        self.proven = min(self.proven, self.bound)
        self.listener.proved(self.proven)

    # --- the root -------------------------------------------------------------------------------------------------

    def _root(self) -> bool:
        """The relaxation with all rows that help; False when that settles the task, or time ran out."""
        most = GOMORY if self.task.nodes > BRIEF else min(1, self.task.nodes)  # rounds of Gomory's rows
        rounds, before, last = 0, np.inf, np.inf
        while True:
            if not self._settle():
                return False
            self.root_bound = min(self.root_bound, self.relaxation.objective)
            self.proven = self.root_bound
            self.listener.proved(self.root_bound)
            little = LITTLE * abs(self.root_bound)
            stalls, before = before - self.root_bound < little, self.root_bound
            if not self._go_on() or (stalls and (rounds == most or last - self.root_bound < little)):
                break
            added = self.relaxation.link() + self.relaxation.cover()
            if (stalls or not added) and rounds < most:
                rounds, last = rounds + 1, self.root_bound
                added += self.relaxation.gomory()
            if not added:
                break
        self.root_prices, self.root_at = self.relaxation.prices, self.relaxation.at.copy()
        self._fix()
        return True

    def _settle(self) -> bool:
        """Solve the root with the rows it has; False when nothing worth more is possible, or time ran out."""
        relaxation = self.relaxation
        possible = relaxation.solve(self.seconds_left, self.enough)
        if not possible:
            self._give_up(relaxation.objective)
        elif not np.isfinite(relaxation.objective):
            self.interrupted = True
        return possible and not self.interrupted

    def _link(self, cutoff: float) -> bool:
        """Add rows until nobody joins more of a group than opens; False when nothing worth more is left."""
        relaxation = self.relaxation
        while relaxation.link():
            if not relaxation.solve(self.seconds_left, cutoff):
                return False
            if not np.isfinite(relaxation.objective):
                return True
        return True

    def _fix(self) -> None:
        """Columns that cost more than there is to gain stay where they are at the root."""
        if not len(self.root_prices) or not np.isfinite(self.known):
            return
        room = self.root_bound - self.enough
        whole = self.kind != Kind.FLOW
        down = whole & (self.root_prices < -room - 1e-7) & (self.root_at < self.low + WHOLE)
        up = whole & (self.root_prices > room + 1e-7) & (self.root_at > self.high - WHOLE)
        down &= self.low < self.high
        up &= self.low < self.high
        self.high[down] = self.low[down]
        self.low[up] = self.high[up]
        if down.any() or up.any():  # what is ruled out here is worth no more than this, but perhaps more than is known
            self._give_up(self.enough)

    def _dive(self) -> None:
        """A first plan straight down from the root, when none is near."""
        if self.known > self.root_bound - FAR * self.task.gap * max(1.0, abs(self.root_bound)):
            return
        self._straight_down(self.low, self.high)

    # --- a node ---------------------------------------------------------------------------------------------------

    def _explore(self, node: Node) -> Node | None:
        """Solve a part; returns the side to follow next, the other side waits."""
        if node.bound <= self.enough:
            self._give_up(min(node.bound, self.enough))
            return None
        self.nodes += 1
        low, high = self._bounds(node)
        relaxation = self.relaxation
        relaxation.confine(low, high)
        possible = relaxation.solve(self.seconds_left, self.enough)
        if possible and np.isfinite(relaxation.objective):
            possible = self._link(self.enough)
        if not possible:
            self._give_up(relaxation.objective)
            return None
        if not np.isfinite(relaxation.objective):  # time is up
            self._push(node)
            return None
        node.bound = min(node.bound, relaxation.objective)
        at = relaxation.at.copy()
        if self._people_only(at):
            done = self._finish(node, at, low, high)
            if done or node.bound <= self.enough:
                self._give_up(min(node.bound, max(self.enough, self.known)))
                return None
        return self._branch(node, at, low, high)

    def _bounds(self, node: Node) -> tuple[Floats, Floats]:
        low, high = self.low.copy(), self.high.copy()
        for column, least, most in node.moved:
            low[column], high[column] = max(low[column], least), min(high[column], most)
        crossed = low > high
        low[crossed] = high[crossed]  # fixed meanwhile on the other side: the relaxation then finds it too poor
        return low, high

    def _fractional(self, at: Floats, kinds: tuple[Kind, ...]) -> np.ndarray:
        columns = np.flatnonzero(np.isin(self.kind, kinds))
        return columns[np.abs(at[columns] - np.rint(at[columns])) > WHOLE]

    def _people_only(self, at: Floats) -> bool:
        return not any(len(self._fractional(at, kinds)) for kinds in LEVELS[:-1])

    def _finish(self, node: Node, at: Floats, low: Floats, high: Floats) -> bool:
        """Make the people of a leaf whole; True when nothing better is left in it."""
        if not len(self._fractional(at, (Kind.PAIR,))):
            self._found(at, float(self.task.cost @ at))
            return True
        if node.finished:
            return False
        node.finished = True
        groups = self.kind == Kind.GROUP
        settled = bool((low[groups] == high[groups]).all()) and not self.relaxation.partial
        low, high = low.copy(), high.copy()
        low[groups] = high[groups] = np.rint(at[groups])
        prices = self.relaxation.prices
        room = self.relaxation.objective - self.enough
        self._straight_down(low, high)
        if node.bound <= self.known + NEARLY * self.task.gap * max(1.0, abs(self.known)):
            return True
        poor = (self.kind == Kind.PAIR) & (at < WHOLE) & (prices < -room - 1e-7)
        high[poor | ~self.relaxation.inside] = 0.0
        solution, objective, bound = whole_solution(self.task, low, high, self.known, min(FINISH, self.seconds_left))
        if len(solution):
            self._found(solution, objective)
        return settled and bound <= max(self.enough, self.known)

    def _straight_down(self, low: Floats, high: Floats) -> None:
        """A plan within these bounds, without coming back anywhere."""
        dive = Dive(self.task, self.relaxation, self._go_on, lambda: self.seconds_left)
        dive.low, dive.high = low.copy(), high.copy()
        solution = dive.go(self.known)
        if solution is not None:
            self._found(solution, float(self.task.cost @ solution))

    def _found(self, at: Floats, objective: float) -> None:
        if objective <= self.known:
            return
        self.best, self.known = at.copy(), objective
        self.listener.found(at, objective, self.proven)
        self._fix()

    # --- branching ------------------------------------------------------------------------------------------------

    def _branch(self, node: Node, at: Floats, low: Floats, high: Floats) -> Node | None:
        """Split a part at its most promising column; returns the side to follow, if any; what is not followed waits."""
        chosen = self._choose(node, at, low, high)
        if chosen is None:
            self._push(node)
            return None
        column, sides = chosen
        value = at[column]
        down = Node(sides[0], (*node.moved, (column, low[column], float(np.floor(value)))), node.finished)
        up = Node(sides[1], (*node.moved, (column, float(np.ceil(value)), high[column])), node.finished)
        children = []
        for child in (down, up):
            if child.bound > self.enough:
                children.append(child)
            else:
                self._give_up(child.bound)
        if not children:
            return None
        # Below a leaf whose people were tried there is seldom more to find than elsewhere.
        follow = None if node.finished else self._prefer(children, up, value)
        for child in children:
            if child is not follow:
                self._push(child)
        return follow

    def _choose(self, node: Node, at: Floats, low: Floats, high: Floats) -> tuple[int, tuple[float, float]] | None:
        """The column to split, and what is proven of both sides."""
        best, chosen, misses = -np.inf, None, 0
        for column in self._candidates(at):
            proven = (node.bound, node.bound)
            if self.seen[:, column].min() >= RELIABLE:
                sides = self._guess(column, at, node.bound)
            else:
                sides, proven = self._try(column, at, low, high, node.bound)
            fall = [max(node.bound - side, 1e-6) for side in sides]
            misses += 1
            if fall[0] * fall[1] > best:
                best, chosen, misses = fall[0] * fall[1], (column, proven), 0
            if min(proven) <= self.enough or misses >= PATIENCE or not self._go_on():
                break
        return chosen

    def _prefer(self, children: list[Node], up: Node, value: float) -> Node:
        if len(children) == 1:
            return children[0]
        if children[0].bound - self.known > FAR * self.task.gap * max(1.0, abs(self.known)):
            return up if value - np.floor(value) >= 0.5 else children[0]
        return max(children, key=lambda child: child.bound)

    def _candidates(self, at: Floats) -> list[int]:
        """Fractional columns of the first kind that has any, the most promising first."""
        for kinds in LEVELS:
            columns = self._fractional(at, kinds)
            if len(columns):
                part = at[columns] - np.floor(at[columns])
                typical = [self._typical(side, kinds) for side in range(2)]
                gain = [np.where(self.seen[k, columns] > 0, self.gain[k, columns], typical[k]) for k in range(2)]
                score = np.maximum(gain[0] * part, 1e-6) * np.maximum(gain[1] * (1 - part), 1e-6)
                return columns[np.argsort(-score, kind="stable")[:TRIED]].tolist()
        return []

    def _typical(self, side: int, kinds: tuple[Kind, ...]) -> float:
        known = np.isin(self.kind, kinds) & (self.seen[side] > 0)
        return float(self.gain[side, known].mean()) if known.any() else 1.0

    def _guess(self, column: int, at: Floats, bound: float) -> tuple[float, float]:
        """What both sides fall to if they fall as they did on average; never taken for a proof."""
        part = at[column] - np.floor(at[column])
        return bound - self.gain[0, column] * part, bound - self.gain[1, column] * (1 - part)

    def _try(
        self, column: int, at: Floats, low: Floats, high: Floats, bound: float
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        """What a few simplex iterations say about both sides of a fractional column, and what of it is proven."""
        relaxation, value = self.relaxation, at[column]
        sides, proven = [bound, bound], [bound, bound]
        for side, (least, most) in enumerate(((low[column], np.floor(value)), (np.ceil(value), high[column]))):
            if least > most:
                sides[side] = proven[side] = -np.inf
                continue
            low_, high_ = low.copy(), high.copy()
            low_[column], high_[column] = least, most
            relaxation.confine(low_, high_)
            reached, sure = relaxation.attempt(self.seconds_left, self.enough, TRIAL)
            sides[side] = min(bound, reached)
            if sure:
                proven[side] = sides[side]
            if np.isfinite(reached):
                width = value - np.floor(value) if side == 0 else np.ceil(value) - value
                self.seen[side, column] += 1
                fall = (bound - sides[side]) / max(width, 1e-6) - self.gain[side, column]
                self.gain[side, column] += fall / self.seen[side, column]
        return (sides[0], sides[1]), (proven[0], proven[1])

    # --- the end --------------------------------------------------------------------------------------------------

    def _result(self) -> Result:
        done = not self.open and not self.interrupted
        infeasible = done and not len(self.best) and self.dropped == -np.inf and not np.isfinite(self.known)
        bound = min(self.bound, self.root_bound) if not self.interrupted else self.root_bound
        return Result(
            solution=self.best,
            objective=self.known if len(self.best) else -np.inf,
            bound=-np.inf if infeasible else max(bound, self.known),
            infeasible=infeasible,
            finished=done,
            work=self.relaxation.iterations,
        )
