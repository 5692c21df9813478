"""A handover exists for both organisations and where the file exists; before it is accepted the receiver reads a name."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE recruitment_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY sides ON recruitment_handover TO leerwerk_asker USING (
    sender_id = (SELECT privacy_asker('guides')) OR receiver_id = (SELECT privacy_asker('guides'))
    OR EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));

CREATE VIEW recruitment_movingperson WITH (security_barrier) AS
SELECT h.id AS handover_id, c.given_name, c.family_name
FROM recruitment_handover h JOIN recruitment_candidate c ON c.id = h.candidate_id
WHERE current_setting('role') <> 'leerwerk_asker'
   OR c.intermediary_id = (SELECT privacy_asker('guides'))
   OR c.id = (SELECT privacy_asker('candidate'))
   OR c.municipality_id IN (SELECT code FROM parties_municipality
                            WHERE region_id = (SELECT privacy_asker('directs')))
   OR (h.state = 'offered' AND h.receiver_id = (SELECT privacy_asker('guides')));
"""
UNDO = """
DROP VIEW recruitment_movingperson;
DROP POLICY sides ON recruitment_handover; ALTER TABLE recruitment_handover DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0011_handovers"), ("privacy", "0003_asker")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
