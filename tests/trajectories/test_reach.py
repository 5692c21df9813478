"""The reach funnel: who was told, how far they come, and nothing about anybody."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from leerwerk.engine.pathway import Reason, Step
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.recruitment.actions import note_outreach, say_how_heard
from leerwerk.recruitment.models import Outreach
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.queries.reach import funnel, hidden
from tests.cast import candidate
from tests.enrolling import enrol
from tests.trajectories.running import Running
from tests.trajectories.test_path_pages import As

pytestmark = pytest.mark.django_db


def _told(running: Running, name: str, **facts: Any) -> Outreach:
    by = running.actor(name)
    said = {"channel": "connector", "language": "ti", "held_on": timezone.localdate(), "reached": 40} | facts
    return note_outreach(outreach=Outreach(organisation_id=by.organisation, **said), by=by)


def test_people_are_counted_by_how_they_heard_of_it_and_how_far_they_came(running: Running) -> None:
    vera = running.cast.vera.memberships.get().organisation_id
    _told(running, "vera")
    say_how_heard(candidate=running.cast.amal, channel="connector", organisation_id=vera, by=running.actor("karim"))
    running.until("learn_work")
    running.act("els", Step.INVITE, running.samuel)
    running.act("els", Step.DECLINE, running.samuel, reason=Reason.NO_TIME)
    with behind_the_wall(running.actor("roos")):
        found = funnel(running.actor("roos"))
    by_channel = {way.name: way for way in found.ways}
    assert by_channel["connector"].told == 40
    assert by_channel["connector"].counts == {
        "known": 1,
        "intake": 0,
        "invited": 1,
        "accepted": 1,
        "started": 1,
        "stayed": 1,
    }
    assert by_channel[""].counts["invited"] == 1
    assert by_channel[""].counts["started"] == 0
    assert found.drops == [("decline", "no_time", 1)]
    assert [(one.ambassador, one.language, one.people) for one in found.carried] == [("", "ti", 40)]
    assert [(way.told, way.counts["started"]) for way in found.tellers] == [(0, 0), (40, 1)]


def test_who_may_not_open_files_reads_no_number_of_fewer_than_five_people(running: Running) -> None:
    vera = running.cast.vera.memberships.get().organisation_id
    say_how_heard(candidate=running.cast.amal, channel="connector", organisation_id=vera, by=running.actor("karim"))
    with behind_the_wall(running.actor("vera")):
        assert set(funnel(running.actor("vera")).everybody.counts.values()) == {None}
    for n in range(5):
        row = candidate(f"U-7{n}", f"Extra{n}", running.cast.utrecht)
        say_how_heard(candidate=row, channel="connector", organisation_id=vera, by=running.actor("karim"))
        enrol(row, running.cohort, Stage.PRE_TRACK)
    with behind_the_wall(running.actor("vera")):
        counts = funnel(running.actor("vera")).everybody.counts
    assert (counts["known"], counts["started"], counts["intake"]) == (6, 5, None)


def test_of_one_level_only_people_in_groups_of_that_level_count(running: Running) -> None:
    running.until("invited")
    roos = running.actor("roos")
    assert funnel(roos, "mbo2").everybody.counts["known"] == 2
    assert funnel(roos, "hbo").everybody.counts["known"] == 0


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([12, 9], [12, 9]),
        ([12, 3, 9], [12, None, None]),  # the one would be the sum less the others
        ([12, 3, 2, 9], [12, None, None, 9]),
        ([12, 2, 1, 9], [12, None, None, None]),  # three people together are still few
        ([0, 12], [None, 12]),  # nobody at all
        ([3], [None]),
    ],
)
def test_no_number_is_told_from_which_a_small_one_can_be_worked_out(numbers: list[int], told: list[int | None]) -> None:
    assert [None if at in hidden(numbers) else number for at, number in enumerate(numbers)] == told


def test_the_same_outreach_is_noted_once(running: Running) -> None:
    assert _told(running, "vera").pk == _told(running, "vera").pk
    assert Outreach.objects.count() == 1


def test_a_connector_notes_it_on_the_page_and_finds_it_there(running: Running, as_: As) -> None:
    vera = as_(running.cast.vera)
    said = {"channel": "ambassador", "language": "ar", "held_on": timezone.localdate(), "reached": 25}
    answer = vera.post(reverse("recruitment:note_outreach"), said | {"carried_by": "Rima"}, follow=True)
    assert answer.status_code == 200
    assert "Rima" in answer.content.decode()
    assert vera.post(reverse("recruitment:note_outreach"), said | {"reached": "0"}).status_code == 422


def test_how_somebody_heard_of_it_is_noted_in_their_file(running: Running, as_: As) -> None:
    karim = as_(running.cast.karim)
    address = reverse("recruitment:heard", args=[running.cast.amal.pk])
    assert karim.post(address, {"channel": "friends", "organisation": ""}).status_code == 302
    assert karim.get(address).context["form"].initial["channel"] == "friends"
