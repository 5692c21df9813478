"""Worlds that many tests begin with are built once in each process, and put back for every test after the first.

``@kept`` stands on a function that writes a world by the ordinary actions. The first time it really does; what it wrote
is read back as rows, and what it returned is pickled. The next test that comes to the same function over the same way,
on the same day, gets those rows by COPY instead. Whenever anything else was written in between the function is simply
called, so that nobody has to know whether a world was kept. The rows are put back without triggers, as those of a
backup are. Where that is not allowed, in a database that somebody else set up, worlds are built each time.
"""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache, wraps
from typing import Any, cast

import time_machine
from django.db import connection, transaction
from django.utils import timezone

type Way = tuple[Hashable, ...]
PLAIN = (str, int, date, tuple)

# How much was written to each table in this transaction, also by what was rolled back: inserted, changed or gone.
WRITTEN = """
SELECT name, added, changed FROM (
    SELECT oid::regclass::text AS name, pg_stat_get_xact_tuples_inserted(oid) AS added,
        pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) AS changed
    FROM pg_class WHERE relkind = 'r' AND relnamespace <> 'pg_catalog'::regnamespace) one
WHERE added + changed > 0
"""
COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
MARK = "CREATE TEMPORARY TABLE IF NOT EXISTS kept_mark (one integer) ON COMMIT DROP"


@dataclass(frozen=True, slots=True)
class Rows:
    """What a world added to a table, or, when it changed rows of before, all that the table holds."""

    table: str
    columns: str
    whole: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class World:
    """What one function wrote and returned."""

    rows: tuple[Rows, ...]
    returned: bytes


@dataclass(slots=True)
class Here:
    """Over which functions this transaction came to where it is, and what had been written by then."""

    transaction: object = None
    way: Way = ()
    written: frozenset[tuple[Any, ...]] = frozenset()
    building: bool = False


_worlds: dict[Way, World] = {}
_here = Here()


def kept[**P, T](build: Callable[P, T]) -> Callable[P, T]:
    """Let a function that writes a world do so once. It takes a world first or none, then plain values.

    What it returns can be pickled; one that returns nothing changes only the database.
    """

    @wraps(build)
    def world(*args: P.args, **kwargs: P.kwargs) -> T:
        plain = args[1:] if args and is_dataclass(args[0]) else args
        told = (*plain, *sorted(kwargs.items()))
        way = _way() if all(isinstance(one, PLAIN) for one in told) else None
        if way is None:
            return build(*args, **kwargs)
        key = (*way, (build.__module__, build.__qualname__, told, _today()))
        if key in _worlds:
            _put_back(_worlds[key].rows)
            returned = cast("T", pickle.loads(_worlds[key].returned))  # noqa: S301 -- what this process pickled
        else:
            returned = _watched(key, lambda: build(*args, **kwargs))
        _here.way, _here.written = key, _written()
        return returned

    return world


def _today() -> Hashable:
    """The day; the minute where a test chose it."""
    travelling = time_machine.escape_hatch.is_travelling()
    return timezone.now().replace(second=0, microsecond=0) if travelling else timezone.localdate()


def _is_undone_afterwards() -> bool:
    """Whether this is the transaction of a test, and not one that a test of several transactions began."""
    return any(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


@cache
def _may_put_back() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
        return bool(cursor.fetchone()[0])


def _way() -> Way | None:
    """Return over which kept functions this transaction came here; None when something else was written, or is now."""
    if _here.building or not _is_undone_afterwards() or not _may_put_back():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()::text")
        (current,) = cursor.fetchone()
    written = _written()
    if current is None or not written:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text, (SELECT min(id) FROM parties_region)")
            _here.transaction, first = cursor.fetchone()
        _here.way, _here.written = (first,), written  # a test that emptied the tables gave regions other keys
        return _here.way
    return _here.way if (current, written) == (_here.transaction, _here.written) else None


def _written() -> frozenset[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return frozenset(cursor.fetchall())


def _watched[T](key: Way, build: Callable[[], T]) -> T:
    """Build a world and remember it."""
    before = {table: tuple(counts) for table, *counts in _written()}
    _here.building = True
    inside = transaction.savepoint_create()  # what is written in it is told apart by its number
    try:
        with connection.cursor() as cursor:
            cursor.execute(MARK)
            cursor.execute("INSERT INTO kept_mark VALUES (1) RETURNING xmin::text::bigint")
            (since,) = cursor.fetchone()
        returned = build()
    finally:
        _here.building = False
    transaction.savepoint_commit(inside)
    rows = []
    for table, added, changed in sorted(_written()):
        if table != "kept_mark" and (added, changed) != (was := before.get(table, (0, 0))):
            rows.append(_read(table, since, whole=changed != was[1]))
    _worlds[key] = World(tuple(rows), pickle.dumps(returned))
    return returned


def _read(table: str, since: int, *, whole: bool) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        (columns,) = cursor.fetchone()
        which = "" if whole else f" WHERE xmin::text::bigint >= {since}"
        with cursor.copy(f"COPY (SELECT {columns} FROM {table}{which}) TO STDOUT (FORMAT binary)") as copy:
            return Rows(table, columns, whole, b"".join(bytes(part) for part in copy))


def _put_back(rows: tuple[Rows, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for one in rows:
            if one.whole:
                cursor.execute(f"DELETE FROM {one.table}")
            with cursor.copy(f"COPY {one.table} ({one.columns}) FROM STDIN (FORMAT binary)") as copy:
                copy.write(one.data)
        cursor.execute("SET LOCAL session_replication_role = origin")
