from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from leerwerk.parties.facts import write_facts


class PartiesConfig(AppConfig):
    name = "leerwerk.parties"

    def ready(self) -> None:
        """Keep the facts right after every migrate, and there after a test has emptied the tables."""
        post_migrate.connect(_keep_facts, sender=self, dispatch_uid="leerwerk.parties.facts")


def _keep_facts(apps: Any = apps, using: str = "default", **_rest: Any) -> None:
    try:
        region, municipality = apps.get_model("parties", "Region"), apps.get_model("parties", "Municipality")
    except LookupError:  # migrated back to before these tables
        return
    write_facts(region, municipality, using=using)
