"""Trial placements until they begin: filling in, sending, answering, withdrawing, and the step that begins one."""

from dataclasses import dataclass, replace

from django.utils import timezone

from leerwerk.engine.pathway import Doer, Proof, Stage, Step
from leerwerk.engine.placing import TrialFacts, TrialLack
from leerwerk.placement.actions.following_trials import await_trials
from leerwerk.placement.actions.placements import NotLookingForWork, NotOnThatDay
from leerwerk.placement.models import Trial, TrialAnswer
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.placement.queries.placements import employer_who_taught
from leerwerk.placement.queries.trials import (
    answers_now,
    asks_approval,
    current,
    facts_of_trial,
    held_trial,
    is_mentored,
    lacks_of_trial,
    missing_sides,
    with_all_said,
)
from leerwerk.placement.trial_enums import BEFORE_IT_BEGAN, NOT_OVER, Side, TrialOutcome, TrialState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile, take_step, works_at
from leerwerk.trajectories.models import Enrolment, Party
from leerwerk.trajectories.queries.paths import path_of

MAY_TRY = (Stage.COMPLETED, Stage.PLACEMENT_SEARCH)
AS_SIDE = {Doer.EMPLOYER: Side.EMPLOYER, Doer.INTERMEDIARY: Side.INTERMEDIARY, Doer.MENTOR: Side.MENTOR}


class TrialLacks(Exception):
    """The trial placement misses facts, or has facts that are not allowed: ``lacks``."""

    def __init__(self, lacks: tuple[TrialLack, ...]) -> None:
        self.lacks = lacks
        super().__init__(*map(str, lacks))


class TrialGoesOn(Exception):
    """What was agreed of a trial placement that began is not filled in otherwise."""


class AnotherEmployer(Exception):
    """With another employer it is another trial placement: what was sent is withdrawn first."""


class NotAsked(Exception):
    """Nobody is asked to approve this version: it was changed, began, or is over."""


class NotAgreed(Exception):
    """Not everybody approved the version that was sent: ``sides``."""

    def __init__(self, sides: list[Side]) -> None:
        self.sides = sides
        super().__init__(*map(str, sides))


class SpeaksForThemselves(Exception):
    """The participant has an account: nobody answers in their place."""


class NoWords(Exception):
    """Who says no says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialReply:
    """What a side answers; ``words`` say why not, and are read by everybody who has to approve."""

    yes: bool
    words: str = ""


@part
def left_as_it_was(row: Trial, held: Enrolment, by: Actor, pressed: str) -> Trial:
    """Record that something was pressed once more, and return what there is."""
    record("trial_left_as_it_was", about(held), by=by, trial=row.pk, pressed=pressed)
    return row


def _is_as_it_was(row: Trial, facts: TrialFacts) -> bool:
    """Whether these facts stand there already; of the employer the key is what counts."""
    return facts_of_trial(row) == replace(facts, employer=row.employer.name if row.employer else "")


@part
def no_longer_meets(held: Enrolment, row: Trial) -> None:
    """Let an employer who met the participant for this trial placement alone meet them no longer."""
    standing = Party.objects.filter(enrolment=held, role="employer", until=None, organisation=row.employer_id)
    if row.version and not row.where_learned and standing.exists():
        works_at(held, None)


@action
def fill_trial(
    *, enrolment: Enrolment, employer: int | None, facts: TrialFacts, seen: int | None = None, by: Actor
) -> Trial:
    """Write the facts of a trial placement; what was sent has to be sent, and approved, anew.

    ``employer``: the key of the organisation. ``seen``: how often it was written when the page was shown, 0 without
    one. The same once more has no second effect. Raises NotLookingForWork, TrialGoesOn,
    AnotherEmployer for what was sent, and WrittenMeanwhile.
    """
    held = held_path(enrolment.pk)
    row = current(held.pk)
    if row is not None and row.state == TrialState.RUNNING:
        raise TrialGoesOn
    if held.stage not in MAY_TRY:
        raise NotLookingForWork
    if row is not None and row.version and row.employer_id != employer:
        raise AnotherEmployer
    if row is not None and row.employer_id == employer and _is_as_it_was(row, facts):
        return left_as_it_was(row, held, by, "filled_in")
    if seen is not None and seen != (row.edits if row else 0):
        raise WrittenMeanwhile
    row = row or Trial(enrolment=held)
    row.state, row.employer_id, row.edits = TrialState.DRAFT, employer, row.edits + 1
    row.workplace, row.coach = facts.workplace.strip(), facts.coach.strip()
    row.tasks, row.goals, row.grounds = list(facts.tasks), list(facts.goals), sorted(facts.grounds)
    row.hours, row.intends = facts.hours, facts.intends
    row.begins, row.ends, row.looked_at = facts.begins, facts.ends, facts.looked_at
    row.save()
    await_trials(held)
    record("trial_filled_in", about(held), by=by, trial=row.pk)
    return row


@action
def send_trial(*, trial: Trial, seen: int | None = None, by: Actor) -> Trial:
    """Ask everybody to approve the trial placement as it is now; the intermediary who sends it approves it with that.

    Another employer than the participant's is asked when the participant said yes: before that they do not meet them.
    Raises TrialLacks with everything that is missing or not allowed, NotAsked when it is over, NotLookingForWork,
    NotAParty and WrittenMeanwhile. Once more is nothing.
    """
    held, row = held_trial(trial)
    if row.state in (TrialState.ASKED, TrialState.AGREED):
        return left_as_it_was(row, held, by, "sent")
    if row.state != TrialState.DRAFT:
        raise NotAsked
    if held.stage not in MAY_TRY:
        raise NotLookingForWork
    if seen is not None and seen != row.edits:
        raise WrittenMeanwhile
    if lacks := lacks_of_trial(facts_of_trial(row), timezone.localdate()):
        raise TrialLacks(lacks)
    mine = path_of(held).around.doers(by)
    if not mine & {Doer.INTERMEDIARY, Doer.DIRECTOR}:
        raise NotAParty
    row.where_learned = row.employer_id in employer_who_taught(held)
    row.state, row.version, row.edits = TrialState.ASKED, row.version + 1, row.edits + 1
    row.asked_on = timezone.localdate()
    row.save()
    if Doer.INTERMEDIARY in mine:
        TrialAnswer.objects.create(
            trial=row,
            enrolment=held,
            version=row.version,
            side=Side.INTERMEDIARY,
            yes=True,
            person_id=by.person_id,
        )
    await_trials(held)
    record("trial_sent", about(held), by=by, trial=row.pk, version=row.version)
    return row


@part
def check_who_speaks(held: Enrolment, by: Actor) -> None:
    """Check that what the participant says is said by them, or written down by who guides them.

    Raises SpeaksForThemselves, and NotAParty for somebody who does not guide them.
    """
    mine = path_of(held).around.doers(by)
    if Doer.CANDIDATE in mine:
        return
    if Doer.INTERMEDIARY not in mine:
        raise NotAParty
    if Candidate.objects.filter(pk=held.candidate_id, person__isnull=False).exists():
        raise SpeaksForThemselves


def _side(held: Enrolment, row: Trial, by: Actor, for_candidate: bool) -> Side:
    if for_candidate or by.candidate_id is not None:
        check_who_speaks(held, by)
        return Side.CANDIDATE
    mine = path_of(held).around.doers(by)
    side = next((side for doer, side in AS_SIDE.items() if doer in mine), None)
    if side is None or (side == Side.EMPLOYER and by.organisation_id != row.employer_id):
        raise NotAParty
    return side


@action
def answer_trial(
    *, trial: Trial, reply: TrialReply, version: int, for_candidate: bool = False, by: Actor
) -> TrialAnswer | None:
    """Approve one version for one side, or not; when all did, it is agreed, or the later last day holds.

    ``version``: which one was read. ``for_candidate``: who guides the participant writes down what they say. After a no
    it is filled in again. Return None when this side answered before. Raises NotAsked, NoWords, NotAParty,
    SpeaksForThemselves.
    """
    held, row = held_trial(trial)
    side = _side(held, row, by, for_candidate)
    if side in answers_now(row) and version == row.version:
        left_as_it_was(row, held, by, "answered")
        return None
    if not asks_approval(row) or version != row.version:
        raise NotAsked
    if not reply.yes and not reply.words.strip():
        raise NoWords
    answer = TrialAnswer.objects.create(
        trial=row,
        enrolment=held,
        version=version,
        side=side,
        yes=reply.yes,
        words="" if reply.yes else reply.words.strip(),
        with_help=side == Side.CANDIDATE and by.candidate_id is None,
        person_id=by.person_id,
    )
    _after_answer(held, with_all_said(Trial.objects.filter(pk=row.pk)).get(), answer)
    await_trials(held)
    record("trial_answered", about(held), by=by, trial=row.pk, version=version, side=str(side), yes=reply.yes)
    return answer


def _after_answer(held: Enrolment, row: Trial, answer: TrialAnswer) -> None:
    """Let a no lead back, and the last yes make it agreed."""
    if answer.yes and answer.side == Side.CANDIDATE and row.state == TrialState.ASKED:
        works_at(held, row.employer_id)  # from here on the employer meets the participant, and can answer
    longer = row.state == TrialState.RUNNING
    if not answer.yes:
        if longer:
            row.outcome, row.longer_ends, row.longer_grounds = "", None, []
        else:
            row.state = TrialState.DRAFT
    elif missing_sides(row, is_mentored(held)):
        return
    elif longer and row.outcome == TrialOutcome.LONGER:
        row.ends, row.grounds = row.longer_ends, sorted({*row.grounds, *row.longer_grounds})
        row.outcome, row.longer_ends, row.longer_grounds = "", None, []
    else:
        row.state = TrialState.AGREED
    row.edits += 1
    row.save()


@action
def begin_trial(*, trial: Trial, by: Actor) -> Trial:
    """Let a trial placement begin that everybody approved: the step is taken. Once more is nothing.

    Raises NotAgreed with who did not approve, NotAsked when it is over, NotOnThatDay before its first day, and what
    ``take_step`` does.
    """
    held, row = held_trial(trial)
    if row.state == TrialState.RUNNING:
        return left_as_it_was(row, held, by, "begun")
    if row.state not in NOT_OVER:
        raise NotAsked
    missing = missing_sides(row, is_mentored(held))
    if missing or row.state != TrialState.AGREED or row.begins is None:
        raise NotAgreed(missing)
    if row.begins > timezone.localdate():
        raise NotOnThatDay
    row.state, row.event_number, row.edits = TrialState.RUNNING, held.events_count + 1, row.edits + 1
    row.begun_version = row.version
    row.save()
    take_step(enrolment=held, step=Step.BEGIN_TRIAL, proofs=frozenset({Proof.TRIAL_AGREED}), by=by)
    works_at(held, row.employer_id)
    await_trials(held)
    record("trial_begun", about(held), by=by, trial=row.pk)
    return row


@action
def withdraw_trial(*, trial: Trial, by: Actor) -> Trial:
    """Withdraw a trial placement that did not begin. Once more is nothing. Raises TrialGoesOn."""
    held, row = held_trial(trial)
    if row.state == TrialState.WITHDRAWN:
        return left_as_it_was(row, held, by, "withdrawn")
    if row.state not in BEFORE_IT_BEGAN:
        raise TrialGoesOn
    row.state, row.edits = TrialState.WITHDRAWN, row.edits + 1
    row.save()
    no_longer_meets(held, row)
    await_trials(held)
    record("trial_withdrawn", about(held), by=by, trial=row.pk)
    return row
