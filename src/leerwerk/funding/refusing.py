"""What the database refuses of the books, as an exception with its reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from leerwerk.funding.enums import Refusal


class Refused(Exception):
    """The books do not take it; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


class AlreadyDone(Exception):
    """The same form was sent before."""


@contextmanager
def by_the_books() -> Iterator[None]:
    """Raise what the database refuses as ``Refused``, and a ticket that was used as ``AlreadyDone``."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        name = getattr(diagnosis, "constraint_name", None)
        if name == "entry_once_a_ticket":
            raise AlreadyDone from error
        if name in set(Refusal):
            raise Refused(Refusal(name)) from error
        raise
