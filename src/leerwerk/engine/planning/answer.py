"""The answer to a planning question, and what is told while it is being found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.planning.question import Bools, Floats, Int32s


class Status(StrEnum):
    """How far the solver came."""

    OPTIMAL = "optimal"  # bound reached within the asked gap
    FEASIBLE = "feasible"  # a plan, and a bound that is further away
    INFEASIBLE = "infeasible"  # no plan can keep the locks and floors


class Command(StrEnum):
    """What the watcher wants after a report."""

    GO_ON = "go_on"
    TAKE = "take"  # stop now and answer with the best plan so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who joins which group at which workplace (indices; ANY = not placed), and which groups open."""

    group: Int32s  # (candidates,)
    workplace: Int32s  # (candidates,)
    open: Bools  # (groups,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What one more of something would bring at the margin, in thousands of euros per unit; never negative."""

    workplace: Floats  # per place
    resource: Floats  # per unit of capacity
    budget: Floats  # per thousand euros
    floor: float  # per low-skilled participant that the floor asks for
    candidate: Floats  # what the plan would gain from another such person


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One report: the best plan so far and the best proven bound."""

    seconds: float
    objective: float | None
    bound: float | None
    phase: str  # "bound", "construct", "improve", "prove"
    placed: int = 0
    open_groups: int = 0

    @property
    def gap(self) -> float | None:
        """(bound − objective) / max(1, |objective|), or None before both are known."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.objective) / max(1.0, abs(self.objective))


type Watch = Callable[[Progress], Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The plan with its proof: ``bound`` is a proven upper bound on the value of any plan."""

    status: Status
    plan: Plan | None  # None only when infeasible
    objective: float
    bound: float
    prices: Prices | None
    seconds: float
    seed: int

    @property
    def gap(self) -> float:
        """(bound − objective) / max(1, |objective|), never negative."""
        return max(0.0, self.bound - self.objective) / max(1.0, abs(self.objective))
