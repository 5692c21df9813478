"""Writing a letter: a part of the action that gives rise to it. It is sent afterwards, by ``jobs``."""

from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import Outgoing
from leerwerk.privacy.wall import lowered


def write_letter(
    *,
    once: str,
    kind: LetterKind,
    address: str,
    language: str,
    subject: str,
    body: str,
    person_id: int | None = None,
    organisation_id: int | None = None,
    region_id: int | None = None,
) -> bool:
    """Put a letter in the log, in the running transaction; return whether it was not there yet.

    ``once`` says whose letter it is and about what: a second one with the same is not written.
    """
    letter = Outgoing(
        once=once,
        kind=kind,
        address=address,
        language=language,
        subject=subject,
        body=body,
        person_id=person_id,
        organisation_id=organisation_id,
        region_id=region_id,
    )
    with lowered():  # whoever acts does not read what stands in the letters of others
        before = Outgoing.objects.filter(once=once).exists()
        Outgoing.objects.bulk_create([letter], ignore_conflicts=True)
    return not before
