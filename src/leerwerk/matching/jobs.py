"""What the house does by itself: works out proposals, gives those again that a killed worker left, asks every night."""

import logging
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.matching.actions.awaiting import settle_introductions
from leerwerk.matching.actions.rounds import MATCH, QUEUE, fail_match, give_again, store_match
from leerwerk.matching.enums import OPEN, RoundState
from leerwerk.matching.models import Introduction, MatchRound
from leerwerk.matching.queries.rounds import worked_out
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import SYSTEM

log = logging.getLogger(__name__)
SILENT = timedelta(minutes=5)  # after so long without an answer a worker must have been ended
MOST_ATTEMPTS = 3


@app.task(name=MATCH, queue=QUEUE)
def work_out(*, round_id: int, attempt: int) -> None:
    """Work out one proposal. Whatever happens, the round says so; nobody meets a traceback."""
    rows = MatchRound.objects.filter(pk=round_id, attempt=attempt, state=RoundState.WAITING)
    asked = rows.select_related("region").first()
    if asked is None:
        return
    try:
        store_match(asked=asked, attempt=attempt, found=worked_out(asked, timezone.localdate()), by=SYSTEM)
    except Exception:
        # The one place that catches everything: the director must learn that it ended; the log has the cause.
        log.exception("match round %s failed", round_id)
        fail_match(asked=asked, attempt=attempt, by=SYSTEM)


@app.periodic(cron="* * * * *")
@app.task(name="matching.give_again", queue=QUEUE, queueing_lock="matching.give_again")
def give_silent_again(timestamp: int) -> int:
    """Give rounds of which nothing was heard to a worker once more, and give up after three times; return how many."""
    silent = MatchRound.objects.filter(state=RoundState.WAITING, given_at__lt=timezone.now() - SILENT)
    rows = list(silent.select_related("region"))
    for asked in rows:
        if asked.attempt < MOST_ATTEMPTS:
            give_again(asked=asked, by=SYSTEM)
        else:
            fail_match(asked=asked, attempt=asked.attempt, by=SYSTEM)
    return len(rows)


@app.periodic(cron="40 3 * * *")
@app.task(name="matching.look_after_introductions", queueing_lock="matching.look_after_introductions")
def look_after_introductions(timestamp: int) -> int:
    """Ask what introductions wait for now that a day has come; return of how many."""
    open_now = Introduction.objects.filter(workplace__employer__region=OuterRef("pk"), state__in=OPEN)
    regions = Region.objects.filter(Exists(open_now)).order_by("pk")
    return sum(settle_introductions(region=region, by=SYSTEM) for region in regions)
