"""Regions as workbooks, whole and with forty different mistakes in them; the benchmark hands in the same."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from leerwerk.engine.population import Spec, generate
from leerwerk.exchange.queries.template import example_rows
from leerwerk.exchange.schema import REGION

type Cells = dict[str, list[dict[str, object]]]


def invented_region(candidates: int = 40, seed: int = 1) -> Cells:
    """Return the tables of an invented region, as cells."""
    invented = generate(
        Spec(regions=("midden-utrecht",), candidates=candidates, seed=seed, season_start=date(2027, 2, 1))
    )
    return {name: [dict(row) for row in invented.rows(name)] for name in invented.tables}


def workbook(cells: Mapping[str, list[dict[str, object]]]) -> bytes:
    """Return a workbook with these sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        headings = list(rows[0]) if rows else []
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [row[heading] for heading in headings])
    book.close()
    return file.getvalue()


def sheet(name: str, lines: Sequence[str]) -> bytes:
    """Return a workbook with one sheet; its lines are given as in a Dutch csv file."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    only = book.add_worksheet(name)
    for number, line in enumerate(lines):
        only.write_row(number, 0, line.split(";"))
    book.close()
    return file.getvalue()


MISTAKES: list[tuple[str, int, str, object]] = [  # sheet, row (as in the file), column, and what is typed there
    ("candidates", 2, "municipality", "Atlantis"),
    ("candidates", 3, "listening", "A3"),
    ("candidates", 4, "reading", ""),
    ("candidates", 5, "learnability", 6),
    ("candidates", 6, "load", 0),
    ("candidates", 7, "motivation", "heel hoog"),
    ("candidates", 8, "available", "11111"),
    ("candidates", 9, "available", "1111a11111"),
    ("candidates", 10, "max_travel", -5),
    ("candidates", 11, "max_travel", 1000),
    ("candidates", 12, "ready", "31-02-2027"),
    ("candidates", 13, "ready", "volgende week"),
    ("candidates", 14, "education", "universiteit van het leven"),
    ("candidates", 15, "licence", "misschien"),
    ("candidates", 16, "learnability", "3.5"),
    ("candidates", 17, "candidate", ""),
    ("candidates", 18, "intermediary", "gemeente-nergens"),
    ("candidates", 19, "route", "snelweg"),
    ("candidates", 20, "birth_year", 1850),
    ("candidates", 21, "sex", "zeg ik niet"),
    ("candidates", 22, "permit_date", "ooit"),
    ("groups", 2, "level", "mbo9"),
    ("groups", 2, "min_size", 999),
    ("groups", 3, "blueprint", "bestaat-niet"),
    ("groups", 3, "start", "2027-13-01"),
    ("groups", 4, "fixed_cost", "gratis"),
    ("groups", 4, "cost_per_participant", -1),
    ("groups", 5, "max_size", 0),
    ("groups", 5, "speaking", "vloeiend"),
    ("groups", 6, "municipality", "GM9999"),
    ("groups", 6, "educator", "school-op-de-maan"),
    ("workplaces", 2, "places", "veel"),
    ("workplaces", 3, "municipality", ""),
    ("workplaces", 4, "shifts", "1"),
    ("workplaces", 5, "recognised", "denk het"),
    ("offers", 2, "group", "G-bestaat-niet"),
    ("offers", 3, "workplace", "W-bestaat-niet"),
    ("resources", 2, "capacity", "oneindig"),
    ("uses", 2, "resource", "tovenaar"),
    ("budgets", 2, "amount", -100),
]


def damaged(cells: Cells) -> Cells:
    """Put the forty mistakes into a region; it is changed in place.

    Whoever loses their number has no work in the other sheet, which would ask after them as well.
    """
    nameless = {cells["candidates"][row - 2]["candidate"] for _, row, column, _ in MISTAKES if column == "candidate"}
    cells["work_history"] = [row for row in cells["work_history"] if row["candidate"] not in nameless]
    for sheet, row, column, typed in MISTAKES:
        cells[sheet][row - 2][column] = typed
    return cells


def example_region(*, dutch: bool = False) -> Cells:
    """Return the example rows of the template, as somebody who takes the word "example" away hands them in."""
    return {
        table.name: [
            dict(zip((column.name for column in table.columns), row, strict=True))
            for row in example_rows(table, dutch=dutch)
        ]
        for table in REGION.tables
    }
