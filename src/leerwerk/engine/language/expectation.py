"""What a design expects of a skill over time: from the minimum at admission to the goals of its components.

Levels are steps of CEFR (alfa 0, pre-A1 1, … C2 7). Between two points the expectation grows evenly, in exact
fractions; it never falls.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.vocabulary import Cefr, LanguageSkill
from leerwerk.engine.months import plus_months

DAYS_OF_A_PART = 30  # a part of a month is counted in thirtieths


@dataclass(frozen=True, slots=True)
class Step:
    """A level that is expected on a day."""

    day: date
    level: Cefr


@dataclass(frozen=True, slots=True)
class Expectation:
    """Levels expected of one skill on days, in the order of the days, never falling; at least one.

    Raises ValueError for no steps, days that do not follow each other, or levels that fall.
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("nothing is expected")
        for earlier, later in zip(self.steps, self.steps[1:], strict=False):
            if later.day <= earlier.day or later.level < earlier.level:
                raise ValueError(f"{later.level} on {later.day} after {earlier.level} on {earlier.day}")

    @property
    def goal(self) -> Step:
        """The last level, and when it is expected."""
        return self.steps[-1]

    def on(self, day: date) -> Fraction:
        """The expected level on a day in steps of CEFR; before the first step and after the last it stands still."""
        if day <= self.steps[0].day:
            return Fraction(self.steps[0].level.rank)
        for earlier, later in zip(self.steps, self.steps[1:], strict=False):
            if day <= later.day:
                share = Fraction((day - earlier.day).days, (later.day - earlier.day).days)
                return earlier.level.rank + share * (later.level.rank - earlier.level.rank)
        return Fraction(self.goal.level.rank)


def expectation(
    blueprint: Blueprint, skill: LanguageSkill, *, learn_work_starts: date, baseline: Cefr | None = None
) -> Expectation | None:
    """What a blueprint expects of a skill; None where it has no goal for it, or nobody knows where it begins.

    It begins on the first day of the first component with a goal, at the minimum of the requirement profile, and
    where the profile is silent at ``baseline``: the level this person came in with. Each goal is expected on the day
    its component ends; of two on one day the higher. A goal below what is expected already adds nothing.
    """
    entry = blueprint.profile.language.of(skill) or baseline
    with_goal = [
        (found, goal) for found in blueprint.components if (goal := found.language_goals.of(skill)) is not None
    ]
    if not with_goal or entry is None:
        return None
    begins = _day(learn_work_starts, min(found.start for found, _goal in with_goal))
    goals = [Step(_day(learn_work_starts, found.end), goal) for found, goal in with_goal]
    return Expectation(tuple(_rising(Step(begins, entry), goals)))


def _rising(first: Step, goals: Iterable[Step]) -> list[Step]:
    steps = [first]
    for goal in sorted(goals, key=lambda step: (step.day, -step.level.rank)):
        if goal.day > steps[-1].day:
            steps.append(Step(goal.day, max(goal.level, steps[-1].level, key=lambda level: level.rank)))
    return steps


def _day(start: date, months: float) -> date:
    whole = floor(months)
    return plus_months(start, whole) + timedelta(days=round((months - whole) * DAYS_OF_A_PART))
