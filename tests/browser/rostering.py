"""Rosters as they are only now and then: one that waits, and one that cannot be made."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse

from leerwerk.learning.actions.rosters import ask_for_roster, put_aside
from leerwerk.learning.enums import RosterState
from leerwerk.learning.jobs import lay_roster
from leerwerk.learning.models import ResourceWeek, Roster, RosterShift
from leerwerk.learning.queries.roster_question import THERE
from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of
from leerwerk.trajectories.models import Enrolment


def _work_of(roster: Roster) -> list[str]:
    """Let somebody in a roster work on Monday; return it by workplaces, and the page on which that work is moved."""
    group = roster.lessons.order_by("id")[0].cohort_id
    somebody = Enrolment.objects.filter(cohort=group, stage__in=THERE, paused="").order_by("id")[0]
    row, _made = RosterShift.objects.update_or_create(roster=roster, enrolment=somebody, defaults={"dagdelen": 3})
    page = reverse("learning:roster", args=[roster.pk])
    return [f"{page}?by=workplaces", reverse("learning:roster_shift", args=[row.pk])]


def roster_pages() -> list[str]:
    """Ask for a roster while no teacher is there but on Monday morning, and for one that nobody makes yet."""
    roos = actor_of(Person.objects.get(email="roos@demo.example"))
    found = Roster.objects.filter(state=RosterState.FOUND).select_related("region")[0]
    before = dict(ResourceWeek.objects.values_list("pk", "dagdelen"))
    ResourceWeek.objects.filter(seats=None).update(dagdelen=1, liked=F("dagdelen"))
    impossible = ask_for_roster(region=found.region, monday=found.monday + timedelta(weeks=1), by=roos)
    lay_roster(roster_id=impossible.pk, attempt=impossible.attempt, near=False)
    for key, mask in before.items():
        ResourceWeek.objects.filter(pk=key).update(dagdelen=mask, liked=mask)
    impossible.refresh_from_db()
    assert impossible.state == RosterState.IMPOSSIBLE, impossible.state
    waiting = ask_for_roster(region=found.region, monday=found.monday + timedelta(weeks=2), by=roos)
    aside = Roster.objects.create(region=found.region, monday=found.monday, state=RosterState.FAILED)
    put_aside(roster=aside, by=roos)
    pages = [reverse("learning:roster", args=[roster.pk]) for roster in (impossible, waiting, aside)]
    return [*pages, *_work_of(found)]
