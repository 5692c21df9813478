"""From the contract's tables to a question: ``read_question``. The answer's tables: ``answer_tables``."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from leerwerk.engine.planning.building import PLACES, Builder
from leerwerk.engine.planning.contract import ANYWHERE, EDUCATION, PLANNING
from leerwerk.engine.planning.mistakes import Mistake, MistakeCode
from leerwerk.engine.planning.parsing import Reading, Tables, parse_tables, read_settings, unknown_reference
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.results import answer_tables
from leerwerk.engine.planning.schema import plain
from leerwerk.facts import municipalities

__all__ = ["answer_tables", "read_question"]


def read_question(tables: Tables, settings: Mapping[str, object] | None = None) -> Question | tuple[Mistake, ...]:
    """Return the question these tables ask, or everything that is wrong with them.

    ``tables``: rows per table, each row a mapping from heading to cell (text, or what a workbook holds). Names and
    Dutch labels are understood; other tables and columns are left alone. ``settings``: as in ``settings.json``.
    ``previous`` among the tables (candidate, group, workplace) is an earlier plan; what it names may be gone.
    """
    reading = parse_tables(PLANNING, tables)
    chosen = read_settings(PLANNING, settings or {}, reading)
    _check_municipalities(reading)
    _check_sizes(reading)
    _check_locks(reading)
    _check_reach(reading, chosen)
    if reading.mistakes:
        order = {table.name: place for place, table in enumerate(PLANNING.tables)}
        return tuple(sorted(reading.mistakes, key=lambda one: (order.get(one.table, 99), one.row or 0)))
    return Builder(reading.tables, chosen).question()


def _check_municipalities(reading: Reading) -> None:
    """Take names of municipalities for their codes, and note those that do not exist."""
    names = {plain(one.name): one.code for one in municipalities()}
    known = {one.code for one in municipalities()}
    travel = reading.tables["travel"].columns
    for column in ("from", "to"):
        travel[column] = [
            code if code is None or code in known else names.get(plain(code), code) for code in travel[column]
        ]
        known |= {str(code) for code in travel[column] if code is not None}
    known.add(ANYWHERE)
    cache: dict[object, str | None] = {None: None}
    for table, column in (*PLACES, ("charges", "municipality")):
        parsed = reading.tables[table]
        values = parsed.columns[column]
        for place, value in enumerate(values):
            if value not in cache:
                cache[value] = str(value) if value in known else names.get(plain(value))
            values[place] = cache[value]
            if value is not None and cache[value] is None:
                near = get_close_matches(plain(value), names, n=1)
                shown = {"nearest": names[near[0]]} if near else {}
                code = MistakeCode.UNKNOWN_MUNICIPALITY
                reading.wrong(table, parsed.rows[place], column, code, value=value, **shown)


def _check_sizes(reading: Reading) -> None:
    groups = reading.tables["groups"]
    for row, low, high in zip(groups.rows, groups.columns["min_size"], groups.columns["max_size"], strict=True):
        if isinstance(low, int) and isinstance(high, int) and low > high:
            reading.wrong("groups", row, "min_size", MistakeCode.MIN_ABOVE_MAX, low=low, high=high)


def _check_locks(reading: Reading) -> None:
    locks = reading.tables["locks"]
    people = set(reading.tables["candidates"].columns["candidate"])
    groups = set(reading.tables["groups"].columns["group"])
    refers = {
        "assign": ("candidates", "groups"),
        "forbid": ("candidates", "groups"),
        "open": ("groups", None),
        "closed": ("groups", None),
        "together": ("candidates", "candidates"),
        "apart": ("candidates", "candidates"),
    }
    known = {"candidates": people, "groups": groups}
    rows = zip(locks.rows, locks.columns["kind"], locks.columns["a"], locks.columns["b"], strict=True)
    for row, kind, *both in rows:
        if kind is None:
            continue
        for column, value, table in zip(("a", "b"), both, refers[str(kind)], strict=True):
            if table is None and value:
                reading.wrong("locks", row, column, MistakeCode.NOT_EXPECTED, value=value)
            elif table is not None and value == "":
                reading.wrong("locks", row, column, MistakeCode.BLANK)
            elif table is not None and value is not None and value not in known[table]:
                unknown_reference(reading, "locks", row, column, str(value), table, known[table])
        if kind in ("together", "apart") and both[0] == both[1] and both[0] is not None:
            reading.wrong("locks", row, "b", MistakeCode.SAME_PERSON, value=both[1])


def _check_reach(reading: Reading, chosen: Mapping[str, object]) -> None:
    weights = chosen.get("reach_weights", {})
    for education in weights if isinstance(weights, Mapping) else ():
        if education not in EDUCATION:
            reading.wrong(
                "settings", None, "reach_weights", MistakeCode.NOT_A_CHOICE, value=education, choices=EDUCATION
            )
