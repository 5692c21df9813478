"""Letters with a link. The link is a secret: it stands apart, where nobody who asks for a page reads, until it went.

Sending is asked for when the transaction is done, so that a link arrives at once; the job of every minute sends what
was missed.
"""

import time
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import LinkText, Outgoing
from leerwerk.parties.letters import LinkLetter
from leerwerk.privacy.wall import lowered

QUEUE, SEND = "notices", "notices.send"


def write_link(letter: LinkLetter, *, kind: LetterKind) -> bool:
    """Put a letter with a link in the log, in the running transaction; return whether it was not there yet."""
    with lowered():  # whoever acts does not read what stands in letters, their own not either
        kept, new = Outgoing.objects.get_or_create(
            once=letter.once,
            defaults={
                "kind": kind,
                "address": letter.address,
                "language": letter.language,
                "subject": letter.subject,
                "person_id": letter.person_id,
                "organisation_id": letter.organisation_id,
                "region_id": letter.region_id,
            },
        )
        if new:
            LinkText.objects.create(letter=kept, body=letter.body)
    transaction.on_commit(_send_soon, robust=True)
    return new


def take_back(once: Iterable[str]) -> int:
    """Throw away the letters of links that no longer work, as far as they have not gone; return how many."""
    with lowered():
        gone, _by_kind = Outgoing.objects.filter(once__in=list(once), sent_at=None).delete()
    return gone


def _send_soon() -> None:
    try:
        with transaction.atomic():
            app.configure_task(name=SEND, queue=QUEUE, queueing_lock=SEND).defer(timestamp=int(time.time()))
    except AlreadyEnqueued:
        return  # that one begins after this, and sends it too


class MemberLinks:
    """The letters with a link that ``parties`` writes."""

    write_link = staticmethod(partial(write_link, kind=LetterKind.LINK))
    take_back = staticmethod(take_back)
