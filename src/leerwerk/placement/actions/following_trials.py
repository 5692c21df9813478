"""What follows from facts about trial placements, done by the house: who is asked, and what ends with a step."""

from django.utils import timezone

from leerwerk.engine.pathway import Step
from leerwerk.notices.actions import settle
from leerwerk.placement.models import Placement, Trial
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.queries.trials import TRIAL_KINDS, wanted_of_trials
from leerwerk.placement.trial_enums import NOT_OVER, TrialOutcome, TrialState
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment, PathwayEvent

ENDS_IT = frozenset({Step.PLACE, Step.END_TRIAL, Step.STUDY, Step.LEAVE})


@part
def await_trials(enrolment: Enrolment) -> None:
    """Let exactly what somebody's trial placements wait for be open matters."""
    with lowered():
        row = Enrolment.objects.select_related("cohort").get(pk=enrolment.pk)
        settle(row, TRIAL_KINDS, wanted_of_trials(row))


@part
def close_trials(enrolment: Enrolment, step: Step) -> None:
    """Let a trial placement be over when a step ended it: what goes on ends, what did not begin is withdrawn."""
    with lowered():
        row = Trial.objects.select_for_update(of=("self",)).filter(enrolment=enrolment, state__in=NOT_OVER).first()
        if row is None or step not in ENDS_IT:
            return
        row.edits, row.longer_ends, row.longer_grounds = row.edits + 1, None, []
        if row.state != TrialState.RUNNING:
            row.state = TrialState.WITHDRAWN
        else:
            row.state, row.ended_on = TrialState.ENDED, timezone.localdate()
            last = PathwayEvent.objects.filter(enrolment=enrolment).order_by("-number").first()
            row.outcome = _outcome(row, step)
            row.end_reason = last.reason if last is not None else ""
        row.save()


def _outcome(row: Trial, step: Step) -> TrialOutcome:
    if step is Step.STUDY:
        return TrialOutcome.EDUCATION
    if step is not Step.PLACE:
        return TrialOutcome.NO_WORK
    placed = Placement.objects.filter(enrolment=row.enrolment_id, state=PlacementState.PLACED)
    here = placed.filter(employer=row.employer_id).exists()
    return TrialOutcome.PLACED if here else TrialOutcome.ELSEWHERE
