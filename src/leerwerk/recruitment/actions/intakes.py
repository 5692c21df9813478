"""Holding an intake: begun, saved step by step, finished into a profile, or finished in somebody's absence."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.actions.files import state_profile
from leerwerk.recruitment.conversation import (
    OF_THE_INTAKE,
    STATED,
    called_enough,
    gaps,
    profile_of,
    stamp_of,
    values_of,
)
from leerwerk.recruitment.enums import LANGUAGES, IntakeKind, IntakeState
from leerwerk.recruitment.models import Candidate, Intake, IntakeAnswers, IntakeCall
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import Step

GOES_ALONG = ("school_years", "learnability_source")  # what a profile does not hold and the next intake begins with


class IntakeIsClosed(Exception):
    """It was finished or thrown away in the meantime; ``intake`` is how it stands now, None when it is gone."""

    def __init__(self, intake: Intake | None) -> None:
        super().__init__()
        self.intake = intake


class ChangedMeanwhile(Exception):
    """Somebody else changed what is being saved since the page was opened; ``intake`` is how it stands now."""

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self.intake = intake


class NotAskedYet(Exception):
    """Something that must be known, or told, before an intake is finished is not."""


class NotCalledEnough(Exception):
    """Somebody must have been asked to come three times, for days that are past."""


def _held(intake: Intake) -> Intake:
    """Return the intake as it stands, kept for this transaction. Raises IntakeIsClosed."""
    locked = Intake.objects.select_for_update(of=("self",)).filter(pk=intake.pk)
    now = locked.select_related("candidate__profile", "answers", "changed_by").first()
    if now is None or not now.is_open:
        raise IntakeIsClosed(now)
    return now


def _touch(intake: Intake, by: Actor, *more: str) -> None:
    intake.changed_at, intake.changed_by_id = timezone.now(), by.person_id
    intake.save(update_fields=["changed_at", "changed_by", *more])


@action
def begin_intake(*, candidate: Candidate, held_on: date, by: Actor) -> Intake:
    """Begin a conversation, filled in with what was stated last; one that is open already is gone on with."""
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("profile").get(pk=candidate.pk)
    earlier = {row.state: row for row in candidate.intakes.select_related("answers").order_by("held_on", "pk")}
    if (opened := earlier.get(IntakeState.OPEN)) is not None:
        record("intake_begun_again", candidate, by=by, intake=opened.pk)
        return opened
    last = earlier.get(IntakeState.FINISHED)
    intake = Intake.objects.create(
        candidate=candidate,
        kind=IntakeKind.AGAIN if last else IntakeKind.FIRST,
        held_on=held_on,
        held_by_id=by.person_id,
        changed_by_id=by.person_id,
    )
    known = {name: getattr(candidate.profile, name) for name in STATED} if candidate.profile else {}
    known |= {name: getattr(last.answers, name) for name in GOES_ALONG} if last else {}
    language = candidate.contact_language if candidate.contact_language in LANGUAGES else ""
    IntakeAnswers.objects.create(intake=intake, candidate=candidate, language=language, **known)
    record("intake_begun", candidate, by=by, intake=intake.pk, again=bool(last))
    return intake


@action
def save_step(*, intake: Intake, step: Step, values: Mapping[str, object], seen: str, by: Actor) -> Intake:
    """Write the answers of one step; ``seen`` is the stamp of what the page showed before.

    The same answers once more, as after a double click, change nothing. Raises IntakeIsClosed, and ChangedMeanwhile
    when somebody else gave this step other answers in the meantime; other steps are not in the way.
    """
    intake = _held(intake)
    before = values_of(intake, step)
    if before == dict(values) and step.slug in intake.answers.done:
        record("intake_step_saved_again", intake.candidate, by=by, intake=intake.pk, step=step.slug)
        return intake
    if before != dict(values) and stamp(before) != seen:
        raise ChangedMeanwhile(intake)
    for name, value in values.items():
        setattr(intake if name in OF_THE_INTAKE else intake.answers, name, value)
    intake.answers.done = list(dict.fromkeys([*intake.answers.done, step.slug]))
    intake.answers.save()
    _touch(intake, by, *(OF_THE_INTAKE & values.keys()))
    record("intake_step_saved", intake.candidate, by=by, intake=intake.pk, step=step.slug)
    return intake


@action
def note_call(*, call: IntakeCall, by: Actor) -> IntakeCall:
    """Note that somebody was asked to come; once a day. Raises IntakeIsClosed."""
    intake = _held(call.intake)
    known = intake.calls.filter(called_on=call.called_on).first()
    if known is not None:
        record("intake_called_again", intake.candidate, by=by, intake=intake.pk)
        return known
    call.candidate, call.noted_by_id = intake.candidate, by.person_id
    call.save(force_insert=True)
    record("intake_called", intake.candidate, by=by, intake=intake.pk)
    return call


@action
def finish_intake(*, intake: Intake, seen: str, by: Actor) -> Intake:
    """Finish the conversation: what was said becomes the current profile; ``seen`` is the stamp of what was read back.

    Raises IntakeIsClosed, NotAskedYet, and ChangedMeanwhile when the intake or the profile is another by now.
    """
    intake = _held(intake)
    if stamp_of(intake) != seen:
        raise ChangedMeanwhile(intake)
    if next(gaps(intake), None) is not None:
        raise NotAskedYet
    intake.profile = state_profile(profile=profile_of(intake), by=by)
    intake.state, intake.finished_at = IntakeState.FINISHED, timezone.now()
    _touch(intake, by, "profile", "state", "finished_at")
    record("intake_finished", intake.candidate, by=by, intake=intake.pk)
    return intake


@action
def finish_in_absence(*, intake: Intake, by: Actor) -> Intake:
    """Close an intake to which nobody came; no profile changes. Raises IntakeIsClosed and NotCalledEnough."""
    intake = _held(intake)
    if not called_enough(intake.calls.all(), timezone.localdate()):
        raise NotCalledEnough
    intake.state, intake.finished_at = IntakeState.ABSENT, timezone.now()
    _touch(intake, by, "state", "finished_at")
    record("intake_finished_in_absence", intake.candidate, by=by, intake=intake.pk)
    return intake


@action
def throw_intake_away(*, intake: Intake, by: Actor) -> None:
    """Take an open intake away, such as one begun in the wrong file. Raises IntakeIsClosed when it was finished."""
    try:
        held = _held(intake)
    except IntakeIsClosed as closed:
        if closed.intake is not None:
            raise
        record("intake_thrown_away_again", intake.candidate, by=by, intake=intake.pk)
        return
    record("intake_thrown_away", held.candidate, by=by, intake=held.pk)
    held.delete()
