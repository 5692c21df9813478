"""The work history of candidates, behind the second wall like everything else about them."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

WALL = """
ALTER TABLE recruitment_workexperience ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON recruitment_workexperience TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""
UNDO = """
DROP POLICY file ON recruitment_workexperience;
ALTER TABLE recruitment_workexperience DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0004_second_wall")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="WorkExperience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("work", models.CharField(max_length=80, verbose_name="work")),
                ("occupation", models.CharField(blank=True, max_length=4, verbose_name="occupation")),
                ("since", models.PositiveSmallIntegerField(verbose_name="from year")),
                ("until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until year")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_history",
                        to="recruitment.candidate",
                        verbose_name="candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "work", "since"), name="work_experience_once"),
                    models.CheckConstraint(
                        condition=Q(since__range=(1940, 2200)), name="work_experience_year_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(until=None) | Q(until__gte=F("since"), until__lte=2200),
                        name="work_experience_years_in_order",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, UNDO),
    ]
