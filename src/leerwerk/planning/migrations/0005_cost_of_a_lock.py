import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0004_no_second_profile'),
    ]

    operations = [
        migrations.AddField(
            model_name='planninground',
            name='without',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='trial', to='planning.lock', verbose_name='the earlier plan without this lock'),
        ),
    ]
