"""What the tests of placement share."""

import pytest

from tests.cast import Cast
from tests.trajectories.running import Running, build_running


@pytest.fixture
def running(cast: Cast) -> Running:
    """A decided group with Amal and Samuel proposed."""
    return build_running(cast)
