"""Who sees who asks for help, and what a team planned.

A request for help exists for who asked, for whoever coaches and for the director: the other side reads nothing of it. What
a team planned exists for whom its preparation does.
"""

from typing import ClassVar

from django.db import migrations

from leerwerk.coaching.migrations._meets import also_meets

WALL = """
ALTER TABLE coaching_helprequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_helprequest TO leerwerk_asker USING (coaching_sees(enrolment_id, side));
ALTER TABLE coaching_teamplan ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_teamplan TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_preparation p WHERE p.id = preparation_id));
"""
UNDO_WALL = """
DROP POLICY seen ON coaching_teamplan; ALTER TABLE coaching_teamplan DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON coaching_helprequest; ALTER TABLE coaching_helprequest DISABLE ROW LEVEL SECURITY;
"""
NAMES = """
CREATE VIEW coaching_helpasker WITH (security_barrier) AS
SELECT h.id AS request_id, v.given_name, v.family_name
FROM coaching_helprequest h
CROSS JOIN LATERAL (
    SELECT given_name, family_name FROM trajectories_participant WHERE enrolment_id = h.enrolment_id LIMIT 1) v
WHERE coaching_sees(h.enrolment_id, h.side);
"""
UNDO_NAMES = "DROP VIEW coaching_helpasker;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("coaching", "0005_support")]
    operations: ClassVar = [
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(NAMES, UNDO_NAMES),
        also_meets("coaching.helprequest", "coaching_helprequest"),
    ]
