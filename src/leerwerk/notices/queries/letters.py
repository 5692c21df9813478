"""The log of letters: to whom and when, never what stands in them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.notices.models import Outgoing
from leerwerk.notices.rules import letters_of
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor

STATES: Mapping[str, Q] = {
    "waiting": Q(next_try_at__isnull=False),
    "sent": Q(sent_at__isnull=False),
    "failed": Q(failed_at__isnull=False),
}


def letters_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Outgoing]:
    """Return the letters that fit the filters, newest first, without their text. ``said`` may hold: state, kind.

    ``member``: it went to somebody who works for an organisation, now or before; of a candidate no name is told.
    """
    works = Membership.objects.filter(person=OuterRef("person"))
    found = letters_of(actor).select_related("person", "organisation").defer("body", "address")
    found = found.annotate(member=Exists(works))
    if state := STATES.get(said.get("state") or ""):
        found = found.filter(state)
    if kind := said.get("kind"):
        found = found.filter(kind=kind)
    return found.order_by("-written_at", "-id")
