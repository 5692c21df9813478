"""Amal moves from Utrecht to Nieuwegein: Karim offers her file, Els accepts it, and nothing is left half done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from leerwerk.notices.models import Matter, Outgoing
from leerwerk.notices.own_language import BETWEEN
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Municipality, Organisation, Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment import actions
from leerwerk.recruitment.models import Candidate, Handover, MovingPerson, Obstacle
from leerwerk.trajectories import jobs
from tests.cast import Cast
from tests.trajectories.running import Running, build_running

type SignIn = Callable[[Person], Client]
NIEUWEGEIN, UTRECHT = "GM0356", "GM0344"


@pytest.fixture
def running(cast: Cast) -> Running:
    """Amal is proposed for a group; she has an account."""
    return build_running(cast)


@pytest.fixture
def offered(running: Running) -> Handover:
    """Karim offered Amal's file to Nieuwegein."""
    return actions.offer_handover(
        candidate=running.cast.amal,
        municipality=Municipality.objects.get(pk=NIEUWEGEIN),
        receiver=running.cast.nieuwegein,
        by=running.actor("karim"),
    )


def _waits(organisation: Organisation) -> set[str]:
    return set(Matter.objects.filter(organisation=organisation, closed_at=None).values_list("kind", flat=True))


def test_an_offer_waits_for_the_receiver_and_changes_nothing_yet(offered: Handover, running: Running) -> None:
    assert "recruitment.handover.answer" in _waits(running.cast.nieuwegein)
    with behind_the_wall(running.actor("els")):
        assert str(MovingPerson.objects.get(handover=offered)) == "Amal Voorbeeld"
        assert not Candidate.objects.filter(given_name="Amal").exists()
    with behind_the_wall(running.actor("karim")):
        assert Candidate.objects.filter(given_name="Amal").exists()
    for name in ("bas", "dirk", "lotte", "mo"):
        with behind_the_wall(running.actor(name)):
            assert not MovingPerson.objects.exists(), name
            assert not Handover.objects.exists(), name


def test_els_reads_a_name_a_municipality_and_from_whom_before_she_accepts(
    offered: Handover, running: Running, as_: SignIn
) -> None:
    browser = as_(running.cast.els)
    (line,) = (line for line in browser.get(reverse("notices:mine")).context["lines"] if "handover" in line.matter.kind)
    assert line.name == "Amal Voorbeeld"
    page = browser.get(line.url).content.decode()
    for told in ("Amal Voorbeeld", "Nieuwegein", "Gemeente Utrecht", "artikel 35, vierde lid"):
        assert told in page
    for kept in ("U-0001", "2026-11-02"):
        assert kept not in page
    assert browser.get(reverse("recruitment:candidate", args=[running.cast.amal.pk])).status_code == 404
    assert as_(running.cast.karim).get(line.url).status_code == 404


def test_once_accepted_the_file_the_matters_and_the_obstacles_moved_in_one_go(
    offered: Handover, running: Running, as_: SignIn
) -> None:
    cast = running.cast
    noted = Obstacle(candidate=cast.amal, kind="debt", owner=cast.karim, due_on=date(2027, 1, 1))
    obstacle = actions.add_obstacle(obstacle=noted, by=running.actor("karim"))
    Matter.objects.filter(kind="trajectories.step.invite", candidate=cast.amal).update(person=cast.karim)
    karim, els = as_(cast.karim), as_(cast.els)
    file = reverse("recruitment:candidate", args=[cast.amal.pk])
    assert karim.get(file).status_code == 200
    els.post(reverse("recruitment:handover", args=[offered.pk]), {"answer": "accept"})
    assert karim.get(file).status_code == 404
    assert els.get(file).status_code == 200
    amal = Candidate.objects.get(pk=cast.amal.pk)
    assert (amal.intermediary, amal.municipality_id) == (cast.nieuwegein, NIEUWEGEIN)
    matter = Matter.objects.get(kind="trajectories.step.invite", candidate=amal)
    assert (matter.organisation, matter.person, matter.closed_at) == (cast.nieuwegein, None, None)
    obstacle.refresh_from_db()
    assert obstacle.owner is None
    assert "niemand" in els.get(file).content.decode()
    assert not Matter.objects.filter(kind__startswith="recruitment.handover.", closed_at=None).exists()
    event = Event.objects.get(kind="handover_accepted")
    assert event.facts == {"handover": offered.pk, "matters": 2, "obstacles": 1}
    assert els.post(reverse("notices:take", args=[matter.pk])).status_code == 302


def test_amal_is_told_in_her_language_and_sees_who_helps_her_now(
    offered: Handover, running: Running, as_: SignIn
) -> None:
    herself = as_(Person.objects.get(email="amal@example.org"))
    own = reverse("recruitment:own_file")
    assert "Wij hebben" in herself.get(own).content.decode()
    Candidate.objects.filter(person__email="amal@example.org").update(contact_language="tr")
    actions.accept_handover(handover=offered, by=running.actor("els"))
    letter = Outgoing.objects.get(kind="moved")
    assert letter.language == "tr"
    assert "Dosyanız da geçti" in letter.body.split(BETWEEN)[0]
    assert letter.address == "amal@example.org"
    assert "Uw dossier is meegegaan" in letter.body
    for name in ("Amal", "Utrecht", "Nieuwegein"):
        assert name not in letter.body
    page = herself.get(own).content.decode()
    assert "Gemeente Nieuwegein" in page
    assert "artikel 35" in page
    along = herself.get(reverse("recruitment:take_along")).json()
    assert along["handover"][0]["state"] == "accepted"


def test_what_the_group_waits_for_follows_by_a_job_that_was_put_in_the_same_transaction(
    offered: Handover, running: Running
) -> None:
    cast = running.cast
    Candidate.objects.filter(pk=cast.samuel.pk).update(intermediary=cast.utrecht)
    jobs.check_matters(timestamp=0)
    assert "trajectories.group.sign_profile" not in _waits(cast.nieuwegein)
    actions.accept_handover(handover=offered, by=running.actor("els"))
    (job,) = ProcrastinateJob.objects.filter(task_name="trajectories.settle_again")
    jobs.settle_after_move(**job.args)
    assert "trajectories.group.sign_profile" in _waits(cast.nieuwegein)


def test_a_move_to_another_region_leaves_what_belongs_to_the_group_in_its_region(running: Running) -> None:
    cast = running.cast
    there = Organisation.objects.create(
        code="gm-amersfoort",
        kind="municipality",
        name="Gemeente Amersfoort",
        region=cast.elsewhere,
        municipality_id="GM0307",
    )
    kaat = Person.objects.create(email="kaat@example.org", given_name="Kaat")
    kaat.memberships.create(organisation=there, function="caseworker", since="2024-01-01")
    handover = actions.offer_handover(
        candidate=cast.amal,
        municipality=Municipality.objects.get(pk="GM0307"),
        receiver=there,
        by=running.actor("karim"),
    )
    as_kaat = cast.actor(kaat)
    with behind_the_wall(as_kaat):
        actions.accept_handover(handover=Handover.objects.get(pk=handover.pk), by=as_kaat)
        assert Candidate.objects.get().given_name == "Amal"
    matter = Matter.objects.get(kind="trajectories.step.invite", candidate=cast.amal)
    assert (matter.organisation, matter.region) == (there, cast.region)
    with behind_the_wall(cast.actor(cast.dirk)):
        assert Candidate.objects.filter(pk=cast.amal.pk).exists()
    with behind_the_wall(running.actor("roos")):
        assert not Candidate.objects.filter(pk=cast.amal.pk).exists()
        assert Matter.objects.filter(pk=matter.pk).exists()


def test_who_refuses_says_why_and_the_sender_reads_it(offered: Handover, running: Running, as_: SignIn) -> None:
    els, karim = as_(running.cast.els), as_(running.cast.karim)
    address = reverse("recruitment:handover", args=[offered.pk])
    assert els.post(address, {"answer": "refuse", "reason": ""}).status_code == 422
    assert els.post(address, {"answer": "refuse", "reason": "Zij woont hier niet."}).status_code == 302
    assert "recruitment.handover.refused" in _waits(running.cast.utrecht)
    assert els.get(address).status_code == 404
    with behind_the_wall(running.actor("els")):
        assert not MovingPerson.objects.exists(), "who refused reads the name no longer"
    file = karim.get(reverse("recruitment:candidate", args=[running.cast.amal.pk])).content.decode()
    assert "Zij woont hier niet." in file
    karim.post(reverse("recruitment:withdraw_handover", args=[offered.pk]))
    assert "recruitment.handover.refused" not in _waits(running.cast.utrecht)


def test_an_offer_is_made_once_and_to_one_organisation_at_a_time(offered: Handover, running: Running) -> None:
    karim = running.actor("karim")
    said: dict[str, Any] = {"candidate": running.cast.amal, "municipality": offered.municipality, "by": karim}
    assert actions.offer_handover(receiver=running.cast.nieuwegein, **said) == offered
    with pytest.raises(actions.AlreadyOffered):
        actions.offer_handover(receiver=running.cast.werkcentrum, **said)
    actions.withdraw_handover(handover=offered, by=karim)
    actions.withdraw_handover(handover=offered, by=karim)
    assert "recruitment.handover.answer" not in _waits(running.cast.nieuwegein)
    for late in (actions.accept_handover, actions.refuse_handover):
        more = {"reason": "te laat"} if late is actions.refuse_handover else {}
        with pytest.raises(actions.HandoverIsClosed):
            late(handover=offered, by=running.actor("els"), **more)


def test_after_a_refusal_the_file_is_offered_to_somebody_else(offered: Handover, running: Running) -> None:
    actions.refuse_handover(handover=offered, reason="nee", by=running.actor("els"))
    again = actions.offer_handover(
        candidate=running.cast.amal,
        municipality=offered.municipality,
        receiver=running.cast.werkcentrum,
        by=running.actor("karim"),
    )
    assert again != offered
    assert "recruitment.handover.refused" not in _waits(running.cast.utrecht)
    actions.withdraw_handover(handover=again, by=running.actor("karim"))
    accepted = actions.offer_handover(
        candidate=running.cast.amal,
        municipality=offered.municipality,
        receiver=running.cast.nieuwegein,
        by=running.actor("karim"),
    )
    actions.accept_handover(handover=accepted, by=running.actor("els"))
    with pytest.raises(actions.HandoverIsClosed):
        actions.withdraw_handover(handover=accepted, by=running.actor("karim"))


def test_karim_offers_a_file_on_the_page_and_not_across_regions(running: Running, as_: SignIn) -> None:
    browser, cast = as_(running.cast.karim), running.cast
    address = reverse("recruitment:hand_over", args=[cast.amal.pk])
    assert "artikel 35" in browser.get(address).content.decode()
    assert browser.post(address, {"municipality": "GM0307", "receiver": cast.nieuwegein.pk}).status_code == 422
    said = {"municipality": NIEUWEGEIN, "receiver": cast.nieuwegein.pk}
    assert browser.post(address, said).status_code == 302
    assert browser.post(address, said | {"receiver": cast.werkcentrum.pk}).status_code == 422
    file = browser.get(reverse("recruitment:candidate", args=[cast.amal.pk])).content.decode()
    assert "aangeboden aan Gemeente Nieuwegein" in " ".join(file.split())
    assert as_(cast.els).get(address).status_code == 404


def test_a_candidate_without_an_address_gets_no_letter(cast: Cast) -> None:
    handover = actions.offer_handover(
        candidate=cast.samuel,
        municipality=Municipality.objects.get(pk=UTRECHT),
        receiver=cast.utrecht,
        by=cast.actor(cast.els),
    )
    actions.accept_handover(handover=handover, by=cast.actor(cast.karim))
    assert not Outgoing.objects.exists()
    assert handover.offered_at > timezone.now() - timedelta(minutes=1)
