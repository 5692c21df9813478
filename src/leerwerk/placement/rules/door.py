"""Who invites employers to describe a workplace, who looks at what they sent, and who describes."""

from django.db.models import QuerySet

from leerwerk.placement.models import EmployerLink
from leerwerk.placement.rules.network import employers_of, reads_the_network
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import PublicRule, Rule


def links_of(actor: Actor) -> QuerySet[EmployerLink]:
    """Return the links of the actor's region."""
    return EmployerLink.objects.filter(region=actor.region_id)


def sent_drafts(actor: Actor) -> QuerySet[EmployerLink]:
    """Return what employers of the region sent, and nobody looked at yet."""
    return links_of(actor).filter(sent_at__isnull=False, settled_at=None)


NETWORKERS_SEE_LINKS = Rule[EmployerLink](
    name="directors, caseworkers and connectors see which employers were invited", allows=reads_the_network
)
NETWORKERS_INVITE_SOMEBODY_NEW = Rule[EmployerLink](
    name="directors, caseworkers and connectors invite an employer nobody knows here yet", allows=reads_the_network
)
NETWORKERS_INVITE_AN_EMPLOYER = Rule(
    name="directors, caseworkers and connectors invite an employer", allows=reads_the_network, among=employers_of
)
NETWORKERS_WITHDRAW_A_LINK = Rule(
    name="directors, caseworkers and connectors withdraw the link of an employer",
    allows=reads_the_network,
    among=links_of,
)
NETWORKERS_LOOK_AT_A_DRAFT = Rule(
    name="directors, caseworkers and connectors look at what a new employer sent",
    allows=reads_the_network,
    among=sent_drafts,
)
WHOEVER_HAS_THE_LINK_DESCRIBES = PublicRule(
    name="whoever has the link describes a workplace", reason="the link holds a secret that was sent to them"
)
