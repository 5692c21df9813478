"""What one workplace costs an employer and brings; asks no question, as nobody has to be known for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.engine import money
from leerwerk.engine.money.instruments import Standing, on_day
from leerwerk.engine.money.workplace import Workplace, workplace
from leerwerk.funding.queries.case_facts import stated_on
from leerwerk.funding.queries.instruments import STATED

YEARS_AFTER = 3  # so long after learning the page looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A workplace with the figures that it was reckoned from; ``subsidy``: euros a year, None: not open any more."""

    workplace: Workplace
    figures: Mapping[money.Code, money.Figure]
    subsidy: Decimal | None


def _instead(figures: Mapping[money.Code, money.Figure], code: money.Code, value: Decimal) -> money.Figure:
    return replace(figures[code], value=value, shape=money.Shape.FIXED, a=None, b=None)


def reckoned(said: Mapping[str, Any], today: date) -> Reckoned:
    """Return what a workplace costs and brings; ``said``: what ``WorkplaceForm`` asks."""
    stated = stated_on(today)
    figures = {
        **stated,
        money.Code.MINIMUM_WAGE: _instead(stated, money.Code.MINIMUM_WAGE, said["wage"]),
        money.Code.MENTOR_HOURS: _instead(stated, money.Code.MENTOR_HOURS, said["guidance"]),
    }
    large = said["size"] == "large"
    group = money.Group(
        starters=1,
        pre_track=0,
        learn_work=said["months"],
        hours=float(said["hours"]),
        working=float((said["hours"] - said["learning"]) / said["hours"]),
        charges=money.Code.CHARGES_LARGE_LOW if large else money.Code.CHARGES_SMALL_LOW,
    )
    instrument, outside = on_day("praktijkleren", today, STATED)
    subsidy = instrument.amounts[0] if outside is not Standing.CLOSED else None
    received: list[tuple[int, float]] = []
    if said["bbl"] and subsidy is not None:
        received = [(end + instrument.later, float(subsidy)) for end in range(11, said["months"], 12)]
    months = -(-said["months"] // 12) * 12 + YEARS_AFTER * 12
    return Reckoned(workplace=workplace(group, figures, received, months=months), figures=figures, subsidy=subsidy)
