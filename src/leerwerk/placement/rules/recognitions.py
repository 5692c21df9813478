"""Who notes, checks and takes away recognitions by SBB."""

from django.db.models import QuerySet

from leerwerk.parties.enums import Function
from leerwerk.placement.models import Recognition
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule


def _keeps(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR


def kept_recognitions(actor: Actor) -> QuerySet[Recognition]:
    """Return the recognitions the actor answers for: an employer's own, a director's region."""
    region = Recognition.objects.filter(employer__region=actor.region_id)
    return region if _directs(actor) else region.filter(employer=actor.organisation_id)


EMPLOYERS_KEEP_A_RECOGNITION = Rule(
    name="an employer keeps its recognitions; directors help", allows=_keeps, among=kept_recognitions
)
DIRECTORS_CHECK_A_RECOGNITION = Rule(
    name="directors say that they looked a recognition up at SBB", allows=_directs, among=kept_recognitions
)
