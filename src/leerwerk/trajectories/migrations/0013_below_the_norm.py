"""A group that starts below a norm says why."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0012_words_for_who_decides")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="groupgate",
            name="below",
            field=models.TextField(
                blank=True, default="", max_length=2000, verbose_name="why it starts below the norm"
            ),
            preserve_default=False,
        ),
    ]
