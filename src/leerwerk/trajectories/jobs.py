"""What runs beside the pages: settling open matters once more, after a move and every night."""

import logging

from procrastinate.contrib.django import app

from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.actions.checking import settle_again
from leerwerk.trajectories.enums import ENDED, CohortState
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import differences_in

log = logging.getLogger(__name__)
QUEUE = "trajectories"
OPEN = (CohortState.DECIDED, CohortState.RUNNING, CohortState.FINISHED)


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
    for cohort in Cohort.objects.filter(state__in=OPEN, enrolments__isnull=False).select_related("version").distinct():
        if differences_in(cohort):
            found = settle_again(cohort=cohort, by=SYSTEM)
            log.error("group %s: open matters were not what they should be, and are now: %s", cohort.code, found)
            wrong += 1
    return wrong
