"""Keep beside the candidate what lists and counts ask of the current profile, so that they need not open it."""

from typing import ClassVar

from django.db import migrations, models

from leerwerk.web.at_once import AtOnce

FILL = """
UPDATE recruitment_candidate c SET low_skilled = p.education <= 2, ready_on = p.ready_on
FROM recruitment_profile p
WHERE p.id = c.profile_id
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0002_invitations_and_indexes")]
    operations: ClassVar = [
        AtOnce([
            migrations.AddField(
                model_name="candidate",
                name="low_skilled",
                field=models.BooleanField(default=False, editable=False, verbose_name="low-skilled"),
            ),
            migrations.AddField(
                model_name="candidate",
                name="ready_on",
                field=models.DateField(editable=False, null=True, verbose_name="can start from"),
            ),
        ]),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        AtOnce([
            migrations.AddIndex(
                model_name="candidate",
                index=models.Index(
                    fields=["municipality", "low_skilled"], include=["intermediary", "id"], name="candidate_region_count"
                ),
            ),
            migrations.AddIndex(
                model_name="candidate",
                index=models.Index(
                    fields=["intermediary", "municipality", "low_skilled"], include=["id"], name="candidate_count"
                ),
            ),
            migrations.AddIndex(
                model_name="candidate",
                index=models.Index(
                    fields=["intermediary", "ready_on", "id"],
                    include=["municipality", "low_skilled"],
                    name="candidate_ready",
                ),
            ),
            migrations.AddIndex(
                model_name="candidate",
                index=models.Index(
                    fields=["ready_on", "id"],
                    include=["municipality", "intermediary", "low_skilled"],
                    name="candidate_region_ready",
                ),
            ),
            migrations.RemoveIndex(model_name="profile", name="profile_ready"),
            migrations.AddConstraint(
                model_name="candidate",
                constraint=models.CheckConstraint(
                    condition=models.Q(profile__isnull=False) | models.Q(low_skilled=False, ready_on=None),
                    name="candidate_facts_of_profile",
                ),
            ),
        ]),
    ]
