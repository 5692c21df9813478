"""Amal's trial placement at Bas', as far as a test needs it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leerwerk.engine.placing import TrialFacts
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Organisation
from leerwerk.placement.actions import trial_reviews, trials
from leerwerk.placement.actions.trial_reviews import TrialSaid
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.models import Trial, TrialReaction, TrialReview
from leerwerk.trajectories.models import Enrolment
from tests.placement.placing import TODAY
from tests.trajectories.running import Running

YES = TrialReply(yes=True)
BEGAN = TODAY - timedelta(days=30)
GOALS = ("Zelf planten oppotten", "Een bestelling klaarzetten")


def whole_trial(begins: date = BEGAN, **other: Any) -> TrialFacts:
    """Return facts of a trial placement of some weeks, with nothing missing."""
    facts: dict[str, Any] = {
        "employer": "Groenwerk",
        "workplace": "Kwekerij, Nieuwegein",
        "tasks": ("Planten verzorgen",),
        "goals": GOALS,
        "hours": Decimal(24),
        "begins": begins,
        "ends": begins + timedelta(days=50),
        "intends": True,
        "coach": "Mila de Graaf",
        "looked_at": begins + timedelta(days=20),
    }
    return TrialFacts(**(facts | other))


def filled_trial(running: Running, facts: TrialFacts | None = None, *, by: str = "karim", **other: Any) -> Trial:
    """Fill in a trial placement at Bas'."""
    employer = other.pop("employer", running.cast.groenwerk.pk)
    return trials.fill_trial(
        enrolment=running.amal, employer=employer, facts=facts or whole_trial(**other), by=running.actor(by)
    )


def sent_trial(running: Running, begins: date = BEGAN, **other: Any) -> Trial:
    """Let Karim send one, which he approves with that."""
    return trials.send_trial(trial=filled_trial(running, begins=begins, **other), by=running.actor("karim"))


def approve(running: Running, row: Trial, *names: str) -> Trial:
    """Let these people approve the version that was sent last; return the trial placement as it is then."""
    row.refresh_from_db()
    for name in names:
        trials.answer_trial(trial=row, reply=YES, version=row.version, by=running.actor(name))
    return Trial.objects.get(pk=row.pk)


def agreed_trial(running: Running, begins: date = BEGAN, **other: Any) -> Trial:
    """Let everybody approve one."""
    return approve(running, sent_trial(running, begins, **other), "amal", "bas", "mo")


def begun_trial(running: Running, begins: date = BEGAN, **other: Any) -> Trial:
    """Let one begin."""
    return trials.begin_trial(trial=agreed_trial(running, begins, **other), by=running.actor("karim"))


def said(*reached: str, **other: str) -> TrialSaid:
    """Return what a side says of how it goes."""
    facts = {"well": "Het oppotten", "harder": "De namen", "next": "Oefenen"} | other
    return TrialSaid(reached=reached or ("reached", "not_yet"), **facts)


def speak(running: Running, row: Trial, name: str, which: str = "mid", **other: str) -> TrialReview | None:
    """Let somebody say how it goes."""
    return trial_reviews.review_trial(trial=row, which=which, said=said(**other), by=running.actor(name))


def react(running: Running, row: Trial, name: str = "amal", **said: Any) -> TrialReaction | None:
    """Let the participant sign a review or contradict it."""
    how: dict[str, Any] = {"which": "mid", "right": True} | said
    return trial_reviews.react_to_review(trial=row, by=running.actor(name), **how)


def waits(running: Running) -> set[tuple[str, str]]:
    """Return what is open about Amal's trial placement, and of which function."""
    rows = Matter.objects.filter(subject_id=running.amal.pk, closed_at=None, kind__startswith="placement.trial.")
    return {(row.kind.removeprefix("placement.trial."), row.function) for row in rows}


def elsewhere(running: Running) -> Organisation:
    """Return another employer of the region."""
    region = running.cast.region
    return Organisation.objects.create(code="bakker", kind="employer", name="Bakker", region=region, synthetic=True)


def now(running: Running) -> Enrolment:
    """Return Amal's path as it is."""
    return Enrolment.objects.get(pk=running.amal.pk)
