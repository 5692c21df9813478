"""Amal and her employer do not drop out of sight: what is due, for whom it waits, and what moves it."""

from datetime import date

import pytest

from leerwerk.coaching import actions, jobs
from leerwerk.coaching.enums import Role, WhyEnded
from leerwerk.coaching.models import Accompaniment, Clock, DueContact
from leerwerk.engine.pathway import Reason, Stage, Step
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import end_mentoring
from tests.coaching.conftest import BEGIN, DAY, WEEK, Guided, at_nine
from tests.enrolling import move

pytestmark = pytest.mark.django_db


def test_from_the_first_day_of_the_pre_track_both_sides_have_a_clock_and_somebody_is_to_be_named(
    guided: Guided,
) -> None:
    assert guided.dues() == [(BEGIN + WEEK, "open"), (BEGIN + 2 * WEEK, "ahead")]
    assert guided.dues("employer")[0] == (BEGIN + 4 * WEEK, "open")
    named = [(kind, function) for kind, function, _who, _day in guided.waits("coaching.coach")]
    assert named == [("coaching.coach.candidate", "mentor"), ("coaching.coach.employer", "mentor")]
    assert guided.waits("coaching.talk.candidate") == [("coaching.talk.candidate", "mentor", "", BEGIN + WEEK)]


def test_the_coach_is_asked_by_name_and_the_contact_that_is_noted_closes_what_waits(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    assert guided.waits("coaching.coach.candidate") == []
    guided.until(BEGIN + WEEK)
    assert guided.waits("coaching.talk.candidate") == [("coaching.talk.candidate", "mentor", "Mo", BEGIN + WEEK)]
    guided.talk(mood="4")
    assert guided.dues()[0] == (BEGIN + WEEK, "held")
    assert guided.waits("coaching.talk.candidate") == []
    clock = guided.clock()
    assert (clock.last_on, clock.due_on, clock.next_on) == (BEGIN + WEEK, None, BEGIN + 2 * WEEK)


def test_who_was_not_reached_was_not_spoken_with(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + WEEK)
    guided.talk(reached=False)
    assert guided.dues()[0] == (BEGIN + WEEK, "open")
    assert guided.clock().last_on is None


def test_what_was_missed_waits_for_the_director_until_somebody_spoke_with_them(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + 11 * DAY)
    assert [standing for _day, standing in guided.dues()] == ["missed", "open", "ahead"]
    assert guided.waits("coaching.missed") == [("coaching.missed.candidate", "director", "", BEGIN + 14 * DAY)]
    guided.until(BEGIN + 18 * DAY)
    assert guided.clock().missed == 2
    assert guided.waits("coaching.missed") == [("coaching.missed.candidate", "director", "", BEGIN + 14 * DAY)]
    guided.talk()
    assert guided.waits("coaching.missed") == []
    assert guided.clock().missed == 0


def test_an_employer_with_whom_nobody_has_to_speak_any_more_is_not_missed(guided: Guided) -> None:
    guided.until(BEGIN + 60 * DAY)
    assert [kind for kind, *_more in guided.waits("coaching.missed")] == [
        "coaching.missed.candidate",
        "coaching.missed.employer",
    ]
    move(guided.running.amal, Stage.COMPLETED, at_nine(guided.today))
    Clock.objects.update(looks_again_on=guided.today)
    jobs.wind_clocks(0)
    assert guided.clock("employer").missed == 0
    assert "coaching.missed.employer" not in [kind for kind, *_more in guided.waits("coaching.missed")]


def test_who_is_ill_is_not_missed_and_is_spoken_to_when_they_are_back(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + 2 * DAY)
    guided.running.act("karim", Step.PAUSE, reason=Reason.HEALTH)
    guided.until(BEGIN + 20 * DAY)
    assert guided.waits("coaching.talk.candidate") == []
    assert guided.dues() == [(None, "on_hold")]
    guided.running.act("karim", Step.RESUME)
    (kind, _function, who, day) = guided.waits("coaching.talk.candidate")[0]
    assert (kind, who, day) == ("coaching.talk.candidate", "Mo", BEGIN + 21 * DAY)
    assert guided.clock().missed == 0


def test_a_colleague_takes_over_without_a_gap_and_gets_acquainted_within_a_week(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + WEEK)
    guided.talk()
    guided.accompanied_by(guided.mira, since=BEGIN + 9 * DAY)
    assert guided.clock().coach == guided.mo, "she comes on Wednesday"
    guided.until(BEGIN + 12 * DAY)
    assert guided.clock().coach == guided.mira
    assert guided.waits("coaching.talk.candidate")[0][2] == "Mira"
    periods = Accompaniment.objects.filter(clock=guided.clock()).values_list("member", "since", "until")
    assert list(periods) == [
        (guided.mo.pk, BEGIN, BEGIN + 9 * DAY),
        (guided.mira.pk, BEGIN + 9 * DAY, None),
    ]


def test_somebody_who_mentors_no_group_of_hers_cannot_accompany_amal(guided: Guided) -> None:
    bas = guided.cast.bas.memberships.get()
    with pytest.raises(actions.NotACoach):
        guided.accompanied_by(bas)


def test_two_who_name_a_coach_at_the_same_time_do_not_overwrite_each_other(guided: Guided) -> None:
    clock = guided.clock()
    guided.accompanied_by(guided.mo)
    with pytest.raises(actions.SomebodyElseMeanwhile):
        actions.accompany(
            clock=clock,
            member=guided.mira,
            role=Role.MENTOR,
            since=BEGIN,
            why=WhyEnded.HANDED_OVER,
            seen=None,
            by=guided.running.actor("roos"),
        )


def test_whoever_left_accompanies_nobody_and_somebody_is_to_be_named(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.mo.until = BEGIN + 3 * DAY
    guided.mo.save()
    guided.until(BEGIN + 4 * DAY)
    assert guided.clock().coach is None
    assert [kind for kind, *_rest in guided.waits("coaching.coach.candidate")] == ["coaching.coach.candidate"]


def test_when_mos_organisation_mentors_no_longer_or_the_file_moves_somebody_else_is_named(guided: Guided) -> None:
    karim = guided.cast.karim.memberships.get()
    guided.accompanied_by(karim)
    guided.accompanied_by(guided.mo, "employer")
    end_mentoring(
        cohort=guided.running.cohort, organisation_id=guided.mo.organisation_id, by=guided.running.actor("roos")
    )
    Candidate.objects.filter(pk=guided.cast.amal.pk).update(intermediary=guided.cast.nieuwegein)
    guided.until(BEGIN + DAY)
    assert [guided.clock(side).coach for side in ("candidate", "employer")] == [None, None]
    assert set(Accompaniment.objects.values_list("why_ended", flat=True)) == {"another_organisation"}


def test_everybody_whom_mo_accompanies_goes_to_mira_at_once(guided: Guided) -> None:
    for side in ("candidate", "employer"):
        guided.accompanied_by(guided.mo, side)
    guided.until(BEGIN + DAY)
    moved = actions.hand_over_all(
        giver=guided.mo, taker=guided.mira, since=guided.today, why=WhyEnded.LEFT, by=guided.running.actor("roos")
    )
    assert moved == 2
    assert {clock.coach for clock in Clock.objects.filter(enrolment=guided.running.amal)} == {guided.mira}


def test_another_day_that_was_chosen_counts_and_the_matter_moves_along(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    due = DueContact.objects.get(clock=guided.clock(), standing="open")
    actions.choose_day(due=due, to=BEGIN + 9 * DAY, why="holiday", by=guided.running.actor("mo"))
    assert guided.waits("coaching.talk.candidate")[0][3] == BEGIN + 9 * DAY
    with pytest.raises(actions.NotMovedThere):
        actions.choose_day(due=due, to=BEGIN + 14 * DAY, why="holiday", by=guided.running.actor("mo"))


def test_the_clock_goes_on_after_the_next_stage_and_ends_when_amal_leaves(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + DAY)
    guided.running.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    assert guided.waits() == []
    clock = guided.clock()
    assert (clock.phase, clock.due_on, clock.looks_again_on) == ("", None, None)


def test_a_job_that_runs_again_changes_nothing(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.until(BEGIN + 30 * DAY)
    before = list(DueContact.objects.order_by("pk").values())
    Clock.objects.update(looks_again_on=guided.today)
    jobs.wind_clocks(0)
    assert list(DueContact.objects.order_by("pk").values()) == before


def test_public_holidays_move_a_contact(guided: Guided) -> None:
    guided.until(date(2027, 3, 29))  # Easter Monday
    assert DueContact.objects.get(clock=guided.clock(), nominal=date(2027, 3, 29)).day == date(2027, 3, 30)
