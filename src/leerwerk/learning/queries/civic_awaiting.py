"""Which deadlines of somebody's inburgering wait for their municipality now."""

from collections.abc import Iterator
from datetime import date, timedelta

from leerwerk.engine import inburgering as law
from leerwerk.engine.inburgering import State, What
from leerwerk.learning.models import CivicCase
from leerwerk.learning.queries.civic import NORMS, as_case, cases
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Region

CIVIC = "learning.civic."
PLANS, ENDS = (What.PIP, What.PIP_AFTER_MOVE), (What.PVT, What.MAP, What.ROUTE)
TO_DO = (State.OPEN, State.MISSED)
BEFORE_SWITCH = timedelta(days=60)  # chosen by us: so long before it ends a municipality is asked whether a route fits


def wanted_of_case(case: CivicCase, today: date) -> list[Awaited]:
    """Return what waits for the municipality that guides somebody: the plan, the route while it can be changed, and
    from the day on which more time can be asked, what has to be done before the term ends.

    Nothing waits for an intermediary that is no municipality: the law gives these to the college.
    """
    guide = case.candidate.intermediary
    if guide.kind != OrganisationKind.MUNICIPALITY:
        return []
    found: dict[str, date] = {}
    for kind, due in _kinds(law.deadlines(as_case(case), norms=NORMS, today=today), today):
        found[kind] = min(due, found.get(kind, due))
    return [
        Awaited(
            kind=f"{CIVIC}{kind}",
            organisation_id=guide.pk,
            function=Function.CASEWORKER,
            due_on=due,
            region_id=guide.region_id,
            candidate_id=case.candidate_id,
        )
        for kind, due in found.items()
    ]


def _kinds(deadlines: tuple[law.Deadline, ...], today: date) -> Iterator[tuple[str, date]]:
    asking = any(one.what is What.EXTENSION_REQUEST and one.state is not State.NOT_YET for one in deadlines)
    for one in deadlines:
        if one.due is None:
            continue
        if one.what in PLANS and one.state in TO_DO:
            yield "plan", one.due
        elif one.what in ENDS and one.state in TO_DO and asking:
            yield "term", one.due
        elif one.what is What.ROUTE_SWITCH and one.state is State.POSSIBLE and one.due - today <= BEFORE_SWITCH:
            yield "route", one.due


def cases_that_wait(region: Region, today: date) -> Iterator[tuple[CivicCase, list[Awaited]]]:
    """Yield the cases of a region for which something waits, or is open, with what should: two queries."""
    subject = CivicCase._meta.label_lower
    open_now = Matter.objects.filter(subject_type=subject, kind__startswith=CIVIC, closed_at=None, region=region)
    known = set(open_now.values_list("subject_id", flat=True))
    rows = cases().filter(candidate__intermediary__region=region).select_related("candidate__intermediary")
    for case in rows.iterator(chunk_size=1000):
        wanted = wanted_of_case(case, today)
        if wanted or case.pk in known:
            yield case, wanted
