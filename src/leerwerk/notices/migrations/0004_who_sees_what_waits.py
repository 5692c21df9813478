"""What waits about somebody is seen by its owner, the director of its region, who has the file, and who meets them.

One policy instead of three: its parts are asked in this order, so that a list of one's own matters opens no file.
What waits for a group as a whole says nothing about a person. Letters are seen by the organisation whose members they
went to; those to candidates by who guides them.
"""

from typing import ClassVar

from django.db import migrations

WALL = """
DROP POLICY owner ON notices_matter; DROP POLICY director ON notices_matter; DROP POLICY file ON notices_matter;
CREATE POLICY seen ON notices_matter TO leerwerk_asker USING (
    candidate_id IS NULL
    OR organisation_id = (SELECT privacy_asker('member'))
    OR region_id = (SELECT privacy_asker('directs'))
    OR EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id)
    OR (subject_type = 'trajectories.enrolment'
        AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = subject_id)));

ALTER TABLE notices_outgoing ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON notices_outgoing TO leerwerk_asker USING (
    region_id = (SELECT privacy_asker('directs'))
    OR (kind = 'reminder' AND organisation_id = (SELECT privacy_asker('member')))
    OR (kind <> 'reminder' AND organisation_id = (SELECT privacy_asker('guides'))));
"""
UNDO = """
DROP POLICY seen ON notices_outgoing; ALTER TABLE notices_outgoing DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON notices_matter;
CREATE POLICY owner ON notices_matter TO leerwerk_asker
    USING (organisation_id = (SELECT privacy_asker('member')));
CREATE POLICY director ON notices_matter TO leerwerk_asker
    USING (region_id = (SELECT privacy_asker('directs')));
CREATE POLICY file ON notices_matter TO leerwerk_asker
    USING (candidate_id IS NOT NULL AND EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("notices", "0003_people_and_letters"),
        ("recruitment", "0004_second_wall"),
        ("trajectories", "0004_participants"),
    ]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
