from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from leerwerk.trajectories.examples import write_examples


class TrajectoriesConfig(AppConfig):
    name = "leerwerk.trajectories"

    def ready(self) -> None:
        """Keep the examples as this release has them after every migrate."""
        post_migrate.connect(_keep_examples, sender=self, dispatch_uid="leerwerk.trajectories.examples")


def _keep_examples(apps: Any = apps, using: str = "default", **_rest: Any) -> None:
    try:
        blueprint, version = (
            apps.get_model("trajectories", "Blueprint"),
            apps.get_model("trajectories", "BlueprintVersion"),
        )
    except LookupError:  # migrated back to before these tables
        return
    write_examples(blueprint, version, using=using)
