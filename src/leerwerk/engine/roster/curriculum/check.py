"""What a timetable costs and which promises it breaks, counted from the published definition of UD2 alone.

Hard: every lecture of a course is given, each at another period; courses of one curriculum or one teacher never
at once; not while the teacher cannot; one lecture to a room. Soft: 1 for every student without a seat; 5 for every day
below a course's minimum; 2 for every lecture of a curriculum without another of it in the period before or after on
the same day; 1 for every room of a course beyond its first. Source: Di Gaspero, McCollum, Schaerf (2007), *The second
International Timetabling Competition: curriculum-based course timetabling (track 3)*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from leerwerk.engine.roster.curriculum.question import Lectures, Timetable

SEAT, DAY, LONELY, HALL = 1, 5, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Broken promises per kind, and costs per kind with their weights in it."""

    lectures: int
    conflicts: int
    closed: int
    double: int
    seats: int
    days: int
    lonely: int
    halls: int

    @property
    def broken(self) -> int:
        """How many hard promises are broken."""
        return self.lectures + self.conflicts + self.closed + self.double

    @property
    def cost(self) -> int:
        """The sum of the soft costs."""
        return self.seats + self.days + self.lonely + self.halls


def tally(question: Timetable, lectures: Lectures) -> Tally:
    """Count everything again from the question; a lecture of an unknown course or hall raises KeyError."""
    courses = {course.id: course for course in question.courses}
    seats = {hall.id: hall.seats for hall in question.halls}
    given: dict[str, list[int]] = {name: [] for name in courses}
    for one in lectures:
        given[one.course].append(one.period)
    return Tally(
        lectures=sum(
            abs(course.lectures - len(set(given[name]))) + len(given[name]) - len(set(given[name]))
            for name, course in courses.items()
        ),
        conflicts=_conflicts(question, lectures),
        closed=sum((one.course, one.period) in question.closed for one in lectures),
        double=sum(count - 1 for count in Counter((one.period, one.hall) for one in lectures).values()),
        seats=SEAT * sum(max(0, courses[one.course].students - seats[one.hall]) for one in lectures),
        days=DAY
        * sum(
            max(0, course.min_days - len({period // question.periods for period in given[name]}))
            for name, course in courses.items()
        ),
        lonely=LONELY * sum(_lonely(question, curriculum.courses, given) for curriculum in question.curricula),
        halls=HALL * sum(_halls(lectures).values()),
    )


def _conflicts(question: Timetable, lectures: Lectures) -> int:
    teacher = {course.id: course.teacher for course in question.courses}
    together: dict[str, set[str]] = defaultdict(set)
    for curriculum in question.curricula:
        for name in curriculum.courses:
            together[name] |= set(curriculum.courses)
    at: dict[int, list[str]] = defaultdict(list)
    for one in lectures:
        at[one.period].append(one.course)
    return sum(
        a != b and (b in together[a] or teacher[a] == teacher[b])
        for names in at.values()
        for row, a in enumerate(names)
        for b in names[row + 1 :]
    )


def _lonely(question: Timetable, names: tuple[str, ...], given: dict[str, list[int]]) -> int:
    at = Counter(period for name in names for period in given[name])
    found = 0
    for period, count in at.items():
        day = period // question.periods
        beside = [other for other in (period - 1, period + 1) if other // question.periods == day and other in at]
        found += count * (not beside)
    return found


def _halls(lectures: Lectures) -> dict[str, int]:
    used: dict[str, set[str]] = defaultdict(set)
    for one in lectures:
        used[one.course].add(one.hall)
    return {name: len(halls) - 1 for name, halls in used.items()}
