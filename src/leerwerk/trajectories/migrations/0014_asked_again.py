"""A group that does not start yet is asked about again on a day."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0013_below_the_norm")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="groupgate",
            name="again_on",
            field=models.DateField(blank=True, null=True, verbose_name="asked again on"),
        ),
    ]
