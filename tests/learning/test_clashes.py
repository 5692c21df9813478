"""What is in the way of a lesson is said at once: two at a moment are refused, the rest is told and asks for a tick."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.learning.actions.sessions import move_session, staff_session
from leerwerk.learning.actions.teachers import Instead, teacher_away
from leerwerk.learning.consequences import InTheWay
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import ClosedDays, Session
from leerwerk.learning.queries.clashes import Of
from leerwerk.notices.models import Outgoing
from leerwerk.parties.models import Person
from leerwerk.trajectories.models import Cohort, Resource
from tests.learning.lessons import Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
TUESDAY, WEDNESDAY = date(2027, 3, 16), date(2027, 3, 17)
MOVED: dict[str, Any] = {"day": WEDNESDAY, "dagdeel": "wed-am", "begins": time(9), "ends": time(12)}


def _resource(lessons: Lessons, name: str, kind: str = "teacher") -> Resource:
    facts = {"region": lessons.cohort.region, "organisation": lessons.running.cast.school, "capacity": Decimal(1)}
    return Resource.objects.create(code=name, name=name, kind=kind, **facts)


def _elsewhere(lessons: Lessons, day: date, dagdeel: str, **by: Resource) -> Session:
    """A lesson of another group."""
    other = Cohort.objects.get(pk=lessons.cohort.pk)
    other.pk, other.code = None, "elders"
    other.save(force_insert=True)
    return Session.objects.create(
        cohort=other, planned_on=day, day=day, dagdeel=dagdeel, begins=time(11), ends=time(14), activity="theory", **by
    )


def test_a_teacher_or_room_that_is_at_another_lesson_then_is_refused(lessons: Lessons) -> None:
    teacher, room = _resource(lessons, "Jansen"), _resource(lessons, "Lokaal 1", "classroom")
    lotte, session = lessons.actor("lotte"), lessons.on(TUESDAY)
    _elsewhere(lessons, TUESDAY, "tue-am", teacher=teacher, room=room)
    for given, of in (((teacher, None), Of.TEACHER), ((None, room), Of.ROOM)):
        with pytest.raises(InTheWay) as refused:
            staff_session(session=session, teacher=given[0], room=given[1], by=lotte)
        assert refused.value.clash.of == of
    Session.objects.filter(cohort__code="elders").update(day=WEDNESDAY, dagdeel="wed-pm")
    Session.objects.filter(pk=session.pk).update(room=room)
    with pytest.raises(InTheWay) as refused:
        move_session(session=session, **MOVED, reason=ChangeReason.WORK, by=lotte)
    assert refused.value.clash.of == Of.ROOM, "its hours overlap, in another dagdeel"
    free = {**MOVED, "ends": time(11)}
    assert move_session(session=session, **free, reason=ChangeReason.WORK, by=lotte).state == SessionState.MOVED


def test_who_is_double_booked_already_can_still_get_another_room(lessons: Lessons) -> None:
    teacher, room = _resource(lessons, "Jansen"), _resource(lessons, "Lokaal 1", "classroom")
    _elsewhere(lessons, TUESDAY, "tue-am", teacher=teacher)
    Session.objects.filter(cohort=lessons.cohort, day=TUESDAY).update(teacher=teacher)
    session = staff_session(session=lessons.on(TUESDAY), teacher=teacher, room=room, by=lessons.actor("lotte"))
    assert session.room == room


def test_a_lesson_of_who_cannot_come_does_not_move_into_a_room_that_is_taken(lessons: Lessons) -> None:
    ill, room = _resource(lessons, "Jansen"), _resource(lessons, "Lokaal 1", "classroom")
    _elsewhere(lessons, WEDNESDAY, "wed-pm", room=room)
    Session.objects.filter(cohort=lessons.cohort, day=TUESDAY).update(teacher=ill, room=room)
    key = Session.objects.get(cohort=lessons.cohort, day=TUESDAY).pk
    answers = {key: Instead(moment=(WEDNESDAY, "wed-pm"))}
    with pytest.raises(InTheWay) as refused:
        teacher_away(teacher=ill, first=TUESDAY, last=TUESDAY, answers=answers, by=lessons.actor("lotte"))
    assert refused.value.clash.of == Of.ROOM


def test_the_page_tells_what_is_in_the_way_and_asks_for_a_tick_where_one_may_go_on(lessons: Lessons, as_: As) -> None:
    teacher, session = _resource(lessons, "Jansen"), lessons.on(TUESDAY)
    other = _elsewhere(lessons, WEDNESDAY, "wed-pm", teacher=teacher)
    Session.objects.filter(pk=session.pk).update(teacher=teacher)
    ClosedDays.objects.create(
        organisation=lessons.running.cast.school, name="Studiedag", first=WEDNESDAY, last=WEDNESDAY
    )
    lotte, move = as_(lessons.running.cast.lotte), reverse("learning:move", args=[session.pk])
    new = {"day": "2027-03-17", "part": "pm", "reason": "room"}
    told = lotte.post(move, new).content.decode()
    for word in ("Jansen geeft", "groep elders", "11:00", "Studiedag", "2 deelnemers werken dan"):
        assert word in told, word
    Session.objects.filter(pk=other.pk).delete()
    answer = lotte.post(move, new)
    assert answer.status_code == 422
    assert 'type="checkbox"' in answer.content.decode()
    assert Session.objects.get(pk=session.pk).state == SessionState.PLANNED
    assert not Outgoing.objects.exists()
    assert lotte.post(move, new | {"sure": "on"}).status_code == 302
    holiday = {"day": "2027-03-29", "part": "eve", "reason": "room"}
    later = reverse("learning:move", args=[lessons.on(date(2027, 3, 18)).pk])
    assert "paasdag" in lotte.post(later, holiday).content.decode().lower()
    staff = reverse("learning:staff", args=[session.pk])
    _elsewhere_now = Session.objects.create(
        cohort=Cohort.objects.get(code="elders"),
        planned_on=WEDNESDAY,
        day=WEDNESDAY,
        dagdeel="wed-pm",
        begins=time(13),
        ends=time(15),
        activity="theory",
        teacher=_resource(lessons, "De Vries"),
    )
    answer = lotte.post(staff, {"teacher": _elsewhere_now.teacher_id})
    assert (answer.status_code, "De Vries geeft" in answer.content.decode()) == (422, True)


def test_who_takes_over_or_moves_many_lessons_is_told_the_same(lessons: Lessons, as_: As) -> None:
    ill = _resource(lessons, "Jansen")
    Session.objects.filter(cohort=lessons.cohort, day=TUESDAY).update(teacher=ill)
    key = Session.objects.get(cohort=lessons.cohort, day=TUESDAY).pk
    lotte = as_(lessons.running.cast.lotte)
    asked = f"{reverse('learning:teacher_away')}?teacher={ill.pk}&first={TUESDAY}&last={TUESDAY}"
    given = {f"what_{key}": "move", f"day_{key}": "2027-03-17", f"part_{key}": "pm"}
    answer = lotte.post(asked, given)
    assert (answer.status_code, "2 deelnemers werken dan" in answer.content.decode()) == (422, True)
    assert Session.objects.get(pk=key).state == SessionState.PLANNED
    assert lotte.post(asked, given | {"sure": "on"}).status_code == 302
