"""The pages of rosters: Roos asks, looks, moves and takes; Lotte writes when her teachers and rooms can be used."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerwerk.learning.actions.rosters import ask_for_roster, take_roster
from leerwerk.learning.dagdelen import NUMBERS, WHOLE_WEEK
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import ResourceWeek, Roster, RosterLesson, RosterShift, Session, WeekSlot
from leerwerk.learning.views import rosters
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person, Region
from leerwerk.placement.models import Seat
from tests.cast import build_cast
from tests.learning.lessons import Lessons, build_lessons
from tests.learning.rostering import MONDAY, Rostering, build_rostering, more_groups, room, searched, teacher

type As = Callable[[Person], Client]
TEN = [str(day) for day in range(10)]


@pytest.fixture
def rostering(lessons: Lessons) -> Rostering:
    """A region that can be rostered."""
    return build_rostering(lessons)


def _roos(rostering: Rostering, as_: As) -> Client:
    return as_(rostering.lessons.running.cast.roos)


@pytest.mark.django_db
def test_roos_asks_follows_looks_and_lets_it_hold(rostering: Rostering, as_: As) -> None:
    roos = _roos(rostering, as_)
    answer = roos.post(reverse("learning:rosters"), {"monday": "2027-03-17"})
    roster = Roster.objects.get()
    page = reverse("learning:roster", args=[roster.pk])
    assert (answer.headers["Location"], roster.monday) == (page, MONDAY)
    assert reverse("learning:roster_progress", args=[roster.pk]) in roos.get(page).content.decode()
    assert roos.get(reverse("learning:roster_progress", args=[roster.pk])).status_code == 200
    searched(roster)
    assert roos.get(reverse("learning:roster_progress", args=[roster.pk])).headers["HX-Refresh"] == "true"
    for way in ("groups", "teachers", "rooms", "nonsense"):
        told = roos.get(page, {"by": way}).content.decode()
        assert "Lokaal 1" in told, way
    told = roos.get(page, {"by": "workplaces"}).content.decode()
    for name in ("Amal", "Samuel", "groen"):
        assert name in told, name
    told = roos.post(reverse("learning:roster_take", args=[roster.pk]), follow=True).content.decode()
    assert "1 groep heeft" in told
    assert "lw-chip" in roos.get(page, {"by": "workplaces"}).content.decode()
    assert WeekSlot.objects.filter(since=MONDAY).count() == 4
    assert reverse("learning:roster_lesson", args=[roster.lessons.all()[0].pk]) not in told, "it is not moved any more"


@pytest.mark.django_db
def test_a_roster_in_which_only_work_changes_says_so(rostering: Rostering, as_: As) -> None:
    take_roster(roster=rostering.found(), by=rostering.lessons.actor("roos"))
    Seat.objects.filter(enrolment=rostering.lessons.amal).delete()
    roster = rostering.found(MONDAY + timedelta(days=7))
    told = _roos(rostering, as_).post(reverse("learning:roster_take", args=[roster.pk]), follow=True).content.decode()
    assert "alleen wanneer mensen werken" in told
    assert "brieven" in told


@pytest.mark.django_db
@pytest.mark.parametrize("monday", ["2027-03-10", "2027-03-08", "2029-01-01", "niets", ""])
def test_a_week_that_cannot_be_asked_for_is_refused(rostering: Rostering, as_: As, monday: str) -> None:
    assert _roos(rostering, as_).post(reverse("learning:rosters"), {"monday": monday}).status_code == 422
    assert not Roster.objects.exists()


@pytest.mark.django_db
def test_a_region_without_groups_that_week_says_so(rostering: Rostering, as_: As) -> None:
    rostering.lessons.cohort.starts_on = date(2027, 9, 1)
    rostering.lessons.cohort.save()
    answer = _roos(rostering, as_).post(reverse("learning:rosters"), {"monday": "2027-03-15"})
    assert answer.status_code == 422
    assert not Roster.objects.exists()


@pytest.mark.django_db
def test_roos_sees_why_a_lesson_does_not_fit_before_she_moves_it(rostering: Rostering, as_: As) -> None:
    roos, roster = _roos(rostering, as_), rostering.found()
    week = ResourceWeek.objects.get(resource=rostering.tessa)
    week.dagdelen = WHOLE_WEEK & ~(1 << 8)
    week.save()
    lesson = rostering.one(roster, "mon-am")
    places = roos.get(reverse("learning:roster_places", args=[lesson.pk])).json()
    assert places["mon-am"]["tone"] == "here"
    assert places["fri-am"]["tone"] == "bad"
    assert "Tessa" in places["fri-am"]["text"]
    assert places["tue-am"]["tone"] in {"good", "warn"}
    page = reverse("learning:roster_lesson", args=[lesson.pk])
    assert "Tessa" in roos.get(page).content.decode()
    told = roos.post(page, {"dagdeel": "fri-am"}, follow=True).content.decode()
    assert "Tessa" in told
    assert roos.post(reverse("learning:roster_take", args=[roster.pk])).status_code == 302
    assert not WeekSlot.objects.filter(since=MONDAY).exists()
    assert roos.post(page, {"dagdeel": "sun-am"}).status_code == 422
    assert roos.post(page, {"dagdeel": "tue-am", "teacher": "999"}).status_code == 422
    assert roos.post(reverse("learning:roster_let_go", args=[lesson.pk])).status_code == 302
    assert not RosterLesson.objects.get(pk=lesson.pk).kept


@pytest.mark.django_db
def test_roos_sees_where_somebodys_work_can_be_and_moves_it(rostering: Rostering, as_: As) -> None:
    roos, roster, amal = _roos(rostering, as_), rostering.found(), rostering.lessons.amal
    friday = 0b11 << NUMBERS["fri-am"]
    roster.shifts.update(dagdelen=friday)
    shift = roster.shifts.get(enrolment=amal)
    page = reverse("learning:roster_shift", args=[shift.pk])
    place = amal.seat.workplace_id
    list_ = f"{reverse('learning:roster', args=[roster.pk])}?by=workplaces&at={place}#row-{place}"
    assert f"{page}?gone=fri-am" in roos.get(list_).content.decode()
    told = roos.get(page, {"gone": "fri-pm"}).content.decode()
    assert "heeft les en werkt op maandagochtend" in told
    assert "vrijdagochtend" in told, "it can be chosen what moves"
    assert roos.post(page, {"gone": "fri-pm", "dagdeel": "sun-am"}).status_code == 422
    assert roos.post(page, {"gone": "fri-pm", "dagdeel": "fri-am"}).status_code == 422, "she works then already"
    answer = roos.post(page, {"gone": "fri-pm", "dagdeel": "tue-am"})
    assert answer.headers["Location"] == list_
    told = roos.get(list_).content.decode()
    assert "dinsdagochtend" in told
    assert "1 dagdeel werk blijft" in told
    assert RosterShift.objects.get(pk=shift.pk).kept == 1 << NUMBERS["tue-am"]
    assert roos.get(page).status_code == 200
    assert roos.post(reverse("learning:roster_shift_let_go", args=[shift.pk])).status_code == 302
    assert not RosterShift.objects.get(pk=shift.pk).kept
    RosterShift.objects.filter(pk=shift.pk).update(dagdelen=0)
    assert roos.get(page).status_code == 404, "there is no work to move"
    Roster.objects.update(state=RosterState.TAKEN)
    assert roos.get(page).headers["Location"] == list_
    assert roos.post(reverse("learning:roster_shift_let_go", args=[shift.pk])).headers["Location"] == list_


@pytest.mark.django_db
def test_what_cannot_hold_together_is_told_with_a_way_out(rostering: Rostering, as_: As) -> None:
    roos = _roos(rostering, as_)
    ResourceWeek.objects.filter(resource=rostering.tessa).update(dagdelen=0b11)
    roster = rostering.found()
    told = roos.get(reverse("learning:roster", args=[roster.pk])).content.decode()
    assert "Tessa" in told
    assert "groen" in told
    ResourceWeek.objects.filter(resource=rostering.tessa).update(dagdelen=WHOLE_WEEK)
    assert roos.post(reverse("learning:roster_again", args=[roster.pk])).status_code == 302
    assert searched(Roster.objects.get()).state == RosterState.FOUND


@pytest.mark.django_db
def test_a_conflict_and_a_way_out_say_how_sure_they_are(rostering: Rostering, as_: As) -> None:
    ResourceWeek.objects.filter(resource=rostering.tessa).update(dagdelen=0b11)
    roster, roos = rostering.found(), _roos(rostering, as_)
    assert roster.smallest
    page = reverse("learning:roster", args=[roster.pk])
    told = roos.get(page).content.decode()
    assert "Dit kan niet samen:" in told
    assert f"weegt {roster.ways_out[0]['price']}" in told
    assert "misschien" not in told
    Roster.objects.update(smallest=False, ways_out=[way | {"sure": False} for way in roster.ways_out])
    told = roos.get(page).content.decode()
    assert "misschien zijn het er minder" in told
    assert told.count("misschien niet genoeg") == len(roster.ways_out) > 0


@pytest.mark.django_db
def test_a_search_that_went_silent_can_be_started_again(rostering: Rostering, as_: As) -> None:
    roos, roster = _roos(rostering, as_), rostering.ask()
    Roster.objects.update(asked_at=timezone.now() - timedelta(minutes=10))
    told = roos.get(reverse("learning:roster", args=[roster.pk])).content.decode()
    assert reverse("learning:roster_again", args=[roster.pk]) in told
    assert roos.post(reverse("learning:roster_again", args=[roster.pk])).status_code == 302
    assert Roster.objects.get().attempt == 2
    assert roos.post(reverse("learning:roster_aside", args=[roster.pk])).status_code == 302
    assert Roster.objects.get().state == RosterState.ASIDE


@pytest.mark.django_db
def test_lotte_writes_the_week_of_her_teachers_and_rooms(rostering: Rostering, as_: As) -> None:
    lotte = as_(rostering.lessons.running.cast.lotte)
    new = reverse("learning:new_resource")
    person = {"name": "Nina", "kind": "teacher", "dagdelen": TEN[:4], "liked": TEN[:2], "most": "3"}
    assert lotte.get(new).status_code == 200
    assert lotte.post(new, person).status_code == 302
    nina = ResourceWeek.objects.get(resource__name="Nina")
    assert (nina.dagdelen, nina.liked, nina.most, nina.seats) == (0b1111, 0b11, 3, None)
    assert nina.resource.organisation == rostering.lessons.running.cast.school
    hall = {"name": "Aula", "kind": "classroom", "dagdelen": TEN, "seats": "40", "municipality": "GM0344"}
    assert lotte.post(new, hall).status_code == 302
    wrongs: list[dict[str, object]] = [
        {"seats": ""},
        {"municipality": ""},
        {"dagdelen": []},
        {"name": ""},
        {"seats": -3},
    ]
    for wrong in wrongs:
        assert lotte.post(new, hall | wrong).status_code == 422, wrong
    change = reverse("learning:resource_week", args=[nina.pk])
    assert lotte.get(change).status_code == 200
    assert lotte.post(change, {"dagdelen": TEN, "most": "2"}).status_code == 302
    assert ResourceWeek.objects.get(pk=nina.pk).most == 2
    aula = reverse("learning:resource_week", args=[ResourceWeek.objects.get(resource__name="Aula").pk])
    assert lotte.post(aula, {"dagdelen": TEN, "seats": "30", "municipality": "GM0344"}).status_code == 302
    told = lotte.get(reverse("learning:resources")).content.decode()
    assert "Nina" in told
    assert "Aula" in told


@pytest.mark.django_db
def test_roos_writes_the_week_of_a_mentor_of_who_mentors(rostering: Rostering, as_: As) -> None:
    roos, new = _roos(rostering, as_), reverse("learning:new_resource")
    mentoring = rostering.lessons.running.cast.mo.memberships.get().organisation
    mo = {"name": "Mo", "kind": "mentor", "organisation": str(mentoring.pk), "dagdelen": TEN, "most": "3"}
    assert roos.post(new, mo | {"kind": "teacher"}).status_code == 422
    assert roos.post(new, mo).status_code == 302
    assert ResourceWeek.objects.get(resource__name="Mo").resource.organisation == mentoring


@pytest.mark.django_db
def test_when_somebody_works_is_read_on_their_own_page(rostering: Rostering, as_: As) -> None:
    lessons = rostering.lessons
    take_roster(roster=rostering.found(), by=lessons.actor("roos"))
    own = reverse("learning:participant", args=[lessons.amal.pk])
    amal = as_(Person.objects.get(email="amal@example.org"))
    assert "lw-week" not in amal.get(own).content.decode(), "not yet"
    Roster.objects.update(monday=date(2027, 3, 8))
    assert "lw-week" in amal.get(own).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 2])
def test_pages_ask_the_same_for_one_group_and_for_three(rostering: Rostering, as_: As, count: int) -> None:
    more_groups(rostering.lessons, count)
    for name in ("Nina", "Omar")[:count]:
        teacher(rostering.lessons, name)
        room(rostering.lessons, f"Lokaal van {name}")
    roos, roster = _roos(rostering, as_), rostering.found()
    lesson = RosterLesson.objects.all()[0]
    for name, args, queries in (
        ("roster", [roster.pk], 10),
        ("roster_lesson", [lesson.pk], 10),
        ("roster_places", [lesson.pk], 10),
        ("roster_shift", [RosterShift.objects.filter(roster=roster)[0].pk], 10),
        ("rosters", [], 9),
        ("resources", [], 5),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert roos.get(reverse(f"learning:{name}", args=args)).status_code == 200
        told = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
        assert len(told) == queries, (name, told)


@pytest.mark.django_db
def test_a_long_roster_is_shown_page_by_page_and_stays_where_something_was_moved(
    rostering: Rostering, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "ROWS", 1)
    (other,) = more_groups(rostering.lessons, 1)
    for name in ("Nina", "Omar"):
        teacher(rostering.lessons, name)
        room(rostering.lessons, f"Lokaal van {name}")
    roos, roster = _roos(rostering, as_), rostering.found()
    page, first, second = (
        reverse("learning:roster", args=[roster.pk]),
        f'id="row-{rostering.lessons.cohort.pk}"',
        f'id="row-{other.pk}"',
    )
    for asked, there, away in (
        ({}, first, second),
        ({"page": "2"}, second, first),
        ({"at": str(other.pk)}, second, first),
        ({"at": str(other.pk), "page": "1"}, first, second),
        ({"q": " GROEN-0 "}, second, first),
    ):
        told = roos.get(page, asked).content.decode()
        assert there in told, asked
        assert away not in told, asked
    nothing = roos.get(page, {"q": "bestaat niet", "page": "x", "at": "9" * 30})
    assert "Hier is niets te laten zien" in nothing.content.decode()
    lesson = roster.lessons.filter(cohort=other)[0]
    moved = roos.post(reverse("learning:roster_lesson", args=[lesson.pk]), {"dagdeel": lesson.dagdeel}, follow=True)
    assert second in moved.content.decode()
    assert moved.redirect_chain[0][0].endswith(f"#row-{other.pk}")


@pytest.mark.django_db(transaction=True)
def test_two_directors_who_ask_and_take_at_the_same_moment_get_one_roster_and_one_week(spring: None) -> None:
    with transaction.atomic():
        rostering = build_rostering(build_lessons(build_cast()))
    roos = rostering.lessons.actor("roos")
    region = Region.objects.get(pk=rostering.region.pk)
    wrong: list[BaseException] = []

    def both(do: Callable[[], object]) -> None:
        begin = Barrier(2)

        def one() -> None:
            try:
                begin.wait(timeout=30)
                with behind_the_wall(roos):
                    do()
            except BaseException as error:  # told below, in the thread that looks
                wrong.append(error)
            finally:
                connection.close()

        threads = [Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

    both(lambda: ask_for_roster(region=region, monday=MONDAY, by=roos))
    roster = searched(Roster.objects.get())
    both(lambda: take_roster(roster=roster, by=roos))
    assert wrong == []
    taken = Session.objects.filter(day__range=(MONDAY, MONDAY + timedelta(days=4)))
    assert len(taken) == len({(one.day, one.dagdeel) for one in taken})
