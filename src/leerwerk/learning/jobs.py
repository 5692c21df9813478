"""What the house does by itself: asking for attendance that nobody recorded."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.learning.actions.reminding import remind
from leerwerk.learning.queries.unrecorded import regions_to_remind
from leerwerk.privacy.actor import SYSTEM


@app.periodic(cron="15 5 * * *")
@app.task(name="learning.ask_for_attendance", queueing_lock="learning.ask_for_attendance")
def ask_for_attendance(timestamp: int) -> None:
    """Open matters for the sessions that passed since yesterday without a record."""
    today = timezone.localdate()
    for region in regions_to_remind(today):
        remind(region=region, today=today, by=SYSTEM)
