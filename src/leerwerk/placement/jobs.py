"""What the house does by itself every night: whether workplaces are still right, what ended, who
still works, and what trial placements wait for."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.actions import ask_to_confirm, see_what_ended
from leerwerk.placement.actions.door import forget_drafts
from leerwerk.placement.actions.followups import settle_follow_ups
from leerwerk.placement.actions.network import close_promises
from leerwerk.placement.actions.trial_outcomes import settle_trials
from leerwerk.placement.actions.wage_values import settle_wage_values
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.models import Cohort


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


@app.periodic(cron="10 3 * * *")
@app.task(name="placement.follow_up", queueing_lock="placement.follow_up")
def follow_up(timestamp: int) -> int:
    """Ask after every placement of which a moment has come; return of how many people."""
    groups = Cohort.objects.filter(enrolments__placements__state__in=["placed", "ended"]).distinct()
    return sum(settle_follow_ups(cohort=cohort, by=SYSTEM) for cohort in groups)


@app.periodic(cron="20 3 * * *")
@app.task(name="placement.look_after_trials", queueing_lock="placement.look_after_trials")
def look_after_trials(timestamp: int) -> int:
    """Ask what trial placements wait for now that a day has come; return of how many people."""
    groups = Cohort.objects.filter(enrolments__trials__isnull=False).distinct()
    return sum(settle_trials(cohort=cohort, by=SYSTEM) for cohort in groups)


@app.periodic(cron="30 3 * * *")
@app.task(name="placement.wage_values", queueing_lock="placement.wage_values")
def look_after_wage_values(timestamp: int) -> int:
    """Ask for every wage value that is due; return of how many people."""
    groups = Cohort.objects.filter(enrolments__wage_rounds__isnull=False).distinct()
    return sum(settle_wage_values(cohort=cohort, by=SYSTEM) for cohort in groups)
