"""What the tests of trajectories share."""

import pytest

from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Agreement
from tests.cast import Cast
from tests.kept import kept
from tests.trajectories import agreeing
from tests.trajectories.running import Running, build_running


@pytest.fixture
def running(cast: Cast) -> Running:
    """A decided group with Amal and Samuel proposed."""
    return build_running(cast)


@kept
def _selected(running: Running) -> None:
    Candidate.objects.filter(pk=running.cast.amal.pk).update(contact_language="ar")
    running.until("selected")
    agreeing.describe(running.small.workplaces[0])


@pytest.fixture
def chosen(running: Running) -> Running:
    """Amal, who speaks Arabic, was selected; Bas described the work."""
    _selected(running)
    return running


@pytest.fixture
def agreement(chosen: Running) -> Agreement:
    """Amal's agreement, with a version that waits for answers."""
    found = agreeing.of(chosen.amal)
    agreeing.sent(found, chosen.actor("roos"))
    return found
