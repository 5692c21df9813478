"""The reach funnel counts paths once for all people, not for each person apart: what it tells is as before."""

from typing import ClassVar

from django.db import migrations

FUNNEL = """
CREATE OR REPLACE FUNCTION trajectories_funnel(asked_region bigint, asked_level text) RETURNS TABLE (
    channel text, organisation bigint, low_skilled boolean, known bigint, intake bigint, invited bigint,
    accepted bigint, started bigint, stayed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH happened AS (
        SELECT p.enrolment_id, bool_or(p.step IN ('invite', 'arrive')) AS invited,
               bool_or(p.step IN ('accept', 'arrive')) AS accepted,
               bool_or(p.step IN ('start_pre_track', 'start_learn_work')
                       OR p.came_along IN ('pre_track', 'learn_work')) AS started
        FROM trajectories_pathwayevent p GROUP BY p.enrolment_id
    ), way AS (
        SELECT e.candidate_id, bool_or(v.invited) AS invited, bool_or(v.accepted) AS accepted,
               bool_or(v.started) AS started, bool_or(v.started AND e.stage <> 'left') AS stayed
        FROM trajectories_enrolment e
        JOIN trajectories_cohort g ON g.id = e.cohort_id
        JOIN trajectories_blueprintversion b ON b.id = g.version_id AND (asked_level = '' OR b.level = asked_level)
        LEFT JOIN happened v ON v.enrolment_id = e.id
        GROUP BY e.candidate_id
    )
    SELECT h.channel::text, h.organisation_id, c.low_skilled, count(*), count(i.candidate_id),
           count(*) FILTER (WHERE w.invited), count(*) FILTER (WHERE w.accepted),
           count(*) FILTER (WHERE w.started), count(*) FILTER (WHERE w.stayed)
    FROM recruitment_candidate c
    JOIN parties_municipality m ON m.code = c.municipality_id AND m.region_id = asked_region
    LEFT JOIN recruitment_heardofit h ON h.candidate_id = c.id
    LEFT JOIN (SELECT DISTINCT candidate_id FROM recruitment_intake WHERE state = 'finished') i
        ON i.candidate_id = c.id
    LEFT JOIN way w ON w.candidate_id = c.id
    WHERE asked_level = '' OR w.candidate_id IS NOT NULL
    GROUP BY 1, 2, 3
$$;
"""


class Migration(migrations.Migration):
    """The function; it can stay when this is undone."""

    dependencies: ClassVar = [("trajectories", "0022_which_member_teaches")]

    operations: ClassVar = [migrations.RunSQL(FUNNEL, migrations.RunSQL.noop)]
