"""Why somebody is not free exists where their file does."""

from typing import ClassVar

from django.db import migrations

FILE = """
ALTER TABLE recruitment_obligation ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON recruitment_obligation TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""
UNDO = """
DROP POLICY file ON recruitment_obligation;
ALTER TABLE recruitment_obligation DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0015_obligations")]
    operations: ClassVar = [migrations.RunSQL(FILE, UNDO)]
