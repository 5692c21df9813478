"""Asking a function of the database that counts what the asker may not read."""

from typing import Any

from django.db import connection


def rows_of(statement: str, *asked: str | int) -> list[tuple[Any, ...]]:
    """Return the rows that a statement finds; ``asked`` fills its places."""
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())
