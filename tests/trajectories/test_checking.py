"""Every night what is open is compared with what should be: nothing differs, and what does is settled and told."""

import logging

import pytest

from leerwerk.notices.models import Matter
from leerwerk.privacy.actor import SYSTEM
from leerwerk.privacy.models import Event
from leerwerk.trajectories import jobs
from leerwerk.trajectories.actions.checking import settle_again
from leerwerk.trajectories.models import Agreement
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.trajectories.agreeing import describe, of, sent
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
    of_paths = Matter.objects.filter(subject_type="trajectories.enrolment", closed_at=None)
    of_paths.get(subject_id=running.amal.pk).delete()
    of_paths.filter(subject_id=running.samuel.pk).update(kind="trajectories.step.complete")
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


def _opened(running: Running, kind: str) -> None:
    """Let something be open about Amal's path for which there is no reason."""
    Matter.objects.create(
        kind=kind,
        subject_type="trajectories.enrolment",
        subject_id=running.amal.pk,
        region_id=running.cohort.region_id,
        group_code=running.cohort.code,
        function="director",
        due_on=running.cohort.starts_on,
    )


def _found(caplog: pytest.LogCaptureFixture) -> int:
    with caplog.at_level(logging.ERROR):
        return jobs.check_matters(timestamp=0)


def test_an_approval_that_nobody_is_asked_for_is_asked_again(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    running.until("pre_track")
    describe(running.small.workplaces[0])
    sent(of(running.amal), running.actor("roos"))
    assert differences_in(running.cohort) == {}
    asked = Matter.objects.filter(kind="trajectories.agreement.approve", closed_at=None)
    before = set(asked.values_list("function", "organisation"))
    asked.filter(function="employer").delete()
    _opened(running, "trajectories.agreement.talk")
    assert _found(caplog) == 1
    event = Event.objects.get(kind="matters_settled_again")
    assert event.facts["differences"] == {"trajectories.agreement.talk": 1, "trajectories.agreement.approve": 1}
    assert "trajectories.agreement.approve" in caplog.text
    assert set(asked.values_list("function", "organisation")) == before
    assert _found(caplog) == 0


def test_an_agreement_that_should_be_there_and_is_not_is_begun(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    running.until("selected")
    Agreement.objects.filter(cohort=running.cohort).delete()
    Matter.objects.filter(subject_type="trajectories.enrolment", kind__contains="agreement", closed_at=None).delete()
    assert differences_in(running.cohort) == {"trajectories.agreement.draft": 2}
    assert _found(caplog) == 1
    assert Agreement.objects.filter(cohort=running.cohort).count() == 2
    assert Matter.objects.filter(kind="trajectories.agreement.draft", closed_at=None).count() == 2
    assert _found(caplog) == 0


def test_of_an_agreement_that_nobody_needs_nothing_stays_open(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    _opened(running, "trajectories.agreement.draft")
    assert differences_in(running.cohort) == {"trajectories.agreement.draft": 1}, "amal was not chosen yet"
    assert _found(caplog) == 1
    assert _found(caplog) == 0


def test_what_is_open_about_a_path_that_is_gone_is_closed_and_named(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    _opened(running, "trajectories.agreement.fill")
    Matter.objects.filter(kind="trajectories.agreement.fill").update(subject_id=0)
    assert _found(caplog) == 1
    assert "{'trajectories.agreement.fill': 1}" in caplog.text
    assert not Matter.objects.filter(subject_id=0, closed_at=None).exists()
    assert _found(caplog) == 0
