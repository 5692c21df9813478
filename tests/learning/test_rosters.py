"""A roster is asked for, searched, changed by hand and taken: without a clash, and nobody's week changes before."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from leerwerk.learning.actions.pattern import add_slot, end_slot, plan_sessions
from leerwerk.learning.actions.rosters import (
    NotNow,
    StillClashes,
    Taken,
    lay_again,
    let_go,
    move_lesson,
    put_aside,
    save_resource_week,
    take_roster,
)
from leerwerk.learning.actions.sessions import cancel_session, move_session
from leerwerk.learning.dagdelen import NUMBERS, WHOLE_WEEK, hours_of
from leerwerk.learning.enums import ChangeReason, RosterState
from leerwerk.learning.models import ResourceWeek, Roster, RosterShift, Session, WeekSlot
from leerwerk.learning.queries.attendance import work_week
from leerwerk.learning.queries.rosters import is_silent, looked_at, options_for
from leerwerk.learning.queries.shifts import shifts_of, works_on
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import Outgoing
from leerwerk.parties.models import Site
from leerwerk.placement.models import Seat
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from tests.learning.lessons import FIRST, LAST, TODAY, Lessons, slot
from tests.learning.rostering import MONDAY, Rostering, build_rostering, more_groups, searched, teacher

pytestmark = pytest.mark.django_db
DESIGNED = ["mon-am", "mon-pm", "wed-am", "wed-pm"]  # where the design of *groen* has its language lessons


@pytest.fixture
def rostering(lessons: Lessons) -> Rostering:
    """A region that can be rostered."""
    return build_rostering(lessons)


def _dagdelen(roster: Roster) -> list[str]:
    return sorted(roster.lessons.values_list("dagdeel", flat=True))


def _only(rostering: Rostering, mask: int) -> None:
    """Let Tessa be there on few dagdelen."""
    week = ResourceWeek(resource=rostering.tessa, dagdelen=mask)
    save_resource_week(resource=rostering.tessa, week=week, by=rostering.lessons.actor("lotte"))


def test_a_roster_has_every_lesson_with_its_teacher_and_room_and_nobody_works_then(rostering: Rostering) -> None:
    roster = rostering.found()
    assert roster.state == RosterState.FOUND
    assert _dagdelen(roster) == DESIGNED, "where the design has them"
    assert {(row.teacher, row.room) for row in roster.lessons.select_related("teacher", "room")} == {
        (rostering.tessa, rostering.room)
    }
    learn = sum(1 << NUMBERS[code] for code in DESIGNED)
    works = {row.enrolment: row.dagdelen for row in roster.shifts.select_related("enrolment")}
    assert works.keys() == {rostering.lessons.amal, rostering.lessons.samuel}
    assert all(mask.bit_count() == 2 and not mask & learn for mask in works.values()), "as much as the design says"
    assert looked_at(roster).clashes == ()


def test_designs_give_way_when_the_groups_share_a_teacher(rostering: Rostering) -> None:
    more_groups(rostering.lessons, 1)
    roster = rostering.found()
    assert roster.state == RosterState.FOUND
    given = list(roster.lessons.values_list("teacher", "dagdeel"))
    assert len(given) == len(set(given)) == 8, "Tessa is at one place at a time"
    assert roster.costs["moved_lesson"] > 0


def test_nothing_changes_for_anybody_until_it_is_taken(rostering: Rostering) -> None:
    lessons = rostering.lessons
    lessons.record(date(2027, 3, 9))
    roster = rostering.found()
    pattern = set(WeekSlot.objects.values_list("dagdeel", "until"))
    assert pattern == {("tue-am", date(2027, 7, 30)), ("thu-am", date(2027, 7, 30))}
    done = take_roster(roster=roster, by=lessons.actor("roos"))
    assert done.groups == 1
    assert done.sessions > 0
    letters = Outgoing.objects.filter(kind=LetterKind.LESSON)
    assert done.letters == letters.count() > 0, "whom it concerns is told"
    ended = WeekSlot.objects.filter(until=date(2027, 3, 14))
    assert set(ended.values_list("dagdeel", flat=True)) == {"tue-am", "thu-am"}
    lately = Session.objects.filter(day__range=(MONDAY, MONDAY + timedelta(days=4)))
    assert sorted(lately.values_list("dagdeel", flat=True)) == DESIGNED
    assert {(one.teacher, one.room) for one in lately} == {(rostering.tessa, rostering.room)}
    assert Session.objects.filter(day=date(2027, 3, 9), state="held").exists(), "what was recorded stays"
    assert Session.objects.filter(day=date(2027, 3, 11)).exists(), "this week stays as it was"
    works = roster.shifts.get(enrolment=lessons.amal).dagdelen
    by_roster = [NUMBERS[one.dagdeel] for one in work_week(lessons.amal, lessons.cohort, MONDAY)]
    assert sum(1 << number for number in by_roster) == works, "that is what Bas records"
    assert len(work_week(lessons.amal, lessons.cohort, date(2027, 3, 8))) == 8, "before that what the workplace offers"


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


def test_taking_it_twice_is_taking_it_once_and_then_it_is_not_changed_any_more(rostering: Rostering) -> None:
    roos = rostering.lessons.actor("roos")
    roster = rostering.found()
    take_roster(roster=roster, by=roos)
    count = Session.objects.count()
    assert take_roster(roster=roster, by=roos).groups == 0
    assert Session.objects.count() == count
    same = rostering.found(MONDAY + timedelta(days=7))
    assert take_roster(roster=same, by=roos) == Taken(groups=0, sessions=0, letters=0), "nobody's week changes"
    lesson = rostering.one(roster, "mon-am")
    changes: tuple[Callable[[], object], ...] = (
        lambda: move_lesson(lesson=lesson, dagdeel="fri-am", by=roos),
        lambda: let_go(lesson=lesson, by=roos),
        lambda: put_aside(roster=roster, by=roos),
        lambda: lay_again(roster=roster, near=True, by=roos),
    )
    for change in changes:
        with pytest.raises(NotNow):
            change()


def test_who_works_no_dagdeel_by_the_newest_roster_does_not_work_by_an_older_one(rostering: Rostering) -> None:
    amal = rostering.lessons.amal
    _take(rostering)
    assert works_on(shifts_of(amal.pk), MONDAY)
    assert works_on(shifts_of(amal.pk), TODAY) is None, "no roster held then"
    Seat.objects.filter(enrolment=amal).delete()
    _take(rostering, rostering.found(MONDAY + timedelta(days=7)))
    assert works_on(shifts_of(amal.pk), MONDAY + timedelta(days=7)) == 0
    assert works_on(shifts_of(rostering.lessons.samuel.pk), MONDAY + timedelta(days=7))


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
    old = shifts_of(samuel.pk)[0][1]
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


def test_the_next_roster_stays_where_the_first_one_put_everybody(rostering: Rostering) -> None:
    roos = rostering.lessons.actor("roos")
    first = rostering.found()
    move_lesson(lesson=rostering.one(first, "mon-pm"), dagdeel="fri-am", by=roos)
    take_roster(roster=searched(lay_again(roster=first, near=True, by=roos), near=True), by=roos)
    second = rostering.found(MONDAY + timedelta(days=14))
    assert _dagdelen(second) == ["fri-am", "mon-am", "wed-am", "wed-pm"]
    assert not [name for name in second.costs if name.startswith("moved")]


def test_a_lesson_stays_where_somebody_put_it_and_who_worked_then_works_at_another_moment(
    rostering: Rostering,
) -> None:
    roos = rostering.lessons.actor("roos")
    roster = rostering.found()
    RosterShift.objects.filter(roster=roster).update(dagdelen=1 << NUMBERS["fri-am"] | 1 << NUMBERS["fri-pm"])
    move_lesson(lesson=rostering.one(roster, "mon-pm"), dagdeel="fri-am", by=roos)
    assert _dagdelen(roster) == ["fri-am", "mon-am", "wed-am", "wed-pm"]
    swapped = 1 << NUMBERS["mon-pm"] | 1 << NUMBERS["fri-pm"]
    assert set(roster.shifts.values_list("dagdelen", flat=True)) == {swapped}
    assert looked_at(roster).clashes == ()
    again = searched(lay_again(roster=roster, near=False, by=roos))
    assert rostering.one(again, "fri-am").kept
    let_go(lesson=rostering.one(again, "fri-am"), by=roos)
    assert _dagdelen(searched(lay_again(roster=again, near=False, by=roos))) == DESIGNED


def test_moving_it_where_the_teacher_is_not_there_says_so_and_then_it_cannot_be_taken(rostering: Rostering) -> None:
    roos = rostering.lessons.actor("roos")
    _only(rostering, WHOLE_WEEK & ~(1 << NUMBERS["fri-am"]))
    roster = rostering.found()
    lesson = rostering.one(roster, "mon-am")
    option = options_for(looked_at(roster), lesson)[NUMBERS["fri-am"]]
    assert [clash.rule for clash in option.change.brings] == ["teacher_absent"]
    move_lesson(lesson=lesson, dagdeel="fri-am", by=roos)
    with pytest.raises(StillClashes):
        take_roster(roster=roster, by=roos)
    assert Roster.objects.get().state == RosterState.FOUND
    nina = teacher(rostering.lessons, "Nina", dagdelen=1 << NUMBERS["fri-am"])
    mended = searched(lay_again(roster=roster, near=True, by=roos), near=True)
    assert mended.state == RosterState.IMPOSSIBLE, "Tessa was put there by hand"
    move_lesson(lesson=lesson, dagdeel="fri-am", teacher=nina.pk, by=roos)
    assert take_roster(roster=mended, by=roos).groups == 1


def test_when_nothing_fits_the_reasons_are_named_and_what_to_leave_out(rostering: Rostering) -> None:
    _only(rostering, 0b111)
    roster = rostering.found()
    assert roster.state == RosterState.IMPOSSIBLE
    assert {(rule["kind"], rule["who"]) for rule in roster.broken} >= {("teacher_absent", f"r{rostering.tessa.pk}")}
    assert roster.ways_out
    with pytest.raises(NotNow):
        take_roster(roster=roster, by=rostering.lessons.actor("roos"))


def test_whoever_is_not_free_is_not_asked_to_work_or_learn_then(rostering: Rostering) -> None:
    friday = 0b11 << NUMBERS["fri-am"]
    learn = sum(1 << NUMBERS[code] for code in DESIGNED)
    Profile.objects.filter(candidate=rostering.lessons.amal.candidate).update(available=learn | friday)
    roster = rostering.found()
    assert roster.shifts.get(enrolment=rostering.lessons.amal).dagdelen == friday


def test_asking_once_more_while_it_is_made_is_the_same_roster(rostering: Rostering) -> None:
    first = rostering.ask()
    assert rostering.ask() == first
    assert rostering.ask(MONDAY + timedelta(days=7)) == first, "one at a time in a region"
    assert searched(first).state == RosterState.FOUND
    assert rostering.ask() != first


def test_an_answer_that_comes_too_late_is_not_written(rostering: Rostering) -> None:
    roos = rostering.lessons.actor("roos")
    roster = rostering.ask()
    Roster.objects.update(asked_at=timezone.now() - timedelta(minutes=10))
    roster.refresh_from_db()
    assert is_silent(roster), "the worker must have stopped"
    again = lay_again(roster=roster, near=False, by=roos)
    assert searched(roster).state == RosterState.WAITING, "the first attempt writes nothing"
    assert searched(again).state == RosterState.FOUND


def test_whoever_comes_in_later_is_seen_when_somebody_looks_and_the_search_takes_them_in(rostering: Rostering) -> None:
    roos = rostering.lessons.actor("roos")
    roster = rostering.found()
    RosterShift.objects.filter(enrolment=rostering.lessons.samuel).delete()
    assert [clash.rule for clash in looked_at(roster).clashes] == ["promised_hours"]
    mended = searched(lay_again(roster=roster, near=True, by=roos), near=True)
    assert looked_at(mended).clashes == ()
    assert _dagdelen(mended) == DESIGNED, "for the others nothing changed"
