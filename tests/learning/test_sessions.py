"""Sessions follow from the week pattern, but for holidays; they are moved and cancelled with everybody told."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leerwerk.learning.actions.pattern import TwoAtOnce, add_slot, close_days, end_slot, open_days, plan_sessions
from leerwerk.learning.actions.reminding import remind
from leerwerk.learning.actions.sessions import AlreadyHeld, cancel_session, move_session
from leerwerk.learning.consequences import InTheWay
from leerwerk.learning.dagdelen import hours_of
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.jobs import ask_for_attendance
from leerwerk.learning.models import ClosedDays, Session, WeekSlot
from leerwerk.learning.queries.days import Skip
from leerwerk.learning.queries.sessions import changed_lately, not_held
from leerwerk.notices.models import Matter
from leerwerk.privacy.actor import SYSTEM
from tests.learning.lessons import FIRST, LAST, TODAY, Lessons, slot

pytestmark = pytest.mark.django_db


def _at(day: date, dagdeel: str) -> dict[str, Any]:
    """A moment as moving takes it: the usual hours of a dagdeel on a day."""
    begins, ends = hours_of(dagdeel)
    return {"day": day, "dagdeel": dagdeel, "begins": begins, "ends": ends}


def test_a_lesson_is_planned_in_every_week_but_not_on_a_holiday_nor_when_the_school_is_closed(
    lessons: Lessons,
) -> None:
    lotte = lessons.actor("lotte")
    assert Session.objects.filter(day=date(2027, 5, 4)).exists(), "remembrance day is no holiday"
    assert not Session.objects.filter(day=date(2027, 4, 27)).exists(), "king's day"
    closed = ClosedDays(
        organisation=lessons.running.cast.school, name="mei", first=date(2027, 8, 2), last=date(2027, 8, 6)
    )
    close_days(closed=closed, by=lotte)
    add_slot(slot=slot(lessons.cohort, "wed-am", until=date(2027, 9, 1)), by=lotte)
    done = plan_sessions(cohort=lessons.cohort, first=FIRST, last=date(2027, 9, 1), by=lotte)
    assert date(2027, 8, 4) in {one.day for one in done.skipped if one.why is Skip.CLOSED}
    assert not Session.objects.filter(day=date(2027, 8, 4)).exists()
    open_days(closed=ClosedDays.objects.get(), by=lotte)
    assert plan_sessions(cohort=lessons.cohort, first=FIRST, last=date(2027, 9, 1), by=lotte).made == 1


def test_planning_twice_makes_no_session_twice_and_leaves_what_was_changed(lessons: Lessons) -> None:
    lotte, before = lessons.actor("lotte"), Session.objects.count()
    moved = lessons.on(date(2027, 3, 16))
    move_session(
        session=moved,
        **_at(date(2027, 3, 17), "wed-am"),
        reason=ChangeReason.ROOM,
        by=lotte,
    )
    cancel_session(session=lessons.on(date(2027, 3, 18)), reason=ChangeReason.TEACHER, by=lotte)
    done = plan_sessions(cohort=lessons.cohort, first=FIRST, last=LAST, by=lotte)
    assert (done.made, Session.objects.count()) == (0, before)


def test_who_holds_a_session_follows_from_what_it_is(lessons: Lessons) -> None:
    school = lessons.running.cast.school
    assert {one.keeper for one in Session.objects.select_related("keeper")} == {school}, "no language school: the other"
    add_slot(slot=slot(lessons.cohort, "fri-am", "coaching"), by=lessons.actor("roos"))
    plan_sessions(cohort=lessons.cohort, first=FIRST, last=LAST, by=lessons.actor("roos"))
    mentor = lessons.running.cast.mo.memberships.get().organisation
    coached = Session.objects.filter(activity="coaching").select_related("keeper")
    assert {one.keeper for one in coached} == {mentor}


def test_two_lessons_at_once_are_refused_and_the_same_one_twice_is_one(lessons: Lessons) -> None:
    lotte = lessons.actor("lotte")
    with pytest.raises(TwoAtOnce):
        add_slot(slot=slot(lessons.cohort, "tue-am", "language"), by=lotte)
    same = add_slot(slot=slot(lessons.cohort, "tue-am"), by=lotte)
    assert WeekSlot.objects.filter(dagdeel="tue-am").get() == same
    one = lessons.on(date(2027, 3, 16))
    one.pk, one.slot = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_a_row_that_ends_takes_what_is_still_to_come_along_and_leaves_what_was_held(lessons: Lessons) -> None:
    lessons.record(date(2027, 3, 9))
    row = WeekSlot.objects.get(dagdeel="tue-am")
    gone = end_slot(slot=row, last=TODAY, by=lessons.actor("lotte"))
    assert gone > 10
    assert Session.objects.filter(slot=row).latest("day").day == date(2027, 3, 9)
    never = add_slot(slot=slot(lessons.cohort, "fri-pm", since=date(2027, 5, 1)), by=lessons.actor("lotte"))
    end_slot(slot=never, last=TODAY, by=lessons.actor("lotte"))
    assert not WeekSlot.objects.filter(pk=never.pk).exists()


def test_a_moved_lesson_is_told_and_can_be_moved_once_more_but_not_onto_another(lessons: Lessons) -> None:
    lotte, session = lessons.actor("lotte"), lessons.on(date(2027, 3, 16))
    new = _at(date(2027, 3, 17), "wed-pm")
    moved = move_session(session=session, **new, reason=ChangeReason.TEACHER, by=lotte)
    again = move_session(session=session, **new, reason=ChangeReason.TEACHER, by=lotte)
    assert (moved.state, moved.planned_on, again.change) == (SessionState.MOVED, date(2027, 3, 16), 1)
    assert [one.pk for one in changed_lately(not_held(lessons.amal), TODAY)] == [session.pk]
    taken = _at(date(2027, 3, 18), "thu-am")
    with pytest.raises(InTheWay):
        move_session(session=session, **taken, reason=ChangeReason.TEACHER, by=lotte)


def test_what_was_held_is_not_moved_or_cancelled_any_more(lessons: Lessons) -> None:
    session = lessons.record(date(2027, 3, 9))
    lotte = lessons.actor("lotte")
    with pytest.raises(AlreadyHeld):
        cancel_session(session=session, reason=ChangeReason.ROOM, by=lotte)
    with pytest.raises(AlreadyHeld):
        move_session(session=session, **_at(TODAY, "wed-am"), reason=ChangeReason.ROOM, by=lotte)


def test_cancelling_twice_is_one_change_and_frees_the_dagdeel(lessons: Lessons) -> None:
    lotte, session = lessons.actor("lotte"), lessons.on(date(2027, 3, 16))
    for _press in range(2):
        cancel_session(session=session, reason=ChangeReason.WEATHER, by=lotte)
    assert Session.objects.get(pk=session.pk).change == 1
    other = lessons.on(date(2027, 3, 18))
    new = _at(date(2027, 3, 16), "tue-am")
    assert move_session(session=other, **new, reason=ChangeReason.WORK, by=lotte).day == date(2027, 3, 16)


def _asked() -> set[int]:
    open_now = Matter.objects.filter(kind="learning.attendance", closed_at=None)
    assert {(one.function, one.organisation and one.organisation.code) for one in open_now} <= {("educator", "school")}
    return set(open_now.values_list("subject_id", flat=True))


def test_the_school_is_asked_for_each_session_that_nobody_recorded_until_it_is(lessons: Lessons) -> None:
    ask_for_attendance(0)
    past = set(Session.objects.filter(day__lt=TODAY).values_list("pk", flat=True))
    assert _asked() == past
    assert remind(region=lessons.running.cast.region, today=TODAY, by=SYSTEM) == 0, "nobody is asked twice"
    recorded = lessons.record(date(2027, 3, 9))
    cancelled = cancel_session(
        session=lessons.on(date(2027, 3, 4)), reason=ChangeReason.TEACHER, by=lessons.actor("lotte")
    )
    assert _asked() == past - {recorded.pk, cancelled.pk}
