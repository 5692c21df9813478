"""Every database holds the examples of the whitepaper."""

from typing import Any, ClassVar

from django.db import migrations

from leerwerk.trajectories.examples import write_examples


def forwards(apps: Any, schema_editor: Any) -> None:
    write_examples(apps.get_model("trajectories", "Blueprint"), apps.get_model("trajectories", "BlueprintVersion"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
