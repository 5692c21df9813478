"""Who may join which group: every rule as one small function, and the same rules for all pairs at once.

``barriers`` asks the functions, one pair at a time, and gives the whole answer. ``pairs_of`` runs the compiled form of
``scan``; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.contract import DAGDELEN
from leerwerk.engine.planning.question import Pairs, Question, Words
from leerwerk.engine.planning.scan import scan_pairs


class BarrierCode(StrEnum):
    """What stands between a person and a group. The first part is about the group, the last about a workplace."""

    TRAVEL = "travel"  # amount: minutes too far
    READY = "ready"  # amount: days too late
    SECTOR = "sector"  # items: the sector that is not among the wishes
    LISTENING = "listening"  # amount: levels short
    READING = "reading"
    SPEAKING = "speaking"
    WRITING = "writing"
    LEARNABILITY = "learnability"  # amount: steps short
    LOAD = "load"
    MOTIVATION = "motivation"
    DAGDELEN = "dagdelen"  # items: numbers of the dagdelen that are not free
    SKILLS = "skills"  # items: skills that are missing
    LICENCE = "licence"
    LIMITS = "limits"  # items: what this person cannot do and the group asks
    WORKPLACE = "workplace"  # no offered workplace fits; amount: how many are offered; inside: what the nearest asks
    FORBIDDEN = "forbidden"  # a lock says no
    NOT_LISTED = "not_listed"  # values were given, and none for this pair
    WORKPLACE_TRAVEL = "workplace_travel"  # amount: minutes too far
    WORKPLACE_SKILLS = "workplace_skills"
    WORKPLACE_LICENCE = "workplace_licence"
    WORKPLACE_LIMITS = "workplace_limits"


LANGUAGE_BARRIERS = (BarrierCode.LISTENING, BarrierCode.READING, BarrierCode.SPEAKING, BarrierCode.WRITING)
SCALE_BARRIERS = (BarrierCode.LEARNABILITY, BarrierCode.LOAD, BarrierCode.MOTIVATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """One rule that does not hold, with how much is missing."""

    code: BarrierCode
    amount: int = 0
    items: tuple[str, ...] = ()
    workplace: int | None = None  # row of the workplace that comes nearest, for WORKPLACE
    inside: tuple[Barrier, ...] = ()  # what that workplace asks


type Rule = Callable[[Question, int, int], Barrier | None]


def names_of(words: Words, vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes whose bits are set in one row of words."""
    return tuple(code for k, code in enumerate(vocabulary) if int(words[k // 64]) >> (k % 64) & 1)


def travel_to_group(question: Question, candidate: int, group: int) -> Barrier | None:
    """Minutes from the person's municipality to the group's are at most what the person accepts."""
    people = question.candidates
    minutes = question.travel.minutes[people.zone[candidate], question.groups.zone[group]]
    beyond = int(minutes) - int(people.max_travel[candidate])
    return Barrier(code=BarrierCode.TRAVEL, amount=beyond) if beyond > 0 else None


def ready_at_start(question: Question, candidate: int, group: int) -> Barrier | None:
    """The person is ready on or before the day the group starts."""
    late = int(question.candidates.ready[candidate]) - int(question.groups.start[group])
    return Barrier(code=BarrierCode.READY, amount=late) if late > 0 else None


def sector_wished(question: Question, candidate: int, group: int) -> Barrier | None:
    """The group's sector is among the person's wishes; a wish that is not there is a veto."""
    sector = int(question.groups.sector[group])
    if sector in question.candidates.wishes[candidate]:
        return None
    return Barrier(code=BarrierCode.SECTOR, items=(question.sectors[sector],))


def language_minimum(skill: int) -> Rule:
    """Return the rule that the person's level in this language skill reaches the group's minimum."""

    def reaches(question: Question, candidate: int, group: int) -> Barrier | None:
        short = int(question.groups.language[group, skill]) - int(question.candidates.language[candidate, skill])
        return Barrier(code=LANGUAGE_BARRIERS[skill], amount=short) if short > 0 else None

    return reaches


def scale_minimum(scale: int) -> Rule:
    """Return the rule that the person's step on this scale reaches the group's minimum."""

    def reaches(question: Question, candidate: int, group: int) -> Barrier | None:
        short = int(question.groups.scales[group, scale]) - int(question.candidates.scales[candidate, scale])
        return Barrier(code=SCALE_BARRIERS[scale], amount=short) if short > 0 else None

    return reaches


def dagdelen_free(question: Question, candidate: int, group: int) -> Barrier | None:
    """All dagdelen of the group are free."""
    missing = int(question.groups.dagdelen[group]) & ~int(question.candidates.available[candidate])
    items = tuple(str(d) for d in range(DAGDELEN) if missing >> d & 1)
    return Barrier(code=BarrierCode.DAGDELEN, amount=len(items), items=items) if items else None


def skills_held(question: Question, candidate: int, group: int) -> Barrier | None:
    """All skills that the group asks are held."""
    missing = names_of(question.groups.skills[group] & ~question.candidates.skills[candidate], question.skills)
    return Barrier(code=BarrierCode.SKILLS, amount=len(missing), items=missing) if missing else None


def licence_held(question: Question, candidate: int, group: int) -> Barrier | None:
    """A driving licence where the group asks one."""
    missing = question.groups.licence[group] and not question.candidates.licence[candidate]
    return Barrier(code=BarrierCode.LICENCE) if missing else None


def no_excluded_limit(question: Question, candidate: int, group: int) -> Barrier | None:
    """Nothing that the group asks is among what the person cannot do."""
    clash = names_of(question.groups.excluded_limits[group] & question.candidates.limits[candidate], question.limits)
    return Barrier(code=BarrierCode.LIMITS, amount=len(clash), items=clash) if clash else None


def not_forbidden(question: Question, candidate: int, group: int) -> Barrier | None:
    """No lock keeps the person out of the group."""
    locked = ((question.locks.forbid[:, 0] == candidate) & (question.locks.forbid[:, 1] == group)).any()
    return Barrier(code=BarrierCode.FORBIDDEN) if locked else None


def listed_when_given(question: Question, candidate: int, group: int) -> Barrier | None:
    """Where values came with the question, this pair has one."""
    given = question.given
    if given is None or ((given.candidate == candidate) & (given.group == group)).any():
        return None
    return Barrier(code=BarrierCode.NOT_LISTED)


def workplace_barriers(question: Question, candidate: int, workplace: int) -> tuple[Barrier, ...]:
    """Return everything that keeps a person from working at a workplace."""
    people, workplaces = question.candidates, question.workplaces
    found = []
    minutes = int(question.travel.minutes[people.zone[candidate], workplaces.zone[workplace]])
    if (beyond := minutes - int(people.max_travel[candidate])) > 0:
        found.append(Barrier(code=BarrierCode.WORKPLACE_TRAVEL, amount=beyond))
    if missing := names_of(workplaces.skills[workplace] & ~people.skills[candidate], question.skills):
        found.append(Barrier(code=BarrierCode.WORKPLACE_SKILLS, amount=len(missing), items=missing))
    if workplaces.licence[workplace] and not people.licence[candidate]:
        found.append(Barrier(code=BarrierCode.WORKPLACE_LICENCE))
    if clash := names_of(workplaces.excluded_limits[workplace] & people.limits[candidate], question.limits):
        found.append(Barrier(code=BarrierCode.WORKPLACE_LIMITS, amount=len(clash), items=clash))
    return tuple(found)


def offered(question: Question, group: int) -> list[int]:
    """Return the workplaces offered to a group."""
    start = question.offers.start
    return [int(workplace) for workplace in question.offers.workplace[start[group] : start[group + 1]]]


def some_workplace(question: Question, candidate: int, group: int) -> Barrier | None:
    """The person can work at one of the group's workplaces at least: near enough, with its skills and conditions."""
    workplaces = offered(question, group)
    nearest: tuple[tuple[int, int], int, tuple[Barrier, ...]] | None = None
    for workplace in workplaces:
        inside = workplace_barriers(question, candidate, workplace)
        if not inside:
            return None
        ranked = ((len(inside), sum(one.amount for one in inside)), workplace, inside)
        if nearest is None or ranked[:2] < nearest[:2]:
            nearest = ranked
    if nearest is None:
        return Barrier(code=BarrierCode.WORKPLACE)
    _, workplace, inside = nearest
    return Barrier(code=BarrierCode.WORKPLACE, amount=len(workplaces), workplace=workplace, inside=inside)


RULES: tuple[Rule, ...] = (
    travel_to_group,
    ready_at_start,
    sector_wished,
    *(language_minimum(skill) for skill in range(4)),
    *(scale_minimum(scale) for scale in range(3)),
    dagdelen_free,
    skills_held,
    licence_held,
    no_excluded_limit,
    some_workplace,
    not_forbidden,
    listed_when_given,
)


def barriers(question: Question, candidate: int, group: int) -> tuple[Barrier, ...]:
    """Return every rule that keeps this person out of this group, not just the first; empty when eligible."""
    return tuple(found for rule in RULES if (found := rule(question, candidate, group)) is not None)


def seats_of(question: Question, candidate: int, group: int) -> list[int]:
    """Return the group's workplaces at which this person can work."""
    return [one for one in offered(question, group) if not workplace_barriers(question, candidate, one)]


def pairs_of(question: Question) -> Pairs:
    """Return every eligible pair of the question with its value and its seats, by group, then candidate."""
    return scan_pairs(question)


def rows_of_candidates(pairs: Pairs, candidates: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of each candidate: candidate c has rows ``order[start[c]:start[c + 1]]``, by group."""
    order = np.argsort(pairs.candidate, kind="stable")
    counts = np.bincount(pairs.candidate, minlength=candidates)
    return np.concatenate([[0], np.cumsum(counts)]), order
