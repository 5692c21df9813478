"""What the house does by itself: every morning it sets the clocks on which time alone changes something."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.coaching.actions.signals import look_region
from leerwerk.coaching.actions.support import look_at_teams
from leerwerk.coaching.actions.winding import let_go_of_who_left, wind_region
from leerwerk.coaching.models import Clock
from leerwerk.coaching.queries.coaches import who_may_no_longer
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import SYSTEM

QUEUE = "coaching"


@app.periodic(cron="35 * * * *")
@app.task(name="coaching.wind", queue=QUEUE, queueing_lock="coaching.wind")
def wind_clocks(timestamp: int) -> int:
    """Set every clock that has to be looked at today, some hundreds in a transaction; return how many.

    Asked every hour: a worker that died half-way, or was down in the morning, goes on with what is left.
    """
    today = timezone.localdate()
    left = who_may_no_longer(today).filter(clock__region=OuterRef("pk"))
    for region in Region.objects.filter(Exists(left)):
        let_go_of_who_left(region=region, today=today, by=SYSTEM)
    waiting = Clock.objects.filter(region=OuterRef("pk"), looks_again_on__lte=today)
    wound = 0
    for region in Region.objects.filter(Exists(waiting)):
        while done := wind_region(region=region, today=today, by=SYSTEM):
            wound += done
    return wound


@app.periodic(cron="50 * * * *")
@app.task(name="coaching.signals", queue=QUEUE, queueing_lock="coaching.signals")
def look_at_signals(timestamp: int) -> int:
    """Look for the signals of everybody who is accompanied, some hundreds in a transaction; return at how many.

    Asked every hour, after the clocks: what was looked at today is left alone, so that a worker that died goes on.
    """
    today = timezone.localdate()
    looked = 0
    for region in Region.objects.filter(Exists(Clock.objects.filter(region=OuterRef("pk")))):
        while done := look_region(region=region, today=today, by=SYSTEM):
            looked += done
    return looked


@app.periodic(cron="15 5 * * *")
@app.task(name="coaching.teams", queue=QUEUE, queueing_lock="coaching.teams")
def ask_for_plans(timestamp: int) -> int:
    """Ask employers to plan their team's preparation, shortly before somebody begins; return at how many was looked.

    Asked again, it asks nobody twice.
    """
    return sum(look_at_teams(region=region, today=timezone.localdate(), by=SYSTEM) for region in Region.objects.all())
