"""Figures of the business case as a region knows them itself, from a day on."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0002_applications'),
        ('parties', '0004_invited_names'),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.CreateModel(
            name='RegionFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='figure')),
                ('since', models.DateField(verbose_name='holds from')),
                ('value', models.DecimalField(decimal_places=4, max_digits=12, verbose_name='value')),
                ('low', models.DecimalField(decimal_places=4, max_digits=12, verbose_name='at least')),
                ('high', models.DecimalField(decimal_places=4, max_digits=12, verbose_name='at most')),
                ('sure', models.CharField(choices=[('high', 'well known'), ('medium', 'fairly known'), ('low', 'hardly known')], max_length=6, verbose_name='how well known')),
                ('source', models.CharField(max_length=300, verbose_name='where it was read')),
                ('dropped', models.BooleanField(default=False, verbose_name='no longer')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='parties.region', verbose_name='region')),
            ],
            options={
                'ordering': ['region', 'code', '-since'],
                'constraints': [models.UniqueConstraint(fields=('region', 'code', 'since'), name='figure_once_a_day'), models.CheckConstraint(condition=models.Q(('high__gte', models.F('value')), ('low__lte', models.F('value'))), name='figure_between_ends'), models.CheckConstraint(condition=models.Q(('sure__in', ['high', 'medium', 'low'])), name='figure_sure_known')],
            },
        ),
        ]),
    ]
