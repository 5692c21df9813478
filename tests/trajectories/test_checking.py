"""Every night what is open is compared with what should be: nothing differs, and what does is settled and told."""

import logging

import pytest

from leerwerk.notices.models import Matter
from leerwerk.privacy.actor import SYSTEM
from leerwerk.privacy.models import Event
from leerwerk.trajectories import jobs
from leerwerk.trajectories.actions.checking import settle_again
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.trajectories.running import STRAIGHT, Running

pytestmark = pytest.mark.django_db
STAGES = sorted({stage for _name, _step, _said, stage in STRAIGHT})


@pytest.mark.parametrize("stage", STAGES)
def test_every_action_settles_all_that_it_changes_so_that_the_night_finds_nothing(running: Running, stage: str) -> None:
    running.until(stage)
    assert differences_in(running.cohort) == {}
    assert jobs.check_matters(timestamp=0) == 0
    assert not Event.objects.filter(kind="matters_settled_again").exists()


def test_what_went_wrong_is_settled_and_told_with_its_kinds_and_no_person(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Matter.objects.get(subject_id=running.amal.pk, subject_type="trajectories.enrolment", closed_at=None)
    gone.delete()
    Matter.objects.filter(subject_id=running.samuel.pk, closed_at=None).update(kind="trajectories.step.complete")
    with caplog.at_level(logging.ERROR):
        assert jobs.check_matters(timestamp=0) == 1
    assert "trajectories.step.invite" in caplog.text
    assert "Amal" not in caplog.text
    event = Event.objects.get(kind="matters_settled_again")
    assert event.facts["differences"] == {"trajectories.step.invite": 2, "trajectories.step.complete": 1}
    assert jobs.check_matters(timestamp=0) == 0


def test_settling_twice_is_settling_once(running: Running) -> None:
    before = set(Matter.objects.values_list("pk", "closed_at"))
    assert settle_again(cohort=running.cohort, by=SYSTEM) == {}
    assert set(Matter.objects.values_list("pk", "closed_at")) == before
