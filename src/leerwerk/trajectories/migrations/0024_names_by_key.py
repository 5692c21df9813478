"""Whoever asks for the names of a few is not made to wait for those of everybody.

What the database takes into one plan, it joins as if the wall cost what it says (decision 0021): for three pieces of
work it looked at every candidate. A subquery with a limit is looked up for each row; a function that is planned once,
for any row, keeps to the keys that it is given.
"""

from typing import ClassVar

from django.db import migrations

NAMES = """
CREATE OR REPLACE VIEW trajectories_preparedperson WITH (security_barrier) AS
SELECT p.id AS preparation_id, v.given_name, v.family_name
FROM trajectories_preparation p {joined};
"""
EACH = """CROSS JOIN LATERAL (
    SELECT given_name, family_name FROM trajectories_participant WHERE enrolment_id = p.enrolment_id LIMIT 1) v"""
TOGETHER = "JOIN trajectories_participant v ON v.enrolment_id = p.enrolment_id"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0023_funnel_in_one_go")]
    operations: ClassVar = [
        migrations.RunSQL(NAMES.format(joined=EACH), NAMES.format(joined=TOGETHER)),
        migrations.RunSQL(
            "ALTER FUNCTION notices_meets SET plan_cache_mode = force_generic_plan",
            "ALTER FUNCTION notices_meets RESET plan_cache_mode",
        ),
    ]
