"""Which hours count, which do not and why, and when somebody will have made them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from leerwerk.engine.inburgering import (
    BadHours,
    BadPlan,
    BeforePip,
    Bucket,
    Confidence,
    NormCode,
    Plan,
    Route,
    RouteChange,
    Source,
    Timeliness,
    Why,
    ledger,
)
from tests.engine.inburgering.people import AMAL, NOOR, NORMS, PIP, SAMUEL, YUSUF, counted, hours, line, many

TODAY = date(2028, 1, 10)
MONDAY = date(2027, 6, 7)
C, W = NormCode, Why


def test_samuel_in_the_z_route_has_four_norms_and_amal_has_the_hours_before_a2() -> None:
    assert [found.norm.code for found in counted([], SAMUEL, TODAY).lines] == [
        C.Z_COURSE_HOURS,
        C.Z_PARTICIPATION_HOURS,
        C.MAP_PRACTICE_HOURS,
        C.PVT_HOURS,
    ]
    assert [(found.norm.code, found.threshold) for found in counted([], AMAL, TODAY).lines] == [
        (C.A2_FALLBACK_HOURS, True),
        (C.MAP_PRACTICE_HOURS, False),
        (C.PVT_HOURS, False),
    ]


def test_somebody_who_came_for_family_has_no_participation_hours_and_may_need_lessons_for_an_extension() -> None:
    assert counted([], NOOR, TODAY).line(C.EXTENSION_LESSON_HOURS) is not None
    z_route = replace(NOOR, route=Route.Z)
    assert counted([], z_route, TODAY).line(C.Z_PARTICIPATION_HOURS) is None


def test_reading_lessons_and_knm_count_as_course_hours_of_the_z_route() -> None:
    made = [hours(3, bucket, MONDAY) for bucket in (Bucket.NT2, Bucket.ALFABETISERING, Bucket.KNM)]
    found = line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS)
    assert (found.needed, found.counted, found.left) == (48_000, 540, 47_460)
    assert found.not_counted == ()
    assert found.confidence is Confidence.HIGH


def test_knm_is_not_among_the_600_hours_before_a2() -> None:
    made = [hours(3, Bucket.NT2, MONDAY), hours(2, Bucket.ALFABETISERING, MONDAY), hours(4, Bucket.KNM, MONDAY)]
    found = counted(made, AMAL, TODAY)
    fallback = found.line(C.A2_FALLBACK_HOURS)
    assert fallback is not None
    assert fallback.counted == 300
    assert [(row.code, row.why) for row in found.elsewhere] == [(made[2].code, (W.NOT_IN_ROUTE,))]


def test_lessons_count_only_at_a_school_that_is_recognised() -> None:
    made = [
        hours(1, Bucket.NT2, MONDAY, code="a", school=False),
        hours(1, Bucket.NT2, MONDAY, code="b", school=None),
        hours(1, Bucket.NT2, MONDAY, code="c"),
    ]
    found = line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS)
    assert found.counted == 60
    assert {row.code: row.why for row in found.not_counted} == {
        "a": (W.SCHOOL_NOT_RECOGNISED,),
        "b": (W.SCHOOL_NOT_STATED,),
    }


def test_participation_alone_or_without_dutch_does_not_count_and_says_why() -> None:
    made = [
        hours(1, Bucket.Z_PARTICIPATIE, MONDAY, code="garden"),
        hours(1, Bucket.Z_PARTICIPATIE, MONDAY, code="kitchen in Arabic", dutch=False),
        hours(1, Bucket.Z_PARTICIPATIE, MONDAY, code="packing alone", together=False),
        hours(1, Bucket.PAID_WORK, MONDAY, code="night shift alone", dutch=False, together=False),
        hours(1, Bucket.Z_PARTICIPATIE, MONDAY, code="nobody said", dutch=None, together=None),
    ]
    found = line(made, SAMUEL, TODAY, C.Z_PARTICIPATION_HOURS)
    assert found.counted == 60
    assert {row.code: row.why for row in found.not_counted} == {
        "kitchen in Arabic": (W.NOT_DUTCH_SPEAKING,),
        "packing alone": (W.IN_ISOLATION,),
        "night shift alone": (W.NOT_DUTCH_SPEAKING, W.IN_ISOLATION),
        "nobody said": (W.SETTING_NOT_STATED,),
    }


def test_map_and_pvt_come_off_the_participation_hours_as_well_and_each_norm_has_them_once() -> None:
    made = [
        hours(10, Bucket.MAP, MONDAY, practice=True, dutch=None, together=None),
        hours(4, Bucket.MAP, MONDAY, dutch=None, together=None),
        hours(12, Bucket.PVT, MONDAY, dutch=None, together=None),
    ]
    found = counted(made, SAMUEL, TODAY)
    amounts = {row.norm.code: row.counted // 60 for row in found.lines}
    assert amounts == {
        C.Z_COURSE_HOURS: 0,
        C.Z_PARTICIPATION_HOURS: 26,
        C.MAP_PRACTICE_HOURS: 10,
        C.PVT_HOURS: 12,
    }
    assert found.elsewhere == ()


def test_paid_work_counts_in_the_z_route_and_is_told_apart_as_our_reading() -> None:
    made = [hours(8, Bucket.PAID_WORK, MONDAY), hours(2, Bucket.Z_PARTICIPATIE, MONDAY)]
    found = line(made, SAMUEL, TODAY, C.Z_PARTICIPATION_HOURS)
    assert (found.counted, found.uncertain) == (600, 480)
    assert found.confidence is Confidence.LOW
    assert line(made[1:], SAMUEL, TODAY, C.Z_PARTICIPATION_HOURS).confidence is Confidence.HIGH


def test_only_what_is_practice_on_the_labour_market_is_among_the_forty_hours_of_map() -> None:
    made = [
        hours(3, Bucket.MAP, MONDAY, code="writing a letter"),
        hours(4, Bucket.MAP, MONDAY, code="at Groenwerk", practice=True),
        hours(8, Bucket.PAID_WORK, MONDAY, code="a job", practice=True),
    ]
    found = line(made, AMAL, TODAY, C.MAP_PRACTICE_HOURS)
    assert (found.counted // 60, found.uncertain // 60) == (12, 8)
    assert [(row.code, row.why) for row in found.not_counted] == [("writing a letter", (W.NOT_PRACTICE,))]


def test_map_is_no_part_of_the_onderwijsroute() -> None:
    found = counted([hours(4, Bucket.MAP, MONDAY, code="map"), hours(4, Bucket.PVT, MONDAY)], YUSUF, TODAY)
    assert [row.norm.code for row in found.lines] == [C.PVT_HOURS]
    assert [(row.code, row.why) for row in found.elsewhere] == [("map", (W.NOT_IN_ROUTE,))]


def test_hours_before_the_pip_do_not_count_but_those_of_the_day_itself_do() -> None:
    made = [hours(1, Bucket.PVT, PIP - timedelta(days=1), code="before"), hours(1, Bucket.PVT, PIP, code="on the day")]
    found = line(made, AMAL, TODAY, C.PVT_HOURS)
    assert found.counted == 60
    assert [(row.code, row.why) for row in found.not_counted] == [("before", (W.BEFORE_PIP,))]


@pytest.mark.parametrize("bucket", [Bucket.PVT, Bucket.NT2, Bucket.MAP])
def test_hours_of_the_intake_count_when_the_college_says_so(bucket: Bucket) -> None:
    made = [hours(2, bucket, PIP - timedelta(days=20), before=BeforePip.INTAKE, practice=True)]
    for plan in (AMAL, SAMUEL):
        found = counted(made, plan, TODAY)
        assert found.lines
        assert all(row.not_counted == () for row in found.lines)
        assert sum(row.counted for row in found.lines) >= 120


def test_activities_of_the_maatschappelijke_begeleiding_count_for_participation_and_not_for_lessons() -> None:
    early = PIP - timedelta(days=20)
    for exception in (BeforePip.BEGELEIDING, BeforePip.PARTICIPATIEWET):
        made = [
            hours(2, Bucket.Z_PARTICIPATIE, early, before=exception),
            hours(2, Bucket.NT2, early, before=exception),
            hours(2, Bucket.PVT, early, before=exception),
        ]
        assert line(made, SAMUEL, TODAY, C.Z_PARTICIPATION_HOURS).counted == 120
        assert line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS).not_counted[0].why == (W.BEFORE_PIP,)
        assert line(made, SAMUEL, TODAY, C.PVT_HOURS).not_counted[0].why == (W.BEFORE_PIP,)


def test_without_a_pip_nothing_counts_yet_and_nothing_is_lost() -> None:
    made = [hours(2, Bucket.NT2, MONDAY, code="a"), hours(2, Bucket.PVT, MONDAY, code="b")]
    for plan in (None, replace(AMAL, dated=TODAY + timedelta(days=1))):
        found = counted(made, plan, TODAY)
        assert found.route is None
        assert found.lines == ()
        assert [(row.code, row.minutes, row.why) for row in found.elsewhere] == [
            ("a", 120, (W.NO_PIP,)),
            ("b", 120, (W.NO_PIP,)),
        ]


def test_tomorrows_hours_do_not_count_today() -> None:
    made = [hours(1, Bucket.PVT, TODAY), hours(1, Bucket.PVT, TODAY + timedelta(days=1), code="tomorrow")]
    found = line(made, AMAL, TODAY, C.PVT_HOURS)
    assert found.counted == 60
    assert [(row.code, row.why) for row in found.not_counted] == [("tomorrow", (W.NOT_YET,))]


def test_an_hour_says_every_reason_why_it_does_not_count() -> None:
    made = [hours(1, Bucket.NT2, PIP - timedelta(days=1), school=None)]
    assert line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS).not_counted[0].why == (W.BEFORE_PIP, W.SCHOOL_NOT_STATED)


def test_hours_that_somebody_only_stated_count_and_are_told_apart() -> None:
    made = [hours(3, Bucket.PVT, MONDAY), hours(2, Bucket.PVT, MONDAY, source=Source.STATED)]
    found = line(made, AMAL, TODAY, C.PVT_HOURS)
    assert (found.counted, found.stated) == (300, 120)


def test_the_same_hours_given_twice_are_refused() -> None:
    with pytest.raises(BadHours, match="twice: lesson"):
        counted([hours(2, Bucket.NT2, MONDAY, code="lesson")] * 2, AMAL, TODAY)


@pytest.mark.parametrize("amount", [0, -1, 24.1])
def test_nobody_makes_less_than_a_minute_or_more_than_a_day_in_a_day(amount: float) -> None:
    with pytest.raises(BadHours):
        hours(amount, Bucket.NT2, MONDAY)
    assert hours(24, Bucket.NT2, MONDAY).minutes == 1440


def test_a_lower_number_of_course_hours_that_the_college_set_is_the_norm_and_is_told() -> None:
    plan = replace(SAMUEL, lower_course_hours=500)
    found = line([], plan, TODAY, C.Z_COURSE_HOURS)
    assert (found.needed, found.lowered) == (30_000, True)
    assert not line([], plan, TODAY, C.Z_PARTICIPATION_HOURS).lowered
    none = line([], replace(SAMUEL, lower_course_hours=0), TODAY, C.Z_COURSE_HOURS)
    assert (none.needed, none.left, none.met_on) == (0, 0, PIP)


def test_lessons_of_the_b1_route_go_along_to_the_z_route() -> None:
    changed = replace(AMAL, changes=(RouteChange(on=date(2027, 12, 1), route=Route.Z),))
    made = [hours(5, Bucket.NT2, MONDAY), hours(2, Bucket.KNM, MONDAY), hours(6, Bucket.MAP, MONDAY)]
    found = counted(made, changed, TODAY)
    assert found.route is Route.Z
    assert found.changes[0][1] is Timeliness.IN_TIME
    assert {row.norm.code: (row.counted // 60, row.uncertain) for row in found.lines} == {
        C.Z_COURSE_HOURS: (7, 0),
        C.Z_PARTICIPATION_HOURS: (6, 0),
        C.MAP_PRACTICE_HOURS: (0, 0),
        C.PVT_HOURS: (0, 0),
    }


def test_participation_from_before_the_z_route_counts_and_is_told_apart_as_our_reading() -> None:
    changed = replace(AMAL, changes=(RouteChange(on=date(2027, 12, 1), route=Route.Z),))
    made = [hours(5, Bucket.Z_PARTICIPATIE, MONDAY), hours(3, Bucket.Z_PARTICIPATIE, date(2027, 12, 1))]
    found = line(made, changed, TODAY, C.Z_PARTICIPATION_HOURS)
    assert (found.counted, found.uncertain) == (480, 300)


def test_a_change_that_came_too_late_leaves_earlier_hours_waiting_for_a_decision() -> None:
    late = RouteChange(on=date(2028, 9, 15), route=Route.Z)  # the last day was 14 September 2028
    made = [hours(5, Bucket.NT2, MONDAY, code="before"), hours(2, Bucket.NT2, late.on, code="after")]
    today = date(2028, 10, 1)
    found = line(made, replace(AMAL, changes=(late,)), today, C.Z_COURSE_HOURS)
    assert found.counted == 120
    assert [(row.code, row.why) for row in found.not_counted] == [("before", (W.BEFORE_LATE_CHANGE,))]
    for change in (replace(late, special_case=True), replace(late, on=date(2028, 9, 14))):
        assert line(made, replace(AMAL, changes=(change,)), today, C.Z_COURSE_HOURS).counted == 420


def test_pvt_and_map_are_asked_in_both_routes_and_do_not_wait_for_a_late_change() -> None:
    late = RouteChange(on=date(2028, 9, 15), route=Route.Z)
    made = [hours(5, Bucket.MAP, MONDAY, practice=True), hours(2, Bucket.PVT, MONDAY)]
    found = counted(made, replace(AMAL, changes=(late,)), date(2028, 10, 1))
    assert {row.norm.code: (row.counted // 60, row.uncertain) for row in found.lines} == {
        C.Z_COURSE_HOURS: (0, 0),
        C.Z_PARTICIPATION_HOURS: (7, 0),
        C.MAP_PRACTICE_HOURS: (5, 0),
        C.PVT_HOURS: (2, 0),
    }


def test_every_line_names_the_entries_that_counted() -> None:
    made = [hours(1, Bucket.PVT, MONDAY, code="b"), hours(1, Bucket.PVT, PIP, code="c"), hours(1, Bucket.NT2, PIP)]
    assert line(made, AMAL, TODAY, C.PVT_HOURS).entries == ("c", "b")


def test_from_the_onderwijsroute_to_b1_is_never_too_late() -> None:
    changed = replace(YUSUF, changes=(RouteChange(on=date(2029, 5, 1), route=Route.B1),))
    made = [hours(5, Bucket.NT2, MONDAY)]
    found = line(made, changed, date(2029, 6, 1), C.A2_FALLBACK_HOURS)
    assert (found.counted, found.uncertain) == (300, 0)
    assert changed.timeliness(NORMS)[0][1] is Timeliness.ALWAYS_ALLOWED


def test_a_change_still_to_come_changes_nothing_today() -> None:
    coming = replace(AMAL, changes=(RouteChange(on=TODAY + timedelta(days=1), route=Route.Z),))
    assert counted([], coming, TODAY).route is Route.B1
    assert counted([], coming, TODAY + timedelta(days=1)).route is Route.Z


def test_changes_that_contradict_each_other_are_refused() -> None:
    to_z = RouteChange(on=date(2027, 9, 1), route=Route.Z)
    for changes in (
        (replace(to_z, on=PIP - timedelta(days=1)),),
        (replace(to_z, route=Route.B1),),
        (to_z, RouteChange(on=date(2027, 8, 1), route=Route.B1)),
    ):
        with pytest.raises(BadPlan):
            Plan(dated=PIP, route=Route.B1, changes=changes)


def test_a_norm_is_met_on_the_day_of_the_hour_that_reaches_it() -> None:
    made = many(13, Bucket.PVT, MONDAY)
    found = line(made, AMAL, TODAY, C.PVT_HOURS)
    assert found.met_on == MONDAY + timedelta(days=1)
    assert (found.left, found.forecast) == (0, None)
    short = line(made[:1], AMAL, TODAY, C.PVT_HOURS)
    assert (short.left, short.met_on) == (360, None)


def test_the_forecast_goes_on_at_the_pace_of_the_last_thirteen_weeks() -> None:
    made = many(182, Bucket.NT2, TODAY - timedelta(days=90), each=2)  # two hours a day for 91 days
    found = line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS)
    assert (found.pace.minutes, found.pace.days) == (182 * 60, 91)
    assert found.forecast == TODAY + timedelta(days=(800 - 182) // 2)
    earlier = [*made, hours(10, Bucket.NT2, MONDAY)]
    assert line(earlier, SAMUEL, TODAY, C.Z_COURSE_HOURS).forecast == TODAY + timedelta(days=(800 - 192) // 2)


def test_a_young_plan_has_the_pace_since_its_pip() -> None:
    today = PIP + timedelta(days=9)
    found = line([hours(10, Bucket.NT2, PIP)], SAMUEL, today, C.Z_COURSE_HOURS)
    assert found.pace.days == 10
    assert found.forecast == today + timedelta(days=790)


def test_nobody_gets_a_date_from_nothing() -> None:
    assert line([], SAMUEL, TODAY, C.Z_COURSE_HOURS).forecast is None
    long_ago = line([hours(20, Bucket.NT2, MONDAY)], SAMUEL, TODAY, C.Z_COURSE_HOURS)
    assert (long_ago.counted, long_ago.pace.minutes, long_ago.forecast) == (1200, 0, None)
    hardly = line([hours(1, Bucket.NT2, TODAY)], SAMUEL, TODAY, C.Z_COURSE_HOURS)
    assert hardly.forecast is None, "in two hundred years is no forecast"


def test_a_pace_needs_at_least_a_week() -> None:
    with pytest.raises(ValueError, match="at least one week"):
        ledger([], plan=SAMUEL, norms=NORMS, today=TODAY, pace_weeks=0)


def test_a_late_change_still_to_come_takes_no_hour_away_today() -> None:
    coming = replace(AMAL, changes=(RouteChange(on=date(2028, 9, 15), route=Route.Z),))
    made = [hours(5, Bucket.NT2, MONDAY)]
    assert line(made, coming, date(2028, 9, 14), C.A2_FALLBACK_HOURS).counted == 300


def test_the_pace_looks_back_ninety_one_days_with_today_among_them() -> None:
    made = [hours(1, Bucket.NT2, TODAY - timedelta(days=91)), hours(2, Bucket.NT2, TODAY - timedelta(days=90))]
    assert line(made, SAMUEL, TODAY, C.Z_COURSE_HOURS).pace.minutes == 120


def test_on_the_date_of_the_pip_there_is_a_route() -> None:
    assert counted([], AMAL, PIP).route is Route.B1
    assert counted([], AMAL, PIP).lines[0].pace.days == 1
