"""How somebody heard of it exists where their file exists."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE recruitment_heardofit ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON recruitment_heardofit TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""
UNDO = "DROP POLICY file ON recruitment_heardofit; ALTER TABLE recruitment_heardofit DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0009_reach")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
