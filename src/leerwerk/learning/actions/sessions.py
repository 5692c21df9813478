"""Moving and cancelling a session, and letting another teacher give it or be in another room. Everybody is told.

By the pages of the group, by their calendar, and by a letter (``telling``).
"""

from datetime import date, time

from django.utils import timezone

from leerwerk.learning.consequences import InTheWay as InTheWay  # views say it with the other refusals
from leerwerk.learning.consequences import ask_for_record, free, held
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import Session
from leerwerk.learning.queries.clashes import Of
from leerwerk.learning.telling import Change, Was, as_it_was, tell
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Resource


class AlreadyHeld(Exception):
    """Who was there is recorded: the session took place."""


def _not_held(session: Session) -> Session:
    session = held(session)
    if session.state == SessionState.HELD:
        raise AlreadyHeld
    return session


def _changed(session: Session) -> None:
    session.change += 1
    session.changed_at = timezone.now()
    session.save(
        update_fields=[
            *("state", "reason", "change", "changed_at", "day", "dagdeel", "begins", "ends"),
            *("teacher", "room"),
        ]
    )
    ask_for_record(session, timezone.localdate())


def _told(session: Session, was: Was, by: Actor) -> None:
    tell([Change(session, was)], once=f"lesson {session.pk} {session.change}", by=by)


@action
def move_session(
    *, session: Session, day: date, dagdeel: str, begins: time, ends: time, reason: ChangeReason, by: Actor
) -> Session:
    """Let a session be at another moment; a cancelled one then takes place after all.

    The same once more changes nothing. Raises AlreadyHeld and InTheWay.
    """
    session = _not_held(session)
    now = (session.day, session.dagdeel, session.begins, session.ends)
    if now == (day, dagdeel, begins, ends) and session.state != SessionState.CANCELLED:
        record("learning.changed_again", session, by=by)
        return session
    was = as_it_was(session)
    session.day, session.dagdeel, session.begins, session.ends = day, dagdeel, begins, ends
    session.state, session.reason = SessionState.MOVED, reason
    free([session])
    _changed(session)
    record("learning.moved", session, by=by, reason=str(reason))
    _told(session, was, by)
    return session


@action
def cancel_session(*, session: Session, reason: ChangeReason, by: Actor) -> Session:
    """Let a session not take place. The same once more changes nothing. Raises AlreadyHeld."""
    session = _not_held(session)
    if session.state == SessionState.CANCELLED:
        record("learning.changed_again", session, by=by)
        return session
    was = as_it_was(session)
    session.state, session.reason = SessionState.CANCELLED, reason
    _changed(session)
    record("learning.cancelled", session, by=by, reason=str(reason))
    _told(session, was, by)
    return session


@action
def staff_session(*, session: Session, teacher: Resource | None, room: Resource | None, by: Actor) -> Session:
    """Let another teacher give a session, or be in another room; of a cancelled one nobody is told.

    The same once more changes nothing. Raises AlreadyHeld, and InTheWay when they are at another lesson then.
    """
    session = _not_held(session)
    if (session.teacher, session.room) == (teacher, room):
        record("learning.changed_again", session, by=by)
        return session
    was = as_it_was(session)
    same = [
        of for of, now, new in ((Of.TEACHER, session.teacher, teacher), (Of.ROOM, session.room, room)) if now == new
    ]
    session.teacher, session.room = teacher, room
    free([session], but=[Of.GROUP, *same])
    _changed(session)
    record("learning.staffed", session, by=by)
    if session.state != SessionState.CANCELLED:
        _told(session, was, by)
    return session
