"""Work is on days of learning and working, but for public holidays; what nobody recorded the employer is asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.learning.actions.pattern import close_days
from leerwerk.learning.models import ClosedDays
from leerwerk.learning.queries.attendance import work_week
from leerwerk.parties.models import Person
from leerwerk.trajectories.enums import Stage
from tests.enrolling import move
from tests.learning.lessons import Lessons

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
