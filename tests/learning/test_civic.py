"""Hours, deadlines and talks of the Wet inburgering: from attendance, for the municipality and the person alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from leerwerk.engine import inburgering as law
from leerwerk.engine.inburgering.talks import Event
from leerwerk.learning.actions.attendance import record_work
from leerwerk.learning.actions.civic import (
    NotReady,
    OnlyAMunicipality,
    change_route,
    close_talk,
    remove_hours,
    save_case,
    state_hours,
)
from leerwerk.learning.models import CivicCase, RouteChange, StatedHours
from leerwerk.learning.queries.civic import case_of, standing_of
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation, Person
from tests.learning.lessons import PRESENT, TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SAID: dict[str, Any] = {
    "work_dutch_speaking": True,
    "work_not_isolated": True,
    "work_practice": True,
    "school_recognised": True,
}


def _case(lessons: Lessons, route: str = "z", **facts: Any) -> CivicCase:
    whose = lessons.running.cast.amal
    row = CivicCase(
        candidate=whose, registered_on=date(2026, 11, 2), pip_on=date(2026, 12, 1), route=route, **(SAID | facts)
    )
    return save_case(case=row, by=lessons.actor("karim"))


def _standing(case: CivicCase) -> Any:
    found = case_of(case.candidate)
    assert found is not None
    return standing_of(found, TODAY)


def _hours(case: CivicCase, bucket: str, minutes: int, by: Any, **facts: Any) -> StatedHours:
    row = StatedHours(case=case, day=date(2027, 3, 1), bucket=bucket, minutes=minutes, **facts)
    return state_hours(hours=row, by=by)


def _a_week(lessons: Lessons) -> None:
    """A language lesson on Thursday 4 March, and two dagdelen of work."""
    lessons.record(date(2027, 3, 4))
    marks = dict.fromkeys(((date(2027, 3, 1), "mon-am"), (date(2027, 3, 1), "mon-pm")), PRESENT)
    record_work(enrolment=lessons.amal, monday=date(2027, 3, 1), marks=marks, seen=0, by=lessons.actor("bas"))


def test_attendance_becomes_hours_where_the_law_asks_them(lessons: Lessons) -> None:
    case = _case(lessons)
    _a_week(lessons)
    ledger = _standing(case).ledger
    assert ledger.line(law.NormCode.Z_COURSE_HOURS).counted == 210
    assert ledger.line(law.NormCode.Z_PARTICIPATION_HOURS).counted == 420
    CivicCase.objects.update(work_dutch_speaking=None)
    line = _standing(case).ledger.line(law.NormCode.Z_PARTICIPATION_HOURS)
    assert (line.counted, {why for one in line.not_counted for why in one.why}) == (0, {law.Why.SETTING_NOT_STATED})


def test_in_the_b1_route_work_is_practice_of_map_paid_or_not(lessons: Lessons) -> None:
    case = _case(lessons, "b1")
    _a_week(lessons)
    for paid in (True, False):
        CivicCase.objects.update(work_paid=paid)
        assert _standing(case).ledger.line(law.NormCode.MAP_PRACTICE_HOURS).counted == 420


def test_only_the_municipality_writes_and_closes_and_only_when_nothing_is_missing(lessons: Lessons) -> None:
    karim = lessons.actor("karim")
    case = _case(lessons, "b1")
    with pytest.raises(OnlyAMunicipality):
        close_talk(case=case, event=Event.PVT_SIGNING, on=TODAY, by=lessons.actor("lotte"))
    with pytest.raises(NotReady) as missing:
        close_talk(case=case, event=Event.PVT_SIGNING, on=TODAY, by=karim)
    assert law.Unmet.PVT_HOURS_LEFT in missing.value.unmet
    case.pvt_activities = 1
    save_case(case=case, by=karim)
    entry = _hours(case, "pvt", 720, karim)
    assert _hours(case, "pvt", 720, karim) == entry
    for _press in range(2):
        closed = close_talk(case=case, event=Event.PVT_SIGNING, on=TODAY, by=karim)
    assert closed.pvt_signed_on == TODAY
    remove_hours(hours=entry, by=karim)
    assert not StatedHours.objects.exists()


def test_a_route_that_changes_to_itself_is_refused_and_the_same_change_twice_is_one(lessons: Lessons) -> None:
    karim, case = lessons.actor("karim"), _case(lessons, "b1")
    for _press in range(2):
        change_route(change=RouteChange(case=case, on=date(2027, 2, 1), route="z"), by=karim)
    assert RouteChange.objects.count() == 1
    with pytest.raises(law.BadPlan), transaction.atomic():
        change_route(change=RouteChange(case=case, on=date(2027, 3, 1), route="z"), by=karim)
    assert RouteChange.objects.count() == 1


def test_behind_the_wall_it_exists_for_the_own_municipality_and_the_person_alone(lessons: Lessons) -> None:
    case = _case(lessons)
    _hours(case, "knm", 60, lessons.actor("karim"))
    change_route(change=RouteChange(case=case, on=date(2027, 2, 1), route="b1"), by=lessons.actor("karim"))
    for name in ("karim", "amal", "roos", "els", "bas", "lotte", "mo", "vera", "fleur"):
        with behind_the_wall(lessons.actor(name)):
            found = [model.objects.count() for model in (CivicCase, StatedHours, RouteChange)]
            assert found == ([1, 1, 1] if name in {"karim", "amal"} else [0, 0, 0]), name
    with behind_the_wall(lessons.actor("els")), pytest.raises(ProgrammingError), transaction.atomic():
        StatedHours.objects.create(case=case, day=TODAY, bucket="knm", minutes=30)
    Organisation.objects.filter(pk=lessons.running.cast.utrecht.pk).update(kind="werkcentrum")
    with behind_the_wall(lessons.actor("karim")):
        assert not CivicCase.objects.exists(), "an intermediary that is no municipality sees nothing of it"


def test_karim_writes_it_on_its_pages_and_amal_reads_it(lessons: Lessons, as_: As) -> None:
    karim, whose = as_(lessons.running.cast.karim), [lessons.amal.candidate_id]
    page, plan, route, hours, close = (
        reverse(f"learning:{name}", args=whose)
        for name in ("inburgering", "civic_plan", "civic_route", "civic_hours", "civic_close")
    )
    amal = as_(Person.objects.get(email="amal@example.org"))
    for browser in (karim, amal):
        assert browser.get(page).status_code == 200
    assert karim.get(hours).status_code == 404, "there is no plan yet"
    assert karim.get(plan).status_code == 200
    known = {"registered_on": "2026-11-02", "group": "asiel", "pvt_activities": "1", "work_paid": "unknown"}
    with_plan = known | {"pip_on": "2026-12-01", "route": "b1", "map_themes": ["netwerk_opbouwen"]}
    assert karim.post(plan, known | {"pip_on": "2026-12-01"}).status_code == 422
    assert karim.post(plan, with_plan).status_code == 302
    assert karim.post(route, {"on": "2027-01-04", "route": "b1"}).status_code == 422
    assert karim.post(route, {"on": "2027-01-04", "route": "z"}).status_code == 302
    stated = {"day": "2027-03-01", "bucket": "pvt", "hours": "12", "dutch_speaking": "unknown"}
    for wrong in ({"day": "2027-03-20"}, {"hours": "0"}, {"bucket": ""}):
        assert karim.post(hours, stated | wrong).status_code == 422, wrong
    assert karim.post(hours, stated).status_code == 302
    for event, on in (("pvt_signing", "2027-03-10"), ("map_final_talk", "2027-03-10"), ("x", "2027-03-10")):
        assert karim.post(close, {"event": event, "on": on}).status_code == 302
    case = CivicCase.objects.get()
    assert (case.pvt_signed_on, case.map_talk_on, case.z_talk_on) == (TODAY, None, None)
    for browser in (karim, amal):
        assert "PVT" in browser.get(page).content.decode()
    row = StatedHours.objects.get()
    assert karim.post(reverse("learning:civic_remove_hours", args=[row.pk])).status_code == 302
