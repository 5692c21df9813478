"""Steps on a path: who acts next is told to its owner, others see whom they should, and nothing happens twice."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Advice, Alternative, Lack, NotAllowed, Reason, Stage, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.recruitment.models import Obstacle, Profile
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import HappenedMeanwhile, NotAParty
from leerwerk.trajectories.enums import CohortState, GateVerdict
from leerwerk.trajectories.models import Cohort, Enrolment, Participant, PathwayEvent, StepWords
from leerwerk.trajectories.queries.awaiting import GROUPS, STEPS
from leerwerk.trajectories.queries.paths import as_event, path_of, paths_of
from tests.trajectories.running import LEFT_FOR_A_JOB, STRAIGHT, Running

pytestmark = pytest.mark.django_db


def _awaited(enrolment: Enrolment) -> set[tuple[str, str, str]]:
    """What is open about somebody: the step, whose function, and of which organisation."""
    open_now = Matter.objects.filter(
        kind__startswith=STEPS, subject_type="trajectories.enrolment", subject_id=enrolment.pk, closed_at=None
    ).select_related("organisation")
    return {
        (one.kind.rsplit(".", 1)[1], one.function, one.organisation.code if one.organisation else "")
        for one in open_now
    }


def _group_awaits(running: Running) -> set[tuple[str, str]]:
    open_now = Matter.objects.filter(kind__startswith=GROUPS, subject_type="trajectories.cohort", closed_at=None)
    return {(one.kind.rsplit(".", 1)[1], one.function) for one in open_now}


def test_the_straight_way_tells_at_each_stage_who_acts_next_and_leads_on_to_work(running: Running) -> None:
    assert _awaited(running.amal) == {("invite", "caseworker", "gm-utrecht")}
    assert _group_awaits(running) == {("sign_profile", "caseworker"), ("sign_profile", "employer")}
    running.signed()
    assert _group_awaits(running) == set()
    expected: list[set[tuple[str, str, str]]] = [
        {("accept", "candidate", "")},
        {("select", "caseworker", "gm-utrecht"), ("select", "employer", "groenwerk")},
        {("select", "employer", "groenwerk")},
        {("start_pre_track", "director", "")},
        {("go", "caseworker", "gm-utrecht"), ("go", "employer", "groenwerk"), ("go", "director", "")},
        {("go", "employer", "groenwerk"), ("go", "director", "")},
        {("go", "director", "")},
        {("start_learn_work", "director", "")},
        {("complete", "educator", "school")},
        {("search", "caseworker", "gm-utrecht")},
    ]
    for (name, step, said, stage), waits in zip(STRAIGHT, expected, strict=True):
        if step is Step.START_LEARN_WORK:
            assert _group_awaits(running) == {("gate", "director")}
            actions.decide_group_gate(
                cohort=running.cohort,
                verdict=GateVerdict.GO,
                reason="ja",
                below="de anderen volgen",
                money_missing=Decimal(0),
                by=running.actor("roos"),
            )
            running.agreed()
        assert running.act(name, step, **said).stage == stage
        assert _awaited(running.amal) == waits
    assert _group_awaits(running) == set()


def test_the_events_alone_explain_the_stage_that_is_stored(running: Running) -> None:
    row = running.until("learn_work")
    state = pathway.replay(map(as_event, row.events.order_by("number")))
    assert (state.stage, state.events, state.shown) == (row.stage, row.events_count, row.shown)


def test_the_database_refuses_a_stage_that_no_event_says(running: Running) -> None:
    Enrolment.objects.filter(pk=running.amal.pk).update(stage=Stage.LEARN_WORK)
    with pytest.raises(IntegrityError, match="not what its events say"), transaction.atomic():
        connection.check_constraints()
    Enrolment.objects.filter(pk=running.amal.pk).update(stage=Stage.PROPOSED)


def test_what_happened_is_never_changed(running: Running) -> None:
    with pytest.raises(IntegrityError, match="is not changed"), transaction.atomic():
        PathwayEvent.objects.filter(enrolment=running.amal).update(step="accept")


@pytest.mark.parametrize(
    ("stage", "bas", "lotte", "mo"),
    [
        ("invited", False, False, False),
        ("accepted", True, False, False),
        ("selected", True, True, True),
        ("learn_work", True, True, True),
    ],
)
def test_employer_school_and_mentor_meet_somebody_when_it_is_agreed_and_not_before(
    running: Running, stage: str, bas: bool, lotte: bool, mo: bool
) -> None:
    running.until(stage)
    for name, meets in (("bas", bas), ("lotte", lotte), ("mo", mo), ("fleur", False), ("dirk", False), ("els", False)):
        with behind_the_wall(running.actor(name)):
            seen = {row.given_name for row in Participant.objects.filter(enrolment__cohort=running.cohort)}
            steps = PathwayEvent.objects.filter(enrolment=running.amal).exists()
        assert ("Amal" in seen, steps) == (meets, meets), name
        assert ("Samuel" in seen) == (name == "els")


def test_who_hides_is_not_seen_at_the_next_request(running: Running) -> None:
    running.until("selected")
    running.act("amal", Step.HIDE)
    for name in ("bas", "lotte", "mo"):
        with behind_the_wall(running.actor(name)):
            assert not Participant.objects.exists()


def test_an_employer_selects_from_behind_the_wall(running: Running) -> None:
    running.until("accepted")
    running.act("karim", Step.SELECT)
    with behind_the_wall(running.actor("bas")):
        assert running.act("bas", Step.SELECT).stage == Stage.SELECTED
    assert _awaited(running.amal) == {("start_pre_track", "director", "")}


def test_who_is_no_party_takes_no_step(running: Running) -> None:
    for name in ("els", "fleur", "dirk", "vera"):
        with pytest.raises(NotAParty):
            running.act(name, Step.INVITE)


def test_ill_is_read_as_personal_circumstances_by_everybody_but_the_own_intermediary(running: Running) -> None:
    running.until("learn_work")
    running.act("karim", Step.LEAVE, reason=Reason.HEALTH, words="langdurig ziek")
    row = Enrolment.objects.get(pk=running.amal.pk)
    assert (row.left_reason, row.events.last().reason) == ("personal", "personal")  # type: ignore[union-attr]
    for name, reads in (("karim", True), ("amal", True), ("bas", False), ("lotte", False), ("mo", False)):
        with behind_the_wall(running.actor(name)):
            assert StepWords.objects.filter(text="langdurig ziek", reason="health").exists() == reads, name


def test_left_for_a_job_is_not_left_ill(running: Running) -> None:
    running.until("learn_work")
    assert running.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB).left_reason == "found_work"


def test_a_refusal_reaches_the_person_in_words_with_what_is_possible_instead(running: Running) -> None:
    running.until("accepted")
    with pytest.raises(NotAllowed) as refused:
        running.act("bas", Step.REFUSE, reason=Reason.LANGUAGE)
    assert refused.value.lacks == (Lack.WORDS, Lack.ALTERNATIVE)
    running.act(
        "bas",
        Step.REFUSE,
        reason=Reason.LANGUAGE,
        words="Nog wat meer Nederlands, dan graag.",
        alternatives=frozenset({Alternative.MORE_LANGUAGE, Alternative.NEXT_GROUP}),
    )
    with behind_the_wall(running.as_amal):
        event = PathwayEvent.objects.filter(enrolment=running.amal).select_related("words").last()
        assert event is not None
        assert (event.words.text, event.alternatives) == (
            "Nog wat meer Nederlands, dan graag.",
            ["more_language", "next_group"],
        )
    with behind_the_wall(running.actor("bas")):
        assert not Participant.objects.exists(), "who did not start is no longer seen by the employer"


def test_below_the_profile_needs_two_people_of_two_organisations(running: Running) -> None:
    running.until("accepted")
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=7)
    running.signed()  # what is asked now is signed anew
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.SELECT)
    assert refused.value.lacks == (Lack.BELOW_PROFILE,)
    running.act("karim", Step.ASK_EXCEPTION, words="leert snel")
    assert _awaited(running.amal) == {("grant_exception", "employer", "groenwerk")}
    with pytest.raises(NotAllowed) as alone:
        running.act("karim", Step.GRANT_EXCEPTION, words="ja")
    assert alone.value.lacks == (Lack.SAME_PERSON, Lack.SAME_ORGANISATION)
    running.act("bas", Step.GRANT_EXCEPTION, words="wij begeleiden dat")
    assert running.act("karim", Step.SELECT).stage == Stage.ACCEPTED


def test_who_answers_an_exception_reads_why_it_was_asked_and_nobody_else_more(running: Running) -> None:
    running.until("accepted")
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=5)
    running.signed()
    running.act("karim", Step.ASK_EXCEPTION, words="leert snel")
    asked = running.amal.events.latest("number")
    assert asked.shortfalls == [{"requirement": "speaking", "steps": 2, "items": []}]
    running.act("bas", Step.GRANT_EXCEPTION, words="wij begeleiden dat")
    for name in ("karim", "bas"):
        running.act(name, Step.SELECT)
    for name, reads in (("bas", True), ("roos", True), ("lotte", False), ("mo", False), ("els", False)):
        with behind_the_wall(running.actor(name)):
            assert StepWords.objects.filter(text="leert snel").exists() == reads, name
    running.act("amal", Step.HIDE)
    with behind_the_wall(running.actor("bas")):
        assert not StepWords.objects.filter(text="leert snel").exists()


def test_who_decides_a_gate_reads_what_was_advised_but_not_what_the_candidate_said(running: Running) -> None:
    running.until("pre_track")
    running.act("lotte", Step.ADVISE, words="mist vaak een les", advice=Advice.NOT_YET)
    running.act("amal", Step.ADVISE, words="ik wil graag", advice=Advice.GO)
    running.act("karim", Step.PAUSE, reason=Reason.HEALTH, words="rugklachten")
    for name, of_lotte in (("bas", True), ("karim", True), ("roos", True), ("lotte", True), ("mo", False)):
        with behind_the_wall(running.actor(name)):
            assert StepWords.objects.filter(text="mist vaak een les").exists() == of_lotte, name
    for words in ("ik wil graag", "rugklachten"):
        for name in ("bas", "lotte", "mo"):
            with behind_the_wall(running.actor(name)):
                assert not StepWords.objects.filter(text=words).exists(), (name, words)


def test_what_an_intermediary_says_is_not_taken_for_what_the_candidate_said(running: Running) -> None:
    running.until("pre_track")
    running.act("karim", Step.ADVISE, words="komt altijd", advice=Advice.GO)
    running.act("karim", Step.PAUSE, reason=Reason.OTHER)
    assert dict(running.amal.events.values_list("step", "with_help")) == {
        "propose": False,
        "invite": False,
        "accept": False,
        "select": False,
        "start_pre_track": False,
        "advise": False,
        "pause": True,
    }


def test_a_changed_profile_asks_for_new_signatures(running: Running) -> None:
    running.signed()
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=1)
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.INVITE)
    assert refused.value.lacks == (Lack.PROFILE_NOT_SIGNED,)


def test_a_double_click_has_one_effect_and_a_second_person_hears_who_was_first(running: Running) -> None:
    running.signed()
    first: dict[str, Any] = {"enrolment": running.amal, "step": Step.INVITE, "seen": 1, "by": running.actor("karim")}
    for _click in range(2):
        assert actions.take_step(**first).stage == Stage.INVITED
    assert running.amal.events.count() == 2
    with pytest.raises(HappenedMeanwhile) as meanwhile:
        actions.take_step(enrolment=running.amal, step=Step.LEAVE, seen=1, by=running.actor("roos"))
    assert meanwhile.value.latest.step == "invite"


def test_a_full_group_keeps_a_waiting_list_and_tells_when_a_place_is_free(running: Running) -> None:
    Cohort.objects.filter(pk=running.cohort.pk).update(min_size=1, max_size=1)
    running.until("selected")
    running.act("els", Step.INVITE, running.samuel)
    running.act("els", Step.ACCEPT, running.samuel)
    with pytest.raises(NotAllowed) as refused:
        running.act("els", Step.SELECT, running.samuel)
    assert refused.value.lacks == (Lack.NO_PLACE,)
    running.act("els", Step.WAIT, running.samuel)
    assert _awaited(running.samuel) == set()
    with behind_the_wall(running.actor("bas")):  # who meets Amal only
        running.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    assert _awaited(running.samuel) == {("offer_place", "caseworker", "gm-nieuwegein")}


def test_open_obstacles_are_counted_for_whoever_may_not_read_them(running: Running) -> None:
    running.until("pre_track")
    Obstacle.objects.create(candidate=running.cast.amal, kind="childcare", due_on="2027-03-01")
    with behind_the_wall(running.actor("bas")):
        assert not Obstacle.objects.exists()
        with pytest.raises(NotAllowed) as refused:
            running.act("bas", Step.GO, words="past")
    assert refused.value.lacks == (Lack.OBSTACLES_OPEN,)


def test_somebody_without_a_profile_is_not_selected(running: Running) -> None:
    running.until("accepted")
    running.cast.amal.profile = None
    running.cast.amal.ready_on, running.cast.amal.low_skilled = None, False
    running.cast.amal.save()
    Profile.objects.filter(candidate=running.cast.amal).delete()
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.SELECT)
    assert refused.value.lacks == (Lack.BELOW_PROFILE,)


def test_another_employer_chooses_anew(running: Running) -> None:
    row = running.until("selected")
    other = Workplace.objects.create(
        code="elders",
        employer=running.cast.fund,
        title="Elders",
        municipality_id="GM0344",
        places=1,
        confirmed_on="2026-11-01",
    )
    Offer.objects.create(cohort=running.cohort, workplace=other)
    give_seat(enrolment=row, workplace=other, by=running.actor("roos"))
    row.refresh_from_db()
    assert row.stage == Stage.ACCEPTED
    assert ("select", "employer", running.cast.fund.code) in _awaited(row)
    with behind_the_wall(running.actor("bas")):
        assert not Participant.objects.exists()


def test_who_moves_to_another_group_begins_there_before_its_gate_and_the_old_one_says_where(running: Running) -> None:
    row = running.until("learn_work")
    Cohort.objects.filter(pk=running.small.bouw.pk).update(state=CohortState.DECIDED)
    there = Cohort.objects.select_related("version").get(pk=running.small.bouw.pk)
    facts: dict[str, Any] = {"enrolment": row, "cohort": there, "words": "andere dagen", "by": running.actor("karim")}
    moved = actions.transfer(**facts, seen=row.events_count)
    assert (moved.stage, moved.cohort_id) == (Stage.PRE_TRACK, there.pk)
    again = actions.transfer(**facts, seen=row.events_count)
    assert again.pk == moved.pk
    row.refresh_from_db()
    assert (row.stage, row.left_reason) == (Stage.LEFT, "other_group")


def test_a_group_runs_from_its_first_start_and_is_finished_with_its_last_participant(running: Running) -> None:
    running.until("pre_track")
    assert Cohort.objects.get(pk=running.cohort.pk).state == CohortState.RUNNING
    running.act("els", Step.LEAVE, running.samuel, **LEFT_FOR_A_JOB)
    assert Cohort.objects.get(pk=running.cohort.pk).state == CohortState.RUNNING
    running.act("amal", Step.LEAVE, **LEFT_FOR_A_JOB)
    assert Cohort.objects.get(pk=running.cohort.pk).state == CohortState.FINISHED


def test_a_path_is_read_in_the_same_number_of_queries_for_one_and_for_many(
    running: Running, django_assert_num_queries: Any
) -> None:
    running.until("selected")
    for keys in ([running.amal.pk], [running.amal.pk, running.samuel.pk]):
        with django_assert_num_queries(2):
            assert len(paths_of(Enrolment.objects.filter(pk__in=keys))) == len(keys)
    with behind_the_wall(running.actor("bas")), django_assert_num_queries(2):
        assert len(paths_of(Enrolment.objects.filter(cohort=running.cohort))) == 1


def test_what_somebody_lacks_is_named_by_the_same_rules_as_the_planner(running: Running) -> None:
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=7, dagdelen=1023)
    Profile.objects.filter(candidate=running.cast.amal).update(available=1)
    row = Enrolment.objects.select_related("cohort__version").get(pk=running.amal.pk)
    lacking = {one.requirement for one in path_of(row).facts.shortfalls}
    assert lacking == {pathway.Requirement.SPEAKING, pathway.Requirement.DAGDELEN}
