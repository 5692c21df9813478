"""Every account began with an invitation to its address, so the address is proved: allauth must know it as such."""

from django.db import migrations


def note_addresses(apps, schema_editor):
    person, address = apps.get_model("parties", "Person"), apps.get_model("account", "EmailAddress")
    for row in person.objects.exclude(email=""):
        email = row.email.lower()
        if address.objects.filter(user=row, verified=True).exists():
            continue
        if address.objects.filter(email__iexact=email, verified=True).exists():
            continue
        address.objects.update_or_create(user=row, email=email, defaults={"verified": True, "primary": True})


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_facts"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(note_addresses, migrations.RunPython.noop)]
