"""What the pages of a plan tell: who is found, what waits, what is sure and what is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.parties.models import Person, Region
from leerwerk.planning import actions
from leerwerk.planning.enums import RoundState, Verdict
from leerwerk.planning.models import PersonProposal, PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from tests.cast import candidate
from tests.costs import DOOR
from tests.planning.season import END, START, SmallSeason

type As = Callable[[Person], Client]


@pytest.mark.parametrize("words", ["José", "jose", "JOSÉ voorb", "éva", "Serife", "Şerife", "U-2001", "u 2001"])
def test_people_of_a_plan_are_found_however_their_name_is_typed(words: str, small: SmallSeason, as_: As) -> None:
    for n, name in enumerate(("José", "Éva", "Şerife")):
        candidate(f"U-2{n:03}", name, small.cast.utrecht)
    plan = small.plan()
    wanted = "Éva" if "2001" in words or "va" in words else "Şerife" if words.endswith("erife") else "José"
    for person, url in (
        (small.cast.roos, reverse("planning:people", args=[plan.pk])),
        (small.cast.karim, reverse("planning:own")),
    ):
        page = as_(person).get(url, {"q": words}).content.decode()
        assert f"{wanted} Voorbeeld" in page
        assert "Kandidaat1" not in page


def _herself(plan: PlanningRound, small: SmallSeason, as_: As) -> tuple[PersonProposal, Client]:
    row = plan.person_proposals.filter(group__cohort=small.groen).select_related("candidate", "round").first()
    assert row is not None
    row.candidate.person = Person.objects.create(email="zelf@example.org", given_name="Zelf")
    row.candidate.save()
    return row, as_(row.candidate.person)


def test_a_good_chance_is_only_told_when_it_is_good(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    row, herself = _herself(plan, small, as_)
    assert row.chance == pytest.approx(row.parts["benefit"] / 28.0)
    for chance, told in ((0.75, True), (0.6, True), (0.59, False), (None, False)):
        row.parts = {"wish": 1.5} if chance is None else {"wish": 1.5, "benefit": chance * 28.0}
        row.save()
        page = herself.get(reverse("planning:mine"), follow=True).content.decode()
        assert ("6 op de 10 of meer" in page) is told
    assert "tellen nooit mee bij het kiezen van een groep" in page


def test_a_round_that_waits_says_behind_which_other_round(small: SmallSeason, as_: As) -> None:
    roos, first, second = as_(small.cast.roos), small.ask(), small.ask()
    long_ago = timezone.now() - timedelta(minutes=2)
    PlanningRound.objects.filter(pk=second.pk).update(asked_at=long_ago)
    progress = reverse("planning:progress", args=[second.pk])
    assert "beheerder" in roos.get(progress).content.decode()
    PlanningRound.objects.filter(pk=first.pk).update(
        name="De eerste", state=RoundState.SOLVING, heartbeat_at=timezone.now(), started_at=timezone.now()
    )
    page = roos.get(progress).content.decode()
    assert "beheerder" not in page
    assert "De eerste" in page
    assert reverse("planning:round", args=[first.pk]) in page
    PlanningRound.objects.filter(pk=first.pk).update(heartbeat_at=long_ago)
    assert "beheerder" in roos.get(progress).content.decode(), "a planner that fell silent is not at work"


def test_the_plan_of_another_region_is_not_named_to_who_waits_behind_it(small: SmallSeason, as_: As) -> None:
    PlanningRound.objects.create(
        region=Region.objects.get(pk=small.cast.elsewhere.pk),
        name="Geheim",
        season_from=START,
        season_until=END,
        state=RoundState.SOLVING,
        asked_at=timezone.now(),
        started_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )
    page = as_(small.cast.roos).get(reverse("planning:progress", args=[small.ask().pk])).content.decode()
    assert "Geheim" not in page
    assert "een ander plan" in page


def _objected(row: PersonProposal, words: str, small: SmallSeason) -> None:
    actions.object_to_proposal(proposal=row, text=words, by=small.cast.actor(small.cast.karim))


def test_who_decides_reads_the_objections_of_the_participants_first(
    plan: PlanningRound, small: SmallSeason, roos: Actor, as_: As
) -> None:
    newer = small.plan()
    group = newer.group_proposals.get(cohort=small.groen)
    one, two = group.participants.filter(candidate__intermediary=small.cast.utrecht).order_by("pk")[:2]
    outside = newer.person_proposals.exclude(group=group).first()
    assert outside is not None
    _objected(one, "Ik heb op maandag geen opvang.", small)
    _objected(plan.person_proposals.get(candidate=two.candidate_id), "Liever in mei.", small)
    _objected(outside, "Ik wil naar groen.", small)
    browser, url = as_(small.cast.roos), reverse("planning:group", args=[group.pk])
    page = browser.get(url).content.decode()
    assert "2 bezwaren wachten op antwoord" in page
    assert "Ik heb op maandag geen opvang." in page
    assert "Liever in mei." in page
    assert "Ik wil naar groen." not in page
    for objection in one.objections.all():
        assert reverse("planning:answer", args=[objection.pk]) in page
        actions.answer_objection(objection=objection, answer="Er is opvang.", by=roos)
    assert "1 bezwaar wacht op antwoord" in browser.get(url).content.decode()
    actions.decide_group(proposal=group, verdict=Verdict.ACCEPTED, by=roos)
    assert "wacht op antwoord" not in browser.get(url).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_a_group_costs_the_same_however_many_object(
    many: int, plan: PlanningRound, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = plan.group_proposals.get(cohort=small.groen)
    for row in group.participants.all()[:many]:
        _objected(row, "Liever niet.", small)
    roos = as_(small.cast.roos)
    with django_assert_num_queries(10 + DOOR):
        roos.get(reverse("planning:group", args=[group.pk]))


def test_a_persons_page_says_how_many_of_the_groups_that_do_not_fit_it_shows(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    amal = Candidate.objects.get(pk=small.cast.amal.pk)
    page = as_(small.cast.karim).get(reverse("planning:person", args=[plan.pk, amal.pk])).content.decode()
    assert "de dichtstbijzijnde eerst: 1 van de 1" in page
    assert "planner opnieuw" not in page
