"""A requirement profile and a person beside it: what is asked and not met.

The planner asks the same of everybody at once (``planning.eligibility``); this is about one person and one group. A
test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

type FourSkills = tuple[int, int, int, int]  # CEFR ranks of listening, reading, speaking, writing


class Requirement(StrEnum):
    """What a group can ask; the words of ``planning.eligibility.BarrierCode`` that are about the person."""

    LISTENING = "listening"
    READING = "reading"
    SPEAKING = "speaking"
    WRITING = "writing"
    LEARNABILITY = "learnability"
    LOAD = "load"
    MOTIVATION = "motivation"
    DAGDELEN = "dagdelen"
    SKILLS = "skills"
    LICENCE = "licence"
    LIMITS = "limits"


LANGUAGE = (Requirement.LISTENING, Requirement.READING, Requirement.SPEAKING, Requirement.WRITING)
SCALES = (Requirement.LEARNABILITY, Requirement.LOAD, Requirement.MOTIVATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What a group asks. ``dagdelen``: bit d of the working week; scales 1–5; ``excluded``: limits that do not fit."""

    language: FourSkills
    learnability: int
    load: int
    motivation: int
    dagdelen: int
    skills: frozenset[str] = frozenset()
    licence: bool = False
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What a person brings, in the same units."""

    language: FourSkills
    learnability: int
    load: int
    motivation: int
    available: int
    skills: frozenset[str] = frozenset()
    licence: bool = False
    limits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing asked and not met: by how many levels or steps, or which dagdelen (their numbers), skills or limits."""

    requirement: Requirement
    steps: int = 0
    items: tuple[str, ...] = ()


def shortfalls(required: Required, met: Met) -> tuple[Shortfall, ...]:
    """Return what is asked and not met, in the order of ``Requirement``; empty when somebody meets the profile."""
    graded = [
        *zip(LANGUAGE, required.language, met.language, strict=True),
        *((scale, getattr(required, scale), getattr(met, scale)) for scale in SCALES),
    ]
    found = [Shortfall(name, asked - present) for name, asked, present in graded if present < asked]
    taken = required.dagdelen & ~met.available
    lists = (
        (Requirement.DAGDELEN, tuple(str(day) for day in range(required.dagdelen.bit_length()) if taken >> day & 1)),
        (Requirement.SKILLS, tuple(sorted(required.skills - met.skills))),
        (Requirement.LICENCE, ("licence",) if required.licence and not met.licence else ()),
        (Requirement.LIMITS, tuple(sorted(required.excluded & met.limits))),
    )
    return (*found, *(Shortfall(name, items=items) for name, items in lists if items))


def as_kept(found: Iterable[Shortfall]) -> tuple[Shortfall, ...]:
    """Return shortfalls as a log keeps them: of what the body cannot do only how many things, not which."""
    return tuple(
        Shortfall(one.requirement, len(one.items)) if one.requirement is Requirement.LIMITS else one for one in found
    )


def covered(excepted: Iterable[Shortfall], found: Iterable[Shortfall]) -> bool:
    """Whether an exception that was made for some shortfalls also holds for those of today: no other, and no larger."""
    made = {one.requirement: one for one in excepted}

    def holds(one: Shortfall) -> bool:
        known = made.get(one.requirement)
        return known is not None and one.steps <= known.steps and set(one.items) <= set(known.items)

    return all(holds(one) for one in as_kept(found))
