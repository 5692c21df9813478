"""Letters leave once, or are tried again, or are given up; and the log of them tells no more than it should."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from leerwerk.notices import jobs
from leerwerk.notices.actions import write_letter
from leerwerk.notices.enums import TRIED_AFTER, LetterKind
from leerwerk.notices.models import Outgoing
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from tests.cast import Cast

type SignIn = Callable[[Person], Client]
HERE = "tests.notices.test_letters"


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("nobody@example.org")


class KilledAfterwards(BaseEmailBackend):
    """A mail server that takes the letter, after which the worker is ended before it can note that."""

    taken: list[Any] = []

    def send_messages(self, email_messages: Any) -> int:
        self.taken += email_messages
        raise KeyboardInterrupt


def _letter(once: str = "person 1 2026-11-30", **more: Any) -> Outgoing:
    write_letter(
        once=once,
        kind=more.pop("kind", LetterKind.REMINDER),
        address="karim@example.org",
        language="nl",
        subject="2 dingen wachten op u",
        body="Hallo, geheim",
        **more,
    )
    return Outgoing.objects.get(once=once)


def _use(settings: Settings, backend: type[BaseEmailBackend]) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{HERE}.{backend.__name__}"}}


@pytest.mark.django_db
def test_a_letter_goes_out_once_and_says_that_no_person_wrote_it() -> None:
    letter = _letter()
    jobs.send_letters(timestamp=0)
    jobs.send_letters(timestamp=0)
    (sent,) = mail.outbox
    assert sent.to == ["karim@example.org"]
    assert sent.extra_headers["Message-ID"] == f"<{letter.number}@leerwerk>"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert letter.tries == 1


@pytest.mark.django_db
def test_a_letter_for_the_same_person_and_day_is_written_once() -> None:
    _letter()
    assert not write_letter(
        once="person 1 2026-11-30",
        kind=LetterKind.REMINDER,
        address="karim@example.org",
        language="nl",
        subject="again",
        body="again",
    )
    assert Outgoing.objects.get().subject == "2 dingen wachten op u"


@pytest.mark.django_db
def test_what_an_action_takes_back_takes_its_letter_along() -> None:
    with transaction.atomic():
        _letter()
        transaction.set_rollback(True)
    jobs.send_letters(timestamp=0)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_letter_that_is_refused_is_tried_later_and_later_and_then_given_up(settings: Settings) -> None:
    letter = _letter()
    _use(settings, Refusing)
    for number, wait in enumerate(TRIED_AFTER, 1):
        before = timezone.now()
        jobs.send_letters(timestamp=0)
        letter.refresh_from_db()
        assert letter.tries == number
        assert letter.next_try_at is not None
        assert before + wait <= letter.next_try_at <= timezone.now() + wait
        assert not jobs.send_one(), "it is not its time yet"
        Outgoing.objects.update(next_try_at=timezone.now())
    jobs.send_letters(timestamp=0)
    letter.refresh_from_db()
    assert letter.failed_at is not None
    assert letter.error == "ConnectionRefusedError", "the kind of error, and no address"


@pytest.mark.django_db
def test_one_letter_that_cannot_go_does_not_keep_the_others() -> None:
    _letter("broken", organisation_id=None)
    Outgoing.objects.filter(once="broken").update(subject="two\nlines")
    _letter("fine")
    jobs.send_letters(timestamp=0)
    assert len(mail.outbox) == 1
    assert Outgoing.objects.get(once="broken").error


@pytest.mark.django_db
def test_a_worker_that_is_killed_after_sending_sends_the_same_letter_again_under_the_same_number(
    settings: Settings,
) -> None:
    letter = _letter()
    mailers = settings.MAILERS
    KilledAfterwards.taken.clear()
    _use(settings, KilledAfterwards)
    with pytest.raises(KeyboardInterrupt):
        jobs.send_letters(timestamp=0)
    settings.MAILERS = mailers
    jobs.send_letters(timestamp=0)
    (first,), (second,) = KilledAfterwards.taken, mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] == f"<{letter.number}@leerwerk>"


def test_managers_see_which_letters_went_and_never_what_stands_in_them(cast: Cast, as_: SignIn) -> None:
    own = {"organisation_id": cast.nieuwegein.pk}
    _letter("to els", person_id=cast.els.pk, **own)
    _letter("to samuel", kind=LetterKind.CANDIDATE, region_id=cast.region.pk, **own)
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")  # works for nobody
    _letter("a lesson, to amal", kind=LetterKind.LESSON, person_id=amal.pk, **own)
    _letter("a lesson, to bas", kind=LetterKind.LESSON, person_id=cast.bas.pk, **own)
    failed = _letter("failed", person_id=cast.els.pk, **own)
    Outgoing.objects.filter(pk=failed.pk).update(
        failed_at=timezone.now(), next_try_at=None, tries=8, error="SMTPServerDisconnected"
    )
    Outgoing.objects.filter(once="to els").update(sent_at=timezone.now(), next_try_at=None)
    page = as_(cast.els).get(reverse("notices:letters"))
    text = page.content.decode()
    assert len(page.context["page"]) == 5
    assert str(cast.bas) in text
    assert "SMTPServerDisconnected" in text
    for secret in ("geheim", "karim@example.org", "Samuel", "Amal"):
        assert secret not in text
    for said, number in (({"state": "failed"}, 1), ({"state": "sent"}, 1), ({"kind": "candidate"}, 1)):
        assert len(as_(cast.els).get(reverse("notices:letters"), said).context["page"]) == number
    assert [one.once for one in as_(cast.roos).get(reverse("notices:letters")).context["page"]] == ["to samuel"]
    again = reverse("notices:send_again", args=[failed.pk])
    assert as_(cast.roos).post(again).status_code == 404
    as_(cast.els).post(again)
    failed.refresh_from_db()
    assert failed.failed_at is None
    assert failed.next_try_at is not None
    assert as_(cast.karim).get(reverse("notices:letters")).status_code == 403, "he manages no members"


def test_letters_to_candidates_exist_for_who_guides_them_and_the_director(cast: Cast) -> None:
    _letter("to samuel", kind=LetterKind.CANDIDATE, organisation_id=cast.nieuwegein.pk, region_id=cast.region.pk)
    for name, seen in (("els", True), ("roos", True), ("karim", False), ("dirk", False), ("bas", False)):
        with behind_the_wall(cast.actor(getattr(cast, name))):
            assert Outgoing.objects.exists() == seen, name


def test_somebody_chooses_how_often_to_be_reminded_and_a_director_sets_the_term(cast: Cast, as_: SignIn) -> None:
    browser, address = as_(cast.roos), reverse("notices:reminders")
    assert browser.post(address, {"rhythm": "hourly"}).status_code == 422
    browser.post(address, {"rhythm": "weekly"})
    assert 'value="weekly" checked' in " ".join(browser.get(address).content.decode().split()) or (
        browser.get(address).context["form"].initial["rhythm"] == "weekly"
    )
    term = reverse("notices:term")
    assert browser.post(term, {"days": 0}).status_code == 422
    assert browser.post(term, {"days": 3}).status_code == 302
    assert browser.get(term).context["form"].initial == {"days": 3}
    assert as_(cast.karim).get(term).status_code == 403


@pytest.mark.django_db
def test_letters_that_are_not_due_yet_wait() -> None:
    _letter()
    Outgoing.objects.update(next_try_at=timezone.now() + timedelta(minutes=1))
    assert not jobs.send_one()
