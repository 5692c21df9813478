"""Who came, how much of what was expected, and when somebody should call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.attendance import (
    DEFAULT_THRESHOLDS,
    AbsenceReason,
    Attendance,
    BadVisit,
    Presence,
    Share,
    Signal,
    SignalCode,
    Thresholds,
    Visit,
    attendance,
    standing,
)
from leerwerk.engine.model import Activity, Dagdeel

MONDAY = date(2027, 9, 6)
LETTERS: dict[str, Presence | None] = {
    "+": Presence.PRESENT,
    "l": Presence.LATE,
    "e": Presence.EXCUSED,
    "-": Presence.ABSENT,
    "?": None,
}


def weekly(marks: str, kind: Activity = Activity.LANGUAGE, first: date = MONDAY) -> list[Visit]:
    """One session every Monday morning: + present, l late, e excused, - absent, ? not recorded."""
    return [
        Visit(
            code=f"{kind.value}-{week:02}",
            day=first + timedelta(weeks=week),
            dagdeel=Dagdeel.MON_AM,
            kind=kind,
            presence=LETTERS[mark],
        )
        for week, mark in enumerate(marks)
    ]


def after(visits: list[Visit], days: int = 2, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Attendance:
    """The attendance some days after the last session."""
    return attendance(visits, today=max(visit.day for visit in visits) + timedelta(days=days), thresholds=thresholds)


def signal(found: Attendance, code: SignalCode) -> Signal | None:
    return next((row for row in found.signals if row.code is code), None)


def test_three_absences_in_a_row_are_a_reason_to_call() -> None:
    found = signal(after(weekly("++---")), SignalCode.ABSENT_IN_A_ROW)
    assert found is not None
    assert found.sessions == ("language-02", "language-03", "language-04")
    assert found.since == MONDAY + timedelta(weeks=2)
    assert signal(after(weekly("++--")), SignalCode.ABSENT_IN_A_ROW) is None


@pytest.mark.parametrize("marks", ["++-e--", "++--e-", "++--?-", "++e---"])
def test_an_excuse_in_between_neither_breaks_the_row_nor_lengthens_it(marks: str) -> None:
    found = signal(after(weekly(marks)), SignalCode.ABSENT_IN_A_ROW)
    assert found is not None
    assert len(found.sessions) == 3


@pytest.mark.parametrize("marks", ["++eee", "++-e-", "++--+", "++--l", "++---+", "++---l"])
def test_who_was_excused_or_came_back_is_not_absent_in_a_row(marks: str) -> None:
    assert signal(after(weekly(marks)), SignalCode.ABSENT_IN_A_ROW) is None


def test_who_is_away_for_weeks_is_asked_after_also_when_each_time_was_excused() -> None:
    found = signal(after(weekly("++eeeeee")), SignalCode.AWAY_IN_A_ROW)
    assert found is not None
    assert len(found.sessions) == 6
    assert signal(after(weekly("++eeeee")), SignalCode.AWAY_IN_A_ROW) is None
    assert signal(after(weekly("++eeeeel")), SignalCode.AWAY_IN_A_ROW) is None


def test_a_share_has_its_numerator_and_denominator_and_leaves_out_what_was_excused_or_not_recorded() -> None:
    found = after(weekly("+l-e?")).total
    assert found == Share(attended=2, expected=3, excused=1, unrecorded=1)
    assert found.value == Fraction(2, 3)
    assert Share(excused=3).value is None


def test_exactly_eighty_per_cent_is_not_low_and_a_little_less_is() -> None:
    assert signal(after(weekly("++++-")), SignalCode.LOW_SHARE_SINCE_START) is None
    found = signal(after(weekly("+++++++--")), SignalCode.LOW_SHARE_SINCE_START)
    assert found is not None
    assert found.share == Share(attended=7, expected=9)
    assert found.sessions == ("language-07", "language-08")
    assert found.since == MONDAY + timedelta(weeks=7)


def test_a_few_sessions_say_nothing_yet() -> None:
    assert after(weekly("+--+")).signals == ()
    assert signal(after(weekly("+--+eee")), SignalCode.LOW_SHARE_SINCE_START) is None


def test_five_sessions_are_enough_for_a_share_and_a_session_of_eight_weeks_ago_is_not_lately() -> None:
    found = signal(after(weekly("+-+-+")), SignalCode.LOW_SHARE_SINCE_START)
    assert found is not None
    assert found.share == Share(attended=3, expected=5)
    visits = weekly("-++++++++")
    assert attendance(visits, today=visits[-1].day).lately == Share(attended=8, expected=8)
    assert attendance(visits, today=visits[-1].day - timedelta(days=1)).lately == Share(attended=7, expected=8)


def test_the_last_weeks_can_be_low_while_the_whole_is_not_and_the_other_way_round() -> None:
    lately = after(weekly("+" * 30 + "+-+-+-+-"))
    assert [row.code for row in lately.signals] == [SignalCode.LOW_SHARE_LATELY]
    assert lately.lately == Share(attended=4, expected=8)
    better = after(weekly("-+-+-+-+-+" + "+" * 8))
    assert [row.code for row in better.signals] == [SignalCode.LOW_SHARE_SINCE_START]
    assert better.lately.value == 1


def test_a_session_nobody_recorded_is_told_when_its_grace_is_over() -> None:
    visits = weekly("+?")
    last = visits[-1].day
    assert attendance(visits, today=last).signals == ()
    assert attendance(visits, today=last + timedelta(days=1)).signals == ()
    found = attendance(visits, today=last + timedelta(days=2)).signals
    assert [(row.code, row.sessions) for row in found] == [(SignalCode.NOT_RECORDED, ("language-01",))]
    at_once = attendance(visits, today=last + timedelta(days=1), thresholds=Thresholds(grace_days=0))
    assert len(at_once.signals) == 1


def test_todays_session_counts_from_the_moment_it_is_recorded_and_tomorrows_never() -> None:
    waiting = weekly("+?")
    today = waiting[-1].day
    assert attendance(waiting, today=today).total == Share(attended=1, expected=1)
    recorded = [waiting[0], replace(waiting[1], presence=Presence.ABSENT)]
    assert attendance(recorded, today=today).total == Share(attended=1, expected=2)
    assert attendance(recorded, today=today - timedelta(days=1)).total == Share(attended=1, expected=1)


def test_each_kind_of_session_has_its_own_share() -> None:
    visits = weekly("++-") + weekly("+++", Activity.WORK)
    found = after(visits)
    assert found.by_kind[Activity.LANGUAGE] == Share(attended=2, expected=3)
    assert found.by_kind[Activity.WORK] == Share(attended=3, expected=3)
    assert found.by_kind[Activity.COACHING] == Share()
    assert found.total == Share(attended=5, expected=6)


def test_sessions_of_one_day_follow_each_other_from_morning_to_evening() -> None:
    parts = (Dagdeel.MON_EVE, Dagdeel.MON_AM, Dagdeel.MON_PM)
    visits = [
        Visit(code=part.value, day=MONDAY, dagdeel=part, kind=Activity.WORK, presence=Presence.ABSENT) for part in parts
    ]
    assert standing(visits).absences == ("mon-am", "mon-pm", "mon-eve")
    back = [replace(visits[0], presence=Presence.PRESENT), *visits[1:]]
    assert standing(back).absences == ()


def test_a_dagdeel_of_another_day_and_a_session_given_twice_are_refused() -> None:
    with pytest.raises(BadVisit, match="tue-am"):
        Visit(code="x", day=MONDAY, dagdeel=Dagdeel.TUE_AM, kind=Activity.WORK)
    with pytest.raises(BadVisit):
        Visit(code="x", day=MONDAY - timedelta(days=1), dagdeel=Dagdeel.MON_AM, kind=Activity.WORK)
    with pytest.raises(BadVisit, match="twice"):
        after(weekly("+") * 2)


def test_a_reason_stands_beside_an_absence_or_being_late_only() -> None:
    plain = weekly("-l")
    for visit in plain:
        assert replace(visit, reason=AbsenceReason.CHILDCARE).reason is AbsenceReason.CHILDCARE
    for visit in weekly("+?"):
        with pytest.raises(BadVisit):
            replace(visit, reason=AbsenceReason.CHILDCARE)


def test_no_reason_tells_about_health_or_faith() -> None:
    told = ("ill", "sick", "health", "doctor", "hospital", "pregnan", "religio", "ramadan", "prayer")
    assert not [reason for reason in AbsenceReason if any(word in reason.value for word in told)]


@pytest.mark.parametrize("wrong", [{"absent": 0}, {"window_weeks": 0}, {"percent": 101}, {"grace_days": -1}])
def test_thresholds_that_mean_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"threshold|percentage"):
        Thresholds(**wrong)


def test_thresholds_can_be_set() -> None:
    marks = weekly("+-e-")
    strict = Thresholds(absent=2, away=3, percent=100, least=1)
    assert {row.code for row in after(marks, thresholds=strict).signals} == {
        SignalCode.ABSENT_IN_A_ROW,
        SignalCode.AWAY_IN_A_ROW,
        SignalCode.LOW_SHARE_LATELY,
        SignalCode.LOW_SHARE_SINCE_START,
    }


@st.composite
def visits(draw: st.DrawFn) -> list[Visit]:
    """Sessions on weekdays of four months, several on a day."""
    days = st.integers(0, 120).map(lambda k: MONDAY + timedelta(days=k)).filter(lambda day: day.weekday() < 5)
    rows = draw(st.lists(st.tuples(days, st.sampled_from(["am", "pm", "eve"])), max_size=30))
    return [
        Visit(
            code=f"s{k:02}",
            day=day,
            dagdeel=Dagdeel(f"{('mon', 'tue', 'wed', 'thu', 'fri')[day.weekday()]}-{part}"),
            kind=draw(st.sampled_from(Activity)),
            presence=draw(st.sampled_from([*Presence, None])),
        )
        for k, (day, part) in enumerate(rows)
    ]


TODAYS = st.integers(0, 130).map(lambda days: MONDAY + timedelta(days=days))


@given(made=visits(), today=TODAYS, seed=st.integers(0, 99))
def test_the_order_in_which_sessions_are_given_does_not_matter(made: list[Visit], today: date, seed: int) -> None:
    shuffled = Random(seed).sample(made, len(made))
    assert attendance(shuffled, today=today) == attendance(made, today=today)


@given(made=visits(), cut=st.integers(0, 30))
def test_yesterdays_standing_and_what_came_since_give_the_same_as_counting_again(made: list[Visit], cut: int) -> None:
    ordered = sorted(made, key=lambda visit: visit.turn)
    assert standing(ordered[cut:], standing(ordered[:cut])) == standing(made)


@given(made=visits(), today=TODAYS)
def test_sessions_after_today_change_nothing(made: list[Visit], today: date) -> None:
    known = [visit for visit in made if visit.day <= today]
    assert attendance(known, today=today) == attendance(made, today=today)


@given(made=visits(), today=TODAYS)
def test_every_session_is_in_one_part_of_the_share(made: list[Visit], today: date) -> None:
    found = attendance(made, today=today)
    share = found.total
    past = [v for v in made if v.day < today or (v.day == today and v.presence is not None)]
    assert share.expected + share.excused + share.unrecorded == len(past)
    assert 0 <= share.attended <= share.expected
    total = Share()
    for part in found.by_kind.values():
        total = total + part
    assert total == share
    assert found.lately.expected <= share.expected


@given(made=visits(), today=TODAYS)
def test_every_signal_names_sessions_that_were_missed_or_not_recorded(made: list[Visit], today: date) -> None:
    by_code = {visit.code: visit for visit in made}
    for row in attendance(made, today=today).signals:
        named = [by_code[code] for code in row.sessions]
        assert named
        assert row.since == named[0].day
        assert [visit.turn for visit in named] == sorted(visit.turn for visit in named)
        match row.code:
            case SignalCode.NOT_RECORDED:
                assert {visit.presence for visit in named} == {None}
            case SignalCode.AWAY_IN_A_ROW:
                assert {visit.presence for visit in named} <= {Presence.EXCUSED, Presence.ABSENT}
            case _:
                assert {visit.presence for visit in named} == {Presence.ABSENT}


@given(made=visits(), today=TODAYS, place=st.integers(0, 29))
def test_coming_instead_of_staying_away_never_gives_a_signal(made: list[Visit], today: date, place: int) -> None:
    better = [replace(v, presence=Presence.PRESENT) if k == place else v for k, v in enumerate(made)]
    before = {row.code for row in attendance(made, today=today).signals}
    now = {row.code for row in attendance(better, today=today).signals}
    was = made[place].presence if place < len(made) else None
    # Who was excused was in neither number, so with coming there may be just enough sessions for a share to speak.
    if was in (Presence.ABSENT, Presence.LATE, Presence.PRESENT):
        assert now <= before
