"""Accounts: they begin with an invitation, never with a sign-up; and how allauth behaves and speaks here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.codes import write_letter
from leerwerk.parties.models import Person
from leerwerk.parties.practice import say_code
from leerwerk.parties.queries import may_sign_in_by_code

ASKING_FOR_A_CODE = "account_request_login_code"
_WRONG_CODE = _("This code is not right, or it is too old. Type the one that the app shows now.")

# Labels of allauth's own forms, for which our catalogue has plainer Dutch words than allauth's.
_SAID_BY_ALLAUTH = (
    _("Authenticator code"),
    _("Current Password"),
    _("Email"),
    _("Email address"),
    _("Forgot your password?"),
    _("New Password"),
    _("New Password (again)"),
    _("Remember Me"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("You must type the same password each time."),
)


class AddressIsKnown(Exception):
    """Somebody has an account with this address already: sign in and accept."""


def open_account(person: Person) -> None:
    """Save somebody who accepts an invitation, if they are new. Raises AddressIsKnown."""
    if person._state.adding:
        if Person.objects.filter(email__iexact=person.email).exists():
            raise AddressIsKnown
        person.save()
        address_is_proved(person)


def address_is_proved(person: Person) -> None:
    """Note that the letter with the invitation reached this new person."""
    EmailAddress.objects.create(user=person, email=person.email.lower(), verified=True, primary=True)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No open sign-up, and messages that say what to do."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask someone in your organisation."),
        "duplicate_email": _("You sign in with this address already."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Try again."),
        "email_taken": _("Somebody has an account with this address already."),
        "enter_current_password": _("This is not the password that you have now."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("This password is not right. Try again."),
        "rate_limited": _("You tried too often. Wait a few minutes and try again."),
        "too_many_login_attempts": _("You tried too often. Wait a few minutes and try again."),
    }

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Let an address count that no other account has; allauth itself looks only among addresses it confirmed."""
        others = Person.objects.filter(email__iexact=email_address.email).exclude(pk=email_address.user_id)
        if others.exists():
            told = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", told)
            return False
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Write a letter; one with a code in the language of whom it is for."""
        request: HttpRequest = asked.request
        kind = template_prefix.rpartition("/")[2]
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        asks_for_code = request.resolver_match is not None and request.resolver_match.url_name == ASKING_FOR_A_CODE
        if kind == "login_code" and person is not None:
            write_letter(kind, email, person, self.get_from_email(), code=context["code"])
            say_code(request, context["code"])
        elif kind == "unknown_account" and person is not None and asks_for_code:
            link = request.build_absolute_uri(reverse("account_reset_password"))
            write_letter("no_code", email, person, self.get_from_email(), link=link)
        else:
            super().send_mail(template_prefix, email, context)

    def pre_login(self, request: HttpRequest, user: Person, **how: Any) -> HttpResponse | None:
        """Let nobody in by a code for whom it is not enough any more at the moment that they type it."""
        answer: HttpResponse | None = super().pre_login(request, user, **how)
        came = get_authentication_records(request, user)
        if answer is None and came and came[-1]["method"] == "code" and not may_sign_in_by_code(user):
            clear_login(request)
            messages.error(request, _("A code by e-mail does not let you in any more. Use your password."))
            answer = redirect("account_login")
        return answer

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up without an invitation."""
        return False


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second step when signing in, with messages that say what to do."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Turn the second step on first."),
        "incorrect_code": _WRONG_CODE,
    }
