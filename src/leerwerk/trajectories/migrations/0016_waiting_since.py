"""Since when somebody is on a waiting list: it has an order, and a place that comes free is for the first."""

from typing import ClassVar

from django.db import migrations, models

EARLIER = """
UPDATE trajectories_enrolment e SET waiting_since = (
    SELECT max(p.at) FROM trajectories_pathwayevent p WHERE p.enrolment_id = e.id AND p.step = 'wait')
WHERE e.stage = 'accepted';
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0015_told")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="enrolment",
            name="waiting_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="came on the waiting list"),
        ),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
    ]
