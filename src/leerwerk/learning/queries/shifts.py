"""When people work by the rosters that hold."""

from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import Roster, RosterShift


def worked_until(roster: Roster) -> dict[int, int]:
    """Return who works in which dagdelen (bits) by what holds on a roster's Monday without it: one query."""
    rows = RosterShift.objects.filter(
        roster__region=roster.region_id, roster__state=RosterState.TAKEN, roster__monday__lte=roster.monday
    ).exclude(roster=roster)
    newest = rows.order_by("enrolment", "-roster__monday", "-roster__taken_at").distinct("enrolment")
    return dict(newest.values_list("enrolment", "dagdelen"))
