"""The linear relaxation of a programme, solved again and again: bounds move, rows come in when they are broken."""

from __future__ import annotations

import time

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s
from leerwerk.engine.planning.solver.covers import cutting_row
from leerwerk.engine.planning.solver.gomory import gomory_rows
from leerwerk.engine.planning.solver.highs import Entries, Quiet, entries_of, linear, raised
from leerwerk.engine.planning.solver.task import Kind, Task

BROKEN = 1e-6
PRICED = 1e-6  # thousands of euros: what a pair outside must bring to be brought in
BROUGHT, REPAIRED = 3_000, 200  # pairs at a time: that would help, that may make something possible
WEIGHS = 1e-9  # in a proof that nothing is possible: less is rounding
SHORT = 1e3  # thousands of euros for each person a group falls short, while pairs are missing
SLACK = 2e-7  # HiGHS' simplex accepts 1e-7 too much in rows and prices: a bound may be low by about as much

DUAL, PRIMAL = 1, 4  # HiGHS' names for its two ways
OPTIMAL = highspy.HighsModelStatus.kOptimal
IMPOSSIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
CUT_OFF = highspy.HighsModelStatus.kObjectiveBound


class Relaxation:
    """One linear programme that keeps its last basis, so that each further solve starts from the one before.

    When the task names a core, only those pairs are in the programme at first; others come in when their price says
    that they would help. Groups may then fall short of their minimum size at a price, so that no part of the
    tree is taken for impossible only because people are not in it yet.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.low, self.high = task.column_low.copy(), task.column_high.copy()
        inside = np.ones(len(task.cost), np.bool_)
        inside[: len(task.core)] = task.core
        self.partial = not inside.all()
        self._columns = np.flatnonzero(inside)  # the task's column of each column of the programme
        self._place = np.full(len(task.cost), -1, np.int64)
        self._place[self._columns] = np.arange(len(self._columns))
        self.highs = Quiet(task.seed)
        self._pass(inside)
        pairs = len(task.link)
        self._entries = np.repeat(np.arange(pairs), np.diff(task.start[: pairs + 1]))  # the pair of each entry
        # Entries of rows that were made here, of pairs that were not there yet.
        self._later = Entries(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        self._linked = np.zeros(len(task.link), np.bool_)
        self.at: Floats = np.zeros(len(task.cost))
        self.objective = np.inf
        self.iterations = 0

    def _pass(self, inside: Bools) -> None:
        task = self.task
        self.highs.passModel(linear(task, self.low, self.high, inside))
        if self.partial:
            count = len(task.short_row)
            rows, ones = task.short_row.astype(np.int32), np.ones(count)
            start: Int32s = np.arange(count, dtype=np.int32)
            self._columns = np.concatenate([self._columns, np.full(count, -1)])
            self.highs.addCols(count, SHORT * ones, 0 * ones, np.full(count, np.inf), count, start, rows, -ones)

    def confine(self, low: Floats, high: Floats) -> None:
        """Move the bounds of columns to these."""
        moved = np.flatnonzero((low != self.low) | (high != self.high))
        self.low, self.high = low.copy(), high.copy()
        moved = moved[self._place[moved] >= 0]
        if len(moved):
            at = self._place[moved].astype(np.int32)
            self.highs.changeColsBounds(len(moved), at, low[moved], high[moved])

    def solve(self, seconds: float, cutoff: float = -np.inf) -> bool:
        """Solve; False when nothing is possible within the bounds, or nothing worth more than ``cutoff``.

        ``objective`` is then a bound on what is possible, and ``at`` the solution when it is optimal. When time ran
        out, the objective is infinite.
        """
        until = time.monotonic() + seconds
        self._run(seconds, -np.inf if self.partial else cutoff)
        if self.partial:
            self.highs.setOptionValue("simplex_strategy", PRIMAL)  # columns that come in leave the solution possible
            while (self._status == OPTIMAL and self._price()) or (self._status in IMPOSSIBLE and self._repair()):
                self._run(until - time.monotonic(), -np.inf)
            self.highs.setOptionValue("simplex_strategy", DUAL)
        if self._status in IMPOSSIBLE or self._status == CUT_OFF:
            self.objective = -np.inf if self._status in IMPOSSIBLE else cutoff
            return False
        if self._status != OPTIMAL:
            self.objective = np.inf
            return True
        self.objective = raised(-self.highs.getInfo().objective_function_value, SLACK)
        self.at = self._spread(np.array(self.highs.getSolution().col_value))
        return self.objective > cutoff

    def attempt(self, seconds: float, cutoff: float, iterations: int) -> tuple[float, bool]:
        """What a few iterations say about the present bounds, and whether that is proven."""
        self._run(seconds, cutoff, iterations)
        if self._status in IMPOSSIBLE:
            return -np.inf, not self.partial
        if self._status == CUT_OFF:
            return cutoff, not self.partial
        reached = raised(-self.highs.getInfo().objective_function_value, SLACK)
        return reached, self._status == OPTIMAL and not self.partial

    def _run(self, seconds: float, cutoff: float, iterations: int = 2**31 - 1) -> None:
        highs = self.highs
        highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.01))
        highs.setOptionValue("simplex_iteration_limit", iterations)
        highs.setOptionValue("objective_bound", -cutoff)
        highs.run()
        self._status = highs.getModelStatus()
        self.iterations += max(0, int(highs.getInfo().simplex_iteration_count))

    def _spread(self, values: Floats) -> Floats:
        """Values of the programme's columns as values of the task's columns."""
        full = np.zeros(len(self.task.cost))
        real = self._columns >= 0
        full[self._columns[real]] = values[real]
        return full

    def _price(self) -> bool:
        """Bring in pairs that would help at the present prices; False when there is none."""
        prices = self._outside_prices()
        out = np.flatnonzero((prices > PRICED) & self._missing[: len(prices)])
        self.bring(out[np.argsort(-prices[out], kind="stable")[:BROUGHT]])
        return len(out) > 0

    def _repair(self) -> bool:
        """Bring in pairs that may make the impossible possible; False when none does, so that it is impossible for all.

        The proof that nothing is possible weighs the rows; a pair helps when it weighs more than nothing in them.
        """
        missing = np.flatnonzero(self._missing[: len(self.task.link)])
        if not len(missing):
            return False
        weight = self._proof()
        if weight is not None:
            helps = self._in_rows(weight)[missing]
            order = np.argsort(-helps, kind="stable")
            missing = missing[order[helps[order] > WEIGHS]]
        self.bring(missing[:REPAIRED])
        return len(missing) > 0

    def _proof(self) -> Floats | None:
        """What each row weighs in the proof that nothing is possible with the present columns; None: there is none."""
        lp, found = self.highs.getLp(), self.highs.getDualRay()  # type: ignore[attr-defined]  # its types leave it out
        ray = np.array(found[2]) if found[1] else np.zeros(0)
        if len(ray) != lp.num_row_:
            return None
        own = entries_of(lp)
        least, most = np.array(lp.row_lower_), np.array(lp.row_upper_)
        low, high = np.array(lp.col_lower_), np.array(lp.col_upper_)
        for weight in (ray, -ray):
            along = np.bincount(own.column, weight[own.row] * own.value, lp.num_col_)
            asked = np.where(weight > 0, least, most)[weight != 0] @ weight[weight != 0]
            along[np.abs(along) < WEIGHS] = 0.0
            given = np.where(along > 0, high, low)[along != 0] @ along[along != 0]
            if np.isfinite(asked) and np.isfinite(given) and asked > given + WEIGHS:
                return np.asarray(weight)
        return None

    @property
    def _missing(self) -> Bools:
        """Which of the task's columns are not in the programme and may be taken."""
        return (self._place < 0) & (self.high > 0)

    def bring(self, out: np.ndarray) -> None:
        """Bring these columns into the programme."""
        if not len(out):
            return
        out = np.sort(out)
        entries = self._entries_of(out)
        first = np.searchsorted(entries.column, np.arange(len(out))).astype(np.int32)
        self._place[out] = len(self._columns) + np.arange(len(out))
        self._columns = np.concatenate([self._columns, out])
        self.highs.addCols(
            len(out), -self.task.cost[out], self.low[out], self.high[out],
            len(entries.row), first, entries.row.astype(np.int32), entries.value,
        )  # fmt: skip

    def _outside_prices(self) -> Floats:
        """What one more of each pair would add at the prices of the rows; (pairs,)."""
        rows = -np.array(self.highs.getSolution().row_dual)
        return self.task.cost[: len(self.task.link)] - self._in_rows(rows)

    def _in_rows(self, weight: Floats) -> Floats:
        """What one more of each pair comes to in all rows, weighed so; (pairs,)."""
        task, pairs, end = self.task, len(self.task.link), len(self._entries)
        total = np.bincount(self._entries, weight[task.index[:end]] * task.value[:end], pairs)
        return np.asarray(total + np.bincount(self._later.column, weight[self._later.row] * self._later.value, pairs))

    @property
    def inside(self) -> Bools:
        """Which of the task's columns are in the programme."""
        within: Bools = self._place >= 0
        return within

    @property
    def prices(self) -> Floats:
        """What one more unit of each column would add (reduced costs of the maximisation)."""
        full = self._spread(-np.array(self.highs.getSolution().col_dual))
        if self.partial:
            outside = np.flatnonzero(self._place[: len(self.task.link)] < 0)
            full[outside] = self._outside_prices()[outside]
        return full

    def link(self) -> int:
        """Add the rows of people who join more of a group than opens; returns how many."""
        x = len(self.task.link)
        broken = np.flatnonzero((self.at[:x] > self.at[self.task.link] + BROKEN) & ~self._linked)
        self._linked[broken] = True
        self._add(np.stack([broken, self.task.link[broken]], 1), np.tile([1.0, -1.0], (len(broken), 1)), 0.0)
        return len(broken)

    def cover(self) -> int:
        """Add the strongest row that each knapsack gives at this solution; returns how many."""
        task, added = self.task, 0
        for k in range(len(task.knapsack_room)):
            span = slice(task.knapsack_from[k], task.knapsack_from[k + 1])
            columns = task.knapsack_column[span]
            at = np.clip(self.at[columns], 0.0, 1.0)
            row = cutting_row(task.knapsack_weight[span], float(task.knapsack_room[k]), at)
            if row is not None:
                inside = row > 1e-9
                self._add(columns[inside][None, :], row[inside][None, :], 1.0 + 1e-9)
                added += 1
        return added

    def gomory(self) -> int:
        """Add Gomory's rows for groups that open in part and for sizes between whole numbers; returns how many.

        They hold for the columns that are not in the programme as well, which bring their part with them.
        """
        outside = np.flatnonzero(self._place < 0)
        real = self._columns >= 0
        order = np.concatenate([np.where(real, self._columns, 0), outside])  # the task's column of each
        whole = self.task.kind[order] != Kind.FLOW
        at = np.concatenate([np.array(self.highs.getSolution().col_value), np.zeros(len(outside))])
        asked = np.flatnonzero((self.task.kind == Kind.GROUP) | (self.task.kind == Kind.SIZE))
        beyond = self._entries_of(outside)
        rows = gomory_rows(self.highs, at, whole, self._place[asked], ~real, beyond, self.high[outside])
        own = len(self._columns)
        for row in rows:
            inside = row.columns < own
            number = self.highs.getNumRow()
            self.highs.addRow(
                row.least, np.inf, int(inside.sum()), row.columns[inside].astype(np.int32), row.coefficients[inside]
            )
            more = outside[row.columns[~inside] - own]
            self._later = Entries(
                np.concatenate([self._later.row, np.full(len(more), number)]),
                np.concatenate([self._later.column, more]),
                np.concatenate([self._later.value, row.coefficients[~inside]]),
            )
        return len(rows)

    def _entries_of(self, out: np.ndarray) -> Entries:
        """All entries of columns that are not in the programme, column by column; columns numbered as in ``out``."""
        task = self.task
        counts = task.start[out + 1] - task.start[out]
        entry = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - task.start[out], counts)
        number = np.full(len(task.cost), -1)
        number[out] = np.arange(len(out))
        later = number[self._later.column] >= 0
        row = np.concatenate([task.index[entry], self._later.row[later]])
        column = np.concatenate([np.repeat(np.arange(len(out)), counts), number[self._later.column[later]]])
        order = np.argsort(column, kind="stable")
        value = np.concatenate([task.value[entry], self._later.value[later]])
        return Entries(row[order], column[order], value[order])

    def _add(self, columns: np.ndarray, values: Floats, most: float) -> None:
        """Rows ``values`` · x[``columns``] ≤ ``most``, one for each row of the two arrays."""
        count, width = columns.shape
        if count:
            low, high = np.full(count, -np.inf), np.full(count, most)
            start: Int32s = (width * np.arange(count)).astype(np.int32)
            flat = np.ascontiguousarray(self._place[columns], np.int32).ravel()
            self.highs.addRows(count, low, high, count * width, start, flat, np.ascontiguousarray(values).ravel())
