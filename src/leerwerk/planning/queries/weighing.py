"""What two plans are worth under the same weights: that shows what a weight does, as a trade.

A plan's own value is measured with its own weights, so two values of plans with other weights say nothing about each
other. Here the engine values both plans with the weights of the one, and both with the weights of the other. Each is
valued with the people and groups of its own frozen question; staying near an earlier plan counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Exists, OuterRef

from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.planning.models import FrozenQuestion, GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.answering import Unreadable, question_of
from leerwerk.planning.queries.person import stored_plan
from leerwerk.planning.queries.reckoning import Reckoning

VALUED = ("benefit", "wish_weights", "reach_weights")  # the weights that are in a value
LEAST = 0.05  # thousands of euros: less reads as 0,0
ROOM = 1e-6  # of a share


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Both plans under the weights of one of them; values in thousands of euros."""

    weights: PlanningRound  # whose weights these are
    plans: tuple[PlanningRound, PlanningRound]
    values: tuple[float, float]

    @property
    def more(self) -> float:
        """How much more the second plan is worth; below zero when it is worth less, 0 when that would read so."""
        more = self.values[1] - self.values[0]
        return more if abs(more) >= LEAST else 0.0

    @property
    def amount(self) -> float:
        """The same, whether it is more or less."""
        return abs(self.more)

    @property
    def share(self) -> float:
        """The same, as a share of what the first plan is worth."""
        return self.amount / max(1.0, abs(self.values[0]))

    @property
    def below_floor(self) -> list[PlanningRound]:
        """The plans that do not keep the least share of low-skilled participants that was asked with these weights."""
        least = self.weights.low_skilled_floor - ROOM
        return [plan for plan in self.plans if plan.placed and plan.low_skilled_share < least]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """What one plan has and the question of the other had not."""

    plan: PlanningRound
    other: PlanningRound
    people: int  # whom the plan places
    groups: int  # which the plan opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Two plans with other weights, each valued under the weights of both."""

    first: PlanningRound
    second: PlanningRound
    weighed: tuple[Weighed, Weighed]

    @property
    def people(self) -> int:
        """How many more people the second plan places."""
        return self.second.placed - self.first.placed

    @property
    def low_skilled(self) -> int:
        """How many more low-skilled people the second plan places."""
        return self.second.low_skilled_placed - self.first.low_skilled_placed

    @property
    def cost(self) -> float:
        """How much more the second plan costs, in thousands of euros; 0 when that would read so."""
        more = self.second.cost - self.first.cost
        return more if abs(more) >= LEAST else 0.0

    @property
    def measured_anew(self) -> bool:
        """Whether the value model is another one than when these plans were made."""
        then = (self.first.worth, self.second.worth)
        now = (self.weighed[0].values[0], self.weighed[1].values[1])
        return any(abs(old - new) >= LEAST for old, new in zip(then, now, strict=True))


def weighed_alike(first: PlanningRound, second: PlanningRound) -> bool:
    """Whether the values of two plans were measured with the same weights."""
    return all(getattr(first, name) == getattr(second, name) for name in VALUED)


def trade_of(first: PlanningRound, second: PlanningRound) -> Trade | None:
    """Return both plans under the weights of both; None when a question cannot be read any more."""
    plans = (first, second)
    try:
        values = _values((first.pk, second.pk), (first.attempt, second.attempt))
    except Unreadable:  # a plan of an earlier version, whose question this one would refuse
        return None
    weighed = [Weighed(weights=one, plans=plans, values=values[place]) for place, one in enumerate(plans)]
    return Trade(first=first, second=second, weighed=(weighed[0], weighed[1]))


@lru_cache(maxsize=256)
def _values(keys: tuple[int, int], attempts: tuple[int, int]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Value both plans under the weights of both; finished plans never change, so once per process is enough."""
    plans = PlanningRound.objects.in_bulk(keys)
    weights = [plans[key] for key in keys]
    first, second = (_worth(plans[key], weights) for key in keys)
    return (first[0], second[0]), (first[1], second[1])


def _worth(asked: PlanningRound, weights: Sequence[PlanningRound]) -> list[float]:
    """Return what a plan is worth under the weights of each of these, by the engine's value model."""
    question = question_of(asked)
    plan = stored_plan(asked, question)
    worth = []
    for other in weights:
        settings = replace(
            question.settings,
            benefit=other.benefit,
            wish_weights=tuple(other.wish_weights),
            reach_weights=dict(other.reach_weights),
            change_penalty=0.0,
        )
        valued = replace(question, settings=settings)
        worth.append(float(Reckoning(question=valued, pairs=pairs_of(valued), plan=plan).group_value.sum()))
    return worth


def absent(first: PlanningRound, second: PlanningRound) -> list[Absent]:
    """Return whom and what each plan has that the question of the other had not; empty for the same question."""
    asked = FrozenQuestion.objects.filter(pk__in=(first.pk, second.pk)).values_list("fingerprint", flat=True)
    if len(set(asked)) == 1:
        return []
    return [_absent(first, second), _absent(second, first)]


def _absent(plan: PlanningRound, other: PlanningRound) -> Absent:
    people = PersonProposal.objects.filter(round=plan, group__isnull=False)
    groups = GroupProposal.objects.filter(round=plan, open=True)
    asked = PersonProposal.objects.filter(round=other, candidate=OuterRef("candidate"))
    options = GroupProposal.objects.filter(round=other, cohort=OuterRef("cohort"))
    return Absent(
        plan=plan,
        other=other,
        people=people.filter(~Exists(asked)).count(),
        groups=groups.filter(~Exists(options)).count(),
    )
