"""What whoever holds an employer's link may see and write, and who sees the links of a region.

The link shows itself, its draft, and the one contact with its address. What is typed is read by the region's network
when it was sent, and not before.
"""

from typing import ClassVar

from django.db import migrations

LINKED = """
CREATE FUNCTION placement_linked() RETURNS TABLE (link_id bigint, employer_id bigint, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT id, l.employer_id, lower(l.email) FROM placement_employerlink l
    WHERE token_hash = current_setting('leerwerk.link', true) AND withdrawn_at IS NULL AND expires_at > now()
$$;
"""
WALL = """
ALTER TABLE placement_employerlink ENABLE ROW LEVEL SECURITY;
CREATE POLICY linked ON placement_employerlink TO leerwerk_asker
    USING (token_hash = (SELECT current_setting('leerwerk.link', true)));
CREATE POLICY network ON placement_employerlink TO leerwerk_asker
    USING (region_id = (SELECT placement_networks_in()));

ALTER TABLE placement_workplacedraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY linked ON placement_workplacedraft TO leerwerk_asker
    USING (link_id = (SELECT l.link_id FROM placement_linked() l));
CREATE POLICY network ON placement_workplacedraft TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM placement_employerlink l
                   WHERE l.id = link_id AND l.sent_at IS NOT NULL AND l.region_id = (SELECT placement_networks_in())));

CREATE POLICY linked ON placement_employercontact TO leerwerk_asker
    USING ((employer_id, lower(email)) IN (SELECT l.employer_id, l.email FROM placement_linked() l));
"""
UNDO = """
DROP POLICY linked ON placement_employercontact;
DROP POLICY network ON placement_workplacedraft; DROP POLICY linked ON placement_workplacedraft;
ALTER TABLE placement_workplacedraft DISABLE ROW LEVEL SECURITY;
DROP POLICY network ON placement_employerlink; DROP POLICY linked ON placement_employerlink;
ALTER TABLE placement_employerlink DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("placement", "0006_door"), ("privacy", "0003_asker")]
    operations: ClassVar = [
        migrations.RunSQL(LINKED, "DROP FUNCTION placement_linked;"),
        migrations.RunSQL(WALL, UNDO),
    ]
