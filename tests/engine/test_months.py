"""Months on the calendar, at the ends of months where they go wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.months import last_day, plus_months

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 5, 5), 0, date(2027, 5, 5)),
    ],
)
def test_a_month_that_lacks_the_day_gives_its_last(day: date, months: int, found: date) -> None:
    assert plus_months(day, months) == found


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2027, 3, 15), 36, date(2030, 3, 14)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),  # there is no 29th to stop before
        (date(2025, 3, 1), 36, date(2028, 2, 29)),
        (date(2025, 3, 1), 18, date(2026, 8, 31)),
        (date(2027, 8, 31), 18, date(2029, 2, 28)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 2, 1), 1, date(2027, 2, 28)),
    ],
)
def test_a_term_ends_on_the_day_before_its_first_day_comes_round(first: date, months: int, last: date) -> None:
    assert last_day(first, months) == last


@given(first=DAYS, months=st.integers(1, 60))
def test_a_term_is_over_before_the_same_term_from_the_next_day(first: date, months: int) -> None:
    assert last_day(first, months) <= last_day(first + timedelta(days=1), months)
    assert 28 * months <= (last_day(first, months) - first).days + 1 <= 31 * months


@given(day=DAYS, months=st.integers(-60, 60), more=st.integers(0, 60))
def test_more_months_are_never_earlier(day: date, months: int, more: int) -> None:
    assert plus_months(day, months) <= plus_months(day, months + more)


def test_there_is_an_end_to_the_calendar() -> None:
    with pytest.raises(OverflowError):
        plus_months(date.max, 1)
    with pytest.raises(OverflowError):
        plus_months(date.min, -1)
