"""The language level at the end of a component is per skill; what stood there was of speaking, and stays that."""

from typing import Any, ClassVar

from django.db import migrations

from leerwerk.engine.model import goals_by_skill


def forwards(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("trajectories", "BlueprintVersion").objects.using(schema_editor.connection.alias)
    for version in versions.filter(design__format=1).iterator():
        version.design = goals_by_skill(version.design)
        version.save(update_fields=["design"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0020_preparation_result")]
    operations: ClassVar = [migrations.RunPython(forwards)]  # back would lose the goals of the other skills
