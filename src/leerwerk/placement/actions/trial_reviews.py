"""What is said of a trial placement while it goes on: both sides apart, then the participant, and who looks at that."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from leerwerk.engine.pathway import Doer
from leerwerk.placement.actions.following_trials import await_trials
from leerwerk.placement.actions.trials import NoWords, check_who_speaks, left_as_it_was
from leerwerk.placement.models import Trial, TrialReaction, TrialReview
from leerwerk.placement.queries.holding import about
from leerwerk.placement.queries.trials import held_trial, reaction, rounds_of, spoken, unreacted
from leerwerk.placement.trial_enums import Reviewer, Round, TrialState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.queries.paths import path_of

AS_REVIEWER = {Doer.EMPLOYER: Reviewer.EMPLOYER, Doer.MENTOR: Reviewer.COACH, Doer.INTERMEDIARY: Reviewer.COACH}


class NotNow(Exception):
    """The day of this review did not come yet, or the trial placement does not go on."""


class SaidAlready(Exception):
    """Somebody else spoke for this side already; what was said stays."""


class NotEveryGoal(Exception):
    """A review says of each learning goal how far it is."""


class NotBothSpoke(Exception):
    """The participant reacts when both sides spoke."""


class NothingContradicted(Exception):
    """The participant contradicted nothing here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSaid:
    """What a side says: of each learning goal in their order how far it is, and three short answers."""

    reached: tuple[str, ...]
    well: str
    harder: str
    next: str


def _until(row: Trial, which: str) -> date:
    """Return the day that a review belongs to. Raises NotNow."""
    until = dict(rounds_of(row, timezone.localdate())).get(Round(which))
    if until is None:
        raise NotNow
    return until


@action
def review_trial(*, trial: Trial, which: str, said: TrialSaid, by: Actor) -> TrialReview | None:
    """Say for the employer or as coach how it goes, without having read the other side.

    The coach is the mentor, or who guides the participant. The same side once more is nothing: None. Raises NotNow,
    NotEveryGoal, NoWords, SaidAlready and NotAParty.
    """
    held, row = held_trial(trial)
    mine = path_of(held).around.doers(by)
    side = next((one for doer, one in AS_REVIEWER.items() if doer in mine), None)
    if side is None or (side == Reviewer.EMPLOYER and by.organisation_id != row.employer_id):
        raise NotAParty
    until = _until(row, which)
    if side in spoken(row, which, until):
        left_as_it_was(row, held, by, "reviewed")
        return None
    if row.state != TrialState.RUNNING:
        raise NotNow
    if len(said.reached) != len(row.goals):
        raise NotEveryGoal
    words = {name: getattr(said, name).strip() for name in ("well", "harder", "next")}
    if not all(words.values()):
        raise NoWords
    if _spoken_by_others(row, which, until, side):
        raise SaidAlready
    told = TrialReview.objects.create(
        trial=row,
        enrolment=held,
        round=which,
        until=until,
        side=side,
        reached=list(said.reached),
        **words,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
    )
    await_trials(held)
    record("trial_reviewed", about(held), by=by, trial=row.pk, round=which, side=str(side))
    return told


def _spoken_by_others(row: Trial, which: str, until: date, side: str) -> bool:
    """Whether this side spoke already, also where who asks may not read it yet."""
    with lowered():
        return TrialReview.objects.filter(trial=row.pk, round=which, until=until, side=side).exists()


@action
def react_to_review(*, trial: Trial, which: str, right: bool, words: str = "", by: Actor) -> TrialReaction | None:
    """Let the participant sign what both sides said, or contradict it with words that stand beside it for good.

    Who guides a participant without an account writes it down. Once more is nothing: None. Raises NotNow,
    NotBothSpoke, NoWords, SpeaksForThemselves and NotAParty.
    """
    held, row = held_trial(trial)
    check_who_speaks(held, by)
    until = dict(reversed(unreacted(row))).get(Round(which)) or _until(row, which)
    if reaction(row, which, until) is not None:
        left_as_it_was(row, held, by, "reacted")
        return None
    if len(spoken(row, which, until)) != len(Reviewer):
        raise NotBothSpoke
    if not right and not words.strip():
        raise NoWords
    told = TrialReaction.objects.create(
        trial=row,
        enrolment=held,
        round=which,
        until=until,
        right=right,
        words=words.strip(),
        with_help=by.candidate_id is None,
        person_id=by.person_id,
    )
    await_trials(held)
    record("trial_reacted", about(held), by=by, trial=row.pk, round=which, right=right)
    return told


@action
def see_contradiction(*, trial: Trial, which: str, by: Actor) -> None:
    """Note that who guides the participant looked at what they contradict; it stays. Once more is nothing.

    Raises NothingContradicted and NotAParty.
    """
    held, row = held_trial(trial)
    if not path_of(held).around.doers(by) & {Doer.INTERMEDIARY, Doer.DIRECTOR}:
        raise NotAParty
    found = TrialReaction.objects.filter(trial=row.pk, round=which, right=False)
    if not found.exists():
        raise NothingContradicted
    if not found.filter(seen_on=None).update(seen_on=timezone.localdate()):
        left_as_it_was(row, held, by, "seen")
        return
    await_trials(held)
    record("trial_contradiction_seen", about(held), by=by, trial=row.pk, round=which)
