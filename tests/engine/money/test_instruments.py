"""Instruments are dated and say what they ask; whether a group can use one is told condition by condition."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from leerwerk.engine.money import Confidence
from leerwerk.engine.money.instruments import Fact, Standing, checked, on_day, stated_instruments
from scripts import instruments

ROWS = stated_instruments()
SUMMER, AUTUMN = date(2026, 7, 1), date(2026, 11, 28)
WELL = {Fact.HOURS: Decimal(32), Fact.CONTRACT_MONTHS: Decimal(12)}


def test_table_and_page_are_what_the_script_writes() -> None:
    assert instruments.TABLE.read_text(encoding="utf-8") == instruments.table()
    page = instruments.PAGE.read_text(encoding="utf-8")
    assert page == instruments.page(page), "run: python scripts/instruments.py"
    assert {one.code for one in ROWS} == set(instruments.MEANING)


def test_every_condition_is_told_beside_what_is_known() -> None:
    """32 hours are enough, a contract of 7 months is not."""
    found = checked("sowis", SUMMER, {**WELL, Fact.CONTRACT_MONTHS: Decimal(7)}, ROWS)
    assert found.standing is Standing.CANNOT
    told: list[tuple[Fact, Decimal, Decimal | None, bool | None]] = [
        (Fact.HOURS, Decimal(20), Decimal(32), True),
        (Fact.CONTRACT_MONTHS, Decimal(12), Decimal(7), False),
    ]
    assert [(one.need.fact, one.need.at_least, one.value, one.holds) for one in found.checks] == told
    assert checked("sowis", SUMMER, WELL, ROWS).standing is Standing.CAN


def test_what_is_not_known_is_neither_yes_nor_no() -> None:
    found = checked("praktijkleren", AUTUMN, {Fact.BBL: Decimal(1)}, ROWS)
    assert found.standing is Standing.UNKNOWN
    assert [one.holds for one in found.checks] == [True, None]


def test_what_has_ended_or_has_not_begun_cannot_be_used() -> None:
    assert checked("sowis", AUTUMN, WELL, ROWS).standing is Standing.CLOSED
    assert checked("liv", AUTUMN, {}, ROWS).standing is Standing.CLOSED
    assert checked("sowis", date(2025, 1, 1), WELL, ROWS).standing is Standing.NOT_YET
    with pytest.raises(KeyError):
        checked("nothing", AUTUMN, {}, ROWS)


def test_a_later_row_takes_the_place_of_an_earlier_one_and_says_how_sure_it_is() -> None:
    before, _open = on_day("sowis", date(2025, 7, 1), ROWS)
    after, _open = on_day("sowis", SUMMER, ROWS)
    assert before.confidence is Confidence.HIGH
    assert after.confidence is Confidence.LOW
    assert [int(one) for one in before.amounts] == [8000, 6000, 5000, 5000]
    assert not before.goes_on


def test_rows_of_one_instrument_do_not_overlap() -> None:
    for code in {one.code for one in ROWS}:
        rows = sorted((one for one in ROWS if one.code == code), key=lambda one: one.valid_from)
        for earlier, later in pairwise(rows):
            assert earlier.valid_until is not None
            assert earlier.valid_until < later.valid_from
