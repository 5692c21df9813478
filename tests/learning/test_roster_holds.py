"""What letting a roster hold changes, what it leaves as it is, and who is told of what."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from leerwerk.learning.actions.pattern import add_slot, end_slot, plan_sessions
from leerwerk.learning.actions.rosters import (
    Taken,
    take_roster,
)
from leerwerk.learning.actions.sessions import cancel_session, move_session
from leerwerk.learning.dagdelen import NUMBERS, hours_of
from leerwerk.learning.enums import ChangeReason
from leerwerk.learning.models import ResourceWeek, Roster, RosterShift, Session, WeekSlot
from leerwerk.learning.queries.work_days import work_by_week
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import Outgoing
from leerwerk.parties.models import Site
from leerwerk.placement.models import Seat
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from tests.learning.lessons import FIRST, LAST, TODAY, Lessons, slot
from tests.learning.rostering import MONDAY, Rostering, build_rostering

pytestmark = pytest.mark.django_db
DESIGNED = ["mon-am", "mon-pm", "wed-am", "wed-pm"]  # where the design of *groen* has its language lessons


@pytest.fixture
def rostering(lessons: Lessons) -> Rostering:
    """A region that can be rostered."""
    return build_rostering(lessons)


def _also(rostering: Rostering, dagdeel: str, activity: str = "theory", **facts: Any) -> WeekSlot:
    """One row more in the week pattern, with its sessions."""
    row, lotte = slot(rostering.lessons.cohort, dagdeel, activity), rostering.lessons.actor("lotte")
    for name, value in facts.items():
        setattr(row, name, value)
    add_slot(slot=row, by=lotte)
    plan_sessions(cohort=rostering.lessons.cohort, first=FIRST, last=LAST, by=lotte)
    return row


def _take(rostering: Rostering, roster: Roster | None = None) -> Taken:
    return take_roster(roster=roster or rostering.found(), by=rostering.lessons.actor("roos"))


def test_lessons_in_the_evening_stay(rostering: Rostering) -> None:
    evening = _also(rostering, "tue-eve")
    days = set(evening.sessions.values_list("day", flat=True))
    _take(rostering)
    assert WeekSlot.objects.get(pk=evening.pk).until == LAST
    assert set(evening.sessions.values_list("day", flat=True)) == days


def _moved(rostering: Rostering, session: Session, day: date, dagdeel: str) -> Session:
    begins, ends = hours_of(dagdeel)
    moment: dict[str, Any] = {"day": day, "dagdeel": dagdeel, "begins": begins, "ends": ends}
    return move_session(session=session, **moment, reason=ChangeReason.ROOM, by=rostering.lessons.actor("lotte"))


def test_what_was_moved_or_cancelled_stays_when_a_row_ends(rostering: Rostering) -> None:
    lessons, lotte = rostering.lessons, rostering.lessons.actor("lotte")
    moved = _moved(rostering, lessons.on(date(2027, 3, 16)), date(2027, 3, 19), "fri-am")
    off = cancel_session(session=lessons.on(date(2027, 3, 23)), reason=ChangeReason.EXAM, by=lotte)
    end_slot(slot=WeekSlot.objects.get(dagdeel="tue-am"), last=TODAY, by=lotte)
    left = Session.objects.filter(day__gt=TODAY, activity="theory")
    assert set(left) == {moved, off}, "it was arranged by itself, and everybody was told"


def test_what_was_moved_or_cancelled_stays_when_a_roster_holds_and_is_not_given_once_more(
    rostering: Rostering,
) -> None:
    lotte, (first, second) = rostering.lessons.actor("lotte"), (MONDAY, MONDAY + timedelta(days=7))
    row = _also(rostering, "mon-am", "language")  # the roster has it too, by Tessa
    moved = _moved(rostering, row.sessions.get(day=first), first + timedelta(days=4), "fri-pm")
    off = cancel_session(session=row.sessions.get(day=second), reason=ChangeReason.EXAM, by=lotte)
    other = _moved(rostering, rostering.lessons.on(date(2027, 3, 16)), date(2027, 3, 19), "fri-am")
    _take(rostering)
    assert {moved, off, other} <= set(Session.objects.all())
    assert not Session.objects.filter(day=first, dagdeel="mon-am").exists()
    assert Session.objects.get(day=second, dagdeel="mon-am") == off
    assert Session.objects.get(day=second + timedelta(days=14), dagdeel="mon-am").teacher == rostering.tessa


def test_work_in_the_week_pattern_makes_room_for_a_lesson_and_stays_elsewhere(rostering: Rostering) -> None:
    for dagdeel in ("mon-am", "fri-am"):
        _also(rostering, dagdeel, "work")
    assert _take(rostering).groups == 1
    until = dict(WeekSlot.objects.filter(activity="work").values_list("dagdeel", "until"))
    assert until == {"mon-am": MONDAY - timedelta(days=1), "fri-am": LAST}


def test_a_lesson_that_stays_keeps_its_hours_place_and_teacher_and_only_what_differs_begins_anew(
    rostering: Rostering,
) -> None:
    tessa, lokaal = rostering.tessa, rostering.room
    site = Site.objects.create(
        organisation=rostering.lessons.running.cast.school, name="Dependance", municipality_id="GM0344"
    )
    its: dict[str, Any] = {"teacher": tessa, "room": lokaal, "site": site, "begins": time(9, 30)}
    same = _also(rostering, "mon-am", "language", **its)
    short = _also(rostering, "mon-pm", "language", **its | {"begins": time(14), "until": date(2027, 4, 30)})
    nobody = _also(rostering, "wed-am", "language", **its | {"teacher": None})
    days = set(same.sessions.values_list("pk", "day"))
    _take(rostering)
    assert set(same.sessions.values_list("pk", "day")) >= days, "the same sessions, for every calendar"
    assert WeekSlot.objects.filter(dagdeel="mon-am").earliest("since") == same
    assert set(WeekSlot.objects.filter(dagdeel="mon-pm").values_list("since", "site", "begins", "teacher")) == {
        (FIRST, site.pk, time(14), tessa.pk),
        (date(2027, 5, 1), site.pk, time(14), tessa.pk),
    }
    nobody.refresh_from_db()
    assert nobody.until == MONDAY - timedelta(days=1)
    new = WeekSlot.objects.get(dagdeel="wed-am", since=MONDAY)
    assert (new.teacher, new.site, new.begins) == (tessa, site, time(9, 30))
    assert short.sessions.filter(day__gt=MONDAY).exists()


def test_a_roster_of_the_pre_track_leaves_what_comes_after_it(rostering: Rostering) -> None:
    cohort = rostering.lessons.cohort
    design = design_of(cohort.version)
    cohort.starts_on -= group_days(cohort, design).learn_work - date(2027, 4, 5)
    cohort.save()
    days = group_days(cohort, design)
    assert days.pre_track < MONDAY < days.learn_work < LAST
    after = Session.objects.filter(cohort=cohort, day__gte=days.learn_work)
    before = set(after.values_list("pk", "day"))
    _take(rostering)
    assert before
    assert set(after.values_list("pk", "day")) == before
    rows = WeekSlot.objects.filter(dagdeel="thu-am").order_by("since").values_list("since", "until")
    assert list(rows) == [(FIRST, MONDAY - timedelta(days=1)), (days.learn_work, LAST)]


def test_a_teacher_of_whom_rosters_know_nothing_stays(rostering: Rostering) -> None:
    ResourceWeek.objects.all().delete()
    row = _also(rostering, "mon-am", "language", teacher=rostering.tessa)
    _take(rostering)
    stays = WeekSlot.objects.filter(dagdeel="mon-am", until__gte=MONDAY).earliest("since")
    assert (stays, stays.teacher) == (row, rostering.tessa)


def _works(enrolment: Enrolment, monday: date) -> list[str]:
    rows = Enrolment.objects.select_related("seat__workplace").filter(pk=enrolment.pk)
    work = work_by_week(list(rows), [monday])[enrolment.pk, monday]
    return [dagdeel for _day, dagdeel in work.expected]


def test_who_works_no_dagdeel_by_the_newest_roster_does_not_work_by_an_older_one(rostering: Rostering) -> None:
    amal = rostering.lessons.amal
    _take(rostering)
    assert _works(amal, MONDAY)
    seat = Seat.objects.get(enrolment=amal)
    seat.delete()
    _take(rostering, rostering.found(MONDAY + timedelta(days=7)))
    seat.save(force_insert=True)  # a workplace again, which has work on many dagdelen
    assert _works(amal, MONDAY + timedelta(days=7)) == []
    assert _works(rostering.lessons.samuel, MONDAY + timedelta(days=7))


def _works_only(of: Enrolment, *dagdelen: str) -> None:
    """Let somebody be free for lessons, and for work in few dagdelen."""
    mask = sum(1 << NUMBERS[one] for one in (*DESIGNED, *dagdelen))
    Profile.objects.filter(candidate=of.candidate).update(available=mask)


def _letters() -> dict[str, Outgoing]:
    """The letters since the last look, by the name in their address."""
    found = {row.address.partition("@")[0]: row for row in Outgoing.objects.filter(kind=LetterKind.LESSON)}
    Outgoing.objects.all().delete()
    return found


def test_everybody_reads_in_one_letter_when_those_work_whom_they_know(rostering: Rostering) -> None:
    amal, samuel = rostering.lessons.amal, rostering.lessons.samuel
    _works_only(amal, "thu-am", "fri-am")
    _works_only(samuel, "fri-am", "fri-pm")
    assert _take(rostering).letters == 4
    first = _letters()
    assert first.keys() == {"amal", "bas", "els", "lotte"}
    for word in ("u op:\n- donderdagochtend\n- vrijdagochtend\n", "maandagochtend, 09:00"):
        assert word in first["amal"].body, word
    assert "- vrijdagochtend: 2 deelnemers\n- vrijdagmiddag: 1 deelnemer\n" in first["bas"].body
    assert "- vrijdagochtend: 1 deelnemer\n- vrijdagmiddag: 1 deelnemer\n" in first["els"].body, "of Samuel alone"
    assert "vrijdag" not in first["lotte"].body, "a school reads of lessons"
    names = {row.given_name for row in Candidate.objects.all()}
    assert not [one for row in first.values() for one in names if one in row.subject + row.body]


def test_who_works_at_another_moment_is_told_and_nobody_else_when_no_lesson_changes(rostering: Rostering) -> None:
    amal, samuel, week = rostering.lessons.amal, rostering.lessons.samuel, timedelta(days=7)
    _take(rostering)
    _letters()
    old = RosterShift.objects.get(enrolment=samuel).dagdelen
    _works_only(amal, *[one for one in ("tue-am", "tue-pm", "thu-am", "thu-pm") if not old >> NUMBERS[one] & 1][:2])
    assert _take(rostering, rostering.found(MONDAY + week)).groups == 0
    told = _letters()
    assert told.keys() == {"amal", "bas"}
    assert told["amal"].subject == "Het werk vanaf 22 maart"
    assert "lessen zijn" not in told["amal"].body
    Seat.objects.filter(enrolment=samuel).delete()
    _take(rostering, rostering.found(MONDAY + week * 2))
    told = _letters()
    assert told.keys() == {"bas", "els"}, "who guides him tells Samuel, who has no address"
    assert "geen werk" in told["els"].body
    assert "1 deelnemer die u begeleidt" in told["els"].body
    Candidate.objects.filter(pk=samuel.candidate_id).update(email="samuel@example.org")
    _take(rostering, rostering.found(MONDAY + week * 3))
    assert not _letters(), "for nobody does anything change"
