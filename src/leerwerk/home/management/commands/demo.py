"""``python -m django demo``: fill an empty database with a practice region and people to step in as."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from leerwerk.home.actions import NotEmpty, fill_practice_region
from leerwerk.privacy.actor import SYSTEM


def next_season(today: date) -> date:
    """Return the first Monday at least two months from today."""
    day = today + timedelta(days=61)
    return day + timedelta(days=-day.weekday() % 7)


class Command(BaseCommand):
    """Fill an empty database; a database with anything in it is left as it is."""

    help = "Fill an empty database with a practice region. Everybody in it is invented."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which region, how many people, which chance."""
        parser.add_argument("--region", default="midden-utrecht", help="code of a labour-market region")
        parser.add_argument("--candidates", type=int, default=1200)
        parser.add_argument("--groups", type=int, default=None, help="how many group options; default in proportion")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, or say that there is something already."""
        try:
            region = fill_practice_region(
                code=options["region"],
                candidates=options["candidates"],
                groups=options["groups"],
                seed=options["seed"],
                season_start=next_season(timezone.localdate()),
                by=SYSTEM,
            )
        except NotEmpty:
            self.stdout.write("The database is filled already.")
        else:
            self.stdout.write(f"Practice region {region} with {options['candidates']} invented candidates.")
