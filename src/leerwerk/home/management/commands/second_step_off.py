"""``python -m django second_step_off``: for somebody who lost their phone and the codes that they kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from leerwerk.parties.actions import take_second_step_away
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import Actor


class Command(BaseCommand):
    """Take the second step away, so that the password alone opens the account; the trail says so."""

    help = "Let somebody who lost their phone and their codes sign in with the password alone. Ask first who it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it away and say so."""
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"Nobody has an account with {options['email']}.")
        take_second_step_away(person=person, by=Actor(person_id=None, name="leerwerk"))
        self.stdout.write(f"{person.email} signs in with the password alone now.")
