"""The numbers of the law are dated, have a source, and are never guessed."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest

from leerwerk.engine.inburgering import (
    Confidence,
    Norm,
    NormCode,
    NormExpired,
    NormMissing,
    Norms,
    NormsOverlap,
    Unit,
    ledger,
    stated_norms,
)
from scripts import inburgering_norms
from tests.engine.inburgering.people import SAMUEL

NORMS = stated_norms()
TODAY = date(2027, 6, 1)


def test_the_table_and_the_page_say_what_is_stated_in_the_script() -> None:
    assert inburgering_norms.TABLE.read_text(encoding="utf-8") == inburgering_norms.table()
    page = inburgering_norms.PAGE.read_text(encoding="utf-8")
    assert page == inburgering_norms.page(page), "run: python scripts/inburgering_norms.py"


def test_every_norm_is_stated_today_with_an_article_and_the_wording_that_was_read() -> None:
    for code in NormCode:
        norm = NORMS.on(code, TODAY)
        assert norm.article[:2] in ("Wi", "B ", "R "), code
        assert norm.source
        assert code.value in inburgering_norms.MEANING


def test_the_numbers_are_those_of_the_law() -> None:
    assert {code.value: NORMS.on(code, TODAY).value for code in NormCode} == {
        "pip_weeks": 10,
        "pip_from_notice": 1,
        "term_years": 3,
        "route_switch_months": 18,
        "extension_request_months": 6,
        "extension_months": 6,
        "extension_language_parts": 2,
        "extension_lesson_hours": 450,
        "z_course_hours": 800,
        "z_participation_hours": 800,
        "a2_fallback_hours": 600,
        "map_practice_hours": 40,
        "pvt_hours": 12,
        "pvt_activities": 1,
    }


def test_what_was_only_read_about_says_so() -> None:
    assert NORMS.on(NormCode.PIP_FROM_NOTICE, TODAY).confidence is Confidence.LOW
    assert NORMS.on(NormCode.PIP_FROM_NOTICE, date(2022, 6, 1)).confidence is Confidence.HIGH
    assert NORMS.on(NormCode.MAP_PRACTICE_HOURS, TODAY).confidence is Confidence.HIGH


def test_nobody_is_counted_by_this_law_before_it_was_there() -> None:
    with pytest.raises(NormMissing) as raised:
        NORMS.on(NormCode.PVT_HOURS, date(2021, 12, 31))
    assert not isinstance(raised.value, NormExpired)
    assert raised.value.code is NormCode.PVT_HOURS


def test_a_norm_that_has_ended_stops_the_ledger_instead_of_living_on() -> None:
    pvt = NORMS.on(NormCode.PVT_HOURS, TODAY)
    rest = [norm for norm in NORMS.rows if norm.code is not NormCode.PVT_HOURS]
    ended = Norms([*rest, replace(pvt, valid_until=TODAY)])
    assert ledger([], plan=SAMUEL, norms=ended, today=TODAY).lines
    with pytest.raises(NormExpired):
        ledger([], plan=SAMUEL, norms=ended, today=TODAY + timedelta(days=1))
    with pytest.raises(NormMissing):
        ledger([], plan=SAMUEL, norms=Norms(rest), today=TODAY)


def test_a_norm_that_changes_holds_up_to_its_last_day_and_the_next_one_from_the_day_after() -> None:
    old = NORMS.on(NormCode.PVT_HOURS, TODAY)
    new = replace(old, value=20, valid_from=TODAY + timedelta(days=1))
    both = Norms([new, replace(old, valid_until=TODAY)])
    assert both.on(NormCode.PVT_HOURS, TODAY).value == 12
    assert both.on(NormCode.PVT_HOURS, TODAY + timedelta(days=1)).value == 20
    with pytest.raises(NormsOverlap):
        Norms([old, new])
    with pytest.raises(NormsOverlap):
        Norms([replace(old, valid_until=new.valid_from), new])


def test_a_gap_between_two_rows_is_missing_and_not_ended() -> None:
    old = NORMS.on(NormCode.PVT_HOURS, TODAY)
    later = replace(old, valid_from=TODAY + timedelta(days=10))
    with pytest.raises(NormMissing) as raised:
        Norms([replace(old, valid_until=TODAY), later]).on(NormCode.PVT_HOURS, TODAY + timedelta(days=5))
    assert not isinstance(raised.value, NormExpired)


def test_weeks_are_not_taken_for_hours() -> None:
    weeks: Norm = NORMS.on(NormCode.PIP_WEEKS, TODAY)
    assert weeks.unit is Unit.WEEKS
    with pytest.raises(ValueError, match="not a norm in hours"):
        _ = weeks.minutes


def test_the_shipped_table_has_the_columns_that_are_read() -> None:
    rows = list(csv.DictReader(inburgering_norms.table().splitlines()))
    assert len(rows) == len(NORMS.rows)
    assert tuple(rows[0]) == inburgering_norms.COLUMNS
