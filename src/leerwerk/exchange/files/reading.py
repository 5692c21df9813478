"""A folder of CSV files or one workbook, as tables of cells. What the cells mean is not asked here."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from leerwerk.engine.planning.contract import ANSWER, PLANNING
from leerwerk.engine.planning.schema import Schema, find_table, plain
from leerwerk.exchange.files.problems import FileProblem, Problem

type Row = dict[str, object]

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
LONGEST_CELL = 1_000_000
EXTRA = ""  # cells beyond the headings stand under this heading


@dataclass(slots=True)
class Source:
    """What a folder or workbook holds: rows per table (named as in the file), and the settings.

    ``prices`` are those of the earlier answer that the settings point to.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    prices: list[Row] = field(default_factory=list)


def is_workbook(path: Path) -> bool:
    """Say whether a name is that of a workbook."""
    return path.suffix.lower() in WORKBOOKS


def read(path: Path, schema: Schema = PLANNING) -> Source:
    """Read a folder or a workbook. Sheets and files that the schema does not know are left alone.

    Raises FileProblem. An earlier plan that the settings point to (``previous``) becomes a table.
    """
    if not path.exists():
        raise FileProblem(Problem.NOT_FOUND, path)
    try:
        if path.is_dir():
            source = _read_folder(path, schema)
        elif is_workbook(path):
            source = read_workbook(path, schema)
        else:
            raise FileProblem(Problem.UNKNOWN_KIND, path, kinds=tuple(sorted(WORKBOOKS)))
    except OSError as error:
        raise FileProblem(Problem.CANNOT_READ, path, why=error.strerror or str(error)) from error
    if not source.tables:
        raise FileProblem(Problem.NO_TABLES, path, tables=tuple(table.name for table in schema.tables))
    _read_previous(path, source)
    return source


def _read_previous(path: Path, source: Source) -> None:
    """Follow the setting ``previous`` to the assignments and prices of an earlier answer, beside the question."""
    name = next((value for key, value in source.settings.items() if plain(key) in ("previous", "vorig plan")), None)
    if name is None or not str(name).strip():
        return
    beside = path.parent / str(name)
    inside = path / str(name)
    found = inside if path.is_dir() and inside.exists() else beside
    if not found.exists():
        raise FileProblem(Problem.PREVIOUS_NOT_FOUND, found)
    earlier = read(found, ANSWER)
    rows = {getattr(find_table(ANSWER, sheet), "name", ""): rows for sheet, rows in earlier.tables.items()}
    if "assignments" not in rows:
        raise FileProblem(Problem.NO_TABLES, found, tables=("assignments",))
    source.tables["previous"] = rows["assignments"]
    source.prices = rows.get("prices", [])


def _read_folder(path: Path, schema: Schema) -> Source:
    source = Source()
    for file in sorted(path.iterdir()):
        if file.suffix.lower() == ".csv" and find_table(schema, file.stem) is not None:
            source.tables[file.stem] = read_csv(file.name, file.read_bytes())
        elif file.suffix.lower() == ".json" and plain(file.stem) in _settings_names(schema):
            source.settings |= _read_json(file)
    return source


def _settings_names(schema: Schema) -> tuple[str, str]:
    return plain(schema.settings_name), plain(schema.settings_label)


def _read_json(file: Path) -> dict[str, object]:
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileProblem(Problem.NOT_UTF8, file.name, line=_line(error)) from None
    except json.JSONDecodeError as error:
        raise FileProblem(Problem.NOT_JSON, file.name, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise FileProblem(Problem.NOT_JSON, file.name, line=1, column=1) from None
    if not isinstance(found, dict):
        raise FileProblem(Problem.NOT_JSON, file.name, line=1, column=1)
    return found


def _line(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def read_csv(name: str, content: bytes) -> list[Row]:
    """Read one CSV file, with commas or (as Dutch spreadsheets write it) semicolons; raises FileProblem."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(Problem.NOT_UTF8, name, line=_line(error)) from None
    heading = text.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        return _as_rows(list(reader))
    except csv.Error as error:
        raise FileProblem(Problem.NOT_CSV, name, line=reader.line_num, why=str(error)) from None


def _as_rows(lines: list[list[Any]]) -> list[Row]:
    """Give the cells of every line the headings of the first. Blank lines stay, so that rows keep their numbers."""
    if not lines:
        return []
    headings = [str(cell).strip() for cell in lines[0]]
    known = [(place, heading) for place, heading in enumerate(headings) if heading]
    width = known[-1][0] + 1 if known else 0  # a workbook's lines are all as wide as its widest one
    whole = len(known) == len(headings) and len(set(headings)) == width
    rows: list[Row] = []
    for line in lines[1:]:
        if whole and len(line) <= width:
            rows.append(dict(zip(headings, line, strict=False)))
            continue
        row: Row = {}
        for place, heading in known:
            if place < len(line):
                _put(row, heading, line[place])
        if any(str(cell).strip() for cell in line[width:] if cell is not None):
            row[EXTRA] = line[width:]
        rows.append(row)
    return rows


def _put(row: Row, heading: str, cell: object) -> None:
    """Keep a second column with the same heading apart, so that it is noticed."""
    while heading in row:
        heading += " "
    row[heading] = cell


def read_workbook(file: Path | BinaryIO, schema: Schema = PLANNING) -> Source:
    """Read a workbook from a file or an open one; raises FileProblem when it is not one."""
    name = file.name if isinstance(file, Path) else getattr(file, "name", "")
    source = Source()
    try:
        book = CalamineWorkbook.from_object(file)
        for sheet in book.sheet_names:
            if plain(sheet) in _settings_names(schema):
                source.settings |= _as_settings(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
            elif find_table(schema, sheet) is not None:
                source.tables[sheet] = _as_rows(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
    except (CalamineError, ValueError) as error:
        raise FileProblem(Problem.NOT_A_WORKBOOK, name, why=str(error)) from error
    return source


def _as_settings(lines: Iterable[list[Any]]) -> dict[str, object]:
    """Read a sheet with a name and a value on each line; a first line with headings is passed over."""
    found: dict[str, object] = {}
    for number, line in enumerate(lines):
        name = str(line[0]).strip() if line else ""
        if name and not (number == 0 and plain(name) in ("setting", "instelling")):
            found[name] = line[1] if len(line) > 1 else None
    return found


def answer_of(source: Source) -> Mapping[str, list[Row]]:
    """Return an answer as the checker reads it: its tables, with the summary as one row."""
    return {**source.tables, "summary": [source.settings] if source.settings else []}
