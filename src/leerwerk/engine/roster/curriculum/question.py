"""What is asked: courses with lectures, rooms, and curricula whose courses may not clash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """``lectures`` lessons a week by one teacher, preferably on at least ``min_days`` days, for ``students`` people."""

    id: str
    teacher: str
    lectures: int
    min_days: int
    students: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A room with its number of seats."""

    id: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """Courses that the same people follow: no two of them at once."""

    id: str
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """A week of ``days`` × ``periods`` (numbered from 0, day by day) and what has to be put in it.

    ``closed``: pairs (course, period) at which its teacher cannot.
    """

    days: int
    periods: int
    courses: tuple[Course, ...]
    halls: tuple[Hall, ...]
    curricula: tuple[Curriculum, ...]
    closed: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Lecture:
    """One lesson of a course: when and where."""

    course: str
    period: int
    hall: str


type Lectures = tuple[Lecture, ...]
