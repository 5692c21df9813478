"""Every database holds the regions and municipalities."""

from typing import Any, ClassVar

from django.db import migrations

from leerwerk.parties.facts import write_facts


def forwards(apps: Any, schema_editor: Any) -> None:
    write_facts(apps.get_model("parties", "Region"), apps.get_model("parties", "Municipality"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("parties", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
