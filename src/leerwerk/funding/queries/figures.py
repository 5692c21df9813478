"""The figures of the business case: what is stated, and what a region knows better."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leerwerk.engine import money
from leerwerk.engine.money.figures import own_figure
from leerwerk.funding.models import RegionFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure as it is stated, and as the region has it; None: it has none of its own."""

    stated: money.Figure
    own: money.Figure | None

    @property
    def figure(self) -> money.Figure:
        """The one that is reckoned with."""
        return self.own or self.stated


def own_of(region: int, today: date, stated: Mapping[money.Code, money.Figure]) -> tuple[money.Figure, ...]:
    """Return the figures that a region has of its own on a day: one query."""
    rows = RegionFigure.objects.filter(region=region, since__lte=today).order_by("code", "-since").distinct("code")
    return tuple(
        own_figure(
            money.Code(row.code),
            row.value,
            row.low,
            row.high,
            like=stated[money.Code(row.code)],
            since=row.since,
            sure=money.Confidence(row.sure),
            source=row.source,
        )
        for row in rows
        if not row.dropped and row.code in set(money.Code)
    )


def known_figures(region: int, today: date, stated: Mapping[money.Code, money.Figure]) -> list[Known]:
    """Return every figure, with what a region has of its own: one query."""
    own = {one.code: one for one in own_of(region, today, stated)}
    return [Known(stated=stated[code], own=own.get(code)) for code in money.Code]
