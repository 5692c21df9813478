"""What candidates said is not right, and nobody answered yet, waits for who guides them, as what they say from now on."""

from typing import ClassVar

from django.db import migrations

OPEN = """
INSERT INTO notices_matter (kind, subject_type, subject_id, region_id, group_code, candidate_id, organisation_id, function,
                            person_id, due_on)
SELECT 'recruitment.statement.answer', 'recruitment.counterstatement', s.id, h.region_id, '', c.id, h.id, 'caseworker',
       NULL, current_date + 14
FROM recruitment_counterstatement s
JOIN recruitment_candidate c ON c.id = s.candidate_id
JOIN parties_organisation h ON h.id = c.intermediary_id
WHERE s.answered_at IS NULL;
"""
CLOSE = "DELETE FROM notices_matter WHERE kind = 'recruitment.statement.answer';"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0013_obstacles_wait")]
    operations: ClassVar = [migrations.RunSQL(OPEN, CLOSE)]
