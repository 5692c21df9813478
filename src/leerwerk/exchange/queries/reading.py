"""From a file to cells, and from cells to typed tables with every mistake in them."""

import io
import json
import zlib
from datetime import date, datetime
from pathlib import PurePath

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import Reading, parse_tables
from leerwerk.engine.planning.schema import find_table
from leerwerk.exchange.files import FileProblem, read_csv, read_workbook
from leerwerk.exchange.files.reading import Row
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import NOT_YOURS, UNKNOWN_BLUEPRINT
from leerwerk.facts import municipalities
from leerwerk.funding.models import Budget
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.search import codes_in_use
from leerwerk.trajectories.models import Blueprint, Cohort, Resource

MOST_ROWS = 200_000
EXAMPLE = ("example:", "voorbeeld:")  # how the first cell of the template's example row begins
KNOWN = {  # rows that a workbook may refer to without holding them
    "organisations": Organisation.objects.values_list("code", flat=True),
    "employers": Organisation.objects.values_list("code", flat=True),
    "groups": Cohort.objects.values_list("code", flat=True),
    "workplaces": Workplace.objects.values_list("code", flat=True),
    "resources": Resource.objects.values_list("code", flat=True),
    "budgets": Budget.objects.values_list("code", flat=True),
}
FOR_CASEWORKERS = frozenset({"candidates"})

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
    _forgive_known_references(reading)
    read_towns(reading)
    _check_sizes(reading)
    _check_blueprints(reading)
    _check_ownership(reading, actor)
    order = {table.name: place for place, table in enumerate(REGION.tables)}
    reading.mistakes.sort(key=lambda one: (order.get(one.table, 99), one.row or 0))
    return reading


def _forgive_known_references(reading: Reading) -> None:
    asked: dict[str, set[object]] = {}
    for one in reading.mistakes:
        if one.code is MistakeCode.UNKNOWN_REFERENCE:
            asked.setdefault(str(one.parameters["refers"]), set()).add(one.parameters["value"])
    known = {
        table: set(KNOWN[table].filter(code__in=values)) if table in KNOWN else set() for table, values in asked.items()
    }
    reading.mistakes[:] = [
        one
        for one in reading.mistakes
        if one.code is not MistakeCode.UNKNOWN_REFERENCE
        or one.parameters["value"] not in known[str(one.parameters["refers"])]
    ]


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


def _check_sizes(reading: Reading) -> None:
    groups = reading.tables["groups"]
    for row, low, high in zip(groups.rows, groups.columns["min_size"], groups.columns["max_size"], strict=True):
        if isinstance(low, int) and isinstance(high, int) and low > high:
            reading.wrong("groups", row, "min_size", MistakeCode.MIN_ABOVE_MAX, low=low, high=high)


def _check_blueprints(reading: Reading) -> None:
    groups = reading.tables["groups"]
    asked = {value for value in groups.columns["blueprint"] if value}
    known = set(Blueprint.objects.filter(code__in=asked, retired_at=None).values_list("code", flat=True))
    for row, value in zip(groups.rows, groups.columns["blueprint"], strict=True):
        if value and value not in known:
            _own(reading, "groups", row, "blueprint", UNKNOWN_BLUEPRINT, value)


def _own(reading: Reading, table: str, row: int, column: str, own: str, value: object) -> None:
    reading.wrong(table, row, column, MistakeCode.UNKNOWN_REFERENCE, value=value, own=own)


def _check_ownership(reading: Reading, actor: Actor) -> None:
    """Refuse what the actor does not keep: another intermediary's candidates, and rows outside the region."""
    caseworker = actor.function == Function.CASEWORKER
    own_code = Organisation.objects.values_list("code", flat=True).filter(pk=actor.organisation).first()
    inside = set(Municipality.objects.filter(region=actor.region_id).values_list("code", flat=True))
    for parsed in reading.tables.values():
        name, first = parsed.table.name, parsed.table.columns[0].name
        if caseworker and name not in FOR_CASEWORKERS:
            for row, value in zip(parsed.rows, parsed.columns[first], strict=True):
                _own(reading, name, row, first, NOT_YOURS, value)
        elif name != "charges" and "municipality" in parsed.columns:
            for row, town in zip(parsed.rows, parsed.columns["municipality"], strict=True):
                if town is not None and town not in inside:
                    _own(reading, name, row, "municipality", NOT_YOURS, town)
    _check_candidates(reading, own_code if caseworker else None, actor)
    _check_existing(reading, actor)


def _check_candidates(reading: Reading, own_code: str | None, actor: Actor) -> None:
    people = reading.tables["candidates"]
    codes = [str(code) for code in people.columns["candidate"] if code]
    kept = dict.fromkeys(codes_in_use(codes)) | dict(
        Candidate.objects.filter(code__in=codes).values_list(
            "code", "intermediary__code" if own_code else "intermediary__region_id"
        )
    )
    mine = own_code or actor.region_id
    for row, code, intermediary in zip(
        people.rows, people.columns["candidate"], people.columns["intermediary"], strict=True
    ):
        if str(code) in kept and kept[str(code)] != mine:
            _own(reading, "candidates", row, "candidate", NOT_YOURS, code)
        elif own_code and intermediary not in ("", None, own_code):
            _own(reading, "candidates", row, "intermediary", NOT_YOURS, intermediary)


def _check_existing(reading: Reading, actor: Actor) -> None:
    """Refuse codes that are taken by another region."""
    for table, model in (("groups", Cohort), ("resources", Resource), ("budgets", Budget)):
        parsed = reading.tables[table]
        column = parsed.columns[parsed.table.columns[0].name]
        foreign = set(
            model.objects.filter(code__in=[c for c in column if c])
            .exclude(region=actor.region_id)
            .values_list("code", flat=True)
        )
        for row, code in zip(parsed.rows, column, strict=True):
            if code in foreign:
                _own(reading, table, row, parsed.table.columns[0].name, NOT_YOURS, code)
