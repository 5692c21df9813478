"""What runs beside the pages: settling open matters once more, after a move and every night."""

import logging

from django.db.models import Q
from procrastinate.contrib.django import app

from leerwerk.parties.models import Region
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.actions.checking import close_left_over, settle_again
from leerwerk.trajectories.enums import ENDED
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import LOOKED_AT, differences_in, left_over

log = logging.getLogger(__name__)
QUEUE = "trajectories"


@app.task(name="trajectories.settle_again", queue=QUEUE)
def settle_after_move(*, candidate_id: int) -> None:
    """Settle the groups in which somebody is whose file moved: another organisation signs and decides for them now."""
    on_the_way = Enrolment.objects.filter(candidate=candidate_id).exclude(stage__in=ENDED)
    for cohort in Cohort.objects.filter(pk__in=on_the_way.values("cohort")):
        settle_again(cohort=cohort, by=SYSTEM)


@app.periodic(cron="40 2 * * *")
@app.task(name="trajectories.check_matters", queue=QUEUE, queueing_lock="trajectories.check_matters")
def check_matters(timestamp: int) -> int:
    """Compare what is open with what should be, group by group; settle and report what differs, and how often."""
    wrong = 0
    about_somebody = Q(enrolments__isnull=False) | Q(agreements__isnull=False)
    for cohort in Cohort.objects.filter(about_somebody, state__in=LOOKED_AT).select_related("version").distinct():
        if differences_in(cohort):
            found = settle_again(cohort=cohort, by=SYSTEM)
            log.error("group %s: open matters were not what they should be, and are now: %s", cohort.code, found)
            wrong += 1
    for region in Region.objects.filter(pk__in=left_over().values("region")):
        found = close_left_over(region=region, by=SYSTEM)
        log.error("region %s: closed what was open about nothing: %s", region.pk, found)
        wrong += 1
    return wrong
