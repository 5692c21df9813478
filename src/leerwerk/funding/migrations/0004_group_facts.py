"""What instruments ask about a group and nothing else says."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0003_region_figures'),
        ('trajectories', '0025_after_learning'),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.CreateModel(
            name='GroupFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=20, verbose_name='what')),
                ('value', models.DecimalField(decimal_places=3, max_digits=7, verbose_name='value')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='money_facts', to='trajectories.cohort', verbose_name='group')),
            ],
            options={
                'ordering': ['cohort', 'fact'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'fact'), name='group_fact_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='group_fact_not_negative')],
            },
        ),
        ]),
    ]
