"""Tables as a folder of CSV files or one workbook: whole, or not at all."""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from leerwerk.engine.planning.cells import written
from leerwerk.engine.planning.contract import PLANNING
from leerwerk.engine.planning.schema import Kind, Schema, find_column, find_table
from leerwerk.exchange.files.problems import FileProblem, Problem
from leerwerk.exchange.files.reading import is_workbook

type Rows = Iterable[Mapping[str, object]]

WRITTEN = ".xlsx"  # the one kind of workbook that is written
MOST_ROWS = 1_048_575  # of a sheet, without its heading
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})


def write(path: Path, tables: Mapping[str, Rows], settings: Mapping[str, object], schema: Schema = PLANNING) -> None:
    """Write tables and settings as a folder, or as a workbook where ``path`` is named like one.

    Everything is written beside ``path`` first and then takes its name, so that ``path`` is never half written. An
    earlier folder of the same kind is replaced; one that holds other things is left alone. Raises FileProblem.
    """
    _can_be_written(path)
    laid_out = {name: _laid_out(name, rows, schema) for name, rows in tables.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_workbook(path):
            _whole_file(path, lambda to: _write_workbook(to, laid_out, settings, schema))
        else:
            _whole_folder(path, lambda to: _write_folder(to, laid_out, settings, schema), _file_names(laid_out, schema))
    except OSError as error:
        raise FileProblem(Problem.CANNOT_WRITE, path, why=error.strerror or str(error)) from error


def ask_to_write(path: Path, schema: Schema = PLANNING, besides: Iterable[str] = ()) -> None:
    """Raise FileProblem now when ``write`` would later: before anybody waits for what cannot be kept.

    ``besides``: the tables to be written that the schema does not name.
    """
    _can_be_written(path)
    try:
        if not is_workbook(path):
            _only_ours(path, _file_names(besides, schema))
        nearest = next(folder for folder in path.absolute().parents if folder.exists())
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError as error:
        raise FileProblem(Problem.CANNOT_WRITE, path, why=error.strerror or str(error)) from error


def _can_be_written(path: Path) -> None:
    """A workbook of another kind would hold the bytes of this one, and no program would open it."""
    if is_workbook(path) and path.suffix.lower() != WRITTEN:
        raise FileProblem(Problem.ONLY_READ, path, kind=path.suffix, written=path.with_suffix(WRITTEN).name)


type Sheet = tuple[list[str], list[list[object]]]


def _laid_out(name: str, rows: Rows, schema: Schema) -> Sheet:
    """Return the headings and lines of a table: the contract's columns first, in their order, then any others."""
    table = find_table(schema, name)
    rows = list(rows)
    seen = dict.fromkeys(key for row in rows[:1] for key in row)
    headings = [column.name for column in table.columns] if table is not None else []
    if rows and table is not None:
        present = {column.name for key in seen if (column := find_column(table, key)) is not None}
        headings = [name for name in headings if name in present]
    headings += [key for key in seen if key not in headings]
    columns = [None if table is None else find_column(table, heading) for heading in headings]
    lines = []
    for row in rows:
        cells = (row.get(heading) for heading in headings)
        lines.append(
            [
                cell if column is None or isinstance(cell, str) else written(cell, column)
                for cell, column in zip(cells, columns, strict=True)
            ]
        )
    return headings, lines


def _whole_file(path: Path, fill: Callable[[Path], None]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    try:
        fill(Path(name))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _file_names(tables: Iterable[str], schema: Schema) -> set[str]:
    """The names that a folder of ours may hold: those of the schema, of what is written now, and of a conflict."""
    names = {table.name for table in schema.tables} | {"conflict", *tables}
    return {f"{name}.csv" for name in names} | {f"{schema.settings_name}.json"}


def _only_ours(path: Path, ours: set[str]) -> None:
    if path.exists() and (not path.is_dir() or not {one.name for one in path.iterdir()} <= ours):
        raise FileProblem(Problem.NOT_OURS, path)


def _whole_folder(path: Path, fill: Callable[[Path], None], ours: set[str]) -> None:
    _only_ours(path, ours)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    old = fresh.with_name(f"{fresh.name}-old")
    try:
        fill(fresh)
        fresh.chmod(0o755)
        if path.exists():
            path.rename(old)
        try:
            fresh.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _write_folder(path: Path, sheets: Mapping[str, Sheet], settings: Mapping[str, object], schema: Schema) -> None:
    for name, (headings, lines) in sheets.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(headings)
            writer.writerows(lines)
    if settings:
        text = json.dumps(dict(settings), ensure_ascii=False, indent=2, allow_nan=False)
        (path / f"{schema.settings_name}.json").write_text(text + "\n", encoding="utf-8")


def _write_workbook(path: Path, sheets: Mapping[str, Sheet], settings: Mapping[str, object], schema: Schema) -> None:
    """Cells stay what they are: text that looks like a formula, an address or a number is written as text."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    for name, (_, lines) in sheets.items():
        if len(lines) > MOST_ROWS:
            raise FileProblem(Problem.TOO_MANY_ROWS, name, rows=len(lines), most=MOST_ROWS)
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        for name, (headings, lines) in sheets.items():
            _write_sheet(book, bold, name, headings, lines)
        if settings:
            described = {column.name: column for column in schema.settings}
            lines = [
                [name, written(value, described[name]) if name in described else _flat(value)]
                for name, value in settings.items()
            ]
            _write_sheet(book, bold, schema.settings_name, ["setting", "value"], lines)


def _flat(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else json.dumps(value, ensure_ascii=False)


def _write_sheet(
    book: xlsxwriter.Workbook, bold: object, name: str, headings: Sequence[str], lines: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, max(10, min(40, len(heading) + 2)))
        sheet.write_string(0, place, heading, bold)
    for row, line in enumerate(lines, 1):
        for place, cell in enumerate(line):
            if isinstance(cell, bool):
                sheet.write_boolean(row, place, cell)
            elif isinstance(cell, int | float) and math.isfinite(cell):
                sheet.write_number(row, place, cell)
            elif cell is not None and cell != "":
                sheet.write_string(row, place, str(cell))
