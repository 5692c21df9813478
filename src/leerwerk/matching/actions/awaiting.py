"""What follows from an introduction, done by the house: whose turn it is, and what a step on the path ends."""

from collections.abc import Iterable

from django.utils import timezone

from leerwerk.engine.pathway import Step
from leerwerk.matching.enums import OPEN, Closed, IntroState
from leerwerk.matching.models import Introduction
from leerwerk.matching.queries.introductions import KINDS, wanted_of, with_answers
from leerwerk.notices.actions import settle
from leerwerk.parties.models import Region
from leerwerk.placement.models import Placement, Trial
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.trial_enums import TrialState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment

ENDS_LOOKING = {
    Step.PLACE: Closed.ELSEWHERE,
    Step.BEGIN_TRIAL: Closed.ELSEWHERE,
    Step.STUDY: Closed.ELSEWHERE,
    Step.LEAVE: Closed.STOPPED,
}


@part
def await_introductions(rows: Iterable[Introduction]) -> None:
    """Let exactly what these introductions wait for be open matters."""
    today = timezone.localdate()
    with lowered():
        for row in with_answers(Introduction.objects.filter(pk__in=[one.pk for one in rows])):
            enrolment = Enrolment.objects.select_related("cohort").get(pk=row.enrolment_id)
            settle(row, KINDS, wanted_of(row, enrolment, today))


@part
def over(row: Introduction, because: str) -> None:
    """Let an introduction be over; without a reason it led to work. From here on it is not there for the employer."""
    row.state = IntroState.CLOSED if because else IntroState.LED_TO_WORK
    row.because, row.closed_on = because, timezone.localdate()
    with lowered():
        row.save(update_fields=["state", "because", "closed_on"])


def _now_with(enrolment: Enrolment, step: Step) -> set[int | None]:
    """Return with which employers somebody works, or tries work, by this step."""
    found: set[int | None] = set()
    if step is Step.PLACE:
        rows = Placement.objects.filter(enrolment=enrolment, state=PlacementState.PLACED)
        found = set(rows.values_list("employer", flat=True))
    if step is Step.BEGIN_TRIAL:
        found = set(
            Trial.objects.filter(enrolment=enrolment, state=TrialState.RUNNING).values_list("employer", flat=True)
        )
    return found


@part
def end_introductions(enrolment: Enrolment, step: Step) -> None:
    """Let what is open about somebody be over when a step ends that they look for work: one of them led to it."""
    if step not in ENDS_LOOKING:
        return
    with lowered():
        rows = list(
            Introduction.objects.select_for_update(of=("self",))
            .filter(enrolment=enrolment, state__in=OPEN)
            .select_related("workplace")
        )
        there = _now_with(enrolment, step)
        for row in rows:
            led = row.workplace.employer_id in there and row.state != IntroState.ASKED
            over(row, "" if led else ENDS_LOOKING[step])
        await_introductions(rows)


@action
def settle_introductions(*, region: Region, by: Actor) -> int:
    """Ask what a day brought for the introductions in a region, end those whose workplace is gone; return how many."""
    rows = list(
        Introduction.objects.select_for_update(of=("self",))
        .filter(workplace__employer__region=region, state__in=OPEN)
        .select_related("workplace")
        .order_by("pk")
    )
    for row in rows:
        if row.workplace.withdrawn_at is not None:
            over(row, Closed.NO_PLACE)
    await_introductions(rows)
    record("introductions_settled", region, by=by, introductions=len(rows))
    return len(rows)
