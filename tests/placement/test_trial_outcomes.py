"""What comes of a trial placement: work here, a later last day, an end with its reason, or education."""

from datetime import timedelta

import pytest

from leerwerk.engine.pathway import NotAllowed, Reason, Stage, Step
from leerwerk.engine.placing import Ground, TrialLack
from leerwerk.placement import actions as work
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions import trial_reviews as reviews
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.actions.trial_outcomes import Longer
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.models import Placement, Trial, TrialAnswer, TrialReaction
from leerwerk.placement.queries.placements import known_before
from leerwerk.placement.queries.trials import after_trial
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.models import Party
from tests.placement.placing import TODAY, arrive, filled, placed, whole
from tests.placement.trying import (
    BEGAN,
    approve,
    begun_trial,
    elsewhere,
    filled_trial,
    now,
    react,
    sent_trial,
    speak,
    waits,
)
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
NO = TrialReply(yes=False, words="Te veel uren.")


@pytest.fixture
def quick(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def test_it_leads_to_work_here_and_nothing_is_asked_twice(quick: Running) -> None:
    row = begun_trial(quick)
    for _click in range(2):
        outcomes.conclude_trial(trial=row, outcome="placed", by=quick.actor("karim"))
    assert ("place", "caseworker") in waits(quick)
    known = after_trial(quick.amal, known_before(quick.amal))
    assert known.employer == quick.cast.groenwerk.pk
    assert (known.facts.tasks, known.facts.coach) == (("Planten verzorgen",), "Mila de Graaf")
    assert known.facts.hours == 24
    assert known.facts.begins == BEGAN + timedelta(days=51)
    placed(quick)
    work_of = Placement.objects.get()
    row.refresh_from_db()
    assert (work_of.through_trial, work_of.where_learned) == (True, True)
    assert (row.state, row.outcome, row.ended_on) == ("ended", "placed", TODAY)
    assert waits(quick) == set()


def test_after_a_trial_elsewhere_work_there_is_not_where_she_learned(quick: Running) -> None:
    other = elsewhere(quick)
    row = approve(quick, sent_trial(quick, employer=other.pk), "amal", "mo")
    TrialAnswer.objects.create(trial=row, enrolment=quick.amal, version=row.version, side="employer", yes=True)
    Trial.objects.filter(pk=row.pk).update(state="agreed")
    actions.begin_trial(trial=row, by=quick.actor("karim"))
    done = work.place(placement=filled(quick, employer=other.pk), by=quick.actor("karim"))
    assert (done.through_trial, done.where_learned) == (True, False)


def test_another_employer_can_be_faster(quick: Running) -> None:
    begun_trial(quick)
    work.place(placement=filled(quick, whole(), employer=elsewhere(quick).pk), by=quick.actor("karim"))
    assert Trial.objects.get().outcome == "elsewhere"


def test_it_ends_without_work_with_a_reason_and_is_looked_for_again(quick: Running) -> None:
    row = begun_trial(quick)
    with pytest.raises(NotAllowed):
        outcomes.end_trial(trial=row, reason=Reason.GROUP_STOPS, by=quick.actor("bas"))
    for _click in range(2):
        outcomes.end_trial(trial=row, reason=Reason.NO_WORK, by=quick.actor("bas"))
    row.refresh_from_db()
    assert (row.state, row.outcome, row.end_reason) == ("ended", "no_work", "no_work")
    assert now(quick).stage == Stage.PLACEMENT_SEARCH
    assert not Party.objects.filter(enrolment=quick.amal, role="employer", until=None).exists()
    with pytest.raises(outcomes.DoesNotGoOn):
        outcomes.conclude_trial(trial=row, outcome="placed", by=quick.actor("karim"))
    assert filled_trial(quick).pk != row.pk


def _longer(days: int, *grounds: Ground) -> Longer:
    return Longer(ends=BEGAN + timedelta(days=days), grounds=frozenset(grounds))


@pytest.mark.parametrize(
    ("longer", "lack"),
    [
        (_longer(200, Ground.LANGUAGE), TrialLack.TOO_LONG),
        (_longer(55), TrialLack.GROUND),
        (_longer(50, Ground.LANGUAGE), TrialLack.END),
    ],
)
def test_a_later_last_day_outside_what_is_allowed_is_refused(quick: Running, longer: Longer, lack: TrialLack) -> None:
    row = begun_trial(quick)
    with pytest.raises(actions.TrialLacks) as refused:
        outcomes.conclude_trial(trial=row, outcome="longer", longer=longer, by=quick.actor("karim"))
    assert refused.value.lacks == (lack,)
    with pytest.raises(NotAParty):
        outcomes.conclude_trial(trial=row, outcome="placed", by=quick.actor("bas"))


def test_a_later_last_day_holds_when_everybody_approved_it_anew(quick: Running) -> None:
    row = begun_trial(quick)
    longer = _longer(120, Ground.LOW_SKILLED)
    for _click in range(2):
        outcomes.conclude_trial(trial=row, outcome="longer", longer=longer, by=quick.actor("karim"))
    approvals = {function for kind, function in waits(quick) if kind == "approve"}
    assert approvals == {"candidate", "employer", "mentor", "caseworker"}
    row = approve(quick, row, "karim", "amal", "bas")
    assert row.ends == BEGAN + timedelta(days=50)
    row = approve(quick, row, "mo")
    assert (row.ends, row.grounds, row.outcome, row.version) == (longer.ends, ["low_skilled"], "", 2)


def test_a_later_last_day_that_somebody_declines_does_not_hold(quick: Running) -> None:
    row = begun_trial(quick)
    longer = _longer(120, Ground.LOW_SKILLED)
    outcomes.conclude_trial(trial=row, outcome="longer", longer=longer, by=quick.actor("karim"))
    row.refresh_from_db()
    actions.answer_trial(trial=row, reply=NO, version=2, by=quick.actor("amal"))
    row.refresh_from_db()
    assert (row.ends, row.outcome, row.longer_ends) == (BEGAN + timedelta(days=50), "", None)
    assert ("declined", "caseworker") in waits(quick)


def test_when_the_path_is_over_the_trial_placement_is_too(quick: Running) -> None:
    row = sent_trial(quick)
    quick.act("amal", Step.LEAVE, reason=Reason.FOUND_WORK)
    row.refresh_from_db()
    assert (row.state, waits(quick)) == ("withdrawn", set())


def test_when_somebody_leaves_what_goes_on_ends_with_their_reason(quick: Running) -> None:
    row = begun_trial(quick)
    quick.act("amal", Step.LEAVE, reason=Reason.FOUND_WORK)
    row.refresh_from_db()
    assert (row.state, row.outcome, row.end_reason) == ("ended", "no_work", "found_work")
    quick.act("karim", Step.RETURN)
    assert now(quick).stage == Stage.PLACEMENT_SEARCH
    assert filled_trial(quick).pk != row.pk


def test_a_next_step_in_education_ends_it_too(quick: Running) -> None:
    row = begun_trial(quick)
    outcomes.conclude_trial(trial=row, outcome="education", by=quick.actor("karim"))
    assert ("study", "caseworker") in waits(quick)
    study = work.Study(school="Vakschool", programme="Hovenier", level="mbo2", begins=TOMORROW)
    work.note_study(enrolment=quick.amal, said=study, by=quick.actor("karim"))
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("ended", "education")


def test_what_was_said_before_a_later_last_day_is_still_amals_to_answer(quick: Running) -> None:
    begins = TODAY - timedelta(days=40)  # its last day is ten days ahead
    row = begun_trial(quick, begins=begins)
    for which in ("mid", "end"):
        for name in ("bas", "mo"):
            speak(quick, row, name, which)
    react(quick, row)
    later = Longer(ends=begins + timedelta(days=120), grounds=frozenset({Ground.LANGUAGE}))
    outcomes.conclude_trial(trial=row, outcome="longer", longer=later, by=quick.actor("karim"))
    row = approve(quick, row, "karim", "amal", "bas", "mo")
    assert waits(quick) == {("react", "candidate")}
    react(quick, row, which="end", right=False, words="Ik kan het al.")
    assert waits(quick) == {("contradicted", "caseworker")}
    assert TrialReaction.objects.get(round="end").until == begins + timedelta(days=50)


def test_what_was_contradicted_waits_also_when_the_trial_placement_is_over(quick: Running) -> None:
    row = begun_trial(quick)
    for name in ("bas", "mo"):
        speak(quick, row, name)
    react(quick, row, right=False, words="Niet waar.")
    outcomes.end_trial(trial=row, reason=Reason.NO_WORK, by=quick.actor("karim"))
    filled_trial(quick)
    assert waits(quick) == {("contradicted", "caseworker")}
    reviews.see_contradiction(trial=row, which="mid", by=quick.actor("karim"))
    assert waits(quick) == set()
