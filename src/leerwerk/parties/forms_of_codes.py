"""Parsing the address to which a code goes, and the code that came."""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.codes import ADDRESS
from leerwerk.parties.models import Person
from leerwerk.parties.queries import may_sign_in_by_code

LONGEST = 40  # letters that somebody may type around eight digits


class AskForCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Where the code goes. Who may not sign in with one gets a letter too, so that the page tells nobody apart."""

    _user: Person | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email")
        self.initial.setdefault("email", context.request.session.get(ADDRESS, ""))

    def clean_email(self) -> str:
        """Return the address; ``_user`` is whose code it may be."""
        email: str = super().clean_email()
        person = self._user
        theirs = person is not None and person.email.lower() == email.lower()  # not one that they never confirmed
        if person is None or not theirs or not may_sign_in_by_code(person):
            self._user = None
        return email


class TypeCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code of the letter; digits of every script count, and spaces between them do not matter."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
                "class": "utrecht-textbox utrecht-textbox--html-input lw-one-time-code",
            }
        ),
    )

    def clean_code(self) -> str:
        """Return the digits when they are the right ones; tries are counted per address, for all windows together."""
        typed = (unicodedata.digit(letter, None) for letter in self.cleaned_data["code"])
        code = "".join(str(digit) for digit in typed if digit is not None)
        request = context.request
        tried = {"action": "type_login_code", "key": request._login_stage.state["email"].lower()}
        if not ratelimit.consume(request, **tried):
            raise get_adapter().validation_error("rate_limited")
        if not compare_user_code(actual=code, expected=self.expected_code):
            raise forms.ValidationError(_("This code is not right. Type the digits of the newest e-mail."))
        ratelimit.clear(request, **tried)
        return code
