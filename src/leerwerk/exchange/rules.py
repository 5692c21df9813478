"""Who may hand in workbooks and take plans out."""

from django.db.models import QuerySet

from leerwerk.exchange.models import Delivery
from leerwerk.parties.enums import Function
from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule


def _hands_in(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.CASEWORKER}


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR


def own_deliveries(actor: Actor) -> QuerySet[Delivery]:
    """Return what the actor handed in, for the organisation they act for now."""
    return Delivery.objects.filter(person=actor.person_id, organisation=actor.organisation_id)


def solved_rounds(actor: Actor) -> QuerySet[PlanningRound]:
    """Return the rounds of the actor's region that have a plan."""
    return PlanningRound.objects.filter(region=actor.region_id, state=RoundState.SOLVED)


HAND_IN = Rule[Delivery](name="directors and caseworkers hand in workbooks", allows=_hands_in)
OWN_DELIVERY = Rule(name="who handed in a workbook takes it in", allows=_hands_in, among=own_deliveries)
TAKE_PLANS_OUT = Rule(name="directors take a plan of their region out", allows=_directs, among=solved_rounds)
