"""Open matters that come with the days: sessions and weeks of work without a record, deadlines of inburgering."""

from datetime import date

from django.utils import timezone

from leerwerk.learning.consequences import ask_for_record, ask_for_work
from leerwerk.learning.models import AskedWeek
from leerwerk.learning.queries.civic_awaiting import CIVIC, cases_that_wait
from leerwerk.learning.queries.unrecorded import asked_for_nothing, of_finished_groups, unrecorded_without_matter
from leerwerk.learning.queries.unrecorded_work import work_differences
from leerwerk.notices.actions import settle
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def remind(*, region: Region, today: date, by: Actor) -> int:
    """Open a matter for every session and week of work that passed without a record; return how many are new.

    The house does it once a day; what is open already stays as it is. Sessions of a group that finished, on days on
    which nobody takes part any more, go without a letter: there is nobody to tell. What asks for nothing is closed.
    """
    _gone, by_table = of_finished_groups().filter(cohort__region=region).delete()
    closed = asked_for_nothing(today).filter(region=region).update(closed_at=timezone.now())
    rows = list(
        unrecorded_without_matter(today).filter(cohort__region=region).select_related("cohort", "keeper").order_by("id")
    )
    for session in rows:
        ask_for_record(session, today)
    work = work_differences(region.pk, today)
    for cohort, employer, monday in work.missing:
        week, _made = AskedWeek.objects.get_or_create(cohort_id=cohort, employer_id=employer, monday=monday)
        ask_for_work(week, wanted=True)
    for week in work.done:
        ask_for_work(week, wanted=False)
    gone = by_table.get("learning.Session", 0)
    facts = {"sessions": len(rows), "weeks": len(work.missing), "taken_away": gone, "closed": closed + len(work.done)}
    record("learning.reminded", region, by=by, **facts)
    return len(rows) + len(work.missing)


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
