"""Of a workbook that was handed in also what it would change, row by row."""

from typing import ClassVar

from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [("exchange", "0002_second_wall")]
    operations: ClassVar = [
        AtOnce([
            migrations.AddField(
                model_name="delivery",
                name="changes",
                field=models.JSONField(default=dict, verbose_name="what would change"),
            ),
            migrations.AlterField(
                model_name="delivery",
                name="counts",
                field=models.JSONField(default=dict, verbose_name="how much would change"),
            ),
        ]),
    ]
