"""What is answered: meetings, shifts and patterns, with what they cost and how good that provably is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One time that a lesson is given; it begins at dagdeel ``start``."""

    lesson: str
    start: int
    teacher: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A week. ``shifts``: participant → dagdelen of work (bits); ``patterns``: workplace → number of its pattern."""

    meetings: tuple[Meeting, ...] = ()
    shifts: Mapping[str, int] = field(default_factory=dict)
    patterns: Mapping[str, int] = field(default_factory=dict)


class Soft(StrEnum):
    """A soft rule; what it counts stands in ``cost``."""

    EXTRA_DAY = "extra_day"
    CHANGE = "change"
    WAITING = "waiting"
    EXTRA_ROOM = "extra_room"
    EXTRA_TEACHER = "extra_teacher"
    LANGUAGE_DAY = "language_day"
    TEACHER_WISH = "teacher_wish"
    MOVED_LESSON = "moved_lesson"
    MOVED_TEACHER = "moved_teacher"
    MOVED_ROOM = "moved_room"
    MOVED_SHIFT = "moved_shift"


class Outcome(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    FOUND = "found"  # a roster, and a bound that it does not reach
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"  # nothing found within the time, and nothing proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``cost``: weighed, per soft rule; ``bound``: no roster costs less. Without a roster: None and no costs."""

    outcome: Outcome
    roster: Roster | None
    cost: Mapping[Soft, int]
    bound: int
    seconds: float

    @property
    def total(self) -> int:
        """The sum of the costs."""
        return sum(self.cost.values())

    @property
    def gap(self) -> float | None:
        """Which part of the cost may still be won; None without a roster."""
        if self.roster is None:
            return None
        return 0.0 if self.total <= self.bound else (self.total - self.bound) / self.total
