"""The world goes on while a question is frozen: who does not fit a proposed group any more is told at the decision."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from leerwerk.planning import actions
from leerwerk.planning.enums import Verdict
from leerwerk.planning.models import GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.today import no_longer_fitting
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Cohort, Enrolment
from tests.planning.season import SmallSeason

type As = Callable[[Person], Client]


@pytest.fixture
def groen(small: SmallSeason, plan: PlanningRound) -> GroupProposal:
    return plan.group_proposals.get(cohort=small.groen)


def _rows(group: GroupProposal) -> list[PersonProposal]:
    return list(group.participants.select_related("candidate", "workplace").order_by("pk"))


def _group_asks(group: GroupProposal, **asks: Any) -> None:
    Cohort.objects.filter(pk=group.cohort_id).update(**asks)


def _states(candidate: Candidate, **facts: Any) -> None:
    """Somebody's profile is stated anew, and differs in this."""
    Profile.objects.filter(candidate=candidate).update(**facts)


def _unfit(group: GroupProposal) -> dict[str, list[str]]:
    found = no_longer_fitting(group.cohort, _rows(group))
    return {one.person.candidate.code: [str(b.code) for b in (*one.group, *one.workplace)] for one in found}


def _page(group: GroupProposal, browser: Client) -> str:
    return " ".join(browser.get(reverse("planning:group", args=[group.pk])).content.decode().split())


def test_while_nothing_changed_everybody_fits_and_nothing_is_said(
    groen: GroupProposal, small: SmallSeason, as_: As
) -> None:
    assert _unfit(groen) == {}
    assert "niet meer" not in _page(groen, as_(small.cast.roos))


@pytest.mark.parametrize(
    ("asks", "reason"),
    [
        ({"speaking": 4}, "speaking"),
        ({"motivation": 5, "load": 5}, "load"),
        ({"dagdelen": 0b1111111111}, None),
        ({"skills": ["vca"]}, "skills"),
        ({"licence": True}, "licence"),
        ({"starts_on": "2026-12-01"}, "ready"),
        ({"municipality_id": "GM1680"}, "travel"),
    ],
)
def test_a_group_that_asks_more_by_now_is_held_against_everybody_who_lacks_it(
    groen: GroupProposal, asks: dict[str, Any], reason: str | None
) -> None:
    _group_asks(groen, **asks)
    everyone = {row.candidate.code: [reason] for row in _rows(groen)}
    assert _unfit(groen) == (everyone if reason else {})


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"listening": 0}, None),
        ({"ready_on": "2027-08-01"}, "ready"),
        ({"available": 0b1111111110}, "dagdelen"),
        ({"sectors": ["zorg"]}, "sector"),
        ({"max_travel": 5}, "travel"),
    ],
)
def test_a_profile_that_was_stated_anew_counts_for_that_person_only(
    groen: GroupProposal, stated: dict[str, Any], reason: str | None
) -> None:
    person = _rows(groen)[0].candidate
    _states(person, **stated)
    found = _unfit(groen)
    assert set(found) == ({person.code} if reason else set())
    assert not reason or reason in found[person.code]


def test_a_workplace_that_asks_more_counts_for_who_is_proposed_there(groen: GroupProposal) -> None:
    there = _rows(groen)[0].workplace
    assert there is not None
    Workplace.objects.filter(pk=there.pk).update(licence=True)
    expected = {row.candidate.code: ["workplace_licence"] for row in _rows(groen) if row.workplace == there}
    assert _unfit(groen) == expected, "that another workplace of the group would do is no help: this one is proposed"
    assert 0 < len(expected) < groen.size


def test_whoever_has_no_profile_any_more_is_told(groen: GroupProposal, small: SmallSeason, as_: As) -> None:
    Candidate.objects.filter(pk=_rows(groen)[0].candidate_id).update(profile=None, low_skilled=False, ready_on=None)
    assert list(_unfit(groen).values()) == [[]]
    assert "heeft geen profiel meer." in _page(groen, as_(small.cast.roos))


def test_beside_the_decision_one_reads_who_and_what_is_missing(
    groen: GroupProposal, small: SmallSeason, as_: As
) -> None:
    row = _rows(groen)[0]
    assert row.workplace is not None
    _group_asks(groen, writing=3, excluded_limits=["no_lifting"])
    _states(row.candidate, writing=1, limits=["no_lifting"], skills=[])
    Workplace.objects.filter(proposals=row).update(skills=["first_aid"])
    page = _page(groen, as_(small.cast.roos))
    assert "passen niet meer bij deze groep" in page
    told = re.search(rf"<li><a[^>]*>{row.candidate}</a>(.*?)</li>", page)
    assert told is not None
    assert "2 niveaus hoger in schrijven · werk met: niet tillen · de vaardigheid EHBO" in told[1]
    assert row.workplace.title in told[1]


def test_a_decision_with_who_does_not_fit_any_more_needs_a_reason(groen: GroupProposal, roos: Actor) -> None:
    person = _rows(groen)[0].candidate
    _states(person, ready_on="2027-08-01")
    with pytest.raises(actions.CannotDecide, match=str(person)):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert not Enrolment.objects.exists()
    decision = actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, reason="stroomt later in", by=roos)
    assert (decision.size, decision.reason) == (groen.size, "stroomt later in")
    assert Event.objects.get(kind="planning.decided").facts["unfit"] == 1


def test_without_who_does_not_fit_any_more_nothing_else_is_asked(groen: GroupProposal, roos: Actor) -> None:
    person = _rows(groen)[0].candidate
    _states(person, ready_on="2027-08-01")
    actions.decide_group(
        proposal=groen, verdict=Verdict.CHANGED, left_out=[person.pk], reason="is pas in augustus klaar", by=roos
    )
    assert not Enrolment.objects.filter(candidate=person).exists()
    assert Event.objects.get(kind="planning.decided").facts["unfit"] == 0


def test_a_group_that_nobody_fits_any_more_can_be_refused(groen: GroupProposal, roos: Actor) -> None:
    _group_asks(groen, speaking=7)
    decision = actions.decide_group(proposal=groen, verdict=Verdict.REFUSED, reason="te hoge eisen", by=roos)
    assert decision.size == 0


def test_the_refusal_stands_on_the_page_with_what_was_typed(groen: GroupProposal, small: SmallSeason, as_: As) -> None:
    person = _rows(groen)[0].candidate
    _states(person, ready_on="2027-08-01")
    answer = as_(small.cast.roos).post(reverse("planning:decide", args=[groen.pk]), {"verdict": "accepted"})
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert f"Past niet meer bij deze groep: {person}." in page
    assert "dagen eerder klaar" in page


def test_who_moved_out_of_the_region_is_not_decided_on_unseen(
    groen: GroupProposal, small: SmallSeason, as_: As
) -> None:
    moved = _rows(groen)[0].candidate
    Candidate.objects.filter(pk=moved.pk).update(municipality="GM0307")
    roos = as_(small.cast.roos)
    assert "1 persoon in deze groep woont niet meer in uw regio." in _page(groen, roos)
    page = " ".join(
        roos.post(reverse("planning:decide", args=[groen.pk]), {"verdict": "accepted"}).content.decode().split()
    )
    assert not Enrolment.objects.exists()
    assert "Iemand in deze groep woont niet meer in uw regio." in page
    roos.post(
        reverse("planning:decide", args=[groen.pk]),
        {
            "verdict": "changed",
            "takes_part": [row.candidate_id for row in _rows(groen) if row.candidate_id != moved.pk],
            "reason": "is verhuisd",
        },
    )
    assert Enrolment.objects.count() == groen.size - 1


@pytest.mark.parametrize("people", [3, 6])
def test_it_takes_as_many_questions_for_three_people_as_for_six(
    people: int, groen: GroupProposal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = _rows(groen)[:people]
    cohort = Cohort.objects.select_related("version__blueprint").get(pk=groen.cohort_id)
    with django_assert_num_queries(2):
        no_longer_fitting(cohort, rows)
