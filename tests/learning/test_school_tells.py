"""What a school changes in a week on its own pages is told to everybody whom it concerns, once, when it is news."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.learning.actions.school import cancel_closed
from leerwerk.learning.models import ClosedDays, Session, WeekSlot
from leerwerk.notices.models import Outgoing
from leerwerk.parties.models import Person
from tests.learning.lessons import Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
ALL = {"amal", "bas", "els"}  # Lotte did it, and Samuel has no account: Els guides him


def _told() -> list[str]:
    """Who got a letter since the last time that this was asked."""
    rows = [row.address.partition("@")[0] for row in Outgoing.objects.filter(kind="lesson").order_by("pk")]
    Outgoing.objects.all().delete()
    return rows


def test_ending_a_lesson_of_the_week_is_told_with_the_week_that_is_left_and_the_last_by_what_goes(
    lessons: Lessons, as_: As
) -> None:
    lotte = as_(lessons.running.cast.lotte)
    tuesday, thursday = (WeekSlot.objects.get(dagdeel=one) for one in ("tue-am", "thu-am"))
    page = lotte.post(reverse("learning:end_slot", args=[tuesday.pk]), follow=True).content.decode()
    assert "3 mensen krijgen elk één bericht" in page
    letter = Outgoing.objects.get(address="amal@example.org").body
    assert ("donderdag 11 maart" in letter, "dinsdag" in letter, "donderdagochtend" in letter) == (True, False, True)
    assert set(_told()) == ALL
    lotte.post(reverse("learning:end_slot", args=[thursday.pk]))
    letter = Outgoing.objects.get(address="amal@example.org").body
    assert ("donderdag 11 maart" in letter, "gaat niet door" in letter, "Waarom" in letter) == (True, True, False)
    assert sorted(_told()) == sorted(ALL)


def test_ending_what_nobody_was_told_of_tells_nobody(lessons: Lessons, as_: As) -> None:
    lotte = as_(lessons.running.cast.lotte)
    row = {"dagdeel": "fri-am", "activity": "theory", "since": "2027-03-01", "until": "2027-04-30"}
    lotte.post(reverse("learning:week", args=[lessons.cohort.pk]), row)
    lotte.post(reverse("learning:end_slot", args=[WeekSlot.objects.get(dagdeel="fri-am").pk]))
    assert _told() == [], "no session of it was planned"


def test_planning_tells_what_is_new_and_not_more_of_the_same(lessons: Lessons, as_: As) -> None:
    lotte, plan = as_(lessons.running.cast.lotte), reverse("learning:plan", args=[lessons.cohort.pk])
    WeekSlot.objects.update(until=date(2027, 9, 30))
    lotte.post(plan, {"first": "2027-08-01", "last": "2027-09-30"})
    assert (_told(), Session.objects.filter(day__gt=date(2027, 8, 1)).count() > 10) == ([], True)
    row = {"dagdeel": "fri-am", "activity": "theory", "since": "2027-03-01", "until": "2027-04-30"}
    lotte.post(reverse("learning:week", args=[lessons.cohort.pk]), row)
    assert _told() == [], "a row without sessions changes nothing for anybody"
    for told in (ALL, set()):
        lotte.post(plan, {"first": "2027-03-01", "last": "2027-04-30"})
        assert set(_told()) == told
    Session.objects.all().delete()
    lotte.post(plan, {"first": "2027-03-01", "last": "2027-04-30"})
    assert set(_told()) == ALL, "a first plan is told"


def test_who_closes_the_school_is_asked_about_the_sessions_then_and_cancels_them_in_the_same_step(
    lessons: Lessons, as_: As
) -> None:
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:closed")
    period = {"name": "Meivakantie", "first": "2027-05-03", "last": "2027-05-14"}
    asked = lotte.post(address, period)
    assert asked.status_code == 422
    for word in ("3 bijeenkomsten zijn gepland", "di 4 mei", lessons.cohort.code):
        assert word in asked.content.decode(), word
    assert not ClosedDays.objects.exists()
    assert lotte.post(address, period | {"planned": "keep"}).status_code == 302
    assert not Session.objects.filter(state="cancelled").exists()
    assert lotte.post(address, period | {"planned": "cancel"}).status_code == 302
    cancelled = Session.objects.filter(state="cancelled", reason="holiday")
    assert {row.day.day for row in cancelled} == {4, 11, 13}, "Ascension Day had none"
    assert sorted(_told()) == sorted(ALL)
    assert cancel_closed(closed=ClosedDays.objects.get(), by=lessons.actor("lotte")) == 0
    assert _told() == []
