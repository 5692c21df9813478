"""A matter exists for its owner, for the directors of its region, and where the file exists that it is about."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE notices_matter ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner ON notices_matter TO leerwerk_asker
    USING (organisation_id = (SELECT privacy_asker('member')));
CREATE POLICY director ON notices_matter TO leerwerk_asker
    USING (region_id = (SELECT privacy_asker('directs')));
CREATE POLICY file ON notices_matter TO leerwerk_asker
    USING (candidate_id IS NOT NULL AND EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""
UNDO = """
DROP POLICY owner ON notices_matter; DROP POLICY director ON notices_matter; DROP POLICY file ON notices_matter;
ALTER TABLE notices_matter DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("notices", "0001_initial"), ("recruitment", "0004_second_wall")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO)]
