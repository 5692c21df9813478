"""Filling in a placement, placing somebody with it, ending it, and a next step in education."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Proof, Reason, Stage, Step
from leerwerk.engine.placing import Lack, PlacementFacts
from leerwerk.placement.actions.following_work import await_work, sustain_when_lasted
from leerwerk.placement.models import NextStudy, OnboardingStep, Placement, PlacementTerms
from leerwerk.placement.placing_enums import PlacementState, Then
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.placement.queries.placements import employer_who_taught, facts_of, lacks_of, with_everything
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions import Said, WrittenMeanwhile, take_step, works_at
from leerwerk.trajectories.models import Enrolment

LOOKS_FOR_WORK = (Stage.COMPLETED, Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT)


class NotLookingForWork(Exception):
    """The participant did not finish learning and working yet, works already, or left."""


class NotWhole(Exception):
    """The placement misses facts, or has facts that the law or the calendar forbids: ``lacks``."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        self.lacks = lacks
        super().__init__(*map(str, lacks))


class NotPlaced(Exception):
    """The work did not begin, or ended already."""


class NotOnThatDay(Exception):
    """The work cannot end, or be spoken of, on that day: before it begins, or in the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How work ended: its last day, why, and what comes next. ``words``: for the person and who guides them."""

    day: date
    reason: Reason
    then: Then
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A next step in education."""

    school: str
    programme: str
    level: str
    begins: date


def _write(row: Placement, facts: PlacementFacts, employer: int | None) -> None:
    row.employer_id = employer
    row.workplace, row.tasks = facts.workplace.strip(), list(facts.tasks)
    row.hours, row.begins = facts.hours, facts.begins
    row.buddy, row.coach = facts.buddy.strip(), facts.coach.strip()
    row.save()
    PlacementTerms.objects.update_or_create(
        placement=row,
        defaults={
            "enrolment_id": row.enrolment_id,
            "pay": facts.pay,
            "pay_per": facts.pay_per or "",
            "wage_scale": facts.wage_scale,
            "contract": facts.contract or "",
            "agreed_on": facts.agreed_on,
            "ends": facts.ends,
            "no_end": facts.no_end,
            "earlier_months": facts.earlier_months,
            "probation_months": facts.probation_months,
            "growth_kinds": sorted(facts.growth_kinds),
            "growth_months": facts.growth_months,
            "growth": facts.growth.strip(),
            "collective_agreement": facts.collective_agreement.strip(),
        },
    )
    row.onboarding.all().delete()
    OnboardingStep.objects.bulk_create(
        OnboardingStep(placement=row, enrolment_id=row.enrolment_id, position=n, what=step.what.strip(), day=step.day)
        for n, step in enumerate(facts.onboarding, 1)
    )


@action
def fill_placement(
    *, enrolment: Enrolment, employer: int | None, facts: PlacementFacts, seen: int | None = None, by: Actor
) -> Placement:
    """Write the facts of a placement that is being filled in; whatever is not known yet may stay open.

    ``employer``: the key of the organisation. ``seen``: how often the draft was written when the page was shown; 0
    without one. The same once more has no second effect. Raises NotLookingForWork and WrittenMeanwhile.
    """
    held = held_path(enrolment.pk)
    if held.stage not in LOOKS_FOR_WORK:
        raise NotLookingForWork
    row = with_everything(Placement.objects.filter(enrolment=held, state=PlacementState.DRAFT)).first()
    if row is not None and (facts_of(row), row.employer_id) == (_named(facts, row), employer):
        record("placement_left_as_it_was", about(held), by=by, placement=row.pk, pressed="filled_in")
        return row
    if seen is not None and seen != (row.edits if row else 0):
        raise WrittenMeanwhile
    row = row or Placement(enrolment=held)
    row.edits += 1
    _write(row, facts, employer)
    record("placement_filled_in", about(held), by=by, placement=row.pk)
    return row


def _named(facts: PlacementFacts, row: Placement) -> PlacementFacts:
    """Return facts with the employer's name as the row has it: the key is what counts."""
    return replace(facts, employer=row.employer.name if row.employer else "")


@action
def place(*, placement: Placement, seen: int | None = None, by: Actor) -> Placement:
    """Place somebody with the facts that were filled in: the step is taken, and the employer is theirs from today.

    Raises NotWhole with every fact that is missing or unlawful, and what ``take_step`` does. Once more is nothing.
    """
    held = held_path(placement.enrolment_id)
    row = with_everything(Placement.objects.filter(pk=placement.pk)).get()
    if row.state != PlacementState.DRAFT:
        record("placement_left_as_it_was", about(held), by=by, placement=row.pk, pressed="placed")
        return row
    if seen is not None and seen != row.edits:
        raise WrittenMeanwhile
    if lacks := lacks_of(facts_of(row), timezone.localdate()):
        raise NotWhole(lacks)
    row.where_learned = row.employer_id in employer_who_taught(held)
    row.through_trial = held.stage == Stage.TRIAL_PLACEMENT
    row.state, row.event_number, row.edits = PlacementState.PLACED, held.events_count + 1, row.edits + 1
    row.save()
    take_step(enrolment=held, step=Step.PLACE, proofs=frozenset({Proof.PLACEMENT_WHOLE}), by=by)
    works_at(held, row.employer_id)
    sustain_when_lasted(held, by)  # where the day of two years fell between two jobs
    await_work(held)
    record("placement_placed", about(held), by=by, placement=row.pk)
    return row


@action
def end_placement(*, placement: Placement, said: Ending, by: Actor) -> Placement:
    """Say that work ended, why, and what comes next; looking for work begins again. Once more is nothing.

    Raises NotPlaced, NotOnThatDay, and what ``take_step`` does.
    """
    held = held_path(placement.enrolment_id)
    row = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if row.state == PlacementState.ENDED:
        record("placement_left_as_it_was", about(held), by=by, placement=row.pk, pressed="ended")
        return row
    if row.state != PlacementState.PLACED or row.begins is None:
        raise NotPlaced
    if not row.begins <= said.day <= timezone.localdate():
        raise NotOnThatDay
    row.state, row.ended_on, row.then, row.edits = PlacementState.ENDED, said.day, said.then, row.edits + 1
    row.end_reason = str(pathway.as_others_read_it(said.reason))
    row.save()
    take_step(enrolment=held, step=Step.END_PLACEMENT, said=Said(reason=said.reason, words=said.words), by=by)
    await_work(held)
    record("placement_ended", about(held), by=by, placement=row.pk, reason=row.end_reason, then=str(said.then))
    works_at(held, None)  # from here on who employed them meets them no longer
    return row


@action
def note_study(*, enrolment: Enrolment, said: Study, by: Actor) -> NextStudy:
    """Note the next step in education; the path here ends with it. Once more is nothing.

    Raises what ``take_step`` does.
    """
    held = held_path(enrolment.pk)
    if there := NextStudy.objects.filter(enrolment=held).first():
        record("placement_left_as_it_was", about(held), by=by, pressed="study")
        return there
    row = NextStudy.objects.create(
        enrolment=held,
        school=said.school.strip(),
        programme=said.programme.strip(),
        level=said.level,
        begins=said.begins,
    )
    take_step(enrolment=held, step=Step.STUDY, proofs=frozenset({Proof.STUDY_KNOWN}), by=by)
    await_work(held)
    record("study_noted", about(held), by=by, enrolment=held.pk, level=str(said.level))
    return row
