"""The pages of a trial placement, as each of the cast uses them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from leerwerk.engine.pathway import Stage
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Placement, Trial, TrialAnswer, TrialReaction, TrialReview
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment
from tests.placement.placing import TODAY, arrive, filled
from tests.placement.trying import (
    BEGAN,
    agreed_trial,
    approve,
    begun_trial,
    filled_trial,
    sent_trial,
)
from tests.trajectories.agreeing import amal_herself
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
YES = {"version": "1", "yes": "yes"}
REVIEW = {"goal_1": "reached", "goal_2": "on_the_way", "well": "Oppotten", "harder": "Namen", "next": "Oefenen"}


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def at(name: str, *about: object) -> str:
    return reverse(f"placement:{name}", args=about)


def everything(running: Running, **other: Any) -> dict[str, Any]:
    """Return the form of a whole trial placement as a browser sends it; what is empty is left open."""
    sent: dict[str, Any] = {
        "seen": "0",
        "employer": str(running.cast.groenwerk.pk),
        "workplace": "Kwekerij",
        "tasks": "Planten verzorgen\nOpruimen",
        "goals": "Zelf oppotten\nBestellingen klaarzetten",
        "hours": "24",
        "begins": BEGAN.isoformat(),
        "ends": (BEGAN + timedelta(days=50)).isoformat(),
        "looked_at": (BEGAN + timedelta(days=20)).isoformat(),
        "intends": "yes",
        "coach": "Mila de Graaf",
    }
    return sent | other


def test_from_the_work_page_to_a_trial_placement_that_goes_on(ready: Running, as_: As) -> None:
    karim, bas, mo, amal = (as_(one) for one in (ready.cast.karim, ready.cast.bas, ready.cast.mo, amal_herself()))
    assert at("fill_trial", ready.amal.pk) in karim.get(at("work", ready.amal.pk)).content.decode()
    assert karim.get(at("fill_trial", ready.amal.pk)).status_code == 200
    assert karim.post(at("fill_trial", ready.amal.pk), everything(ready)).status_code == 302
    row = Trial.objects.get()
    page = karim.get(at("trial", ready.amal.pk))
    assert page.context["may"]["sends"] is True
    for _click in range(2):
        assert karim.post(at("send_trial", row.pk), {"seen": row.edits}).status_code == 302
    for browser in (bas, mo, amal):
        assert browser.get(at("answer_trial", row.pk)).status_code == 200
        for _click in range(2):
            assert browser.post(at("answer_trial", row.pk), YES).status_code == 302
    assert karim.get(at("trial", ready.amal.pk)).context["may"]["begins"] is True
    for _click in range(2):
        assert karim.post(at("begin_trial", row.pk)).status_code == 302
    assert Enrolment.objects.get(pk=ready.amal.pk).stage == Stage.TRIAL_PLACEMENT
    assert TrialAnswer.objects.count() == 4
    assert Reading.objects.filter(subject_id=ready.cast.amal.pk).exists()


def test_what_lacks_is_named_with_words_and_nothing_is_sent(ready: Running, as_: As) -> None:
    karim = as_(ready.cast.karim)
    assert karim.post(at("fill_trial", ready.amal.pk), everything(ready, goals="", coach="")).status_code == 302
    row = Trial.objects.get()
    page = karim.get(at("trial", ready.amal.pk))
    assert page.context["may"]["sends"] is False
    answer = karim.post(at("send_trial", row.pk), {"seen": row.edits})
    assert answer.status_code == 422
    for found in (page, answer):
        assert [one["code"] for one in found.context["one"]["lacks"]] == ["goals", "coach"]
        assert 'data-lack="goals"' in found.content.decode()
    assert 'data-lack="goals"' in karim.get(at("work", ready.amal.pk)).content.decode()


def test_what_is_known_stands_in_the_form_and_bas_is_not_asked_who_he_is(ready: Running, as_: As) -> None:
    form = as_(ready.cast.bas).get(at("fill_trial", ready.amal.pk)).context["form"]
    assert "employer" not in form.fields
    assert form["workplace"].value()
    assert as_(ready.cast.bas).post(at("fill_trial", ready.amal.pk), everything(ready)).status_code == 302
    assert Trial.objects.get().employer == ready.cast.groenwerk


def test_who_types_after_somebody_else_or_nonsense_keeps_what_was_typed(ready: Running, as_: As) -> None:
    filled_trial(ready)
    karim = as_(ready.cast.karim)
    answer = karim.post(at("fill_trial", ready.amal.pk), everything(ready, coach="Piet Bos"))
    assert (answer.status_code, "Piet Bos" in answer.content.decode()) == (422, True)
    wrong = karim.post(at("fill_trial", ready.amal.pk), everything(ready, seen="1", hours="veel", begins="ooit"))
    assert set(wrong.context["form"].errors) == {"hours", "begins"}


def test_what_was_sent_can_be_changed_and_is_then_sent_anew(ready: Running, as_: As) -> None:
    row = agreed_trial(ready)
    karim = as_(ready.cast.karim)
    form = karim.get(at("fill_trial", ready.amal.pk)).context["form"]
    assert "employer" not in form.fields
    sent = everything(ready, seen=str(row.edits), hours="30")
    assert karim.post(at("fill_trial", ready.amal.pk), sent).status_code == 302
    page = karim.get(at("trial", ready.amal.pk))
    assert (page.context["one"]["draft"], page.context["may"]["begins"]) == (True, False)
    assert karim.post(at("begin_trial", row.pk)).status_code == 422


def test_a_no_without_words_is_asked_again_and_with_words_is_read_by_karim(ready: Running, as_: As) -> None:
    row = sent_trial(ready)
    bas = as_(ready.cast.bas)
    no = {"version": "1", "yes": "no", "words": ""}
    assert set(bas.post(at("answer_trial", row.pk), no).context["form"].errors) == {"words"}
    assert bas.post(at("answer_trial", row.pk), no | {"words": "Te weinig uren."}).status_code == 302
    for name in ("trial", "work"):
        page = as_(ready.cast.karim).get(at(name, ready.amal.pk)).content.decode()
        assert "Te weinig uren." in page
    late = as_(amal_herself()).post(at("answer_trial", row.pk), YES)
    assert late.status_code == 422


def test_amal_reads_it_in_her_own_language_beside_the_dutch(ready: Running, as_: As) -> None:
    Candidate.objects.filter(pk=ready.cast.amal.pk).update(contact_language="ar")
    amal = as_(amal_herself())
    assert amal.get(at("my_trial")).status_code == 200
    row = sent_trial(ready)
    for address in (at("my_trial"), at("answer_trial", row.pk)):
        page = amal.get(address)
        assert page.context["language"] == "ar"
        assert 'lang="ar" dir="rtl"' in page.content.decode()
        assert "Zelf planten oppotten" in page.content.decode()
    assert at("answer_trial", row.pk) in amal.get(at("my_trial")).content.decode()
    assert at("my_trial") in amal.get(at("my_work")).content.decode()


def test_what_was_never_sent_is_nothing_for_amal_and_the_mentor(ready: Running, as_: As) -> None:
    row = filled_trial(ready)
    assert not as_(amal_herself()).get(at("my_trial")).context["one"]
    assert as_(ready.cast.mo).get(at("trial", ready.amal.pk)).context["one"] is None
    assert as_(ready.cast.mo).get(at("answer_trial", row.pk)).status_code == 404


def test_without_an_account_karim_writes_down_what_amal_says(ready: Running, as_: As) -> None:
    Candidate.objects.filter(pk=ready.cast.amal.pk).update(person=None)
    row = sent_trial(ready)
    karim = as_(ready.cast.karim)
    assert at("answer_trial_for", row.pk) in karim.get(at("trial", ready.amal.pk)).content.decode()
    assert karim.post(at("answer_trial_for", row.pk), YES).status_code == 302
    assert TrialAnswer.objects.get(side="candidate").with_help is True


def test_with_an_account_karim_does_not_speak_for_amal(ready: Running, as_: As) -> None:
    row = sent_trial(ready)
    assert as_(ready.cast.karim).post(at("answer_trial_for", row.pk), YES).status_code == 422
    assert not TrialAnswer.objects.filter(side="candidate").exists()


OTHERS = ("lotte", "els", "dirk", "fleur", "vera")


@pytest.mark.parametrize("name", OTHERS)
def test_others_have_no_page_about_it(ready: Running, as_: As, name: str) -> None:
    row = begun_trial(ready)
    browser = as_(getattr(ready.cast, name))
    for route, about in (
        ("trial", (ready.amal.pk,)),
        ("fill_trial", (ready.amal.pk,)),
        ("answer_trial", (row.pk,)),
        ("review_trial", (row.pk, "mid")),
        ("react_to_review", (row.pk, "mid")),
        ("conclude_trial", (row.pk,)),
        ("end_trial", (row.pk,)),
    ):
        assert browser.get(at(route, *about)).status_code in (403, 404), route


def test_an_employer_reads_own_trial_placements_only(ready: Running, as_: As) -> None:
    region = ready.cast.region
    other = Organisation.objects.create(code="b", kind="employer", name="Bakker", region=region, synthetic=True)
    row = sent_trial(ready, employer=other.pk)
    bas = as_(ready.cast.bas)
    assert bas.get(at("trial", ready.amal.pk)).context["one"] is None
    assert bas.get(at("work", ready.amal.pk)).context["trial"] is None
    assert bas.get(at("answer_trial", row.pk)).status_code == 404


def test_both_sides_speak_apart_and_amal_contradicts(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    bas, mo, karim, amal = (as_(one) for one in (ready.cast.bas, ready.cast.mo, ready.cast.karim, amal_herself()))
    assert bas.get(at("review_trial", row.pk, "mid")).status_code == 200
    wrong = bas.post(at("review_trial", row.pk, "mid"), REVIEW | {"goal_2": "", "well": ""})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"goal_2", "well"})
    for _click in range(2):
        assert bas.post(at("review_trial", row.pk, "mid"), REVIEW | {"well": "Zij pot op"}).status_code == 302
    assert "Zij pot op" in bas.get(at("trial", ready.amal.pk)).content.decode()
    for other in (mo, karim, as_(ready.cast.roos)):
        assert "Zij pot op" not in other.get(at("trial", ready.amal.pk)).content.decode()
    assert "Zij pot op" not in amal.get(at("my_trial")).content.decode()
    assert amal.post(at("react_to_review", row.pk, "mid"), {"right": "yes"}).status_code == 422
    assert mo.post(at("review_trial", row.pk, "mid"), REVIEW).status_code == 302
    assert "Zij pot op" in mo.get(at("trial", ready.amal.pk)).content.decode()
    assert "Zij pot op" in amal.get(at("react_to_review", row.pk, "mid")).content.decode()
    assert amal.post(at("react_to_review", row.pk, "mid"), {"right": "no"}).status_code == 422
    said = {"right": "no", "words": "Ik ken de namen."}
    for _click in range(2):
        assert amal.post(at("react_to_review", row.pk, "mid"), said).status_code == 302
    page = karim.get(at("trial", ready.amal.pk))
    assert page.context["may"]["sees"] == ["mid"]
    for browser in (karim, bas, mo):
        assert "Ik ken de namen." in browser.get(at("trial", ready.amal.pk)).content.decode()
    for _click in range(2):
        assert karim.post(at("see_contradiction", row.pk, "mid")).status_code == 302
    assert TrialReaction.objects.get().seen_on == TODAY
    assert "Ik ken de namen." in karim.get(at("trial", ready.amal.pk)).content.decode()


def test_a_review_that_is_not_there_has_no_page_and_one_too_early_is_refused(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    bas = as_(ready.cast.bas)
    assert bas.get(at("review_trial", row.pk, "summer")).status_code == 404
    begins = {"state": "running"}
    assert Trial.objects.filter(**begins).exists()
    assert bas.post(at("review_trial", row.pk, "end"), REVIEW).status_code == 422
    assert not TrialReview.objects.exists()


def test_karim_is_coach_where_there_is_no_mentor(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    karim = as_(ready.cast.karim)
    assert karim.get(at("trial", ready.amal.pk)).context["may"]["reviews"] == []
    ready.cohort.parties.filter(role="mentor").update(until=TODAY)
    assert karim.get(at("trial", ready.amal.pk)).context["may"]["reviews"] == ["mid"]
    assert karim.post(at("review_trial", row.pk, "mid"), REVIEW).status_code == 302


def test_the_outcome_leads_to_the_facts_of_the_work_that_are_known(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    karim = as_(ready.cast.karim)
    assert karim.get(at("conclude_trial", row.pk)).status_code == 200
    answer = karim.post(at("conclude_trial", row.pk), {"outcome": "placed"})
    assert (answer.status_code, answer["Location"]) == (302, at("fill", ready.amal.pk))
    form = karim.get(answer["Location"]).context["form"]
    assert form["employer"].value() == ready.cast.groenwerk.pk
    assert (form["hours"].value(), form["coach"].value()) == (24, "Mila de Graaf")
    assert form["begins"].value() == BEGAN + timedelta(days=51)
    placement = filled(ready)
    assert karim.post(at("place", placement.pk), {"seen": placement.edits}).status_code == 302
    assert Placement.objects.get().through_trial is True
    assert Trial.objects.get().state == "ended"
    assert karim.get(at("trial", ready.amal.pk)).context["one"]["over"] is True


def test_education_leads_to_a_form_in_which_the_school_and_the_day_stand_already(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    karim = as_(ready.cast.karim)
    answer = karim.post(at("conclude_trial", row.pk), {"outcome": "education"})
    assert answer["Location"] == at("study", ready.amal.pk)
    form = karim.get(answer["Location"]).context["form"]
    assert ready.cohort.educator is not None
    assert form["school"].value() == ready.cohort.educator.name
    assert form["begins"].value() == BEGAN + timedelta(days=51)
    assert (form["programme"].value(), form["level"].value()) == (None, None)
    said = {"school": "Vakschool", "programme": "Hovenier", "level": "mbo2", "begins": BEGAN + timedelta(days=51)}
    assert karim.post(at("study", ready.amal.pk), said).status_code == 302
    assert karim.get(at("study", ready.amal.pk)).context["form"]["school"].value() == "Vakschool"


def test_of_a_study_of_which_nothing_is_known_nothing_stands_there(ready: Running, as_: As) -> None:
    type(ready.cohort).objects.filter(pk=ready.cohort.pk).update(educator=None)
    form = as_(ready.cast.karim).get(at("study", ready.amal.pk)).context["form"]
    assert [form[name].value() for name in ("school", "programme", "level", "begins")] == [None] * 4


def test_longer_asks_until_when_and_why_and_then_everybody(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    karim = as_(ready.cast.karim)
    empty = karim.post(at("conclude_trial", row.pk), {"outcome": "longer"})
    assert set(empty.context["form"].errors) == {"ends", "grounds"}
    late = {"outcome": "longer", "grounds": ["language"], "ends": (BEGAN + timedelta(days=300)).isoformat()}
    assert set(karim.post(at("conclude_trial", row.pk), late).context["form"].errors) == {"ends"}
    right = late | {"ends": (BEGAN + timedelta(days=100)).isoformat()}
    assert karim.post(at("conclude_trial", row.pk), right).status_code == 302
    amal = as_(amal_herself())
    assert amal.get(at("my_trial")).context["answers"] is True
    approve(ready, row, "karim", "bas", "mo")
    assert amal.post(at("answer_trial", row.pk), YES | {"version": "2"}).status_code == 302
    assert Trial.objects.get().ends == BEGAN + timedelta(days=100)


def test_without_work_a_reason_is_asked_and_bas_then_meets_amal_no_longer(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    karim, bas = as_(ready.cast.karim), as_(ready.cast.bas)
    answer = karim.post(at("conclude_trial", row.pk), {"outcome": "no_work"})
    assert answer["Location"] == at("end_trial", row.pk)
    assert bas.post(at("end_trial", row.pk), {"reason": ""}).status_code == 422
    assert bas.post(at("end_trial", row.pk), {"reason": "no_work"}).status_code == 302
    assert bas.get(at("trial", ready.amal.pk)).status_code == 404
    page = karim.get(at("trial", ready.amal.pk))
    assert (page.context["one"]["row"].end_reason, page.context["new"]) == ("no_work", True)
    education = karim.post(at("conclude_trial", row.pk), {"outcome": "education"})
    assert education.status_code == 422


def test_amal_stops_with_her_own_trial_placement_and_karim_looks_further(ready: Running, as_: As) -> None:
    Candidate.objects.filter(pk=ready.cast.amal.pk).update(contact_language="ar")
    row = begun_trial(ready)
    amal, address = as_(amal_herself()), at("end_trial", row.pk)
    assert address in amal.get(at("my_trial")).content.decode()
    page = amal.get(address)
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    offered = {code for code, _words in page.context["form"].fields["reason"].choices}
    assert {"travel", "conflict", "too_hard"} <= offered
    assert not {"no_contact", "group_stops"} & offered
    assert amal.post(address, {"reason": ""}).status_code == 422
    for _click in range(2):
        answer = amal.post(address, {"reason": "travel", "words": "Twee uur met de bus."})
        assert (answer.status_code, answer["Location"]) == (302, at("my_trial"))
    row.refresh_from_db()
    assert (row.state, row.outcome, row.end_reason) == ("ended", "no_work", "travel")
    assert address not in amal.get(at("my_trial")).content.decode()
    asked = Matter.objects.filter(kind="trajectories.step.place", closed_at=None, candidate=ready.cast.amal)
    assert [one.function for one in asked] == ["caseworker"]
    assert as_(ready.cast.bas).get(at("trial", ready.amal.pk)).status_code == 404


def test_amal_ends_nothing_that_did_not_begin(ready: Running, as_: As) -> None:
    row = agreed_trial(ready)
    amal = as_(amal_herself())
    assert at("end_trial", row.pk) not in amal.get(at("my_trial")).content.decode()
    assert amal.post(at("end_trial", row.pk), {"reason": "travel"}).status_code == 404


def test_a_trial_placement_whose_last_day_passed_says_so(ready: Running, as_: As) -> None:
    begun_trial(ready, begins=TODAY - timedelta(days=52))
    page = as_(ready.cast.karim).get(at("trial", ready.amal.pk))
    assert page.context["one"]["late"] is True
    assert Matter.objects.filter(kind="placement.trial.outcome", closed_at=None).count() == 1


def test_an_empty_page_says_what_to_do(ready: Running, as_: As) -> None:
    with override("en"):
        for name in ("karim", "mo", "roos"):
            page = as_(getattr(ready.cast, name)).get(at("trial", ready.amal.pk))
            assert page.status_code == 200
            assert page.context["one"] is None
    row = filled_trial(ready)
    karim = as_(ready.cast.karim)
    assert karim.get(at("withdraw_trial", row.pk)).status_code == 200
    for _click in range(2):
        assert karim.post(at("withdraw_trial", row.pk)).status_code == 302
    assert Trial.objects.get().state == "withdrawn"
