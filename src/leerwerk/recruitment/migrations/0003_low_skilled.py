"""Keep beside the candidate whether they are low-skilled, so that a region is counted without opening its profiles."""

from typing import ClassVar

from django.db import migrations, models

FILL = """
UPDATE recruitment_candidate c SET low_skilled = true
FROM recruitment_profile p
WHERE p.id = c.profile_id AND p.education <= 2
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0002_invitations_and_indexes")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="candidate",
            name="low_skilled",
            field=models.BooleanField(default=False, editable=False, verbose_name="low-skilled"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["municipality", "low_skilled"], name="candidate_region_count"),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["intermediary", "municipality", "low_skilled"], name="candidate_count"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(profile__isnull=False) | models.Q(low_skilled=False),
                name="candidate_low_skilled_by_profile",
            ),
        ),
    ]
