"""Arithmetic behind pictures: what is drawn must lie where the numbers say, on every screen."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.web import geometry
from leerwerk.web.pictures import Spot

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(low=numbers, span=st.floats(1e-3, 1e6), count=st.integers(1, 12))
def test_ticks_are_round_and_span_all_there_is_to_show(low: float, span: float, count: int) -> None:
    ticks = geometry.nice_ticks(low, low + span, count=count)
    step = ticks[1] - ticks[0]
    slack = step * 1e-3
    assert ticks[0] <= low + slack
    assert ticks[-1] >= low + span - slack
    assert len(ticks) <= count + 3, "few enough to read"
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(mantissa - factor) for factor in (1, 2, 5, 10)) < 0.01


def test_an_axis_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="below"):
        geometry.nice_ticks(5, 4)


def test_an_axis_without_span_still_has_room() -> None:
    assert len(geometry.nice_ticks(3, 3)) >= 2


@given(value=numbers, low=numbers, high=numbers)
def test_no_mark_is_drawn_outside_its_axis(value: float, low: float, high: float) -> None:
    assert 0 <= geometry.percentage(value, low, high) <= 100


def test_marks_keep_their_proportions() -> None:
    assert [geometry.percentage(v, -10, 40) for v in (-10, 0, 15, 40)] == [0, 20, 50, 100]
    assert geometry.percentage(7, 5, 5) == 0


def test_a_line_climbs_upwards_on_paper() -> None:
    assert geometry.polyline([(0, 600), (15, 1000)], x=(0, 15), y=(600, 1000)) == "0.0,1000.0 1000.0,0.0"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6))
def test_stacked_parts_touch_and_together_fill_their_whole(parts: list[float]) -> None:
    placed = geometry.shares(parts, sum(parts), 100)
    at = 0.0
    for start, length in placed:
        assert start == pytest.approx(at)
        at = start + length
    assert at == pytest.approx(100 if sum(parts) else 0)


def spot(label: str, latitude: float, longitude: float, value: float, second: float = 0) -> Spot:
    return Spot(label=label, latitude=latitude, longitude=longitude, value=value, second=second)


places = st.lists(
    st.builds(
        Spot,
        label=st.text("abcdefgh ", min_size=1, max_size=20),
        latitude=st.floats(50.7, 53.5),
        longitude=st.floats(3.3, 7.2),
        value=st.floats(0, 5000),
    ),
    min_size=1,
    max_size=50,
)


def _box(circle: geometry.Circle) -> tuple[float, float]:
    length = geometry.LETTER * len(circle.spot.label)
    return (circle.label_x, circle.label_x + length) if circle.after else (circle.label_x - length, circle.label_x)


@given(places)
def test_every_municipality_lies_inside_the_map_and_no_label_covers_another(spots: list[Spot]) -> None:
    drawn = geometry.project(spots, width=640, height=460)
    assert sorted(c.spot.label for c in drawn) == sorted(s.label for s in spots)
    for circle in drawn:
        assert 0 <= circle.x <= 640
        assert 0 <= circle.y <= 460
    labelled = [c for c in drawn if c.labelled]
    for n, one in enumerate(labelled):
        assert _box(one)[0] >= -0.1
        assert _box(one)[1] <= 640.1
        for other in labelled[:n]:
            if abs(one.label_y - other.label_y) < geometry.LINE - 0.1:
                assert _box(one)[1] <= _box(other)[0] + 0.2 or _box(other)[1] <= _box(one)[0] + 0.2


def test_the_north_is_up_and_areas_are_proportional() -> None:
    far, near = geometry.project(
        [spot("Groningen", 53.2, 6.6, 400, 100), spot("Maastricht", 50.85, 5.7, 100)], width=640, height=460
    )
    assert far.spot.label == "Groningen"
    assert far.y < near.y
    assert far.x > near.x
    assert far.radius == pytest.approx(2 * near.radius)
    assert far.second == pytest.approx(far.radius / 2), "a quarter of the people is a quarter of the area"


def test_a_map_of_nowhere_is_empty() -> None:
    assert geometry.project([], width=640, height=460) == []
