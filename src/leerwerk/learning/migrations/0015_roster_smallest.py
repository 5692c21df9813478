"""Whether all the rules of a conflict are needed for it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0014_papers_of_others")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="roster",
            name="smallest",
            field=models.BooleanField(default=False, verbose_name="no fewer rules than these"),
        ),
    ]
