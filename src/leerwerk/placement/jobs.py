"""What the house does by itself every night: asking whether workplaces are still right, and seeing what ended."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.actions import ask_to_confirm, see_what_ended
from leerwerk.placement.actions.door import forget_drafts
from leerwerk.placement.actions.network import close_promises
from leerwerk.privacy.actor import SYSTEM


@app.periodic(cron="35 5 * * *")
@app.task(name="placement.look_after_workplaces", queueing_lock="placement.look_after_workplaces")
def look_after_workplaces(timestamp: int) -> None:
    """Ask employers about workplaces that nobody confirmed for 90 days, and see what ended: recognitions,
    days until which places were promised, and links behind which something was typed.
    """
    today = timezone.localdate()
    for region in Region.objects.filter(Exists(Organisation.objects.filter(region=OuterRef("pk")))).order_by("id"):
        ask_to_confirm(region=region, today=today, by=SYSTEM)
        see_what_ended(region=region, today=today, by=SYSTEM)
        close_promises(region=region, today=today, by=SYSTEM)
        forget_drafts(region=region, today=today, by=SYSTEM)
