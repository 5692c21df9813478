"""A lesson that changes is told to everybody whom it concerns, each once, in their language, and to nobody else."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.engine.model import Activity
from leerwerk.learning.actions.sessions import cancel_session, move_session, staff_session
from leerwerk.learning.actions.teachers import Instead, TeacherAway, Unanswered, teacher_away
from leerwerk.learning.consequences import InTheWay
from leerwerk.learning.dagdelen import hours_of
from leerwerk.learning.enums import ChangeReason, SessionState
from leerwerk.learning.models import Session, WeekSlot
from leerwerk.learning.telling import tell_week
from leerwerk.notices.actions import say_away
from leerwerk.notices.models import Outgoing
from leerwerk.notices.own_language import BETWEEN, spoken, table
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Person
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort, Resource
from tests.cast import candidate
from tests.enrolling import enrol
from tests.learning.lessons import TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
TUESDAY, WEDNESDAY = date(2027, 3, 16), date(2027, 3, 17)
FIRST, LAST = date(2027, 3, 15), date(2027, 3, 28)  # two weeks: four lessons


def _who() -> set[str]:
    """Who got a letter about a lesson, by the name in their address."""
    return {row.address.partition("@")[0] for row in Outgoing.objects.filter(kind="lesson")}


def _to(name: str) -> Outgoing:
    return Outgoing.objects.get(kind="lesson", address=f"{name}@example.org")


def _teacher(lessons: Lessons, name: str, **facts: Any) -> Resource:
    given = {"region": lessons.cohort.region, "organisation": lessons.running.cast.school, "capacity": Decimal(1)}
    return Resource.objects.create(code=name, name=name, kind="teacher", **(given | facts))


def _given_by(lessons: Lessons, name: str) -> Resource:
    teacher = _teacher(lessons, name)
    Session.objects.filter(cohort=lessons.cohort).update(teacher=teacher)
    return teacher


def _cancel(lessons: Lessons, day: date = TUESDAY, by: str = "lotte") -> Session:
    return cancel_session(session=lessons.on(day), reason=ChangeReason.WEATHER, by=lessons.actor(by))


def test_a_cancelled_lesson_is_told_to_amal_to_bas_where_they_would_work_then_and_to_who_guides_samuel(
    lessons: Lessons,
) -> None:
    _cancel(lessons)
    assert _who() == {"amal", "bas", "els"}, "lotte did it, samuel has no account, and mo, karim and roos are not asked"
    told = _to("amal")
    assert (told.subject, told.language) == ("De les van 16 maart gaat niet door", "nl")
    for word in ("dinsdag 16 maart", "09:00 tot 12:30", "gaat niet door", "het weer", reverse("learning:mine")):
        assert word in told.body, word
    assert "1 deelnemer" in _to("els").body
    assert "deelnemer" not in _to("bas").body


def test_bas_is_not_told_of_a_lesson_in_which_nobody_would_work_but_is_when_it_moves_into_the_shift(
    lessons: Lessons,
) -> None:
    Workplace.objects.update(shifts=1 << 5)  # Wednesday afternoon
    _cancel(lessons)
    assert "bas" not in _who()
    begins, ends = hours_of("wed-pm")
    moment: dict[str, Any] = {"day": WEDNESDAY, "dagdeel": "wed-pm", "begins": begins, "ends": ends}
    move_session(session=lessons.on(date(2027, 3, 18)), **moment, reason=ChangeReason.ROOM, by=lessons.actor("lotte"))
    assert "woensdag 17 maart, 13:00 tot 16:30" in _to("bas").body


def test_no_letter_names_anybody_or_says_who_teaches(lessons: Lessons) -> None:
    first, second = _given_by(lessons, "Juf Jansen"), _teacher(lessons, "Meester Bakker")
    staff_session(session=lessons.on(TUESDAY), teacher=second, room=None, by=lessons.actor("roos"))
    assert _who() == {"amal", "bas", "els", "lotte"}
    names = {row.given_name for row in Candidate.objects.all()} | {"Lotte", "Bas", "Roos", first.name, second.name}
    for row in Outgoing.objects.filter(kind="lesson"):
        assert not {name for name in names if name in row.subject + row.body}, row.address
        assert "Een andere docent geeft deze les." in row.body


def test_everybody_is_told_in_their_own_language_and_of_an_unknown_one_in_all_of_ours(lessons: Lessons) -> None:
    Person.objects.filter(email="bas@example.org").update(preferred_language="en")
    Person.objects.filter(email="amal@example.org").update(preferred_language="so")
    _cancel(lessons)
    assert _to("bas").subject == "The lesson of 16 March is cancelled"
    assert "does not take place" in _to("amal").body
    assert "gaat niet door" in _to("amal").body


@pytest.mark.parametrize("language", sorted(spoken()))
def test_a_participant_reads_of_a_change_and_of_a_new_week_in_her_own_language_with_the_dutch_below(
    lessons: Lessons, language: str
) -> None:
    Candidate.objects.filter(pk=lessons.amal.candidate_id).update(contact_language=language)
    words = table("learning")[language]
    _cancel(lessons)
    told = _to("amal")
    assert told.language == language
    assert "16-3-2027" in told.subject
    own, dutch = told.body.split(BETWEEN)
    for word in (words["cancelled"], words["tue"], words["activity_theory"], words["reason_weather"], "09:00–12:30"):
        assert word in own, word
    assert reverse("learning:mine") in own
    assert "gaat niet door" in dutch
    assert "gaat niet door" in _to("bas").body, "who works with her reads Dutch"
    Outgoing.objects.all().delete()
    _tell([lessons.cohort], by=lessons.actor("roos"))
    own, dutch = _to("amal").body.split(BETWEEN)
    assert words["part_am"] in own
    assert "15-3-2027" in own
    assert "Vanaf maandag 15 maart" in dutch


def test_every_room_says_the_same_things_in_every_language() -> None:
    for room in ("notices", "recruitment", "learning"):
        tables = table(room)
        assert tables.keys() == spoken()
        keys = {
            frozenset((key, *sorted(re.findall(r"{(\w+)}", text))) for key, text in one.items())
            for one in tables.values()
        }
        assert len(keys) == 1, room
        assert all(all(one.values()) for one in tables.values())
    learning = next(iter(table("learning").values()))
    assert {f"activity_{one}" for one in Activity} | {f"reason_{one}" for one in ChangeReason} < learning.keys()


def test_somebody_without_an_account_but_with_an_address_is_written_to_without_a_link(lessons: Lessons) -> None:
    Candidate.objects.filter(pk=lessons.samuel.candidate_id).update(email="samuel@example.org")
    _cancel(lessons)
    assert "els" not in _who(), "nobody is left to pass it on to"
    assert "http" not in _to("samuel").body


def test_who_is_away_is_not_written_to_unless_nobody_else_is_there(lessons: Lessons) -> None:
    cast = lessons.running.cast
    other = Person.objects.create(email="lars@example.org", given_name="Lars")
    Membership.objects.create(
        person=other, organisation=cast.school, function=Function.EDUCATOR, since=date(2024, 1, 1)
    )
    say_away(since=TODAY, until=TUESDAY, stands_in=None, by=lessons.actor("lotte"))
    _cancel(lessons, by="roos")
    assert "lars" in _who()
    assert "lotte" not in _who()


def test_the_same_change_twice_is_told_once_and_what_has_passed_not_at_all(lessons: Lessons) -> None:
    for _press in range(2):
        _cancel(lessons)
    before = Outgoing.objects.count()
    _cancel(lessons, date(2027, 3, 9))
    assert Outgoing.objects.count() == before == 3


def _ways(lessons: Lessons, *ways: Instead) -> dict[int, Instead]:
    found = Session.objects.filter(cohort=lessons.cohort, day__range=(FIRST, LAST)).order_by("day")
    return dict(zip([row.pk for row in found], ways, strict=True))


def test_all_lessons_of_a_teacher_who_cannot_come_change_at_once_and_everybody_reads_one_letter(
    lessons: Lessons,
) -> None:
    ill, other, lotte = _given_by(lessons, "ill"), _teacher(lessons, "other"), lessons.actor("lotte")
    ways = _ways(lessons, Instead(), Instead(teacher=other), Instead(moment=(date(2027, 3, 31), "wed-am")), Instead())
    done = teacher_away(teacher=ill, first=FIRST, last=LAST, answers=ways, by=lotte)
    assert done == TeacherAway(cancelled=2, taken_over=1, moved=1, letters=3)
    assert _who() == {"amal", "bas", "els"}
    assert "4 lessen veranderen" in _to("amal").subject
    rows = [Session.objects.get(pk=key) for key in ways]
    assert [row.state for row in rows] == ["cancelled", "planned", "moved", "cancelled"]
    assert {row.change for row in rows} == {1}
    again = teacher_away(teacher=ill, first=FIRST, last=LAST, answers=ways, by=lotte)
    assert (again.sessions, again.letters, Outgoing.objects.count()) == (0, 0, 3)


def test_nobody_is_in_two_lessons_at_once_because_somebody_is_ill_and_nothing_is_half_done(lessons: Lessons) -> None:
    ill, other, lotte = _given_by(lessons, "ill"), _teacher(lessons, "other"), lessons.actor("lotte")
    elsewhere = Cohort.objects.get(pk=lessons.cohort.pk)
    elsewhere.pk, elsewhere.code = None, "elsewhere"
    elsewhere.save(force_insert=True)
    busy = lessons.on(TUESDAY)
    busy.pk, busy.cohort, busy.slot, busy.teacher = None, elsewhere, None, other
    busy.save(force_insert=True)
    taken = Instead(moment=(date(2027, 3, 30), "tue-am"))  # of the group itself
    twice = Instead(moment=(date(2027, 3, 31), "wed-am"))
    for ways in (
        [Instead(teacher=other), Instead(), Instead(), Instead()],
        [taken, Instead(), Instead(), Instead()],
        [twice, twice, Instead(), Instead()],
    ):
        with pytest.raises(InTheWay):
            teacher_away(teacher=ill, first=FIRST, last=LAST, answers=_ways(lessons, *ways), by=lotte)
    some = dict(list(_ways(lessons, *[Instead()] * 4).items())[:3])
    with pytest.raises(Unanswered):
        teacher_away(teacher=ill, first=FIRST, last=LAST, answers=some, by=lotte)
    assert not Session.objects.exclude(state=SessionState.PLANNED).exists()
    assert not Outgoing.objects.exists()


def test_what_another_school_holds_stays_as_it_is(lessons: Lessons) -> None:
    ill = _given_by(lessons, "ill")
    Session.objects.filter(day__range=(FIRST, LAST)).update(
        keeper=lessons.running.cast.mo.memberships.get().organisation
    )
    done = teacher_away(teacher=ill, first=FIRST, last=LAST, answers={}, by=lessons.actor("lotte"))
    assert done.sessions == 0


def test_lotte_says_on_one_page_what_happens_with_each_lesson(lessons: Lessons, as_: As) -> None:
    ill, other = _given_by(lessons, "ill"), _teacher(lessons, "other")
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:teacher_away")
    assert address in lotte.get(reverse("learning:today")).content.decode()
    assert lotte.get(address).status_code == 200
    asked = f"{address}?teacher={ill.pk}&first={FIRST}&last={LAST}"
    for wrong in (f"&instead={ill.pk}", "&last=2027-03-01", "&first=2027-04-01", "&teacher=0"):
        assert lotte.get(asked + wrong).status_code == 422, wrong
    keys = list(_ways(lessons, *[Instead()] * 4))
    page = lotte.get(f"{asked}&instead={other.pk}").content.decode()
    assert page.count(f'value="{other.pk}" selected') == 4, "chosen for each lesson"
    given = {f"what_{key}": "cancel" for key in keys} | {f"what_{keys[0]}": "move"}
    for day in ("", "2027-03-09", "2027-03-20", "2027-03-17", "2027-04-10"):
        assert lotte.post(asked, given | {f"day_{keys[0]}": day}).status_code == 422, day
    clash = {f"day_{keys[0]}": "2027-03-30", f"part_{keys[0]}": "am"}
    assert "een andere les" in lotte.post(asked, given | clash).content.decode()
    told = lotte.post(asked, given | clash | {f"part_{keys[0]}": "pm", "sure": "on"}, follow=True).content.decode()
    assert "3 lessen afgelast" in told
    assert "1 les verplaatst" in told
    assert "al gedaan" in lotte.post(asked, given | clash, follow=True).content.decode()
    assert "Kies andere dagen" in lotte.get(asked).content.decode()


def test_the_page_of_many_lessons_asks_for_a_shorter_period(lessons: Lessons, as_: As) -> None:
    ill = _given_by(lessons, "ill")
    for row in Session.objects.filter(day__gt=TODAY):
        for part in ("pm", "eve"):
            row.pk, row.slot, row.dagdeel = None, None, f"{row.dagdeel[:3]}-{part}"
            row.save(force_insert=True)
    lotte = as_(lessons.running.cast.lotte)
    asked = f"{reverse('learning:teacher_away')}?teacher={ill.pk}&first=2027-03-10&last=2027-07-30"
    assert "kortere periode" in lotte.get(asked).content.decode()
    assert lotte.post(asked, {}).status_code == 422


def test_another_teacher_is_chosen_for_one_lesson_on_its_page(lessons: Lessons, as_: As) -> None:
    other, session = _teacher(lessons, "other"), lessons.on(TUESDAY)
    lotte, address = as_(lessons.running.cast.lotte), reverse("learning:staff", args=[session.pk])
    assert address in lotte.get(reverse("learning:session", args=[session.pk])).content.decode()
    assert lotte.get(address).status_code == 200
    assert lotte.post(address, {"teacher": "0"}).status_code == 422
    for _press in range(2):
        assert lotte.post(address, {"teacher": other.pk}).status_code == 302
    assert Session.objects.get(pk=session.pk).change == 1
    assert Outgoing.objects.count() == 3
    assert (
        "other" in lotte.get(reverse("learning:group", args=[lessons.cohort.pk]) + "?week=2027-03-16").content.decode()
    )


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return sum("SAVEPOINT" not in one["sql"] for one in asked)


def test_the_page_costs_the_same_for_one_lesson_and_for_three(lessons: Lessons, as_: As) -> None:
    ill, lotte = _given_by(lessons, "ill"), as_(lessons.running.cast.lotte)
    asked = f"{reverse('learning:teacher_away')}?teacher={ill.pk}&first=2027-03-16"
    costs = [_queries(lotte, f"{asked}&last={last}") for last in ("2027-03-16", "2027-03-23")]
    assert costs == [7, 7]


@action
def _tell(cohorts: list[Cohort], *, by: Actor) -> int:
    record("learning.planned", cohorts[0], by=by)
    return tell_week(cohorts, FIRST, by=by)


def test_a_whole_new_week_is_told_once_and_again_when_it_is_another_week(lessons: Lessons) -> None:
    roos = lessons.actor("roos")
    assert [_tell([lessons.cohort], by=roos) for _press in range(2)] == [4, 0]
    assert _who() == {"amal", "bas", "els", "lotte"}
    told = _to("amal")
    assert told.subject == "De lessen vanaf 15 maart"
    for word in ("maandag 15 maart", "dinsdagochtend, 09:00 tot 12:30", "donderdagochtend", reverse("learning:mine")):
        assert word in told.body, word
    assert lessons.cohort.code in _to("lotte").body
    WeekSlot.objects.filter(dagdeel="thu-am").update(until=date(2027, 3, 1))
    assert _tell([lessons.cohort], by=roos) == 4
    assert "donderdagochtend" not in Outgoing.objects.filter(address="amal@example.org").latest("pk").body


def test_a_week_that_begins_later_is_told_from_its_first_day_and_an_empty_one_not(lessons: Lessons) -> None:
    WeekSlot.objects.update(since=date(2027, 4, 7))
    _tell([lessons.cohort], by=lessons.actor("roos"))
    assert "woensdag 7 april" in _to("amal").body
    WeekSlot.objects.all().delete()
    assert _tell([lessons.cohort], by=lessons.actor("roos")) == 0


def test_telling_costs_the_same_for_one_participant_and_for_three(lessons: Lessons) -> None:
    def cost(day: date) -> int:
        with CaptureQueriesContext(connection) as asked:
            _cancel(lessons, day)
        return sum("notices_outgoing" not in one["sql"] for one in asked)

    few = cost(TUESDAY)
    for n in range(2):
        file = candidate(f"U-8{n}", f"Meer{n}", lessons.running.cast.utrecht)
        Candidate.objects.filter(pk=file.pk).update(email=f"meer{n}@example.org")
        enrol(file, lessons.cohort, lessons.amal.stage)
    assert cost(date(2027, 3, 23)) == few
