"""What a school tells after it changed a week itself, and the sessions on days on which it is closed."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import ClosedDays, Session
from leerwerk.learning.queries.closing import sessions_on
from leerwerk.learning.telling import Change, as_it_was, tell, tell_week
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Cohort


@action
def tell_new_week(*, cohort: Cohort, since: date, gone: Sequence[Session] = (), by: Actor) -> int:
    """Tell everybody whom it concerns how the week of a group is from a day on; return how many letters.

    ``gone``: sessions that were to come and do not take place any more. Where no lessons are left, those are told.
    """
    letters = tell_week([cohort], since, by=by)
    event = record("learning.week_told", cohort, by=by, since=since.isoformat(), letters=letters)
    if letters or not gone:
        return letters
    changes = [Change(row, as_it_was(row)) for row in gone]
    for row in gone:
        row.state = SessionState.CANCELLED
    return tell(changes, once=f"week {event.pk}", by=by)


@action
def cancel_closed(*, closed: ClosedDays, by: Actor) -> int:
    """Cancel the sessions that a school holds on days on which it is closed, with one letter each; return how many.

    Those that are still to come. The same once more changes nothing.
    """
    now = timezone.now()
    found = sessions_on(closed, now, lock=True)
    changes = [Change(row, as_it_was(row)) for row in found]
    for row in found:
        row.state, row.reason = SessionState.CANCELLED, ChangeReason.HOLIDAY
        row.change, row.changed_at = row.change + 1, now
    # Nobody was asked for a record of them yet: that begins the day after a lesson.
    Session.objects.bulk_update(found, ["state", "reason", "change", "changed_at"])
    event = record("learning.closed_cancelled", closed.organisation, by=by, closed=closed.pk, sessions=len(found))
    tell(changes, once=f"lessons {event.pk}", by=by)
    return len(found)
