"""What follows from a plan by counting: sizes, values, costs, places and money.

Everything is recomputed from the question and the plan, as arrays in the order of the question's rows.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from leerwerk.engine.planning.answer import Plan
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import ANY, Bools, Floats, Int64s, Pairs, Question

MONTH = 30  # days
MORE_TRAVEL = 15  # minutes
HIGHEST_LEVEL = 7


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """A question, its eligible pairs, and a plan. Money in thousands of euros."""

    question: Question
    pairs: Pairs
    plan: Plan

    @cached_property
    def sizes(self) -> Int64s:
        """Participants per group."""
        placed = self.plan.group[self.plan.group != ANY]
        return np.bincount(placed, minlength=len(self.question.groups.ids))

    @cached_property
    def eligible(self) -> Int64s:
        """People who could join, per group."""
        return np.diff(self.pairs.start)

    @cached_property
    def pair_group(self) -> Int64s:
        """The group of each eligible pair."""
        return np.repeat(np.arange(len(self.question.groups.ids)), self.eligible)

    @cached_property
    def chosen(self) -> Int64s:
        """The pairs of the plan."""
        return np.flatnonzero(self.plan.group[self.pairs.candidate] == self.pair_group)

    @cached_property
    def person_value(self) -> Floats:
        """Value of each person's place; 0 where not placed."""
        values = np.zeros(len(self.question.candidates.ids))
        values[self.pairs.candidate[self.chosen]] = self.pairs.value[self.chosen]
        return values

    @cached_property
    def options(self) -> Int64s:
        """Groups that fit, per person."""
        return np.bincount(self.pairs.candidate, minlength=len(self.question.candidates.ids))

    @cached_property
    def group_value(self) -> Floats:
        """Value of each group's participants less its fixed cost; 0 where it does not open."""
        groups = len(self.question.groups.ids)
        gained = np.bincount(self.pair_group[self.chosen], weights=self.pairs.value[self.chosen], minlength=groups)
        return np.where(self.plan.open, gained - self.question.groups.fixed_cost, 0.0)

    @cached_property
    def group_cost(self) -> Floats:
        """What each group costs, its participants included."""
        groups = self.question.groups
        return np.where(self.plan.open, groups.fixed_cost + groups.cost_per_participant * self.sizes, 0.0)

    @cached_property
    def taken(self) -> Int64s:
        """Places taken per workplace."""
        placed = self.plan.workplace[self.plan.workplace != ANY]
        return np.bincount(placed, minlength=len(self.question.workplaces.ids))

    @cached_property
    def taken_here(self) -> dict[tuple[int, int], int]:
        """Places taken per group and workplace."""
        placed = self.plan.group != ANY
        both, counts = np.unique(
            np.stack([self.plan.group[placed], self.plan.workplace[placed]]), axis=1, return_counts=True
        )
        return {(int(g), int(w)): int(n) for (g, w), n in zip(both.T, counts, strict=True)}

    @cached_property
    def from_zone(self) -> dict[tuple[int, int], int]:
        """Participants per group and municipality."""
        placed = self.plan.group != ANY
        both, counts = np.unique(
            np.stack([self.plan.group[placed], self.question.candidates.zone[placed]]), axis=1, return_counts=True
        )
        return {(int(g), int(z)): int(n) for (g, z), n in zip(both.T, counts, strict=True)}

    @cached_property
    def charged(self) -> Floats:
        """What each row of the charges comes to."""
        budgets = self.question.budgets
        rows = zip(budgets.charge_group, budgets.charge_zone, strict=True)
        people = [self.sizes[g] if z == ANY else self.from_zone.get((int(g), int(z)), 0) for g, z in rows]
        once = np.where(self.plan.open[budgets.charge_group], budgets.per_group, 0.0)
        amounts: Floats = once + budgets.per_participant * np.array(people, float)
        return amounts

    @cached_property
    def used(self) -> Floats:
        """What each row of the uses comes to."""
        resources = self.question.resources
        once = np.where(self.plan.open[resources.use_group], resources.per_group, 0.0)
        amounts: Floats = once + resources.per_participant * self.sizes[resources.use_group]
        return amounts

    @cached_property
    def resource_left(self) -> Floats:
        """Capacity that the plan leaves, per resource."""
        resources = self.question.resources
        used = np.bincount(resources.use_resource, weights=self.used, minlength=len(resources.ids))
        left: Floats = resources.capacity - used
        return left

    @cached_property
    def budget_left(self) -> Floats:
        """Money that the plan leaves, per budget."""
        budgets = self.question.budgets
        spent = np.bincount(budgets.charge_budget, weights=self.charged, minlength=len(budgets.ids))
        left: Floats = budgets.amount - spent
        return left

    def welcome(self, pairs: Pairs) -> Bools:
        """Whether each of these pairs could be added: the group is open, not full, and has a free place for them."""
        found = np.zeros(len(pairs), bool)
        roomy = self.plan.open & (self.sizes < self.question.groups.max_size)
        free = self.taken < self.question.workplaces.places
        start = self.question.offers.start
        for group in np.flatnonzero(roomy):
            rows = slice(pairs.start[group], pairs.start[group + 1])
            bits = free[self.question.offers.workplace[start[group] : start[group + 1]]]
            mask = np.zeros(pairs.seats.shape[1], np.uint64)
            for k in np.flatnonzero(bits):
                mask[k // 64] |= np.uint64(1) << np.uint64(k % 64)
            found[rows] = (pairs.seats[rows] & mask).any(axis=1)
        return found

    def newly_welcome(self, changed: Question) -> int:
        """Count people without a place who could be added to this plan if their profiles were as in ``changed``."""
        pairs = pairs_of(changed)
        rows = self.welcome(pairs) & (self.plan.group[pairs.candidate] == ANY)
        before = self.welcome(self.pairs) & (self.plan.group[self.pairs.candidate] == ANY)
        return len(set(pairs.candidate[rows].tolist()) - set(self.pairs.candidate[before].tolist()))

    def easier(self) -> dict[str, int]:
        """Count whom a small change would bring to a free place: a month earlier, more travel, one level more."""
        people = self.question.candidates
        changes = {
            "month": replace(people, ready=(people.ready - MONTH).astype(np.int32)),
            "travel": replace(people, max_travel=(people.max_travel + MORE_TRAVEL).astype(np.int16)),
            "language": replace(people, language=np.minimum(people.language + 1, HIGHEST_LEVEL).astype(np.int8)),
        }
        return {
            name: self.newly_welcome(replace(self.question, candidates=changed)) for name, changed in changes.items()
        }
