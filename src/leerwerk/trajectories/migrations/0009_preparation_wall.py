"""Who sees what is done before the start, who reads both sides of a taster placement, and whose name stands in a queue.

Work on somebody's pre-track exists for whoever meets that person; for an employer only what is theirs to do or is done at
their work. Of a team it exists for its employer, the director, and whoever teaches, mentors or guides somebody in the
group: not for another employer. What a taster placement was like is read by both sides, the intermediary and the
director: not by school and mentor, and not by an employer who comes after.
"""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE trajectories_preparation ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON trajectories_preparation TO leerwerk_asker
    USING (enrolment_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = trajectories_preparation.enrolment_id)
        AND (coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                      (SELECT privacy_asker('directs'))) IS NOT NULL
             OR (SELECT privacy_asker('works')) IN (employer_id, organisation_id)
             OR EXISTS (SELECT 1 FROM trajectories_cohort g
                        WHERE g.id = cohort_id AND (SELECT privacy_asker('works')) IN (g.educator_id, g.language_school_id))
             OR EXISTS (SELECT 1 FROM trajectories_party q
                        WHERE q.cohort_id = trajectories_preparation.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                          AND (q.enrolment_id IS NULL OR q.enrolment_id = trajectories_preparation.enrolment_id)
                          AND q.organisation_id = (SELECT privacy_asker('works')))));
CREATE POLICY team ON trajectories_preparation TO leerwerk_asker
    USING (enrolment_id IS NULL AND (
        employer_id = (SELECT privacy_asker('works'))
        OR EXISTS (SELECT 1 FROM trajectories_cohort g
                   WHERE g.id = cohort_id AND (g.region_id = (SELECT privacy_asker('directs'))
                         OR (SELECT privacy_asker('works')) IN (g.educator_id, g.language_school_id)))
        OR EXISTS (SELECT 1 FROM trajectories_party q
                   WHERE q.cohort_id = trajectories_preparation.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                     AND q.organisation_id = (SELECT privacy_asker('works')))
        OR EXISTS (SELECT 1 FROM trajectories_enrolment e JOIN trajectories_participant v ON v.enrolment_id = e.id
                   WHERE e.cohort_id = trajectories_preparation.cohort_id
                     AND v.intermediary_id = (SELECT privacy_asker('guides')))));

ALTER TABLE trajectories_tasterreport ENABLE ROW LEVEL SECURITY;
CREATE POLICY concerned ON trajectories_tasterreport TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_preparation p
                   WHERE p.id = preparation_id AND (
                       coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                                (SELECT privacy_asker('directs'))) IS NOT NULL
                       OR p.employer_id = (SELECT privacy_asker('works')))));
"""
UNDO_WALL = """
DROP POLICY concerned ON trajectories_tasterreport; ALTER TABLE trajectories_tasterreport DISABLE ROW LEVEL SECURITY;
DROP POLICY team ON trajectories_preparation; DROP POLICY parties ON trajectories_preparation;
ALTER TABLE trajectories_preparation DISABLE ROW LEVEL SECURITY;
"""

NAMES = """
CREATE VIEW trajectories_preparedperson WITH (security_barrier) AS
SELECT p.id AS preparation_id, v.given_name, v.family_name
FROM trajectories_preparation p JOIN trajectories_participant v ON v.enrolment_id = p.enrolment_id;
"""  # as its owner sees the work: whom the asker meets is said by the other view
UNDO_NAMES = "DROP VIEW trajectories_preparedperson;"

MEETS = """
CREATE OR REPLACE FUNCTION notices_meets(candidate bigint, subject_type text, subject bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate)
        OR (subject_type = 'trajectories.enrolment'
            AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = subject)){more};
END $$;
"""
ALSO = """
        OR (subject_type = 'trajectories.preparation'
            AND EXISTS (SELECT 1 FROM trajectories_preparation p WHERE p.id = subject))"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("trajectories", "0008_preparation"),
        ("notices", "0004_who_sees_what_waits"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(NAMES, UNDO_NAMES),
        migrations.RunSQL(MEETS.replace("{more}", ALSO), MEETS.replace("{more}", "")),
    ]
