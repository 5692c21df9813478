"""On which days a week pattern gives sessions, and why not on others. Nothing here asks the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

from leerwerk.learning.dagdelen import weekday_of
from leerwerk.learning.models import ClosedDays, WeekSlot


class Skip(StrEnum):
    """Why there is no session on a day of the pattern."""

    PUBLIC_HOLIDAY = "public_holiday"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day of the pattern without a session; ``name``: of the holiday, or what the school calls it."""

    day: date
    why: Skip
    name: str


@cache
def _of_year(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language="nl").items())


def public_holidays(first: date, last: date) -> Mapping[date, str]:
    """Return the Dutch public holidays of the years of a period, by day, with their Dutch names."""
    return {day: name for year in range(first.year, last.year + 1) for day, name in _of_year(year).items()}


def days_of(slot: WeekSlot, first: date, last: date) -> list[date]:
    """Return the days of a slot within a period, ends included."""
    begin, end = max(first, slot.since), min(last, slot.until)
    day = begin + timedelta(days=(weekday_of(slot.dagdeel) - begin.weekday()) % 7)
    found = []
    while day <= end:
        found.append(day)
        day += timedelta(days=7)
    return found


def skipped(day: date, free: Mapping[date, str], closed: Iterable[ClosedDays]) -> Skipped | None:
    """Return why there is no session on this day; None when there is one."""
    if name := free.get(day):
        return Skipped(day, Skip.PUBLIC_HOLIDAY, name)
    for one in closed:
        if one.first <= day <= one.last:
            return Skipped(day, Skip.CLOSED, one.name)
    return None
