"""How far a group's applications to instruments are; no cost of a group is covered twice."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0001_initial'),
        ('trajectories', '0025_after_learning'),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='instrument')),
                ('covers', models.CharField(max_length=20, verbose_name='covers')),
                ('state', models.CharField(choices=[('possible', 'possible'), ('probable', 'probable'), ('applied', 'applied for'), ('granted', 'granted'), ('received', 'received'), ('refused', 'refused')], max_length=10, verbose_name='how far')),
                ('chance', models.PositiveSmallIntegerField(verbose_name='chance, %')),
                ('euros', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='amount, €')),
                ('on', models.DateField(verbose_name='since')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='where it can be read')),
                ('edits', models.PositiveSmallIntegerField(default=0, verbose_name='times written')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='trajectories.cohort', verbose_name='group')),
            ],
            options={
                'ordering': ['cohort', 'code'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'code'), name='application_once'), models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('cohort', 'covers'), name='application_no_cost_twice'), models.CheckConstraint(condition=models.Q(('state__in', ['possible', 'probable', 'applied', 'granted', 'received', 'refused'])), name='application_state_known'), models.CheckConstraint(condition=models.Q(('chance__lte', 100)), name='application_chance'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('granted', 'received')), _negated=True), ('chance', 100), _connector='OR'), name='application_granted_is_sure'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), ('chance', 0), _connector='OR'), name='application_refused_brings_nothing'), models.CheckConstraint(condition=models.Q(('euros', None), ('euros__gte', 0), _connector='OR'), name='application_not_negative')],
            },
        ),
        ]),
    ]
