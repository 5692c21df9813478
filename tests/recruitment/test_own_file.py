"""Candidates and their own file: how they get to it, and what they find there."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from leerwerk.notices.models import LinkText, Outgoing
from leerwerk.notices.own_language import BETWEEN, table
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event, Reading
from leerwerk.recruitment.actions import HasAnotherFile, accept_file, invite_candidate, link_account
from leerwerk.recruitment.models import Background, Candidate, FileInvitation, Obstacle
from tests.cast import PASSWORD, Cast
from tests.post import letters_go
from tests.recruitment.enrolling import enrol

type SignIn = Callable[[Person], Client]


@pytest.fixture
def link(cast: Cast, as_: SignIn) -> str:
    """The address in the letter that Karim lets send to Amal."""
    as_(cast.karim).post(reverse("recruitment:invite", args=[cast.amal.pk]), {"email": "amal@example.org"})
    letters_go()
    found = re.search(r"http://testserver(/candidates/accept/[^\s]+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_candidate_gets_a_letter_in_two_languages_chooses_a_password_and_reads_her_file(
    link: str, cast: Cast, client: Client
) -> None:
    letter = mail.outbox[-1]
    assert letter.to == ["amal@example.org"]
    assert "Gemeente Utrecht helpt u" in letter.body
    assert "Gemeente Utrecht helps you" in letter.body
    page = client.post(link, {"given_name": "Amal", "password": PASSWORD}, follow=True)
    assert "Uw begeleider werkt bij" in page.content.decode()
    cast.amal.refresh_from_db()
    assert cast.amal.person is not None
    assert Event.objects.get(kind="account_linked").person_id == cast.amal.person.pk
    assert client.get(link).status_code == 410, "a link works once"


def test_a_candidate_of_whom_we_know_the_language_is_invited_in_it_with_the_dutch_below(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(contact_language="fa")
    base = "http://testserver/candidates/accept/"
    secret = invite_candidate(candidate=cast.amal, email="amal@example.org", link_base=base, by=cast.actor(cast.karim))
    letters_go()
    (letter,) = mail.outbox
    own, dutch = str(letter.body).split(BETWEEN)
    assert letter.subject == table("recruitment")["fa"]["file_subject"]
    assert table("recruitment")["fa"]["file_read"] in own
    assert "Gemeente Utrecht" in own
    assert "U kunt dit dossier lezen" in dutch
    assert secret in own
    assert secret in dutch


def test_in_the_practice_region_the_page_shows_the_link_that_no_letter_brings(
    cast: Cast, as_: SignIn, settings: Settings
) -> None:
    settings.DEMO = True
    address = reverse("recruitment:invite", args=[cast.amal.pk])
    page = as_(cast.karim).post(address, {"email": "amal@example.org"}, follow=True).content.decode()
    assert 'href="http://testserver/candidates/accept/' in page
    assert "geen brieven" in page


def test_the_secret_of_a_link_is_kept_nowhere_once_the_letter_went(link: str) -> None:
    secret = link.rstrip("/").split("/")[-1]
    assert not LinkText.objects.exists()
    assert Outgoing.objects.get().body == ""
    assert not FileInvitation.objects.filter(token_hash__contains=secret).exists()
    assert not Event.objects.filter(facts__icontains=secret).exists()


@pytest.mark.parametrize("ended", ["expired", "withdrawn", "replaced", "never existed"])
def test_a_closed_link_to_a_file_shows_nothing_of_it(
    link: str, cast: Cast, as_: SignIn, client: Client, ended: str
) -> None:
    invitation = FileInvitation.objects.get()
    if ended == "expired":
        FileInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif ended == "withdrawn":
        as_(cast.karim).post(reverse("recruitment:withdraw_invitation", args=[invitation.pk]))
    elif ended == "replaced":
        invite_candidate(candidate=cast.amal, email="new@example.org", link_base="x/", by=cast.actor(cast.karim))
    else:
        link = reverse("recruitment:accept", args=["guess"])
    page = client.post(link, {"given_name": "Mallory", "password": PASSWORD})
    assert page.status_code == 410
    assert "Amal" not in page.content.decode()
    cast.amal.refresh_from_db()
    assert cast.amal.person is None


def test_only_the_intermediary_invites_a_candidate_or_takes_it_back(link: str, cast: Cast, as_: SignIn) -> None:
    invitation = FileInvitation.objects.get()
    for person in (cast.els, cast.roos, cast.dirk, cast.bas, cast.mo):
        browser = as_(person)
        assert browser.post(reverse("recruitment:invite", args=[cast.amal.pk])).status_code == 404
        answer = browser.post(reverse("recruitment:withdraw_invitation", args=[invitation.pk]))
        assert answer.status_code == 404
    assert FileInvitation.objects.get().withdrawn_at is None


def test_one_account_never_opens_two_files(link: str, cast: Cast) -> None:
    karim = cast.actor(cast.karim)
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.samuel, person=amal, by=karim)
    with pytest.raises(HasAnotherFile):
        accept_file(invitation=FileInvitation.objects.get(), person=amal, by=karim)
    with pytest.raises(HasAnotherFile):
        invite_candidate(candidate=cast.samuel, email="x@example.org", link_base="x/", by=karim)
    assert FileInvitation.objects.get().accepted_at is None


@pytest.fixture
def amal(cast: Cast) -> Person:
    """Amal, with an account."""
    person = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.amal, person=person, by=cast.actor(cast.karim))
    return person


def test_a_candidate_sees_what_stands_in_the_way_and_her_background(cast: Cast, as_: SignIn, amal: Person) -> None:
    Obstacle.objects.create(candidate=cast.amal, kind="childcare", due_on=date(2027, 1, 1))
    Background.objects.create(candidate=cast.amal, nationality="Eritrea", birth_year=1990)
    page = as_(amal).get(reverse("recruitment:own_file")).content.decode()
    assert "kinderopvang" in page
    assert "Eritrea" in page
    assert "heeft de kandidaat een account" in page


def test_a_candidate_takes_everything_along_also_what_other_rooms_keep(
    link: str, cast: Cast, as_: SignIn, amal: Person
) -> None:
    enrol(cast, cast.amal, "proposed")
    as_(cast.karim).get(reverse("recruitment:candidate", args=[cast.amal.pk]))
    herself = as_(amal)
    with CaptureQueriesContext(connection) as asked:
        along = herself.get(reverse("recruitment:take_along")).json()
    assert sum("SAVEPOINT" not in one["sql"] for one in asked) <= 10
    assert along["candidate"]["given_name"] == "Amal"
    assert len(along["profile"]) == 1
    assert along["enrolment"][0]["stage"] == "proposed"
    assert [one["came_along"] for one in along["pathwayevent"]] == ["proposed"], "and what points to that"
    assert along["obstacle"] == [], "also that there is nothing of a kind"
    assert "Karim" in [line["person"] for line in along["readings"]]
    assert "token_hash" not in along["fileinvitation"][0]


def test_nobody_else_takes_a_file_along(cast: Cast, as_: SignIn) -> None:
    for person in (cast.karim, cast.roos, cast.bas):
        assert as_(person).get(reverse("recruitment:take_along")).status_code == 403


def test_the_trail_of_a_file_says_who_did_what_and_who_read_it(cast: Cast, as_: SignIn, amal: Person) -> None:
    address = reverse("recruitment:trail", args=[cast.amal.pk])
    page = as_(cast.karim).get(address).content.decode()
    assert "heeft de kandidaat een account met het eigen dossier gegeven" in page
    assert "De zegels kloppen" in page
    readings = as_(cast.roos).get(address, {"part": "readings"}).content.decode()
    assert "de kandidaat begeleiden" in readings
    assert "groepen plannen voor een regio" in readings
    for person in (cast.els, cast.dirk, cast.bas, amal):
        assert as_(person).get(address).status_code == 404
    assert set(Reading.objects.values_list("person_id", flat=True)) == {cast.karim.pk, cast.roos.pk}
