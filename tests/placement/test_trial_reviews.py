"""Both sides say how a trial placement goes without reading each other; then the participant signs or contradicts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from leerwerk.notices.models import Matter
from leerwerk.placement.actions import trial_reviews as reviews
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.jobs import look_after_trials
from leerwerk.placement.models import Trial, TrialReaction, TrialReview
from leerwerk.privacy.wall import asking
from leerwerk.trajectories.actions import NotAParty
from tests.placement.placing import TODAY, arrive
from tests.placement.trying import (
    begun_trial,
    react,
    said,
    speak,
    waits,
)
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def test_halfway_both_sides_speak_and_then_amal_signs(quick: Running) -> None:
    row = begun_trial(quick)
    assert waits(quick) == {("mid", "employer"), ("mid", "mentor")}
    for _click in range(2):
        speak(quick, row, "bas")
    assert waits(quick) == {("mid", "mentor")}
    with pytest.raises(reviews.NotBothSpoke):
        react(quick, row)
    speak(quick, row, "mo")
    assert waits(quick) == {("react", "candidate")}
    for _click in range(2):
        react(quick, row)
    assert waits(quick) == set()
    assert TrialReaction.objects.get().right is True
    assert TrialReview.objects.count() == 2


def test_what_amal_contradicts_stands_beside_it_for_good_and_karim_looks_at_it(quick: Running) -> None:
    row = begun_trial(quick)
    speak(quick, row, "bas")
    speak(quick, row, "karim")  # as coach, where the mentor did not
    with pytest.raises(actions.NoWords):
        react(quick, row, right=False)
    react(quick, row, right=False, words="Ik ken de namen wel.")
    assert waits(quick) == {("contradicted", "caseworker")}
    with pytest.raises(NotAParty):
        reviews.see_contradiction(trial=row, which="mid", by=quick.actor("bas"))
    for _click in range(2):
        reviews.see_contradiction(trial=row, which="mid", by=quick.actor("karim"))
    assert waits(quick) == set()
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialReaction.objects.update(words="Toch goed.")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialReview.objects.update(well="Alles")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialReaction.objects.update(seen_on=None)


def test_neither_side_reads_the_other_before_both_spoke(quick: Running) -> None:
    row = begun_trial(quick)
    speak(quick, row, "bas")
    cast = quick.cast
    mo = cast.mo.memberships.get().organisation_id
    eyes = {
        "bas": {"works": cast.groenwerk.pk, "member": cast.groenwerk.pk},
        "mo": {"works": mo, "member": mo},
        "karim": {"guides": cast.utrecht.pk, "member": cast.utrecht.pk},
        "roos": {"directs": cast.region.pk},
        "amal": {"candidate": cast.amal.pk},
    }
    for name, facts in eyes.items():
        with asking(**facts):
            assert TrialReview.objects.count() == (1 if name == "bas" else 0), name
    speak(quick, row, "mo")
    for name, facts in eyes.items():
        with asking(**facts):
            assert TrialReview.objects.count() == 2, name


def test_behind_the_wall_a_colleague_cannot_speak_twice_for_a_side(quick: Running) -> None:
    row = begun_trial(quick)
    speak(quick, row, "mo")
    with asking(guides=quick.cast.utrecht.pk, member=quick.cast.utrecht.pk), pytest.raises(reviews.SaidAlready):
        speak(quick, row, "karim")


def test_a_review_is_whole_and_comes_on_its_day(quick: Running) -> None:
    row = begun_trial(quick, begins=TODAY)
    assert waits(quick) == set()
    with pytest.raises(reviews.NotNow):
        speak(quick, row, "bas")
    early = Trial.objects.get()
    assert not TrialReview.objects.filter(trial=early).exists()


@pytest.mark.parametrize("goals", [("reached",), ("reached", "reached", "reached")])
def test_a_review_says_something_of_every_goal(quick: Running, goals: tuple[str, ...]) -> None:
    row = begun_trial(quick)
    with pytest.raises(reviews.NotEveryGoal):
        reviews.review_trial(trial=row, which="mid", said=said(*goals), by=quick.actor("bas"))
    with pytest.raises(actions.NoWords):
        speak(quick, row, "bas", well=" ")
    with pytest.raises(NotAParty):
        speak(quick, row, "lotte")
    with pytest.raises(reviews.NothingContradicted):
        reviews.see_contradiction(trial=row, which="mid", by=quick.actor("karim"))


def test_in_the_last_two_weeks_both_look_back_and_after_the_last_day_it_waits_for_an_outcome(quick: Running) -> None:
    begins = TODAY - timedelta(days=51)
    begun_trial(quick, begins=begins)  # its last day was yesterday
    kinds = {("mid", "employer"), ("mid", "mentor"), ("end", "employer"), ("end", "mentor")}
    assert waits(quick) == kinds | {("outcome", "caseworker")}


def test_a_night_asks_what_a_day_brought(quick: Running) -> None:
    begun_trial(quick)
    Matter.objects.filter(kind__startswith="placement.trial.").delete()
    assert look_after_trials(timestamp=0) == 1
    assert waits(quick) == {("mid", "employer"), ("mid", "mentor")}
