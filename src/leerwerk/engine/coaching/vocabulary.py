"""The words of coaching."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Phase(StrEnum):
    """In which part of a path somebody is spoken to."""

    PRE_TRACK = "pre_track"
    LEARN_WORK = "learn_work"
    SEARCH = "search"
    TRIAL = "trial"
    PLACED = "placed"


class Side(StrEnum):
    """With whom the coach speaks: the participant, or the employer about them."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"


class Kind(StrEnum):
    """Why a contact is due."""

    RHYTHM = "rhythm"  # the design says so
    ACQUAINT = "acquaint"  # another coach came


class MovedBy(StrEnum):
    """What moved a contact to another day than its own."""

    PEOPLE = "people"  # somebody chose another day
    AWAY = "away"  # the participant pauses
    CLOSED_DAY = "closed_day"  # a weekend or public holiday


class Standing(StrEnum):
    """How a due contact stands on a day."""

    AHEAD = "ahead"  # it is not its time yet
    OPEN = "open"  # it may be held, or should have been
    HELD = "held"
    MISSED = "missed"  # its time is over, and nobody was spoken to
    DROPPED = "dropped"  # the next one, or the end, came in its place
    ON_HOLD = "on_hold"  # it has no day as long as the participant pauses


STILL_DUE = frozenset({Standing.OPEN, Standing.AHEAD, Standing.ON_HOLD})


def is_still_due(contacts: Iterable[Standing]) -> bool:
    """Whether anybody still has to speak with a side: with whom nobody has to is not missed, and not silent."""
    return any(one in STILL_DUE for one in contacts)
