"""What the house does by itself every night: asking whether workplaces are still right, and seeing what ended."""

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.parties.models import Region
from leerwerk.placement.actions import ask_to_confirm, see_what_ended
from leerwerk.placement.actions.network import close_promises
from leerwerk.privacy.actor import SYSTEM


@app.periodic(cron="35 5 * * *")
@app.task(name="placement.look_after_workplaces", queueing_lock="placement.look_after_workplaces")
def look_after_workplaces(timestamp: int) -> None:
    """Ask employers about workplaces that nobody confirmed for 90 days, and see what ended: recognitions, and
    the days until which places were promised.
    """
    today = timezone.localdate()
    offers, promised = Q(organisations__workplaces__isnull=False), Q(organisations__promises__isnull=False)
    for region in Region.objects.filter(offers | promised).distinct().order_by("id"):
        ask_to_confirm(region=region, today=today, by=SYSTEM)
        see_what_ended(region=region, today=today, by=SYSTEM)
        close_promises(region=region, today=today, by=SYSTEM)
