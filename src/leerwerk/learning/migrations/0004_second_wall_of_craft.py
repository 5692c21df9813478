"""Ticks and credentials exist where the participant does."""

from typing import ClassVar

from django.db import migrations

SHARED = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON {table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = {table}.enrolment_id));
"""
UNDO_SHARED = "DROP POLICY parties ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
TABLES = ("learning_tick", "learning_credential")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0003_craft")]
    operations: ClassVar = [
        migrations.RunSQL(
            "".join(SHARED.format(table=table) for table in TABLES),
            "".join(UNDO_SHARED.format(table=table) for table in TABLES),
        ),
    ]
