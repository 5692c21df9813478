"""Growth of one skill beside what is expected of it: on plan, behind, ahead, or not measured lately.

A level is a whole step: somebody who grows exactly as expected is measured up to one step below the line until the
next level is reached. So only a whole step below it is behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from leerwerk.engine.language.expectation import Expectation
from leerwerk.engine.language.measurement import Current, Measurement, current
from leerwerk.engine.model.vocabulary import LanguageSkill


class State(StrEnum):
    """How a skill stands."""

    ON_PLAN = "on_plan"
    BEHIND = "behind"
    AHEAD = "ahead"
    NOT_MEASURED_LATELY = "not_measured_lately"  # or never
    NOTHING_EXPECTED = "nothing_expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``behind``, ``ahead``: steps of CEFR from what is expected. ``lately``: days in which a measurement is fresh."""

    behind: Fraction = Fraction(1)
    ahead: Fraction = Fraction(1, 2)
    lately: int = 183


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One skill on one day, with the numbers behind its state.

    ``first``: the earliest measurement. ``grown``: whole steps from it to the current level, negative when it fell.
    ``expected``: the level expected today in steps of CEFR. ``difference``: current minus expected. ``age``: days
    since the last measurement. None where there is no measurement, or nothing is expected.
    """

    skill: LanguageSkill
    state: State
    current: Current | None
    first: Measurement | None
    grown: int | None
    expected: Fraction | None
    difference: Fraction | None
    age: int | None


def growth(
    measurements: Iterable[Measurement],
    skill: LanguageSkill,
    expected: Expectation | None,
    *,
    today: date,
    limits: Limits = DEFAULT_LIMITS,
) -> Growth:
    """How a skill stands today; where it was not measured lately, that goes before every other state."""
    known = [found for found in measurements if found.skill is skill and found.day <= today]
    holds = current(known, skill, today)
    first = current(known, skill, min(found.day for found in known)) if known else None
    line = expected.on(today) if expected is not None else None
    difference = holds.level.rank - line if holds is not None and line is not None else None
    age = (today - holds.last_measured).days if holds is not None else None
    return Growth(
        skill=skill,
        state=_state(age, difference, limits),
        current=holds,
        first=first.found if first is not None else None,
        grown=holds.level.rank - first.level.rank if holds is not None and first is not None else None,
        expected=line,
        difference=difference,
        age=age,
    )


def _state(age: int | None, difference: Fraction | None, limits: Limits) -> State:
    if age is None or age > limits.lately:
        return State.NOT_MEASURED_LATELY
    if difference is None:
        return State.NOTHING_EXPECTED
    if difference <= -limits.behind:
        return State.BEHIND
    return State.AHEAD if difference >= limits.ahead else State.ON_PLAN
