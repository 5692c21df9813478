"""The pages of matching, as each of the cast uses them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from leerwerk.matching.jobs import work_out
from leerwerk.matching.models import Introduction, IntroductionAnswer, MatchRound
from leerwerk.parties.models import Person
from leerwerk.placement.models import Placement, Trial
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Profile
from tests.costs import DOOR
from tests.matching.world import TODAY, Looking
from tests.trajectories.agreeing import amal_herself

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SENT = {"wants_to": "yes", "shows": ["name", "language"], "words": "Ik kom graag."}


def at(name: str, *about: object) -> str:
    return reverse(f"matching:{name}", args=about)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_from_the_shortlist_to_a_trial_placement_that_is_filled_in_already(looking: Looking, as_: As) -> None:
    cast, key = looking.running.cast, looking.amal.pk
    karim, amal, jasmijn = as_(cast.karim), as_(amal_herself()), as_(looking.jasmijn)
    shown = text(karim, at("person", key))
    assert "Tuinen" in shown
    assert "Schoffelen" in shown
    assert karim.post(at("introduce", key), {"workplace": [looking.garden.pk, looking.bakery.pk]}).status_code == 302
    row = Introduction.objects.get(workplace=looking.garden)

    assert "Tuinen van Jasmijn" in text(amal, at("mine"))
    assert jasmijn.get(at("introduction", row.pk)).status_code == 404
    assert amal.post(at("answer", row.pk), SENT).status_code == 302
    assert "Amal" in text(jasmijn, at("asked"))
    seen = text(jasmijn, at("introduction", row.pk))
    assert "Ik kom graag." in seen
    assert "Voorbeeld" not in seen, "of the name what was ticked: the given name"
    assert "Utrecht" not in seen, "where somebody lives was not ticked"

    assert jasmijn.post(at("employer_answer", row.pk), {"wants_to": "first"}).status_code == 302
    planned = {"day": TODAY.isoformat(), "at": "10:00", "where": "Bij de tuin", "goes_along": "Mila"}
    assert karim.post(at("plan", row.pk), planned).status_code == 302
    assert "Bij de tuin" in text(amal, at("mine"))
    for client in (amal, jasmijn):
        assert client.post(at("after", row.pk), {"goes_on": "yes"}).status_code == 302
    page = text(karim, at("introduction", row.pk))
    way = reverse("placement:fill_trial", args=[key]) + f"?at={looking.garden.pk}"
    assert way in page
    form = text(karim, way)
    assert "Tuinen, Nieuwegein" in form
    assert "Schoffelen" in form
    assert f'value="{looking.garden.employer_id}" selected' in form


def test_filling_in_the_work_begins_with_the_workplace_of_the_introduction(looking: Looking, as_: As) -> None:
    karim, key = as_(looking.running.cast.karim), looking.amal.pk
    there = text(karim, reverse("placement:fill", args=[key]) + f"?at={looking.bakery.pk}")
    assert "Broodbakken, Utrecht" in there
    for wrong in ("x", "999999", "1" * 30):
        assert karim.get(reverse("placement:fill", args=[key]) + f"?at={wrong}").status_code == 200
    assert not Placement.objects.exists()
    assert not Trial.objects.exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"words": "Graag"}, "lw-error"),
        ({"wants_to": "yes"}, "minstens één ding"),
        ({"wants_to": "yes", "shows": ["secret"]}, "secret"),
        ({"wants_to": "maybe"}, "maybe"),
        ({"wants_to": "yes", "shows": ["name"], "words": "x" * 401}, "400"),
    ],
)
def test_what_cannot_be_taken_is_named_and_what_was_typed_stays(
    looking: Looking, as_: As, sent: dict[str, Any], told: str
) -> None:
    (row,) = looking.introduced(looking.garden)
    answer = as_(amal_herself()).post(at("answer", row.pk), sent)
    assert answer.status_code == 422
    assert not IntroductionAnswer.objects.exists()
    with override("nl"):
        assert told in answer.content.decode()


def test_an_employer_says_why_not_and_then_meets_them_no_longer(looking: Looking, as_: As) -> None:
    row, jasmijn = looking.wanted(looking.garden), as_(looking.jasmijn)
    assert jasmijn.post(at("employer_answer", row.pk), {"wants_to": "no"}).status_code == 422
    answer = jasmijn.post(at("employer_answer", row.pk), {"wants_to": "no", "reason": "times", "words": ""})
    assert answer["Location"] == at("asked")
    assert "de tijden passen niet" in text(as_(amal_herself()), at("mine")), "Amal reads why"
    assert jasmijn.get(at("introduction", row.pk)).status_code == 404


def test_pressing_twice_does_nothing_twice(looking: Looking, as_: As) -> None:
    (row,), amal = looking.introduced(looking.garden), as_(amal_herself())
    for _twice in range(2):
        assert amal.post(at("answer", row.pk), SENT).status_code == 302
        assert (
            as_(looking.running.cast.karim).post(at("introduce", looking.amal.pk), {"workplace": []}).status_code == 422
        )
    assert IntroductionAnswer.objects.count() == 1
    for _twice in range(2):
        assert amal.post(at("close", row.pk)).status_code == 302
    nothing = as_(looking.running.cast.karim).post(at("introduce", looking.amal.pk), {})
    assert nothing.status_code == 422
    assert Introduction.objects.get(pk=row.pk).because == "person_no"


def test_that_an_employer_reads_of_somebody_stands_in_the_log_of_their_file(looking: Looking, as_: As) -> None:
    row = looking.wanted(looking.garden)
    text(as_(looking.jasmijn), at("introduction", row.pk))
    read = Reading.objects.get(subject_type="recruitment.candidate", organisation_id=looking.garden.employer_id)
    assert (read.subject_id, read.person_id) == (looking.amal.candidate_id, looking.jasmijn.pk)


def test_the_guide_writes_down_what_somebody_without_an_account_says(looking: Looking, as_: As) -> None:
    els = as_(looking.running.cast.els)
    (row,) = looking.introduced(looking.garden, whose=looking.samuel, by="els")
    assert at("answer", row.pk) in text(els, at("introduction", row.pk))
    assert els.post(at("answer", row.pk), SENT).status_code == 302
    assert IntroductionAnswer.objects.get().with_help
    assert at("choose", row.pk) in text(els, at("introduction", row.pk))
    assert els.post(at("choose", row.pk), {"shows": ["town"]}).status_code == 302
    assert Introduction.objects.get(pk=row.pk).shows == ["town"]
    (amals,) = looking.introduced(looking.garden)
    karim = as_(looking.running.cast.karim)
    assert at("answer", amals.pk) not in text(karim, at("introduction", amals.pk))
    assert karim.post(at("answer", amals.pk), SENT).status_code == 422


def test_a_director_asks_who_fits_where_and_asks_whom_they_tick(looking: Looking, as_: As) -> None:
    roos = as_(looking.running.cast.roos)
    asked = roos.post(at("ask"), {"ticket": "no ticket"})
    row = MatchRound.objects.get()
    assert asked["Location"] == at("round", row.pk)
    assert "wordt uitgerekend" in text(roos, at("round", row.pk))
    work_out(round_id=row.pk, attempt=1)
    shown = text(roos, at("round", row.pk))
    assert "bewezen" in shown
    proposal = row.proposals.get(enrolment=looking.amal)
    assert roos.post(at("introduce_by_round", row.pk), {"proposal": [proposal.pk, "x", "9" * 30]}).status_code == 302
    assert [one.workplace for one in Introduction.objects.all()] == [proposal.workplace]
    for narrowed in ("placed", "left", "rather", "nonsense"):
        assert roos.get(at("round", row.pk) + f"?show={narrowed}&page=99").status_code == 200


def test_a_workplace_shows_who_fits_and_why(looking: Looking, as_: As) -> None:
    roos = as_(looking.running.cast.roos)
    assert at("workplace", looking.garden.pk) in text(roos, reverse("placement:workplace", args=[looking.garden.pk]))
    Profile.objects.filter(candidate=looking.samuel.candidate_id).update(available=0)
    shown = text(roos, at("workplace", looking.garden.pk))
    assert shown.index("Amal") < shown.index("Samuel")
    assert "geen dagdeel" in shown


def test_who_looks_for_work_stands_on_the_list_of_who_guides_them(looking: Looking, as_: As) -> None:
    cast = looking.running.cast
    looking.introduced(looking.garden)
    for person, there in ((cast.roos, {"Amal", "Samuel"}), (cast.karim, {"Amal"}), (cast.els, {"Samuel"})):
        shown = text(as_(person), at("people"))
        assert {name for name in ("Amal", "Samuel") if name in shown} == there
    assert text(as_(cast.dirk), at("people"))


def test_a_page_costs_as_many_questions_for_one_introduction_as_for_three(looking: Looking, as_: As) -> None:
    karim, jasmijn, amal = as_(looking.running.cast.karim), as_(looking.jasmijn), as_(amal_herself())
    row = looking.wanted(looking.garden)

    def asked() -> dict[str, int]:
        counted = {}
        for name, client, about in (
            ("people", karim, []),
            ("person", karim, [looking.amal.pk]),
            ("introduction", karim, [row.pk]),
            ("asked", jasmijn, []),
            ("mine", amal, []),
        ):
            with CaptureQueriesContext(connection) as questions:
                text(client, at(name, *about))
            counted[name] = len(questions) - DOOR
        return counted

    for_one = asked()
    looking.introduced(looking.garden, whose=looking.samuel, by="els")
    looking.mutual(looking.bakery, "joris")
    assert asked() == for_one
    assert max(for_one.values()) <= 11, for_one
