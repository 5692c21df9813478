"""What waits about somebody is seen by its owner, the director of its region, who has the file, and who meets them.

One policy instead of three: its parts are asked in this order, so that a list of one's own matters opens no file. Its last
part is a function, which runs as whoever asks (behind the wall itself) for the few rows that come so far; as a part of
the query it would be planned, and sometimes carried out, for all files there are.
What waits for a group as a whole says nothing about a person. Letters are seen by the organisation whose members they
went to; those to candidates by who guides them.
"""

from typing import ClassVar

from django.db import migrations

WALL = """
CREATE FUNCTION notices_meets(candidate bigint, subject_type text, subject bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate)
        OR (subject_type = 'trajectories.enrolment'
            AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = subject));
END $$;
DROP POLICY owner ON notices_matter; DROP POLICY director ON notices_matter; DROP POLICY file ON notices_matter;
CREATE POLICY seen ON notices_matter TO leerwerk_asker USING (
    candidate_id IS NULL
    OR organisation_id = (SELECT privacy_asker('member'))
    OR region_id = (SELECT privacy_asker('directs'))
    OR notices_meets(candidate_id, subject_type, subject_id));

ALTER TABLE notices_outgoing ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON notices_outgoing TO leerwerk_asker USING (
    region_id = (SELECT privacy_asker('directs'))
    OR (kind = 'reminder' AND organisation_id = (SELECT privacy_asker('member')))
    OR (kind <> 'reminder' AND organisation_id = (SELECT privacy_asker('guides'))));
"""
UNDO = """
DROP POLICY seen ON notices_outgoing; ALTER TABLE notices_outgoing DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON notices_matter; DROP FUNCTION notices_meets;
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
