"""A trial placement: work while a benefit goes on, to see whether somebody and the work fit.

Two months are usual; the college may let it go on for at most four more (Participatiewet art. 8a lid 2 d). The
whitepaper (Matching en plaatsing) found two months too short for low-skilled work: a longer one names its ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leerwerk.engine.months import last_day
from leerwerk.engine.placing.norms import Norms
from leerwerk.engine.placing.vocabulary import Ground, NormCode, TrialLack


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFacts:
    """All that is known of a trial placement. None, or empty, is not said yet.

    ``goals``: what somebody learns there. ``intends``: the employer intends to give a contract when it goes well.
    ``looked_at``: the day on which employer, coach and participant talk about how it goes.
    """

    employer: str = ""
    workplace: str = ""
    tasks: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    hours: Decimal | None = None
    begins: date | None = None
    ends: date | None = None
    grounds: frozenset[Ground] = frozenset()
    intends: bool | None = None
    coach: str = ""
    looked_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulRange:
    """The last day that needs no ground, and the last day that is allowed with one."""

    usual: date
    longest: date


def lawful_range(begins: date, norms: Norms) -> LawfulRange:
    """Return until when a trial placement from a day may go on. Raises NormMissing."""
    usual = norms.value(NormCode.TRIAL_USUAL_MONTHS, begins)
    longer = norms.value(NormCode.TRIAL_LONGER_MONTHS, begins)
    return LawfulRange(usual=last_day(begins, usual), longest=last_day(begins, usual + longer))


def trial_lacks(facts: TrialFacts, norms: Norms, *, today: date) -> tuple[TrialLack, ...]:
    """Return what is missing or not allowed, in the order of ``TrialLack``; empty when the trial can begin."""
    found = {*_what(facts, norms, facts.begins or today), *_period(facts, norms)}
    return tuple(lack for lack in TrialLack if lack in found)


def _what(facts: TrialFacts, norms: Norms, day: date) -> Iterator[TrialLack]:
    said = (
        (TrialLack.EMPLOYER, facts.employer),
        (TrialLack.WORKPLACE, facts.workplace),
        (TrialLack.TASKS, "".join(facts.tasks)),
        (TrialLack.GOALS, "".join(facts.goals)),
        (TrialLack.COACH, facts.coach),
    )
    yield from (lack for lack, words in said if not words.strip())
    if facts.hours is None:
        yield TrialLack.HOURS
    elif facts.hours < norms.value(NormCode.HOURS_LEAST, day):
        yield TrialLack.HOURS_TOO_FEW
    elif facts.hours > norms.value(NormCode.HOURS_MOST, day):
        yield TrialLack.HOURS_TOO_MANY
    if not facts.intends:
        yield TrialLack.INTENTION


def _period(facts: TrialFacts, norms: Norms) -> Iterator[TrialLack]:
    if facts.begins is None:
        yield TrialLack.FIRST_DAY
    if facts.ends is None:
        yield TrialLack.END
    if facts.looked_at is None:
        yield TrialLack.LOOKED_AT
    if facts.begins is None or facts.ends is None:
        return
    lawful = lawful_range(facts.begins, norms)
    if facts.ends < facts.begins:
        yield TrialLack.END_BEFORE_FIRST_DAY
    elif facts.ends > lawful.longest:
        yield TrialLack.TOO_LONG
    elif facts.ends > lawful.usual and not facts.grounds:
        yield TrialLack.GROUND
    if facts.looked_at is not None and not facts.begins <= facts.looked_at <= facts.ends:
        yield TrialLack.LOOKED_AT_OUTSIDE
