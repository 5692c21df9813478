"""Instruments that a region adds, or tells otherwise than they are stated."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0009_packs_wall'),
        ('parties', '0004_invited_names'),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.CreateModel(
            name='RegionInstrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(db_index=False, max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=140, verbose_name='name')),
                ('payer', models.CharField(choices=[('participant', 'participants'), ('employer', 'employer'), ('municipality', 'municipality'), ('state', 'state and other municipalities'), ('fund', 'fund'), ('school', 'schools and coaches'), ('investor', 'investor')], max_length=20, verbose_name='who pays')),
                ('payee', models.CharField(choices=[('participant', 'participants'), ('employer', 'employer'), ('municipality', 'municipality'), ('state', 'state and other municipalities'), ('fund', 'fund'), ('school', 'schools and coaches'), ('investor', 'investor')], max_length=20, verbose_name='to whom')),
                ('covers', models.CharField(choices=[('guidance', 'guidance at the workplace'), ('inburgering', 'integration'), ('programme', 'the whole programme'), ('training', 'training'), ('wage', 'wages'), ('illness', 'illness'), ('coaching', 'coaching')], max_length=20, verbose_name='covers')),
                ('amounts', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=2, max_digits=11), blank=True, default=list, verbose_name='amounts, €')),
                ('goes_on', models.BooleanField(default=False, verbose_name='the last amount is for everybody after as well')),
                ('per', models.CharField(choices=[('starter', 'per participant'), ('year', 'per participant and year'), ('month', 'per month'), ('group', 'per group')], max_length=10, verbose_name='counted by')),
                ('later', models.PositiveSmallIntegerField(default=0, verbose_name='months until it is paid')),
                ('needs', models.JSONField(blank=True, default=dict, verbose_name='what it asks')),
                ('never', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, verbose_name='never pays')),
                ('chance', models.PositiveSmallIntegerField(default=50, verbose_name='chance, %')),
                ('valid_from', models.DateField(verbose_name='holds from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='holds until')),
                ('confidence', models.CharField(choices=[('high', 'well known'), ('medium', 'fairly known'), ('low', 'hardly known')], max_length=6, verbose_name='how well known')),
                ('source', models.CharField(max_length=300, verbose_name='where it was read')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instruments', to='parties.region', verbose_name='region')),
            ],
            options={
                'ordering': ['region', 'code', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('region', 'code', 'valid_from'), name='instrument_once_a_day'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='instrument_period'), models.CheckConstraint(condition=models.Q(('chance__lte', 100)), name='instrument_chance'), models.CheckConstraint(condition=models.Q(('payer', models.F('payee')), _negated=True), name='instrument_between_two'), models.CheckConstraint(condition=models.Q(('confidence__in', ['high', 'medium', 'low'])), name='instrument_sure_known')],
            },
        ),
        ]),
    ]
