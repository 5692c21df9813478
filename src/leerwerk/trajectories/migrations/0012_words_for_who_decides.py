"""Who answers an exception reads why it was asked, who decides a go/no-go what was advised; the log keeps what was short."""

from typing import ClassVar

from django.db import migrations, models

# As narrow as that: the words of two steps, never what the candidate said. Whom the asker does not meet has no steps
# here. Directors and the own intermediary decide as well; where they read the file they read the words already.
DECIDES = """
CREATE FUNCTION trajectories_decides_on(asked bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET search_path FROM CURRENT AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM trajectories_pathwayevent p
        JOIN trajectories_enrolment e ON e.id = p.enrolment_id
        JOIN trajectories_cohort g ON g.id = e.cohort_id
        JOIN trajectories_blueprintversion b ON b.id = g.version_id
        CROSS JOIN LATERAL (
            SELECT coalesce(jsonb_agg(who), '[]') AS roles
            FROM jsonb_array_elements(b.design -> 'gates') one
            CROSS JOIN LATERAL jsonb_array_elements_text(one -> 'decided_by') who
            WHERE one ->> 'before' = 'learn_work') gate
        WHERE p.id = asked AND p.step IN ('ask_exception', 'advise') AND p.by_as <> 'candidate' AND (
            g.region_id = privacy_asker('directs')
            OR ((p.step = 'ask_exception' OR gate.roles ? 'employer') AND EXISTS (
                SELECT 1 FROM trajectories_party q
                WHERE q.enrolment_id = e.id AND q.role = 'employer' AND q.until IS NULL
                  AND q.organisation_id = privacy_asker('works')))
            OR (p.step = 'advise' AND (
                (gate.roles ? 'educator' AND g.educator_id = privacy_asker('works'))
                OR (gate.roles ? 'language_educator' AND g.language_school_id = privacy_asker('works'))
                OR (gate.roles ?| ARRAY['mentor', 'job_coach', 'buddy'] AND EXISTS (
                    SELECT 1 FROM trajectories_party q
                    WHERE q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                      AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                      AND q.organisation_id = privacy_asker('works')))))));
END $$;
CREATE POLICY decider ON trajectories_stepwords TO leerwerk_asker USING (trajectories_decides_on(event_id));
"""
UNDO = "DROP POLICY decider ON trajectories_stepwords; DROP FUNCTION trajectories_decides_on;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0011_counted")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="pathwayevent",
            name="shortfalls",
            field=models.JSONField(
                blank=True, default=list, verbose_name="short of, when the exception was asked for"
            ),
        ),
        migrations.RunSQL(DECIDES, UNDO),
    ]
