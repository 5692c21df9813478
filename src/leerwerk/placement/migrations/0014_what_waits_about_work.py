"""What waits about somebody's work after learning is seen by whose turn it is, and by who has or directs the file.

That there is a trial placement, or a look at somebody's wage value, is for no school and no other employer to read,
also where they meet the person in the group.
"""

from typing import ClassVar

from django.db import migrations

SEEN = """
DROP POLICY seen ON notices_matter;
CREATE POLICY seen ON notices_matter TO leerwerk_asker USING (
    candidate_id IS NULL
    OR organisation_id = (SELECT privacy_asker('member'))
    OR region_id = (SELECT privacy_asker('directs'))
    OR ({only}notices_meets(candidate_id, subject_type, subject_id)));
"""
NOT_AT_WORK = """((SELECT privacy_asker('works')) IS NULL
         OR (kind NOT LIKE 'placement.%' AND kind NOT IN ('trajectories.step.search', 'trajectories.step.place')))
        AND """


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("placement", "0013_wage_values_wall"),
        ("notices", "0007_who_sees_letters_with_a_link"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(SEEN.replace("{only}", NOT_AT_WORK), SEEN.replace("{only}", "")),
    ]
