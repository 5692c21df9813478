"""Accounts: they begin with an invitation, never with a sign-up; and how allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from leerwerk.parties.models import Person


class AddressIsKnown(Exception):
    """Somebody has an account with this address already: sign in and accept."""


def open_account(person: Person) -> None:
    """Save somebody who accepts an invitation, if they are new. Raises AddressIsKnown."""
    if person._state.adding:
        if Person.objects.filter(email__iexact=person.email).exists():
            raise AddressIsKnown
        person.save()


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up without an invitation."""
        return False
