"""To whom a file can move, and where it moved."""

from django.db.models import QuerySet

from leerwerk.parties.enums import FUNCTIONS_IN, Function
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.enums import HandoverState
from leerwerk.recruitment.models import Candidate, Handover

GUIDING = [kind for kind, functions in FUNCTIONS_IN.items() if Function.CASEWORKER in functions]


def possible_receivers(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that guide candidates, in the whole country, but the actor's own."""
    guiding = Organisation.objects.filter(kind__in=GUIDING, active=True).exclude(pk=actor.organisation_id or 0)
    return guiding.select_related("municipality").order_by("name", "id")


def moves_of(candidate: Candidate) -> list[Handover]:
    """Return the moves that a candidate reads about: offered and accepted ones, newest first."""
    told = candidate.handovers.filter(state__in=(HandoverState.OFFERED, HandoverState.ACCEPTED))
    return list(told.select_related("sender", "receiver", "municipality"))
