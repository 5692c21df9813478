"""Who hears no is written to in their own language; who has no account is told by who guides them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from leerwerk.engine.pathway import Alternative, Lack, NotAllowed, Reason, Step
from leerwerk.engine.pathway.reasons import NO_GOES, REFUSALS
from leerwerk.notices.models import Matter, Outgoing
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import own_words
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
NO: dict[str, Any] = {
    "reason": Reason.LANGUAGE,
    "words": "Nog wat meer Nederlands.",
    "alternatives": frozenset({Alternative.MORE_LANGUAGE}),
}


def _samuel_is_refused(running: Running) -> Enrolment:
    """Samuel has no account."""
    running.signed()
    for step in (Step.INVITE, Step.ACCEPT):
        running.act("els", step, running.samuel)
    with behind_the_wall(running.actor("bas")):
        return running.act("bas", Step.REFUSE, running.samuel, **NO)


def _open(row: Enrolment) -> list[tuple[str, str]]:
    found = Matter.objects.filter(subject_type="trajectories.enrolment", subject_id=row.pk, closed_at=None)
    return [(one.kind.rsplit(".", 1)[1], one.organisation.code if one.organisation else "") for one in found]


def test_who_has_an_account_gets_a_letter_in_dutch_and_their_own_language_that_tells_no_answer(
    running: Running,
) -> None:
    Candidate.objects.filter(pk=running.cast.amal.pk).update(contact_language="ar")
    running.until("accepted")
    running.act("bas", Step.REFUSE, **NO)
    letter = Outgoing.objects.get()
    assert (letter.address, letter.person_id) == ("amal@example.org", running.as_amal.person_id)
    assert "antwoord over uw groep" in letter.body
    assert "هناك جواب" in letter.body
    assert "Nederlands" not in letter.body
    assert _open(running.amal) == []
    assert not differences_in(running.cohort)


@pytest.mark.parametrize("language", sorted(own_words.languages()))
def test_the_answer_itself_stands_on_her_page_in_her_own_language(running: Running, as_: As, language: str) -> None:
    Candidate.objects.filter(pk=running.cast.amal.pk).update(contact_language=language)
    running.until("accepted")
    running.act("bas", Step.REFUSE, **NO)
    page = as_(Person.objects.get(email="amal@example.org")).get(reverse("trajectories:my_path")).content.decode()
    for key in ("no", "no_language", "instead", "instead_more_language"):
        assert escape(own_words.say(language, key)) in page, key
    assert "Nog wat meer Nederlands." in page
    karim = as_(running.cast.karim).get(reverse("trajectories:path", args=[running.amal.pk])).content.decode()
    assert escape(own_words.say(language, "no_language")) not in karim


def test_every_reason_for_a_no_and_everything_possible_instead_is_said_in_every_language() -> None:
    needed = {f"no_{one}" for one in REFUSALS | NO_GOES} | {f"instead_{one}" for one in Alternative}
    for language in own_words.languages():
        assert needed < own_words.words(language).keys(), language


def test_who_decides_no_at_the_gate_is_followed_by_a_letter_too(running: Running) -> None:
    running.until("pre_track")
    running.act("bas", Step.NO_GO, **NO)
    assert Outgoing.objects.count() == 1


def test_whom_no_letter_reaches_is_told_by_who_guides_them_who_presses_told(running: Running, as_: As) -> None:
    row = _samuel_is_refused(running)
    assert not Outgoing.objects.exists()
    assert _open(row) == [("tell", "gm-nieuwegein")]
    assert not differences_in(running.cohort)
    els = as_(running.cast.els)
    page = els.get(reverse("trajectories:path", args=[row.pk]))
    assert Step.TELL in [one["step"] for one in page.context["possible"]]
    address = reverse("trajectories:step", args=[row.pk, "tell"])
    seen = els.get(address).context["form"]["seen"].value()
    for _click in range(2):
        assert els.post(address, {"seen": seen}).status_code == 302
    assert row.events.filter(step="tell").count() == 1
    row.refresh_from_db()
    assert (row.stage, _open(row)) == (Stage.LEFT, [])


def test_without_an_account_an_address_is_written_to_as_well(running: Running) -> None:
    Candidate.objects.filter(pk=running.cast.samuel.pk).update(email="samuel@example.org", contact_language="so")
    row = _samuel_is_refused(running)
    letter = Outgoing.objects.get()
    assert letter.address == "samuel@example.org"
    assert "There is an answer" in letter.body
    assert _open(row) == [("tell", "gm-nieuwegein")]


def test_there_is_nothing_to_tell_of_what_somebody_said_themselves_or_was_weighed_again(running: Running) -> None:
    row = _samuel_is_refused(running)
    running.act("els", Step.RETURN, row)
    with pytest.raises(NotAllowed) as refused:
        running.act("els", Step.TELL, row)
    assert set(refused.value.lacks) == {Lack.STAGE, Lack.NOTHING_TO_TELL}
    running.act("els", Step.LEAVE, row, reason=Reason.FOUND_WORK)
    with pytest.raises(NotAllowed):
        running.act("els", Step.TELL, row)
    assert _open(row) == []
