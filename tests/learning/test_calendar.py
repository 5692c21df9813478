"""The calendar of each: their own sessions and work in Amsterdam's time, changes as such, and nobody else's name."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from leerwerk.learning.actions.feeds import make_feed, revoke_feed
from leerwerk.learning.actions.sessions import cancel_session, move_session, staff_session
from leerwerk.learning.enums import ChangeReason, FeedScope
from leerwerk.learning.models import Feed, Session
from leerwerk.learning.views import feeds as views
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Membership, Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions.groups import save_resource
from leerwerk.trajectories.models import Resource
from tests.learning.lessons import TODAY, Lessons

pytestmark = pytest.mark.django_db


def _events(secret: str) -> list[Any]:
    answer = Client().get(reverse("learning:feed", args=[secret]))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def _link(lessons: Lessons, name: str) -> str:
    with behind_the_wall(lessons.actor(name)):
        return make_feed(by=lessons.actor(name))


def test_amal_sees_her_lessons_and_her_work_at_the_right_hour_in_winter_and_summer(lessons: Lessons) -> None:
    events = _events(_link(lessons, "amal"))
    begins = {str(event["UID"]): event["DTSTART"].dt for event in events}
    winter, summer = lessons.on(date(2027, 3, 11)), lessons.on(date(2027, 6, 3))
    assert begins[f"session-{winter.pk}@leerwerk"].hour == 8
    assert begins[f"session-{summer.pk}@leerwerk"].hour == 7
    work = [event for event in events if str(event["UID"]).startswith("work-")]
    assert len(work) == 8 * 8 - 5, "not on Good Friday, Easter Monday, nor on the rest of King's Day"
    assert {str(event["SUMMARY"]) for event in work} == {"Werk: Werkplek tuin"}


def test_a_calendar_names_nobody(lessons: Lessons) -> None:
    names = {row.given_name for row in Candidate.objects.all()} | {"Lotte", "Karim", "Bas", "Roos", "Mo"}
    for who in ("amal", "lotte", "bas", "karim", "roos"):
        answer = Client().get(reverse("learning:feed", args=[_link(lessons, who)]))
        assert b"BEGIN:VEVENT" in answer.content, who
        assert {name for name in names if name in answer.content.decode()} == set(), who


def test_what_moves_keeps_its_uid_with_a_higher_sequence_and_what_is_cancelled_says_so(lessons: Lessons) -> None:
    secret, lotte = _link(lessons, "amal"), lessons.actor("lotte")
    moved, cancelled = lessons.on(date(2027, 3, 16)), lessons.on(date(2027, 3, 18))
    address = reverse("learning:feed", args=[secret])
    before = Client().get(address)
    assert Client().get(address, headers={"If-None-Match": before["ETag"]}).status_code == 304
    move_session(
        session=moved,
        day=date(2027, 3, 17),
        dagdeel="wed-pm",
        begins=time(13),
        ends=time(15),
        reason=ChangeReason.ROOM,
        by=lotte,
    )
    cancel_session(session=cancelled, reason=ChangeReason.TEACHER, by=lotte)
    assert Client().get(address, headers={"If-None-Match": before["ETag"]}).status_code == 200
    found = {str(event["UID"]): event for event in _events(secret)}
    one, other = found[f"session-{moved.pk}@leerwerk"], found[f"session-{cancelled.pk}@leerwerk"]
    assert (int(one["SEQUENCE"]), str(one["STATUS"]), one["DTSTART"].dt.day) == (1, "CONFIRMED", 17)
    assert (int(other["SEQUENCE"]), str(other["STATUS"])) == (1, "CANCELLED")


def test_a_link_that_ended_or_was_replaced_does_not_exist(lessons: Lessons) -> None:
    first = _link(lessons, "amal")
    second = _link(lessons, "amal")
    assert Client().get(reverse("learning:feed", args=[first])).status_code == 404
    assert _events(second)
    with behind_the_wall(lessons.actor("amal")):
        assert revoke_feed(by=lessons.actor("amal"))
        assert not revoke_feed(by=lessons.actor("amal"))
    assert Client().get(reverse("learning:feed", args=[second])).status_code == 404
    assert Feed.objects.filter(token_hash__contains=second).count() == 0, "only a hash is kept"


def test_who_works_there_no_more_has_no_calendar(lessons: Lessons) -> None:
    secret = _link(lessons, "lotte")
    assert _events(secret)
    Membership.objects.filter(person=lessons.running.cast.lotte).update(until=timezone.localdate())
    assert Client().get(reverse("learning:feed", args=[secret])).status_code == 404
    own = _link(lessons, "amal")
    Candidate.objects.filter(pk=lessons.amal.candidate_id).update(person=None)
    assert Client().get(reverse("learning:feed", args=[own])).status_code == 404


def test_a_calendar_that_asks_too_often_is_told_to_wait(lessons: Lessons, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = _link(lessons, "amal")
    cache.clear()
    cache.set("learning.feed:127.0.0.1", views.PER_HOUR, 3600)
    answer = Client().get(reverse("learning:feed", args=[secret]))
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    cache.clear()
    assert _events(secret)


def test_a_calendar_reaches_as_far_as_it_says(lessons: Lessons) -> None:
    days = [event["DTSTART"].dt.date() for event in _events(_link(lessons, "lotte"))]
    assert min(days) >= TODAY - timedelta(days=60)


def test_a_calendar_speaks_the_language_of_whose_it_is_and_not_of_the_program_that_asks(lessons: Lessons) -> None:
    address = reverse("learning:feed", args=[_link(lessons, "amal")])
    for own, asked, word in (("nl", "en", "Lessen en werk"), ("en", "nl", "Lessons and work"), ("ti", "en", "Lessen")):
        Person.objects.filter(email="amal@example.org").update(preferred_language=own)
        answer = Client().get(address, headers={"Accept-Language": asked})
        assert f"X-WR-CALNAME:{word}" in answer.content.decode(), own


@pytest.fixture
def juf(lessons: Lessons) -> Resource:
    """Lotte, as the teacher of the lesson on a Tuesday; the one on the Thursday after it is somebody else's."""
    cast = lessons.running.cast
    facts: dict[str, Any] = {"region": cast.region, "organisation": cast.school, "kind": "teacher", "capacity": 1}
    own = Resource.objects.create(code="juf", name="Juf", member=cast.lotte.memberships.get(), **facts)
    other = Resource.objects.create(code="meester", name="Meester", **facts)
    for day, teacher in ((date(2027, 3, 16), own), (date(2027, 3, 18), other)):
        Session.objects.filter(pk=lessons.on(day).pk).update(teacher=teacher)
    return own


def _shown(secret: str) -> set[str]:
    return {str(event["UID"]) for event in _events(secret)}


def test_a_teacher_chooses_between_her_own_lessons_and_all_of_her_school_and_keeps_the_link(
    lessons: Lessons, juf: Resource, as_: Callable[[Person], Client]
) -> None:
    address, lotte = reverse("learning:calendar"), as_(lessons.running.cast.lotte)
    assert lotte.get(address).context["form"].initial == {"scope": "own"}, "nothing chosen yet: her own"
    assert lotte.post(address, {"scope": "everything"}).status_code == 422
    made = lotte.post(address, {"scope": "own"})
    secret = made.context["link"].removesuffix(".ics").rpartition("/")[2]
    own = {f"session-{lessons.on(date(2027, 3, 16)).pk}@leerwerk"}
    assert _shown(secret) == own
    assert lotte.post(address, {"scope": "school", "choose": "yes"}).status_code == 302
    assert _shown(secret) > own | {f"session-{lessons.on(date(2027, 3, 18)).pk}@leerwerk"}
    assert Feed.objects.count() == 1
    assert Event.objects.get(kind="learning.feed_lessons_chosen").person_id == lessons.running.cast.lotte.pk


def test_a_lesson_that_goes_to_somebody_else_leaves_the_own_calendar(lessons: Lessons, juf: Resource) -> None:
    lotte = lessons.actor("lotte")
    secret = make_feed(scope=FeedScope.OWN, by=lotte)
    staff_session(
        session=lessons.on(date(2027, 3, 16)), teacher=Resource.objects.get(code="meester"), room=None, by=lotte
    )
    assert _shown(secret) == set()


def test_who_is_no_teacher_in_lessons_any_more_sees_all_again_and_misses_nothing(
    lessons: Lessons, juf: Resource
) -> None:
    secret = make_feed(scope=FeedScope.OWN, by=lessons.actor("lotte"))
    few = len(_shown(secret))
    Resource.objects.filter(pk=juf.pk).update(member=None)
    assert len(_shown(secret)) > few == 1


def test_who_is_no_teacher_in_lessons_is_told_how_to_become_one_and_chooses_nothing(
    lessons: Lessons, as_: Callable[[Person], Client]
) -> None:
    page = as_(lessons.running.cast.lotte).get(reverse("learning:calendar"))
    assert page.context["form"] is None
    assert page.context["unlinked"]
    assert not as_(Person.objects.get(email="amal@example.org")).get(reverse("learning:calendar")).context["unlinked"]


def test_a_school_says_which_of_its_members_a_teacher_is_and_nobody_elses(
    lessons: Lessons, juf: Resource, as_: Callable[[Person], Client]
) -> None:
    cast = lessons.running.cast
    teacher = Resource.objects.get(code="meester")
    address, lotte = reverse("learning:resource_week", args=[teacher.pk]), as_(cast.lotte)
    week = {"dagdelen": ["0"], "liked": ["0"], "most": 3}
    own, foreign = cast.lotte.memberships.get(), cast.mo.memberships.get()
    assert lotte.post(address, {**week, "member": foreign.pk}).status_code == 422
    assert lotte.post(address, {**week, "member": own.pk}).status_code == 302
    teacher.refresh_from_db()
    assert teacher.member == own
    assert lotte.post(address, {**week, "member": ""}).status_code == 302
    teacher.refresh_from_db()
    assert teacher.member is None


def test_a_teacher_who_becomes_of_another_organisation_or_a_room_is_that_member_no_more(
    lessons: Lessons, juf: Resource
) -> None:
    cast = lessons.running.cast
    juf.organisation = cast.utrecht
    save_resource(resource=juf, by=lessons.actor("roos"))
    juf.refresh_from_db()
    assert juf.member is None
    with pytest.raises(IntegrityError, match="resource_room_is_no_member"), transaction.atomic():
        Resource.objects.filter(pk=juf.pk).update(kind="classroom", member=cast.lotte.memberships.get())
