"""What the tests of trajectories share."""

import pytest

from tests.cast import Cast
from tests.trajectories import agreeing
from tests.trajectories.running import Running, build_running


@pytest.fixture
def running(cast: Cast) -> Running:
    """A decided group with Amal and Samuel proposed."""
    return build_running(cast)


@pytest.fixture
def chosen(running: Running) -> Running:
    """Amal was selected; Bas described the work."""
    running.until("selected")
    agreeing.describe(running.small.workplaces[0])
    return running
