"""HiGHS' own branch and bound on a programme: for what is left when a plan's structure is decided."""

from __future__ import annotations

from typing import NamedTuple, override

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.task import Kind, Task

SLACK = 2e-6  # HiGHS' tree accepts 1e-7 too much in rows and 1e-6 in whole numbers


class Quiet(highspy.Highs):
    """HiGHS on one core, without a word on standard output."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # highspy has no types for it
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
        self.setOptionValue("random_seed", seed)

    @override
    def enableCallbacks(self) -> None:
        """Nobody listens, and preparing for listeners prints a banner."""


class Entries(NamedTuple):
    """Entries of a matrix, in any order."""

    row: Int64s
    column: Int64s
    value: Floats


def entries_of(lp: highspy.HighsLp) -> Entries:
    """The entries of a programme, whichever way HiGHS keeps them."""
    matrix = lp.a_matrix_
    along, start = np.array(matrix.index_), np.array(matrix.start_)
    across = np.repeat(np.arange(len(start) - 1), np.diff(start))
    by_column = matrix.format_ == highspy.MatrixFormat.kColwise
    row, column = (along, across) if by_column else (across, along)
    return Entries(row, column, np.array(matrix.value_))


def raised(bound: float, slack: float) -> float:
    """A bound from HiGHS, raised by what its tolerances may hide (``slack``, relative)."""
    return bound + slack * (1.0 + abs(bound))


def linear(task: Task, low: Floats, high: Floats, keep: Bools) -> highspy.HighsLp:
    """The relaxation of a task within these bounds, with the columns to ``keep`` only."""
    entry, counts = np.repeat(keep, np.diff(task.start)), np.diff(task.start)[keep]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(counts), len(task.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = -task.cost[keep], low[keep], high[keep]
    lp.row_lower_, lp.row_upper_ = task.row_low, task.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = task.index[entry], task.value[entry]
    return lp


def _load(task: Task, low: Floats, high: Floats, seconds: float, keep: Bools) -> highspy.Highs:
    """The programme with the columns to ``keep``; sizes and totals follow from the rest."""
    highs = Quiet(task.seed)
    highs.setOptionValue("time_limit", max(seconds, 0.01))
    highs.setOptionValue("mip_abs_gap", 1e-6)
    lp = linear(task, low, high, keep)
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if kind <= Kind.GROUP else real for kind in task.kind[keep]]
    highs.passModel(lp)
    return highs


def everything(task: Task) -> tuple[Floats, float, float]:
    """The whole task by HiGHS alone, with the row of each pair and its group: for comparison with our own search."""
    keep = np.ones(len(task.cost), np.bool_)
    highs = _load(task, task.column_low, task.column_high, task.seconds, keep)
    x = len(task.link)
    columns = np.stack([np.arange(x), task.link], 1).astype(np.int32).ravel()
    start: Int32s = 2 * np.arange(x, dtype=np.int32)
    highs.addRows(x, np.full(x, -np.inf), np.zeros(x), 2 * x, start, columns, np.tile([1.0, -1.0], x))
    highs.setOptionValue("mip_rel_gap", task.gap)
    return _solved(highs, keep)


def whole_solution(task: Task, low: Floats, high: Floats, cutoff: float, seconds: float) -> tuple[Floats, float, float]:
    """The best whole solution within these bounds, what it is worth, and a bound; empty when none beats ``cutoff``."""
    keep = (low != 0.0) | (high != 0.0)
    highs = _load(task, low, high, seconds, keep)
    highs.setOptionValue("mip_rel_gap", max(task.gap / 4, 1e-6))
    highs.setOptionValue("mip_max_nodes", 20)
    highs.setOptionValue("mip_heuristic_effort", 0.05)
    if np.isfinite(cutoff):
        highs.setOptionValue("objective_bound", -cutoff)
    solution, objective, bound = _solved(highs, keep)
    return solution, objective, cutoff if bound == -np.inf else bound


def _solved(highs: highspy.Highs, keep: Bools) -> tuple[Floats, float, float]:
    """Solution (empty: none), what it is worth, and a bound (-inf: nothing is possible)."""
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return np.zeros(0), -np.inf, -np.inf
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bound = raised(-info.mip_dual_bound, SLACK) if np.isfinite(info.mip_dual_bound) else np.inf
    if not found:
        return np.zeros(0), -np.inf, bound
    solution = np.zeros(len(keep))
    solution[keep] = highs.getSolution().col_value
    return solution, -info.objective_function_value, bound
