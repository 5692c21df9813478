"""One person's inburgering as recorded facts: registration, plan, extensions, what was passed, signed, talked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.inburgering.question import Plan
from leerwerk.engine.inburgering.vocabulary import ExamPart, MapTheme, Route


class Ground(StrEnum):
    """Why the Minister extended the term (Wi 12; B 4.2, 4.3, 4.4)."""

    NOT_CULPABLE = "not_culpable"
    SUBSTANTIAL_EFFORT = "substantial_effort"
    INTERRUPTION = "interruption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A decision to extend the term. ``months`` and ``days``: as the decision states them (B 4.5 lid 4).

    After substantial effort they may both be 0: then the months are those of the norm (B 4.4 lid 1).
    """

    decided_on: date
    ground: Ground
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0:
            raise ValueError("an extension does not shorten the term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Registration in another municipality, and the PIP that its college set (B 5.3 lid 2)."""

    registered_on: date
    pip_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamPassed:
    """A part passed, at least at the level that the PIP states; a part passed below that level is not recorded here."""

    part: ExamPart
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything the deadlines and final talks of one person depend on; None is not (yet) so.

    ``registered_on``: in the BRP of the municipality; of the asylum group, where they are housed. ``notice_on``: DUO
    told the municipality. ``diploma_on``: of the taalschakeltraject. ``all_lessons``: every lesson followed, save
    permitted absence.
    """

    registered_on: date
    notice_on: date | None = None
    plan: Plan | None = None
    moves: tuple[Move, ...] = ()
    extensions: tuple[Extension, ...] = ()
    pvt_activities: int = 0
    pvt_signed_on: date | None = None
    map_themes: frozenset[MapTheme] = frozenset()
    map_talk_on: date | None = None
    z_talk_on: date | None = None
    exams: tuple[ExamPassed, ...] = ()
    diploma_on: date | None = None
    all_lessons: bool | None = None

    def plan_on(self, day: date) -> Plan | None:
        """The plan when its first PIP is dated on or before a day; else None."""
        return self.plan if self.plan is not None and self.plan.dated <= day else None

    def passed_on(self, part: ExamPart) -> date | None:
        """The first day on which a part was passed."""
        return min((exam.on for exam in self.exams if exam.part is part), default=None)

    def exam_completed_on(self) -> date | None:
        """The day on which the last of the five parts was passed; None while one is missing."""
        days = [self.passed_on(part) for part in ExamPart]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    def route_achieved_on(self, route: Route) -> date | None:
        """When this route was achieved: exam, diploma or final talk.

        Whoever passes the five parts in the onderwijsroute has the exam (Wi 8 lid 4).
        """
        match route:
            case Route.B1:
                return self.exam_completed_on()
            case Route.Z:
                return self.z_talk_on
            case _:
                ways = [day for day in (self.diploma_on, self.exam_completed_on()) if day is not None]
                return min(ways, default=None)
