"""What an administrator can do about a letter that did not arrive."""

from django.utils import timezone

from leerwerk.notices.models import Outgoing
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def send_again(*, letter: Outgoing, by: Actor) -> None:
    """Try a letter that was given up once more, from the beginning; one that went or still waits stays as it is."""
    held = Outgoing.objects.select_for_update(of=("self",)).defer("body", "address").get(pk=letter.pk)
    if held.failed_at is not None:
        held.failed_at, held.tries, held.next_try_at = None, 0, timezone.now()
        held.save(update_fields=["failed_at", "tries", "next_try_at"])
    record("letter_sent_again", Region(pk=by.region), by=by, letter=held.pk)
