"""HiGHS on one programme, with reports on the way and slack on its bound for its own tolerances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s

# HiGHS accepts violations of 1e-7 in rows and 1e-6 in whole numbers: a bound it proves may be low by about as much.
BOUND_SLACK = 2e-6


@dataclass(slots=True, kw_only=True)
class Task:
    """A maximisation, by columns, and how long it may take."""

    cost: Floats
    column_low: Floats
    column_high: Floats
    whole: Bools
    row_low: Floats
    row_high: Floats
    start: Int32s
    index: Int32s
    value: Floats
    hint: Floats  # the whole columns of a known solution; empty: none
    seconds: float
    gap: float  # relative
    nodes: int  # most branch-and-bound nodes
    seed: int


@dataclass(slots=True, kw_only=True)
class Result:
    """What HiGHS found: the solution (empty: none), and a bound no solution exceeds."""

    solution: Floats
    objective: float
    bound: float
    infeasible: bool
    finished: bool
    work: int = 0  # simplex iterations
    last: bool = True  # False: a report on the way


def _load(task: Task) -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", task.seed)
    highs.setOptionValue("time_limit", task.seconds)
    highs.setOptionValue("mip_rel_gap", task.gap)
    highs.setOptionValue("mip_abs_gap", 1e-6)
    highs.setOptionValue("mip_max_nodes", task.nodes)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(task.cost), len(task.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = -task.cost, task.column_low, task.column_high
    lp.row_lower_, lp.row_upper_ = task.row_low, task.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = task.start, task.index, task.value
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(k)] for k in task.whole]
    highs.passModel(lp)
    if len(task.hint):
        columns = np.arange(len(task.hint), dtype=np.int32)
        highs.setSolution(len(columns), columns, task.hint)
    return highs


def raised(bound: float) -> float:
    """A bound from HiGHS, raised by what its tolerances may hide."""
    return bound + BOUND_SLACK * (1.0 + abs(bound))


def run(task: Task, report: Callable[[Floats, float, float], None] | None = None) -> Result:
    """Solve; ``report`` hears (solution, objective, bound) at each better solution and now and then a bound."""
    if not len(task.cost):
        impossible = bool((task.row_low > 1e-9).any() or (task.row_high < -1e-9).any())
        return Result(solution=np.zeros(0), objective=0.0, bound=0.0, infeasible=impossible, finished=True)
    highs = _load(task)
    if report is not None:
        _listen(highs, report)
    highs.run()
    status = highs.getModelStatus()
    info = highs.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Result(solution=np.zeros(0), objective=-np.inf, bound=-np.inf, infeasible=True, finished=True)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    solution = np.array(highs.getSolution().col_value) if found else np.zeros(0)
    objective = -info.objective_function_value if found else -np.inf
    bound = -info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else np.inf
    done = status == highspy.HighsModelStatus.kOptimal
    work = int(info.simplex_iteration_count)
    return Result(
        solution=solution, objective=objective, bound=raised(bound), infeasible=False, finished=done, work=work
    )


def _listen(highs: highspy.Highs, report: Callable[[Floats, float, float], None]) -> None:
    def better(event: highspy.HighsCallbackEvent) -> None:
        out = event.data_out
        report(np.array(out.mip_solution), -out.mip_primal_bound, raised(-out.mip_dual_bound))

    last = [0.0, np.inf]

    def pulse(event: highspy.HighsCallbackEvent) -> None:
        out = event.data_out
        if out.running_time - last[0] >= 0.3 and -out.mip_dual_bound < last[1] and np.isfinite(out.mip_dual_bound):
            last[0], last[1] = out.running_time, -out.mip_dual_bound
            report(np.zeros(0), -np.inf, raised(-out.mip_dual_bound))

    highs.cbMipImprovingSolution += better
    highs.cbMipInterrupt += pulse
