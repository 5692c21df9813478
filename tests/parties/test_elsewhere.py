"""Signing in elsewhere, at a real little house that speaks OpenID Connect: who is let in, and who is not."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from leerwerk.parties import actions
from leerwerk.parties.models import Person
from leerwerk.recruitment.actions import link_account
from tests.cast import PASSWORD, Cast
from tests.parties.house import House, names, new_key, open_house
from tests.parties.test_signing_in import _digits, _secret, _text, _turn_on

TO, BACK = reverse("openid_connect_login", args=["house"]), reverse("openid_connect_callback", args=["house"])
type Change = Callable[[House], None]


@pytest.fixture
def house(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[House]:
    """A house that speaks for the addresses at example.org."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    cache.clear()
    with open_house() as house:
        name_it(settings, house, domains=["example.org"])
        yield house


def name_it(settings: Settings, house: House, *, domains: list[str]) -> None:
    """Name the house in the settings."""
    for name, value in names(house, domains=domains).items():
        setattr(settings, name, value)


def _back(house: House, browser: Client, **sent: str) -> str:
    """Press the button, sign in at the house; return where it leads the browser."""
    led = browser.post(TO, sent)
    assert led.status_code == 302
    return house.leads_back(led["Location"]).removeprefix("http://testserver")


def _sign_in(house: House, browser: Client | None = None, **sent: str) -> tuple[Client, Any]:
    browser = browser or Client()
    return browser, browser.get(_back(house, browser, **sent), follow=True)


def _is_in(browser: Client) -> bool:
    return browser.get(reverse("parties:account")).status_code == 200


def test_a_caseworker_signs_in_with_the_account_of_the_municipality(cast: Cast, house: House) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "Inloggen met Gemeente Utrecht" in page
    where = reverse("parties:organisations")
    browser, came = _sign_in(house, next=where)
    assert (came.status_code, came.request["PATH_INFO"]) == (200, where)
    assert browser.session["_auth_user_id"] == str(cast.karim.pk)
    assert Person.objects.get(pk=cast.karim.pk).check_password(PASSWORD), "the password stays as it was"
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_where_no_house_is_named_there_is_no_button_and_no_address(cast: Cast) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "elsewhere" not in page
    assert Client().post(TO).status_code == 404
    assert Client().get(BACK).status_code == 404


def test_only_the_button_leads_to_a_house(cast: Cast, house: House) -> None:
    assert Client().get(TO)["Location"] == reverse("account_login")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(TO).status_code == 403


def test_an_address_cannot_change_what_a_house_is_asked(cast: Cast, house: House) -> None:
    led = Client().post(f"{TO}?process=connect&scope=phone&auth_params=redirect_uri%3Dhttps://evil.example")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(led["Location"]).query).items()}
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"


def test_nobody_is_led_to_another_site_afterwards(cast: Cast, house: House) -> None:
    _browser, came = _sign_in(house, next="https://evil.example/")
    assert came.request["PATH_INFO"] == reverse("home:home")


def test_what_the_token_does_not_say_is_asked(cast: Cast, house: House) -> None:
    house.userinfo = {"sub": "u-1", "email": "Karim@Example.org", "email_verified": True}
    assert _is_in(_sign_in(house)[0])


def _unverified(house: House) -> None:
    house.claims["email_verified"] = False


def _says_nothing_of_it(house: House) -> None:
    del house.claims["email_verified"]


def _says_it_in_words(house: House) -> None:
    house.claims["email_verified"] = "true"


def _no_address(house: House) -> None:
    del house.claims["email"]


def _unknown(house: House) -> None:
    house.claims["email"] = "nobody@example.org"


def _blocked(_house: House) -> None:
    Person.objects.filter(email="karim@example.org").update(is_active=False)


def _not_ours(_house: House) -> None:
    EmailAddress.objects.filter(email="karim@example.org").update(verified=False)


def _pending(house: House) -> None:
    karim = Person.objects.get(email="karim@example.org")
    EmailAddress.objects.create(user=karim, email="other@example.org", verified=False, primary=False)
    house.claims["email"] = "other@example.org"


def _verified_in_userinfo_only_by_word(house: House) -> None:
    house.userinfo = {"sub": "u-1", "email": "karim@example.org", "email_verified": 1}


@pytest.mark.parametrize(
    "change",
    [
        _unverified,
        _says_nothing_of_it,
        _says_it_in_words,
        _no_address,
        _unknown,
        _blocked,
        _not_ours,
        _pending,
        _verified_in_userinfo_only_by_word,
    ],
)
def test_everybody_who_is_not_let_in_reads_the_same(cast: Cast, house: House, change: Change) -> None:
    change(house)
    people = Person.objects.count()
    browser, came = _sign_in(house)
    assert came.status_code == 403
    assert "Er is hier geen account dat past bij wat ons over u is verteld" in _text(came.content)
    assert "example.org" not in came.content.decode(), "whatever the reason, it names nobody"
    assert not _is_in(browser)
    assert Person.objects.count() == people, "nobody signs up"


def test_a_house_speaks_only_for_its_own_addresses(cast: Cast, house: House, settings: Settings) -> None:
    name_it(settings, house, domains=["utrecht.example"])
    assert _sign_in(house)[1].status_code == 403
    Person.objects.filter(pk=cast.karim.pk).update(email="karim@sub.utrecht.example")
    EmailAddress.objects.filter(user=cast.karim).update(email="karim@sub.utrecht.example")
    house.claims["email"] = "karim@sub.utrecht.example"
    assert _sign_in(house)[1].status_code == 403


def test_a_broker_without_addresses_of_its_own_speaks_only_for_whom_a_code_would_do(
    cast: Cast, house: House, settings: Settings
) -> None:
    name_it(settings, house, domains=[])
    for email in ("karim@example.org", "roos@example.org"):
        house.claims["email"] = email
        assert _sign_in(house)[1].status_code == 403
    house.claims["email"] = "bas@example.org"
    assert _is_in(_sign_in(house)[0])
    amal = Person.objects.create(email="amal@example.org", given_name="Amal", password="!")
    EmailAddress.objects.create(user=amal, email=amal.email, verified=True, primary=True)
    link_account(candidate=cast.amal, person=amal, by=cast.actor(cast.karim))
    house.claims["email"] = amal.email
    assert _is_in(_sign_in(house)[0])
    actions.end_membership(membership=cast.bas.memberships.get(), by=cast.actor(cast.roos))
    house.claims["email"] = "bas@example.org"
    assert _sign_in(house)[1].status_code == 403, "and not when the membership ended"


def test_the_second_step_is_asked_after_the_house_too(cast: Cast, house: House) -> None:
    first = Client()
    first.post(reverse("account_login"), {"login": "karim@example.org", "password": PASSWORD})
    _turn_on(first)
    browser, came = _sign_in(house)
    assert came.request["PATH_INFO"] == reverse("mfa_authenticate")
    assert not _is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": _digits(_secret(cast.karim), later=1)})
    assert _is_in(browser)


def _not_in(browser: Client, answer: Any) -> None:
    assert answer.status_code == 400
    assert "Inloggen is niet gelukt" in _text(answer.content)
    assert not _is_in(browser)


def test_a_way_back_works_once(cast: Cast, house: House) -> None:
    browser = Client()
    back = _back(house, browser)
    assert browser.get(back).status_code == 302
    browser.post(reverse("account_logout"))
    _not_in(browser, browser.get(back))


def test_a_way_back_works_only_in_the_browser_that_went(cast: Cast, house: House) -> None:
    back = _back(house, Client())
    other = Client()
    _not_in(other, other.get(back))
    other.post(TO)
    _not_in(other, other.get(back))


def test_a_made_up_state_and_a_code_of_another_are_refused(cast: Cast, house: House) -> None:
    browser = Client()
    _not_in(browser, browser.get(BACK, {"code": "code-0", "state": "made up"}))
    _not_in(browser, browser.get(BACK, {"code": "code-0"}))
    stolen = parse_qs(urlsplit(_back(house, Client())).query)["code"][0]
    state = parse_qs(urlsplit(_back(house, browser)).query)["state"][0]
    _not_in(browser, browser.get(BACK, {"code": stolen, "state": state}))


def _signed_by_another(house: House) -> None:
    house.signs_with = new_key()


def _for_another(house: House) -> None:
    house.token = {"aud": "another"}


def _by_another(house: House) -> None:
    house.token = {"iss": "https://another.example"}


def _too_old(house: House) -> None:
    house.token = {"exp": 1}


def _of_two_people(house: House) -> None:
    house.userinfo = {"sub": "u-2", "email": "karim@example.org", "email_verified": True}


def _nobodys(house: House) -> None:
    house.userinfo = {"email": "karim@example.org", "email_verified": True}


@pytest.mark.parametrize("change", [_signed_by_another, _for_another, _by_another, _too_old, _of_two_people, _nobodys])
def test_what_a_house_did_not_say_of_this_person_to_us_now_lets_nobody_in(
    cast: Cast, house: House, change: Change
) -> None:
    change(house)
    _not_in(*_sign_in(house))


def test_who_stops_at_the_house_may_try_again(cast: Cast, house: House) -> None:
    browser = Client()
    state = parse_qs(urlsplit(browser.post(TO)["Location"]).query)["state"][0]
    _not_in(browser, browser.get(BACK, {"error": "access_denied", "state": state}))
    assert _is_in(_sign_in(house, browser)[0])


def test_a_house_that_is_away_or_is_another_breaks_nothing(cast: Cast, house: House) -> None:
    for change in ({"away": True}, {"config": {"issuer": "https://another.example"}}):
        vars(house).update(change)
        browser = Client()
        _not_in(browser, browser.post(TO))
        vars(house).update(away=False, config={})


def test_who_presses_too_often_waits(cast: Cast, house: House) -> None:
    browser = Client()
    for _often in range(30):
        browser.post(TO)
    assert browser.post(TO).status_code == 429
