"""A trial placement begins when everybody approved the same version; both sides and the participant say how it goes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from leerwerk.engine.pathway import NotAllowed, Stage, Step
from leerwerk.engine.placing import Ground, TrialLack
from leerwerk.placement import actions as work
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.models import Trial, TrialAnswer, TrialReaction, TrialReview
from leerwerk.placement.queries.placements import employer_who_taught
from leerwerk.placement.queries.trials import range_of
from leerwerk.privacy.models import Event
from leerwerk.privacy.wall import asking
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment, Party, PathwayEvent
from tests.placement.placing import TODAY, arrive
from tests.placement.trying import (
    BEGAN,
    GOALS,
    YES,
    agreed_trial,
    approve,
    begun_trial,
    elsewhere,
    filled_trial,
    now,
    react,
    sent_trial,
    speak,
    waits,
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
    assert waits(quick) == {("approve", "candidate"), ("approve", "employer"), ("approve", "mentor")}
    assert TrialAnswer.objects.get().side == "intermediary"
    assert approve(quick, row, "amal", "bas").state == "asked"
    assert approve(quick, row, "mo").state == "agreed"
    assert waits(quick) == {("begin", "caseworker")}
    assert now(quick).stage == Stage.COMPLETED


def test_where_the_director_sends_it_the_intermediary_is_asked_too(quick: Running) -> None:
    row = actions.send_trial(trial=filled_trial(quick), by=quick.actor("roos"))
    assert ("approve", "caseworker") in waits(quick)
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
    assert waits(quick) == set()
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
    assert waits(quick) == {("declined", "caseworker")}
    with pytest.raises(actions.NotAsked):
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor("amal"))
    assert actions.send_trial(trial=row, by=quick.actor("karim")).version == 2
    assert ("approve", "employer") in waits(quick)


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
    assert ("help", "caseworker") in waits(quick)


@pytest.mark.parametrize("name", ["lotte", "els", "dirk"])
def test_who_is_nothing_to_amal_answers_nothing(quick: Running, name: str) -> None:
    row = sent_trial(quick)
    with pytest.raises((NotAParty, LookupError)):
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor(name))


def test_another_employer_meets_amal_when_she_said_yes_and_not_before(quick: Running) -> None:
    other = elsewhere(quick)
    row = sent_trial(quick, employer=other.pk)
    assert ("approve", "employer") not in waits(quick)
    with pytest.raises(NotAParty):  # Bas taught her; this is not his to approve
        actions.answer_trial(trial=row, reply=YES, version=1, by=quick.actor("bas"))
    approve(quick, row, "amal")
    assert Party.objects.get(enrolment=quick.amal, role="employer", until=None).organisation == other
    assert ("approve", "employer") in waits(quick)
    assert other.pk not in employer_who_taught(now(quick))
    actions.withdraw_trial(trial=row, by=quick.actor("karim"))
    assert not Party.objects.filter(enrolment=quick.amal, role="employer", until=None).exists()
    assert waits(quick) == set()


def test_what_was_sent_stays_with_its_employer(quick: Running) -> None:
    sent_trial(quick)
    with pytest.raises(actions.AnotherEmployer):
        filled_trial(quick, employer=elsewhere(quick).pk)


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
    amal = now(quick)
    assert (amal.stage, row.state, row.event_number) == (Stage.TRIAL_PLACEMENT, "running", amal.events_count)
    assert Party.objects.get(enrolment=amal, role="employer", until=None).organisation == quick.cast.groenwerk
    connection.check_constraints()


def test_without_everybody_it_does_not_begin(quick: Running) -> None:
    row = approve(quick, sent_trial(quick), "amal", "bas")
    with pytest.raises(actions.NotAgreed) as refused:
        actions.begin_trial(trial=row, by=quick.actor("karim"))
    assert [str(side) for side in refused.value.sides] == ["mentor"]
    assert now(quick).stage == Stage.COMPLETED


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
    amal = now(quick)
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
