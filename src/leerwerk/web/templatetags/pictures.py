"""Drawing pictures: SVG with a title and a sentence, and the same facts in a table for who cannot see it."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leerwerk.web import geometry
from leerwerk.web.pictures import Axis, Bars, Line, Lines, Map, Stage, Stretch

register = template.Library()
WIDTH = 640
RING = 125.66  # the length of a circle with radius 20


@register.inclusion_tag("web/pictures/bars.html")
def bars(picture: Bars) -> dict[str, Any]:
    """Horizontal bars, one row each, stacked when there is more than one series."""
    whole = max((sum(max(0, p) for p in bar.parts) for bar in picture.bars), default=0) or 1
    rows = []
    for bar in picture.bars:
        parts = [
            {"x": round(x, 2), "width": round(width, 2), "tone": picture.tones[k % len(picture.tones)]}
            for k, (x, width) in enumerate(geometry.shares(bar.parts, whole, 100))
        ]
        rows.append({"bar": bar, "parts": parts, "total": sum(bar.parts)})
    legend = [{"label": label, "tone": picture.tones[k % len(picture.tones)]} for k, label in enumerate(picture.series)]
    return {"picture": picture, "rows": rows, "legend": legend}


@register.inclusion_tag("web/pictures/lines.html")
def lines(picture: Lines) -> dict[str, Any]:
    """Lines over one axis, with round numbers beside it and the bands behind them."""
    points = [p for line in picture.lines for p in line.points]
    edges = [(x, edge) for line in picture.lines for x, low, high in line.band for edge in (low, high)]
    both = [*points, *edges]
    if not points:
        return {"picture": picture, "drawn": [], "ticks": [], "marks": []}
    x_ticks = geometry.nice_ticks(min(0.0, *(x for x, _ in both)), max(x for x, _ in both))
    y_ticks = geometry.nice_ticks(min(y for _, y in both), max(y for _, y in both))
    if picture.y_names:
        y_ticks = [float(step) for step in range(int(y_ticks[0]), int(-(-y_ticks[-1] // 1)) + 1)]
    x, y = (x_ticks[0], x_ticks[-1]), (y_ticks[0], y_ticks[-1])
    drawn = [
        {
            "line": line,
            "points": geometry.polyline(line.points, x=x, y=y),
            "band": geometry.polyline(_outline(line), x=x, y=y),
            "tone": 1 + n % (6 if picture.y_names else 3),
            "dots": [
                (geometry.percentage(px, *x), round(100 - geometry.percentage(py, *y), 2))
                for px, py in (line.points if picture.dots and not line.plain else ())
            ],
            "rows": [(px, picture.y_names.get(int(py), py)) for px, py in line.points],
        }
        for n, line in enumerate(picture.lines)
    ]
    return {
        "picture": picture,
        "drawn": drawn,
        "ticks": [
            {"value": v, "name": picture.y_names.get(int(v), ""), "at": round(100 - geometry.percentage(v, *y), 2)}
            for v in y_ticks
        ],
        "marks": [
            {"value": v, "at": geometry.percentage(v, *x), "anchor": _anchor(n, len(x_ticks))}
            for n, v in enumerate(x_ticks)
        ],
    }


def _outline(line: Line) -> list[tuple[float, float]]:
    """Return the band as one closed shape: along its top, and back along its bottom."""
    return [(x, high) for x, _low, high in line.band] + [(x, low) for x, low, _high in reversed(line.band)]


def _anchor(n: int, count: int) -> str:
    """Return how the n-th of ``count`` texts under an axis is aligned, so that none sticks out."""
    return "start" if n == 0 else "end" if n == count - 1 else "middle"


@register.inclusion_tag("web/pictures/pipeline.html")
def pipeline(title: object, stages: list[Stage]) -> dict[str, Any]:
    """Stages side by side, each a number that opens the list behind it."""
    most = max((stage.value for stage in stages), default=0)
    rows = [{"stage": stage, "width": geometry.percentage(stage.value, 0, most)} for stage in stages]
    return {"title": title, "rows": rows}


@register.inclusion_tag("web/pictures/axis.html")
def axis(picture: Axis) -> dict[str, Any]:
    """Six components on a time axis, each with the generic range of its length behind it."""
    known = [s for s in picture.stretches if s.start is not None and s.end is not None]
    low = min((s.start for s in known if s.start is not None), default=0.0)
    high = max((max(s.end or 0, (s.start or 0) + s.high) for s in known), default=12.0)
    ticks = geometry.nice_ticks(low, high, count=8)
    span = ticks[0], ticks[-1]
    return {
        "picture": picture,
        "rows": [_lane(stretch, span) for stretch in picture.stretches],
        "ticks": [
            {
                "value": int(t) if t == int(t) else t,
                "at": geometry.percentage(t, *span),
                "anchor": _anchor(n, len(ticks)),
                "zero": t == 0,
            }
            for n, t in enumerate(ticks)
        ],
        "gates": [{"label": label, "at": geometry.percentage(month, *span)} for label, month in picture.gates],
    }


def _lane(stretch: Stretch, span: tuple[float, float]) -> dict[str, Any]:
    """Return one component's row: where its bar stands, and where its end usually lies, in percent of the axis."""
    start = stretch.start if stretch.start is not None else 0.0
    lane: dict[str, Any] = {"stretch": stretch, "missing": stretch.start is None or stretch.end is None}
    if stretch.start is not None and stretch.end is not None:
        left, right = geometry.percentage(stretch.start, *span), geometry.percentage(stretch.end, *span)
        lane |= {"x": left, "width": round(right - left, 2)}
    least, most = geometry.percentage(start + stretch.low, *span), geometry.percentage(start + stretch.high, *span)
    tone = "bad" if not stretch.fits else "extra" if stretch.extra else "base"
    return lane | {"least": least, "range_width": round(most - least, 2), "tone": tone}


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


@register.simple_tag
def gauge(value: float, maximum: float, *, label: object, tone: str = "brand") -> SafeString:
    """A small ring that is closed as far as ``value`` of ``maximum``, with the percentage in it."""
    if tone not in {"brand", "good", "warn", "bad"}:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r} of a gauge")
    share = geometry.percentage(value, 0, maximum)
    return format_html(
        '<svg class="lw-gauge" viewBox="0 0 48 48" role="img" aria-label="{}: {} / {}" dir="ltr">'
        '<circle class="p-ring" cx="24" cy="24" r="20"/>'
        '<circle class="p-ring-full p-ring-{}" cx="24" cy="24" r="20" stroke-dasharray="{} 200" '
        'transform="rotate(-90 24 24)"/><text x="24" y="28" text-anchor="middle">{}%</text></svg>',
        label,
        number_format(value),
        number_format(maximum),
        tone,
        f"{RING * share / 100:.1f}",
        round(share),
    )


@register.simple_tag
def bound_bar(best: float, bound: float, *, label: object, unit: object = "") -> SafeString:
    """How good the best plan is against the proven limit: a full bar up to ``best``, the gap up to ``bound`` lighter.

    ``best`` and ``bound`` are in the same ``unit``; the gap is in percent of the bound, as planners state it.
    """
    at = geometry.percentage(best, 0, bound)
    told = _("%(best)s of at most %(bound)s %(unit)s; at most %(gap)s %% can still be won") % {
        "best": number_format(best),
        "bound": number_format(bound),
        "unit": unit,
        "gap": number_format(round(100 - at, 1)),
    }
    return format_html(
        '<div class="lw-bound"><p><strong>{0}</strong>: {1}.</p><svg class="lw-bar" role="img" aria-label="{0}: {1}">'
        '<rect class="p-gap" width="100%" height="100%" rx="4"/>'
        '<rect class="p-brand" width="{2}%" height="100%" rx="4"/></svg></div>',
        label,
        told,
        f"{at:.2f}",
    )
