"""One session and whether one person was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.model.vocabulary import Activity, Dagdeel

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = ("am", "pm", "eve")


class Presence(StrEnum):
    """How somebody's presence was recorded. Late is there. Excused: told before, and agreed."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class AbsenceReason(StrEnum):
    """Why somebody was not there or came late, in codes without a word about health or faith.

    Who reports sick is ``unable``: a school or an employer keeps nothing about health (Wi 37).
    """

    UNABLE = "unable"
    CHILDCARE = "childcare"
    TRANSPORT = "transport"
    APPOINTMENT = "appointment"
    WORK = "work"
    EXAM = "exam"
    AGREED_LEAVE = "agreed_leave"
    SESSION_CANCELLED = "session_cancelled"
    NOT_TOLD = "not_told"


class BadVisit(ValueError):
    """A session on a day that its dagdeel is not in, recorded twice, or a reason for somebody who was simply there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One person at one session. ``code``: of the session. ``presence`` None: nobody has recorded it.

    Raises BadVisit when the dagdeel is of another day of the week, or a reason stands beside present or nothing.
    """

    code: str
    day: date
    dagdeel: Dagdeel
    kind: Activity
    presence: Presence | None = None
    reason: AbsenceReason | None = None

    def __post_init__(self) -> None:
        if self.dagdeel.value.partition("-")[0] != _DAYS[self.day.weekday()]:
            raise BadVisit(f"{self.code}: {self.dagdeel} on {self.day}")
        if self.reason is not None and self.presence in (None, Presence.PRESENT):
            raise BadVisit(f"{self.code}: {self.reason} beside {self.presence}")

    @property
    def turn(self) -> tuple[date, int, str]:
        """What sessions are put in order by: the day, the part of the day, the code."""
        return self.day, _PARTS.index(self.dagdeel.value.partition("-")[2]), self.code
