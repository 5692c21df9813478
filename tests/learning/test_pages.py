"""The pages of lessons, attendance and language, opened by the cast."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.learning.enums import Presence
from leerwerk.learning.models import Attendance, ClosedDays, LanguageLevel, Session, WeekSlot
from leerwerk.parties.models import Person
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment, Party
from tests.cast import candidate
from tests.enrolling import enrol
from tests.learning.lessons import ABSENT, BEGAN, TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
TUESDAY = date(2027, 3, 9)


def _who(lessons: Lessons, name: str) -> Person:
    if name == "amal":
        return Person.objects.get(email="amal@example.org")
    person: Person = getattr(lessons.running.cast, name)
    return person


def test_lotte_records_in_two_taps_and_everybody_reads_it(lessons: Lessons, as_: As) -> None:
    lotte, session = as_(lessons.running.cast.lotte), lessons.on(TUESDAY)
    today = lotte.get(reverse("learning:today")).content.decode()
    assert reverse("learning:session", args=[session.pk]) in today
    address = reverse("learning:session", args=[session.pk])
    first_tap = lotte.get(f"{address}?all=present").content.decode()
    assert first_tap.count("checked") == 2
    everybody = {f"presence_{one.pk}": "present" for one in (lessons.amal, lessons.samuel)}
    assert lotte.post(address, everybody | {"seen": 0}).status_code == 302
    for name in ("amal", "karim", "bas", "mo", "roos", "lotte"):
        page = as_(_who(lessons, name)).get(reverse("learning:participant", args=[lessons.amal.pk]))
        assert b"100" in page.content, name


def test_a_form_that_is_not_whole_keeps_what_was_chosen(lessons: Lessons, as_: As) -> None:
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:session", args=[lessons.on(TUESDAY).pk])
    answer = lotte.post(address, {f"presence_{lessons.amal.pk}": "late", "seen": 0})
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 1
    assert not Attendance.objects.exists()


def test_the_second_of_two_is_told_who_was_first(lessons: Lessons, as_: As) -> None:
    lessons.record(TUESDAY, by="roos")
    marks = {f"presence_{one.pk}": Presence.ABSENT for one in (lessons.amal, lessons.samuel)}
    address = reverse("learning:session", args=[lessons.on(TUESDAY).pk])
    answer = as_(lessons.running.cast.lotte).post(address, marks | {"seen": 0})
    assert answer.status_code == 422
    assert "Roos" in answer.content.decode()


def test_a_week_of_work_is_recorded_by_bas(lessons: Lessons, as_: As) -> None:
    bas = as_(lessons.running.cast.bas)
    address = reverse("learning:work", args=[lessons.amal.pk])
    assert address in bas.get(reverse("learning:today")).content.decode()
    page = bas.get(f"{address}?week=2027-03-03&all=present").content.decode()
    assert page.count("checked") == 8
    names = [f"presence_2027-03-0{day}_{part}" for day in range(1, 6) for part in ("am", "pm")]
    marks = dict.fromkeys(names, "present")
    answer = bas.post(f"{address}?week=2027-03-03", marks | {"seen": 0})
    assert answer.status_code == 302
    assert Attendance.objects.filter(activity="work").count() == 8
    assert (
        bas.post(f"{address}?week=2027-03-03", marks | {"presence_2027-03-01_am": "late", "seen": 0}).status_code == 422
    )


def test_the_week_is_made_planned_and_ended_on_its_page(lessons: Lessons, as_: As) -> None:
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:week", args=[lessons.cohort.pk])
    row = {"dagdeel": "fri-am", "activity": "theory", "since": "2027-03-01", "until": "2027-04-30"}
    assert lotte.get(address).status_code == 200
    assert lotte.post(address, row).status_code == 302
    assert lotte.post(address, row | {"activity": "language"}).status_code == 422
    assert lotte.post(address, row | {"begins": "12:00", "ends": "11:00"}).status_code == 422
    assert lotte.post(address, row | {"until": "2026-01-01"}).status_code == 422
    plan = reverse("learning:plan", args=[lessons.cohort.pk])
    told = lotte.post(plan, {"first": "2027-03-01", "last": "2027-04-30"}, follow=True).content.decode()
    assert "Goede vrijdag" in told
    assert Session.objects.filter(dagdeel="fri-am").count() == 8
    assert lotte.post(plan, {"first": "2027-03-01", "last": "2027-02-01"}).status_code == 422
    slot = WeekSlot.objects.get(dagdeel="fri-am")
    assert lotte.post(reverse("learning:end_slot", args=[slot.pk])).status_code == 302
    assert Session.objects.filter(dagdeel="fri-am").count() == 1


def test_lotte_writes_when_the_school_is_closed(lessons: Lessons, as_: As) -> None:
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:closed")
    period = {"name": "Meivakantie", "first": "2027-04-26", "last": "2027-05-07"}
    for name in ("Meivakantie", "Mei"):
        assert lotte.post(address, period | {"name": name, "planned": "keep"}).status_code == 302
    assert "Mei" in lotte.get(address).content.decode()
    assert lotte.post(address, period | {"last": "2027-04-01"}).status_code == 422
    assert lotte.post(reverse("learning:reopen", args=[ClosedDays.objects.get().pk])).status_code == 302
    assert not ClosedDays.objects.exists()


def test_a_session_is_moved_and_cancelled_on_its_pages_and_amal_reads_it(lessons: Lessons, as_: As) -> None:
    lotte, session = as_(lessons.running.cast.lotte), lessons.on(date(2027, 3, 16))
    move, cancel = (reverse(f"learning:{what}", args=[session.pk]) for what in ("move", "cancel"))
    assert lotte.get(move).status_code == lotte.get(cancel).status_code == 200
    new = {"day": "2027-03-17", "part": "pm", "reason": "room"}
    for wrong in ({"day": "2027-03-09"}, {"day": "2027-03-20"}, {"day": "2027-03-18", "part": "am"}):
        assert lotte.post(move, new | wrong).status_code == 422, wrong
    assert lotte.post(move, new | {"sure": "on"}).status_code == 302, "people work then, and she knows"
    amal, own = as_(_who(lessons, "amal")), reverse("learning:participant", args=[lessons.amal.pk])
    assert "Een andere dag" in amal.get(own).content.decode()
    assert lotte.post(cancel, {"reason": "teacher"}).status_code == 302
    assert "Geen les" in amal.get(own).content.decode()
    assert "Geen les" not in lotte.get(reverse("learning:session", args=[session.pk])).content.decode()
    lessons.record(TUESDAY)
    assert lotte.post(reverse("learning:cancel", args=[lessons.on(TUESDAY).pk]), {"reason": "room"}).status_code == 404


def test_levels_are_written_read_and_taken_back_on_their_page(lessons: Lessons, as_: As) -> None:
    lotte, page = as_(lessons.running.cast.lotte), reverse("learning:language", args=[lessons.amal.pk])
    write = reverse("learning:measure", args=[lessons.amal.pk])
    levels = {"day": "2027-03-01", "source": "teacher", "speaking": "3", "reading": "2"}
    assert lotte.get(page).status_code == 200
    assert lotte.post(write, levels).status_code == 302
    for wrong in ({"day": "2027-03-20"}, {"speaking": "", "reading": ""}, {"source": ""}):
        assert lotte.post(write, levels | wrong).status_code == 422, wrong
    for name in ("amal", "karim", "bas", "lotte", "mo", "roos"):
        assert "A2" in as_(_who(lessons, name)).get(page).content.decode(), name
    group = lotte.get(reverse("learning:group_language", args=[lessons.cohort.pk])).content.decode()
    assert "A2" in group
    level = LanguageLevel.objects.get(skill="reading")
    assert lotte.post(reverse("learning:take_back", args=[level.pk])).status_code == 302
    assert LanguageLevel.objects.count() == 1


def test_a_calendar_link_is_made_shown_once_and_ended(lessons: Lessons, as_: As) -> None:
    amal, address = as_(_who(lessons, "amal")), reverse("learning:calendar")
    assert ".ics" not in amal.get(address).content.decode()
    assert ".ics" in amal.post(address).content.decode()
    assert ".ics" not in amal.get(address).content.decode()
    assert amal.post(address, {"end": "yes"}).status_code == 302


def test_amal_is_led_to_her_lessons_and_who_has_none_reads_so(lessons: Lessons, as_: As) -> None:
    amal = as_(_who(lessons, "amal"))
    assert amal.get(reverse("learning:mine"), follow=True).status_code == 200
    fresh = Person.objects.create(email="nieuw@example.org", given_name="Nieuw")
    row = candidate("U-9", "Nieuw", lessons.running.cast.utrecht)
    type(row).objects.filter(pk=row.pk).update(person=fresh)
    assert "nog niet" in as_(fresh).get(reverse("learning:mine")).content.decode()


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return sum("SAVEPOINT" not in one["sql"] for one in asked)


def test_pages_cost_the_same_for_one_participant_and_for_three(lessons: Lessons, as_: As) -> None:
    cast = lessons.running.cast
    Enrolment.objects.filter(pk=lessons.samuel.pk).update(shown=False)
    lessons.record(TUESDAY, amal=ABSENT)
    group, session = [lessons.cohort.pk], [lessons.on(TUESDAY).pk]
    pages = [
        ("lotte", reverse("learning:group", args=group)),
        ("lotte", reverse("learning:group_language", args=group)),
        ("lotte", reverse("learning:session", args=session)),
        ("lotte", reverse("learning:today")),
        ("karim", reverse("learning:today")),
        ("bas", reverse("learning:today")),
        ("roos", reverse("learning:today")),
        ("lotte", reverse("learning:participant", args=[lessons.amal.pk])),
        ("bas", reverse("learning:work", args=[lessons.amal.pk])),
        ("karim", reverse("learning:language", args=[lessons.amal.pk])),
        ("amal", reverse("learning:participant", args=[lessons.amal.pk])),
    ]
    few = [_queries(as_(_who(lessons, name)), address) for name, address in pages]
    Enrolment.objects.filter(pk=lessons.samuel.pk).update(shown=True)
    for n in range(2):
        more = enrol(candidate(f"U-7{n}", f"Meer{n}", cast.utrecht), lessons.cohort, Stage.LEARN_WORK, BEGAN)
        Enrolment.objects.filter(pk=more.pk).update(shown=True)
        Party.objects.create(
            cohort=lessons.cohort, enrolment=more, organisation=cast.groenwerk, role="employer", since=TODAY
        )
    many = [_queries(as_(_who(lessons, name)), address) for name, address in pages]
    assert many == few
    assert {address: number for (_name, address), number in zip(pages, many, strict=True) if number > 10} == {}


def test_amal_takes_along_what_was_recorded_of_her_learning_and_of_nobody_else(lessons: Lessons, as_: As) -> None:
    lessons.record(TUESDAY)
    told = as_(_who(lessons, "amal")).get(reverse("recruitment:take_along")).json()
    assert [row["enrolment"] for row in told["attendance"]] == [lessons.amal.pk]
    assert told["tally"][0]["attended"] == 1
