"""Where things go in a picture: plain arithmetic, in the units of the SVG's view box."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians, sqrt

from leerwerk.web.pictures import Spot

LARGEST = 26.0  # radius of the largest circle on a map
LETTER = 7.6  # mean width of a letter of a map's labels, 14 units high
LINE = 17.0  # height of a line of such letters
PHONE = 25 / 14  # how much larger the style sheet makes them on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A spot drawn: centre, radius, radius of the second circle, and whether its label fits."""

    spot: Spot
    x: float
    y: float
    radius: float
    second: float
    labelled: bool
    minor: bool  # the label has no room on a phone
    label_x: float
    label_y: float
    after: bool  # the label stands to the right of the circle


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


def percentage(value: float, low: float, high: float) -> float:
    """Return where ``value`` lies between ``low`` (0) and ``high`` (100), kept within both, with two decimals.

    An empty span has no inside: everything lies at 0.
    """
    if high <= low:
        return 0.0
    return round(100 * min(1.0, max(0.0, (value - low) / (high - low))), 2)


def polyline(
    points: Sequence[tuple[float, float]], *, x: tuple[float, float], y: tuple[float, float], size: float = 1000
) -> str:
    """Return ``points`` as an SVG list on a square of ``size``, for axes from ``x[0]`` to ``x[1]``; y grows upwards."""
    scale = size / 100
    return " ".join(
        f"{percentage(across, *x) * scale:.1f},{size - percentage(up, *y) * scale:.1f}" for across, up in points
    )


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

    The largest value gets a radius of ``LARGEST``; areas are proportional. A label goes to each spot, largest first,
    whose words do not cover those of a larger one, and stays inside the picture. Larger circles come first, so that
    smaller ones are drawn on top.
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
        radius = max(4.0, LARGEST * sqrt(max(spot.value, 0) / largest))
        after = x + radius + LETTER * len(spot.label) + 6 <= width
        label_x = x + radius + 5 if after else x - radius - 5
        place = label_x, y + 5, after
        labelled = len(spots) <= 60 and _free(spot.label, place, [c for c in circles if c.labelled], width=width)
        shown = [c for c in circles if c.labelled and not c.minor]
        minor = not _free(spot.label, place, shown, width=width, enlarged=PHONE)
        circles.append(
            Circle(
                spot=spot,
                x=round(x, 1),
                y=round(y, 1),
                radius=round(radius, 1),
                second=round(LARGEST * sqrt(max(spot.second, 0) / largest), 1),
                labelled=labelled,
                minor=minor,
                label_x=round(label_x, 1),
                label_y=round(y + 5, 1),
                after=after,
            )
        )
    return circles


def _free(
    label: str, place: tuple[float, float, bool], others: Sequence[Circle], *, width: float, enlarged: float = 1
) -> bool:
    """Whether a label at (x, base line, after its circle?) covers none of the others and stays inside the picture."""
    x, y, after = place
    left, right = _span(x, label, after, enlarged)
    if left < 0 or right > width:
        return False
    for other in others:
        start, end = _span(other.label_x, other.spot.label, other.after, enlarged)
        if abs(y - other.label_y) <= LINE * enlarged and left < end and start < right:
            return False
    return True


def _span(x: float, label: str, after: bool, enlarged: float) -> tuple[float, float]:
    length = LETTER * enlarged * len(label)
    return (x, x + length) if after else (x - length, x)
