"""What can be wrong with a roster."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """A hard rule of a roster."""

    UNKNOWN = "unknown"  # names something that is not in the question
    TIMES = "times"  # a lesson is not given as often as it should be, or twice at once
    BLOCK = "block"  # a lesson does not fit in the day it begins on
    NOT_THEIR_LESSON = "not_their_lesson"  # the teacher is not one of the lesson's; or nobody where somebody should be
    TEACHER_ABSENT = "teacher_absent"
    TEACHER_TWICE = "teacher_twice"
    TEACHER_HOURS = "teacher_hours"  # more dagdelen than the teacher has
    TEACHER_TRAVEL = "teacher_travel"  # cannot be at the next place in time
    ROOM_KIND = "room_kind"  # another kind of room, or none where one is needed
    ROOM_PLACE = (
        "room_place"  # somewhere else than the lesson can be given, or in a room that is not one of the lesson's
    )
    ROOM_SMALL = "room_small"
    ROOM_CLOSED = "room_closed"
    ROOM_TWICE = "room_twice"
    GROUP_TWICE = "group_twice"  # two lessons of a group at once
    LESSON_AND_SHIFT = "lesson_and_shift"  # a participant at a lesson and at work at once
    CANNOT = "cannot"  # a participant is needed while they cannot; reason: their code
    PROMISED_HOURS = "promised_hours"  # another number of shifts than promised
    NOT_OFFERED = "not_offered"  # a shift while there is no work
    WORKPLACE_FULL = "workplace_full"
    TOO_FAR = "too_far"  # from home
    UNREACHABLE = "unreachable"  # two places after one another on one day
    LOCK = "lock"
    SHIFT_LOCK = "shift_lock"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Clash:
    """One broken rule: of whom, when (bits; 0: no particular dagdeel), with what else, and under which code."""

    rule: Rule
    who: str
    slots: int = 0
    other: str = ""
    reason: str = ""
