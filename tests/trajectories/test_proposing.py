"""Proposing somebody for a group that was decided: who declined is replaced, an exception can come in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.pathway import Lack, NotAllowed, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories import actions
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.cast import candidate
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.trajectories.running import Running

type As = Callable[[Person], Client]
COST_OF_A_SEARCH = 8


def _address(running: Running) -> str:
    return reverse("trajectories:propose", args=[running.cohort.pk])


def _names(browser: Client, running: Running, **said: Any) -> list[str]:
    page = browser.get(_address(running), said)
    return [one["who"].candidate.given_name for one in page.context["people"]]


@pytest.fixture
def zahra(running: Running) -> Candidate:
    """Karim's, in no group; she speaks less than is asked."""
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=3)
    return candidate("U-7001", "Zahra", running.cast.utrecht, speaking=1)


def test_a_caseworker_finds_own_people_in_no_group_and_reads_what_fits(
    running: Running, zahra: Candidate, as_: As
) -> None:
    karim, els = as_(running.cast.karim), as_(running.cast.els)
    assert "Zahra" in _names(karim, running)
    assert "Amal" not in _names(karim, running), "she is in this group"
    assert "Zahra" not in _names(els, running)
    assert "Zahra" in _names(as_(running.cast.roos), running, q="zahra")
    assert _names(karim, running, q="zahra", fits="on") == []
    assert _names(karim, running, q="kandidaat1", fits="on") == ["Kandidaat1"]
    (told,) = karim.get(_address(running), {"q": "zahra"}).context["people"]
    assert "2" in told["lacks"][0]


def test_who_meets_what_is_asked_is_found_by_the_same_rules_as_one_person_is_compared(
    running: Running, zahra: Candidate, as_: As
) -> None:
    asks: dict[str, Any] = {"skills": ["heftruck"], "licence": True, "excluded_limits": ["lifting"], "dagdelen": 3}
    Cohort.objects.filter(pk=running.cohort.pk).update(**asks)
    brings: dict[str, Any] = {"speaking": 3, "skills": ["heftruck"], "licence": True, "available": 7, "limits": []}
    roos = as_(running.cast.roos)
    wrong: list[dict[str, Any]] = [
        *({}, {"skills": []}, {"licence": False}, {"limits": ["lifting"]}, {"available": 2}, {"speaking": 2})
    ]
    for lacking in wrong:
        Profile.objects.filter(candidate=zahra).update(**brings | lacking)
        (told,) = roos.get(_address(running), {"q": "zahra"}).context["people"]
        assert bool(told["lacks"]) == bool(lacking), lacking
        assert _names(roos, running, q="zahra", fits="on") == ([] if lacking else ["Zahra"]), lacking


def test_who_is_below_is_proposed_and_comes_in_as_an_exception(running: Running, zahra: Candidate, as_: As) -> None:
    answer = as_(running.cast.karim).post(_address(running), {"candidate": zahra.pk})
    row = Enrolment.objects.get(candidate=zahra)
    assert answer["Location"] == reverse("trajectories:path", args=[row.pk])
    assert (row.stage, row.events.get().by_as) == (Stage.PROPOSED, "intermediary")
    waits = Matter.objects.filter(subject_type="trajectories.enrolment", subject_id=row.pk, closed_at=None)
    assert [one.kind for one in waits] == ["trajectories.step.invite"]
    running.signed()
    running.act("karim", Step.INVITE, row)
    running.act("karim", Step.ACCEPT, row)
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.SELECT, row)
    assert Lack.BELOW_PROFILE in refused.value.lacks
    assert running.act("karim", Step.ASK_EXCEPTION, row, words="leert snel").stage == Stage.ACCEPTED
    assert not {kind for kind in differences_in(running.cohort) if "step" in kind}


def test_the_same_person_twice_is_once_also_by_two_people(running: Running, zahra: Candidate, as_: As) -> None:
    for name in ("karim", "karim", "roos"):
        answer = as_(getattr(running.cast, name)).post(_address(running), {"candidate": zahra.pk})
        assert answer.status_code == 302
    assert Enrolment.objects.filter(candidate=zahra).count() == 1
    assert Event.objects.filter(kind="enrolment_proposed_again").count() == 2


def test_who_is_not_to_be_found_cannot_be_proposed(running: Running, zahra: Candidate, as_: As) -> None:
    karim = as_(running.cast.karim)
    for nobody in (running.cast.samuel.pk, "nonsense", ""):
        assert karim.post(_address(running), {"candidate": nobody}).status_code == 422
    enrol(zahra, running.small.bouw)
    assert karim.post(_address(running), {"candidate": zahra.pk}).status_code == 422
    for name in ("bas", "lotte", "mo", "dirk", "vera"):
        assert as_(getattr(running.cast, name)).get(_address(running)).status_code == 404, name


def test_who_left_here_comes_back_on_their_own_path(running: Running, as_: As) -> None:
    running.act("karim", Step.LEAVE, reason="other")
    answer = as_(running.cast.karim).post(_address(running), {"candidate": running.cast.amal.pk})
    assert answer["Location"] == reverse("trajectories:path", args=[running.amal.pk])
    assert Enrolment.objects.filter(candidate=running.cast.amal).count() == 1


def test_nobody_comes_in_once_people_learn_and_work(running: Running, zahra: Candidate, as_: As) -> None:
    running.until("learn_work")
    with pytest.raises(actions.NotOpenForOthers):
        actions.propose_somebody(candidate=zahra, cohort=running.cohort, by=running.actor("karim"))
    karim = as_(running.cast.karim)
    assert karim.get(_address(running)).context["people"] == []
    assert karim.post(_address(running), {"candidate": zahra.pk}).status_code == 422


def test_a_search_costs_the_same_for_one_and_for_many(
    running: Running, zahra: Candidate, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    karim = as_(running.cast.karim)
    with django_assert_num_queries(DOOR + COST_OF_A_SEARCH):
        assert _names(karim, running, q="zahra") == ["Zahra"]
    for n in range(25):
        candidate(f"U-8{n:03}", f"Nog{n}", running.cast.utrecht)
    with django_assert_num_queries(DOOR + COST_OF_A_SEARCH):
        page = karim.get(_address(running))
    assert (len(page.context["people"]), page.context["more"]) == (20, True)
