"""Attendance and language levels exist where the participant does; a calendar link for its owner and who has it."""

from typing import ClassVar

from django.db import migrations

SHARED = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON {table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = {table}.enrolment_id));
"""
UNDO_SHARED = "DROP POLICY parties ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
TABLES = (
    "learning_attendance",
    "learning_attendancechange",
    "learning_tally",
    "learning_workweek",
    "learning_languagelevel",
)

FEEDS = """
ALTER TABLE learning_feed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON learning_feed TO leerwerk_asker
    USING (person_id = (SELECT privacy_asker('person')));
CREATE POLICY link ON learning_feed FOR SELECT TO leerwerk_asker
    USING (token_hash = (SELECT current_setting('leerwerk.link', true)));
"""
UNDO_FEEDS = """
DROP POLICY own ON learning_feed; DROP POLICY link ON learning_feed;
ALTER TABLE learning_feed DISABLE ROW LEVEL SECURITY;
"""

KEPT = """
CREATE FUNCTION learning_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what attendance was before a correction is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER change_kept BEFORE UPDATE ON learning_attendancechange
    FOR EACH ROW EXECUTE FUNCTION learning_keep();
"""
UNDO_KEPT = "DROP TRIGGER change_kept ON learning_attendancechange; DROP FUNCTION learning_keep;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0001_initial"), ("trajectories", "0004_participants")]
    operations: ClassVar = [
        migrations.RunSQL(
            "".join(SHARED.format(table=table) for table in TABLES),
            "".join(UNDO_SHARED.format(table=table) for table in TABLES),
        ),
        migrations.RunSQL(FEEDS, UNDO_FEEDS),
        migrations.RunSQL(KEPT, UNDO_KEPT),
    ]
