"""Following work: somebody says of a day whether a person works there still, and the house asks who did not say."""

from datetime import date

from django.utils import timezone

from leerwerk.engine.pathway import Doer
from leerwerk.placement.actions.following_work import await_work, sustain_when_lasted
from leerwerk.placement.actions.placements import NotOnThatDay, NotPlaced
from leerwerk.placement.models import Confirmation, Placement
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.paths import path_of

SAYS = (Doer.EMPLOYER, Doer.MENTOR, Doer.INTERMEDIARY, Doer.DIRECTOR, Doer.CANDIDATE)


@action
def confirm_work(*, placement: Placement, day: date, said: str, by: Actor) -> Confirmation:
    """Say whether somebody worked there on a day. The same once more is nothing; another answer stands beside it.

    When the facts of two years are whole with it, the path is complete. Raises NotPlaced, NotOnThatDay, NotAParty.
    """
    held = held_path(placement.enrolment_id)
    row = Placement.objects.get(pk=placement.pk)
    if row.state == PlacementState.DRAFT or row.begins is None:
        raise NotPlaced
    if not row.begins <= day <= timezone.localdate():
        raise NotOnThatDay
    mine = path_of(held).around.doers(by)
    doer = next((one for one in SAYS if one in mine), None)
    if doer is None:
        raise NotAParty
    facts = {"placement": row, "day": day, "by_as": str(doer)}
    last = Confirmation.objects.filter(**facts, organisation=by.organisation_id).order_by("-pk").first()
    if last is not None and last.said == said:
        record("placement_left_as_it_was", about(held), by=by, placement=row.pk, pressed="confirmed")
        return last
    told = Confirmation.objects.create(
        **facts, enrolment=held, said=said, person_id=by.person_id, organisation_id=by.organisation_id
    )
    sustain_when_lasted(held, by)
    await_work(held)
    record("placement_confirmed", about(held), by=by, placement=row.pk, said=said)
    return told


@action
def settle_follow_ups(*, cohort: Cohort, by: Actor) -> int:
    """Let what has to be asked about the work of a group's people be open matters; return of how many people."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    rows = list(cohort.enrolments.filter(placements__state__in=["placed", "ended"]).distinct())
    for row in rows:
        await_work(row)
    record("follow_ups_settled", cohort, by=by, people=len(rows))
    return len(rows)
