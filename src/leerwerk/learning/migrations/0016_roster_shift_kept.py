"""In which dagdelen somebody put a participant at work, so that the search leaves them there."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0015_roster_smallest")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="rostershift",
            name="kept",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="stays there"),
        ),
    ]
