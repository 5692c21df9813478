"""Work is on days of learning and working, but for public holidays; what nobody recorded the employer is asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.learning.actions.attendance import record_work
from leerwerk.learning.actions.pattern import close_days
from leerwerk.learning.actions.reminding import remind
from leerwerk.learning.jobs import ask_for_attendance
from leerwerk.learning.models import AskedWeek, Attendance, ClosedDays
from leerwerk.learning.queries.attendance import work_week
from leerwerk.learning.queries.unrecorded import regions_to_remind
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment, Party
from tests.enrolling import move
from tests.learning.lessons import BEGAN, PRESENT, TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


def _days(lessons: Lessons, monday: date) -> set[int]:
    return {one.day.day for one in work_week(lessons.amal, monday)}


def test_nobody_works_on_a_public_holiday_but_does_when_the_school_is_closed(lessons: Lessons) -> None:
    assert _days(lessons, date(2027, 3, 29)) == {30, 31, 1, 2}, "not on Easter Monday"
    assert _days(lessons, date(2027, 4, 26)) == {26, 28, 29, 30}, "not on King's Day"
    holiday = ClosedDays(
        organisation=lessons.running.cast.school, name="Mei", first=date(2027, 5, 3), last=date(2027, 5, 7)
    )
    close_days(closed=holiday, by=lessons.actor("lotte"))
    assert _days(lessons, date(2027, 5, 3)) == {3, 4, 5, 7}, "Ascension Day is the Thursday of it"


def test_there_is_no_work_before_learning_and_working_nor_after_it(lessons: Lessons, as_: As) -> None:
    assert _days(lessons, date(2027, 1, 25)) == set()
    move(lessons.amal, Stage.COMPLETED, datetime(2027, 3, 3, 12, tzinfo=UTC))
    assert _days(lessons, date(2027, 3, 1)) == {1, 2, 3}
    assert _days(lessons, date(2027, 3, 8)) == set()
    bas, address = as_(lessons.running.cast.bas), reverse("learning:work", args=[lessons.amal.pk])
    assert bas.get(f"{address}?week=2027-03-01").content.decode().count("<fieldset") == 5, "who completed is recorded"


def test_during_the_pre_track_no_work_is_shown_or_recorded(lessons: Lessons, as_: As) -> None:
    move(lessons.amal, Stage.PRE_TRACK, datetime(2027, 1, 4, tzinfo=UTC))
    assert _days(lessons, date(2027, 3, 8)) == set()
    bas = as_(lessons.running.cast.bas)
    assert bas.get(reverse("learning:work", args=[lessons.amal.pk])).status_code == 404
    assert reverse("learning:work", args=[lessons.amal.pk]) not in bas.get(reverse("learning:today")).content.decode()


def _asked() -> dict[date, date]:
    """Which weeks of work are asked for, and when each is due."""
    open_now = Matter.objects.filter(kind="learning.work_week", closed_at=None).select_related("organisation")
    assert {(one.function, one.organisation and one.organisation.code) for one in open_now} <= {
        ("employer", "groenwerk")
    }
    mondays = dict(AskedWeek.objects.values_list("pk", "monday"))
    assert len({one.subject_id for one in open_now}) == len(open_now), "one for a group and a week, not for each person"
    return {mondays[one.subject_id]: one.due_on for one in open_now}


@pytest.fixture
def since_february(lessons: Lessons) -> Lessons:
    """Both work at Bas' since the first day."""
    Party.objects.filter(role="employer").update(since=BEGAN.date())
    return lessons


def test_bas_is_asked_for_each_week_that_passed_until_everybody_is_recorded(since_february: Lessons) -> None:
    lessons, bas = since_february, since_february.actor("bas")
    ask_for_attendance(0)
    mondays = [date(2027, 2, 8), date(2027, 2, 15), date(2027, 2, 22), date(2027, 3, 1)]
    assert sorted(_asked()) == mondays, "four weeks, and not the one that goes on"
    assert _asked()[mondays[-1]] == date(2027, 3, 12), "the Friday after it"
    assert remind(region=lessons.running.cast.region, today=TODAY, by=SYSTEM) == 0
    assert regions_to_remind(TODAY) == []
    for one, left in ((lessons.amal, True), (lessons.samuel, False)):
        with behind_the_wall(bas):
            marks = {(week.day, week.dagdeel): PRESENT for week in work_week(one, mondays[-1])}
            record_work(enrolment=one, monday=mondays[-1], marks=marks, seen=0, by=bas)
        assert (mondays[-1] in _asked()) == left
    assert regions_to_remind(TODAY) == []


def test_bas_is_not_asked_for_who_pauses_nor_for_before_they_came(since_february: Lessons) -> None:
    lessons = since_february
    Party.objects.filter(enrolment=lessons.samuel).update(since=date(2027, 3, 1))
    move(lessons.amal, Stage.PRE_TRACK, datetime(2027, 2, 1, 8, tzinfo=UTC))
    ask_for_attendance(0)
    assert set(_asked()) == {date(2027, 3, 1)}
    Enrolment.objects.filter(pk=lessons.samuel.pk).update(shown=False)
    assert [one.pk for one in regions_to_remind(TODAY)] == [lessons.cohort.region_id]
    ask_for_attendance(0)
    assert _asked() == {}, "whom an employer does not meet they do not record"


def test_bas_records_the_week_of_everybody_in_two_taps_and_then_changes(since_february: Lessons, as_: As) -> None:
    lessons, bas = since_february, as_(since_february.running.cast.bas)
    ask_for_attendance(0)
    week = AskedWeek.objects.get(monday=date(2027, 3, 1))
    address = f"{reverse('learning:group_work', args=[lessons.cohort.pk])}?week=2027-03-01"
    assert bas.get(reverse("learning:asked_work", args=[week.pk])).headers["Location"] == address
    assert (
        reverse("learning:group_work", args=[lessons.cohort.pk]) in bas.get(reverse("learning:today")).content.decode()
    )
    with CaptureQueriesContext(connection) as asked:
        first_tap = bas.get(f"{address}&all=present").content.decode()
    assert sum("SAVEPOINT" not in one["sql"] for one in asked) <= 10
    assert first_tap.count("checked") == 2
    assert bas.post(address, {}).status_code == 422
    one, other = f"week_{lessons.amal.pk}", f"week_{lessons.samuel.pk}"
    assert bas.post(address, {one: "planned", other: "other"}).status_code == 302
    assert Attendance.objects.filter(enrolment=lessons.amal, activity="work").count() == 8
    assert (date(2027, 3, 1) in _asked(), bas.get(address).content.decode().count("<fieldset")) == (True, 1)
    assert bas.post(address, {one: "planned", other: "planned"}).status_code == 302
    assert date(2027, 3, 1) not in _asked()
    change = reverse("learning:work", args=[lessons.samuel.pk])
    marks = {
        f"presence_{row.day}_{row.dagdeel[4:]}": "present"
        for row in Attendance.objects.filter(enrolment=lessons.samuel)
    }
    answer = bas.post(f"{change}?week=2027-03-01", marks | {"presence_2027-03-01_am": "absent", "seen": 1})
    assert answer.status_code == 302
    assert Attendance.objects.filter(presence="absent").count() == 1
