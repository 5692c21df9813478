"""What was delivered in groups over a period, counted: for who pays and who claims, who may open no file.

Of fewer than five people nothing is told about who was there.
"""

from typing import ClassVar

from django.db import migrations

DELIVERED = """
CREATE FUNCTION funding_delivered(groups bigint[], first date, last date) RETURNS TABLE (
    cohort bigint, started bigint, completed bigint, stopped bigint, agreed bigint, placed bigint,
    lessons bigint, lessons_attended bigint, lessons_expected bigint, work_attended bigint, work_expected bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH happened AS (
        SELECT e.id, e.cohort_id,
               bool_or(p.step IN ('start_pre_track', 'start_learn_work')
                       OR p.came_along IN ('pre_track', 'learn_work')) AS started,
               bool_or(p.stage = 'completed') AS completed, bool_or(p.stage = 'left') AS stopped
        FROM trajectories_enrolment e JOIN trajectories_pathwayevent p ON p.enrolment_id = e.id
        WHERE e.cohort_id = ANY (groups) AND (p.at AT TIME ZONE 'Europe/Amsterdam')::date <= last
        GROUP BY e.id
    ), path AS (
        SELECT h.cohort_id, count(*) FILTER (WHERE h.started) AS started,
               count(*) FILTER (WHERE h.completed) AS completed,
               count(*) FILTER (WHERE h.started AND h.stopped) AS stopped,
               count(*) FILTER (WHERE h.started AND EXISTS (
                   SELECT 1 FROM trajectories_agreement a JOIN trajectories_agreementversion v ON v.agreement_id = a.id
                   WHERE a.enrolment_id = h.id AND (v.bound_at AT TIME ZONE 'Europe/Amsterdam')::date <= last)) AS agreed,
               count(*) FILTER (WHERE EXISTS (
                   SELECT 1 FROM placement_placement w
                   WHERE w.enrolment_id = h.id AND w.state = 'placed' AND w.begins <= last)) AS placed
        FROM happened h GROUP BY h.cohort_id
    ), lesson AS (
        SELECT s.cohort_id, count(*) AS held FROM learning_session s
        WHERE s.cohort_id = ANY (groups) AND s.state = 'held' AND s.day BETWEEN first AND last GROUP BY s.cohort_id
    ), there AS (
        SELECT e.cohort_id, count(DISTINCT e.id) AS people,
               count(*) FILTER (WHERE t.activity <> 'work' AND t.presence IN ('present', 'late')) AS lessons_attended,
               count(*) FILTER (WHERE t.activity <> 'work') AS lessons_expected,
               count(*) FILTER (WHERE t.activity = 'work' AND t.presence IN ('present', 'late')) AS work_attended,
               count(*) FILTER (WHERE t.activity = 'work') AS work_expected
        FROM learning_attendance t JOIN trajectories_enrolment e ON e.id = t.enrolment_id
        WHERE e.cohort_id = ANY (groups) AND t.day BETWEEN first AND last
        GROUP BY e.cohort_id
    )
    SELECT g, coalesce(path.started, 0), coalesce(path.completed, 0), coalesce(path.stopped, 0),
           coalesce(path.agreed, 0), coalesce(path.placed, 0), coalesce(lesson.held, 0),
           CASE WHEN there.people >= 5 THEN there.lessons_attended END,
           CASE WHEN there.people >= 5 THEN there.lessons_expected END,
           CASE WHEN there.people >= 5 THEN there.work_attended END,
           CASE WHEN there.people >= 5 THEN there.work_expected END
    FROM unnest(groups) g LEFT JOIN path ON path.cohort_id = g LEFT JOIN lesson ON lesson.cohort_id = g
    LEFT JOIN there ON there.cohort_id = g
$$;
COMMENT ON FUNCTION funding_delivered IS
    'by group: people up to a day, half days between two days; null when fewer than five people were recorded';
REVOKE ALL ON FUNCTION funding_delivered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION funding_delivered TO leerwerk_asker;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("funding", "0006_books_hold"),
        ("learning", "0012_taking_part"),
        ("placement", "0014_what_waits_about_work"),
    ]
    operations: ClassVar = [migrations.RunSQL(DELIVERED, "DROP FUNCTION funding_delivered;")]
