"""What happens to an intake besides talking: two clicks, two people, an end in absence, one begun by mistake."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment import actions
from leerwerk.recruitment.conversation import stamp_of
from leerwerk.recruitment.models import Candidate, Intake, IntakeAnswers, IntakeCall
from tests.cast import Cast
from tests.recruitment.talking import DAY, TOLD, address, answer, answered, begun, called, finished, sent

type SignIn = Callable[[Person], Client]


def _kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def _file(row: Candidate) -> str:
    return reverse("recruitment:candidate", args=[row.pk])


def test_pressing_twice_saves_once_and_begins_once(cast: Cast, as_: SignIn) -> None:
    karim, begin = as_(cast.karim), reverse("recruitment:begin_intake", args=[cast.amal.pk])
    for _click in range(2):
        assert karim.post(begin, {"held_on": DAY}).status_code == 302
    intake = Intake.objects.get()
    said = sent(karim, intake, "talk")
    for _click in range(2):
        assert karim.post(address(intake, "intake_step", "talk"), said).status_code == 302
    assert _kinds() == ["intake_begun", "intake_begun_again", "intake_step_saved", "intake_step_saved_again"]


def test_pressing_twice_finishes_once_and_says_that_it_was_finished(cast: Cast, as_: SignIn) -> None:
    intake, karim = answered(cast, begun(cast)), as_(cast.karim)
    seen = karim.get(address(intake, "finish_intake")).context["seen"]
    for _click in range(2):
        assert karim.post(address(intake, "finish_intake"), {"seen": seen})["Location"] == address(intake, "intake")
    assert _kinds().count("intake_finished") == 1
    with pytest.raises(actions.IntakeIsClosed):
        actions.finish_intake(intake=intake, seen=seen, by=cast.actor(cast.karim))


@pytest.fixture
def gerda(cast: Cast) -> Person:
    """Karim's colleague."""
    person = Person.objects.create(email="gerda@example.org", given_name="Gerda")
    person.memberships.create(organisation=cast.utrecht, function="caseworker", since=date(2024, 1, 1))
    return person


def test_two_people_in_one_step_see_each_others_answers_and_nothing_is_lost(
    cast: Cast, as_: SignIn, gerda: Person
) -> None:
    intake, karim, her = begun(cast), as_(cast.karim), as_(gerda)
    at_his = sent(karim, intake, "home")
    at_hers = sent(her, intake, "home") | {"home": "een zieke moeder", "load": 2}
    her.post(address(intake, "intake_step", "home"), at_hers)
    page = karim.post(address(intake, "intake_step", "home"), at_his)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Gerda heeft deze pagina om" in text
    assert "een zieke moeder" in text
    assert "twee kinderen</textarea>" in text
    assert IntakeAnswers.objects.get().home == "een zieke moeder"
    again = at_his | {"seen": page.context["form"]["seen"].value()}
    assert karim.post(address(intake, "intake_step", "home"), again).status_code == 302
    assert IntakeAnswers.objects.get().home == "twee kinderen"


def test_two_people_in_different_steps_are_not_in_each_others_way(cast: Cast, as_: SignIn, gerda: Person) -> None:
    intake, karim, her = begun(cast), as_(cast.karim), as_(gerda)
    at_his, at_hers = sent(karim, intake, "home"), sent(her, intake, "time")
    assert her.post(address(intake, "intake_step", "time"), at_hers).status_code == 302
    assert karim.post(address(intake, "intake_step", "home"), at_his).status_code == 302
    answers = IntakeAnswers.objects.get()
    assert (answers.home, answers.max_travel) == ("twee kinderen", 45)


def test_what_was_read_back_is_what_is_finished(cast: Cast, as_: SignIn) -> None:
    intake, karim = answered(cast, begun(cast)), as_(cast.karim)
    seen = karim.get(address(intake, "finish_intake")).context["seen"]
    answer(cast, Intake.objects.get(), "home", load=1)
    page = karim.post(address(intake, "finish_intake"), {"seen": seen})
    assert page.status_code == 422
    assert "Er is iets veranderd" in page.content.decode()
    karim.post(reverse("recruitment:state_profile", args=[cast.amal.pk]), _stated(cast))
    page = karim.post(address(intake, "finish_intake"), {"seen": page.context["seen"]})
    assert page.status_code == 422, "another profile took the place of the one that was compared with"
    assert "Het profiel van 21 november 2026 is nieuwer dan dit gesprek" in page.content.decode()
    assert karim.post(address(intake, "finish_intake"), {"seen": page.context["seen"]}).status_code == 302


def _stated(cast: Cast) -> dict[str, object]:
    said = {name: value for step in TOLD.values() for name, value in step.items() if name not in {"sectors", "licence"}}
    days = {"stated_on": date(2026, 11, 21), "wish_1": "zorg", "available": ["0"]}
    return said | days


def test_what_was_said_in_a_finished_intake_does_not_change(cast: Cast, as_: SignIn) -> None:
    intake = finished(cast)
    karim = as_(cast.karim)
    for name, more in (("intake_step", ("home",)), ("finish_intake", ()), ("call", ()), ("press_wish", ())):
        assert karim.post(address(intake, name, *more), {"load": 1})["Location"] == address(intake, "intake")
    karim.post(address(intake, "throw_intake_away"))
    assert Intake.objects.filter(pk=intake.pk).exists()
    with pytest.raises(actions.IntakeIsClosed):
        answer(cast, intake, "home")
    with pytest.raises(DatabaseError, match="finished intake"), transaction.atomic():
        IntakeAnswers.objects.update(load=1)


def test_somebody_who_finishes_or_throws_away_meanwhile_is_told_of(cast: Cast, as_: SignIn) -> None:
    intake, karim = answered(cast, begun(cast)), as_(cast.karim)
    said = sent(karim, intake, "home") | {"load": 1}
    actions.finish_intake(intake=intake, seen=stamp_of(intake), by=cast.actor(cast.karim))
    page = karim.post(address(intake, "intake_step", "home"), said, follow=True).content.decode()
    assert "Deze intake is afgerond" in page
    other = begun(cast)
    actions.throw_intake_away(intake=other, by=cast.actor(cast.karim))
    assert karim.post(address(other, "intake_step", "home"), said).status_code == 404
    with pytest.raises(actions.IntakeIsClosed):
        answer(cast, other, "home")


def test_an_intake_in_the_wrong_file_is_thrown_away_and_the_profile_stays(cast: Cast, as_: SignIn) -> None:
    intake, karim = answered(cast, begun(cast)), as_(cast.karim)
    was = cast.amal.profile_id
    karim.get(address(intake, "throw_intake_away"))
    assert Intake.objects.exists(), "an address alone throws nothing away"
    for _click in range(2):
        assert karim.post(address(intake, "throw_intake_away"))["Location"] == _file(cast.amal)
    actions.throw_intake_away(intake=intake, by=cast.actor(cast.karim))
    assert not Intake.objects.exists()
    assert not IntakeAnswers.objects.exists()
    assert Candidate.objects.get(pk=cast.amal.pk).profile_id == was
    assert _kinds()[-2:] == ["intake_thrown_away", "intake_thrown_away_again"]


def test_after_three_calls_for_days_that_are_past_an_intake_is_finished_in_absence(cast: Cast, as_: SignIn) -> None:
    intake, karim, was = begun(cast), as_(cast.karim), cast.amal.profile_id
    called(cast, intake, 30)
    called(cast, intake, 20)
    called(cast, intake, 2)  # for tomorrow
    page = karim.post(address(intake, "finish_in_absence"), follow=True).content.decode()
    assert "Roep eerst drie keer op" in page
    today = timezone.localdate()
    said = {"called_on": today - timedelta(days=10), "how": "phone", "asked_for": today - timedelta(days=9)}
    for _click in range(2):
        karim.post(address(intake, "call"), said)
    assert IntakeCall.objects.count() == 4
    assert "Afronden zonder de kandidaat" in karim.get(address(intake, "intake")).content.decode()
    page = karim.post(address(intake, "finish_in_absence"), follow=True).content.decode()
    assert "zonder de kandidaat" in page
    intake.refresh_from_db()
    assert (intake.state, intake.profile) == ("absent", None)
    assert Candidate.objects.get(pk=cast.amal.pk).profile_id == was
    assert _kinds()[-2:] == ["intake_called_again", "intake_finished_in_absence"]
    assert begun(cast).kind == "first", "nobody talked yet"


@pytest.mark.parametrize(
    ("wrong", "told"), [({"called_on": "2199-01-01"}, "nog komen"), ({"asked_for": "2026-01-01"}, "voor de dag waarop")]
)
def test_a_call_is_noted_with_days_that_can_be(cast: Cast, as_: SignIn, wrong: dict[str, str], told: str) -> None:
    said = {"called_on": "2026-11-01", "how": "letter", "asked_for": "2026-11-05"} | wrong
    page = as_(cast.karim).post(address(begun(cast), "call"), said)
    assert page.status_code == 422
    assert told in page.content.decode()
