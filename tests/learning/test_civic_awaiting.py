"""Deadlines of the Wet inburgering wait for the municipality that guides somebody, and for nobody else."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.engine.inburgering.talks import Event
from leerwerk.learning import jobs
from leerwerk.learning.actions.attendance import record_work
from leerwerk.learning.actions.civic import change_route, close_talk, reopen_talk, save_case, state_hours
from leerwerk.learning.actions.civic_facts import extend_term, record_move, remove_fact
from leerwerk.learning.models import CivicCase, CivicMove, RouteChange, StatedHours, TermExtension
from leerwerk.learning.queries.civic import case_of, standing_of
from leerwerk.notices.models import Matter
from leerwerk.notices.queries import of_organisation, of_region
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation, Person
from tests.learning.lessons import PRESENT, TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


def _case(lessons: Lessons, **facts: Any) -> CivicCase:
    row = CivicCase(candidate=lessons.running.cast.amal, **({"registered_on": date(2026, 11, 2)} | facts))
    return save_case(case=row, by=lessons.actor("karim"))


def _planned(lessons: Lessons, **facts: Any) -> CivicCase:
    return _case(lessons, **({"pip_on": date(2026, 12, 1), "route": "z"} | facts))


def _waits() -> dict[str, date]:
    open_now = Matter.objects.filter(kind__startswith="learning.civic.", closed_at=None)
    assert {(one.organisation.code, one.function) for one in open_now if one.organisation} <= {
        ("gm-utrecht", "caseworker")
    }
    return {one.kind.removeprefix("learning.civic."): one.due_on for one in open_now}


def _night(day: date) -> None:
    with time_machine.travel(datetime.combine(day, time(5, 25), timezone.get_current_timezone())):
        jobs.ask_about_inburgering(timestamp=0)


def test_a_plan_that_is_not_there_waits_until_ten_weeks_after_the_registration(lessons: Lessons) -> None:
    case = _case(lessons)
    assert _waits() == {"plan": date(2027, 1, 11)}
    case.pip_on, case.route = date(2026, 12, 1), "z"
    save_case(case=case, by=lessons.actor("karim"))
    assert _waits() == {}


def test_after_a_move_a_plan_is_asked_again(lessons: Lessons) -> None:
    case = _planned(lessons)
    moved = CivicMove(case=case, municipality=case.candidate.municipality, registered_on=date(2027, 2, 1))
    row = record_move(move=moved, by=lessons.actor("karim"))
    assert _waits() == {"plan": date(2027, 4, 12)}
    remove_fact(fact=row, by=lessons.actor("karim"))
    assert _waits() == {}


def test_at_night_the_end_of_a_term_and_of_the_time_for_another_route_come_near(lessons: Lessons) -> None:
    case = _planned(lessons)
    _night(date(2028, 3, 1))
    assert _waits() == {}
    _night(date(2028, 4, 10))
    assert _waits() == {"route": date(2028, 6, 1)}
    _night(date(2029, 5, 31))
    assert _waits() == {}
    _night(date(2029, 6, 2))
    assert _waits() == {"term": date(2029, 12, 1)}
    with time_machine.travel(datetime(2029, 6, 4, 10, tzinfo=timezone.get_current_timezone())):
        given = TermExtension(case=case, decided_on=date(2029, 6, 3), ground="not_culpable", months=12)
        extend_term(extension=given, by=lessons.actor("karim"))
    assert _waits() == {}


def test_nothing_waits_for_an_intermediary_that_is_no_municipality(lessons: Lessons) -> None:
    case = _case(lessons)
    Organisation.objects.filter(pk=case.candidate.intermediary_id).update(kind="uwv")
    _night(date(2026, 12, 1))
    assert _waits() == {}


def test_only_the_municipality_reads_that_a_deadline_waits(lessons: Lessons, as_: As) -> None:
    _case(lessons)
    page = as_(lessons.running.cast.karim).get(f"{reverse('notices:mine')}?kind=learning.civic.plan")
    assert "Amal" in page.content.decode()
    for name in ("roos", "bas", "lotte"):
        with behind_the_wall(lessons.actor(name)):
            assert not of_region(lessons.actor(name)).filter(kind__startswith="learning.civic.").exists()
            assert not of_organisation(lessons.actor(name)).filter(kind__startswith="learning.civic.").exists()


def test_work_counts_by_the_route_that_held_on_its_day(lessons: Lessons) -> None:
    case = _planned(lessons, route="b1")
    marks = dict.fromkeys(((date(2027, 3, 1), "mon-am"),), PRESENT)
    record_work(enrolment=lessons.amal, monday=date(2027, 3, 1), marks=marks, seen=0, by=lessons.actor("bas"))
    change_route(change=RouteChange(case=case, on=date(2027, 3, 8), route="z"), by=lessons.actor("karim"))
    found = case_of(case.candidate)
    assert found is not None
    assert [str(one.bucket) for one in standing_of(found, TODAY).entries] == ["map"]


def test_what_was_written_by_mistake_is_taken_back(lessons: Lessons, as_: As) -> None:
    case, karim = _planned(lessons, pvt_activities=1), lessons.actor("karim")
    row = change_route(change=RouteChange(case=case, on=date(2027, 1, 8), route="b1"), by=karim)
    browser = as_(lessons.running.cast.karim)
    assert browser.post(reverse("learning:civic_remove_route", args=[row.pk])).status_code == 302
    assert not RouteChange.objects.exists()
    state_hours(hours=StatedHours(case=case, day=date(2027, 1, 4), bucket="pvt", minutes=720), by=karim)
    close_talk(case=case, event=Event.PVT_SIGNING, on=date(2027, 1, 5), by=karim)
    browser.post(reverse("learning:civic_reopen", args=[case.pk]), {"event": Event.PVT_SIGNING})
    assert CivicCase.objects.get(pk=case.pk).pvt_signed_on is None
    assert reopen_talk(case=case, event=Event.PVT_SIGNING, by=karim).pvt_signed_on is None, "twice is once"
    assert browser.post(reverse("learning:civic_reopen", args=[case.pk]), {"event": "x"}).status_code == 302


def test_a_change_of_route_that_a_later_one_stands_on_stays(lessons: Lessons, as_: As) -> None:
    case, karim = _planned(lessons), lessons.actor("karim")
    first = change_route(change=RouteChange(case=case, on=date(2027, 1, 8), route="b1"), by=karim)
    change_route(change=RouteChange(case=case, on=date(2027, 2, 8), route="z"), by=karim)
    as_(lessons.running.cast.karim).post(reverse("learning:civic_remove_route", args=[first.pk]))
    assert RouteChange.objects.count() == 2


def test_a_talk_has_the_day_on_which_it_was(lessons: Lessons, as_: As) -> None:
    case, karim = _planned(lessons, pvt_activities=1), lessons.actor("karim")
    state_hours(hours=StatedHours(case=case, day=date(2027, 1, 4), bucket="pvt", minutes=720), by=karim)
    browser, told = as_(lessons.running.cast.karim), {"talk": "pvt_signing", "pvt_signing-event": "pvt_signing"}
    page = browser.get(reverse("learning:inburgering", args=[case.pk])).content.decode()
    assert 'name="pvt_signing-on"' in page
    browser.post(reverse("learning:civic_close", args=[case.pk]), told | {"pvt_signing-on": "2027-01-12"})
    assert CivicCase.objects.get(pk=case.pk).pvt_signed_on == date(2027, 1, 12)


def test_every_hour_is_listed_with_what_it_counts_for_and_can_be_taken_back(lessons: Lessons, as_: As) -> None:
    case, karim = _planned(lessons), lessons.actor("karim")
    for day in range(1, 29):
        for month in (1, 2):
            row = StatedHours(case=case, day=date(2027, month, day), bucket="pvt", minutes=30)
            state_hours(hours=row, by=karim)
    browser, address = as_(lessons.running.cast.karim), reverse("learning:civic_entries", args=[case.pk])
    assert "28 feb" in browser.get(address).content.decode()
    oldest = StatedHours.objects.earliest("day")
    remove = reverse("learning:civic_remove_hours", args=[oldest.pk])
    last = browser.get(f"{address}?page=2").content.decode()
    assert remove in last
    assert "PVT" in last
    assert browser.post(remove).status_code == 302
    assert not StatedHours.objects.filter(pk=oldest.pk).exists()
