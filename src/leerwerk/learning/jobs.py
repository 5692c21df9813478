"""What the house does by itself: asking for attendance that nobody recorded, and searching for rosters."""

import logging
import time

from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.engine import roster as engine
from leerwerk.learning.actions.reminding import remind, remind_of_inburgering
from leerwerk.learning.actions.rosters import LAY, QUEUE, no_roster, store_roster
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import Roster
from leerwerk.learning.queries.roster_question import stays_near
from leerwerk.learning.queries.rosters import looked_at
from leerwerk.learning.queries.unrecorded import regions_to_remind
from leerwerk.learning.roster_words import stored
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import SYSTEM

log = logging.getLogger(__name__)
SEARCH, NEAR, WHY = 20.0, 4.0, 20.0  # seconds for a roster, for one near another, and for why there is none


@app.periodic(cron="15 5 * * *")
@app.task(name="learning.ask_for_attendance", queueing_lock="learning.ask_for_attendance")
def ask_for_attendance(timestamp: int) -> None:
    """Open matters for the sessions and weeks of work that passed without a record."""
    today = timezone.localdate()
    for region in regions_to_remind(today):
        remind(region=region, today=today, by=SYSTEM)


@app.periodic(cron="25 5 * * *")
@app.task(name="learning.ask_about_inburgering", queueing_lock="learning.ask_about_inburgering")
def ask_about_inburgering(timestamp: int) -> None:
    """Open matters for the deadlines of inburgering that come near."""
    for region in Region.objects.order_by("id"):
        remind_of_inburgering(region=region, today=timezone.localdate(), by=SYSTEM)


@app.task(name=LAY, queue=QUEUE)
def lay_roster(*, roster_id: int, attempt: int, near: bool) -> None:
    """Search for a roster, once per attempt. Whatever happens, the roster says so; nobody meets a traceback."""
    waiting = Roster.objects.filter(pk=roster_id, attempt=attempt, state=RosterState.WAITING)
    if not waiting.update(state=RosterState.SOLVING, asked_at=timezone.now()):
        return
    roster = Roster.objects.get(pk=roster_id)
    began = time.monotonic()
    try:
        _lay(roster, near=near, began=began)
    except Exception:
        log.exception("roster %s was not made", roster_id)
        _none(roster, RosterState.FAILED, began)


def _none(roster: Roster, state: RosterState, began: float, found: engine.Conflict | None = None) -> None:
    ways: list[dict[str, object]] = []
    broken = () if found is None else found.rules
    if found is not None and found.rules and found.smallest:
        question = looked_at(roster).asked.question
        ways = [
            {"rules": stored(one.rules), "price": one.price, "sure": one.sure}
            for one in engine.relaxations(question, found, seconds=WHY)
        ]
    no_roster(
        roster=roster,
        attempt=roster.attempt,
        state=state,
        seconds=time.monotonic() - began,
        broken=stored(broken),
        smallest=found is not None and found.smallest,
        ways_out=ways,
        by=SYSTEM,
    )


def _lay(roster: Roster, *, near: bool, began: float) -> None:
    looked = looked_at(roster)
    question = looked.asked.question
    if not question.lessons:
        _none(roster, RosterState.FAILED, began)
        return
    now = looked.value if looked.lessons else None
    result = engine.repair(question, now, seconds=NEAR) if near and now is not None else None
    if result is None or result.roster is None:
        result = engine.solve(stays_near(looked.asked, now) if near else looked.question, seconds=SEARCH, start=now)
    if result.roster is not None:
        store_roster(roster=roster, attempt=roster.attempt, result=result, by=SYSTEM)
        return
    why = engine.conflict(question, seconds=WHY)
    _none(roster, RosterState.IMPOSSIBLE if why.rules else RosterState.FAILED, began, why)
