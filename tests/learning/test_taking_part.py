"""Who took part is asked by day: who completed, left or pauses since is still recorded for the days before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.learning.actions.feeds import make_feed
from leerwerk.learning.actions.reminding import remind
from leerwerk.learning.actions.sessions import cancel_session
from leerwerk.learning.enums import ChangeReason
from leerwerk.learning.jobs import ask_for_attendance
from leerwerk.learning.models import Session
from leerwerk.learning.queries.sessions import day_of, expected_at, signalled, week_and_not_held
from leerwerk.learning.queries.unrecorded import regions_to_remind
from leerwerk.notices.models import Matter, Outgoing
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Cohort, PathwayEvent
from tests.enrolling import move
from tests.learning.lessons import ABSENT, TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
LAST_TUESDAY, LATER = date(2027, 3, 9), date(2027, 3, 16)
WHEN_DONE = datetime(2027, 3, 4, 15, tzinfo=UTC)


def _everybody_completed(lessons: Lessons) -> None:
    for one in (lessons.amal, lessons.samuel):
        move(one, Stage.COMPLETED, WHEN_DONE)
    Cohort.objects.filter(pk=lessons.cohort.pk).update(state=CohortState.FINISHED)


def _asked() -> set[date]:
    open_now = Matter.objects.filter(kind="learning.attendance", closed_at=None).values("subject_id")
    return set(Session.objects.filter(pk__in=open_now).values_list("day", flat=True))


def test_sessions_after_the_end_of_a_group_go_without_a_letter_and_nobody_is_asked_for_them(lessons: Lessons) -> None:
    _everybody_completed(lessons)
    ask_for_attendance(0)
    assert Session.objects.latest("day").day == WHEN_DONE.date(), "the day on which they completed still counts"
    assert max(_asked()) == WHEN_DONE.date()
    assert not Outgoing.objects.filter(kind="lesson").exists()
    assert regions_to_remind(TODAY) == []
    assert remind(region=lessons.running.cast.region, today=TODAY, by=SYSTEM) == 0


def test_who_completed_is_recorded_and_corrected_for_the_days_on_which_they_took_part(
    lessons: Lessons, as_: As
) -> None:
    _everybody_completed(lessons)
    before = lessons.on(date(2027, 3, 2))
    address, lotte = reverse("learning:session", args=[before.pk]), as_(lessons.running.cast.lotte)
    everybody = {f"presence_{one.pk}": "present" for one in (lessons.amal, lessons.samuel)}
    assert lotte.get(f"{address}?all=present").content.decode().count("checked") == 2
    assert lotte.post(address, everybody | {"seen": 0}).status_code == 302
    assert lotte.post(address, everybody | {f"presence_{lessons.amal.pk}": "late", "seen": 1}).status_code == 302
    assert expected_at(lessons.actor("lotte"), lessons.on(LAST_TUESDAY)) == []


def test_what_nobody_took_part_in_is_asked_for_nowhere_and_what_was_asked_is_closed(lessons: Lessons) -> None:
    ask_for_attendance(0)
    assert LAST_TUESDAY in _asked()
    _everybody_completed(lessons)
    Cohort.objects.filter(pk=lessons.cohort.pk).update(state=CohortState.RUNNING)
    lotte = lessons.actor("lotte")
    assert LAST_TUESDAY not in {row.day for row in day_of(lotte, TODAY).unrecorded}
    _week, rows = week_and_not_held(lessons.cohort, TODAY)
    by_day: dict[date, Any] = {row.day: row for row in rows}
    assert not by_day[LAST_TUESDAY].attended
    ask_for_attendance(0)
    assert LAST_TUESDAY not in _asked()
    assert Session.objects.filter(day=LAST_TUESDAY).exists(), "the group goes on: somebody may come"


def test_a_matter_about_a_session_that_is_gone_is_closed_at_night(lessons: Lessons) -> None:
    ask_for_attendance(0)
    Session.objects.filter(day=LAST_TUESDAY).delete()
    ask_for_attendance(0)
    assert Matter.objects.filter(kind="learning.attendance", closed_at=None).count() == len(_asked())


def _pause(lessons: Lessons) -> None:
    """Samuel, and Amal, who has an account, pause since Monday."""
    for one in (lessons.amal, lessons.samuel):
        one.refresh_from_db()
        one.events_count, one.paused = one.events_count + 1, "personal"
        one.save(update_fields=["events_count", "paused"])
        PathwayEvent.objects.create(
            enrolment=one,
            number=one.events_count,
            step="pause",
            stage=one.stage,
            at=datetime(2027, 3, 8, 9, tzinfo=UTC),
            by_as="intermediary",
            reason="personal",
        )


def test_who_pauses_is_not_expected_and_is_still_recorded_for_the_days_before(lessons: Lessons) -> None:
    _pause(lessons)
    lotte = lessons.actor("lotte")
    assert expected_at(lotte, lessons.on(LAST_TUESDAY)) == []
    assert {one.pk for one in expected_at(lotte, lessons.on(date(2027, 3, 4)))} == {lessons.amal.pk, lessons.samuel.pk}
    ask_for_attendance(0)
    assert max(_asked()) == date(2027, 3, 4), "nobody took part on Tuesday"


def test_who_pauses_gets_no_letter_no_calendar_and_no_signal(lessons: Lessons, as_: As) -> None:
    for day in (date(2027, 2, 2), date(2027, 2, 9), date(2027, 2, 16)):
        lessons.record(day, amal=ABSENT)
    link = make_feed(by=lessons.actor("amal"))
    amal, own = (
        as_(Person.objects.get(email="amal@example.org")),
        reverse("learning:participant", args=[lessons.amal.pk]),
    )
    signal = "een paar keer achter elkaar afwezig"
    assert b"BEGIN:VEVENT" in amal.get(reverse("learning:feed", args=[link])).content
    assert [who.enrolment for who in signalled(lessons.actor("lotte"))] == [lessons.amal.pk]
    assert signal in amal.get(own).content.decode().lower()
    _pause(lessons)
    assert b"BEGIN:VEVENT" not in amal.get(reverse("learning:feed", args=[link])).content
    assert signalled(lessons.actor("lotte")) == []
    group = as_(lessons.running.cast.lotte).get(reverse("learning:group", args=[lessons.cohort.pk])).content.decode()
    assert (group.count("pauzeert"), signal in group) == (2, False)
    assert signal not in amal.get(own).content.decode().lower()
    cancel_session(session=lessons.on(LATER), reason=ChangeReason.ROOM, by=lessons.actor("roos"))
    assert {row.address.partition("@")[0] for row in Outgoing.objects.filter(kind="lesson")} == {"lotte"}
