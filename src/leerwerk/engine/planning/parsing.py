"""From rows of cells to typed columns, for any schema: every mistake at once, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from leerwerk.engine.planning.cells import Wrong, as_text, is_blank, read_cell
from leerwerk.engine.planning.mistakes import Mistake, MistakeCode
from leerwerk.engine.planning.schema import Column, Schema, Table, find_column, find_table

type Rows = Sequence[Mapping[str, object]]
type Tables = Mapping[str, Rows]

HEADING = 1  # row of the headings; the first thing stands on the next row
EXTRA = ""  # the reader of files puts cells beyond the headings under this one
SUGGESTIONS = 25  # per column: looking for a similar word is slow
UNIQUE = frozenset({"code", "municipality"})  # kinds whose values differ nearly always are not remembered


@dataclass(slots=True)
class Parsed:
    """One table as typed columns. ``rows``: its row numbers in the file; a wrong cell holds None.

    ``given``: the columns that the file has; in the others stand defaults.
    """

    table: Table
    rows: list[int]
    columns: dict[str, list[object]]
    given: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class Reading:
    """All tables of a schema, and everything that is wrong so far."""

    tables: dict[str, Parsed] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, table: str, row: int | None, column: str | None, code: MistakeCode, **parameters: object) -> None:
        """Note one mistake."""
        self.mistakes.append(Mistake(table=table, row=row, column=column, code=code, parameters=parameters))


def parse_tables(schema: Schema, tables: Tables) -> Reading:
    """Read all tables of a schema: cells, repeated keys and references. Unknown tables and columns are left alone."""
    reading = Reading()
    given: dict[str, Rows] = {}
    for name, rows in tables.items():
        found = find_table(schema, name)
        if found is not None and found.name in given:
            reading.wrong(found.name, None, None, MistakeCode.DUPLICATE_TABLE, value=name)
        elif found is not None:
            given[found.name] = rows
    for table in schema.tables:
        if table.required and table.name not in given:
            reading.wrong(table.name, None, None, MistakeCode.MISSING_TABLE)
        parsed = reading.tables[table.name] = _parse_table(reading, table, given.get(table.name, ()))
        if table.required and table.name in given and not len(parsed):
            reading.wrong(table.name, None, None, MistakeCode.EMPTY_TABLE)
        check_key(reading, parsed)
    for parsed in reading.tables.values():
        _check_references(reading, parsed)
    return reading


def _parse_table(reading: Reading, table: Table, rows: Rows) -> Parsed:
    filled = [
        (number, row) for number, row in enumerate(rows, HEADING + 1) if any(not is_blank(v) for v in row.values())
    ]
    headings = _headings(reading, table, [row for _, row in filled])
    for number, row in filled:
        if EXTRA in row:
            reading.wrong(table.name, number, None, MistakeCode.EXTRA_CELLS)
    parsed = Parsed(table=table, rows=[number for number, _ in filled], columns={}, given=frozenset(headings))
    for column in table.columns:
        heading = headings.get(column.name)
        if heading is not None:
            cells = [row.get(heading) for _, row in filled]
            parsed.columns[column.name] = _parse_column(reading, parsed, column, cells)
            continue
        if column.required and filled:
            reading.wrong(table.name, HEADING, column.name, MistakeCode.MISSING_COLUMN, label=column.label)
        parsed.columns[column.name] = [None if column.required else column.default] * len(filled)
    return parsed


def _headings(reading: Reading, table: Table, rows: list[Mapping[str, object]]) -> dict[str, str]:
    """Return, per column of the contract, the heading under which the file has it."""
    seen: dict[str, None] = {}
    for row in rows:
        if row.keys() != seen.keys():
            seen |= dict.fromkeys(row)
    found: dict[str, str] = {}
    for heading in (one for one in seen if one != EXTRA):
        column = find_column(table, heading)
        if column is None:
            continue
        if column.name in found:
            reading.wrong(
                table.name, HEADING, column.name, MistakeCode.DUPLICATE_COLUMN, value=heading, other=found[column.name]
            )
        else:
            found[column.name] = heading
    return found


def _parse_column(reading: Reading, parsed: Parsed, column: Column, cells: list[object]) -> list[object]:
    """Read the cells of one column; equal cells of text are read once."""
    known: dict[str, object] = {}
    remember = column.kind not in UNIQUE
    values: list[object] = []
    for row, raw in zip(parsed.rows, cells, strict=True):
        text = raw if remember and isinstance(raw, str) else None
        if text is not None and text in known:
            values.append(known[text])
            continue
        try:
            value = read_cell(raw, column)
        except Wrong as wrong:
            shown = {} if is_blank(raw) else {"value": as_text(raw)[:80]}
            reading.wrong(parsed.table.name, row, column.name, wrong.code, **shown, **wrong.parameters)
            value = None
        else:
            if text is not None:
                known[text] = value
        values.append(value)
    return values


def check_key(reading: Reading, parsed: Parsed) -> None:
    """Note every row whose key stands in an earlier row already."""
    key = parsed.table.key
    if not key:
        return
    code = MistakeCode.DUPLICATE_ID if len(key) == 1 else MistakeCode.DUPLICATE_ROW
    first: dict[tuple[object, ...], int] = {}
    for row, values in zip(parsed.rows, zip(*(parsed.columns[name] for name in key), strict=True), strict=True):
        if None in values:
            continue
        if values in first:
            shown = BETWEEN_KEYS.join(map(str, values))
            reading.wrong(parsed.table.name, row, key[0], code, value=shown, first_row=first[values])
        else:
            first[values] = row


BETWEEN_KEYS = ", "


def _check_references(reading: Reading, parsed: Parsed) -> None:
    for column in parsed.table.columns:
        if column.refers is None or column.refers not in reading.tables:
            continue
        other = reading.tables[column.refers]
        known = set(other.columns[other.table.columns[0].name])
        for row, value in zip(parsed.rows, parsed.columns[column.name], strict=True):
            if value is not None and value != column.default and value not in known:
                unknown_reference(reading, parsed.table.name, row, column.name, str(value), column.refers, known)


def unknown_reference(
    reading: Reading, table: str, row: int, column: str, value: str, refers: str, known: set[object]
) -> None:
    """Note that a cell names something that is not in the table it refers to, with the most similar name if any."""
    parameters: dict[str, object] = {"value": value, "refers": refers}
    if len(reading.mistakes) < SUGGESTIONS:
        nearest = get_close_matches(value, [str(one) for one in known if one is not None], n=1)
        if nearest:
            parameters["nearest"] = nearest[0]
    reading.wrong(table, row, column, MistakeCode.UNKNOWN_REFERENCE, **parameters)


def read_settings(schema: Schema, settings: Mapping[str, object], reading: Reading) -> dict[str, object]:
    """Read settings by name or label; what is blank or absent is left out."""
    described = Table(name=schema.settings_name, label=schema.settings_label, columns=schema.settings)
    found: dict[str, object] = {}
    for name, raw in settings.items():
        column = find_column(described, name)
        if column is None:
            names = tuple(one.name for one in schema.settings)
            nearest = get_close_matches(str(name), names, n=1)
            shown = {"nearest": nearest[0]} if nearest else {}
            reading.wrong(described.name, None, str(name), MistakeCode.UNKNOWN_SETTING, choices=names, **shown)
        elif not is_blank(raw):
            try:
                found[column.name] = read_cell(raw, column)
            except Wrong as wrong:
                shown = {"value": as_text(raw)[:80]}
                reading.wrong(described.name, None, column.name, wrong.code, **shown, **wrong.parameters)
    return found
