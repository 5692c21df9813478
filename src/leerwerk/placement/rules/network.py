"""Who reads and writes what a region knows of its employers."""

from django.db.models import QuerySet

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import EmployerContact, EmployerPromise, EmployerVisit
from leerwerk.placement.network_choices import EMPLOYERS, NETWORKERS
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule

KEEPERS = (Function.DIRECTOR, Function.CONNECTOR)


def reads_the_network(actor: Actor) -> bool:
    """Whether the actor reads what is known of every employer of the region."""
    return actor.function in NETWORKERS


def keeps_the_network(actor: Actor) -> bool:
    """Whether the actor notes visits, promises and interest."""
    return actor.function in KEEPERS


def _meets_employers(actor: Actor) -> bool:
    return reads_the_network(actor) or actor.function == Function.EMPLOYER


def keeps_contacts(actor: Actor) -> bool:
    """Whether the actor notes whom one speaks to at an employer."""
    return keeps_the_network(actor) or actor.function == Function.EMPLOYER


def employers_of(actor: Actor) -> QuerySet[Organisation]:
    """Return the employers of the region; for an employer only itself."""
    rows = Organisation.objects.filter(region=actor.region_id, kind=EMPLOYERS)
    return rows.filter(pk=actor.organisation_id or 0) if actor.function == Function.EMPLOYER else rows


def contacts_of(actor: Actor) -> QuerySet[EmployerContact]:
    """Return the contacts of the employers that exist for the actor."""
    return EmployerContact.objects.filter(employer__in=employers_of(actor))


def visits_of(actor: Actor) -> QuerySet[EmployerVisit]:
    """Return the visits to employers of the region."""
    return EmployerVisit.objects.filter(employer__in=employers_of(actor))


def promises_of(actor: Actor) -> QuerySet[EmployerPromise]:
    """Return the promises of employers of the region."""
    return EmployerPromise.objects.filter(employer__in=employers_of(actor))


NETWORKERS_SEE_EMPLOYERS = Rule[Organisation](
    name="directors, caseworkers and connectors see the employers of their region", allows=reads_the_network
)
NETWORKERS_SEE_AN_EMPLOYER = Rule(
    name="directors, caseworkers and connectors see an employer of their region; an employer sees itself",
    allows=_meets_employers,
    among=employers_of,
)
KEEPERS_NOTE_OF_AN_EMPLOYER = Rule(
    name="directors and connectors note visits, promises and interest", allows=keeps_the_network, among=employers_of
)
KEEPERS_NOTE_A_CONTACT = Rule(
    name="directors, connectors and the employer itself note whom one speaks to",
    allows=keeps_contacts,
    among=employers_of,
)
KEEPERS_CHANGE_A_CONTACT = Rule(
    name="directors, connectors and the employer itself change whom one speaks to",
    allows=keeps_contacts,
    among=contacts_of,
)
NETWORKERS_SEE_A_VISIT = Rule(
    name="directors, caseworkers and connectors see a visit and say that the next step was taken",
    allows=reads_the_network,
    among=visits_of,
)
KEEPERS_WITHDRAW_A_PROMISE = Rule(
    name="directors and connectors withdraw a promise", allows=keeps_the_network, among=promises_of
)
