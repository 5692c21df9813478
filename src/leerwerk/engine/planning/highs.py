"""HiGHS' own branch and bound on a programme: for what is left when a plan's structure is decided."""

from __future__ import annotations

from typing import override

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s
from leerwerk.engine.planning.task import Kind, Task

# HiGHS accepts violations of 1e-7 in rows and 1e-6 in whole numbers: a bound it proves may be low by about as much.
BOUND_SLACK = 2e-6


class Quiet(highspy.Highs):
    """HiGHS on one core, without a word on standard output."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
        self.setOptionValue("random_seed", seed)

    @override
    def enableCallbacks(self) -> None:
        """Nobody listens, and preparing for listeners prints a banner."""


def _load(task: Task, low: Floats, high: Floats, seconds: float, keep: Bools) -> tuple[highspy.Highs, np.ndarray]:
    """The programme with the columns to ``keep``, and which those are."""
    highs = Quiet(task.seed)
    highs.setOptionValue("time_limit", max(seconds, 0.01))
    highs.setOptionValue("mip_abs_gap", 1e-6)
    left = np.flatnonzero(keep)
    counts = np.diff(task.start)
    entry = np.repeat(keep, counts)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(left), len(task.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = -task.cost[left], low[left], high[left]
    lp.row_lower_, lp.row_upper_ = task.row_low, task.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts[left])]).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = task.index[entry], task.value[entry]
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if kind <= Kind.GROUP else real for kind in task.kind[left]]
    highs.passModel(lp)
    return highs, left


def raised(bound: float) -> float:
    """A bound from HiGHS, raised by what its tolerances may hide."""
    return bound + BOUND_SLACK * (1.0 + abs(bound))


def everything(task: Task) -> tuple[Floats, float, float]:
    """The whole task by HiGHS alone, with the row of each pair and its group: for comparison with our own search."""
    highs, _ = _load(task, task.column_low, task.column_high, task.seconds, task.column_high > -1)
    x = len(task.link)
    columns = np.stack([np.arange(x), task.link], 1).astype(np.int32).ravel()
    start: Int32s = 2 * np.arange(x, dtype=np.int32)
    highs.addRows(x, np.full(x, -np.inf), np.zeros(x), 2 * x, start, columns, np.tile([1.0, -1.0], x))
    highs.setOptionValue("mip_rel_gap", task.gap)
    return _solved(highs, np.arange(len(task.cost)), len(task.cost))


def whole_solution(task: Task, low: Floats, high: Floats, cutoff: float, seconds: float) -> tuple[Floats, float, float]:
    """The best whole solution within these bounds, what it is worth, and a bound; empty when none beats ``cutoff``."""
    highs, left = _load(task, low, high, seconds, (low != 0.0) | (high != 0.0))
    highs.setOptionValue("mip_rel_gap", max(task.gap / 4, 1e-6))
    highs.setOptionValue("mip_max_nodes", 20)
    highs.setOptionValue("mip_heuristic_effort", 0.05)
    if np.isfinite(cutoff):
        highs.setOptionValue("objective_bound", -cutoff)
    solution, objective, bound = _solved(highs, left, len(task.cost))
    return solution, objective, cutoff if bound == -np.inf else bound


def _solved(highs: highspy.Highs, left: np.ndarray, columns: int) -> tuple[Floats, float, float]:
    """Solution (empty: none), what it is worth, and a bound (-inf: nothing is possible)."""
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return np.zeros(0), -np.inf, -np.inf
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bound = raised(-info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else np.inf
    if not found:
        return np.zeros(0), -np.inf, bound
    solution = np.zeros(columns)
    solution[left] = highs.getSolution().col_value
    return solution, -info.objective_function_value, bound
