"""How full everything is in a plan: what ``explain`` and the answer's tables look things up in. Built once per plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.answer import Plan
from leerwerk.engine.planning.question import ANY, Bools, Floats, Int64s, Pairs, Question

ROOM = 1e-9  # relative room for rounding in sums of money and hours


class Reason(StrEnum):
    """Why someone is not placed."""

    NO_ELIGIBLE_GROUP = "no_eligible_group"  # no group fits this profile
    NO_PLACE = "no_place"  # the fitting groups that open have no fitting workplace left
    GROUP_NOT_OPENED = "group_not_opened"  # the fitting groups do not open
    OUTWEIGHED = "outweighed"  # there is an open group that fits; others gain more from what is scarce


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A plan with its sums. Pairs of candidate c: ``order[start[c]:start[c + 1]]`` of the pairs, by group."""

    plan: Plan
    size: Int64s  # (groups,)
    taken: Int64s  # (workplaces,)
    used: Floats  # (resources,)
    spent: Floats  # (budgets,)
    worth: Floats  # (groups,) value of those in the group
    group_of_pair: Int64s
    start: Int64s
    order: Int64s

    def pairs_of_candidate(self, candidate: int) -> Int64s:
        """Return the rows of this person's pairs, by group."""
        return self.order[self.start[candidate] : self.start[candidate + 1]]


def standing(question: Question, pairs: Pairs, plan: Plan) -> Standing:
    """Return the plan with everything that can be summed about it."""
    groups = len(question.groups.ids)
    placed = np.flatnonzero(plan.group != ANY)
    size = np.bincount(plan.group[placed], minlength=groups).astype(np.int64)
    group_of_pair = np.repeat(np.arange(groups, dtype=np.int64), np.diff(pairs.start))
    chosen = plan.group[pairs.candidate] == group_of_pair
    worth = np.bincount(group_of_pair[chosen], pairs.value[chosen], minlength=groups).astype(np.float64)
    order = np.argsort(pairs.candidate, kind="stable").astype(np.int64)
    counts = np.bincount(pairs.candidate, minlength=len(question.candidates.ids))
    r, b = question.resources, question.budgets
    used = np.bincount(
        r.use_resource,
        plan.open[r.use_group] * r.per_group + size[r.use_group] * r.per_participant,
        minlength=len(r.ids),
    )
    return Standing(
        plan=plan,
        size=size,
        taken=np.bincount(plan.workplace[placed], minlength=len(question.workplaces.ids)).astype(np.int64),
        used=used.astype(np.float64),
        spent=np.bincount(b.charge_budget, charged(question, plan, size), minlength=len(b.ids)).astype(np.float64),
        worth=worth,
        group_of_pair=group_of_pair,
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        order=order,
    )


def charged(question: Question, plan: Plan, size: Int64s) -> Floats:
    """Return what each row of charges comes to, in thousands of euros."""
    b = question.budgets
    zones = len(question.travel.zones)
    placed = np.flatnonzero(plan.group != ANY)
    key = plan.group[placed].astype(np.int64) * zones + question.candidates.zone[placed]
    known, people = np.unique(key, return_counts=True)
    wanted = b.charge_group.astype(np.int64) * zones + b.charge_zone
    at = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    there = people[at] * (known[at] == wanted) if len(known) else np.zeros(len(wanted), np.int64)
    participants = np.where(b.charge_zone == ANY, size[b.charge_group], there)
    amounts: Floats = plan.open[b.charge_group] * b.per_group + participants * b.per_participant
    return amounts


def fitting_seats(question: Question, pairs: Pairs, row: int, group: int) -> Int64s:
    """Return the workplaces at which the person of this pair can work."""
    first, last = question.offers.start[group], question.offers.start[group + 1]
    k = np.arange(last - first)
    bits = pairs.seats[row][k // 64] >> (k % 64).astype(np.uint64) & np.uint64(1)
    seats: Int64s = question.offers.workplace[first:last][bits == 1].astype(np.int64)
    return seats


def free_places(question: Question, stand: Standing) -> Bools:
    """Return which workplaces have a place left."""
    left: Bools = question.workplaces.places > stand.taken
    return left


def reason_unplaced(question: Question, pairs: Pairs, stand: Standing, candidate: int) -> tuple[Reason, int]:
    """Return why someone is not placed, and the pair that comes nearest (ANY without one)."""
    mine = stand.pairs_of_candidate(candidate)
    if not len(mine):
        return Reason.NO_ELIGIBLE_GROUP, ANY
    best = mine[np.argsort(-pairs.value[mine], kind="stable")]
    opened = best[stand.plan.open[stand.group_of_pair[best]]]
    if not len(opened):
        return Reason.GROUP_NOT_OPENED, int(best[0])
    for row in opened:
        group = int(stand.group_of_pair[row])
        seats = fitting_seats(question, pairs, int(row), group)
        if (question.workplaces.places[seats] > stand.taken[seats]).any():
            return Reason.OUTWEIGHED, int(row)
    return Reason.NO_PLACE, int(opened[0])
