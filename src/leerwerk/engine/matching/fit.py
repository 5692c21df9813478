"""Somebody beside a workplace: what stands against it, what speaks for it on both sides, and how much that counts.

Every rule is about what somebody can do, wants, and when and how they can be there. The points are chosen by us and
few, so that a person can recompute them: ``POINTS`` is everything that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from leerwerk.engine.matching.facts import Liking, Said, Seeker, Way, Work
from leerwerk.engine.pathway.requirements import LANGUAGE, Required, Requirement, Shortfall, shortfalls


class Against(StrEnum):
    """Why somebody cannot work somewhere as things are."""

    TRAVEL = "travel"  # amount: minutes more than they said
    LANGUAGE = "language"  # amount: levels short; items: the skill, and the tasks that ask it
    SKILLS = "skills"  # items: what is missing
    LICENCE = "licence"
    LIMITS = "limits"  # items: what they cannot do and the work asks
    TIMES = "times"  # no dagdeel of the work is free
    NOT_READY = "not_ready"  # amount: days until they can start
    FULL = "full"  # no place is free


class Caution(StrEnum):
    """What somebody has to look at first; it hinders nothing."""

    NO_EARLY_BUS = "no_early_bus"
    NO_LATE_BUS = "no_late_bus"
    WAY_UNKNOWN = "way_unknown"
    SOME_TIMES = "some_times"  # amount: dagdelen of the work that are not free
    NOT_WISHED = "not_wished"
    NOT_CONFIRMED = "not_confirmed"
    NO_TASKS = "no_tasks"  # nobody said which tasks there are


class Reason(StrEnum):
    """What speaks for it: the first five for the participant, the others for the employer."""

    WISHED = "wished"  # amount: which wish, 1 first
    NEAR = "near"  # amount: minutes
    BY_BICYCLE = "by_bicycle"  # amount: minutes
    GROWS = "grows"  # items: tasks that they can learn there
    SAME_WORK = "same_work"  # the sector in which they learned
    DOES_AT_ONCE = "does_at_once"  # items: tasks that they do from the first day
    SPEAKS_ENOUGH = "speaks_enough"  # the work asks levels, and they have them
    ALL_TIMES = "all_times"  # every dagdeel of the work is free
    PAPER = "paper"  # they have a paper of what they learned
    SKILLED = "skilled"  # items: skills that the work asks


FOR_PERSON = frozenset({Reason.WISHED, Reason.NEAR, Reason.BY_BICYCLE, Reason.GROWS, Reason.SAME_WORK})
NEAR_SHARE, BICYCLE_MINUTES, GROWS_BY = 0.5, 30, 1  # of the most minutes; a ride that many do; levels still to come
BASE = 40  # that somebody works at all counts most
POINTS: Mapping[Reason, int] = MappingProxyType(
    {
        Reason.WISHED: 3,
        Reason.NEAR: 1,
        Reason.BY_BICYCLE: 1,
        Reason.GROWS: 1,
        Reason.SAME_WORK: 2,
        Reason.DOES_AT_ONCE: 2,
        Reason.SPEAKS_ENOUGH: 1,
        Reason.ALL_TIMES: 1,
        Reason.PAPER: 1,
        Reason.SKILLED: 1,
    }
)
BY_RANK = (8, 6, 5)  # of the participant's order: first, second, third
SAID_FIRST = 100  # of whom a side would rather have: more than what can speak for it
RANKED_LATER, FIRST_OF_EMPLOYER, YES_OF_EMPLOYER = 4, 5, 3


@dataclass(frozen=True, slots=True)
class Noted[C: StrEnum]:
    """One thing that was found, with how much of it and what it is about."""

    code: C
    amount: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What speaks against it, what to look at, what speaks for it; ``points``: how much the latter counts."""

    against: tuple[Noted[Against], ...]
    cautions: tuple[Noted[Caution], ...]
    reasons: tuple[Noted[Reason], ...]
    points: int

    @property
    def possible(self) -> bool:
        """Whether nothing stands against it."""
        return not self.against

    @property
    def for_person(self) -> tuple[Noted[Reason], ...]:
        """What speaks for it on the participant's side."""
        return tuple(one for one in self.reasons if one.code in FOR_PERSON)

    @property
    def for_employer(self) -> tuple[Noted[Reason], ...]:
        """What speaks for it on the employer's side."""
        return tuple(one for one in self.reasons if one.code not in FOR_PERSON)


def asked_now(work: Work) -> Required:
    """Return what a workplace asks on the first day: of language the highest level of a task that is done at once."""
    levels = dict.fromkeys(LANGUAGE, 0)
    for task in work.tasks:
        if task.now and task.skill in levels:
            levels[task.skill] = max(levels[task.skill], task.level)
    listening, reading, speaking, writing = (levels[skill] for skill in LANGUAGE)
    return Required(
        language=(listening, reading, speaking, writing),
        learnability=0,
        load=0,
        motivation=0,
        dagdelen=0,
        skills=work.skills,
        licence=work.licence,
        excluded=work.excluded,
    )


def _as_against(work: Work, short: Shortfall) -> Noted[Against]:
    match short.requirement:
        case Requirement.SKILLS:
            return Noted(Against.SKILLS, items=short.items)
        case Requirement.LICENCE:
            return Noted(Against.LICENCE)
        case Requirement.LIMITS:
            return Noted(Against.LIMITS, items=short.items)
        case skill:
            highest = max(task.level for task in work.tasks if task.now and task.skill == skill)
            # Down to what they have: each task above it is one they cannot do yet.
            above = [t.name for t in work.tasks if t.now and t.skill == skill and t.level > highest - short.steps]
            return Noted(Against.LANGUAGE, short.steps, (str(skill), *above))


def _against(work: Work, seeker: Seeker, way: Way, today: date) -> Iterator[Noted[Against]]:
    if way.minutes is not None and way.minutes > seeker.most_minutes:
        yield Noted(Against.TRAVEL, way.minutes - seeker.most_minutes)
    for short in shortfalls(asked_now(work), seeker.brings):
        yield _as_against(work, short)
    if not work.shifts & seeker.brings.available:
        yield Noted(Against.TIMES)
    if seeker.ready > today:
        yield Noted(Against.NOT_READY, (seeker.ready - today).days)
    if work.free <= 0:
        yield Noted(Against.FULL)


def _cautions(work: Work, seeker: Seeker, way: Way) -> Iterator[Noted[Caution]]:
    by_bicycle = way.bicycle is not None and way.bicycle <= BICYCLE_MINUTES
    if work.before_the_bus and not by_bicycle:
        yield Noted(Caution.NO_EARLY_BUS)
    if work.after_the_bus and not by_bicycle:
        yield Noted(Caution.NO_LATE_BUS)
    if way.minutes is None:
        yield Noted(Caution.WAY_UNKNOWN)
    if missing := (work.shifts & ~seeker.brings.available).bit_count():
        yield Noted(Caution.SOME_TIMES, missing)
    if seeker.wishes and work.sector and work.sector not in seeker.wishes:
        yield Noted(Caution.NOT_WISHED)
    if not work.confirmed:
        yield Noted(Caution.NOT_CONFIRMED)
    if not work.tasks:
        yield Noted(Caution.NO_TASKS)


def _level(seeker: Seeker, skill: Requirement | None) -> int:
    return seeker.brings.language[LANGUAGE.index(skill)] if skill in LANGUAGE else 0


def _for_person(work: Work, seeker: Seeker, way: Way) -> Iterator[Noted[Reason]]:
    if work.sector and work.sector in seeker.wishes:
        yield Noted(Reason.WISHED, seeker.wishes.index(work.sector) + 1)
    if way.minutes is not None and way.minutes <= NEAR_SHARE * seeker.most_minutes:
        yield Noted(Reason.NEAR, way.minutes)
    if way.bicycle is not None and way.bicycle <= BICYCLE_MINUTES:
        yield Noted(Reason.BY_BICYCLE, way.bicycle)
    later = [task for task in work.tasks if not task.now]
    if grows := tuple(task.name for task in later if task.level <= _level(seeker, task.skill) + GROWS_BY):
        yield Noted(Reason.GROWS, items=grows)
    if work.sector and work.sector == seeker.learned_in:
        yield Noted(Reason.SAME_WORK)


def _for_employer(work: Work, seeker: Seeker) -> Iterator[Noted[Reason]]:
    now = [task for task in work.tasks if task.now]
    if does := tuple(task.name for task in now if task.level <= _level(seeker, task.skill)):
        yield Noted(Reason.DOES_AT_ONCE, items=does)
    if any(task.level for task in now) and len(does) == len(now):
        yield Noted(Reason.SPEAKS_ENOUGH)
    if not work.shifts & ~seeker.brings.available:
        yield Noted(Reason.ALL_TIMES)
    if seeker.paper and work.sector and work.sector == seeker.learned_in:
        yield Noted(Reason.PAPER)
    if held := tuple(sorted(work.skills & seeker.brings.skills)):
        yield Noted(Reason.SKILLED, items=held)


def _points(found: Noted[Reason]) -> int:
    """Return what a reason counts; a later wish counts less."""
    most = POINTS[found.code]
    return max(1, most + 1 - found.amount) if found.code is Reason.WISHED else most


def points_of(reasons: Iterable[Noted[Reason]]) -> int:
    """Return what these reasons count together."""
    return sum(map(_points, reasons))


def fit(work: Work, seeker: Seeker, way: Way, *, today: date) -> Fit:
    """Return what speaks for and against somebody working somewhere from today on."""
    reasons = (*_for_person(work, seeker, way), *_for_employer(work, seeker))
    return Fit(
        against=tuple(_against(work, seeker, way, today)),
        cautions=tuple(_cautions(work, seeker, way)),
        reasons=reasons,
        points=points_of(reasons),
    )


def liked_by_person(said: Said) -> int:
    """Return what it counts that the participant wants this."""
    if said.person < Liking.YES:
        return 0
    return BY_RANK[said.rank - 1] if 1 <= said.rank <= len(BY_RANK) else RANKED_LATER


def liked_by_employer(said: Said) -> int:
    """Return what it counts that the employer wants this."""
    return {Liking.FIRST: FIRST_OF_EMPLOYER, Liking.YES: YES_OF_EMPLOYER}.get(said.employer, 0)


def to_person(found: Fit, said: Said) -> int:
    """Return how much the participant's side would rather have this than another: what they said comes first."""
    return SAID_FIRST * liked_by_person(said) + points_of(found.for_person)


def to_employer(found: Fit, said: Said) -> int:
    """Return how much the employer's side would rather have this than another: what they said comes first."""
    return SAID_FIRST * liked_by_employer(said) + points_of(found.for_employer)


def worth(found: Fit, said: Said) -> int:
    """Return what it is worth that they come together: a base, what speaks for it, and what both said."""
    return BASE + found.points + liked_by_person(said) + liked_by_employer(said)
