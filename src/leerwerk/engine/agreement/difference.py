"""What differs between two versions, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.agreement.terms import Clause


class How(StrEnum):
    """What happened to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not as it was: None before when it is new, None after when it is gone."""

    before: Clause | None
    after: Clause | None

    @property
    def how(self) -> How:
        """Added, removed or changed."""
        if self.before is None:
            return How.ADDED
        return How.REMOVED if self.after is None else How.CHANGED

    @property
    def clause(self) -> Clause:
        """The clause as it is, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found


def difference(old: Iterable[Clause], new: Iterable[Clause]) -> tuple[Change, ...]:
    """Return what differs, in the order of the new clauses, and then what is gone in the order of the old.

    The order of clauses alone is no difference.
    """
    was = {one.what: one for one in old}
    changes = []
    for one in new:
        before = was.pop(one.what, None)
        if before != one:
            changes.append(Change(before, one))
    return (*changes, *(Change(gone, None) for gone in was.values()))
