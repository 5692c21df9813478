"""How far people come by how they were reached: numbers, for whoever carries the message; nobody is told apart."""

from typing import ClassVar

from django.db import migrations

# Who left after having started did not stay; a step that was taken stays taken, whatever came after it.
FUNNEL = """
CREATE FUNCTION trajectories_funnel(asked_region bigint, asked_level text) RETURNS TABLE (
    channel text, organisation bigint, low_skilled boolean, known bigint, intake bigint, invited bigint,
    accepted bigint, started bigint, stayed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT h.channel::text, h.organisation_id, c.low_skilled, count(*),
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM recruitment_intake i
                                          WHERE i.candidate_id = c.id AND i.state <> 'open')),
           count(*) FILTER (WHERE w.invited), count(*) FILTER (WHERE w.accepted),
           count(*) FILTER (WHERE w.started), count(*) FILTER (WHERE w.started AND NOT w.gone)
    FROM recruitment_candidate c
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    LEFT JOIN recruitment_heardofit h ON h.candidate_id = c.id
    LEFT JOIN LATERAL (
        SELECT count(*) AS enrolments,
               bool_or(v.invited) AS invited,
               bool_or(v.accepted) AS accepted, bool_or(v.started) AS started,
               bool_and(e.stage = 'left') AS gone
        FROM trajectories_enrolment e
        JOIN trajectories_cohort g ON g.id = e.cohort_id
        JOIN trajectories_blueprintversion b ON b.id = g.version_id
        CROSS JOIN LATERAL (
            SELECT bool_or(p.step IN ('invite', 'arrive')) AS invited,
                   bool_or(p.step IN ('accept', 'arrive')) AS accepted,
                   bool_or(p.step IN ('start_pre_track', 'start_learn_work')
                           OR p.came_along IN ('pre_track', 'learn_work')) AS started
            FROM trajectories_pathwayevent p WHERE p.enrolment_id = e.id) v
        WHERE e.candidate_id = c.id AND (asked_level = '' OR b.level = asked_level)) w ON true
    WHERE asked_level = '' OR w.enrolments > 0
    GROUP BY 1, 2, 3
$$;

-- Why people did not go on, by the step that ended it; reasons are as everybody reads them.
CREATE FUNCTION trajectories_drops(asked_region bigint, asked_level text) RETURNS TABLE (
    step text, reason text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT p.step::text, p.reason::text, count(*)
    FROM trajectories_pathwayevent p
    JOIN trajectories_enrolment e ON e.id = p.enrolment_id
    JOIN recruitment_candidate c ON c.id = e.candidate_id
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    JOIN trajectories_blueprintversion b ON b.id = g.version_id AND (asked_level = '' OR b.level = asked_level)
    WHERE p.step IN ('decline', 'refuse', 'no_go', 'leave')
    GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION trajectories_funnel, trajectories_drops FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trajectories_funnel, trajectories_drops TO leerwerk_asker;
"""
UNDO = "DROP FUNCTION trajectories_drops; DROP FUNCTION trajectories_funnel;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0006_agreements_wall"), ("recruitment", "0009_reach")]
    operations: ClassVar = [migrations.RunSQL(FUNNEL, UNDO)]
