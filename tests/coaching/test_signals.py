"""Signals about Amal and her employer: raised by what people recorded, for who accompanies her, and answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leerwerk.coaching import actions, jobs
from leerwerk.coaching.models import Clock, Signal, SignalResponse, SignalWatch
from leerwerk.coaching.signal_enums import Done, Helped
from leerwerk.engine.coaching.signal_facts import SignalCode
from leerwerk.engine.pathway import Reason, Stage, Step
from leerwerk.learning.enums import Presence, RosterState
from leerwerk.learning.models import Attendance, LanguageLevel, Roster, RosterShift
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Obstacle
from leerwerk.trajectories.models import Party
from tests.coaching.conftest import BEGIN, DAY, WEEK, Guided, at_nine
from tests.enrolling import move

pytestmark = pytest.mark.django_db


def days_go_by(guided: Guided, day: date) -> None:
    """Let days go by, each with the jobs of coaching."""
    while guided.today < day:
        guided.until(guided.today + DAY)
        jobs.look_at_signals(0)


def raised(guided: Guided) -> list[tuple[str, str]]:
    """The open signals about Amal: side and code."""
    rows = Signal.objects.filter(enrolment=guided.running.amal, cleared_on=None)
    return sorted((row.side, row.code) for row in rows)


def signal_of(guided: Guided, code: str, side: str = "candidate") -> Signal:
    """An open signal about Amal."""
    return Signal.objects.select_related("enrolment").get(
        enrolment=guided.running.amal, code=code, side=side, cleared_on=None
    )


def absent(guided: Guided, *days: date) -> None:
    """Let Amal be absent from a lesson on each of these days."""
    for day in days:
        part = ("mon", "tue", "wed", "thu", "fri")[day.weekday()]
        Attendance.objects.create(
            enrolment=guided.running.amal,
            day=day,
            dagdeel=f"{part}-am",
            activity="language",
            presence=Presence.ABSENT,
        )


def test_amal_says_that_she_is_not_well_and_mo_is_asked_at_once(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    actions.tell_mood(clock=guided.clock(), mood="2", by=guided.running.actor("amal"))
    assert raised(guided) == [("candidate", "mood")]
    signal = signal_of(guided, "mood")
    assert [(one["why"], one["number"], one["threshold"]) for one in signal.evidence] == [("low_mood", 2, 2)]
    assert guided.waits("coaching.signal") == [("coaching.signal.look", "mentor", "Mo", BEGIN + WEEK)]
    guided.until(BEGIN + DAY)
    actions.tell_mood(clock=guided.clock(), mood="4", by=guided.running.actor("amal"))
    assert raised(guided) == []
    assert Signal.objects.get(pk=signal.pk).cleared_on == BEGIN + DAY
    assert guided.waits("coaching.signal") == []


def test_a_talk_raises_a_signal_and_taking_it_back_clears_it(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    talk = guided.talk(mood="1")
    assert raised(guided) == [("candidate", "mood")]
    actions.change_talk(
        talk=talk,
        told=actions.Told(day=guided.today, channel="call", mood="4"),
        seen=0,
        by=guided.running.actor("mo"),
    )
    assert raised(guided) == []
    guided.talk("employer", work="bad")
    assert raised(guided) == [("employer", "employer_answer")]
    (employers,) = Signal.objects.filter(code="employer_answer")
    assert employers.evidence[0]["facts"][0]["says"] == "work:bad"


def test_without_a_coach_the_mentors_are_asked_and_without_them_the_director(guided: Guided) -> None:
    actions.tell_mood(clock=guided.clock(), mood="1", by=guided.running.actor("amal"))
    assert [one[1:3] for one in guided.waits("coaching.signal")] == [("mentor", "")]
    Party.objects.filter(role="mentor").update(until=guided.today)
    jobs.look_at_signals(0)
    SignalWatch.objects.update(looks_again_on=guided.today)
    jobs.look_at_signals(0)
    assert [one[1:3] for one in guided.waits("coaching.signal")] == [("director", "")]


def test_who_also_employs_amal_is_never_asked_about_a_signal(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    Party.objects.filter(role="employer", enrolment=guided.running.amal).update(organisation=guided.mo.organisation)
    actions.tell_mood(clock=guided.clock(), mood="1", by=guided.running.actor("amal"))
    assert [one[1:3] for one in guided.waits("coaching.signal")] == [("director", "")]


def test_two_contacts_that_were_missed_are_a_silence_until_somebody_speaks_with_her(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    days_go_by(guided, BEGIN + 17 * DAY)
    assert raised(guided) == []
    days_go_by(guided, BEGIN + 18 * DAY)
    assert raised(guided) == [("candidate", "silence")]
    (reason,) = signal_of(guided, "silence").evidence
    assert (reason["why"], reason["number"]) == ("missed_in_a_row", 2)
    assert [fact["day"] for fact in reason["facts"]] == ["2026-12-07", "2026-12-14"]
    guided.talk()
    assert raised(guided) == []


def test_an_employer_with_whom_nobody_has_to_speak_any_more_is_not_silent(guided: Guided) -> None:
    days_go_by(guided, BEGIN + 60 * DAY)
    assert ("employer", "silence") in raised(guided)
    move(guided.running.amal, Stage.COMPLETED, at_nine(guided.today))
    Clock.objects.update(looks_again_on=guided.today)
    days_go_by(guided, guided.today + DAY)
    assert ("employer", "silence") not in raised(guided)
    assert ("candidate", "silence") in raised(guided), "somebody has to speak with her until she has work"


def test_three_absences_a_level_behind_and_other_shifts_are_seen_by_the_job(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    absent(guided, BEGIN, BEGIN + DAY, BEGIN + 2 * DAY)
    first = Roster.objects.create(region=guided.cast.region, monday=BEGIN - 2 * WEEK, state=RosterState.TAKEN)
    second = Roster.objects.create(region=guided.cast.region, monday=BEGIN + WEEK, state=RosterState.TAKEN)
    for roster, dagdelen in ((first, 3), (second, 12)):
        RosterShift.objects.create(roster=roster, enrolment=guided.running.amal, dagdelen=dagdelen)
    days_go_by(guided, BEGIN + 3 * DAY)
    assert raised(guided) == [("candidate", "absence")]
    Roster.objects.filter(pk=second.pk).update(taken_at="2026-12-03T09:00Z")
    days_go_by(guided, BEGIN + 4 * DAY)
    assert raised(guided) == [("candidate", "absence"), ("candidate", "shifts_changed")]
    (reason,) = signal_of(guided, "shifts_changed").evidence
    assert reason["facts"][0] == {"key": reason["facts"][0]["key"], "day": "2026-12-07", "says": "3>12"}


def test_a_level_behind_the_line_of_the_design_is_seen(guided: Guided) -> None:
    goal = guided.running.cohort.starts_on + timedelta(days=400)
    guided.traveller.move_to(goal)
    LanguageLevel.objects.create(
        enrolment=guided.running.amal,
        day=goal - DAY,
        skill="speaking",
        level=1,
        source="test",
        organisation=guided.cast.school,
    )
    jobs.look_at_signals(0)
    assert ("candidate", "language_behind") in raised(guided)
    (reason,) = signal_of(guided, "language_behind").evidence
    assert reason["facts"][0]["says"] == "pre-A1"
    assert reason["number"] >= reason["threshold"] == 100


def test_an_obstacle_that_is_overdue_waits_for_karim_alone(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    Obstacle.objects.create(candidate=guided.cast.amal, kind="debt", due_on=BEGIN)
    days_go_by(guided, BEGIN + DAY)
    assert guided.waits("coaching.signal") == [("coaching.signal.own_look", "caseworker", "", BEGIN + 8 * DAY)]
    seen = {}
    for name in ("karim", "amal", "roos", "mo", "bas", "lotte", "els", "dirk"):
        with behind_the_wall(guided.running.actor(name)):
            seen[name] = Signal.objects.count()
    assert seen == {"karim": 1, "amal": 1, "roos": 0, "mo": 0, "bas": 0, "lotte": 0, "els": 0, "dirk": 0}


def test_signals_exist_for_coach_intermediary_and_director_and_never_for_employer_or_school(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.accompanied_by(guided.mo, "employer")
    guided.talk(mood="1")
    guided.talk("employer", go_on="bad")
    for signal in Signal.objects.all():
        actions.answer_signal(signal=signal, done=Done.NOTHING, words="", by=guided.running.actor("mo"))
    seen = {}
    for name in ("karim", "roos", "mo", "amal", "bas", "lotte", "els", "dirk", "fleur", "vera"):
        with behind_the_wall(guided.running.actor(name)):
            seen[name] = (Signal.objects.count(), SignalResponse.objects.count(), SignalWatch.objects.count())
    assert {name: rows for name, rows in seen.items() if rows != (0, 0, 0)} == {
        "karim": (2, 2, 0),
        "roos": (2, 2, 0),
        "mo": (2, 2, 0),
        "amal": (1, 1, 0),
    }


def test_an_answer_closes_what_waits_and_after_three_weeks_is_asked_whether_it_helped(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.talk(mood="1")
    signal = signal_of(guided, "mood")
    for _click in range(2):
        response = actions.answer_signal(
            signal=signal, done=Done.WITH_PARTICIPANT, words=" samen gewandeld ", by=guided.running.actor("mo")
        )
    assert signal.responses.count() == 1
    assert list(Event.objects.filter(kind__startswith="signal_answered").values_list("kind", flat=True)) == [
        "signal_answered",
        "signal_answered_again",
    ]
    assert guided.waits("coaching.signal") == []
    guided.talk(mood="4")
    days_go_by(guided, BEGIN + 20 * DAY)
    assert guided.waits("coaching.signal.helped") == []
    days_go_by(guided, BEGIN + 21 * DAY)
    due = date(2026, 12, 29)  # Christmas is no working day
    assert guided.waits("coaching.signal.helped") == [("coaching.signal.helped", "mentor", "Mo", due)]
    actions.say_helped(response=response, helped=Helped.PARTLY, by=guided.running.actor("mo"))
    assert guided.waits("coaching.signal.helped") == []
    with pytest.raises(actions.SaidMeanwhile):
        actions.say_helped(response=response, helped=Helped.YES, by=guided.running.actor("karim"))


def test_looking_twice_changes_nothing(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    absent(guided, BEGIN, BEGIN + DAY, BEGIN + 2 * DAY)
    days_go_by(guided, BEGIN + 20 * DAY)
    rows: list[Any] = [list(Signal.objects.order_by("pk").values()), list(Matter.objects.order_by("pk").values())]
    SignalWatch.objects.update(looks_again_on=guided.today)
    assert jobs.look_at_signals(0) == 1
    assert rows == [list(Signal.objects.order_by("pk").values()), list(Matter.objects.order_by("pk").values())]
    assert jobs.look_at_signals(0) == 0


def test_another_coach_is_told_for_two_weeks_and_takes_over_what_waits(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    guided.talk(mood="1")
    days_go_by(guided, BEGIN + 2 * DAY)
    guided.accompanied_by(guided.mira)
    days_go_by(guided, BEGIN + 3 * DAY)
    assert raised(guided) == [("candidate", "coach_changed"), ("candidate", "mood")]
    assert {one[2] for one in guided.waits("coaching.signal")} == {"Mira"}
    days_go_by(guided, BEGIN + 17 * DAY)
    assert ("candidate", "coach_changed") not in raised(guided)


def test_when_the_path_is_over_every_signal_is_cleared(guided: Guided) -> None:
    guided.talk(mood="1")
    guided.running.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    assert raised(guided) == []
    assert guided.waits("coaching.signal") == []
    assert SignalWatch.objects.get().looks_again_on is None


def test_a_region_sets_its_own_thresholds_from_a_day_on(guided: Guided) -> None:
    by = guided.running.actor("roos")
    guided.talk(mood="3")
    assert raised(guided) == []
    said: dict[str, Any] = {"region": guided.cast.region, "code": SignalCode.MOOD, "by": by, "since": BEGIN + DAY}
    for _click in range(2):
        actions.set_thresholds(on=True, thresholds={"low": 3, "fall": 2, "mood_days": 60}, **said)
    days_go_by(guided, BEGIN + DAY)
    assert raised(guided) == [("candidate", "mood")]
    assert signal_of(guided, "mood").evidence[0]["threshold"] == 3
    days_go_by(guided, BEGIN + 2 * DAY)
    actions.set_thresholds(on=False, thresholds={}, **(said | {"since": guided.today}))
    jobs.look_at_signals(0)
    assert raised(guided) == []
    with pytest.raises(actions.NotBackwards):
        actions.set_thresholds(on=False, thresholds={}, **(said | {"since": BEGIN}))
    with pytest.raises(ValueError, match="not a threshold"):
        actions.set_thresholds(on=True, thresholds={"absent": 3}, **(said | {"since": guided.today}))


def test_the_database_keeps_one_open_signal_of_a_code_and_side(guided: Guided) -> None:
    guided.talk(mood="1")
    row = signal_of(guided, "mood")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_job_takes_hundreds_with_a_fixed_number_of_questions(
    guided: Guided, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45):
        actions.look_region(region=guided.cast.region, today=guided.today, by=guided.running.actor("roos"))
    assert {row.pk for row in SignalWatch.objects.all()} == set(Clock.objects.values_list("enrolment_id", flat=True))
