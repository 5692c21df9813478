"""Letters with a link: they leave with what gave rise to them, soon, and keep their secret to themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from leerwerk.notices import jobs
from leerwerk.notices.actions import remind_day
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import LinkText, Outgoing
from leerwerk.parties.actions import invite, withdraw_invitation
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Invitation, Membership, Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.recruitment.actions import invite_candidate, withdraw_file_invitation
from leerwerk.recruitment.models import FileInvitation
from tests.at_once import at_once, wrong
from tests.cast import PASSWORD, Cast, build_cast
from tests.post import letters_go

type SignIn = Callable[[Person], Client]
type Capture = Callable[..., Any]
BASE = "http://testserver/parties/accept/"


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError


def _invite_noor(cast: Cast) -> str:
    facts: dict[str, Any] = {
        "email": "noor@example.org",
        "function": "caseworker",
        "administrator": False,
        "link_base": BASE,
    }
    return invite(organisation=cast.nieuwegein, by=cast.actor(cast.els), **facts)


def _link_to_amal(cast: Cast) -> str:
    base = "http://testserver/candidates/accept/"
    return invite_candidate(candidate=cast.amal, email="amal@example.org", link_base=base, by=cast.actor(cast.karim))


@pytest.mark.parametrize("invites", [_invite_noor, _link_to_amal])
def test_what_is_taken_back_sends_no_link(invites: Callable[[Cast], str], cast: Cast) -> None:
    with transaction.atomic():
        invites(cast)
        transaction.set_rollback(True)
    letters_go()
    assert mail.outbox == []
    assert not Outgoing.objects.exists()


def test_a_link_is_asked_to_be_sent_as_soon_as_it_is_there_and_once(
    cast: Cast, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _invite_noor(cast)
        _link_to_amal(cast)
    job = ProcrastinateJob.objects.get(task_name="notices.send", status="todo")
    assert job.queue_name == "notices"
    jobs.send_letters(**job.args)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["amal@example.org", "noor@example.org"]


def test_a_link_that_the_mail_server_refuses_goes_later_and_still_works(cast: Cast, settings: Settings) -> None:
    working, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": f"{__name__}.{Refusing.__name__}"}}
    secret = _invite_noor(cast)
    letters_go()
    letter = Outgoing.objects.get()
    assert (letter.tries, letter.sent_at, letter.error) == (1, None, "ConnectionRefusedError")
    assert secret in LinkText.objects.get().body, "it waits, so its text does"
    settings.MAILERS = working
    Outgoing.objects.update(next_try_at=timezone.now())
    letters_go()
    assert secret in str(mail.outbox[0].body)
    Client().post(f"/parties/accept/{secret}/", {"given_name": "Noor", "password": PASSWORD})
    assert Membership.objects.filter(person__email="noor@example.org").exists()


def test_after_a_link_went_its_text_is_gone_and_the_log_says_that_it_went(cast: Cast, as_: SignIn) -> None:
    secret = _invite_noor(cast)
    address = reverse("notices:letters")
    before = as_(cast.els).get(address).content.decode()
    letters_go()
    assert not LinkText.objects.exists()
    assert Outgoing.objects.get().body == ""
    after = as_(cast.els).get(address).content.decode()
    for text in (before, after):
        assert "noor@example.org" not in text
        assert secret not in text
    (row,) = as_(cast.els).get(address, {"kind": "link", "state": "sent"}).context["page"]
    assert row.get_kind_display() in after.replace("&#x27;", "'")
    assert not as_(cast.els).get(address, {"state": "waiting"}).context["page"]


def test_somebody_known_is_named_in_the_log_by_the_account_of_that_address(cast: Cast, as_: SignIn) -> None:
    facts: dict[str, Any] = {
        "email": "KARIM@example.org",
        "function": "caseworker",
        "administrator": False,
        "link_base": BASE,
    }
    invite(organisation=cast.nieuwegein, by=cast.actor(cast.els), **facts)
    assert f'<th scope="row">{cast.karim}' in as_(cast.els).get(reverse("notices:letters")).content.decode()


def test_nobody_who_asks_for_a_page_reads_a_link_not_even_who_let_it_be_sent(cast: Cast) -> None:
    _invite_noor(cast)
    _link_to_amal(cast)
    assert LinkText.objects.count() == 2
    seen = {"els": {"link"}, "roos": {"link", "own_file"}, "karim": {"own_file"}, "bas": set(), "dirk": set()}
    for name, kinds in seen.items():
        with behind_the_wall(cast.actor(getattr(cast, name))):
            assert set(Outgoing.objects.values_list("kind", flat=True)) == kinds, name
            assert not LinkText.objects.exists()
            assert LinkText.objects.all().delete()[0] == 0


def test_a_link_never_stands_in_the_log_itself(cast: Cast) -> None:
    _invite_noor(cast)
    with pytest.raises(IntegrityError, match="letter_link_stands_apart"), transaction.atomic():
        Outgoing.objects.update(body=BASE)


def test_who_is_invited_twice_gets_one_letter_with_the_link_that_works(cast: Cast) -> None:
    first, second = _invite_noor(cast), _invite_noor(cast)
    _link_to_amal(cast)
    newest = _link_to_amal(cast)
    letters_go()
    to_noor, to_amal = sorted(mail.outbox, key=lambda letter: letter.to, reverse=True)
    assert second in str(to_noor.body)
    assert first not in str(to_noor.body)
    assert newest in str(to_amal.body)


def test_a_withdrawn_invitation_is_not_sent_any_more(cast: Cast) -> None:
    _invite_noor(cast)
    withdraw_invitation(invitation=Invitation.objects.get(), by=cast.actor(cast.els))
    _link_to_amal(cast)
    withdraw_file_invitation(invitation=FileInvitation.objects.get(), by=cast.actor(cast.karim))
    letters_go()
    assert mail.outbox == []


def test_a_letter_that_went_stays_in_the_log_when_its_link_is_withdrawn(cast: Cast) -> None:
    _invite_noor(cast)
    letters_go()
    withdraw_invitation(invitation=Invitation.objects.get(), by=cast.actor(cast.els))
    assert Outgoing.objects.get().sent_at is not None


def test_a_link_that_never_went_is_forgotten_when_it_works_no_longer(cast: Cast) -> None:
    _invite_noor(cast)
    today = timezone.localdate()
    Outgoing.objects.update(written_at=timezone.now() - timedelta(days=13), failed_at=timezone.now(), next_try_at=None)
    remind_day(day=today, by=SYSTEM)
    assert LinkText.objects.exists(), "who keeps the log can still let it be sent again"
    Outgoing.objects.update(written_at=timezone.now() - timedelta(days=16))
    remind_day(day=today + timedelta(days=1), by=SYSTEM)
    assert not Outgoing.objects.filter(kind=LetterKind.LINK).exists()
    assert not LinkText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_sends_one_letter() -> None:
    cast = build_cast()
    found = at_once(lambda: _invite_noor(cast), lambda: _invite_noor(cast))
    assert wrong(found) == []
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1
    letters_go()
    (letter,) = mail.outbox
    assert any(str(secret) in str(letter.body) for secret in found)


@pytest.mark.django_db(transaction=True)
def test_whoever_invites_on_a_page_has_the_job_queued_when_the_page_answers(as_: SignIn) -> None:
    cast = build_cast()
    said = {"email": "noor@example.org", "function": "caseworker"}
    as_(cast.els).post(reverse("parties:invite", args=[cast.nieuwegein.pk]), said)
    job = ProcrastinateJob.objects.get(task_name="notices.send")
    jobs.send_letters(**job.args)
    assert [letter.to for letter in mail.outbox] == [["noor@example.org"]]
