"""What a municipality keeps of an inburgering: for that municipality, and for whom it is about."""

from typing import ClassVar

from django.db import migrations

SEEN = """
CREATE FUNCTION learning_sees_inburgering(whose bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT whose = (SELECT privacy_asker('candidate')) OR EXISTS (
        SELECT 1 FROM recruitment_candidate c JOIN parties_organisation o ON o.id = c.intermediary_id
        WHERE c.id = whose AND o.kind = 'municipality' AND o.id = (SELECT privacy_asker('guides')))
$$;
ALTER TABLE learning_civiccase ENABLE ROW LEVEL SECURITY;
CREATE POLICY municipality ON learning_civiccase TO leerwerk_asker USING (learning_sees_inburgering(candidate_id));
"""
UNDO_SEEN = """
DROP POLICY municipality ON learning_civiccase; ALTER TABLE learning_civiccase DISABLE ROW LEVEL SECURITY;
DROP FUNCTION learning_sees_inburgering;
"""
PART = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY municipality ON {table} TO leerwerk_asker USING (learning_sees_inburgering(case_id));
"""
UNDO_PART = "DROP POLICY municipality ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
PARTS = ("learning_routechange", "learning_statedhours")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0005_civic"), ("recruitment", "0004_second_wall")]
    operations: ClassVar = [
        migrations.RunSQL(SEEN, UNDO_SEEN),
        migrations.RunSQL(
            "".join(PART.format(table=table) for table in PARTS),
            "".join(UNDO_PART.format(table=table) for table in PARTS),
        ),
    ]
