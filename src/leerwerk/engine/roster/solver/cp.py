"""How CP-SAT is asked, and what its answers mean."""

from __future__ import annotations

from ortools.sat.python import cp_model

from leerwerk.engine.roster.roster import Outcome

OUTCOMES = {
    cp_model.OPTIMAL: Outcome.OPTIMAL,
    cp_model.FEASIBLE: Outcome.FOUND,
    cp_model.INFEASIBLE: Outcome.IMPOSSIBLE,
    cp_model.UNKNOWN: Outcome.UNKNOWN,
}


def solver_for(seconds: float, seed: int, workers: int) -> cp_model.CpSolver:
    """A solver with its limits."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    return solver


def round_up(bound: float) -> int:
    """The least whole cost that is not below the bound."""
    return -int(-(bound - 1e-6) // 1)
