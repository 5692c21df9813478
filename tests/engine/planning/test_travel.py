"""Approximate minutes between municipalities: the documented formulas, and what every traveller may expect of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk import facts
from leerwerk.engine.planning.travel import WITHIN, Mode, approximate_minutes, minutes_by, road_kilometres

POINTS = st.lists(st.tuples(st.floats(50.7, 53.6), st.floats(3.3, 7.3)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("mode", "kilometres", "minutes"),
    [
        (Mode.BICYCLE, 7.5, 30),
        (Mode.CAR, 7, 20),
        (Mode.CAR, 30, 38),
        (Mode.CAR, 80, 68),
        (Mode.PUBLIC_TRANSPORT, 10, 40),
        (Mode.PUBLIC_TRANSPORT, 55, 85),
    ],
)
def test_minutes_follow_the_documented_formula(mode: Mode, kilometres: float, minutes: float) -> None:
    assert minutes_by(mode, np.array([[kilometres]]))[0, 0] == pytest.approx(minutes)


def test_one_degree_north_is_145_kilometres_of_road() -> None:
    assert road_kilometres([52.0, 53.0], [5.0, 5.0])[0, 1] == pytest.approx(1.3 * 111.19, abs=0.02)


@given(points=POINTS)
def test_the_way_back_is_as_long_and_no_journey_is_shorter_than_one_at_home(points: list[tuple[float, float]]) -> None:
    lat, lon = zip(*points, strict=True)
    minutes = approximate_minutes(lat, lon)
    assert minutes.dtype == np.int16
    assert (minutes == minutes.T).all()
    assert (minutes >= WITHIN).all()
    assert (np.diag(minutes) == WITHIN).all()
    with_car = approximate_minutes(lat, lon, modes=tuple(Mode))
    assert (with_car <= minutes).all()


def test_someone_from_nieuwegein_reaches_utrecht_within_the_hour_but_not_groningen() -> None:
    towns = facts.municipalities()
    row = {town.name: k for k, town in enumerate(towns)}
    minutes = approximate_minutes([t.latitude for t in towns], [t.longitude for t in towns])
    assert minutes.shape == (342, 342)
    assert minutes[row["Nieuwegein"], row["Utrecht"]] <= 45
    assert minutes[row["Nieuwegein"], row["Groningen"]] >= 180
