"""What was agreed in a contact that was taken back is withdrawn with it: from now on, and of what was taken back before."""

from typing import ClassVar

from django.db import migrations, models

from leerwerk.web.at_once import AtOnce

AS_IT_WAS = """
UPDATE coaching_nextstep s SET withdrawn_on = (t.taken_back_at AT TIME ZONE 'Europe/Amsterdam')::date
FROM coaching_talk t WHERE t.id = s.talk_id AND t.taken_back_at IS NOT NULL AND s.done_on IS NULL;
UPDATE notices_matter m SET closed_at = now()
FROM coaching_nextstep s
WHERE m.kind = 'coaching.step' AND m.closed_at IS NULL AND m.subject_type = 'coaching.nextstep'
  AND m.subject_id = s.id AND s.withdrawn_on IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("coaching", "0007_note_taken_back"), ("notices", "0007_who_sees_letters_with_a_link")]
    operations: ClassVar = [
        AtOnce([
            migrations.AddField("nextstep", "withdrawn_on", models.DateField(null=True, verbose_name="withdrawn on")),
            migrations.AddField(
                "nextstep", "read_on", models.DateField(null=True, verbose_name="read that it was withdrawn on")
            ),
        ]),
        migrations.RunSQL(AS_IT_WAS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "nextstep",
            models.CheckConstraint(
                condition=models.Q(("read_on", None), ("withdrawn_on", None))
                | models.Q(("done_on", None), ("withdrawn_on__isnull", False)),
                name="step_done_or_withdrawn",
            ),
        ),
    ]
