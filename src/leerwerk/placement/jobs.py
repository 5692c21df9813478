"""What the house does by itself every night: asking whether workplaces are still right, and seeing what ended."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.parties.models import Region
from leerwerk.placement.actions import ask_to_confirm, see_what_ended
from leerwerk.privacy.actor import SYSTEM


@app.periodic(cron="35 5 * * *")
@app.task(name="placement.look_after_workplaces", queueing_lock="placement.look_after_workplaces")
def look_after_workplaces(timestamp: int) -> None:
    """Ask employers about workplaces that nobody confirmed for 90 days, and see which recognitions began or ended."""
    today = timezone.localdate()
    for region in Region.objects.filter(organisations__workplaces__isnull=False).distinct().order_by("id"):
        ask_to_confirm(region=region, today=today, by=SYSTEM)
        see_what_ended(region=region, today=today, by=SYSTEM)
