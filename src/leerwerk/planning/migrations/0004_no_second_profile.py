from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0003_people_list'),
    ]

    operations = [
        # A person's profile stands in the frozen question already.
        migrations.RemoveField(
            model_name='personproposal',
            name='profile',
        ),
    ]
