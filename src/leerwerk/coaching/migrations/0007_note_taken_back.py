"""Whether a note belongs to a contact that was taken back stands on the note: who reads it may not meet the contact."""

from django.db import migrations, models

AS_IT_WAS = """
UPDATE coaching_note SET taken_back = true
WHERE talk_id IN (SELECT id FROM coaching_talk WHERE taken_back_at IS NOT NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0006_support_wall")]
    operations = [
        migrations.AddField("note", "taken_back", models.BooleanField(default=False, verbose_name="taken back")),
        migrations.RunSQL(AS_IT_WAS, migrations.RunSQL.noop),
    ]
