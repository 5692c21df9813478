"""Two people who press the same at the same moment, and one who presses twice: one effect, one clear message."""

from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from leerwerk.engine.pathway import Reason, Step
from leerwerk.learning.models import Attendance, Session
from leerwerk.parties.models import Person
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment, PathwayEvent
from tests.at_once import at_once, wrong
from tests.cast import build_cast
from tests.learning.lessons import NOON, build_lessons
from tests.trajectories.running import Running, build_running

pytestmark = pytest.mark.django_db(transaction=True)
DOES = {"words": "omdat het zo is", "reason": Reason.FOUND_WORK}
MEANWHILE = "Iemand was u voor"


def _sent(person: Person, address: str, said: dict[str, Any]) -> Any:
    browser = Client()
    browser.force_login(person)
    return browser.post(address, said)


def _step(running: Running, name: str, step: Step, seen: int) -> tuple[int, str]:
    address = reverse("trajectories:step", args=[running.amal.pk, step])
    answer = _sent(getattr(running.cast, name), address, DOES | {"seen": seen})
    return answer.status_code, answer.content.decode()


def _pressed(running: Running, step: Step, *names: str) -> list[tuple[int, str]]:
    """Let these people press the same on the page that all of them have open."""
    seen = Enrolment.objects.get(pk=running.amal.pk).events_count
    found = at_once(*(partial(_step, running, name, step, seen) for name in names))
    assert wrong(found) == []
    return [one for one in found if not isinstance(one, BaseException)]


def test_two_people_who_decide_the_same_at_once_have_one_effect_and_one_of_them_hears_who_was_first() -> None:
    running = build_running(build_cast())
    running.until("selected")
    answers = _pressed(running, Step.LEAVE, "roos", "karim")
    assert sorted(status for status, _text in answers) == [302, 422]
    (told,) = [text for status, text in answers if status == 422]
    assert MEANWHILE in told
    assert PathwayEvent.objects.filter(enrolment=running.amal, step="leave").count() == 1
    assert Enrolment.objects.get(pk=running.amal.pk).stage == Stage.LEFT


def test_different_decisions_at_once_are_one_decision() -> None:
    running = build_running(build_cast())
    running.until("selected")
    seen = Enrolment.objects.get(pk=running.amal.pk).events_count
    answers = at_once(
        lambda: _step(running, "roos", Step.START_PRE_TRACK, seen), lambda: _step(running, "karim", Step.LEAVE, seen)
    )
    assert wrong(answers) == []
    assert sorted(one[0] for one in answers if isinstance(one, tuple)) == [302, 422]
    assert Enrolment.objects.get(pk=running.amal.pk).events_count == seen + 1


def test_somebody_who_presses_twice_has_one_effect_and_no_error() -> None:
    running = build_running(build_cast())
    running.until("selected")
    assert [status for status, _text in _pressed(running, Step.START_PRE_TRACK, "roos", "roos")] == [302, 302]
    assert PathwayEvent.objects.filter(enrolment=running.amal, step="start_pre_track").count() == 1


@time_machine.travel(NOON, tick=False)
def test_two_people_who_record_the_same_lesson_at_once_record_it_once() -> None:
    with transaction.atomic():  # a stage and the event that explains it come together
        lessons = build_lessons(build_cast())
    session = Session.objects.filter(cohort=lessons.cohort, day__lt=NOON.date()).order_by("-day")[0]
    address = reverse("learning:session", args=[session.pk])

    def marks(presence: str) -> dict[str, Any]:
        said: dict[str, Any] = {"seen": 0}
        for one in (lessons.amal, lessons.samuel):
            said |= {f"presence_{one.pk}": presence, f"reason_{one.pk}": "not_told" if presence == "absent" else ""}
        return said

    lotte = lessons.running.cast.lotte
    answers = at_once(
        lambda: _sent(lotte, address, marks("present")).status_code,
        lambda: _sent(lotte, address, marks("absent")).status_code,
    )
    assert wrong(answers) == []
    session.refresh_from_db()
    assert session.version == 1
    assert len(set(Attendance.objects.filter(session=session).values_list("presence", flat=True))) == 1
