"""What runs beside the pages: every night, who has to say whether somebody still works there."""

from procrastinate.contrib.django import app

from leerwerk.placement.actions.followups import settle_follow_ups
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.models import Cohort

QUEUE = "trajectories"


@app.periodic(cron="10 3 * * *")
@app.task(name="placement.follow_up", queue=QUEUE, queueing_lock="placement.follow_up")
def follow_up(timestamp: int) -> int:
    """Ask after every placement of which a moment has come; return of how many people."""
    groups = Cohort.objects.filter(enrolments__placements__state__in=["placed", "ended"]).distinct()
    return sum(settle_follow_ups(cohort=cohort, by=SYSTEM) for cohort in groups)
