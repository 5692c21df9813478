"""Signing in with all that belongs to it, in a real browser: each page is looked at on the way."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page

from leerwerk.parties.accounts import address_is_proved
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Membership, Organisation, Person
from tests.browser.conftest import Site
from tests.browser.doing import press, sign_in, somebody
from tests.browser.looking import faults
from tests.cast import PASSWORD
from tests.parties.house import names, open_house

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def wanda(site: Site, django_db_blocker: Any) -> str:
    """Who turns the second step on and off."""
    return somebody("wanda", django_db_blocker).email


@pytest.fixture(scope="session")
def vera(site: Site, django_db_blocker: Any) -> str:
    """Who forgets her password and moves to another address."""
    return somebody("vera", django_db_blocker).email


@pytest.fixture(scope="session")
def petra(site: Site, django_db_blocker: Any) -> str:
    """Who works for an employer, and has no password."""
    with django_db_blocker.unblock():
        person = Person.objects.create(email="petra@example.org", given_name="Petra", password="!")
        address_is_proved(person)
        employer = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER).order_by("id")[0]
        Membership.objects.create(
            person=person, organisation=employer, function=Function.EMPLOYER, since=timezone.localdate()
        )
    return person.email


def _prove(window: Page) -> None:
    """Type the password once more where the page asks for it."""
    if "/accounts/reauthenticate/" in window.url:
        window.locator("input[name=password]").fill(PASSWORD)
        press(window)


def _digits(secret: str, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def _link(letter: object) -> str:
    found = re.search(r"http://\S+", str(letter))
    assert found is not None
    return found[0]


def _second_step(window: Page, site: Site, axe: Axe) -> tuple[str, list[str], list[str]]:
    """Turn the second step on; return the secret, the codes and what there was to stumble over."""
    window.goto(f"{site.url}/accounts/mfa/")
    wrong = faults(window, axe, "second step, off")
    window.goto(f"{site.url}/accounts/mfa/totp/activate/")
    _prove(window)
    wrong += faults(window, axe, "turn it on")
    assert window.locator("img.lw-code-picture").evaluate("image => image.naturalWidth") > 0, "the picture is seen"
    secret = window.locator("code.lw-code").inner_text()
    window.locator("input[name=code]").fill("123")
    press(window)
    wrong += faults(window, axe, "a wrong code")
    assert window.locator("code.lw-code").inner_text() == secret, "the picture in the app still counts"
    window.locator("input[name=code]").fill(_digits(secret))
    press(window)
    wrong += faults(window, axe, "codes to keep")
    return secret, window.locator(".lw-codes code").all_inner_texts(), wrong


def test_the_second_step_from_on_to_off(site: Site, page: Page, wanda: str) -> None:
    axe = Axe()
    sign_in(page, site, wanda, "not the password")
    wrong = faults(page, axe, "a wrong password")
    assert page.locator("input[name=login]").input_value() == wanda
    sign_in(page, site, wanda)
    secret, codes, told = _second_step(page, site, axe)
    wrong += told
    assert len(codes) == 10
    for code in (_digits(secret, later=1), codes[0]):
        page.context.clear_cookies()
        sign_in(page, site, wanda)
        assert page.url.endswith("/accounts/mfa/authenticate/")
        wrong += faults(page, axe, "second step asked")
        page.locator("input[name=code]").fill(code)
        press(page)
        page.goto(f"{site.url}/accounts/mfa/")
        wrong += faults(page, axe, "second step, on")
    page.goto(f"{site.url}/accounts/mfa/reauthenticate/")
    wrong += faults(page, axe, "second step asked once more")
    for address in ("recovery-codes/generate/", "totp/deactivate/"):
        page.goto(f"{site.url}/accounts/mfa/{address}")
        _prove(page)
        wrong += faults(page, axe, address)
    press(page)
    page.context.clear_cookies()
    sign_in(page, site, wanda)
    assert "authenticate" not in page.url
    assert wrong == []


def test_a_forgotten_password_and_a_new_address(site: Site, page: Page, vera: str) -> None:
    axe = Axe()
    page.goto(f"{site.url}/accounts/password/reset/")
    page.locator("input[name=email]").fill(vera)
    press(page)
    wrong = faults(page, axe, "look in your e-mail")
    page.goto(_link(mail.outbox[-1].body))
    wrong += faults(page, axe, "choose a password")
    for name in ("password1", "password2"):
        page.locator(f"input[name={name}]").fill(PASSWORD)
    press(page)
    wrong += faults(page, axe, "password changed")
    sign_in(page, site, vera)
    for address in ("reauthenticate/", "password/change/"):
        page.goto(f"{site.url}/accounts/{address}")
        wrong += faults(page, axe, address)
    page.goto(f"{site.url}/accounts/email/")
    page.locator("input[name=email]").last.fill("vera@elders.example")
    press(page, "button[name=action_add]")
    wrong += faults(page, axe, "new address")
    page.goto(_link(mail.outbox[-1].body))
    wrong += faults(page, axe, "confirm address")
    page.goto(f"{site.url}/accounts/confirm-email/none/")
    wrong += faults(page, axe, "used link")
    page.goto(f"{site.url}/accounts/logout/")
    wrong += faults(page, axe, "sign out")
    press(page)
    assert wrong == []


@pytest.mark.parametrize("language", ["", "ar"])
def test_a_code_by_mail_in_dutch_and_with_arabic_beside_it(site: Site, page: Page, petra: str, language: str) -> None:
    axe = Axe()
    page.goto(f"{site.url}/accounts/login/?words={language}")
    wrong = faults(page, axe, "sign in")
    press(page, "main a[href*='/login/code/']")
    page.locator("input[name=email]").fill(petra)
    wrong += faults(page, axe, "ask for a code")
    press(page)
    page.locator("input[name=code]").fill("12")
    press(page)
    wrong += faults(page, axe, "a wrong code")
    assert page.locator("[dir=rtl]").count() == (2 if language else 0)
    code = re.findall(r"(?m)^\d{8}$", str(mail.outbox[-1].body))[0]
    page.locator("input[name=code]").fill(code)
    press(page)
    assert "/accounts/" not in page.url
    assert wrong == []


def test_signing_in_elsewhere_goes_there_and_comes_back(site: Site, page: Page, petra: str) -> None:
    axe = Axe()
    with open_house() as house, override_settings(**names(house, domains=["example.org"])):
        house.claims["email"] = "nobody@example.org"
        page.goto(f"{site.url}/accounts/login/")
        wrong = faults(page, axe, "sign in elsewhere")
        press(page, "main form[action*='/elsewhere/'] button")
        wrong += faults(page, axe, "refused")
        page.goto(f"{site.url}/accounts/elsewhere/house/back/")
        wrong += faults(page, axe, "no answer")
        house.claims["email"] = petra
        page.goto(f"{site.url}/accounts/login/")
        press(page, "main form[action*='/elsewhere/'] button")
        assert "/accounts/" not in page.url
    assert wrong == []
