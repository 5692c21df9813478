"""A full group has a waiting list in the order in which people came on it; a free place is for the first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.engine.pathway import Lack, NotAllowed, Reason, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.placement.actions import give_seat
from leerwerk.trajectories import actions
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.cast import candidate
from tests.trajectories.running import LEFT_FOR_A_JOB, Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


def _open(row: Enrolment) -> set[str]:
    found = Matter.objects.filter(subject_type="trajectories.enrolment", subject_id=row.pk, closed_at=None)
    return {one.kind.rsplit(".", 1)[1] for one in found}


@pytest.fixture
def full(running: Running) -> Running:
    """A group of one place, which Amal has."""
    Cohort.objects.filter(pk=running.cohort.pk).update(min_size=1, max_size=1)
    running.until("selected")
    return running


@pytest.fixture
def line(full: Running) -> list[Enrolment]:
    """Samuel and Zahra said yes and came on the list in this order."""
    zahra = actions.propose_somebody(
        candidate=candidate("U-7001", "Aaliyah", full.cast.utrecht), cohort=full.cohort, by=full.actor("karim")
    )
    give_seat(enrolment=zahra, workplace=full.small.workplaces[0], by=full.actor("roos"))
    people = [(full.samuel, "els"), (zahra, "karim")]
    for row, guide in people:
        for step in (Step.INVITE, Step.ACCEPT):
            full.act(guide, step, row)
        assert _open(row) == {"wait"}
        full.act(guide, Step.WAIT, row)
        assert _open(row) == set()
    return [row for row, _guide in people]


def test_a_place_that_comes_free_is_offered_to_the_first_only(full: Running, line: list[Enrolment]) -> None:
    first, second = line
    full.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    assert (_open(first), _open(second)) == ({"offer_place"}, set())
    with pytest.raises(NotAllowed) as refused:
        full.act("karim", Step.OFFER_PLACE, second)
    assert refused.value.lacks == (Lack.OTHERS_WAIT_LONGER,)
    full.act("els", Step.OFFER_PLACE, first)
    assert (_open(first), _open(second)) == ({"select"}, set()), "the place is for the first until they are selected"
    for name in ("els", "bas"):
        full.act(name, Step.SELECT, first)
    assert Enrolment.objects.get(pk=first.pk).waiting_since is None
    assert _open(second) == set()
    full.act("els", Step.LEAVE, first, reason=Reason.OTHER)
    assert _open(second) == {"offer_place"}
    assert not {kind for kind in differences_in(full.cohort) if "step" in kind}


def test_when_the_first_does_not_want_it_any_more_the_next_is_offered(full: Running, line: list[Enrolment]) -> None:
    first, second = line
    full.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    full.act("els", Step.LEAVE, first, reason=Reason.FOUND_WORK)
    assert _open(second) == {"offer_place"}
    full.act("karim", Step.RETURN, full.amal)
    assert _open(second) == set(), "who came back took the place"


def test_who_says_yes_later_does_not_overtake_the_list(full: Running, line: list[Enrolment]) -> None:
    late = actions.propose_somebody(
        candidate=candidate("U-7002", "Laat", full.cast.utrecht), cohort=full.cohort, by=full.actor("karim")
    )
    give_seat(enrolment=late, workplace=full.small.workplaces[1], by=full.actor("roos"))
    full.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    for step in (Step.INVITE, Step.ACCEPT):
        full.act("karim", step, late)
    with pytest.raises(NotAllowed) as refused:
        full.act("karim", Step.SELECT, late)
    assert refused.value.lacks == (Lack.OTHERS_WAIT_LONGER,)
    assert _open(late) == {"wait"}
    assert full.act("karim", Step.WAIT, late).waiting
    assert not {kind for kind in differences_in(full.cohort) if "step" in kind}


def test_the_list_stands_on_the_page_in_its_order_with_since_when(
    full: Running, line: list[Enrolment], as_: As
) -> None:
    address = reverse("trajectories:participants", args=[full.cohort.pk])
    page = as_(full.cast.roos).get(address)
    assert [row.pk for row in page.context["waiting"]] == [row.pk for row in line], "not by name"
    assert page.content.decode().count("sinds") >= 2
    seen = as_(full.cast.els).get(address).context["waiting"]
    assert [row.pk for row in seen] == [line[0].pk], "whom one meets"


def test_who_waits_once_more_keeps_their_place_in_the_line(full: Running, line: list[Enrolment]) -> None:
    first, second = line
    full.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    full.act("els", Step.OFFER_PLACE, first)
    full.act("karim", Step.RETURN, full.amal)
    full.act("els", Step.WAIT, first)
    full.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    assert Enrolment.objects.get(pk=first.pk).stage == Stage.ACCEPTED
    assert (_open(first), _open(second)) == ({"offer_place"}, set())
