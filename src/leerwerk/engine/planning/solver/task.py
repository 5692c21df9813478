"""A programme as it travels to a process of its own, and what comes back.

Nothing here, and nothing that the search imports, needs the compiler: a child starts in a moment.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int8s, Int32s, Int64s


class Kind(IntEnum):
    """What a column stands for."""

    PAIR = 0
    GROUP = 1
    FLOW = 2
    SIZE = 3
    TOTAL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Maximise ``cost`` x within rows and bounds; the matrix by columns, pairs first, then groups."""

    cost: Floats
    column_low: Floats
    column_high: Floats
    kind: Int8s  # Kind of each column; all but flows are whole
    row_low: Floats
    row_high: Floats
    start: Int32s
    index: Int32s
    value: Floats
    link: Int32s  # (pairs,) the column of each pair's group: no x is above it
    short_row: Int32s  # (groups,) the row that keeps the minimum size: minimum × y − s ≤ 0
    knapsack_from: Int64s  # (rows + 1,) what groups that open use at least of something scarce
    knapsack_column: Int32s
    knapsack_weight: Floats
    knapsack_room: Floats  # (rows,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Columns):
    """Columns, and how long to search them."""

    core: Bools  # (pairs,) those to begin with; empty: all
    known: float  # what the best known solution is worth; only better ones are of use
    seconds: float
    gap: float  # relative
    nodes: int  # most branch-and-bound nodes
    seed: int


@dataclass(slots=True, kw_only=True)
class Result:
    """What was found: the solution (empty: none), and a bound no solution exceeds."""

    solution: Floats
    objective: float
    bound: float
    infeasible: bool
    finished: bool
    work: int = 0  # simplex iterations
    last: bool = True  # False: a report on the way


class Listener:
    """Who hears of a search, and may know more than it; this one is not interested."""

    def found(self, solution: Floats, objective: float, bound: float) -> None:
        """A better solution than any before."""

    def proved(self, bound: float) -> None:
        """No solution exceeds this."""

    def known(self) -> float:
        """What the best solution known elsewhere is worth."""
        return -np.inf

    def stop(self) -> bool:
        """Whether to end the search now."""
        return False


def task_for(
    part: Columns,
    *,
    seconds: float,
    gap: float,
    nodes: int,
    seed: int,
    known: float = -np.inf,
    core: Bools | None = None,
) -> Task:
    """The programme as a task."""
    return Task(
        **{column.name: getattr(part, column.name) for column in fields(Columns)},
        core=np.zeros(0, np.bool_) if core is None else core,
        known=known,
        seconds=seconds,
        gap=gap,
        nodes=nodes,
        seed=seed,
    )
