"""How many take part in groups, by where they live: money is counted by it, also for who may not open a file."""

from typing import ClassVar

from django.db import migrations

MADE = """
CREATE FUNCTION trajectories_heads(groups bigint[]) RETURNS TABLE (cohort bigint, home text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT e.cohort_id, c.municipality_id::text, count(*)
    FROM trajectories_enrolment e JOIN recruitment_candidate c ON c.id = e.candidate_id
    WHERE e.cohort_id = ANY (groups) AND e.stage NOT IN ('sustained', 'left')
    GROUP BY GROUPING SETS ((e.cohort_id, c.municipality_id), (e.cohort_id))
$$;
COMMENT ON FUNCTION trajectories_heads IS 'participants by group and home; home is null for all of the group';
CREATE FUNCTION trajectories_heads_of(one bigint, place text) RETURNS bigint
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT coalesce(max(people), 0) FROM trajectories_heads(ARRAY[one]) WHERE home IS NOT DISTINCT FROM place
$$;
REVOKE ALL ON FUNCTION trajectories_heads, trajectories_heads_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trajectories_heads, trajectories_heads_of TO leerwerk_asker;
"""
BACK = "DROP FUNCTION trajectories_heads_of; DROP FUNCTION trajectories_heads"


class Migration(migrations.Migration):
    """The function."""

    dependencies: ClassVar = [
        ("trajectories", "0017_short_of"),
        ("recruitment", "0004_second_wall"),
    ]

    operations: ClassVar = [migrations.RunSQL(MADE, BACK)]
