"""A teacher who cannot come for a while: all of their lessons in one action, and everybody told with one letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from leerwerk.learning.consequences import free
from leerwerk.learning.dagdelen import hours_of
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import Session
from leerwerk.learning.queries.teachers import lessons_away
from leerwerk.learning.telling import Change, as_it_was, tell
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Resource


class Unanswered(Exception):
    """There are lessons of which nobody said what happens with them: they were not there a moment ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What happens with a lesson: somebody else gives it, it is on a dagdeel of another day, or it is cancelled."""

    teacher: Resource | None = None
    moment: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherAway:
    """How many lessons were cancelled, taken over and moved, and how many letters were written about it."""

    cancelled: int
    taken_over: int
    moved: int
    letters: int

    @property
    def sessions(self) -> int:
        """How many lessons changed."""
        return self.cancelled + self.taken_over + self.moved


@action
def teacher_away(
    *, teacher: Resource, first: date, last: date, answers: Mapping[int, Instead], by: Actor
) -> TeacherAway:
    """Do with every lesson of a teacher in a period, ends included, what was said of it; ``answers``: by session.

    Of the lessons that the actor's organisation holds, those that are still to come. The same once more finds none and
    changes nothing. Raises Unanswered and InTheWay.
    """
    now = timezone.now()
    found = lessons_away(by, teacher, first, last, now, lock=True)
    if {row.pk for row in found} - set(answers):
        raise Unanswered
    changes = [Change(row, as_it_was(row)) for row in found]
    for row in found:
        _do(row, answers[row.pk], now)
    free(found)
    fields = ["state", "reason", "teacher", "day", "dagdeel", "begins", "ends", "change", "changed_at"]
    # Nobody was asked for a record of them yet: that begins the day after a lesson.
    Session.objects.bulk_update(found, fields)
    over = sum(answers[row.pk].teacher is not None for row in found)
    moved = sum(row.state == SessionState.MOVED and answers[row.pk].moment is not None for row in found)
    counts = {"cancelled": len(found) - over - moved, "taken_over": over, "moved": moved}
    event = record("learning.teacher_away", teacher, by=by, first=first.isoformat(), last=last.isoformat(), **counts)
    return TeacherAway(**counts, letters=tell(changes, once=f"lessons {event.pk}", by=by))


def _do(row: Session, instead: Instead, now: datetime) -> None:
    """Change a lesson, in memory."""
    row.change += 1
    row.changed_at = now
    if instead.teacher is not None:
        row.teacher = instead.teacher
        return
    row.reason = ChangeReason.TEACHER
    if instead.moment is None:
        row.state = SessionState.CANCELLED
        return
    row.state = SessionState.MOVED
    row.day, dagdeel = instead.moment
    if dagdeel.partition("-")[2] != row.dagdeel.partition("-")[2]:  # the same part of the day keeps its hours
        row.begins, row.ends = hours_of(dagdeel)
    row.dagdeel = dagdeel
