"""Measured levels and the one that holds.

The rule: **the latest test holds until the next test**, also when somebody saw more or less since. Until the first
test, the latest observation holds: a teacher's or one from practice, whichever is newer. A newer observation beside a
test is told as ``seen_since``, so that nobody has to wait for an exam to be noticed; it does not replace the test. Of
two measurements with the same weight on the same day the teacher's goes before practice, then the lower level, so
that nobody is promised too much. What was told at an intake holds until something was measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.model.vocabulary import Cefr, LanguageSkill


class Source(StrEnum):
    """Who or what measured: a test, a teacher in the lesson, or somebody at the workplace; or what was told before."""

    TEST = "test"
    TEACHER = "teacher"
    PRACTICE = "practice"
    INTAKE = "intake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One level of one skill, as it was found on one day."""

    day: date
    skill: LanguageSkill
    level: Cefr
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The level of one skill that holds on a day, and the measurement it comes from.

    ``seen_since``: the latest observation after that test, when there is one. ``last_measured``: the latest
    measurement of any source.
    """

    found: Measurement
    seen_since: Measurement | None
    last_measured: date

    @property
    def level(self) -> Cefr:
        """The level that holds."""
        return self.found.level


def current(measurements: Iterable[Measurement], skill: LanguageSkill, on: date) -> Current | None:
    """The level of a skill that holds on a day; None when nothing is known of it by then. The order does not matter.

    What was told at the intake holds until something was measured, by whomever.
    """
    known = [found for found in measurements if found.skill is skill and found.day <= on]
    if not known:
        return None
    known = [found for found in known if found.source is not Source.INTAKE] or known
    tests = [found for found in known if found.source is Source.TEST]
    holds = max(tests or known, key=_weight)
    later = [found for found in known if found.source is not Source.TEST and found.day > holds.day]
    return Current(
        found=holds,
        seen_since=max(later, key=_weight, default=None) if tests else None,
        last_measured=max(found.day for found in known),
    )


def _weight(found: Measurement) -> tuple[date, bool, int]:
    return found.day, found.source is not Source.PRACTICE, -found.level.rank
