"""Open matters that come with the days: sessions without a record of who was there, deadlines of inburgering."""

from datetime import date

from leerwerk.learning.consequences import ask_for_record
from leerwerk.learning.queries.civic_awaiting import CIVIC, cases_that_wait
from leerwerk.learning.queries.unrecorded import unrecorded_without_matter
from leerwerk.notices.actions import settle
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def remind(*, region: Region, today: date, by: Actor) -> int:
    """Open a matter for every session of the last weeks that passed without a record; return how many are new.

    The house does it once a day; what is open already stays as it is.
    """
    rows = list(
        unrecorded_without_matter(today).filter(cohort__region=region).select_related("cohort", "keeper").order_by("id")
    )
    for session in rows:
        ask_for_record(session, today)
    record("learning.reminded", region, by=by, sessions=len(rows))
    return len(rows)


@action
def remind_of_inburgering(*, region: Region, today: date, by: Actor) -> int:
    """Open what begins to wait in the inburgering of a region's candidates, close what ended; return how many wait.

    The house does it once a day.
    """
    waiting = 0
    for case, wanted in cases_that_wait(region, today):
        settle(case, CIVIC, wanted)
        waiting += bool(wanted)
    record("learning.reminded_of_inburgering", region, by=by, people=waiting)
    return waiting
