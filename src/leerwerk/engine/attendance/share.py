"""Counting attendance one session at a time, so that yesterday's standing and today's session give today's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from leerwerk.engine.attendance.visit import Presence, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``attended`` of ``expected`` sessions. Excused and unrecorded ones are told, and are in neither number.

    Permitted absence is no lesson missed (B 4.4 lid 2 b), and what nobody recorded is not held against anybody.
    """

    attended: int = 0
    expected: int = 0
    excused: int = 0
    unrecorded: int = 0

    @property
    def value(self) -> Fraction | None:
        """Attended of expected, exactly; None when nothing was expected."""
        return Fraction(self.attended, self.expected) if self.expected else None

    def below(self, percent: int) -> bool:
        """Whether the share is below so many per cent; never when nothing was expected."""
        return 100 * self.attended < percent * self.expected

    def __add__(self, other: Share) -> Share:
        return Share(
            attended=self.attended + other.attended,
            expected=self.expected + other.expected,
            excused=self.excused + other.excused,
            unrecorded=self.unrecorded + other.unrecorded,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands after some sessions.

    ``absences``: the sessions missed in a row without an excuse, up to now. ``away``: the sessions not attended in a
    row, excused or not. What nobody recorded leaves both as they are.
    """

    share: Share = Share()
    absences: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    def after(self, visit: Visit) -> Standing:
        """The standing after the next session."""
        share = self.share + share_of(visit)
        match visit.presence:
            case None:
                return Standing(share=share, absences=self.absences, away=self.away)
            case Presence.PRESENT | Presence.LATE:
                return Standing(share=share)
            case Presence.EXCUSED:
                return Standing(share=share, absences=self.absences, away=(*self.away, visit.code))
            case Presence.ABSENT:
                return Standing(share=share, absences=(*self.absences, visit.code), away=(*self.away, visit.code))


def standing(visits: Iterable[Visit], before: Standing | None = None) -> Standing:
    """The standing after these sessions, in whatever order they are given; ``before``: of all sessions before them."""
    found = before or Standing()
    for visit in sorted(visits, key=lambda visit: visit.turn):
        found = found.after(visit)
    return found


def share_of(visit: Visit) -> Share:
    """One session as a share."""
    match visit.presence:
        case None:
            return Share(unrecorded=1)
        case Presence.EXCUSED:
            return Share(excused=1)
        case Presence.ABSENT:
            return Share(expected=1)
        case _:
            return Share(attended=1, expected=1)
