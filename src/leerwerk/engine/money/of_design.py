"""The money of a group as its design tells it: nothing is asked that the design or the group says already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leerwerk.engine.model import Blueprint, ComponentKind
from leerwerk.engine.money.facts import Cost, Group
from leerwerk.engine.money.vocabulary import Item, Part, Party, Per

UNCOVERED = "uncovered"  # the source of a cost that nobody said to pay; the municipality has it until somebody does
USUAL_HOURS, USUAL_WORKING = 32.0, 0.8  # the whitepaper: four days of work and one of learning


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """What one budget pays of a group, in euros: once, and for each participant. ``source``: the budget's code."""

    source: str
    payer: Party
    per_group: float
    per_participant: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What a group costs and how much of it somebody said to pay, in euros, for all who start.

    ``share``: which part of what budgets offer is needed; below 1 they offer more than it costs.
    """

    cost: float
    covered: float
    share: float

    @property
    def uncovered(self) -> float:
        """What nobody said to pay."""
        return max(0.0, self.cost - self.covered)


def covered(fixed: float, per_participant: float, starters: int, charges: Sequence[Charged]) -> Covered:
    """Return how a group's cost is covered; amounts in euros."""
    cost = fixed + per_participant * starters
    offered = sum(one.per_group + one.per_participant * starters for one in charges)
    share = min(1.0, cost / offered) if offered > 0 else 1.0
    return Covered(cost=cost, covered=min(cost, offered), share=share)


def costs_of(cover: Covered, charges: Sequence[Charged]) -> tuple[Cost, ...]:
    """Return what a group costs, by who pays it, as it is ``covered`` by these; spread over learning and working.

    Budgets that offer more than it costs pay less, each in the same proportion.
    """
    paid = [
        Cost(
            item=Item.COORDINATION if per is Per.GROUP else Item.LESSONS,
            payer=one.payer,
            payee=Party.SCHOOL,
            euros=euros * cover.share,
            per=per,
            part=Part.LEARN_WORK,
            source=one.source,
        )
        for one in charges
        for per, euros in ((Per.GROUP, one.per_group), (Per.STARTER, one.per_participant))
        if euros
    ]
    if cover.uncovered > 0.005:
        paid.append(
            Cost(
                item=Item.COORDINATION,
                payer=Party.MUNICIPALITY,
                payee=Party.SCHOOL,
                euros=cover.uncovered,
                per=Per.GROUP,
                part=Part.LEARN_WORK,
                source=UNCOVERED,
            )
        )
    return tuple(paid)


def group_of(design: Blueprint, starters: int, costs: tuple[Cost, ...], *, trial: int | None = None) -> Group:
    """Return a group of this design; ``trial``: months of a trial placement instead of the design's.

    Hours that the design is silent about are four days of work and one of learning.
    """
    learn, before = design.component(ComponentKind.LEARN_WORK), design.component(ComponentKind.PRE_TRACK)
    hours = (learn.hours.work, learn.hours.theory) if learn is not None else (0.0, 0.0)
    known = hours[0] > 0
    return Group(
        starters=starters,
        pre_track=0 if before is None else round(before.months),
        learn_work=1 if learn is None else max(1, round(learn.months)),
        trial=round(design.placement.trial_months or 0) if trial is None else trial,
        coaching_after=max(0, round(design.coaching_after_placement or 0)),
        hours=sum(hours) if known else USUAL_HOURS,
        working=hours[0] / sum(hours) if known else USUAL_WORKING,
        costs=costs,
    )
