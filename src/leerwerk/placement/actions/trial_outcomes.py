"""What comes of a trial placement: work here, a later last day, no work, or education; and what each night asks."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from leerwerk.engine.pathway import Doer, Reason, Step
from leerwerk.engine.placing import Ground, TrialLack
from leerwerk.placement.actions.following_trials import await_trials
from leerwerk.placement.actions.trials import TrialLacks, left_as_it_was
from leerwerk.placement.models import Trial
from leerwerk.placement.queries.holding import about
from leerwerk.placement.queries.trials import facts_of_trial, held_trial, lacks_of_trial
from leerwerk.placement.trial_enums import TrialOutcome, TrialState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions import NotAParty, Said, take_step, works_at
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.paths import path_of


class DoesNotGoOn(Exception):
    """The trial placement did not begin, or is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """A later last day, and why; everybody has to approve it."""

    ends: date
    grounds: frozenset[Ground]


def _lacks(row: Trial, longer: Longer) -> tuple[TrialLack, ...]:
    """Return what is not allowed in a later last day; any longer trial placement names its ground."""
    if row.ends is not None and longer.ends <= row.ends:
        return (TrialLack.END,)
    facts = replace(facts_of_trial(row), ends=longer.ends, grounds=longer.grounds)
    found = {*lacks_of_trial(facts, timezone.localdate()), *(() if longer.grounds else (TrialLack.GROUND,))}
    return tuple(lack for lack in TrialLack if lack in found)


@action
def conclude_trial(*, trial: Trial, outcome: str, longer: Longer | None = None, by: Actor) -> Trial:
    """Say what comes of a trial placement that goes on: it leads to work here, to education, or takes longer.

    Until the work or the education is recorded it goes on, and that waits for who guides the participant. Longer is
    asked of everybody anew. The same once more is nothing. Raises DoesNotGoOn, NotAParty, and TrialLacks for a last
    day that is not allowed.
    """
    held, row = held_trial(trial)
    if not path_of(held).around.doers(by) & {Doer.INTERMEDIARY, Doer.DIRECTOR}:
        raise NotAParty
    if row.state != TrialState.RUNNING:
        raise DoesNotGoOn
    asked = (outcome, longer.ends if longer else None, sorted(longer.grounds) if longer else [])
    if asked == (row.outcome, row.longer_ends, row.longer_grounds):
        return left_as_it_was(row, held, by, "concluded")
    if (outcome == TrialOutcome.LONGER) != (longer is not None) or outcome in (
        TrialOutcome.NO_WORK,
        TrialOutcome.ELSEWHERE,
    ):
        raise ValueError(outcome)
    if longer is not None:
        if lacks := _lacks(row, longer):
            raise TrialLacks(lacks)
        row.version, row.asked_on = row.version + 1, timezone.localdate()
    row.outcome, row.longer_ends, row.longer_grounds = asked
    row.edits += 1
    row.save()
    await_trials(held)
    record("trial_concluded", about(held), by=by, trial=row.pk, outcome=str(outcome))
    return row


@action
def end_trial(*, trial: Trial, reason: Reason, words: str = "", by: Actor) -> Trial:
    """End a trial placement without work, with its reason: work is looked for again. Once more is nothing.

    ``words`` are for the person and who guides them. Raises DoesNotGoOn, and what ``take_step`` does.
    """
    held, row = held_trial(trial)
    if row.state == TrialState.ENDED:
        return left_as_it_was(row, held, by, "ended")
    if row.state != TrialState.RUNNING:
        raise DoesNotGoOn
    take_step(enrolment=held, step=Step.END_TRIAL, said=Said(reason=reason, words=words), by=by)
    record("trial_ended", about(held), by=by, trial=row.pk)
    works_at(held, None)  # from here on who tried them meets them no longer
    return row


@action
def settle_trials(*, cohort: Cohort, by: Actor) -> int:
    """Let what the trial placements of a group's people wait for be open matters; return of how many people."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    people = list(cohort.enrolments.filter(trials__isnull=False).distinct())
    for one in people:
        await_trials(one)
    record("trials_settled", cohort, by=by, people=len(people))
    return len(people)
