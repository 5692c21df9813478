"""Open matters for sessions that passed without a record of who was there; and an end to those of no use any more."""

from datetime import date

from django.utils import timezone

from leerwerk.learning.consequences import ask_for_record
from leerwerk.learning.queries.unrecorded import asked_for_nothing, unrecorded_without_matter, without_a_group
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def remind(*, region: Region, today: date, by: Actor) -> int:
    """Open a matter for every session of the last weeks that passed without a record; return how many are new.

    The house does it once a day; what is open already stays as it is. Sessions of a group that finished, on days on
    which nobody takes part any more, go without a letter: there is nobody to tell. What asks for nothing is closed.
    """
    _gone, by_table = without_a_group().filter(cohort__region=region).delete()
    closed = asked_for_nothing(today).filter(region=region).update(closed_at=timezone.now())
    rows = list(
        unrecorded_without_matter(today).filter(cohort__region=region).select_related("cohort", "keeper").order_by("id")
    )
    for session in rows:
        ask_for_record(session, today)
    gone = by_table.get("learning.Session", 0)
    record("learning.reminded", region, by=by, sessions=len(rows), taken_away=gone, closed=closed)
    return len(rows)
