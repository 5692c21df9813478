"""What is asked about: the plan with its routes, and the hours somebody made. Days only, whole minutes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.inburgering.norms import Norm, Norms
from leerwerk.engine.inburgering.vocabulary import BeforePip, Bucket, Group, NormCode, Route, Source
from leerwerk.engine.months import ONE_DAY, last_day

LONGEST_DAY = 24 * 60  # minutes


class BadHours(ValueError):
    """An entry of hours that cannot be: no minutes, more than a day, or its code used twice."""


class BadPlan(ValueError):
    """A plan whose changes of route are not in order, come before the PIP, or change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourEntry:
    """Minutes somebody spent on one day on one thing. ``code`` is unique among the entries of a person.

    ``dutch_speaking``, ``not_isolated``: of the setting (B 3.14 lid 2 b). ``recognised_school``: a cursusinstelling
    with the keurmerk of Wi 32, or the institution of a taalschakeltraject (Wi 8 lid 2). None means that nobody has
    said. ``practice``: the hour is the practice of MAP on the labour market (R 3.1). ``before_pip``: the exception
    under which the college lets an hour from before the PIP count. Raises BadHours for minutes below 1 or above a
    day.
    """

    code: str
    day: date
    bucket: Bucket
    minutes: int
    source: Source = Source.ATTENDANCE
    dutch_speaking: bool | None = None
    not_isolated: bool | None = None
    recognised_school: bool | None = None
    practice: bool = False
    before_pip: BeforePip | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST_DAY:
            raise BadHours(f"{self.code}: {self.minutes} minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChange:
    """The college set another route, from ``on``. ``special_case``: it departed from B 5.4 lid 1, under lid 2."""

    on: date
    route: Route
    special_case: bool = False


class Timeliness(StrEnum):
    """How a change of route stands to the year and a half of B 5.4."""

    IN_TIME = "in_time"
    ALWAYS_ALLOWED = "always_allowed"  # from the onderwijsroute to the B1 route
    SPECIAL_CASE = "special_case"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The PIP of one person. ``dated``: of the *first* PIP; a revised one does not move the term (Wi 11 lid 3).

    ``lower_course_hours``: a lower norm of Z-route course hours that the college set (R 3.16 lid 2); why is not kept
    here. Raises BadPlan for changes that do not follow each other, or that change nothing.
    """

    dated: date
    route: Route
    group: Group = Group.ASIEL
    changes: tuple[RouteChange, ...] = ()
    lower_course_hours: int | None = None

    def __post_init__(self) -> None:
        day, route = self.dated, self.route
        for change in self.changes:
            if change.on < day or change.route is route:
                raise BadPlan(f"the change to {change.route} on {change.on}")
            day, route = change.on, change.route

    @property
    def term_starts(self) -> date:
        """The first day of the term: the one after the date of the first PIP (Wi 11 lid 2)."""
        return self.dated + ONE_DAY

    def route_on(self, day: date) -> Route:
        """The route that holds on a day; before the PIP the one that the PIP set."""
        route = self.route
        for change in self.changes:
            if change.on <= day:
                route = change.route
        return route

    def switch_closes(self, norms: Norms) -> tuple[date, Norm]:
        """The last day on which the college may change the route, and the norm (B 5.4 lid 1)."""
        norm = norms.on(NormCode.ROUTE_SWITCH_MONTHS, self.dated)
        return last_day(self.term_starts, norm.value), norm

    def timeliness(self, norms: Norms) -> tuple[tuple[RouteChange, Timeliness], ...]:
        """Each change of route with how it stands to the year and a half."""
        until, _ = self.switch_closes(norms)
        found, before = [], self.route
        for change in self.changes:
            found.append((change, _timeliness(change, before, until)))
            before = change.route
        return tuple(found)


def _timeliness(change: RouteChange, before: Route, until: date) -> Timeliness:
    if change.on <= until:
        return Timeliness.IN_TIME
    if before is Route.ONDERWIJS and change.route is Route.B1:
        return Timeliness.ALWAYS_ALLOWED
    return Timeliness.SPECIAL_CASE if change.special_case else Timeliness.TOO_LATE
