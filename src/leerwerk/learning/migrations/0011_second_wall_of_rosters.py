"""When somebody works exists where the participant does."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE learning_rostershift ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON learning_rostershift TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = learning_rostershift.enrolment_id));
"""
UNDO = "DROP POLICY parties ON learning_rostershift; ALTER TABLE learning_rostershift DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0010_rosters")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
