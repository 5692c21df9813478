"""A trial placement begins when everybody approved the same version; both sides and the participant say how it goes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from leerwerk.engine.pathway import NotAllowed, Reason, Stage, Step
from leerwerk.engine.placing import Ground, TrialLack
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Organisation
from leerwerk.placement import actions as work
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions import trial_reviews as reviews
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.actions.trial_outcomes import Longer
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.models import Placement, Trial, TrialAnswer, TrialReaction, TrialReview
from leerwerk.placement.queries.placements import employer_who_taught, known_before
from leerwerk.placement.queries.trials import after_trial, range_of
from leerwerk.privacy.actor import SYSTEM
from leerwerk.privacy.models import Event
from leerwerk.privacy.wall import asking
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment, Party, PathwayEvent
from tests.placement.placing import TODAY, arrive, filled, placed, whole
from tests.placement.trying import (
    BEGAN,
    GOALS,
    YES,
    agreed_trial,
    approve,
    begun_trial,
    filled_trial,
    react,
    said,
    sent_trial,
    speak,
    whole_trial,
)
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
NO = TrialReply(yes=False, words="Te veel uren.")

SPOILED: dict[str, tuple[dict[str, Any], TrialLack]] = {
    "no place": ({"workplace": " "}, TrialLack.WORKPLACE),
    "no tasks": ({"tasks": ()}, TrialLack.TASKS),
    "nothing to learn": ({"goals": ()}, TrialLack.GOALS),
    "no hours": ({"hours": None}, TrialLack.HOURS),
    "hardly an hour": ({"hours": Decimal("0.5")}, TrialLack.HOURS_TOO_FEW),
    "fifty hours": ({"hours": Decimal(50)}, TrialLack.HOURS_TOO_MANY),
    "no first day": ({"begins": None}, TrialLack.FIRST_DAY),
    "no last day": ({"ends": None}, TrialLack.END),
    "half a year and more": (
        {"ends": BEGAN + timedelta(days=200), "grounds": frozenset({Ground.LOW_SKILLED})},
        TrialLack.TOO_LONG,
    ),
    "three months for no reason": ({"ends": BEGAN + timedelta(days=90)}, TrialLack.GROUND),
    "no contract is meant": ({"intends": False}, TrialLack.INTENTION),
    "no coach": ({"coach": ""}, TrialLack.COACH),
    "nobody looks at it": ({"looked_at": None}, TrialLack.LOOKED_AT),
    "looked at afterwards": ({"looked_at": BEGAN + timedelta(days=51)}, TrialLack.LOOKED_AT_OUTSIDE),
}


@pytest.fixture
def quick(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def _now(running: Running) -> Enrolment:
    return Enrolment.objects.get(pk=running.amal.pk)


def _waits(running: Running) -> set[tuple[str, str]]:
    """Return what is open about Amal's trial placement, and of which function."""
    rows = Matter.objects.filter(subject_id=running.amal.pk, closed_at=None, kind__startswith="placement.trial.")
    return {(row.kind.removeprefix("placement.trial."), row.function) for row in rows}


def _elsewhere(running: Running) -> Organisation:
    region = running.cast.region
    return Organisation.objects.create(code="bakker", kind="employer", name="Bakker", region=region, synthetic=True)


# What is agreed, and by whom


@pytest.mark.parametrize("how", SPOILED)
def test_with_one_fact_missing_or_not_allowed_nothing_is_sent_and_it_is_named(quick: Running, how: str) -> None:
    change, lack = SPOILED[how]
    row = filled_trial(quick, replace(whole_trial(), **change))
    with pytest.raises(actions.TrialLacks) as refused:
        actions.send_trial(trial=row, by=quick.actor("karim"))
    assert refused.value.lacks == (lack,)
    assert not TrialAnswer.objects.exists()


def test_without_an_employer_or_backwards_in_time_nothing_is_sent(quick: Running) -> None:
    row = filled_trial(quick, employer=None, ends=BEGAN - timedelta(days=1))
    with pytest.raises(actions.TrialLacks) as refused:
        actions.send_trial(trial=row, by=quick.actor("karim"))
    others = {TrialLack.EMPLOYER, TrialLack.END_BEFORE_FIRST_DAY}
    assert set(refused.value.lacks) == others | {TrialLack.LOOKED_AT_OUTSIDE}
    assert {lack for _, lack in SPOILED.values()} | others == set(TrialLack)


def test_longer_than_two_months_is_sent_with_a_reason(quick: Running) -> None:
    row = sent_trial(quick, ends=range_of(BEGAN).longest, grounds=frozenset({Ground.LOW_SKILLED}))
    assert (row.state, row.version, row.grounds) == ("asked", 1, ["low_skilled"])


def test_everybody_who_has_to_approve_is_asked_and_the_last_yes_makes_it_agreed(quick: Running) -> None:
    row = sent_trial(quick)
    assert _waits(quick) == {("approve", "candidate"), ("approve", "employer"), ("approve", "mentor")}
    assert TrialAnswer.objects.get().side == "intermediary"
    assert approve(quick, row, "amal", "bas").state == "asked"
    assert approve(quick, row, "mo").state == "agreed"
    assert _waits(quick) == {("begin", "caseworker")}
    assert _now(quick).stage == Stage.COMPLETED


def test_where_the_director_sends_it_the_intermediary_is_asked_too(quick: Running) -> None:
    row = actions.send_trial(trial=filled_trial(quick), by=quick.actor("roos"))
    assert ("approve", "caseworker") in _waits(quick)
    assert approve(quick, row, "karim", "amal", "bas", "mo").state == "agreed"


def test_sending_and_answering_twice_is_once(quick: Running) -> None:
    row = sent_trial(quick)
    actions.send_trial(trial=row, by=quick.actor("karim"))
    for _click in range(2):
        approve(quick, row, "bas")
    assert TrialAnswer.objects.filter(side="employer").count() == 1
    assert Event.objects.filter(kind="trial_left_as_it_was").count() == 2
    assert Trial.objects.get().version == 1


def test_filling_in_the_same_twice_is_once_and_who_writes_after_somebody_else_is_told(quick: Running) -> None:
    first, again = filled_trial(quick), filled_trial(quick)
    assert (first.pk, again.edits) == (again.pk, 1)
    with pytest.raises(WrittenMeanwhile):
        actions.fill_trial(
            enrolment=quick.amal,
            employer=quick.cast.groenwerk.pk,
            facts=whole_trial(coach="Piet"),
            seen=0,
            by=quick.actor("bas"),
        )
    with pytest.raises(WrittenMeanwhile):
        actions.send_trial(trial=first, seen=0, by=quick.actor("karim"))


def test_a_change_after_it_was_approved_asks_everybody_anew(quick: Running) -> None:
    row = agreed_trial(quick)
    changed = filled_trial(quick, hours=Decimal(30))
    assert (changed.pk, changed.state) == (row.pk, "draft")
    assert _waits(quick) == set()
    with pytest.raises(actions.NotAgreed):
        actions.begin_trial(trial=row, by=quick.actor("karim"))
    again = actions.send_trial(trial=changed, by=quick.actor("karim"))
    assert again.version == 2
    with pytest.raises(actions.NotAsked):
        actions.answer_trial(trial=again, reply=YES, version=1, by=quick.actor("bas"))
    assert approve(quick, again, "amal", "bas", "mo").state == "agreed"
    assert TrialAnswer.objects.filter(version=1).count() == TrialAnswer.objects.filter(version=2).count() == 4


def test_a_no_has_words_and_leads_back_to_filling_in(quick: Running) -> None:
    row = sent_trial(quick)
    with pytest.raises(actions.NoWords):
        actions.answer_trial(trial=row, reply=TrialReply(yes=False), version=1, by=quick.actor("bas"))
    actions.answer_trial(trial=row, reply=NO, version=1, by=quick.actor("bas"))
    assert Trial.objects.get().state == "draft"
    assert _waits(quick) == {("declined", "caseworker")}
    with pytest.raises(actions.NotAsked):
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor("amal"))
    assert actions.send_trial(trial=row, by=quick.actor("karim")).version == 2
    assert ("approve", "employer") in _waits(quick)


def test_amal_answers_herself_and_without_an_account_karim_writes_it_down(quick: Running) -> None:
    row = sent_trial(quick)
    with pytest.raises(actions.SpeaksForThemselves):
        actions.answer_trial(trial=row, reply=YES, version=1, for_candidate=True, by=quick.actor("karim"))
    Candidate.objects.filter(pk=quick.cast.amal.pk).update(person=None)
    with pytest.raises(NotAParty):
        actions.answer_trial(trial=row, reply=YES, version=1, for_candidate=True, by=quick.actor("bas"))
    actions.answer_trial(trial=row, reply=YES, version=1, for_candidate=True, by=quick.actor("karim"))
    answer = TrialAnswer.objects.get(side="candidate")
    assert (answer.with_help, answer.yes) == (True, True)


def test_of_somebody_without_an_account_the_intermediary_is_asked(quick: Running) -> None:
    Candidate.objects.filter(pk=quick.cast.amal.pk).update(person=None)
    sent_trial(quick)
    assert ("help", "caseworker") in _waits(quick)


@pytest.mark.parametrize("name", ["lotte", "els", "dirk"])
def test_who_is_nothing_to_amal_answers_nothing(quick: Running, name: str) -> None:
    row = sent_trial(quick)
    with pytest.raises((NotAParty, LookupError)):
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor(name))


def test_another_employer_meets_amal_when_she_said_yes_and_not_before(quick: Running) -> None:
    other = _elsewhere(quick)
    row = sent_trial(quick, employer=other.pk)
    assert ("approve", "employer") not in _waits(quick)
    with pytest.raises(NotAParty):  # Bas taught her; this is not his to approve
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor("bas"))
    approve(quick, row, "amal")
    assert Party.objects.get(enrolment=quick.amal, role="employer", until=None).organisation == other
    assert ("approve", "employer") in _waits(quick)
    assert other.pk not in employer_who_taught(_now(quick))
    actions.withdraw_trial(trial=row, by=quick.actor("karim"))
    assert not Party.objects.filter(enrolment=quick.amal, role="employer", until=None).exists()
    assert _waits(quick) == set()


def test_what_was_sent_stays_with_its_employer(quick: Running) -> None:
    sent_trial(quick)
    with pytest.raises(actions.AnotherEmployer):
        filled_trial(quick, employer=_elsewhere(quick).pk)


def test_there_is_one_trial_placement_at_a_time(quick: Running) -> None:
    filled_trial(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.create(enrolment=quick.amal)


@pytest.mark.parametrize("spoil", [{"yes": False, "words": "Nee"}, {"side": "mentor"}, {"words": "anders"}])
def test_the_database_keeps_an_answer(quick: Running, spoil: dict[str, Any]) -> None:
    sent_trial(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialAnswer.objects.update(**spoil)


@pytest.mark.parametrize("spoil", [{"hours": 30}, {"ends": TODAY}, {"goals": ["anders"]}, {"version": 0}])
def test_the_database_keeps_what_was_sent(quick: Running, spoil: dict[str, Any]) -> None:
    sent_trial(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.update(**spoil)


def test_the_database_takes_no_answer_to_what_is_not_asked(quick: Running) -> None:
    row = filled_trial(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialAnswer.objects.create(trial=row, enrolment=quick.amal, version=1, side="employer", yes=True)


# The step that begins it


def test_when_everybody_approved_it_begins_and_the_employer_is_hers(quick: Running) -> None:
    row = agreed_trial(quick)
    for _click in range(2):
        actions.begin_trial(trial=row, by=quick.actor("karim"))
    row.refresh_from_db()
    amal = _now(quick)
    assert (amal.stage, row.state, row.event_number) == (Stage.TRIAL_PLACEMENT, "running", amal.events_count)
    assert Party.objects.get(enrolment=amal, role="employer", until=None).organisation == quick.cast.groenwerk
    connection.check_constraints()


def test_without_everybody_it_does_not_begin(quick: Running) -> None:
    row = approve(quick, sent_trial(quick), "amal", "bas")
    with pytest.raises(actions.NotAgreed) as refused:
        actions.begin_trial(trial=row, by=quick.actor("karim"))
    assert [str(side) for side in refused.value.sides] == ["mentor"]
    assert _now(quick).stage == Stage.COMPLETED


def test_before_its_first_day_it_does_not_begin(quick: Running) -> None:
    row = agreed_trial(quick, begins=TOMORROW)
    with pytest.raises(work.NotOnThatDay):
        actions.begin_trial(trial=row, by=quick.actor("karim"))


def test_only_guides_begin(quick: Running) -> None:
    row = agreed_trial(quick)
    with pytest.raises(NotAllowed):
        actions.begin_trial(trial=row, by=quick.actor("bas"))


def test_a_page_cannot_take_the_step_without_the_agreement(quick: Running) -> None:
    with pytest.raises(NotAllowed):
        quick.act("karim", Step.BEGIN_TRIAL)


def _begins_past_the_door(amal: Enrolment, number: int) -> None:
    with transaction.atomic():
        PathwayEvent.objects.create(
            enrolment=amal, number=number, step="begin_trial", stage="trial_placement", by_as="director"
        )
        Enrolment.objects.filter(pk=amal.pk).update(events_count=number, stage="trial_placement")
        connection.check_constraints()


@pytest.mark.parametrize("with_a_trial", [False, True])
def test_a_step_that_begins_what_not_everybody_approved_is_refused_by_the_database(
    quick: Running, with_a_trial: bool
) -> None:
    amal = _now(quick)
    number = amal.events_count + 1
    if with_a_trial:
        row = approve(quick, sent_trial(quick), "amal", "bas")
        Trial.objects.filter(pk=row.pk).update(state="agreed")
        Trial.objects.filter(pk=row.pk).update(state="running", event_number=number, begun_version=1)
    with pytest.raises(IntegrityError, match="everybody approved"):
        _begins_past_the_door(amal, number)


def test_who_did_not_finish_learning_has_no_trial_placement_yet(running: Running) -> None:
    running.until("learn_work")
    with pytest.raises(work.NotLookingForWork):
        filled_trial(running)


@pytest.mark.parametrize("spoil", [{"hours": 30}, {"ends": TODAY + timedelta(days=40)}, {"state": "draft"}])
def test_the_database_keeps_what_goes_on(quick: Running, spoil: dict[str, Any]) -> None:
    begun_trial(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.update(**spoil)
    with pytest.raises(actions.TrialGoesOn):
        filled_trial(quick, hours=Decimal(30))


# Halfway and at the end


def test_halfway_both_sides_speak_and_then_amal_signs(quick: Running) -> None:
    row = begun_trial(quick)
    assert _waits(quick) == {("mid", "employer"), ("mid", "mentor")}
    for _click in range(2):
        speak(quick, row, "bas")
    assert _waits(quick) == {("mid", "mentor")}
    with pytest.raises(reviews.NotBothSpoke):
        react(quick, row)
    speak(quick, row, "mo")
    assert _waits(quick) == {("react", "candidate")}
    for _click in range(2):
        react(quick, row)
    assert _waits(quick) == set()
    assert TrialReaction.objects.get().right is True
    assert TrialReview.objects.count() == 2


def test_what_amal_contradicts_stands_beside_it_for_good_and_karim_looks_at_it(quick: Running) -> None:
    row = begun_trial(quick)
    speak(quick, row, "bas")
    speak(quick, row, "karim")  # as coach, where the mentor did not
    with pytest.raises(actions.NoWords):
        react(quick, row, right=False)
    react(quick, row, right=False, words="Ik ken de namen wel.")
    assert _waits(quick) == {("contradicted", "caseworker")}
    with pytest.raises(NotAParty):
        reviews.see_contradiction(trial=row, which="mid", by=quick.actor("bas"))
    for _click in range(2):
        reviews.see_contradiction(trial=row, which="mid", by=quick.actor("karim"))
    assert _waits(quick) == set()
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
    assert _waits(quick) == set()
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
    assert _waits(quick) == kinds | {("outcome", "caseworker")}


def test_a_night_asks_what_a_day_brought(quick: Running) -> None:
    begun_trial(quick)
    Matter.objects.filter(kind__startswith="placement.trial.").delete()
    assert outcomes.settle_trials(cohort=quick.cohort, by=SYSTEM) == 1
    assert _waits(quick) == {("mid", "employer"), ("mid", "mentor")}


# What comes of it


def test_it_leads_to_work_here_and_nothing_is_asked_twice(quick: Running) -> None:
    row = begun_trial(quick)
    for _click in range(2):
        outcomes.conclude_trial(trial=row, outcome="placed", by=quick.actor("karim"))
    assert ("place", "caseworker") in _waits(quick)
    known = after_trial(quick.amal, known_before(quick.amal))
    assert known.employer == quick.cast.groenwerk.pk
    assert (known.facts.hours, known.facts.tasks, known.facts.coach) == (24, ("Planten verzorgen",), "Mila de Graaf")
    assert known.facts.begins == BEGAN + timedelta(days=51)
    placed(quick)
    work_of = Placement.objects.get()
    row.refresh_from_db()
    assert (work_of.through_trial, work_of.where_learned) == (True, True)
    assert (row.state, row.outcome, row.ended_on) == ("ended", "placed", TODAY)
    assert _waits(quick) == set()


def test_after_a_trial_elsewhere_work_there_is_not_where_she_learned(quick: Running) -> None:
    other = _elsewhere(quick)
    row = approve(quick, sent_trial(quick, employer=other.pk), "amal", "mo")
    TrialAnswer.objects.create(trial=row, enrolment=quick.amal, version=row.version, side="employer", yes=True)
    Trial.objects.filter(pk=row.pk).update(state="agreed")
    actions.begin_trial(trial=row, by=quick.actor("karim"))
    done = work.place(placement=filled(quick, employer=other.pk), by=quick.actor("karim"))
    assert (done.through_trial, done.where_learned) == (True, False)


def test_another_employer_can_be_faster(quick: Running) -> None:
    begun_trial(quick)
    work.place(placement=filled(quick, whole(), employer=_elsewhere(quick).pk), by=quick.actor("karim"))
    assert Trial.objects.get().outcome == "elsewhere"


def test_it_ends_without_work_with_a_reason_and_is_looked_for_again(quick: Running) -> None:
    row = begun_trial(quick)
    with pytest.raises(NotAllowed):
        outcomes.end_trial(trial=row, reason=Reason.GROUP_STOPS, by=quick.actor("bas"))
    for _click in range(2):
        outcomes.end_trial(trial=row, reason=Reason.NO_WORK, by=quick.actor("bas"))
    row.refresh_from_db()
    assert (row.state, row.outcome, row.end_reason) == ("ended", "no_work", "no_work")
    assert _now(quick).stage == Stage.PLACEMENT_SEARCH
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
    approvals = {function for kind, function in _waits(quick) if kind == "approve"}
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
    assert ("declined", "caseworker") in _waits(quick)


def test_when_the_path_is_over_the_trial_placement_is_too(quick: Running) -> None:
    row = sent_trial(quick)
    quick.act("amal", Step.LEAVE, reason=Reason.FOUND_WORK)
    row.refresh_from_db()
    assert (row.state, _waits(quick)) == ("withdrawn", set())


def test_when_somebody_leaves_what_goes_on_ends_with_their_reason(quick: Running) -> None:
    row = begun_trial(quick)
    quick.act("amal", Step.LEAVE, reason=Reason.FOUND_WORK)
    row.refresh_from_db()
    assert (row.state, row.outcome, row.end_reason) == ("ended", "no_work", "found_work")


def test_a_next_step_in_education_ends_it_too(quick: Running) -> None:
    row = begun_trial(quick)
    outcomes.conclude_trial(trial=row, outcome="education", by=quick.actor("karim"))
    assert ("study", "caseworker") in _waits(quick)
    study = work.Study(school="Vakschool", programme="Hovenier", level="mbo2", begins=TOMORROW)
    work.note_study(enrolment=quick.amal, said=study, by=quick.actor("karim"))
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("ended", "education")


def test_the_wall_shows_a_trial_placement_to_whom_it_concerns(quick: Running) -> None:
    row = begun_trial(quick)
    speak(quick, row, "bas")
    speak(quick, row, "mo")
    react(quick, row, right=False, words="Niet waar.")
    cast = quick.cast
    works = {name: getattr(cast, name).memberships.get().organisation_id for name in ("bas", "lotte", "mo")}
    seen = {
        "karim": ({"guides": cast.utrecht.pk, "member": cast.utrecht.pk}, True),
        "els": ({"guides": cast.nieuwegein.pk, "member": cast.nieuwegein.pk}, False),
        "roos": ({"directs": cast.region.pk}, True),
        "dirk": ({"directs": cast.elsewhere.pk}, False),
        "amal": ({"candidate": cast.amal.pk}, True),
        "samuel": ({"candidate": cast.samuel.pk}, False),
        "bas": ({"works": works["bas"], "member": works["bas"]}, True),
        "mo": ({"works": works["mo"], "member": works["mo"]}, True),
        "lotte": ({"works": works["lotte"], "member": works["lotte"]}, False),
        "nobody": ({}, False),
    }
    for name, (facts, expected) in seen.items():
        with asking(**facts):
            found = [model.objects.exists() for model in (Trial, TrialAnswer, TrialReview, TrialReaction)]
            assert found == [expected] * 4, name


def test_facts_that_are_written_are_kept(quick: Running) -> None:
    row = filled_trial(quick, grounds=frozenset({Ground.LANGUAGE, Ground.NEW_TRADE}))
    row.refresh_from_db()
    assert (tuple(row.goals), row.grounds) == (GOALS, ["language", "new_trade"])
