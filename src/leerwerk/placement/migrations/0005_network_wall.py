"""Who reads what a region knows of its employers, and how many people started and were placed at each.

Contacts, visits, promises and interest exist for members who direct, guide or connect in the employer's region. An
employer reads its own contacts and what it promised; visits and interest are not for it. How people fared is counted
behind the wall: numbers only.
"""

from typing import ClassVar

from django.db import migrations

SIGHT = """
CREATE FUNCTION placement_networks_in() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT o.region_id FROM parties_membership m JOIN parties_organisation o ON o.id = m.organisation_id
    WHERE m.person_id = privacy_asker('person') AND m.organisation_id = privacy_asker('member')
      AND m.function IN ('director', 'caseworker', 'connector') AND (m.until IS NULL OR m.until > current_date)
    LIMIT 1
$$;
CREATE FUNCTION placement_fared(employers bigint[]) RETURNS TABLE (employer bigint, started bigint, placed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT w.employer_id, count(DISTINCT e.enrolment_id),
           count(DISTINCT e.enrolment_id) FILTER (WHERE e.stage IN ('placed', 'sustained'))
    FROM placement_workplace w
    JOIN placement_seat s ON s.workplace_id = w.id
    JOIN trajectories_pathwayevent e ON e.enrolment_id = s.enrolment_id
    WHERE w.employer_id = ANY (employers)
      AND e.stage IN ('learn_work', 'completed', 'placement_search', 'trial_placement', 'placed', 'sustained')
    GROUP BY 1
$$;
"""
UNDO_SIGHT = "DROP FUNCTION placement_fared; DROP FUNCTION placement_networks_in;"

NETWORK = """
ALTER TABLE placement_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY network ON placement_{table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM parties_organisation o
                   WHERE o.id = employer_id AND o.region_id = (SELECT placement_networks_in())));
"""
TABLES = ("employercontact", "employervisit", "employerpromise", "employerinterest")
OWN = """
CREATE POLICY own ON placement_employercontact TO leerwerk_asker
    USING (employer_id = (SELECT privacy_asker('member')));
CREATE POLICY own ON placement_employerpromise FOR SELECT TO leerwerk_asker
    USING (employer_id = (SELECT privacy_asker('member')));
"""
UNDO_OWN = "DROP POLICY own ON placement_employercontact; DROP POLICY own ON placement_employerpromise;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("placement", "0004_network"),
        ("privacy", "0003_asker"),
        ("trajectories", "0003_paths"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(SIGHT, UNDO_SIGHT),
        migrations.RunSQL(
            "".join(NETWORK.format(table=table) for table in TABLES),
            "".join(
                f"DROP POLICY network ON placement_{table}; ALTER TABLE placement_{table} DISABLE ROW LEVEL SECURITY;"
                for table in TABLES
            ),
        ),
        migrations.RunSQL(OWN, UNDO_OWN),
    ]
