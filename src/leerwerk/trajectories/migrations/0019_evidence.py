"""What shows a criterion stands with it in the log; who meets somebody reads on which day their language was told."""

from typing import ClassVar

from django.db import migrations, models

# As before, with the day on which the profile was stated; a view only grows at its end.
PARTICIPANT = """
CREATE OR REPLACE VIEW trajectories_participant WITH (security_barrier) AS
SELECT e.id AS enrolment_id, c.given_name, c.family_name, c.contact_language, c.intermediary_id,
       p.listening, p.reading, p.speaking, p.writing, p.skills, p.licence, p.stated_on AS told_on
FROM trajectories_enrolment e
JOIN recruitment_candidate c ON c.id = e.candidate_id
LEFT JOIN recruitment_profile p ON p.id = c.profile_id
WHERE current_setting('role') <> 'leerwerk_asker'
   OR c.intermediary_id = (SELECT privacy_asker('guides'))
   OR c.id = (SELECT privacy_asker('candidate'))
   OR c.municipality_id IN (SELECT code FROM parties_municipality
                            WHERE region_id = (SELECT privacy_asker('directs')))
   OR EXISTS (SELECT 1 FROM trajectories_cohort g
              WHERE g.id = e.cohort_id AND g.region_id = (SELECT privacy_asker('directs')))
   OR (e.shown AND e.stage NOT IN ('proposed', 'invited') AND EXISTS (
           SELECT 1 FROM trajectories_party q
           WHERE q.enrolment_id = e.id AND q.role = 'employer' AND q.until IS NULL
             AND q.organisation_id = (SELECT privacy_asker('works'))))
   OR (e.shown AND e.stage NOT IN ('proposed', 'invited', 'accepted') AND (
           EXISTS (SELECT 1 FROM trajectories_party q
                   WHERE q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                     AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                     AND q.organisation_id = (SELECT privacy_asker('works')))
           OR EXISTS (SELECT 1 FROM trajectories_cohort g
                      WHERE g.id = e.cohort_id
                        AND (SELECT privacy_asker('works')) IN (g.educator_id, g.language_school_id))));
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0018_heads")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="pathwayevent",
            name="evidence",
            field=models.JSONField(blank=True, default=dict, verbose_name="what shows it, by criterion"),
        ),
        migrations.RunSQL(PARTICIPANT, migrations.RunSQL.noop),  # a column too many hinders nothing
    ]
