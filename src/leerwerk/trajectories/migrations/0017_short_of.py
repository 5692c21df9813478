"""For what exceptions were agreed to, and how people fared who were short of it: numbers only."""

from typing import ClassVar

from django.db import migrations

SHORT = """
CREATE FUNCTION trajectories_short_of(asked_region bigint, asked_level text) RETURNS TABLE (
    requirement text, people bigint, started bigint, completed bigint, left_after bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT s.requirement, count(DISTINCT e.id), count(DISTINCT e.id) FILTER (WHERE v.started),
           count(DISTINCT e.id) FILTER (WHERE v.completed),
           count(DISTINCT e.id) FILTER (WHERE v.started AND e.stage = 'left')
    FROM trajectories_enrolment e
    JOIN recruitment_candidate c ON c.id = e.candidate_id
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    JOIN trajectories_blueprintversion b ON b.id = g.version_id AND (asked_level = '' OR b.level = asked_level)
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(p.step = 'grant_exception'), false) AS granted,
               coalesce(bool_or(p.stage IN ('pre_track', 'learn_work')), false) AS started,
               coalesce(bool_or(p.stage = 'completed'), false) AS completed
        FROM trajectories_pathwayevent p WHERE p.enrolment_id = e.id) v
    JOIN trajectories_pathwayevent a ON a.enrolment_id = e.id AND a.step = 'ask_exception'
    CROSS JOIN LATERAL (SELECT one->>'requirement' AS requirement FROM jsonb_array_elements(a.shortfalls) one) s
    WHERE v.granted GROUP BY 1
$$;
REVOKE ALL ON FUNCTION trajectories_short_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trajectories_short_of TO leerwerk_asker;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0016_waiting_since")]
    operations: ClassVar = [migrations.RunSQL(SHORT, "DROP FUNCTION trajectories_short_of;")]
