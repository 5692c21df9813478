"""A workbook exists for nobody but who handed it in."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE exchange_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON exchange_delivery TO leerwerk_asker USING (person_id = (SELECT privacy_asker('person')));
"""
UNDO = "DROP POLICY own ON exchange_delivery; ALTER TABLE exchange_delivery DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("exchange", "0001_initial"), ("privacy", "0003_asker")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
