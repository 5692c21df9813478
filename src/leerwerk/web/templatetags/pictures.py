"""Drawing pictures: SVG with a title and a sentence, and the same facts in a table for who cannot see it."""

from typing import Any

from django import template

from leerwerk.web import geometry
from leerwerk.web.pictures import Axis, Bars, Lines, Map, Stage

register = template.Library()
WIDTH = 640


@register.inclusion_tag("web/pictures/bars.html")
def bars(picture: Bars) -> dict[str, Any]:
    """Horizontal bars, one row each."""
    left, right = 190, 70
    whole = max((sum(max(0, p) for p in bar.parts) for bar in picture.bars), default=0) or 1
    rows = []
    for n, bar in enumerate(picture.bars):
        placed = geometry.shares(bar.parts, whole, WIDTH - left - right)
        parts = [
            {"x": round(left + x, 1), "width": round(w, 1), "tone": picture.tones[k % len(picture.tones)]}
            for k, (x, w) in enumerate(placed)
        ]
        total = sum(bar.parts)
        end = left + sum(w for _, w in placed)
        rows.append({"bar": bar, "y": 8 + 30 * n, "parts": parts, "total": total, "end": round(end + 8, 1)})
    legend = [{"label": label, "tone": picture.tones[k % len(picture.tones)]} for k, label in enumerate(picture.series)]
    return {"picture": picture, "rows": rows, "legend": legend, "height": 30 * len(rows) + 14, "width": WIDTH}


@register.inclusion_tag("web/pictures/lines.html")
def lines(picture: Lines) -> dict[str, Any]:
    """Lines over one axis, with round numbers beside it."""
    points = [p for line in picture.lines for p in line.points]
    left, top, width, height = 70, 14, WIDTH - 90, 200
    if not points:
        return {"picture": picture, "drawn": [], "ticks": [], "marks": []}
    x_ticks = geometry.nice_ticks(min(0.0, *(x for x, _ in points)), max(x for x, _ in points))
    y_ticks = geometry.nice_ticks(min(y for _, y in points), max(y for _, y in points))
    x_span, y_span = x_ticks[-1] - x_ticks[0], y_ticks[-1] - y_ticks[0]

    def place(x: float, y: float) -> str:
        across = left + width * (x - x_ticks[0]) / x_span
        return f"{across:.1f},{top + height * (1 - (y - y_ticks[0]) / y_span):.1f}"

    drawn = [
        {"line": line, "points": " ".join(place(x, y) for x, y in line.points), "tone": 1 + n % 2}
        for n, line in enumerate(picture.lines)
    ]
    ticks = [{"value": v, "y": round(top + height * (1 - (v - y_ticks[0]) / y_span), 1)} for v in y_ticks]
    marks = [{"value": v, "x": round(left + width * (v - x_ticks[0]) / x_span, 1)} for v in x_ticks]
    return {"picture": picture, "drawn": drawn, "ticks": ticks, "marks": marks}


@register.inclusion_tag("web/pictures/pipeline.html")
def pipeline(title: object, stages: list[Stage]) -> dict[str, Any]:
    """Stages side by side, each a number that opens the list behind it."""
    return {"title": title, "stages": stages}


@register.inclusion_tag("web/pictures/axis.html")
def axis(picture: Axis) -> dict[str, Any]:
    """Six components on a time axis, each with the generic range of its length behind it."""
    left, width, row = 190, WIDTH - 210, 42
    known = [s for s in picture.stretches if s.start is not None and s.end is not None]
    low = min((s.start for s in known if s.start is not None), default=0.0)
    high = max((max(s.end or 0, (s.start or 0) + s.high) for s in known), default=12.0)
    ticks = geometry.nice_ticks(low, high, count=8)

    def at(month: float) -> float:
        return round(left + width * (month - ticks[0]) / (ticks[-1] - ticks[0]), 1)

    rows = []
    for n, stretch in enumerate(picture.stretches):
        start = stretch.start if stretch.start is not None else 0.0
        drawn: dict[str, Any] = {"stretch": stretch, "y": 10 + row * n, "missing": stretch.start is None}
        if stretch.start is not None and stretch.end is not None:
            drawn |= {"x": at(start), "width": round(at(stretch.end) - at(start), 1)}
        drawn |= {
            "least": at(start + stretch.low),
            "range_width": round(at(min(start + stretch.high, ticks[-1])) - at(start + stretch.low), 1),
            "tone": "bad" if not stretch.fits else "extra" if stretch.extra else "base",
        }
        rows.append(drawn)
    height = row * len(rows) + 16
    return {
        "picture": picture,
        "rows": rows,
        "ticks": [{"value": int(t) if t == int(t) else t, "x": at(t), "zero": t == 0} for t in ticks],
        "gates": [{"label": label, "x": at(month)} for label, month in picture.gates],
        "height": height,
        "full": height + 30,
        "width": WIDTH,
    }


@register.inclusion_tag("web/pictures/map.html")
def region_map(picture: Map) -> dict[str, Any]:
    """Municipalities as circles, and the same as a list."""
    height = 460
    return {
        "picture": picture,
        "circles": geometry.project(picture.spots, width=WIDTH, height=height),
        "height": height,
        "width": WIDTH,
    }
