"""Moving and cancelling a session. Everybody is told by the pages of the group and by their calendar."""

from datetime import date, time

from django.utils import timezone

from leerwerk.learning.consequences import ask_for_record, held
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import Session
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


class AlreadyHeld(Exception):
    """Who was there is recorded: the session took place."""


class DagdeelTaken(Exception):
    """The group has another session on that dagdeel; ``session`` is that one."""

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(session.pk)


def _changed(session: Session, state: SessionState, reason: ChangeReason) -> None:
    session.state, session.reason = state, reason
    session.change += 1
    session.changed_at = timezone.now()
    session.save(update_fields=[*("state", "reason", "change", "changed_at", "day", "dagdeel", "begins", "ends")])
    ask_for_record(session, timezone.localdate())


@action
def move_session(
    *, session: Session, day: date, dagdeel: str, begins: time, ends: time, reason: ChangeReason, by: Actor
) -> Session:
    """Let a session be at another moment; a cancelled one then takes place after all.

    The same once more changes nothing. Raises AlreadyHeld and DagdeelTaken.
    """
    session = held(session)
    if session.state == SessionState.HELD:
        raise AlreadyHeld
    now = (session.day, session.dagdeel, session.begins, session.ends)
    if now == (day, dagdeel, begins, ends) and session.state != SessionState.CANCELLED:
        record("learning.changed_again", session, by=by)
        return session
    there = Session.objects.filter(cohort=session.cohort_id, day=day, dagdeel=dagdeel)
    other = there.exclude(pk=session.pk).exclude(state=SessionState.CANCELLED).first()
    if other is not None:
        raise DagdeelTaken(other)
    session.day, session.dagdeel, session.begins, session.ends = day, dagdeel, begins, ends
    _changed(session, SessionState.MOVED, reason)
    record("learning.moved", session, by=by, reason=str(reason))
    return session


@action
def cancel_session(*, session: Session, reason: ChangeReason, by: Actor) -> Session:
    """Let a session not take place. The same once more changes nothing. Raises AlreadyHeld."""
    session = held(session)
    if session.state == SessionState.HELD:
        raise AlreadyHeld
    if session.state == SessionState.CANCELLED:
        record("learning.changed_again", session, by=by)
        return session
    _changed(session, SessionState.CANCELLED, reason)
    record("learning.cancelled", session, by=by, reason=str(reason))
    return session
