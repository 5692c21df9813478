"""What stood in a design as its language goal stays one of speaking when goals are told by skill."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from leerwerk.engine.model import from_dict
from leerwerk.trajectories.models import BlueprintVersion

pytestmark = pytest.mark.django_db
MIGRATION = import_module("leerwerk.trajectories.migrations.0021_goals_by_skill")


def _as_before(design: dict[str, Any]) -> dict[str, Any]:
    components = [dict(one) for one in design["components"]]
    for one in components:
        one["language_goal"] = one.pop("language_goals")["speaking"]
    stated = [dict(one) for one in design["stated"]]
    for one in stated:
        one["path"] = one["path"].replace("language_goals.speaking", "language_goal")
    return design | {"format": 1, "components": components, "stated": stated}


def test_every_design_that_was_stored_keeps_its_goals() -> None:
    now = {version.pk: version.design for version in BlueprintVersion.objects.all()}
    assert any(one["language_goals"]["speaking"] for design in now.values() for one in design["components"])
    for key, design in now.items():
        BlueprintVersion.objects.filter(pk=key).update(design=_as_before(design))
    MIGRATION.forwards(apps, SimpleNamespace(connection=connection))
    stored = {version.pk: version.design for version in BlueprintVersion.objects.all()}
    assert stored == {key: design | {"format": 2} for key, design in now.items()}
    assert all(from_dict(design) for design in stored.values())
