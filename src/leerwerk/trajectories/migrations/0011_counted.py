"""How exceptions to a group's profile fared, and the reach funnel counted by person: numbers only.

Of the funnel: an intake that was written without the person is none; somebody stayed when they are still in, or
completed, a group that they started in; who did not go on counts once for each reason, however often they gave it.
"""

from typing import ClassVar

from django.db import migrations

# An exception belongs to one participation: who goes to another group is weighed anew there.
PATHS = """
    SELECT e.stage, e.left_reason, v.*
    FROM trajectories_enrolment e
    JOIN recruitment_candidate c ON c.id = e.candidate_id
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    JOIN trajectories_blueprintversion b ON b.id = g.version_id AND (asked_level = '' OR b.level = asked_level)
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE p.step = 'ask_exception') AS asked,
               count(*) FILTER (WHERE p.step = 'deny_exception') AS denied,
               coalesce(bool_or(p.step = 'grant_exception'), false) AS granted,
               coalesce(bool_or(p.stage IN ('selected', 'pre_track', 'learn_work')), false) AS chosen,
               coalesce(bool_or(p.stage IN ('pre_track', 'learn_work')), false) AS started,
               coalesce(bool_or(p.stage = 'learn_work'), false) AS worked,
               coalesce(bool_or(p.stage = 'completed'), false) AS completed
        FROM trajectories_pathwayevent p WHERE p.enrolment_id = e.id) v"""
FARED = f"""
CREATE FUNCTION trajectories_exceptions(asked_region bigint, asked_level text) RETURNS TABLE (
    granted boolean, asked bigint, denied bigint, people bigint, chosen bigint, started bigint, worked bigint,
    completed bigint, left_after bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT w.granted, sum(w.asked)::bigint, sum(w.denied)::bigint, count(*), count(*) FILTER (WHERE w.chosen),
           count(*) FILTER (WHERE w.started), count(*) FILTER (WHERE w.worked),
           count(*) FILTER (WHERE w.completed), count(*) FILTER (WHERE w.started AND w.stage = 'left')
    FROM ({PATHS}) w GROUP BY 1
$$;

-- Why people left after they were chosen; reasons are as everybody reads them.
CREATE FUNCTION trajectories_left(asked_region bigint, asked_level text) RETURNS TABLE (
    granted boolean, reason text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT w.granted, w.left_reason::text, count(*)
    FROM ({PATHS}) w WHERE w.chosen AND w.stage = 'left' GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION trajectories_exceptions, trajectories_left FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trajectories_exceptions, trajectories_left TO leerwerk_asker;
"""
UNDO = "DROP FUNCTION trajectories_left; DROP FUNCTION trajectories_exceptions;"
FUNNEL = """
CREATE OR REPLACE FUNCTION trajectories_funnel(asked_region bigint, asked_level text) RETURNS TABLE (
    channel text, organisation bigint, low_skilled boolean, known bigint, intake bigint, invited bigint,
    accepted bigint, started bigint, stayed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT h.channel::text, h.organisation_id, c.low_skilled, count(*),
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM recruitment_intake i
                                          WHERE i.candidate_id = c.id AND i.state = 'finished')),
           count(*) FILTER (WHERE w.invited), count(*) FILTER (WHERE w.accepted),
           count(*) FILTER (WHERE w.started), count(*) FILTER (WHERE w.stayed)
    FROM recruitment_candidate c
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    LEFT JOIN recruitment_heardofit h ON h.candidate_id = c.id
    LEFT JOIN LATERAL (
        SELECT count(*) AS enrolments,
               bool_or(v.invited) AS invited,
               bool_or(v.accepted) AS accepted, bool_or(v.started) AS started,
               bool_or(v.started AND e.stage <> 'left') AS stayed
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
CREATE OR REPLACE FUNCTION trajectories_drops(asked_region bigint, asked_level text) RETURNS TABLE (
    step text, reason text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT p.step::text, p.reason::text, count(DISTINCT c.id)
    FROM trajectories_pathwayevent p
    JOIN trajectories_enrolment e ON e.id = p.enrolment_id
    JOIN recruitment_candidate c ON c.id = e.candidate_id
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    JOIN trajectories_blueprintversion b ON b.id = g.version_id AND (asked_level = '' OR b.level = asked_level)
    WHERE p.step IN ('decline', 'refuse', 'no_go', 'leave')
    GROUP BY 1, 2
$$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0010_seen_by_function")]
    operations: ClassVar = [
        migrations.RunSQL(FARED, UNDO),
        migrations.RunSQL(FUNNEL, migrations.RunSQL.noop),
    ]
