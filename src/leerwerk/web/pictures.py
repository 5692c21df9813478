"""What a picture shows, as plain values; ``{% load pictures %}`` draws them as SVG with the same facts in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, of one or more parts; ``parts`` are values in the order of the picture's series."""

    label: object
    parts: Sequence[float]
    url: str = ""
    note: object = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars, stacked when there is more than one series; ``tones`` are CSS classes without ``p-``."""

    title: object
    sentence: object
    series: Sequence[object]
    bars: Sequence[Bar]
    tones: Sequence[str] = ("brand", "2", "3", "4", "5", "6")
    unit: object = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line through (x, y) points; ``band`` holds (x, low, high), such as an interval around it.

    ``plain``: it says what is expected, not what was seen: dashed, without dots.
    """

    label: object
    points: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float, float]] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines over one axis, such as the best plan and the proven limit over time.

    ``y_names``: what whole numbers beside the axis are called, where they are steps of a scale. ``dots``: each point
    was seen, and is marked.
    """

    title: object
    sentence: object
    x_label: object
    y_label: object
    lines: Sequence[Line]
    y_names: Mapping[int, str] = field(default_factory=dict)
    dots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a pipeline, with the number of people in it and the list behind it."""

    label: object
    value: int
    icon: str
    url: str = ""
    note: object = ""
    extra: bool = False  # one of the components that status holders need on top


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One component on a time axis; ``low`` and ``high`` give the generic range of its length, in months."""

    label: object
    start: float | None
    end: float | None
    low: float
    high: float
    fits: bool = True
    extra: bool = False
    note: object = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Components on a time axis in months; ``gates`` are go/no-go moments."""

    title: object
    sentence: object
    stretches: Sequence[Stretch]
    gates: Sequence[tuple[object, float]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A municipality on the map: where (WGS84), how many, and how many of a second kind."""

    label: str
    latitude: float
    longitude: float
    value: float
    second: float = 0
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Spots as circles whose area is the value; a smaller circle inside for the second."""

    title: object
    sentence: object
    value_label: object
    spots: Sequence[Spot]
    second_label: object = ""
