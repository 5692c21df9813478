"""Workbooks to fill in: the empty template, and the region as it is now."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerwerk.engine.planning.cells import written
from leerwerk.engine.planning.contract import BETWEEN
from leerwerk.engine.planning.schema import Column, Kind, Table
from leerwerk.exchange.explanations import explanation
from leerwerk.exchange.queries.belonging import may_fill
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.words import KNOWN, can_be_told, label, labels
from leerwerk.facts import municipalities
from leerwerk.privacy.actor import Actor

LIST_ROWS = 5_000
MORE_EXAMPLES = {  # the schools that the example of a group names
    "organisations": (
        ("vakschool", "educator", "Vakschool Utrecht", "GM0344"),
        ("taalschool", "language_school", "Taalschool Utrecht", "GM0344"),
    )
}


def _heading(column: Column, dutch: bool) -> str:
    return (column.label if dutch else column.name) + (" *" if column.required else "")


def _words(column: Column, dutch: bool) -> list[str]:
    if column.kind is Kind.YES_NO:
        return ["ja", "nee"] if dutch else ["yes", "no"]
    return [choice.label if dutch else choice.code for choice in column.choices]


def _example(column: Column, dutch: bool) -> str:
    if column.kind is Kind.YES_NO:
        return column.example if dutch else {"ja": "yes", "nee": "no"}.get(column.example, column.example)
    if column.choices and dutch:
        return next((c.label for c in column.choices if c.code == column.example), column.example)
    if column.name in KNOWN and dutch:
        return BETWEEN.join(label(column.name, code) for code in column.example.split(BETWEEN))
    return column.example


def example_rows(table: Table, *, dutch: bool) -> list[list[str]]:
    """Return the rows that show how a sheet is filled in; together those of all sheets make a small region."""
    rows = [[_example(column, dutch) for column in table.columns]]
    for more in MORE_EXAMPLES.get(table.name, ()):
        shown = zip(table.columns, more, strict=True)
        rows.append([_example(replace(column, example=cell), dutch) for column, cell in shown])
    return rows


class _Book:
    """A workbook being written; its sheets follow the schema, in the reader's language."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.dutch = (get_language() or "nl").startswith("nl")
        self.book = xlsxwriter.Workbook(
            self.file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.bold = self.book.add_format({"bold": True, "bg_color": "#083f4a", "font_color": "#ffffff", "border": 1})
        self.must = self.book.add_format({"bold": True, "bg_color": "#b4461f", "font_color": "#ffffff", "border": 1})
        self.grey = self.book.add_format({"italic": True, "font_color": "#44555e"})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})

    def explain(self, tables: Sequence[Table]) -> None:
        """The first sheet: what each sheet and column is for."""
        sheet = self.book.add_worksheet("Uitleg" if self.dutch else "Explanation")
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 2, 80, self.wrap)
        sheet.write_row(0, 0, [_("Sheet"), _("Column"), _("What it says")], self.bold)
        sheet.freeze_panes(1, 0)
        row = 1
        for table in tables:
            for column in table.columns:
                label = table.label if self.dutch else table.name
                sheet.write_row(row, 0, [label, _heading(column, self.dutch), explanation(table, column)])
                row += 1

    def towns(self) -> None:
        """A hidden sheet with the municipalities, for the lists to choose from."""
        sheet = self.book.add_worksheet("_gemeenten")
        sheet.write_column(0, 0, sorted(town.name for town in municipalities()))
        sheet.hide()

    def occupations(self) -> None:
        """A hidden sheet with the names of occupations, for the list to choose from."""
        sheet = self.book.add_worksheet("_beroepen")
        sheet.write_column(0, 0, sorted(labels("occupation")))
        sheet.hide()

    def table(self, table: Table, rows: Iterable[Mapping[str, object]] | None) -> None:
        """One sheet: headings with an explanation, lists, and rows — or an example row when there are none."""
        sheet = self.book.add_worksheet(table.label if self.dutch else table.name)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(14, len(_heading(column, self.dutch)) + 2))
            sheet.write(0, place, _heading(column, self.dutch), self.must if column.required else self.bold)
            sheet.write_comment(0, place, explanation(table, column), {"x_scale": 2})
            self._list(sheet, table, place, column)
        if rows is None:
            for number, (first, *others) in enumerate(example_rows(table, dutch=self.dutch), 1):
                mark = "voorbeeld: " if self.dutch else "example: "
                sheet.write_row(number, 0, [f"{mark}{first}", *others], self.grey)
            return
        for number, row in enumerate(rows, 1):
            cells = [written(row.get(column.name), column) for column in table.columns]
            sheet.write_row(number, 0, [str(c) if isinstance(c, bool) else c for c in cells])

    def _list(self, sheet: Any, table: Table, place: int, column: Column) -> None:
        if column.name in KNOWN and not can_be_told(column.name):
            source: Sequence[str] | str = f"=_beroepen!$A$1:$A${len(KNOWN[column.name])}"
        elif words := _words(column, self.dutch):
            source = words
        elif column.kind is Kind.MUNICIPALITY and not column.anywhere:
            source = f"=_gemeenten!$A$1:$A${len(municipalities())}"
        else:
            return
        sheet.data_validation(
            1, place, LIST_ROWS, place, {"validate": "list", "source": source, "error_type": "warning"}
        )

    def content(self) -> bytes:
        """Close the workbook and return the file."""
        self.book.close()
        return self.file.getvalue()


def template_workbook(actor: Actor) -> bytes:
    """Return the empty workbook: an explanation, a sheet with an example row for each table, lists to choose from.

    Only of the tables that are taken in when this actor hands them in.
    """
    theirs = [table for table in REGION.tables if may_fill(actor, table.name)]
    book = _Book()
    book.explain(theirs)
    for table in theirs:
        book.table(table, None)
    book.towns()
    book.occupations()
    return book.content()


def region_workbook(tables: Mapping[str, Iterable[Mapping[str, object]]]) -> bytes:
    """Return a workbook with these tables only, of the same form as the template, with the columns that rows have."""
    rows = {name: list(table) for name, table in tables.items()}
    given = [_narrowed(table, rows[table.name]) for table in REGION.tables if table.name in tables]
    book = _Book()
    book.explain(given)
    for table in given:
        book.table(table, rows[table.name])
    book.towns()
    book.occupations()
    return book.content()


def _narrowed(table: Table, rows: Sequence[Mapping[str, object]]) -> Table:
    """The table without columns that none of its rows has: an empty cell would say that there is nothing."""
    if not rows:
        return table
    return replace(
        table, columns=tuple(column for column in table.columns if column.required or column.name in rows[0])
    )
