"""Who was there: once, whoever presses how often; corrections stay visible; signals call for a call."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from leerwerk.engine.attendance import SignalCode
from leerwerk.learning.actions.attendance import (
    NotHeldYet,
    RecordedElsewhere,
    RecordedMeanwhile,
    record_attendance,
    record_work,
)
from leerwerk.learning.actions.sessions import cancel_session
from leerwerk.learning.enums import AbsenceReason, ChangeReason, Presence
from leerwerk.learning.models import Attendance, AttendanceChange, Session, Tally, WorkWeek
from leerwerk.learning.queries.attendance import Mark, own_attendance, work_week
from leerwerk.learning.queries.sessions import not_held, signalled
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.privacy.models import Event
from tests.learning.lessons import ABSENT, PRESENT, TODAY, Lessons

pytestmark = pytest.mark.django_db
TUESDAYS = [
    date(2027, 2, 2),
    date(2027, 2, 9),
    date(2027, 2, 16),
    date(2027, 2, 23),
    date(2027, 3, 2),
    date(2027, 3, 9),
]


def test_lotte_records_a_lesson_behind_the_wall_and_a_second_press_does_nothing(lessons: Lessons) -> None:
    with behind_the_wall(lessons.actor("lotte")):
        lessons.record(TUESDAYS[-1], amal=ABSENT)
        again = lessons.record(TUESDAYS[-1], amal=ABSENT, seen=0)
    assert (again.version, again.state) == (1, "held")
    assert Attendance.objects.count() == 2
    assert Event.objects.filter(kind="learning.recorded_again").count() == 1
    assert not AttendanceChange.objects.exists()


def test_of_two_who_record_at_once_the_second_is_told_and_loses_nothing(lessons: Lessons) -> None:
    lessons.record(TUESDAYS[-1], by="lotte")
    with pytest.raises(RecordedMeanwhile) as refused:
        lessons.record(TUESDAYS[-1], by="roos", seen=0, amal=ABSENT)
    assert refused.value.who == lessons.running.cast.lotte
    assert Attendance.objects.get(enrolment=lessons.amal).presence == "present"


def test_a_correction_keeps_what_was_there_and_who_changed_it(lessons: Lessons) -> None:
    lessons.record(TUESDAYS[-1], amal=ABSENT)
    lessons.record(TUESDAYS[-1], amal=Mark(Presence.EXCUSED, AbsenceReason.UNABLE))
    (change,) = AttendanceChange.objects.all()
    assert (change.before, change.after, change.reason_after) == ("absent", "excused", "unable")
    assert change.person == lessons.running.cast.lotte
    assert Tally.objects.get(enrolment=lessons.amal).expected == 0
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        AttendanceChange.objects.update(before="present")


def test_what_is_still_to_come_or_cancelled_is_not_recorded(lessons: Lessons) -> None:
    with pytest.raises(NotHeldYet):
        lessons.record(date(2027, 3, 11))
    cancel_session(session=lessons.on(TUESDAYS[0]), reason=ChangeReason.ROOM, by=lessons.actor("lotte"))
    with pytest.raises(NotHeldYet):
        lessons.record(TUESDAYS[0])


def test_three_absences_in_a_row_are_a_signal_with_its_sessions(lessons: Lessons) -> None:
    for day in TUESDAYS[:3]:
        lessons.record(day, amal=ABSENT)
    tally = Tally.objects.get(enrolment=lessons.amal)
    assert (tally.absent_in_a_row, tally.percent, tally.signals) == (3, 0, [SignalCode.ABSENT_IN_A_ROW])
    for name, seen in (("karim", [lessons.amal.pk]), ("lotte", [lessons.amal.pk]), ("els", list[int]())):
        with behind_the_wall(lessons.actor(name)):
            assert [who.enrolment for who in signalled(lessons.actor(name))] == seen, name
    lessons.record(TUESDAYS[3])
    assert Tally.objects.get(enrolment=lessons.amal).signals == []


def test_less_than_four_in_five_is_a_signal_and_the_own_page_tells_the_same(lessons: Lessons) -> None:
    for n, day in enumerate(TUESDAYS):
        lessons.record(day, amal=PRESENT if n % 2 else ABSENT)
    tally = Tally.objects.get(enrolment=lessons.amal)
    assert (tally.attended, tally.expected) == (3, 6)
    assert SignalCode.LOW_SHARE_LATELY in tally.signals
    own = own_attendance(lessons.amal, not_held(lessons.amal), TODAY)
    recorded = {signal.code for signal in own.found.signals} - {SignalCode.NOT_RECORDED}
    assert recorded == set(map(SignalCode, tally.signals))
    assert own.unrecorded == Session.objects.filter(day__lte=TODAY, version=0).count()


def test_bas_records_a_week_of_work_on_the_dagdelen_without_lessons(lessons: Lessons) -> None:
    monday, bas = date(2027, 3, 1), lessons.actor("bas")
    with behind_the_wall(bas):
        week = work_week(lessons.amal, monday)
        moments = {(one.day, one.dagdeel) for one in week}
        assert len(moments) == 8
        assert (date(2027, 3, 2), "tue-am") not in moments
        marks = dict.fromkeys(moments, PRESENT)
        first = record_work(enrolment=lessons.amal, monday=monday, marks=marks, seen=0, by=bas)
        again = record_work(enrolment=lessons.amal, monday=monday, marks=marks, seen=0, by=bas)
        late = marks | {(date(2027, 3, 1), "mon-am"): Mark(Presence.LATE)}
        with pytest.raises(RecordedMeanwhile):
            record_work(enrolment=lessons.amal, monday=monday, marks=late, seen=0, by=bas)
    assert (first.version, again.version, WorkWeek.objects.get().version) == (1, 1, 1)
    assert Tally.objects.get(enrolment=lessons.amal).attended == 8


def test_nobody_is_at_two_places_on_one_dagdeel(lessons: Lessons) -> None:
    lessons.record(TUESDAYS[-1])
    taken = {(TUESDAYS[-1], "tue-am"): ABSENT}
    with pytest.raises(RecordedElsewhere):
        record_work(enrolment=lessons.amal, monday=date(2027, 3, 8), marks=taken, seen=0, by=lessons.actor("bas"))
    Attendance.objects.filter(enrolment=lessons.amal).update(session=None, activity="work")
    Session.objects.filter(day=TUESDAYS[-1]).update(state="planned", version=0)
    Attendance.objects.filter(enrolment=lessons.samuel).delete()
    with pytest.raises(RecordedElsewhere) as refused:
        lessons.record(TUESDAYS[-1])
    assert refused.value.enrolments == {lessons.amal.pk}
    with pytest.raises(NotHeldYet):
        record_work(enrolment=lessons.amal, monday=date(2027, 3, 15), marks={}, seen=0, by=lessons.actor("bas"))


def test_who_hides_is_not_recorded_by_who_may_not_see_them(lessons: Lessons) -> None:
    lessons.record(TUESDAYS[0])
    type(lessons.amal).objects.filter(pk=lessons.amal.pk).update(shown=False)
    for name, seen in (("lotte", {lessons.samuel.pk}), ("bas", {lessons.samuel.pk}), ("karim", {lessons.amal.pk})):
        with behind_the_wall(lessons.actor(name)):
            assert set(Attendance.objects.values_list("enrolment", flat=True)) == seen, name
            assert set(Tally.objects.values_list("enrolment", flat=True)) == seen, name
            for one in (lessons.amal, lessons.samuel):
                own = own_attendance(one, (), TODAY)
                assert bool(own.rows) == (one.pk in seen), name
    lotte, session = lessons.actor("lotte"), lessons.on(TUESDAYS[1])
    with behind_the_wall(lotte), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        record_attendance(session=session, marks={lessons.amal.pk: PRESENT}, seen=0, by=lotte)
