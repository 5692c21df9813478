"""No cell is too much for the database: whatever is too long or too large is a mistake, and the most fits."""

from decimal import Decimal

import pytest

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.schema import Column, Kind, Table
from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.bounds import field_of
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.queries import read_region
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import PERIOD
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast
from tests.exchange.workbooks import example_region

COLUMNS = [(table, column) for table in REGION.tables for column in table.columns]
TOO_MUCH = {
    Kind.INTEGER: 10**12,
    Kind.DECIMAL: 10**12,
    Kind.DATE: "9999-12-31",
    Kind.DAGDELEN: "1" * 1000,
}


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[t.explanation(c) for t, c in COLUMNS])
def test_a_cell_that_holds_far_too_much_is_a_mistake_and_never_an_exception(
    cast: Cast, table: Table, column: Column
) -> None:
    cells = example_region()
    cells[table.name][0][column.name] = TOO_MUCH.get(column.kind, "x" * 1000)
    handed = hand_in(name="r.xlsx", cells=cells, by=cast.actor(cast.roos))
    assert handed.state == DeliveryState.WRONG
    found = read_region(cells, cast.actor(cast.roos)).mistakes
    assert (table.name, 2, column.name) in [(m.table, m.row, m.column) for m in found]


def test_every_free_cell_takes_as_much_as_it_promises(cast: Cast) -> None:
    cells = example_region()
    for table, column in COLUMNS:
        if column.kind is Kind.TEXT and column.longest:
            cells[table.name][0][column.name] = "é" * column.longest
        elif column.kind is Kind.DECIMAL:
            cells[table.name][0][column.name] = column.high
    handed = hand_in(name="r.xlsx", cells=cells, by=cast.actor(cast.roos))
    assert handed.state == DeliveryState.READY, read_region(cells, cast.actor(cast.roos)).mistakes
    take_in(delivery=handed, by=cast.actor(cast.roos))
    assert Cohort.objects.get(code="G-01").fixed_cost == Decimal("999999.999")


def test_every_free_text_and_every_code_of_ones_own_has_a_longest_length() -> None:
    words = (Kind.TEXT, Kind.CODE, Kind.CODES)
    free = [(t, c) for t, c in COLUMNS if c.kind in words and not c.choices]
    assert [t.explanation(c) for t, c in free if c.longest is None or field_of(t.name, c) is None] == []


@pytest.mark.parametrize(
    ("table", "column", "typed", "code"),
    [
        ("candidates", "phone", "06 " * 20, MistakeCode.TOO_LONG),
        ("candidates", "given_name", "R" * 81, MistakeCode.TOO_LONG),
        ("candidates", "skills", "vca|" + "s" * 41, MistakeCode.TOO_LONG),
        ("candidates", "skills", "s|" * 4000, MistakeCode.TOO_LONG),
        ("candidates", "max_travel", 241, MistakeCode.TOO_HIGH),
        ("groups", "fixed_cost", 1250000, MistakeCode.TOO_HIGH),
        ("groups", "fixed_cost", 999999.9996, MistakeCode.TOO_HIGH),
        ("workplaces", "workplace", "W" * 41, MistakeCode.TOO_LONG),
        ("workplaces", "demands", "d" * 401, MistakeCode.TOO_LONG),
        ("workplaces", "tasks", "Gras maaien|" + "t" * 141, MistakeCode.TOO_LONG),
    ],
)
def test_what_is_just_too_much_is_told_with_its_bound(
    cast: Cast, table: str, column: str, typed: object, code: MistakeCode
) -> None:
    cells = example_region()
    cells[table][0][column] = typed
    found = read_region(cells, cast.actor(cast.roos)).mistakes
    mine = [m for m in found if (m.table, m.column) == (table, column)]
    assert [m.code for m in mine] == [code]
    assert mine[0].parameters.get("longest") or mine[0].parameters.get("high")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Nederlands", "nl"), ("nl", "nl"), ("ARABISCH", "ar"), ("Arabic", "ar"), ("oekraïens", "uk"), ("", "nl")],
)
def test_a_language_of_contact_is_understood_by_its_name(cast: Cast, typed: str, kept: str) -> None:
    cells = example_region()
    cells["candidates"][0]["contact_language"] = typed
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r.xlsx", cells=cells, by=roos), by=roos)
    assert Candidate.objects.get(code="K-0001").contact_language == kept


def test_an_unknown_language_of_contact_is_a_mistake_unless_the_region_uses_it_already(cast: Cast) -> None:
    cells = example_region()
    cells["candidates"][0]["contact_language"] = "my"
    roos = cast.actor(cast.roos)
    found = read_region(cells, roos).mistakes
    assert [(m.column, m.code) for m in found] == [("contact_language", MistakeCode.NOT_A_CHOICE)]
    Candidate.objects.filter(pk=cast.amal.pk).update(contact_language="my")
    assert read_region(cells, roos).mistakes == []


def test_a_budget_that_ends_before_it_begins_is_a_mistake(cast: Cast) -> None:
    cells = example_region()
    cells["budgets"][0]["valid_until"] = "2026-12-31"
    found = read_region(cells, cast.actor(cast.roos)).mistakes
    assert [(m.column, m.parameters["own"]) for m in found] == [("valid_until", PERIOD)]


def test_a_charge_that_stands_there_by_name_and_by_code_stands_there_twice(cast: Cast) -> None:
    cells = example_region()
    line = cells["charges"][0]
    cells["charges"] = [line | {"municipality": town} for town in ("GM0344", "Utrecht", "utrecht")]
    found = read_region(cells, cast.actor(cast.roos)).mistakes
    assert [(m.row, m.code) for m in found] == [(3, MistakeCode.DUPLICATE_ROW), (4, MistakeCode.DUPLICATE_ROW)]


def test_a_sign_that_no_database_keeps_is_left_out_of_a_text(cast: Cast) -> None:
    cells = example_region()
    cells["candidates"][0]["given_name"] = "Ra\0sha"
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r.xlsx", cells=cells, by=roos), by=roos)
    assert Candidate.objects.get(code="K-0001").given_name == "Rasha"
