"""Evidence packs, the proof behind their seals, and the sample that is looked at."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0007_delivered'),
        ('parties', '0004_invited_names'),
        ('trajectories', '0025_after_learning'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.CreateModel(
            name='EvidencePack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('state', models.CharField(choices=[('waiting', 'is being made'), ('made', 'made'), ('failed', 'could not be made')], default='waiting', max_length=7, verbose_name='state')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='asked at')),
                ('made_at', models.DateTimeField(null=True, verbose_name='made at')),
                ('content', models.JSONField(default=dict, verbose_name='content')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='fingerprint')),
                ('document', models.BinaryField(default=bytes, verbose_name='document')),
                ('workbook', models.BinaryField(default=bytes, verbose_name='workbook')),
                ('interval', models.FloatField(default=0.0, verbose_name='interval of the sample, in cents')),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='parties.organisation', verbose_name='payer')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='parties.region', verbose_name='region')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PackProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('nonce', models.CharField(max_length=32, verbose_name='nonce')),
                ('facts', models.JSONField(verbose_name='what was counted')),
                ('seal', models.CharField(max_length=64, verbose_name='seal')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='trajectories.enrolment', verbose_name='participation')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='funding.evidencepack', verbose_name='pack')),
            ],
            options={
                'ordering': ['pack', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SampleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proof', models.PositiveIntegerField(null=True, verbose_name='number of the proof')),
                ('cents', models.BigIntegerField(default=0, verbose_name='amount in cents')),
                ('looked_at', models.CharField(blank=True, choices=[('right', 'right'), ('wrong', 'wrong, or a part of it'), ('not_shown', 'the proof was not shown')], max_length=10, verbose_name='found')),
                ('wrong', models.BigIntegerField(default=0, verbose_name='of which is wrong, in cents')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('on', models.DateField(null=True, verbose_name='on')),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sampled', to='funding.claim', verbose_name='claim')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sample', to='funding.evidencepack', verbose_name='pack')),
                ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'ordering': ['pack', 'claim', 'proof'],
            },
        ),
        migrations.AddConstraint(
            model_name='evidencepack',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'made', 'failed'])), name='pack_state_known'),
        ),
        migrations.AddConstraint(
            model_name='evidencepack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'made'), _negated=True), models.Q(('made_at__isnull', False), models.Q(('fingerprint', ''), _negated=True)), _connector='OR'), name='pack_made_has_a_fingerprint'),
        ),
        migrations.AddConstraint(
            model_name='packproof',
            constraint=models.UniqueConstraint(fields=('pack', 'number'), name='proof_number_once'),
        ),
        migrations.AddConstraint(
            model_name='packproof',
            constraint=models.UniqueConstraint(fields=('pack', 'enrolment'), name='proof_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('proof', None)), models.Q(('claim', None), ('proof__isnull', False)), _connector='OR'), name='sample_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('pack', 'claim'), name='sample_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('pack', 'proof'), name='sample_proof_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.CheckConstraint(condition=models.Q(('wrong__gte', 0), ('wrong__lte', models.F('cents'))), name='sample_wrong_at_most_all'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.CheckConstraint(condition=models.Q(('looked_at__in', ['', 'right', 'wrong', 'not_shown'])), name='sample_found_known'),
        ),
        ]),
    ]
