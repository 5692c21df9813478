"""Obstacles that are not solved yet wait for whoever solves them, as the newer ones do."""

from typing import ClassVar

from django.db import migrations

OPEN = """
INSERT INTO notices_matter (kind, subject_type, subject_id, region_id, group_code, candidate_id, organisation_id, function,
                            person_id, due_on)
SELECT 'recruitment.obstacle.solve', 'recruitment.obstacle', o.id, h.region_id, '', c.id, h.id, 'caseworker', o.owner_id,
       o.due_on
FROM recruitment_obstacle o
JOIN recruitment_candidate c ON c.id = o.candidate_id
JOIN parties_organisation h ON h.id = c.intermediary_id
WHERE o.solved_on IS NULL;
"""
CLOSE = "DELETE FROM notices_matter WHERE kind = 'recruitment.obstacle.solve';"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0012_handovers_behind_the_wall"), ("notices", "0003_people_and_letters")]
    operations: ClassVar = [migrations.RunSQL(OPEN, CLOSE)]
