"""Signing in with a code by e-mail: for whom it is enough, and what nobody gets round with it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from leerwerk.parties import actions
from leerwerk.parties.codes import words
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Person
from leerwerk.recruitment.actions import invite_candidate, link_account
from tests.cast import PASSWORD, Cast
from tests.parties.test_signing_in import FOREIGN, _digits, _secret, _text, _turn_on

type As = Callable[[Person], Client]
ASK, TYPE, LOGIN = "account_request_login_code", "account_confirm_login_code", "account_login"


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> None:
    """How often a code was asked is counted anew."""
    cache.clear()


@pytest.fixture
def amal(cast: Cast) -> Person:
    """Amal has an account for her own file, without a password; one speaks Arabic with her."""
    person = Person.objects.create(email="amal@example.org", given_name="Amal", password="!")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    link_account(candidate=cast.amal, person=person, by=cast.actor(cast.karim))
    type(cast.amal).objects.filter(pk=cast.amal.pk).update(contact_language="ar")
    return person


def _ask(email: str, browser: Client | None = None, **more: str) -> Client:
    browser = browser or Client()
    answer = browser.post(reverse(ASK), {"email": email, **more})
    assert answer.status_code == 302
    return browser


def _code() -> str:
    found = re.findall(r"(?m)^\d{8}$", str(mail.outbox[-1].body))
    return found[0] if found else ""


def _type(browser: Client, code: str, **more: str) -> Any:
    return browser.post(reverse(TYPE), {"code": code, **more}, follow=True)


def _is_in(browser: Client) -> bool:
    return browser.get(reverse("parties:account")).status_code == 200


def test_a_participant_signs_in_with_a_code_that_comes_in_her_own_language(cast: Cast, amal: Person) -> None:
    where = reverse("recruitment:own_file")
    browser = _ask("AMAL@example.org", next=where)
    letter = mail.outbox[-1]
    assert letter.to == ["amal@example.org"]
    assert letter.subject == words()["ar"]["subject"]
    assert str(letter.body).index(words()["ar"]["where"]) < str(letter.body).index("Dit is uw code:")
    page = browser.get(reverse(TYPE)).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    came = _type(browser, _code(), next=where)
    assert (came.status_code, came.request["PATH_INFO"]) == (200, where)


def test_a_contact_of_an_employer_needs_no_password(cast: Cast) -> None:
    browser = _ask("bas@example.org")
    assert mail.outbox[-1].subject == "Uw code voor leerwerk"
    assert str(mail.outbox[-1].body).count(_code()) == 1
    assert _type(browser, _code()).request["PATH_INFO"] == reverse("home:home")
    assert _is_in(browser)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_and_letters_are_ours_in_both_languages(cast: Cast, language: str) -> None:
    Person.objects.filter(pk__in=[cast.bas.pk, cast.karim.pk]).update(preferred_language=language)
    browser = Client()
    browser.cookies["django_language"] = language
    for name in (LOGIN, ASK):
        page = browser.get(reverse(name)).content.decode()
        assert f'<html lang="{language}"' in page
        assert [word for word in FOREIGN if word in _text(page.encode())] == []
    _ask("karim@example.org", browser)
    assert mail.outbox[-1].subject == {"nl": "Zo logt u in bij leerwerk", "en": "How you sign in to leerwerk"}[language]
    _ask("bas@example.org")
    assert mail.outbox[-1].subject == {"nl": "Uw code voor leerwerk", "en": "Your code for leerwerk"}[language]
    assert [word for word in FOREIGN if word in _text(browser.get(reverse(TYPE)).content)] == []


def test_digits_of_every_script_count_and_spaces_do_not_matter(amal: Person) -> None:
    browser = _ask(amal.email)
    arabic = _code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    _type(browser, f" {arabic[:4]} {arabic[4:]} ")
    assert _is_in(browser)


@pytest.mark.parametrize("name", ["karim", "roos", "lotte", "mo", "vera", "fleur"])
def test_staff_get_a_letter_that_says_how_they_sign_in_and_no_code(cast: Cast, name: str) -> None:
    browser = _ask(f"{name}@example.org")
    assert mail.outbox[-1].subject == "Zo logt u in bij leerwerk"
    assert reverse("account_reset_password") in str(mail.outbox[-1].body)
    assert _code() == ""
    _type(browser, "")
    assert "Deze code klopt niet" in _text(_type(browser, "00000000").content)
    assert not _is_in(browser)


def test_who_works_for_an_employer_and_for_a_municipality_is_staff(cast: Cast, amal: Person) -> None:
    for person in (cast.bas, amal):
        Membership.objects.create(
            person=person, organisation=cast.utrecht, function=Function.CASEWORKER, since=timezone.localdate()
        )
        _ask(person.email)
        assert _code() == ""


def test_the_page_tells_nobody_apart(cast: Cast, amal: Person) -> None:
    Person.objects.filter(pk=amal.pk).update(is_active=False)
    pages = []
    for email in ("bas@example.org", "karim@example.org", "amal@example.org", "nobody@example.org"):
        browser = Client()
        answer = browser.post(reverse(ASK), {"email": email}, follow=True)
        wrong = _type(browser, "00000000")
        for page in (answer, wrong):
            pages.append((page.status_code, re.sub(r'value="[^"]{32,}"', "", page.content.decode()).replace(email, "")))
        assert mail.outbox[-1].to == [email], "everybody gets a letter"
    assert pages[::2] == [pages[0]] * 4
    assert pages[1::2] == [pages[1]] * 4


def test_who_is_blocked_or_unknown_gets_no_code(cast: Cast, amal: Person) -> None:
    Person.objects.filter(pk=amal.pk).update(is_active=False)
    for email in ("amal@example.org", "nobody@example.org"):
        browser = _ask(email)
        assert "Er is geen account met dit adres" in str(mail.outbox[-1].body)
        for code in ("", "00000000"):
            _type(browser, code)
        assert not _is_in(browser)


def test_an_address_that_was_never_confirmed_gets_no_code(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.bas, email="mallory@example.org", verified=False, primary=False)
    _ask("mallory@example.org")
    assert _code() == ""


def test_after_three_wrong_codes_the_right_one_no_longer_works(cast: Cast) -> None:
    browser = _ask("bas@example.org")
    code = _code()
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _twice in range(2):
        assert "Deze code klopt niet" in _text(_type(browser, wrong).content)
    assert _type(browser, wrong).request["PATH_INFO"] == reverse(ASK)
    _type(browser, code)
    assert not _is_in(browser)


def test_a_code_works_a_quarter_of_an_hour(cast: Cast) -> None:
    browser = _ask("bas@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert _type(browser, _code()).request["PATH_INFO"] == reverse(ASK)
        assert not _is_in(browser)


def test_a_code_works_once(cast: Cast) -> None:
    browser = _ask("bas@example.org")
    code = _code()
    _type(browser, code)
    browser.post(reverse("account_logout"))
    assert _type(browser, code).request["PATH_INFO"] == reverse(ASK)
    assert not _is_in(browser)


def test_a_code_works_only_where_it_was_asked_and_for_whom(cast: Cast, amal: Person) -> None:
    of_bas = _ask("bas@example.org")
    code = _code()
    of_amal = _ask(amal.email)
    assert "Deze code klopt niet" in _text(_type(of_amal, code).content)
    assert _type(Client(), code).request["PATH_INFO"] == reverse(ASK)
    _type(of_bas, code)
    assert _is_in(of_bas)


def test_a_newer_code_takes_the_place_of_the_one_before(cast: Cast) -> None:
    browser = _ask("bas@example.org")
    before = _code()
    again = browser.post(reverse("account_logout"), {"next": reverse(ASK)})
    assert again["Location"] == reverse(ASK)
    _ask("bas@example.org", browser)
    assert "Deze code klopt niet" in _text(_type(browser, before).content)
    _type(browser, _code())
    assert _is_in(browser)


def test_who_asks_too_often_waits(cast: Cast) -> None:
    for _thrice in range(3):
        _ask("bas@example.org")
    for email in ("bas@example.org", "BAS@example.org"):
        answer = Client().post(reverse(ASK), {"email": email})
        assert "U hebt het te vaak geprobeerd" in _text(answer.content)
    assert len(mail.outbox) == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        _ask("bas@example.org")


def test_tries_are_counted_for_all_windows_together(cast: Cast) -> None:
    windows = [_ask("bas@example.org") for _thrice in range(3)]
    for number in range(5):
        _type(windows[number % 2], "00000000")
    refused = _type(windows[2], _code())
    assert "U hebt het te vaak geprobeerd" in _text(refused.content)
    assert not _is_in(windows[2])


def _blocked(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bas.pk).update(is_active=False)


def _left(cast: Cast) -> None:
    actions.end_membership(membership=cast.bas.memberships.get(), by=cast.actor(cast.roos))


def _became_staff(cast: Cast) -> None:
    Membership.objects.create(
        person=cast.bas, organisation=cast.utrecht, function=Function.CASEWORKER, since=timezone.localdate()
    )


@pytest.mark.parametrize("happens", [_blocked, _left, _became_staff])
def test_what_happens_between_asking_and_typing_counts(cast: Cast, happens: Callable[[Cast], None]) -> None:
    browser = _ask("bas@example.org")
    code = _code()
    happens(cast)
    came = _type(browser, code)
    assert came.request["PATH_INFO"] in {reverse(LOGIN), reverse("account_inactive")}
    assert not _is_in(browser)
    _ask("bas@example.org")
    assert _code() == "", "and afterwards there is no code either"


def test_the_second_step_is_asked_after_a_code_too(cast: Cast, as_: As) -> None:
    first = Client()
    first.post(reverse(LOGIN), {"login": "bas@example.org", "password": PASSWORD})
    _turn_on(first)
    browser = _ask("bas@example.org")
    came = _type(browser, _code())
    assert came.request["PATH_INFO"] == reverse("mfa_authenticate")
    assert not _is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not _is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": _digits(_secret(cast.bas), later=1)})
    assert _is_in(browser)


@pytest.mark.parametrize("practice", [True, False])
def test_only_the_practice_region_shows_a_code_on_the_page(cast: Cast, settings: Settings, practice: bool) -> None:
    settings.DEMO = practice
    page = _text(_ask("bas@example.org").get(reverse(TYPE)).content)
    assert (_code() in page) == practice


@pytest.mark.parametrize("name", [LOGIN, ASK])
def test_another_language_stands_beside_the_dutch_as_pressed_or_as_the_browser_asks(cast: Cast, name: str) -> None:
    key = {LOGIN: "offer", ASK: "ask"}[name]
    turkish = Client(headers={"accept-language": "tr-TR,tr;q=0.9,en;q=0.5"})
    turkish.cookies["django_language"] = "nl"
    assert words()["tr"][key] in turkish.get(reverse(name)).content.decode()
    dutch = Client(headers={"accept-language": "nl,ar;q=0.5"})
    assert 'dir="rtl"' not in dutch.get(reverse(name)).content.decode()
    assert f'dir="rtl">{words()["ar"][key]}' in dutch.get(reverse(name), {"words": "ar"}).content.decode()
    assert words()["ar"]["look"] in _ask("bas@example.org", dutch).get(reverse(TYPE)).content.decode()
    assert 'dir="rtl"' not in dutch.get(reverse(TYPE), {"words": "<b>"}).content.decode()


def test_every_language_says_everything(cast: Cast) -> None:
    keys = [set(said) for said in words().values()]
    assert keys == [keys[0]] * len(words())
    assert all(text for said in words().values() for text in said.values())


def test_who_is_invited_for_an_employer_chooses_no_password(cast: Cast) -> None:
    secret = actions.invite(
        organisation=cast.groenwerk,
        email="nieuw@groenwerk.example",
        function=Function.EMPLOYER,
        administrator=False,
        link_base="http://testserver/parties/accept/",
        by=cast.actor(cast.roos),
    )
    browser, link = Client(), reverse("parties:accept", args=[secret])
    assert "password" not in browser.get(link).context["form"].fields
    browser.post(link, {"given_name": "Nora"})
    assert _is_in(browser)
    assert not Person.objects.get(email="nieuw@groenwerk.example").has_usable_password()
    later = _ask("nieuw@groenwerk.example")
    _type(later, _code())
    assert _is_in(later)
    assert later.get(reverse("account_change_password"), follow=True).request["PATH_INFO"] == reverse(
        "account_set_password"
    ), "whoever wants a password can have one"


def test_a_participant_opens_the_own_file_without_a_password(cast: Cast) -> None:
    secret = invite_candidate(
        candidate=cast.samuel, email="samuel@example.org", link_base="http://testserver/x/", by=cast.actor(cast.els)
    )
    browser, link = Client(), reverse("recruitment:accept", args=[secret])
    assert "U hebt geen wachtwoord nodig" in _text(browser.get(link).content)
    browser.post(link, {"given_name": "Samuel"})
    later = _ask("samuel@example.org")
    _type(later, _code())
    assert later.get(reverse("recruitment:own_file")).status_code == 200


def test_a_known_person_who_accepts_finds_the_address_filled_in(cast: Cast) -> None:
    secret = actions.invite(
        organisation=cast.groenwerk,
        email="bas@example.org",
        function=Function.MENTOR,
        administrator=False,
        link_base="http://testserver/parties/accept/",
        by=cast.actor(cast.roos),
    )
    browser, link = Client(), reverse("parties:accept", args=[secret])
    browser.get(link)
    assert 'value="bas@example.org"' in browser.get(reverse(ASK)).content.decode()
    _ask("bas@example.org", browser, next=link)
    came = _type(browser, _code(), next=link)
    assert came.request["PATH_INFO"] == link
    browser.post(link)
    assert cast.bas.memberships.count() == 2


def test_who_came_by_a_code_and_becomes_staff_chooses_a_password(cast: Cast, amal: Person) -> None:
    secret = actions.invite(
        organisation=cast.utrecht,
        email=amal.email,
        function=Function.CASEWORKER,
        administrator=False,
        link_base="http://testserver/parties/accept/",
        by=cast.actor(cast.roos),
    )
    browser = _ask(amal.email)
    _type(browser, _code())
    came = browser.post(reverse("parties:accept", args=[secret]), follow=True)
    assert came.request["PATH_INFO"] == reverse("account_set_password")
    assert "Vanaf nu is een code per e-mail niet genoeg" in _text(came.content)
    _ask(amal.email)
    assert _code() == ""
