"""A programme as it travels to a process of its own, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int8s, Int32s, Int64s

if TYPE_CHECKING:
    from leerwerk.engine.planning.mip import Program  # the child does without the compiler: it starts in a moment


class Kind(IntEnum):
    """What a column stands for."""

    PAIR = 0
    GROUP = 1
    FLOW = 2
    SIZE = 3
    TOTAL = 4


@dataclass(slots=True, kw_only=True)
class Task:
    """A maximisation, by columns, and how long it may take."""

    cost: Floats
    column_low: Floats
    column_high: Floats
    kind: Int8s
    row_low: Floats
    row_high: Floats
    start: Int32s
    index: Int32s
    value: Floats
    link: Int32s
    core: Bools  # (pairs,) those to begin with; empty: all
    short_row: Int32s  # (groups,) the rows that keep minimum sizes
    knapsack_from: Int64s
    knapsack_column: Int32s
    knapsack_weight: Floats
    knapsack_room: Floats
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


def task_for(
    part: Program,
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
        cost=part.cost,
        column_low=part.column_low,
        column_high=part.column_high,
        kind=part.kind,
        row_low=part.row_low,
        row_high=part.row_high,
        start=part.start,
        index=part.index,
        value=part.value,
        link=part.link,
        core=np.zeros(0, np.bool_) if core is None else core,
        short_row=part.short_row,
        knapsack_from=part.knapsack_from,
        knapsack_column=part.knapsack_column,
        knapsack_weight=part.knapsack_weight,
        knapsack_room=part.knapsack_room,
        known=known,
        seconds=seconds,
        gap=gap,
        nodes=nodes,
        seed=seed,
    )
