"""``python -m django invite``: print a link for the first person of an organisation; others are invited on screen."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from leerwerk.parties.actions import invite
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation, Region
from leerwerk.privacy.actor import Actor


class Command(BaseCommand):
    """Invite a director to the Werkcentrum of a region, which is made when it is not there yet."""

    help = "Print a link with which the first director of a region makes an account."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and in which region."""
        parser.add_argument("email")
        parser.add_argument("--region", required=True, help="code of a labour-market region, such as midden-utrecht")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link; mail is sent as well when a mail server is set up."""
        region = Region.objects.filter(code=options["region"]).first()
        if region is None:
            known = ", ".join(Region.objects.values_list("code", flat=True))
            raise CommandError(f"There is no region {options['region']}. There are: {known}")
        organisation, _made = Organisation.objects.get_or_create(
            code=f"werkcentrum-{region.code}",
            defaults={"name": f"Werkcentrum {region.name}", "kind": OrganisationKind.WERKCENTRUM, "region": region},
        )
        host = settings.ALLOWED_HOSTS[0]
        scheme = "https" if settings.PRODUCTION else "http"
        base = f"{scheme}://{host}{reverse('parties:accept', args=['x'])[:-2]}"
        keeper = Actor(person_id=None, name="leerwerk", function=Function.DIRECTOR, region_id=region.pk)
        secret = invite(
            organisation=organisation,
            email=options["email"],
            function=Function.DIRECTOR,
            administrator=True,
            link_base=base,
            by=keeper,
        )
        self.stdout.write(f"{base}{secret}/")
