"""What the tests of matching share."""

import pytest

from tests.cast import Cast
from tests.matching.world import Looking, build_looking
from tests.trajectories.running import build_running


@pytest.fixture
def looking(cast: Cast) -> Looking:
    """Amal and Samuel completed learning and look for work."""
    return build_looking(build_running(cast))
