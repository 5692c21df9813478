"""What the tests of learning share."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import Cast
from tests.learning.lessons import NOON, Lessons, build_lessons


@pytest.fixture
def spring() -> Iterator[None]:
    """It is Wednesday 10 March 2027."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def lessons(spring: None, cast: Cast) -> Lessons:
    """A running group with its sessions."""
    return build_lessons(cast)
