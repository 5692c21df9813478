"""What is known of somebody who looks for work, of a workplace, and of what both said of each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from leerwerk.engine.pathway import Met
from leerwerk.engine.pathway.requirements import Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAsked:
    """One task for a starter. ``now``: from the first day. ``level``: the CEFR rank asked for ``skill``, 0 for none."""

    name: str
    now: bool = True
    skill: Requirement | None = None
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A workplace. ``shifts``: bit d of the working week; ``excluded``: limits that do not fit; ``free``: places.

    ``before_the_bus``, ``after_the_bus``: work begins, or ends, when public transport is not there. ``confirmed``: the
    employer said lately that it is right.
    """

    key: str
    sector: str
    free: int
    shifts: int
    tasks: tuple[TaskAsked, ...] = ()
    skills: frozenset[str] = frozenset()
    licence: bool = False
    excluded: frozenset[str] = frozenset()
    before_the_bus: bool = False
    after_the_bus: bool = False
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """Somebody who looks for work after learning. ``brings`` holds the last measured levels of language.

    ``wishes``: sectors, the first one first. ``most_minutes``: of travel, one way. ``learned_in``: the sector of the
    trajectory; ``paper``: whether it led to one. No background, origin, sex or age is, or may be, among these facts.
    """

    key: str
    brings: Met
    most_minutes: int
    ready: date
    wishes: tuple[str, ...] = ()
    learned_in: str = ""
    paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Minutes one way: by the quickest without a car, and by bicycle; None where a place is not known."""

    minutes: int | None = None
    bicycle: int | None = None


class Liking(IntEnum):
    """What one side said of the other; nothing at all is not a no."""

    NO = -1
    UNSAID = 0
    YES = 1
    FIRST = 2  # an employer's first choice; the order of a participant is in ``Said.rank``


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What both said. ``rank``: the place of this workplace in the participant's order, 1 first; 0 for none."""

    person: Liking = Liking.UNSAID
    employer: Liking = Liking.UNSAID
    rank: int = 0


NOTHING_SAID = Said()
