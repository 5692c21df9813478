"""The small season, asked and solved."""

import pytest

from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.actor import Actor
from tests.cast import Cast
from tests.planning.season import SmallSeason, build_season


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Three group options with workplaces, a teacher and a budget."""
    return build_season(cast)


@pytest.fixture
def roos(small: SmallSeason) -> Actor:
    """The director, as actions know her."""
    return small.cast.actor(small.cast.roos)


@pytest.fixture
def plan(small: SmallSeason) -> PlanningRound:
    """The season, planned for real."""
    return small.plan()
