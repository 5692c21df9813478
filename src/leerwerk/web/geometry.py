"""Where things go in a picture: plain arithmetic, in the units of the SVG's view box."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians, sqrt

from leerwerk.web.pictures import Spot


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot drawn: centre, radius, radius of the second circle, and whether its label fits."""

    spot: Spot
    x: float
    y: float
    radius: float
    second: float
    labelled: bool


def nice_ticks(low: float, high: float, *, count: int = 5) -> list[float]:
    """Return round numbers that span ``low``–``high``: steps of 1, 2 or 5 times a power of ten.

    Raises ValueError when ``high`` is below ``low``.
    """
    if high < low:
        raise ValueError("high must not be below low")
    if high == low:
        high = low + 1
    raw = (high - low) / max(1, count)
    power = 10.0 ** floor(log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    first = floor(low / step) * step
    ticks = [first]
    while ticks[-1] < high - step * 1e-9:
        ticks.append(round(ticks[-1] + step, 10))
    return ticks


def shares(parts: Sequence[float], whole: float, width: float) -> list[tuple[float, float]]:
    """Return (start, length) of stacked parts on a bar of ``width`` that stands for ``whole``."""
    placed, at = [], 0.0
    for part in parts:
        length = width * max(0.0, part) / whole if whole else 0.0
        placed.append((at, length))
        at += length
    return placed


def project(spots: Sequence[Spot], *, width: float, height: float, margin: float = 30) -> list[Circle]:
    """Return the spots as circles on a flat map: one degree of longitude shrinks with the latitude.

    The largest value gets a radius of 26; areas are proportional. Labels go to the largest spots that do not
    stand too close to a larger one. Larger circles come first, so that smaller ones are drawn on top.
    """
    if not spots:
        return []
    middle = radians(sum(s.latitude for s in spots) / len(spots))
    xs = [s.longitude * cos(middle) for s in spots]
    ys = [-s.latitude for s in spots]
    spread = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    scale = min((width - 2 * margin) / spread[0], (height - 2 * margin) / spread[1])
    left = (width - scale * spread[0]) / 2
    top = (height - scale * spread[1]) / 2
    largest = max(max(s.value for s in spots), 1)
    circles: list[Circle] = []
    for at in sorted(range(len(spots)), key=lambda i: -spots[i].value):
        spot = spots[at]
        x, y = left + scale * (xs[at] - min(xs)), top + scale * (ys[at] - min(ys))
        room = all(abs(x - c.x) > 70 or abs(y - c.y) > 16 for c in circles if c.labelled)
        circles.append(
            Circle(
                spot,
                round(x, 1),
                round(y, 1),
                round(max(4.0, 26 * sqrt(max(spot.value, 0) / largest)), 1),
                round(26 * sqrt(max(spot.second, 0) / largest), 1),
                room and len(spots) <= 60,
            )
        )
    return circles
