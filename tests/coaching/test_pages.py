"""What coaches, the director and Amal do on their pages."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.coaching import actions
from leerwerk.coaching.enums import ReadBy, StepOwner
from leerwerk.coaching.models import Clock, DueContact, MoodTold, NextStep, Note, Talk
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from tests.coaching.conftest import BEGIN, DAY, WEEK, Guided
from tests.costs import DOOR

type As = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def _page(browser: Client, name: str, *args: Any) -> str:
    answer = browser.get(reverse(f"coaching:{name}", args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def _amal() -> Person:
    return Person.objects.get(email="amal@example.org")


@pytest.fixture
def coached(guided: Guided) -> Guided:
    """Mo accompanies both sides; the first contact is due today."""
    for side in ("candidate", "employer"):
        guided.accompanied_by(guided.mo, side)
    guided.until(BEGIN + WEEK)
    return guided


def test_one_tap_notes_a_contact_and_a_second_tap_is_the_same_one(coached: Guided, as_: As) -> None:
    mo = as_(coached.cast.mo)
    amal = coached.running.amal
    assert "Amal" in _page(mo, "caseload")
    page = mo.get(reverse("coaching:talk_candidate", args=[amal.pk]))
    tapped = {"ticket": page.context["form"]["ticket"].value(), "day": BEGIN + WEEK, "channel": "call", "pressed": "4"}
    for _tap in range(2):
        answer = mo.post(reverse("coaching:talk_candidate", args=[amal.pk]), tapped)
        assert answer.status_code == 302
    talk = Talk.objects.get(clock=coached.clock())
    assert (talk.mood, talk.reached, talk.person) == ("4", True, coached.cast.mo)
    assert answer["Location"] == reverse("coaching:talk", args=[talk.pk])


def test_who_was_not_reached_is_noted_without_an_answer(coached: Guided, as_: As) -> None:
    said = {"ticket": uuid4(), "day": BEGIN + WEEK, "channel": "call", "pressed": "none", "work": "good"}
    as_(coached.cast.mo).post(reverse("coaching:talk_employer", args=[coached.running.amal.pk]), said)
    talk = Talk.objects.get(clock=coached.clock("employer"))
    assert (talk.reached, talk.work) == (False, "")


def test_a_day_on_which_nobody_was_accompanied_is_refused_and_what_was_typed_stays(coached: Guided, as_: As) -> None:
    said = {"ticket": uuid4(), "day": BEGIN - DAY, "channel": "visit", "pressed": "3"}
    answer = as_(coached.cast.mo).post(reverse("coaching:talk_candidate", args=[coached.running.amal.pk]), said)
    assert answer.status_code == 422
    assert "day" in answer.context["form"].errors
    assert not Talk.objects.exists()


def test_amal_reads_what_was_written_and_answers_and_her_employer_reads_nothing(coached: Guided, as_: As) -> None:
    talk = coached.talk(mood="2")
    mo, bas, amal = as_(coached.cast.mo), as_(coached.cast.bas), as_(_amal())
    written = {"seen": 0, "text": "De reis is te lang.", "read_by": "coaches"}
    assert mo.post(reverse("coaching:note", args=[talk.pk]), written).status_code == 302
    assert "De reis is te lang." in _page(amal, "mine")
    assert amal.post(reverse("coaching:answer", args=[talk.pk]), {"text": "Een uur is goed."}).status_code == 302
    assert "Een uur is goed." in _page(mo, "person", coached.running.amal.pk)
    assert "De reis" not in _page(as_(coached.cast.roos), "person", coached.running.amal.pk), "not for the director"
    assert bas.get(reverse("coaching:person", args=[coached.running.amal.pk])).status_code == 404
    assert Note.objects.get().read_by == "coaches"


def test_what_is_for_both_sides_is_read_by_both_until_the_contact_is_taken_back(coached: Guided, as_: As) -> None:
    amal, bas, amals = as_(_amal()), as_(coached.cast.bas), coached.running.amal.pk
    mo = coached.running.actor("mo")
    words = {"candidate": "De bus rijdt vroeger.", "employer": "Het werk begint om acht uur."}
    talks = {side: coached.talk(side) for side in words}
    for side, text in words.items():
        actions.write_note(talk=talks[side], text=text, read_by=ReadBy.BOTH_SIDES, seen=0, by=mo)
    for text in words.values():
        assert text in _page(amal, "mine")
        assert text in _page(bas, "said", amals)
    answer = bas.post(reverse("coaching:answer", args=[talks["employer"].pk]), {"text": "Of om negen uur."})
    assert "Of om negen uur." in bas.get(answer["Location"]).content.decode()
    assert bas.post(reverse("coaching:answer", args=[talks["candidate"].pk]), {"text": "Nee."}).status_code == 404
    for talk in talks.values():
        actions.take_back_talk(talk=talk, by=mo)
    for text in words.values():
        assert text not in _page(amal, "mine") + _page(bas, "said", amals)


def test_karim_writes_down_what_amal_says_about_it(coached: Guided, as_: As) -> None:
    talk = coached.talk()
    actions.write_note(talk=talk, text="Veel reizen.", read_by=ReadBy.COACHES, seen=0, by=coached.running.actor("mo"))
    karim, address = as_(coached.cast.karim), reverse("coaching:answer", args=[talk.pk])
    assert address in _page(karim, "talk", talk.pk)
    answer = karim.post(address, {"text": "Een uur is goed."})
    assert "Een uur is goed." in karim.get(answer["Location"]).content.decode()


def test_what_two_wrote_about_one_contact_does_not_overwrite_each_other(coached: Guided, as_: As) -> None:
    talk = coached.talk()
    mo = as_(coached.cast.mo)
    for text, status in (("eerst", 302), ("later", 422)):
        said = {"seen": 0, "text": text, "read_by": "coaches"}
        assert mo.post(reverse("coaching:note", args=[talk.pk]), said).status_code == status
    assert Note.objects.get().text == "eerst"


def test_what_was_agreed_waits_for_whoever_does_it_until_it_is_done(coached: Guided, as_: As) -> None:
    talk = coached.talk("employer", work="so_so")
    agreed = {"what": "Rooster aanpassen", "owner": "employer", "due_on": BEGIN + 2 * WEEK}
    assert as_(coached.cast.mo).post(reverse("coaching:agree_step", args=[talk.pk]), agreed).status_code == 302
    step = NextStep.objects.get()
    waits = Matter.objects.get(kind="coaching.step", closed_at=None)
    assert (waits.organisation, waits.function) == (coached.cast.groenwerk, "employer")
    bas = as_(coached.cast.bas)
    assert "Amal" in bas.get(reverse("notices:mine")).content.decode()
    assert bas.post(reverse("coaching:step", args=[step.pk])).status_code == 302
    assert not Matter.objects.filter(kind="coaching.step", closed_at=None).exists()


def _agreed(coached: Guided, owner: str, side: str = "candidate") -> tuple[Talk, NextStep]:
    """A talk of today, and what Mo agreed in it with somebody."""
    talk = coached.talk(side)
    step = actions.agree_step(
        talk=talk,
        what=f"Iets voor {owner}",
        owner=StepOwner(owner),
        due_on=BEGIN + 2 * WEEK,
        by=coached.running.actor("mo"),
    )
    return talk, step


def _steps_wait() -> set[tuple[str, str]]:
    return set(Matter.objects.filter(kind__startswith="coaching.step", closed_at=None).values_list("kind", "function"))


def test_what_amal_agreed_in_a_talk_that_is_taken_back_is_withdrawn_and_she_reads_why(coached: Guided, as_: As) -> None:
    talk, step = _agreed(coached, "candidate")
    assert _steps_wait() == {("coaching.step", "candidate")}
    for _click in range(2):
        as_(coached.cast.mo).post(reverse("coaching:take_back", args=[talk.pk]))
    assert _steps_wait() == {("coaching.step.withdrawn", "candidate")}
    amal, address = as_(_amal()), reverse("coaching:step", args=[step.pk])
    assert address in _page(amal, "mine")
    stale = amal.post(address)  # pressed on a page that was opened before
    assert (stale.status_code, stale["Location"]) == (302, address)
    step.refresh_from_db()
    assert (step.done_on, step.withdrawn_on, step.read_on) == (None, coached.today, None)
    assert "per ongeluk genoteerd" in _page(amal, "step", step.pk)
    for _click in range(2):
        assert amal.post(address, {"read": "1"}).status_code == 302
    assert _steps_wait() == set()
    assert address not in _page(amal, "mine")


def test_what_was_done_stays_done_and_mo_has_nothing_to_read_of_what_was_theirs(coached: Guided, as_: As) -> None:
    talk, done = _agreed(coached, "employer", "employer")
    actions.finish_step(step=done, by=coached.running.actor("bas"))
    mine = actions.agree_step(
        talk=talk, what="Bellen", owner=StepOwner.COACH, due_on=BEGIN + 2 * WEEK, by=coached.running.actor("mo")
    )
    actions.take_back_talk(talk=talk, by=coached.running.actor("mo"))
    for step in (done, mine):
        step.refresh_from_db()
    assert (done.done_on, done.withdrawn_on) == (coached.today, None)
    assert (mine.withdrawn_on, mine.read_on) == (coached.today, coached.today)
    assert _steps_wait() == set()


def test_the_employer_reads_why_and_nothing_is_agreed_in_a_talk_that_was_taken_back(coached: Guided, as_: As) -> None:
    talk, step = _agreed(coached, "employer", "employer")
    actions.take_back_talk(talk=talk, by=coached.running.actor("mo"))
    assert _steps_wait() == {("coaching.step.withdrawn", "employer")}
    bas = as_(coached.cast.bas)
    assert reverse("coaching:step", args=[step.pk]) in bas.get(reverse("notices:mine")).content.decode()
    assert bas.post(reverse("coaching:step", args=[step.pk]), {"read": "1"}).status_code == 302
    assert _steps_wait() == set()
    with pytest.raises(actions.TooLate):
        actions.agree_step(
            talk=talk,
            what="Nog iets",
            owner=StepOwner.EMPLOYER,
            due_on=BEGIN + 2 * WEEK,
            by=coached.running.actor("mo"),
        )


def test_amal_says_how_she_is_with_one_tap_and_changes_her_mind(coached: Guided, as_: As) -> None:
    amal = as_(_amal())
    for mood in ("2", "4"):
        assert amal.post(reverse("coaching:mood"), {"mood": mood}).status_code == 302
    assert amal.post(reverse("coaching:mood"), {"mood": "9"}).status_code == 302
    assert [one.mood for one in MoodTold.objects.all()] == ["4"]


def test_roos_sees_which_contacts_are_open_names_a_coach_and_hands_everybody_over(coached: Guided, as_: As) -> None:
    coached.until(BEGIN + 12 * DAY)
    roos = as_(coached.cast.roos)
    page = roos.get(reverse("coaching:open"), {"show": "missed"})
    assert [clock.enrolment_id for clock in page.context["page"]] == [coached.running.amal.pk]
    assert roos.get(reverse("coaching:open"), {"show": "nobody"}).context["page"].paginator.count == 0
    said = {"taker": coached.mira.pk, "since": coached.today, "why": "left"}
    assert roos.post(reverse("coaching:hand_over", args=[coached.mo.pk]), said).status_code == 302
    assert {clock.coach for clock in Clock.objects.all()} == {coached.mira}
    assert "Mira" in _page(roos, "balance")


def test_another_day_is_chosen_on_a_page_and_a_day_that_is_not_possible_is_refused(coached: Guided, as_: As) -> None:
    mo, due = as_(coached.cast.mo), DueContact.objects.get(clock=coached.clock(), standing="open")
    address = reverse("coaching:move", args=[due.pk])
    assert mo.post(address, {"to": BEGIN + 3 * WEEK, "why": "holiday"}).status_code == 422
    assert mo.post(address, {"to": BEGIN + 10 * DAY, "why": "holiday"}).status_code == 302
    assert DueContact.objects.get(pk=due.pk).day == BEGIN + 10 * DAY


@pytest.mark.parametrize("name", ["caseload", "person", "open", "balance", "talk", "talk_candidate", "talk_employer"])
def test_a_page_asks_as_often_for_many_as_for_one(coached: Guided, as_: As, name: str) -> None:
    talk = coached.talk(mood="4")
    amal = [coached.running.amal.pk]
    args = {"person": amal, "talk": [talk.pk], "talk_candidate": amal, "talk_employer": amal}
    who = coached.cast.roos if name in ("open", "balance") else coached.cast.mo
    address = reverse(f"coaching:{name}", args=args.get(name, []))

    def asked() -> int:
        browser = as_(who)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    before = asked()
    assert before <= 10 + DOOR
    for _more in range(2):
        coached.until(coached.today + WEEK)
        if name != "open":  # where nothing is open, the list is empty
            coached.talk(mood="3")
            coached.talk("employer", work="good")
    assert asked() == before


def test_whoever_names_a_coach_names_the_buddy_and_says_for_whom_there_is_room(coached: Guided, as_: As) -> None:
    mo, roos, clock = as_(coached.cast.mo), as_(coached.cast.roos), coached.clock("employer")
    address = reverse("coaching:coach", args=[clock.pk])
    said = {"seen": clock.coach_id, "member": coached.mira.pk, "role": "mentor", "since": coached.today + WEEK}
    said |= {"why": "too_much", "buddy": "Joke Bos"}
    assert mo.post(address, said).status_code == 302
    assert "Joke Bos" in _page(mo, "person", coached.running.amal.pk)
    room = reverse("coaching:room", args=[coached.mo.pk])
    assert roos.post(room, {"points": "-1"}).status_code == 422
    assert roos.post(room, {"points": "7.5"}).status_code == 302
    assert "/ 7,5" in _page(roos, "balance")


def test_who_carries_too_much_could_be_relieved_by_a_colleague_with_room(coached: Guided, as_: As) -> None:
    room = reverse("coaching:room", args=[coached.mo.pk])
    assert as_(coached.cast.roos).post(room, {"points": "0.5"}).status_code == 302
    browser = as_(coached.cast.mo)
    with CaptureQueriesContext(connection) as queries:
        found = browser.get(reverse("coaching:balance")).context["found"]
    assert len(queries) <= 10 + DOOR
    mo = next(one for one in found.coaches if one.member == coached.mo)
    assert (mo.people, mo.load, mo.room) == (1, Decimal("1.50"), Decimal("0.5"))
    assert {(one.clock.side, one.taker) for one in found.proposals} == {("candidate", coached.mira)}
