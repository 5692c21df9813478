"""From a file to cells, and from cells to typed tables with every mistake in them."""

import io
import json
import zlib
from datetime import date, datetime
from pathlib import PurePath

from django.utils import timezone

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import Reading, check_key, parse_tables
from leerwerk.engine.planning.schema import find_table
from leerwerk.exchange.files import FileProblem, read_csv, read_workbook
from leerwerk.exchange.files.reading import Row
from leerwerk.exchange.queries.belonging import cells as cells_in
from leerwerk.exchange.queries.belonging import check_belonging, forgive_known_references, wrong
from leerwerk.exchange.queries.standing import check_standing
from leerwerk.exchange.queries.words import read_words
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import NOT_YET, PERIOD, YEARS
from leerwerk.facts import municipalities
from leerwerk.privacy.actor import Actor

MOST_ROWS = 400_000  # a region of 100,000 people, with the work that they did
EXAMPLE = ("example:", "voorbeeld:")  # how the first cell of the template's example row begins

type Cells = dict[str, list[dict[str, object]]]


class UnreadableFile(Exception):
    """The file is not a workbook (xlsx, ods) or CSV table, is damaged, or is too large."""


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


def cells_of(name: str, content: bytes) -> Cells:
    """Return the cells of a workbook's known sheets, or of one CSV file named after its table.

    Raises UnreadableFile. The example rows of the template are left out; row numbers stay those of the file.
    """
    table = PurePath(name)
    try:
        if table.suffix.lower() == ".csv":
            sheets = {table.stem: read_csv(name, content)} if find_table(REGION, table.stem) else {}
        else:
            sheets = read_workbook(io.BytesIO(content), REGION).tables
    except (FileProblem, KeyError) as damage:
        raise UnreadableFile(str(damage)[:200]) from damage
    if sum(len(rows) for rows in sheets.values()) > MOST_ROWS:
        raise UnreadableFile(f"more than {MOST_ROWS} rows")
    return {sheet: [_kept(row) for row in rows] for sheet, rows in sheets.items()}


def _kept(row: Row) -> dict[str, object]:
    """Return a row as it is kept: nothing of an example row, and no value that JSON does not know."""
    if str(next(iter(row.values()), "")).lower().startswith(EXAMPLE):
        return {}
    return {
        heading: [_plain(one) for one in cell] if isinstance(cell, list) else _plain(cell)
        for heading, cell in row.items()
    }


def pack(cells: Cells) -> bytes:
    """Return the cells as they are kept."""
    return zlib.compress(json.dumps(cells, ensure_ascii=False).encode(), 6)


def unpack(packed: bytes | memoryview) -> Cells:
    """Return the cells that were kept."""
    cells: Cells = json.loads(zlib.decompress(bytes(packed)))
    return cells


def read_region(cells: Cells, actor: Actor) -> Reading:
    """Return the typed tables and every mistake: in the cells, in references, and in what is not this actor's."""
    reading = parse_tables(REGION, cells)
    forgive_known_references(reading, actor)
    read_towns(reading)
    read_words(reading, actor)
    _check_charges(reading)
    _check_sizes(reading)
    _check_periods(reading)
    _check_years(reading)
    check_belonging(reading, actor)
    check_standing(reading, actor)
    order = {table.name: place for place, table in enumerate(REGION.tables)}
    reading.mistakes.sort(key=lambda one: (order.get(one.table, 99), one.row or 0))
    return reading


def read_towns(reading: Reading) -> None:
    """Take names of municipalities for their codes, and note those that do not exist."""
    codes = {town.code: town.code for town in municipalities()} | {
        town.name.casefold(): town.code for town in municipalities()
    }
    for parsed in reading.tables.values():
        column = parsed.columns.get("municipality")
        for place, value in enumerate(column or ()):
            if value is None or value == "*" or column is None:
                continue
            found = codes.get(str(value)) or codes.get(str(value).casefold())
            if found is None:
                reading.wrong(
                    parsed.table.name,
                    parsed.rows[place],
                    "municipality",
                    MistakeCode.UNKNOWN_MUNICIPALITY,
                    value=value,
                )
            column[place] = found


def _check_charges(reading: Reading) -> None:
    """Notice a charge that stands there twice now that places are known: once by name and once by code."""
    reading.mistakes[:] = [
        one for one in reading.mistakes if one.table != "charges" or one.code is not MistakeCode.DUPLICATE_ROW
    ]
    check_key(reading, reading.tables["charges"])


def _check_sizes(reading: Reading) -> None:
    for row, (low, high) in cells_in(reading, "groups", "min_size", "max_size"):
        if isinstance(low, int) and isinstance(high, int) and low > high:
            reading.wrong("groups", row, "min_size", MistakeCode.MIN_ABOVE_MAX, low=low, high=high)


def _check_periods(reading: Reading) -> None:
    for row, (first, last) in cells_in(reading, "budgets", "valid_from", "valid_until"):
        if isinstance(first, date) and isinstance(last, date) and last < first:
            wrong(reading, "budgets", row, "valid_until", PERIOD, last, low=first)


def _check_years(reading: Reading) -> None:
    """Work was done or is being done, and ended after it began."""
    this_year = timezone.localdate().year
    for row, years in cells_in(reading, "work_history", "since", "until"):
        first, last = years
        for column, year in zip(("since", "until"), years, strict=True):
            if isinstance(year, int) and year > this_year:
                wrong(reading, "work_history", row, column, NOT_YET, year)
        if isinstance(first, int) and isinstance(last, int) and last < first <= this_year:
            wrong(reading, "work_history", row, "until", YEARS, last, low=first)
