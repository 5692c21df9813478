"""The books of budgets: reservations, what is agreed with parties, bills, claims, entries, and closed years."""

from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ('funding', '0004_group_facts'),
        ('parties', '0004_invited_names'),
        ('trajectories', '0025_after_learning'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        AtOnce([
        migrations.AddField(
            model_name='budget',
            name='instrument',
            field=models.CharField(blank=True, max_length=40, verbose_name='instrument'),
        ),
        migrations.CreateModel(
            name='Bill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, verbose_name='number')),
                ('dated', models.DateField(verbose_name='dated')),
                ('cents', models.BigIntegerField(verbose_name='amount in cents')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='parties.organisation', verbose_name='of')),
            ],
        ),
        migrations.CreateModel(
            name='ClosedYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('entries', models.PositiveIntegerField(verbose_name='entries until then')),
                ('closed_on', models.DateField(verbose_name='closed on')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_years', to='funding.budget', verbose_name='budget')),
                ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'ordering': ['budget', 'year'],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(choices=[('pre_track', 'pre-track'), ('lessons', 'lessons of a profession'), ('language', 'language lessons'), ('coaching', 'coaching'), ('guidance', 'guidance at the workplace'), ('interpreting', 'interpreting'), ('equipment', 'equipment and certificates'), ('care', 'travel and childcare'), ('wage', 'wages'), ('coordination', 'coordination')], max_length=20, verbose_name='what for')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='until')),
                ('agreed', models.CharField(max_length=300, verbose_name='where it can be read')),
                ('aid', models.BooleanField(default=False, verbose_name='counts as aid to the employer (de minimis)')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='parties.organisation', verbose_name='with')),
            ],
            options={
                'ordering': ['first', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='until')),
                ('cents', models.BigIntegerField(verbose_name='amount in cents')),
                ('told', models.CharField(max_length=500, verbose_name='what the party did')),
                ('state', models.CharField(choices=[('filed', 'filed'), ('checked', 'checked, to be paid'), ('paid', 'paid'), ('refused', 'refused')], default='filed', max_length=8, verbose_name='state')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('filed_on', models.DateField(verbose_name='filed on')),
                ('checked_on', models.DateField(null=True, verbose_name='checked on')),
                ('paid_on', models.DateField(null=True, verbose_name='paid on')),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='funding.bill', verbose_name='bill')),
                ('checked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='first person')),
                ('filed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='filed by')),
                ('paid_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='second person')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='funding.commitment', verbose_name='agreed')),
            ],
            options={
                'ordering': ['-filed_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='funding.budget', verbose_name='budget')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='trajectories.cohort', verbose_name='group')),
            ],
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(db_default=0, verbose_name='number')),
                ('move', models.CharField(choices=[('promise', 'promise'), ('cut', 'cut'), ('reserve', 'reserve'), ('free', 'free'), ('commit', 'commit'), ('lift', 'lift'), ('claim', 'claim'), ('refuse', 'refuse'), ('pay', 'pay'), ('pay_out', 'pay_out'), ('reclaim', 'reclaim'), ('waive', 'waive'), ('give_back', 'give_back'), ('paid_back', 'paid_back'), ('receive', 'receive'), ('hand_back', 'hand_back')], max_length=10, verbose_name='what')),
                ('source', models.GeneratedField(db_persist=True, expression=models.Case(models.When(move='promise', then=models.Value('promised')), models.When(move='cut', then=models.Value('available')), models.When(move='reserve', then=models.Value('available')), models.When(move='free', then=models.Value('reserved')), models.When(move='commit', then=models.Value('reserved')), models.When(move='lift', then=models.Value('committed')), models.When(move='claim', then=models.Value('committed')), models.When(move='refuse', then=models.Value('claimed')), models.When(move='pay', then=models.Value('claimed')), models.When(move='pay_out', then=models.Value('cash')), models.When(move='reclaim', then=models.Value('paid')), models.When(move='waive', then=models.Value('owed')), models.When(move='give_back', then=models.Value('owed')), models.When(move='paid_back', then=models.Value('party')), models.When(move='receive', then=models.Value('payer')), models.When(move='hand_back', then=models.Value('cash'))), output_field=models.CharField(max_length=10, verbose_name='from account'))),
                ('target', models.GeneratedField(db_persist=True, expression=models.Case(models.When(move='promise', then=models.Value('available')), models.When(move='cut', then=models.Value('promised')), models.When(move='reserve', then=models.Value('reserved')), models.When(move='free', then=models.Value('available')), models.When(move='commit', then=models.Value('committed')), models.When(move='lift', then=models.Value('reserved')), models.When(move='claim', then=models.Value('claimed')), models.When(move='refuse', then=models.Value('committed')), models.When(move='pay', then=models.Value('paid')), models.When(move='pay_out', then=models.Value('party')), models.When(move='reclaim', then=models.Value('owed')), models.When(move='waive', then=models.Value('paid')), models.When(move='give_back', then=models.Value('reserved')), models.When(move='paid_back', then=models.Value('cash')), models.When(move='receive', then=models.Value('cash')), models.When(move='hand_back', then=models.Value('payer'))), output_field=models.CharField(max_length=10, verbose_name='to account'))),
                ('cents', models.BigIntegerField(verbose_name='amount in cents')),
                ('on', models.DateField(verbose_name='on')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('ticket', models.UUIDField(null=True, verbose_name='ticket')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='written at')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funding.budget', verbose_name='budget')),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funding.claim', verbose_name='claim')),
                ('commitment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funding.commitment', verbose_name='agreed')),
                ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('reservation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funding.reservation', verbose_name='reservation')),
            ],
            options={
                'ordering': ['budget', 'number'],
            },
        ),
        migrations.AddField(
            model_name='commitment',
            name='reservation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='funding.reservation', verbose_name='reservation'),
        ),
        migrations.CreateModel(
            name='AidElsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('giver', models.CharField(max_length=140, verbose_name='from whom')),
                ('cents', models.BigIntegerField(verbose_name='amount in cents')),
                ('on', models.DateField(verbose_name='granted on')),
                ('evidence', models.CharField(max_length=300, verbose_name='where it can be read')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aid_elsewhere', to='parties.organisation', verbose_name='employer')),
            ],
            options={
                'ordering': ['-on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='aid_of_something'), models.UniqueConstraint(fields=('employer', 'giver', 'on', 'cents'), name='aid_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.UniqueConstraint(fields=('party', 'number'), name='bill_once'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='bill_of_something'),
        ),
        migrations.AddConstraint(
            model_name='closedyear',
            constraint=models.UniqueConstraint(fields=('budget', 'year'), name='year_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['filed', 'checked', 'paid', 'refused'])), name='claim_state_known'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='claim_period'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='claim_of_something'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), models.Q(('checked_by__isnull', False), ('checked_on__isnull', False), ('paid_by__isnull', False), ('paid_on__isnull', False)), _connector='OR'), name='claim_paid_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('paid_by', None), models.Q(('paid_by', models.F('checked_by')), _negated=True), _connector='OR'), name='claim_paid_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='claim_refused_says_why'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'refused'), _negated=True), expressions=[(models.Func('commitment', 'commitment', models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('first', 'last', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='claim_no_day_twice'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.UniqueConstraint(fields=('budget', 'cohort'), name='reservation_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('move__in', ['promise', 'cut', 'reserve', 'free', 'commit', 'lift', 'claim', 'refuse', 'pay', 'pay_out', 'reclaim', 'waive', 'give_back', 'paid_back', 'receive', 'hand_back'])), name='entry_move_known'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='entry_of_something'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', None), ('commitment', None), ('move__in', ['promise', 'cut', 'receive', 'hand_back']), ('reservation', None)), models.Q(('claim', None), ('commitment', None), ('move__in', ['reserve', 'free']), ('reservation__isnull', False)), models.Q(('claim', None), ('commitment__isnull', False), ('move__in', ['commit', 'lift']), ('reservation__isnull', False)), models.Q(('claim__isnull', False), ('commitment__isnull', False), ('move__in', ['claim', 'refuse', 'pay', 'pay_out', 'reclaim', 'waive', 'give_back', 'paid_back']), ('reservation__isnull', False)), _connector='OR'), name='entry_has_its_subject'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(fields=('budget', 'number'), name='entry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(fields=('ticket', 'move'), name='entry_once_a_ticket'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('item__in', ['pre_track', 'lessons', 'language', 'coaching', 'guidance', 'interpreting', 'equipment', 'care', 'wage', 'coordination'])), name='commitment_item_known'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='commitment_period'),
        ),
        ]),
    ]
