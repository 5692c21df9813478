"""When people work by the rosters that hold."""

from collections.abc import Sequence
from datetime import date

from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import Roster, RosterShift

type Shifts = Sequence[tuple[date, int]]


def shifts_of(enrolment: int) -> Shifts:
    """Return the dagdelen (bits) in which somebody works, with from which Monday on, the last first: one query."""
    rows = RosterShift.objects.filter(enrolment=enrolment, roster__state=RosterState.TAKEN)
    return list(rows.order_by("-roster__monday", "-roster__taken_at").values_list("roster__monday", "dagdelen"))


def works_on(shifts: Shifts, day: date) -> int | None:
    """Return the dagdelen that hold on a day, none of them (0) too; None when no roster says when somebody works."""
    return next((dagdelen for monday, dagdelen in shifts if monday <= day), None)


def worked_until(roster: Roster) -> dict[int, int]:
    """Return who works in which dagdelen (bits) by what holds on a roster's Monday without it: one query."""
    rows = RosterShift.objects.filter(
        roster__region=roster.region_id, roster__state=RosterState.TAKEN, roster__monday__lte=roster.monday
    ).exclude(roster=roster)
    newest = rows.order_by("enrolment", "-roster__monday", "-roster__taken_at").distinct("enrolment")
    return dict(newest.values_list("enrolment", "dagdelen"))
