"""Which planned sessions lie on days on which their school is closed, or come after a row of the week ends."""

from datetime import date, datetime

from leerwerk.learning.dagdelen import moment
from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import ClosedDays, Session, WeekSlot
from leerwerk.learning.queries.sessions import with_place


def sessions_on(closed: ClosedDays, now: datetime, *, lock: bool = False) -> list[Session]:
    """Return the sessions that a school holds on days on which it is closed and that are to come, by day: one query.

    ``lock``: nobody else changes them meanwhile.
    """
    held = Session.objects.filter(keeper=closed.organisation, day__range=(closed.first, closed.last), state__in=TO_COME)
    rows = with_place(held).select_related("teacher__organisation", "site__organisation")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return [row for row in rows.order_by("day", "begins", "pk") if moment(row.day, row.ends) > now]


def to_come_of(slot: WeekSlot, after: date) -> list[Session]:
    """Return the sessions of a row of a week that are to come after a day, as people were told of them."""
    rows = with_place(Session.objects.filter(slot=slot, day__gt=after, state__in=TO_COME))
    return list(rows.select_related("teacher__organisation", "site__organisation").order_by("day", "begins"))
