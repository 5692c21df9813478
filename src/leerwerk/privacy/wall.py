"""The second wall: while somebody asks for a page, the database itself shows only the files that exist for them.

A request runs as the role ``leerwerk_asker``. The policies on tables about candidates let that role see what the
settings ``leerwerk.*`` allow, whatever the code asks for (decision 0010). Jobs, commands and migrations run as the role
of DATABASE_URL, which owns the tables and has no wall.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import Error, connection

ASKER = "leerwerk_asker"
OWNER = "none"  # PostgreSQL's word for the role that the connection began with
SETTINGS = ("person", "candidate", "guides", "directs", "works", "member", "link")

_asking: ContextVar[Mapping[str, object] | None] = ContextVar("asking", default=None)


def _tell(facts: Mapping[str, object] | None) -> None:
    """Tell the database, for as long as the connection lasts, who asks, or that nobody does: one statement."""
    wanted = {"role": OWNER if facts is None else ASKER}
    wanted |= {f"leerwerk.{name}": str((facts or {}).get(name) or "") for name in SETTINGS}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(['set_config(%s, %s, false)'] * len(wanted))}",
            [text for pair in wanted.items() for text in pair],
        )


@contextmanager
def asking(**facts: int | None) -> Iterator[None]:
    """Stand behind the wall as somebody of whom these facts hold; without any, no candidate's file exists.

    ``person`` and ``candidate``: their own account and file; ``guides``: the organisation whose candidates they guide;
    ``directs``: the region they direct; ``works``: the organisation for which they employ, teach or mentor;
    ``member``: the organisation for which they act, whatever they do there.
    """
    token = _asking.set(facts)
    try:
        _tell(facts)
        yield
    finally:
        _asking.reset(token)
        try:
            _tell(_asking.get())
        except Error:
            connection.close()  # a connection that still asks for somebody serves nobody else


@contextmanager
def lowered() -> Iterator[None]:
    """Let the house itself do what follows from an action, for people whom the asker may not meet.

    Nothing that is read in here may reach who asks. A test names the few modules that may use it. Lowered twice, it is
    lowered until the outer one ends.
    """
    facts = _asking.get()
    if facts is None:
        yield
        return
    token = _asking.set(None)
    try:
        _tell(None)
        yield  # an error undoes the transaction, and with it that the wall was lowered
    finally:
        _asking.reset(token)
    _tell(facts)


def show_link(token_hash: str) -> None:
    """Add that whoever asks holds the secret of a link: the one file that it belongs to exists for them."""
    if (facts := _asking.get()) is not None:
        told = {**facts, "link": token_hash}
        _asking.set(told)  # until the request ends
        _tell(told)


def stand(**_signal: Any) -> None:
    """Put a connection that was made in the middle of a request behind the wall as well."""
    if (facts := _asking.get()) is not None:
        _tell(facts)
