"""Organisations, members and invitations, as each of the cast meets them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Invitation, Membership, Organisation, Person
from tests.cast import PASSWORD, Cast
from tests.costs import DOOR
from tests.post import letters_go

type SignIn = Callable[[Person], Client]


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_of_organisations_asks_as_much_for_more(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for number in range(more):
        Organisation.objects.create(
            code=f"extra-{number}", kind=OrganisationKind.EMPLOYER, name=f"Extra {number}", region=cast.region
        )
    browser = as_(cast.roos)
    # session, person, memberships, wall up, sectors, towns, count, rows, wall down
    with django_assert_num_queries(8 + DOOR):
        page = browser.get(reverse("parties:organisations"))
    assert b"Groenwerk" in page.content


def test_a_director_elsewhere_does_not_find_our_organisations(cast: Cast, as_: SignIn) -> None:
    browser = as_(cast.dirk)
    assert b"Groenwerk" not in browser.get(reverse("parties:organisations")).content
    assert browser.get(reverse("parties:organisation", args=[cast.groenwerk.pk])).status_code == 404
    assert browser.post(reverse("parties:invite", args=[cast.groenwerk.pk])).status_code == 404


def test_a_caseworker_sees_an_organisation_but_changes_nothing_of_it(cast: Cast, as_: SignIn) -> None:
    browser = as_(cast.karim)
    page = browser.get(reverse("parties:organisation", args=[cast.utrecht.pk]))
    assert page.status_code == 200
    assert "Karim" in page.content.decode()
    for name in ("change_organisation", "invite", "add_site"):
        assert browser.post(reverse(f"parties:{name}", args=[cast.utrecht.pk])).status_code == 404
    assert browser.post(reverse("parties:new_organisation")).status_code == 403


def _invite(browser: Client, organisation: Organisation, email: str) -> str:
    browser.post(reverse("parties:invite", args=[organisation.pk]), {"email": email, "function": "caseworker"})
    letters_go()
    found = re.search(r"http://testserver(/parties/accept/[^\s]+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_invited_colleague_chooses_a_password_and_is_in(cast: Cast, as_: SignIn, client: Client) -> None:
    link = _invite(as_(cast.els), cast.nieuwegein, "noor@example.org")
    assert mail.outbox[-1].to == ["noor@example.org"]
    weak = client.post(link, {"given_name": "Noor", "password": "noor"})
    assert weak.status_code == 422
    assert not Person.objects.filter(email="noor@example.org").exists()
    done = client.post(link, {"given_name": "Noor", "password": PASSWORD}, follow=True)
    assert done.status_code == 200
    assert Membership.objects.get(person__email="noor@example.org").organisation == cast.nieuwegein
    assert client.get(link).status_code == 410, "a link works once"


def test_a_known_person_signs_in_to_accept_and_keeps_one_account(cast: Cast, as_: SignIn, client: Client) -> None:
    link = _invite(as_(cast.els), cast.nieuwegein, "KARIM@example.org")
    client.post(link, {"given_name": "Mallory", "password": PASSWORD})
    assert Person.objects.filter(email__iexact="karim@example.org").count() == 1
    karim = as_(cast.karim)
    karim.post(link)
    assert cast.karim.memberships.count() == 2
    switched = karim.post(
        reverse("parties:switch"), {"membership": cast.karim.memberships.get(organisation=cast.nieuwegein).pk}
    )
    assert switched.status_code == 302


@pytest.mark.parametrize("ended", ["expired", "withdrawn", "never existed"])
def test_a_closed_link_says_what_to_do_whatever_closed_it(cast: Cast, as_: SignIn, client: Client, ended: str) -> None:
    link = _invite(as_(cast.els), cast.nieuwegein, "noor@example.org")
    invitation = Invitation.objects.get()
    if ended == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif ended == "withdrawn":
        as_(cast.els).post(reverse("parties:withdraw_invitation", args=[invitation.pk]))
    else:
        link = reverse("parties:accept", args=["guess"])
    page = client.get(link)
    assert page.status_code == 410
    assert "cast" not in page.content.decode()


def test_nobody_switches_to_an_organisation_that_is_not_theirs(cast: Cast, as_: SignIn) -> None:
    browser = as_(cast.bas)
    browser.post(reverse("parties:switch"), {"membership": cast.roos.memberships.get().pk})
    assert "membership" not in browser.session


def test_access_stops_when_a_membership_ends(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    assert karim.get(reverse("parties:organisations")).status_code == 200
    as_(cast.roos).post(reverse("parties:end_membership", args=[cast.karim.memberships.get().pk]))
    assert karim.get(reverse("parties:organisations")).status_code == 403


def test_a_director_cannot_end_their_own_membership(cast: Cast, as_: SignIn) -> None:
    roos = as_(cast.roos)
    assert roos.post(reverse("parties:end_membership", args=[cast.roos.memberships.get().pk])).status_code == 404


def test_sign_in_with_a_wrong_password_tells_nothing_about_who_has_an_account(cast: Cast, client: Client) -> None:
    answers = [
        client.post(reverse("account_login"), {"login": email, "password": "wrong wrong wrong"}).content.decode()
        for email in ("karim@example.org", "nobody@example.org")
    ]
    texts = [re.sub(r'value="[^"]*"', "", answer) for answer in answers]
    assert texts[0] == texts[1]


def test_nobody_signs_up_without_an_invitation(client: Client, db: None) -> None:
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.exists()


def test_an_invited_colleague_gets_a_letter_in_two_languages(cast: Cast, as_: SignIn) -> None:
    link = _invite(as_(cast.els), cast.nieuwegein, "noor@example.org")
    letter = str(mail.outbox[-1].body)
    assert "U bent uitgenodigd om samen te werken" in letter
    assert "You were invited to work together in leerwerk for Gemeente Nieuwegein." in letter
    assert letter.count(link) == 2


@pytest.mark.parametrize("practice", [True, False])
def test_only_the_practice_region_shows_the_link_of_a_letter_that_nobody_gets(
    practice: bool, cast: Cast, as_: SignIn, client: Client, settings: Settings
) -> None:
    settings.DEMO = practice
    address = reverse("parties:invite", args=[cast.nieuwegein.pk])
    said = {"email": "noor@example.org", "function": "caseworker"}
    page = as_(cast.els).post(address, said, follow=True).content.decode()
    found = re.search(r'href="http://testserver(/parties/accept/[^"]+)"', page)
    assert (found is not None) == practice
    assert ("geen brieven" in page) == practice
    assert ("noor@example.org. De link" in page) != practice
    if found:
        done = client.post(found[1], {"given_name": "Noor", "password": PASSWORD}, follow=True)
        assert "Noor" in done.content.decode()
        assert Membership.objects.filter(person__email="noor@example.org").exists()


def test_an_administrator_is_told_that_the_new_name_of_the_organisation_is_taken(cast: Cast, as_: SignIn) -> None:
    Organisation.objects.create(code="ander", kind=OrganisationKind.MUNICIPALITY, name="Gemeente X", region=cast.region)
    address = reverse("parties:change_organisation", args=[cast.nieuwegein.pk])
    said = {"name": "gemeente x", "municipality": "GM0356", "sector": ""}
    assert as_(cast.els).post(address, said).status_code == 422
    cast.nieuwegein.refresh_from_db()
    assert cast.nieuwegein.name == "Gemeente Nieuwegein"
    assert as_(cast.els).post(address, said | {"name": "Gemeente Y"}).status_code == 302
