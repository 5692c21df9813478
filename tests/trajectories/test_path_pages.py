"""The pages of a path, as each of the cast uses them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway import Lack, NotAllowed, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Reading
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment, PathwayEvent
from tests.cast import candidate
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.trajectories.running import Running

type As = Callable[[Person], Client]


COST_OF_A_PATH, COST_OF_A_LIST = 8, 9
WHAT_THERE_IS_TO_WEIGH = 2


def _who(running: Running, name: str) -> Person:
    return Person.objects.get(email="amal@example.org") if name == "amal" else getattr(running.cast, name)


def _send(browser: Client, enrolment: Enrolment, step: Step, **said: Any) -> Any:
    """Open the form of a step as it is shown, fill it in and send it."""
    address = reverse("trajectories:step", args=[enrolment.pk, step])
    form = browser.get(address).context["form"]
    return browser.post(address, {"seen": form["seen"].value(), **said})


WEIGHED = {f"criterion_{one}": "yes" for one in GateCriterion} | {"criterion_candidate_agrees": "not_here"}
SCREENS: list[tuple[str, Step, dict[str, Any], str]] = [
    ("karim", Step.INVITE, {}, "invited"),
    ("amal", Step.ASK, {"words": "Is er kinderopvang?"}, "invited"),
    ("karim", Step.ANSWER, {"words": "Ja, vlakbij het werk."}, "invited"),
    ("amal", Step.ACCEPT, {}, "accepted"),
    ("karim", Step.SELECT, WEIGHED, "accepted"),
    ("bas", Step.SELECT, {"words": "Welkom.", **WEIGHED}, "selected"),
    ("roos", Step.START_PRE_TRACK, {}, "pre_track"),
    ("lotte", Step.ADVISE, {"advice": "go", "words": "Leert snel.", "criterion_attendance": "yes"}, "pre_track"),
    ("mo", Step.ADVISE, {"advice": "not_yet", "words": "Nog even oefenen."}, "pre_track"),
    ("karim", Step.GO, {"words": "klaar", **WEIGHED}, "pre_track"),
    ("bas", Step.GO, {"words": "ja", **WEIGHED}, "pre_track"),
    ("roos", Step.GO, {"words": "ja", **WEIGHED}, "pre_track"),
]


def test_the_way_goes_through_the_screens_of_everybody(running: Running, as_: As) -> None:
    for name in ("karim", "bas"):
        answer = as_(_who(running, name)).post(reverse("trajectories:sign_profile", args=[running.cohort.pk]))
        assert answer.status_code == 302
    for name, step, said, stage in SCREENS:
        answer = _send(as_(_who(running, name)), running.amal, step, **said)
        assert answer.status_code == 302, (name, step, answer.context["form"].errors)
        assert Enrolment.objects.get(pk=running.amal.pk).stage == stage
    roos = as_(running.cast.roos)
    gate = {"verdict": "go", "reason": "Genoeg deelnemers, werk en mentoren.", "money_missing": "0"}
    address = reverse("trajectories:gate", args=[running.cohort.pk])
    refused = roos.post(address, gate)
    assert "below" in refused.context["gate_form"].errors, "one of three is selected"
    assert roos.post(address, gate | {"below": "De anderen volgen."}).status_code == 302
    running.agreed()
    together = reverse("trajectories:together", args=[running.cohort.pk])
    answer = roos.post(together, {"step": "start_learn_work"}, follow=True)
    assert "1 deelnemer" in answer.content.decode()
    answer = _send(as_(running.cast.lotte), running.amal, Step.COMPLETE, outcome="credential")
    assert answer.status_code == 302
    assert Enrolment.objects.get(pk=running.amal.pk).stage == Stage.COMPLETED
    waits = Matter.objects.filter(subject_id=running.amal.pk, closed_at=None, kind__startswith="trajectories.step.")
    assert [matter.kind for matter in waits] == ["trajectories.step.search"]


def test_a_page_offers_exactly_what_can_be_taken_and_says_why_the_rest_cannot(running: Running, as_: As) -> None:
    karim = as_(running.cast.karim)
    page = karim.get(reverse("trajectories:path", args=[running.amal.pk]))
    assert [one["step"] for one in page.context["possible"]] == [Step.LEAVE]
    (later,) = page.context["later"]
    assert later["step"] == Step.INVITE
    assert "eens" in later["lacks"][0], "the profile is not signed by both sides"


def test_what_is_missing_in_a_form_is_named_and_what_was_typed_stays(running: Running, as_: As) -> None:
    running.until("accepted")
    answer = _send(as_(running.cast.bas), running.amal, Step.REFUSE, words="Nog wat meer Nederlands.")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason", "alternatives"}
    assert "Nog wat meer Nederlands." in answer.content.decode()
    assert Enrolment.objects.get(pk=running.amal.pk).stage == Stage.ACCEPTED


def test_what_is_not_possible_is_refused_in_words(running: Running, as_: As) -> None:
    answer = _send(as_(running.cast.karim), running.amal, Step.INVITE)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_who_comes_second_hears_who_was_first_and_a_double_click_does_nothing_twice(running: Running, as_: As) -> None:
    running.signed()
    karim, address = as_(running.cast.karim), reverse("trajectories:step", args=[running.amal.pk, "invite"])
    for _click in range(2):
        assert karim.post(address, {"seen": 1}).status_code == 302
    assert PathwayEvent.objects.filter(enrolment=running.amal, step="invite").count() == 1
    late = as_(running.cast.roos).post(
        reverse("trajectories:step", args=[running.amal.pk, "leave"]), {"seen": 1, "reason": "other"}
    )
    assert late.status_code == 422
    assert "Karim" in late.content.decode()


@pytest.mark.parametrize("step", ["propose", "arrive", "change_employer", "invite", "nonsense", "start_learn_work"])
def test_a_candidate_finds_no_form_for_what_is_not_theirs(running: Running, as_: As, step: str) -> None:
    amal = as_(_who(running, "amal"))
    assert amal.get(reverse("trajectories:step", args=[running.amal.pk, step])).status_code == 404


def test_a_private_reason_is_on_no_page_of_an_employer_school_mentor_or_director(running: Running, as_: As) -> None:
    running.until("learn_work")
    _send(as_(running.cast.karim), running.amal, Step.PAUSE, reason="health", words="rugklachten")
    address = reverse("trajectories:path", args=[running.amal.pk])
    for name, reads in (("karim", True), ("amal", True), ("bas", False), ("lotte", False), ("mo", False)):
        told = as_(_who(running, name)).get(address).content.decode()
        assert ("rugklachten" in told) == reads, name
        assert ("persoonlijke omstandigheden" in told) == (not reads), name


def test_whoever_opens_a_path_stands_in_the_log_that_the_person_reads(running: Running, as_: As) -> None:
    running.until("selected")
    as_(running.cast.bas).get(reverse("trajectories:path", args=[running.amal.pk]))
    reading = Reading.objects.latest("id")
    assert (reading.subject_type, reading.subject_id) == ("recruitment.candidate", running.cast.amal.pk)
    assert reading.organisation_id == running.cast.groenwerk.pk


def test_the_second_person_reads_the_reason_and_what_is_short_before_they_answer(running: Running, as_: As) -> None:
    running.until("accepted")
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=5, load=5)
    running.signed()
    _send(as_(running.cast.karim), running.amal, Step.ASK_EXCEPTION, words="Leert snel.")
    for step in (Step.GRANT_EXCEPTION, Step.DENY_EXCEPTION):
        page = as_(running.cast.bas).get(reverse("trajectories:step", args=[running.amal.pk, step]))
        assert "Leert snel." in page.content.decode()
        assert len(page.context["short"]) == 2
        assert "spreken" in page.context["short"][0].lower()
        assert "persoonlijk" in page.context["short"][1], "of load only that it is personal"
    told = as_(running.cast.roos).get(reverse("trajectories:path", args=[running.amal.pk])).content.decode()
    assert told.count("2 te laag") == 2, "today's, and what was kept of then"


def test_who_decides_reads_the_advice_before_they_do(running: Running, as_: As) -> None:
    running.until("pre_track")
    _send(as_(running.cast.lotte), running.amal, Step.ADVISE, advice="not_yet", words="Mist vaak een les.")
    for name in ("bas", "roos", "karim"):
        page = as_(_who(running, name)).get(reverse("trajectories:step", args=[running.amal.pk, Step.GO]))
        assert "Mist vaak een les." in page.content.decode(), name


def test_a_go_says_something_of_everything_that_is_weighed(running: Running, as_: As) -> None:
    running.until("pre_track")
    answer = _send(as_(running.cast.karim), running.amal, Step.GO, words="ja", criterion_attendance="yes")
    assert answer.status_code == 422
    assert "criterion_obstacles_solved" in answer.context["form"].errors
    assert "criterion_attendance" not in answer.context["form"].errors
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.GO, words="ja", criteria={"attendance": "yes", "profile_met": "yes"})
    assert refused.value.lacks == (Lack.CRITERIA,)
    running.act("karim", Step.NOT_YET, words="nog niet", criteria={"attendance": "no", "nonsense": "yes"})
    assert running.amal.events.latest("number").criteria == {"attendance": "no"}


def test_the_norms_stand_beside_the_numbers_with_what_budgets_pay(running: Running, as_: As) -> None:
    running.until("selected")
    address = reverse("trajectories:participants", args=[running.cohort.pk])
    page = as_(running.cast.roos).get(address)
    whole = page.context["whole"]
    assert (whole.costs, whole.covered, whole.money_missing) == (14, 12, 2), "10 + 1 x 4, of which 10 + 1 x 2"
    assert page.context["gate_form"]["money_missing"].value() == 2
    assert len(page.context["below"]) == 2, "participants and money"
    running.cohort.charges.all().delete()
    assert as_(running.cast.roos).get(address).context["whole"].money_missing is None
    told = as_(running.cast.bas).get(address)
    assert told.context["gate_form"] is None
    assert "€ duizend" not in told.content.decode()


def test_somebody_who_declines_is_not_lost(running: Running, as_: As) -> None:
    running.until("invited")
    answer = _send(as_(_who(running, "amal")), running.amal, Step.DECLINE, reason="not_now", words="Na de zomer graag.")
    assert answer.status_code == 302
    page = as_(running.cast.karim).get(reverse("trajectories:path", args=[running.amal.pk]))
    assert "Na de zomer graag." in page.content.decode()
    assert Step.RETURN in [one["step"] for one in page.context["possible"]]


def test_a_transfer_leads_to_the_other_group(running: Running, as_: As) -> None:
    running.until("selected")
    Cohort.objects.filter(pk=running.small.bouw.pk).update(state="decided")
    answer = _send(
        as_(running.cast.roos), running.amal, Step.TRANSFER, cohort=running.small.bouw.pk, words="andere dagen"
    )
    moved = Enrolment.objects.get(candidate=running.cast.amal, cohort=running.small.bouw)
    assert answer["Location"] == reverse("trajectories:path", args=[moved.pk])


def test_participants_are_listed_at_the_same_cost_for_one_and_for_three(
    running: Running, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("trajectories:participants", args=[running.cohort.pk])
    roos = as_(running.cast.roos)
    with django_assert_num_queries(DOOR + COST_OF_A_LIST):
        assert len(roos.get(address).context["people"]) == 2
    for n in range(2):
        enrol(candidate(f"U-9{n}", f"Extra{n}", running.cast.utrecht), running.cohort, Stage.SELECTED)
    with django_assert_num_queries(DOOR + COST_OF_A_LIST):
        assert len(roos.get(address).context["people"]) == 4


def test_a_path_is_shown_in_few_queries(
    running: Running, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    running.until("learn_work")
    weighs = WHAT_THERE_IS_TO_WEIGH
    for name, more in (("roos", weighs), ("karim", weighs), ("bas", weighs), ("amal", 0)):
        browser = as_(_who(running, name))
        with django_assert_num_queries(DOOR + COST_OF_A_PATH + more):
            browser.get(reverse("trajectories:path", args=[running.amal.pk]))


def test_the_director_lets_an_organisation_mentor_and_ends_it(running: Running, as_: As) -> None:
    roos, address = as_(running.cast.roos), reverse("trajectories:mentor", args=[running.cohort.pk])
    running.until("selected")
    path = reverse("trajectories:path", args=[running.amal.pk])
    mo = as_(running.cast.mo)
    assert mo.get(path).status_code == 200
    organisation = running.cast.mo.memberships.get().organisation_id
    ending = reverse("trajectories:end_mentoring", args=[running.cohort.pk])
    assert roos.post(ending, {"organisation": organisation}).status_code == 302
    assert mo.get(path).status_code == 404, "access stops at the next request"
    assert roos.post(address, {"organisation": organisation}).status_code == 302
    assert mo.get(path).status_code == 200
    assert roos.post(address, {"organisation": "nonsense"}).status_code == 422


def test_a_candidate_without_a_group_reads_what_to_expect(running: Running, as_: As) -> None:
    PathwayEvent.objects.filter(enrolment=running.amal).delete()
    running.amal.delete()
    page = as_(_who(running, "amal")).get(reverse("trajectories:my_path"))
    assert page.status_code == 200
