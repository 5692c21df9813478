"""Opening and closing matters; always inside the action that makes or ends the need, never on their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils import timezone

from leerwerk.notices.models import Matter
from leerwerk.privacy.trail import part


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A matter that should be open, and whose it is: a function in an organisation (None: directors, the candidate).

    Two with the same ``kind`` and owner about one row are the same matter, and it keeps the day on which it was opened.
    """

    kind: str
    organisation_id: int | None
    function: str
    due_on: date
    region_id: int
    group_code: str = ""
    candidate_id: int | None = None

    @property
    def what(self) -> tuple[str, int | None, str]:
        """What makes it this matter and no other."""
        return self.kind, self.organisation_id, self.function


@part
def settle(subject: Model, kinds: str, wanted: Iterable[Awaited]) -> None:
    """Let exactly these matters be open about a row, of all whose kind begins with ``kinds``.

    What is open and still wanted stays as it is; what is not wanted any more is closed; what is new is opened. Called
    by an action, in its transaction, with the subject locked.
    """
    label = subject._meta.label_lower
    open_now = Matter.objects.filter(subject_type=label, subject_id=subject.pk, closed_at=None, kind__startswith=kinds)
    missing = {one.what: one for one in wanted}
    done = []
    for matter in open_now:
        if missing.pop((matter.kind, matter.organisation_id, matter.function), None) is None:
            done.append(matter.pk)
    if done:
        Matter.objects.filter(pk__in=done).update(closed_at=timezone.now())
    Matter.objects.bulk_create(
        Matter(
            kind=one.kind,
            subject_type=label,
            subject_id=subject.pk,
            region_id=one.region_id,
            group_code=one.group_code,
            candidate_id=one.candidate_id,
            organisation_id=one.organisation_id,
            function=one.function,
            due_on=one.due_on,
        )
        for one in missing.values()
    )
