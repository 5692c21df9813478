"""Functions, links and accounts: who can give what to whom, and what a link lets somebody do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.parties.accounts import AddressIsKnown
from leerwerk.parties.actions import LinkIsClosed, accept_invitation, invite, withdraw_invitation
from leerwerk.parties.enums import FUNCTIONS_IN, Function, OrganisationKind
from leerwerk.parties.models import Invitation, Membership, Municipality, Organisation, Person, Region, Site
from leerwerk.parties.queries import actor_under, memberships_of, memberships_today, who_asks
from leerwerk.privacy.models import Event
from tests.cast import PASSWORD, Cast

type SignIn = Callable[[Person], Client]


@pytest.fixture
def bas_manages(cast: Cast) -> Cast:
    """Bas manages the members of his company."""
    Membership.objects.filter(person=cast.bas).update(administrator=True)
    return cast


def _invite(organisation: Organisation, email: str, function: str, by: object) -> str:
    return invite(
        organisation=organisation,
        email=email,
        function=function,
        administrator=False,
        link_base="http://testserver/parties/accept/",
        by=by,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("function", [Function.DIRECTOR, Function.CASEWORKER, Function.FUNDER])
def test_an_employer_cannot_make_a_colleague_somebody_who_opens_files(
    bas_manages: Cast, as_: SignIn, function: Function
) -> None:
    cast = bas_manages
    address = reverse("parties:invite", args=[cast.groenwerk.pk])
    page = as_(cast.bas).post(address, {"email": "spy@example.org", "function": function})
    assert page.status_code == 422
    with pytest.raises(PermissionDenied):
        _invite(cast.groenwerk, "spy@example.org", function, cast.actor(cast.bas))
    assert not Invitation.objects.exists()


def test_an_employer_cannot_turn_into_a_municipality(bas_manages: Cast, as_: SignIn) -> None:
    cast = bas_manages
    address = reverse("parties:change_organisation", args=[cast.groenwerk.pk])
    said = {"name": "Groenwerk BV", "kind": "municipality", "municipality": "GM0356", "sector": "groen"}
    assert as_(cast.bas).post(address, said).status_code == 302
    cast.groenwerk.refresh_from_db()
    assert (cast.groenwerk.name, cast.groenwerk.kind, cast.groenwerk.active) == ("Groenwerk BV", "employer", True)


def test_only_a_director_makes_a_director(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        _invite(cast.nieuwegein, "noor@example.org", Function.DIRECTOR, cast.actor(cast.els))
    assert _invite(cast.nieuwegein, "noor@example.org", Function.DIRECTOR, cast.actor(cast.roos))


def test_every_kind_of_organisation_has_work_for_somebody() -> None:
    assert all(FUNCTIONS_IN[kind] for kind in OrganisationKind)


def test_somebody_signed_in_as_another_is_asked_to_sign_out_and_nothing_is_accepted(cast: Cast, as_: SignIn) -> None:
    secret = _invite(cast.nieuwegein, "noor@example.org", Function.CASEWORKER, cast.actor(cast.els))
    page = as_(cast.bas).post(reverse("parties:accept", args=[secret]), {"given_name": "Noor", "password": PASSWORD})
    assert "noor@example.org" in page.content.decode()
    assert Invitation.objects.get().accepted_at is None
    assert not cast.bas.memberships.filter(organisation=cast.nieuwegein).exists()


def test_a_link_is_worth_one_membership_also_when_it_is_pressed_twice(cast: Cast) -> None:
    _invite(cast.nieuwegein, "vera@example.org", Function.CASEWORKER, cast.actor(cast.els))
    invitation = Invitation.objects.get()
    vera = cast.actor(cast.vera)
    accept_invitation(invitation=invitation, person=cast.vera, by=vera)
    with pytest.raises(LinkIsClosed):
        accept_invitation(invitation=invitation, person=cast.vera, by=vera)
    with pytest.raises(LinkIsClosed):
        withdraw_invitation(invitation=invitation, by=cast.actor(cast.els))
    assert cast.vera.memberships.filter(organisation=cast.nieuwegein).count() == 1


def test_an_account_made_in_the_meantime_is_not_made_twice(cast: Cast) -> None:
    _invite(cast.nieuwegein, "vera@example.org", Function.CASEWORKER, cast.actor(cast.els))
    newcomer = Person(email="VERA@example.org", given_name="Vera")
    with pytest.raises(AddressIsKnown):
        accept_invitation(invitation=Invitation.objects.get(), person=newcomer, by=cast.actor(cast.vera))
    assert Invitation.objects.get().accepted_at is None


def test_the_event_of_accepting_names_the_new_person(cast: Cast, client: Client) -> None:
    secret = _invite(cast.nieuwegein, "noor@example.org", Function.MENTOR, cast.actor(cast.els))
    client.post(reverse("parties:accept", args=[secret]), {"given_name": "Noor", "password": PASSWORD})
    noor = Person.objects.get(email="noor@example.org")
    assert Event.objects.get(kind="invitation_accepted").person_id == noor.pk


def test_a_second_site_with_the_same_name_is_explained(cast: Cast, as_: SignIn) -> None:
    roos = as_(cast.roos)
    address = reverse("parties:add_site", args=[cast.groenwerk.pk])
    said = {"name": "Kwekerij", "municipality": "GM0356", "address": "Laan 1"}
    assert roos.post(address, said).status_code == 302
    again = roos.post(address, said | {"name": "kwekerij", "address": "Laan 2"})
    assert again.status_code == 422
    assert "Laan 2" in again.content.decode(), "what was typed stays"
    site = Site.objects.get()
    roos.post(reverse("parties:change_site", args=[site.pk]), said | {"address": "Laan 3"})
    site.refresh_from_db()
    assert site.address == "Laan 3"
    roos.post(reverse("parties:remove_site", args=[site.pk]))
    assert not Site.objects.exists()


def test_a_director_elsewhere_changes_no_site_of_ours(cast: Cast, as_: SignIn) -> None:
    site = Site.objects.create(organisation=cast.groenwerk, name="Kwekerij", municipality_id="GM0356")
    for name in ("change_site", "remove_site"):
        assert as_(cast.dirk).post(reverse(f"parties:{name}", args=[site.pk])).status_code == 404


def test_two_new_organisations_get_their_own_number_and_a_second_of_the_same_name_is_refused(
    cast: Cast, as_: SignIn
) -> None:
    roos = as_(cast.roos)
    said = {"kind": "employer", "municipality": "GM0344", "sector": "bouw", "active": "on"}
    for name in ("Bouwers", "Slopers"):
        assert roos.post(reverse("parties:new_organisation"), said | {"name": name}).status_code == 302
    assert roos.post(reverse("parties:new_organisation"), said | {"name": "bouwers"}).status_code == 422
    made = Organisation.objects.filter(sector="bouw")
    assert made.count() == 2
    assert {o.region for o in made} == {cast.region}


def test_organisations_are_narrowed_and_sorted(cast: Cast, as_: SignIn) -> None:
    roos = as_(cast.roos)
    address = reverse("parties:organisations")
    green = roos.get(address, {"sector": "groen", "municipality": "GM0356", "kind": "employer"}).content.decode()
    assert "Groenwerk" in green
    assert "Vakschool" not in green
    page = roos.get(address, {"sort": "-name"}).content.decode()
    assert page.index("Werkcentrum Midden-Utrecht") < page.index("De Verbinders")


def test_what_was_done_to_an_organisation_is_read_by_who_manages_it(cast: Cast, as_: SignIn) -> None:
    _invite(cast.nieuwegein, "noor@example.org", Function.MENTOR, cast.actor(cast.els))
    address = reverse("parties:trail", args=[cast.nieuwegein.pk])
    page = as_(cast.els).get(address).content.decode()
    assert "Els" in page
    assert "heeft iemand uitgenodigd om lid te worden" in page
    for person in (cast.karim, cast.bas, cast.dirk):
        assert as_(person).get(address).status_code == 404


def test_asking_for_a_new_password_tells_nothing_about_who_has_an_account(cast: Cast, client: Client) -> None:
    answers = []
    for email in ("karim@example.org", "nobody@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        answers.append((answer.redirect_chain, re.sub(rb'value="[^"]*"', b"", answer.content)))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox if "/password/reset/key/" in letter.body] == [["karim@example.org"]]


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]
)
def test_pages_before_signing_in_are_ours(client: Client, db: None, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "lw-main" in page
    assert 'lang="nl"' in page


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate", "parties:account"])
def test_pages_about_ones_account_are_ours(cast: Cast, as_: SignIn, name: str) -> None:
    assert "lw-main" in as_(cast.karim).get(reverse(name)).content.decode()


def test_a_used_link_for_a_new_password_says_what_to_do(client: Client, db: None) -> None:
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"]))
    assert reverse("account_reset_password") in page.content.decode()


def test_a_language_that_was_chosen_is_spoken_at_once(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    page = karim.post(reverse("parties:account"), {"given_name": "Karim", "preferred_language": "en"}, follow=True)
    assert "Your account was saved." in page.content.decode()
    assert Person.objects.get(pk=cast.karim.pk).preferred_language == "en"


def test_regions_and_municipalities_come_back_into_emptied_tables(db: None) -> None:
    Municipality.objects.all().delete()
    Region.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")  # as a migrate and a flush do
    assert (Region.objects.count(), Municipality.objects.count()) == (35, 342)
    assert Municipality.objects.get(code="GM0344").region == Municipality.objects.get(code="GM0356").region
    assert Municipality.objects.get(code="GM0307").region != Municipality.objects.get(code="GM0344").region


def test_who_asks_comes_with_the_functions_that_hold_today_and_no_others(cast: Cast) -> None:
    today = timezone.localdate()
    periods = {
        Function.DIRECTOR: (today - timedelta(9), today),  # ended this morning
        Function.CASEWORKER: (today, today + timedelta(1)),  # only today
        Function.FUNDER: (today + timedelta(1), None),  # from tomorrow on
    }
    for function, (since, until) in periods.items():
        Membership.objects.create(
            person=cast.vera, organisation=cast.utrecht, function=function, since=since, until=until
        )
    gone = Organisation.objects.create(code="gone", kind="employer", name="Weg", region=cast.region, active=False)
    Membership.objects.create(person=cast.vera, organisation=gone, function=Function.EMPLOYER, since=today)
    vera = who_asks(cast.vera.pk)
    assert vera is not None
    assert [one.function for one in memberships_of(vera)] == [Function.CONNECTOR, Function.CASEWORKER]
    assert memberships_of(vera) == list(memberships_today(vera))
    assert [(one.organisation, one.until) for one in memberships_of(vera)][1] == (cast.utrecht, today + timedelta(1))


def test_a_candidate_asks_with_their_own_file(cast: Cast) -> None:
    cast.amal.person = Person.objects.create(email="amal@example.org", given_name="Amal")
    cast.amal.save()
    amal = who_asks(cast.amal.person.pk)
    assert amal is not None
    assert actor_under(amal, memberships_of(amal), None).candidate_id == cast.amal.pk
    assert who_asks(0) is None
