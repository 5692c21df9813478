"""Signing in, and everything around it: the second step, codes for a lost phone, a new password, a new address."""

import re
import time
from collections.abc import Callable
from html import unescape
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from leerwerk.parties import actions
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from tests.cast import PASSWORD, Cast

type As = Callable[[Person], Client]

FOREIGN = ("Two-Factor", "Twee-factor", "authenticator app", "Authenticator-app", "Verifieer", "Successfully", "je ")


def _sign_in(email: str = "karim@example.org", password: str = PASSWORD) -> tuple[Client, str]:
    """A browser that typed an address and a password, and where it got."""
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": email, "password": password}, follow=True)
    return browser, answer.request["PATH_INFO"]


def _digits(secret: str, *, later: int = 0) -> str:
    """What the app on the phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def _text(page: bytes) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.decode()))


def _secret_shown(browser: Client) -> str:
    """Go to where the second step is turned on, and return what the picture tells the app."""
    asked = browser.get(reverse("mfa_activate_totp"), follow=True)
    if asked.request["PATH_INFO"] == reverse("account_reauthenticate"):
        sent = {"password": PASSWORD, "next": reverse("mfa_activate_totp")}
        asked = browser.post(reverse("account_reauthenticate"), sent, follow=True)
    return str(asked.context["form"].secret)


def _turn_on(browser: Client) -> list[str]:
    """Turn the second step on, and return the codes to keep."""
    sent = {"code": _digits(_secret_shown(browser))}
    answer = browser.post(reverse("mfa_activate_totp"), sent, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    return list(answer.context["unused_codes"])


def _link(letter: object) -> str:
    found = re.search(r"http://testserver(/\S+)", str(letter))
    assert found is not None
    return found[1]


def test_a_password_opens_the_home_page_and_a_wrong_one_says_what_to_do(cast: Cast) -> None:
    assert _sign_in()[1] == reverse("home:home")
    answer = Client().post(reverse("account_login"), {"login": "karim@example.org", "password": "something else"})
    assert "Het e-mailadres of het wachtwoord klopt niet" in _text(answer.content)
    assert "karim@example.org" in answer.content.decode(), "what was typed is kept"


def test_the_second_step_asks_the_app_after_the_password(cast: Cast) -> None:
    browser, _where = _sign_in()
    codes = _turn_on(browser)
    assert len(codes) == len(set(codes)) == 10
    assert all(code in browser.get(reverse("mfa_download_recovery_codes")).content.decode() for code in codes)
    fresh, where = _sign_in()
    assert where == reverse("mfa_authenticate")
    assert fresh.get(reverse("parties:account")).status_code == 302, "not in yet"
    wrong = fresh.post(where, {"code": "000000"})
    assert "Deze code klopt niet" in _text(wrong.content)
    secret = _secret(cast.karim)
    fresh.post(where, {"code": _digits(secret, later=1)})
    assert fresh.get(reverse("parties:account")).status_code == 200


def _secret(person: Person) -> str:
    return str(decrypt(Authenticator.objects.get(user=person, type="totp").data["secret"]))


def test_a_kept_code_works_once_in_place_of_the_phone(cast: Cast) -> None:
    code = _turn_on(_sign_in()[0])[0]
    first, where = _sign_in()
    first.post(where, {"code": code})
    assert first.get(reverse("parties:account")).status_code == 200
    second, where = _sign_in()
    second.post(where, {"code": code})
    assert second.get(reverse("parties:account")).status_code == 302
    assert "U hebt nog 9 codes" in _text(first.get(reverse("mfa_index")).content)


def test_turning_the_second_step_off_takes_the_codes_away(cast: Cast) -> None:
    browser, _where = _sign_in()
    _turn_on(browser)
    assert browser.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 404
    assert _sign_in()[1] == reverse("home:home")


def test_the_operator_takes_the_second_step_away_and_the_trail_says_so(cast: Cast) -> None:
    _turn_on(_sign_in()[0])
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("second_step_off", "niemand@example.org")
    call_command("second_step_off", "Karim@example.org", stdout=StringIO())
    assert _sign_in()[1] == reverse("home:home")
    assert Event.objects.filter(kind="second_step_taken_away", subject_id=cast.karim.pk).count() == 1


def test_looking_at_ones_address_does_not_stand_in_the_way_of_the_second_step(cast: Cast) -> None:
    browser, _where = _sign_in()
    assert browser.get(reverse("account_email")).status_code == 200
    assert _turn_on(browser)


def test_a_forgotten_password_is_chosen_again_by_letter(cast: Cast) -> None:
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": "Karim@example.org"})
    letter = mail.outbox[-1]
    assert letter.subject == "Een nieuw wachtwoord voor leerwerk"
    assert "U hebt om een nieuw wachtwoord gevraagd" in letter.body
    page = browser.get(_link(letter.body), follow=True)
    fresh = "een heel ander lang wachtwoord"
    browser.post(page.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert _sign_in(password=fresh)[1] == reverse("home:home")
    assert _sign_in()[1] == reverse("account_login"), "the old one no longer works"
    assert reverse("account_reset_password") in browser.get(_link(letter.body), follow=True).content.decode()


def test_a_new_address_counts_when_its_letter_is_answered(cast: Cast) -> None:
    browser, _where = _sign_in()
    page = browser.post(reverse("account_email"), {"email": "karim@elders.example", "action_add": "1"}, follow=True)
    assert "karim@elders.example wacht tot u op de link in de e-mail klikt" in _text(page.content)
    assert Person.objects.get(pk=cast.karim.pk).email == "karim@example.org"
    assert mail.outbox[-1].to == ["karim@elders.example"]
    link = _link(mail.outbox[-1].body)
    assert "Ja, dit is mijn adres" in _text(browser.get(link).content)
    browser.post(link)
    assert Person.objects.get(pk=cast.karim.pk).email == "karim@elders.example"
    assert _sign_in("karim@elders.example")[1] == reverse("home:home")
    assert "Deze link werkt niet meer" in _text(browser.get(link).content)


def test_nobody_takes_the_address_of_somebody_else(cast: Cast) -> None:
    browser, _where = _sign_in()
    browser.post(reverse("account_email"), {"email": "ROOS@example.org", "action_add": "1"})
    for letter in mail.outbox:
        for path in re.findall(r"http://testserver(/\S*confirm-email\S+)", str(letter.body)):
            browser.post(path)
    assert Person.objects.get(pk=cast.karim.pk).email == "karim@example.org"


def test_who_accepts_an_invitation_has_proved_the_address(cast: Cast) -> None:
    secret = actions.invite(
        organisation=cast.groenwerk,
        email="nieuw@groenwerk.example",
        function=Function.EMPLOYER,
        administrator=False,
        link_base="http://testserver/parties/accept/",
        by=cast.actor(cast.roos),
    )
    browser, link = Client(), reverse("parties:accept", args=[secret])
    assert browser.get(link).status_code == 200
    answer = browser.post(link, {"given_name": "Nora", "password": "nog een lang wachtwoord"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("home:home")
    address = EmailAddress.objects.get(user__email="nieuw@groenwerk.example")
    assert address.verified
    assert address.primary


def test_an_address_that_was_asked_can_be_taken_back_and_the_one_in_use_stays(cast: Cast) -> None:
    browser, _where = _sign_in()
    url, asked = reverse("account_email"), "karim@elders.example"
    browser.post(url, {"email": asked, "action_add": "1"})
    page = browser.post(url, {"email": asked, "action_remove": "1"}, follow=True)
    assert f"{asked} is weggehaald. U logt in zoals eerst." in _text(page.content)
    page = browser.post(url, {"email": "karim@example.org", "action_remove": "1"}, follow=True)
    assert "U logt in met karim@example.org, dus dat adres blijft." in _text(page.content)
    assert list(EmailAddress.objects.filter(user=cast.karim).values_list("email", flat=True)) == ["karim@example.org"]


def test_who_came_in_without_a_password_chooses_one(cast: Cast) -> None:
    cast.karim.set_unusable_password()
    cast.karim.save()
    browser, url = Client(), reverse("account_set_password")
    browser.force_login(cast.karim)
    assert "Kies een wachtwoord" in _text(browser.get(url).content)
    answer = browser.post(url, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert "Uw wachtwoord is opgeslagen." in _said(answer)
    assert _sign_in()[1] == reverse("home:home")


def test_who_signs_out_is_told_so(cast: Cast) -> None:
    browser, _where = _sign_in()
    assert "U bent uitgelogd." in _text(browser.post(reverse("account_logout"), follow=True).content)


def test_who_turns_the_second_step_on_is_told_so_and_where_the_codes_are(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    browser, _where = _sign_in()
    sent = {"code": _digits(_secret_shown(browser))}
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(reverse("mfa_activate_totp"), sent)
    assert [told.split(".")[0] for told in _said(answer)] == ["De tweede stap staat aan", "Er zijn nieuwe codes"]


def _said(answer: Any) -> list[str]:
    """What the next page will say."""
    return [unescape(str(message)).strip() for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_logout",
        "account_inactive",
        "account_email",
        "account_email_verification_sent",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
    ],
)
def test_every_page_of_the_account_is_ours(name: str, language: str, cast: Cast) -> None:
    browser, _where = _sign_in()
    if name.startswith("mfa") and name != "mfa_activate_totp":
        _turn_on(browser)
    browser.cookies["django_language"] = language
    page = browser.get(reverse(name), follow=True).content.decode()
    assert "lw-main" in page
    assert f'lang="{language}"' in page
    assert [word for word in FOREIGN if word in _text(page.encode())] == []
