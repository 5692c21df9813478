"""A workplace that nobody confirmed for 90 days waits for its employer; how somebody gets there."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from leerwerk.notices.models import Matter
from leerwerk.parties.models import Membership, Person
from leerwerk.placement import actions, jobs
from leerwerk.placement.getting_there import begins_too_early, ends_too_late, rides_to
from leerwerk.placement.models import Workplace
from leerwerk.placement.queries import possible_workplaces
from leerwerk.privacy.models import Event
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.facts import with_facts
from tests.trajectories.page_forms import typed_in
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
TODAY = date(2027, 3, 1)
MORNING = "2027-03-01T06:00+01:00"


@pytest.fixture
def stale(running: Running) -> Workplace:
    """Tuin was confirmed 91 days before today, the others 90."""
    Workplace.objects.update(confirmed_on=TODAY - timedelta(days=90))
    Workplace.objects.filter(code="tuin").update(confirmed_on=TODAY - timedelta(days=91))
    return Workplace.objects.get(code="tuin")


def _open() -> list[tuple[int, str, str]]:
    found = Matter.objects.filter(kind="placement.confirm", closed_at=None).select_related("organisation")
    return [(one.subject_id, one.function, one.organisation.code if one.organisation else "") for one in found]


def test_at_night_the_employer_is_asked_once_about_what_is_stale(stale: Workplace, running: Running, as_: As) -> None:
    with time_machine.travel(MORNING, tick=False):
        for _twice in range(2):
            jobs.look_after_workplaces(timestamp=0)
        assert _open() == [(stale.pk, "employer", "groenwerk")]
        bas = as_(running.cast.bas)
        assert reverse("placement:workplace", args=[stale.pk]) in bas.get(reverse("notices:mine")).content.decode()
        bas.post(reverse("placement:confirm", args=[stale.pk]))
        assert _open() == []
    here = Event.objects.filter(subject_type="parties.region", subject_id=running.cast.region.pk)
    events = here.filter(kind="workplaces_asked_to_confirm").order_by("id")
    assert [event.facts for event in events] == [{"workplaces": 1}, {"workplaces": 1}]


def test_an_employer_without_an_account_is_asked_by_the_director(stale: Workplace, running: Running) -> None:
    Membership.objects.filter(person=running.cast.bas).update(until=TODAY)
    with time_machine.travel(MORNING, tick=False):
        jobs.look_after_workplaces(timestamp=0)
    assert _open() == [(stale.pk, "director", "")]


@pytest.mark.parametrize("how", ["change", "withdraw", "workbook"])
def test_what_settles_it_closes_it(how: str, stale: Workplace, running: Running, as_: As) -> None:
    with time_machine.travel(MORNING, tick=False):
        actions.ask_to_confirm(region=running.cast.region, today=TODAY, by=running.actor("roos"))
        bas = as_(running.cast.bas)
        if how == "change":
            page = bas.get(reverse("placement:change", args=[stale.pk])).content.decode()
            sent = typed_in(page, field="seen") | {"tasks": ["Snoeien"]}
            assert bas.post(reverse("placement:change", args=[stale.pk]), sent).status_code == 302
        elif how == "withdraw":
            bas.post(reverse("placement:withdraw", args=[stale.pk]))
        else:
            Workplace.objects.filter(pk=stale.pk).update(confirmed_on=TODAY)
            jobs.look_after_workplaces(timestamp=0)
        assert _open() == []


def test_an_employer_says_how_one_gets_there(running: Running, as_: As) -> None:
    bas, tuin = as_(running.cast.bas), running.small.workplaces[0]
    change = reverse("placement:change", args=[tuin.pk])
    form = typed_in(bas.get(change).content.decode(), field="seen") | {
        "tasks": ["Snoeien"],
        "begins_at": ["06:30"],
        "ends_at": ["23:30"],
        "stop": ["Nieuwegein City"],
        "walk_minutes": ["12"],
        "first_arrival": ["06:20"],
        "last_departure": ["23:35"],
    }
    assert bas.post(change, form | {"walk_minutes": ["900"]}).status_code == 422
    assert bas.post(change, form).status_code == 302
    page = bas.get(reverse("placement:workplace", args=[tuin.pk]))
    assert (page.context["begins_too_early"], page.context["ends_too_late"]) == (True, True)
    assert "Nieuwegein City" in page.content.decode()
    tuin.refresh_from_db()
    row = with_facts(Enrolment.objects.select_related("cohort")).get(pk=running.amal.pk)
    roos = as_(running.cast.roos)
    found = {one.workplace.code: one for one in possible_workplaces(row)}
    assert (found["park"].begins_too_early, found["park"].bicycle) == (False, found["park"].minutes)
    give = roos.get(reverse("placement:give", args=[running.amal.pk]))
    assert give.status_code == 200


@pytest.mark.parametrize(
    ("facts", "early", "late"),
    [
        ({}, False, False),
        ({"first_arrival": time(8, 50), "walk_minutes": 15}, True, False),
        ({"first_arrival": time(8, 50), "walk_minutes": 10}, False, False),
        ({"begins_at": time(7), "first_arrival": time(7)}, False, False),
        ({"shifts": 0b1000000000, "first_arrival": time(12)}, False, False),
        ({"ends_at": time(23), "last_departure": time(0, 30)}, False, False),
        ({"ends_at": time(22), "last_departure": time(22, 5), "walk_minutes": 10}, False, True),
    ],
)
def test_whether_public_transport_is_there_in_time(facts: dict[str, object], early: bool, late: bool) -> None:
    row = Workplace(**({"shifts": 1023} | facts))
    assert (begins_too_early(row), ends_too_late(row)) == (early, late)


def test_by_bicycle_from_the_towns_around(running: Running) -> None:
    rides = rides_to(running.small.workplaces[0])
    assert (rides[0].town, rides[0].minutes) == ("Nieuwegein", 15)
    assert "Utrecht" in {ride.town for ride in rides}
    assert [ride.minutes for ride in rides] == sorted(ride.minutes for ride in rides)
    assert rides_to(Workplace(municipality_id="GM9999")) == []
