"""What should be open about a row, beside what is open about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from leerwerk.notices.kinds import todo
from leerwerk.notices.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A matter that should be open, and whose it is: a function in an organisation (None: directors, the candidate).

    ``person_id`` is asked by name to begin with; afterwards they and their colleagues take and give it.

    Two with the same ``kind`` and owner about one row are the same matter, and it keeps the day on which it was opened.
    Raises UnknownKind for a kind that ``MATTERS`` of its room does not name.
    """

    kind: str
    organisation_id: int | None
    function: str
    due_on: date
    region_id: int
    group_code: str = ""
    candidate_id: int | None = None
    person_id: int | None = None

    def __post_init__(self) -> None:
        todo(self.kind)

    @property
    def what(self) -> tuple[str, int | None, str]:
        """What makes it this matter and no other."""
        return self.kind, self.organisation_id, self.function


@dataclass(frozen=True, slots=True)
class Difference:
    """What is open and should not be, and what should be open and is not."""

    done: list[Matter]
    missing: list[Awaited]

    @property
    def kinds(self) -> list[str]:
        """The kind of each that differs."""
        return [*(matter.kind for matter in self.done), *(one.kind for one in self.missing)]


def out_of_step(subject: Model, kinds: str, wanted: Iterable[Awaited]) -> Difference:
    """Return what differs between these matters and the open ones whose kind begins with ``kinds``: one query."""
    open_now = Matter.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, closed_at=None, kind__startswith=kinds
    )
    missing = {one.what: one for one in wanted}
    done = [
        matter
        for matter in open_now
        if missing.pop((matter.kind, matter.organisation_id, matter.function), None) is None
    ]
    return Difference(done, list(missing.values()))
