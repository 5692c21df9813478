"""What one method did on one instance."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

OURS = "leerwerk"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What one method did on one instance."""

    method: str
    objective: float | None
    bound: float | None
    placed: int
    low_share: float
    open_groups: int
    seconds: float
    memory: float  # GB, peak of the process and its children together
    first: float | None = None  # seconds until there was a plan at all
    reached: dict[str, float] = field(default_factory=dict)  # seconds until a gap (in %) of its own proof was reached
    dual: float | None = None  # what the answer's prices alone prove, reckoned in float64 apart from the search
    rules: bool = True  # False: misses the floor, which a desk does not look at


def gap_to(outcome: Outcome, bound: float) -> float | None:
    """How far a plan is from a bound, relative to its own value; None for what is no plan."""
    if outcome.objective is None or not outcome.rules or not np.isfinite(bound):
        return None
    return relative(bound, outcome.objective)


def relative(bound: float, objective: float) -> float:
    """How much better than this plan any other could be, relative to it."""
    return max(0.0, bound - objective) / max(1.0, abs(objective))
