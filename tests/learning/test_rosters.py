"""A roster is asked for, searched, changed by hand and taken: without a clash, and nobody's week changes before."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from leerwerk.engine.model import Activity
from leerwerk.learning.actions.rosters import (
    NotNow,
    StillClashes,
    Taken,
    lay_again,
    let_go,
    let_shift_go,
    move_lesson,
    move_shift,
    put_aside,
    save_resource_week,
    take_roster,
)
from leerwerk.learning.dagdelen import NUMBERS, WHOLE_WEEK
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import ResourceWeek, Roster, RosterShift, Session, WeekSlot
from leerwerk.learning.queries.attendance import work_week
from leerwerk.learning.queries.roster_question import taught_on
from leerwerk.learning.queries.rosters import is_silent, looked_at, offered_to, options_for
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import Outgoing
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Seat
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.enums import ResourceKind, Stage
from leerwerk.trajectories.models import Resource
from tests.cast import candidate
from tests.enrolling import enrol
from tests.learning.lessons import Lessons
from tests.learning.rostering import MONDAY, Rostering, build_rostering, more_groups, room, searched, teacher

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
    by_roster = [NUMBERS[one.dagdeel] for one in work_week(lessons.amal, MONDAY)]
    assert sum(1 << number for number in by_roster) == works, "that is what Bas records"
    assert len(work_week(lessons.amal, date(2027, 3, 8))) == 8, "before that what the workplace offers"


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


def test_work_stays_where_somebody_put_it_until_it_is_let_go(rostering: Rostering) -> None:
    roos, roster = rostering.lessons.actor("roos"), rostering.found()
    shift = roster.shifts.get(enrolment=rostering.lessons.amal)
    free = [code for code in ("tue-am", "tue-pm", "thu-am") if not shift.dagdelen >> NUMBERS[code] & 1]
    gone = next(code for code, slot in NUMBERS.items() if shift.dagdelen >> slot & 1)
    for _press in range(2):
        move_shift(shift=shift, gone=gone, come=free[0], by=roos)
    put = 1 << NUMBERS[free[0]]
    assert roster.shifts.get(enrolment=rostering.lessons.amal).kept == put
    again = searched(lay_again(roster=roster, near=False, by=roos))
    shift = again.shifts.get(enrolment=rostering.lessons.amal)
    assert shift.dagdelen & put == shift.kept == put, "the search leaves it there"
    assert shift.dagdelen.bit_count() == 2
    RosterShift.objects.filter(pk=shift.pk).update(dagdelen=shift.dagdelen & ~put | 1 << NUMBERS["mon-am"])
    rules = {clash.rule for clash in looked_at(again).clashes}
    assert rules == {"shift_lock", "lesson_and_shift"}
    let_shift_go(shift=shift, by=roos)
    assert {clash.rule for clash in looked_at(again).clashes} == {"lesson_and_shift"}
    put_aside(roster=again, by=roos)
    for change in (move_shift, let_shift_go):
        with pytest.raises(NotNow):
            change(shift=shift, by=roos, **({"gone": gone, "come": gone} if change is move_shift else {}))


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


def test_whoever_moves_a_lesson_is_told_the_same_without_the_people_whom_it_does_not_concern(
    rostering: Rostering,
) -> None:
    lessons, places = rostering.lessons, rostering.lessons.running.small.workplaces
    (other,) = more_groups(lessons, 1)
    newcomers = [
        enrol(candidate(f"U-80{n}", f"Nieuw{n}", lessons.running.cast.utrecht), other, Stage.LEARN_WORK) for n in (0, 1)
    ]
    for enrolment, place in zip(newcomers, (lessons.amal.seat.workplace, places[1]), strict=True):
        Seat.objects.create(enrolment=enrolment, workplace=place)
    roster = rostering.found()
    lesson = rostering.one(roster, "mon-am")
    everybody, near = looked_at(roster), looked_at(roster, lesson.cohort_id)
    people = [{one.id for one in looked.asked.question.participants} for looked in (everybody, near)]
    assert people[0] - people[1] == {f"p{newcomers[1].pk}"}, "who works beside them stays"
    assert options_for(near, lesson) == options_for(everybody, lesson)


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


def _of(resource: Resource, organisation: Organisation | None) -> Resource:
    Resource.objects.filter(pk=resource.pk).update(organisation=organisation)
    return resource


def test_a_lesson_is_in_a_room_of_a_school_of_its_group_or_of_nobody(rostering: Rostering) -> None:
    cast = rostering.lessons.running.cast
    elsewhere = Organisation.objects.create(
        name="Andere school", kind=OrganisationKind.EDUCATOR, region=cast.region, municipality_id="GM0344"
    )
    theirs = _of(room(rostering.lessons, "Lokaal 9"), elsewhere)
    roster = rostering.found()
    assert {row.room for row in roster.lessons.select_related("room")} == {rostering.room}
    lesson = rostering.one(roster, "mon-am")
    assert theirs.pk not in [week.pk for week in offered_to(looked_at(roster), lesson)]
    move_lesson(lesson=lesson, dagdeel="fri-am", room=theirs.pk, by=rostering.lessons.actor("roos"))
    assert [clash.rule for clash in looked_at(roster).clashes] == ["room_place"]
    _of(theirs, None)
    assert looked_at(roster).clashes == ()
    _of(theirs, elsewhere)
    ResourceWeek.objects.filter(resource=rostering.room).update(dagdelen=1)
    again = rostering.found()
    assert again.state == RosterState.IMPOSSIBLE
    _of(rostering.room, elsewhere)
    assert rostering.found().lessons.filter(room=None).count() == 4, "rooms of its own schools are not known"


def test_whoever_mentors_a_group_coaches_it_and_nobody_elses_mentor_does(rostering: Rostering) -> None:
    lessons = rostering.lessons
    cast = lessons.running.cast
    mentoring = cast.mo.memberships.get().organisation
    mo, other = (teacher(lessons, name, ResourceKind.MENTOR) for name in ("Mo", "Bram"))
    _of(mo, mentoring)
    _of(other, cast.groenwerk)
    taught = taught_on(rostering.region.pk, MONDAY)[0]
    weeks = {week.resource.name: week for week in ResourceWeek.objects.select_related("resource")}
    assert [
        name for name in ("Mo", "Bram") if weeks[name].resource.organisation_id in taught.owners(Activity.COACHING)
    ] == ["Mo"]
    assert weeks["Mo"].resource.organisation_id not in taught.owners(Activity.THEORY)
    _of(other, None)
    assert other.organisation_id in taught.owners(Activity.COACHING)


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
