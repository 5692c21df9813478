"""Two sides look at the same tasks apart; the difference is seen, agreed or stays; and what was handed in stays."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model

from leerwerk.engine.placing import BadAssessment, Score
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.placement import actions
from leerwerk.placement.actions import Assessed, Frame, Talked
from leerwerk.placement.models import (
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from leerwerk.placement.queries.wage_values import (
    proposed_tasks,
    rounded,
    rounds_of,
    where_now,
)
from leerwerk.placement.wage_enums import HIGHEST, RoundState
from leerwerk.privacy.models import Event
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment
from tests.placement.placing import TODAY, arrive, months_ago
from tests.placement.trying import begun_trial
from tests.placement.wage import (
    ALL,
    APART,
    EVERYTHING,
    SHOWS,
    TASKS,
    at_work,
    compared,
    framed,
    scores,
    scoring,
    seen_by,
    waits,
)
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal works at Bas' since a year; Mo mentors her."""
    at_work(running)
    return running


def last_event() -> str:
    return Event.objects.latest("pk").kind


def keys(row: WageValueRound) -> list[int]:
    return list(row.tasks.order_by("position").values_list("pk", flat=True))


def say(row: WageValueRound, running: Running, name: str, *numbers: int | None) -> WageValueRound:
    said = {key: Talked(number=number) for key, number in zip(keys(row), numbers, strict=True)}
    return actions.say_in_talk(round=row, said=said, by=running.actor(name))


# The frame


def test_the_tasks_that_are_known_stand_there_already(ready: Running) -> None:
    where = where_now(Enrolment.objects.get(pk=ready.amal.pk))
    assert where is not None
    assert where.employer == ready.cast.groenwerk.pk
    assert [one["name"] for one in proposed_tasks([], where)] == [name for name, _share in TASKS]
    framed(ready, tasks=(("Snoeien", 100),))
    assert proposed_tasks(rounds_of(ready.amal), where) == [{"name": "Snoeien", "share": 100}]


def test_on_trial_the_tasks_are_those_of_the_trial_placement(running: Running) -> None:
    arrive(running)
    trial = begun_trial(running)
    where = where_now(Enrolment.objects.get(pk=running.amal.pk))
    assert where is not None
    assert (where.employer, where.tasks) == (running.cast.groenwerk.pk, tuple(trial.tasks))


def test_shares_that_are_no_week_are_refused_here_and_by_the_database(ready: Running) -> None:
    for tasks in ((("Planten", 60), ("Schoonmaken", 30)), (("Planten", 100), ("Schoonmaken", 0)), ()):
        with pytest.raises(BadAssessment):
            Frame(day=TODAY, tasks=tasks)
    with pytest.raises(BadAssessment):
        Frame(day=TODAY, tasks=(("Planten", 50), ("planten", 50)))
    row = framed(ready)
    row.tasks.filter(position=2).update(share=30)
    with pytest.raises(IntegrityError, match="not one week"):
        actions.answer_frame(round=row, seen=row.edits, by=ready.actor("bas"))


def test_both_sides_agree_with_the_tasks_before_anybody_scores_them(ready: Running) -> None:
    row = framed(ready)
    assert row.state is RoundState.FRAME
    assert waits(ready) == {("frame", "employer")}
    with pytest.raises(actions.FrameIsNotAgreed):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("bas"))
    for _click in range(2):
        row = actions.answer_frame(round=row, seen=row.edits, by=ready.actor("bas"))
    assert last_event() == "wage_left_as_it_was"
    assert row.state is RoundState.SCORING
    assert waits(ready) == {("assess", "employer"), ("assess", "mentor")}


def test_karim_proposes_the_tasks_and_then_both_sides_have_to_agree(ready: Running) -> None:
    row = actions.frame_round(enrolment=ready.amal, frame=Frame(day=TODAY, tasks=TASKS), by=ready.actor("karim"))
    assert waits(ready) == {("frame", "employer"), ("frame", "mentor")}
    with pytest.raises(NotAParty):
        actions.answer_frame(round=row, seen=row.edits, by=ready.actor("karim"))


def test_bas_wants_something_otherwise_and_is_asked_again_when_it_was_changed(ready: Running) -> None:
    row = framed(ready)
    row = actions.answer_frame(round=row, wanted_otherwise="Ook snoeien.", seen=row.edits, by=ready.actor("bas"))
    assert waits(ready) == {("change", "mentor")}
    more = Frame(day=TODAY, tasks=(*TASKS[:1], ("Snoeien", 40)))
    row = actions.change_frame(round=row, frame=more, seen=row.edits, by=ready.actor("mo"))
    assert (row.wanted, waits(ready)) == ("", {("frame", "employer")})
    actions.change_frame(round=row, frame=more, seen=1, by=ready.actor("mo"))
    assert last_event() == "wage_left_as_it_was"
    with pytest.raises(WrittenMeanwhile):
        actions.answer_frame(round=row, seen=1, by=ready.actor("bas"))
    row = actions.answer_frame(round=row, seen=row.edits, by=ready.actor("bas"))
    with pytest.raises(actions.FrameIsAgreed):
        actions.change_frame(round=row, frame=Frame(day=TODAY, tasks=TASKS), seen=row.edits, by=ready.actor("mo"))


def test_one_look_at_a_time_and_each_later_than_the_one_before(ready: Running) -> None:
    row = framed(ready)
    assert framed(ready) == row
    assert last_event() == "wage_left_as_it_was"
    with pytest.raises(actions.RoundIsOpen):
        framed(ready, tasks=(("Snoeien", 100),))
    actions.answer_frame(round=row, seen=row.edits, by=ready.actor("bas"))
    for name in ("bas", "mo"):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor(name))
    with pytest.raises(actions.TooEarly):
        framed(ready)


def test_who_does_not_work_is_not_looked_at_nor_a_day_before_the_work(running: Running) -> None:
    with pytest.raises(actions.NotAtWork):
        framed(running)
    at_work(running)
    with pytest.raises(actions.TooEarly):
        framed(running, months_ago(13))


def test_while_learning_the_tasks_of_the_workplace_are_looked_at_and_no_wage(running: Running) -> None:
    running.until("learn_work")
    where = where_now(Enrolment.objects.get(pk=running.amal.pk))
    assert where is not None
    assert where.placement is None
    assert "Planten verzorgen" in where.tasks
    assert framed(running).placement is None


# Handing in, apart


def half_handed_in(row: WageValueRound, task: int, pace: int) -> None:
    """Write one score past the actions, as if Bas handed in."""
    told = WageAssessment.objects.create(round=row, side="employer")
    WageScore.objects.create(assessment=told, task_id=task, pace=pace, quality=100, availability=100, shows="x")
    WageValueRound.objects.filter(pk=row.pk).update(employer_handed_at=row.coach_agreed_at)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_scores_out_of_range_and_of_other_tasks_are_refused(ready: Running) -> None:
    row = scoring(ready)
    with pytest.raises(BadAssessment):
        Score(pace=HIGHEST + 1, quality=100, availability=100)
    first, *_others = keys(row)
    one = Assessed(score=Score(pace=60, quality=100, availability=100), shows=SHOWS)
    for handed in ({first: one}, {**scores(row, 60, 100), 0: one}, scores(row, 60, 100, shows=" ")):
        with pytest.raises(BadAssessment):
            actions.hand_in(round=row, scores=handed, by=ready.actor("bas"))
    with pytest.raises(IntegrityError, match="wage_score_in_range"), transaction.atomic():
        half_handed_in(row, first, 151)


def test_nothing_is_handed_in_before_the_day_that_is_looked_at(ready: Running) -> None:
    row = scoring(ready, TODAY + timedelta(days=1))
    with pytest.raises(actions.TooEarly):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("bas"))


def test_no_side_reads_the_others_numbers_before_both_handed_in_also_not_past_the_rules(ready: Running) -> None:
    row = scoring(ready)
    with behind_the_wall(ready.actor("mo")):
        actions.hand_in(round=row, scores=scores(row, 80, 100), by=ready.actor("mo"))
    assert seen_by(ready, "mo", *APART) == {"WageAssessment", "WageScore"}
    for name in ("bas", "karim", "roos", "amal", "els", "dirk", "lotte"):
        assert seen_by(ready, name, *APART) == set(), name
    with behind_the_wall(ready.actor("bas")):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("bas"))
        assert {one.pace for one in WageScore.objects.all()} == {60, 80, 100}
    for name in ("mo", "bas", "karim", "roos", "amal"):
        assert seen_by(ready, name, *APART) == {"WageAssessment", "WageScore"}, name


def test_nobody_hands_in_for_the_other_side_also_not_past_the_rules(ready: Running) -> None:
    row = scoring(ready)
    with pytest.raises(NotAParty):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("karim"))
    for name, side in (("bas", "coach"), ("mo", "employer"), ("karim", "coach")):
        with (
            behind_the_wall(ready.actor(name)),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            WageAssessment.objects.create(round=row, side=side)


def test_dirk_els_lotte_and_others_meet_nothing_of_it(ready: Running) -> None:
    row = compared(ready, (60, 100), (80, 100))
    say(row, ready, "bas", 70, None)
    actions.say_own_words(round=row, words="Ik werk al sneller.", by=ready.actor("amal"))
    for name in ("dirk", "els", "lotte", "fleur", "vera"):
        assert seen_by(ready, name, *ALL) == set(), name
    for name in ("bas", "mo", "karim", "roos", "amal"):
        assert seen_by(ready, name, *ALL) == EVERYTHING, name


def test_a_second_click_hands_in_nothing_more_and_what_is_handed_in_is_not_changed(ready: Running) -> None:
    row = compared(ready, (60, 100), (80, 100))
    actions.hand_in(round=row, scores=scores(row, 90, 90), by=ready.actor("bas"))
    assert last_event() == "wage_left_as_it_was"
    assert WageScore.objects.count() == 4
    say(row, ready, "bas", 70, None)
    actions.say_own_words(round=row, words="Ik werk al sneller.", by=ready.actor("amal"))
    changes: list[tuple[type[Model], dict[str, object]]] = [
        (WageScore, {"pace": 99}),
        (WageAssessment, {"side": "coach"}),
        (WageTalk, {"number": 99}),
        (WageOwnWords, {"words": "Alles klopt."}),
        (WageValueTask, {"share": 50}),
        (WageValueRound, {"day": months_ago(1)}),
        (WageValueRound, {"employer_handed_at": None}),
        (WageValueRound, {"coach_agreed_at": None}),
    ]
    for model, change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.update(**change)


def test_the_database_takes_no_half_assessment_and_no_second_one(ready: Running) -> None:
    row = scoring(ready)
    first, second = keys(row)
    with pytest.raises(IntegrityError, match="nothing was handed in"), transaction.atomic():
        WageValueRound.objects.update(employer_handed_at=row.coach_agreed_at)
    with pytest.raises(IntegrityError, match="other tasks"), transaction.atomic():
        half_handed_in(row, first, 60)
    with pytest.raises(IntegrityError, match="did not hand in"), transaction.atomic():
        WageTalk.objects.create(round=row, task_id=second, side="coach", number=70)
    actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("bas"))
    with pytest.raises(IntegrityError), transaction.atomic():
        WageAssessment.objects.create(round=row, side="employer")
    with pytest.raises(IntegrityError, match="agreed frame"), transaction.atomic():
        WageValueRound.objects.create(
            enrolment=ready.samuel,
            employer=ready.cast.groenwerk,
            coach_party=ready.cast.nieuwegein,
            day=TODAY,
            employer_agreed_at=row.coach_agreed_at,
            coach_agreed_at=row.coach_agreed_at,
        )


# Both beside each other


def test_values_are_as_the_engine_says_and_a_large_difference_is_named(ready: Running) -> None:
    compared(ready, (60, 100), (80, 100))
    (found,) = rounds_of(ready.amal)
    assert found.compared is not None
    assert (found.compared.employer, found.compared.coach) == (Fraction(76), Fraction(88))
    assert [found.row.all_tasks[0]["key"]] == [int(one) for one in found.large]
    assert found.value is None
    assert waits(ready) == {("talk", "employer"), ("talk", "mentor")}


def test_sides_that_are_close_count_by_the_middle(ready: Running) -> None:
    compared(ready, (60, 100), (65, 100))
    (found,) = rounds_of(ready.amal)
    assert found.value == Fraction(155, 2)
    assert rounded(found.value) == Decimal("77.5")
    assert (found.large, waits(ready)) == (frozenset(), set())


def test_what_both_name_is_agreed_and_then_stays(ready: Running) -> None:
    row = compared(ready, (60, 100), (80, 100))
    say(row, ready, "bas", 70, 100)
    (found,) = rounds_of(ready.amal)
    assert (found.agreed, found.value) == ({}, None)
    row = say(row, ready, "mo", 70, 100)
    (found,) = rounds_of(ready.amal)
    assert found.value == Fraction(82)
    assert (row.state, waits(ready)) == (RoundState.AGREED, set())
    assert {(one.side, one.person_id) for one in WageTalk.objects.all()} == {
        ("employer", ready.cast.bas.pk),
        ("coach", ready.cast.mo.pk),
    }
    say(row, ready, "mo", 70, 100)
    assert (last_event(), WageTalk.objects.count()) == ("wage_left_as_it_was", 4)
    with pytest.raises(actions.AgreedAlready):
        say(row, ready, "mo", 75, 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        WageTalk.objects.create(round=row, task_id=keys(row)[0], side="coach", number=75)


def test_disagreement_stays_visible_also_where_the_sides_are_close(ready: Running) -> None:
    row = compared(ready, (60, 100), (65, 100))
    say(row, ready, "bas", None, 100)
    (found,) = rounds_of(ready.amal)
    assert len(found.disagree) == 1
    assert found.value is None
    with pytest.raises(IntegrityError, match="same numbers"), transaction.atomic():
        WageValueRound.objects.update(settled_at=row.coach_handed_at)
    with pytest.raises(NotAParty):
        say(row, ready, "karim", 70, 100)


def test_the_talk_and_own_words_begin_when_both_handed_in(ready: Running) -> None:
    row = scoring(ready)
    with pytest.raises(actions.NotBothHandedIn):
        say(row, ready, "bas", 70, 100)
    with pytest.raises(actions.NotBothHandedIn):
        actions.say_own_words(round=row, words="Nee.", by=ready.actor("amal"))


def test_the_participants_words_stay_and_are_noted_once(ready: Running) -> None:
    row = compared(ready, (60, 100), (80, 100))
    for _click in range(2):
        actions.say_own_words(round=row, words="Ik werk al sneller.", by=ready.actor("amal"))
    actions.say_own_words(round=row, words="En zonder fouten.", by=ready.actor("karim"))
    assert [(one.words, one.spoken) for one in row.own_words.all()] == [
        ("Ik werk al sneller.", False),
        ("En zonder fouten.", True),
    ]
    with (
        behind_the_wall(ready.actor("bas")),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        WageOwnWords.objects.create(round=row, words="Alles klopt.")
