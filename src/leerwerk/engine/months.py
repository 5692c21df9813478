"""Months on the calendar: what is added to a day, and where a term of months ends. Days have no time of day here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def plus_months(day: date, months: int) -> date:
    """The same day of the month, so many months later (earlier when negative); the last day where it is missing.

    31 January plus one month is 28 or 29 February. Raises OverflowError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{day} plus {months} months is not on the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(first: date, months: int) -> date:
    """The last day of a term of months that begins with the day ``first``.

    A term from 15 March ends with the 14th; one from 31 January ends after a month with the last day of February, as
    there is no 31st that it stops before.
    """
    after = plus_months(first, months)
    return after - ONE_DAY if after.day == first.day else after
