"""Who may see and change organisations, sites, members and invitations."""

from django.db.models import Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Invitation, Membership, Organisation, Site
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import PublicRule, Rule


def is_member(actor: Actor) -> bool:
    """Whether the actor acts for an organisation."""
    return actor.membership_id is not None


def is_director(actor: Actor) -> bool:
    """Whether the actor directs the region's trajectories."""
    return actor.function == Function.DIRECTOR


def is_signed_in(actor: Actor) -> bool:
    """Whether there is a person at all."""
    return actor.person_id is not None


def _manages(actor: Actor) -> bool:
    return is_director(actor) or actor.administrator


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that take part in the actor's region."""
    return Organisation.objects.filter(region_id=actor.region_id)


def managed_organisations(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose facts and members the actor looks after.

    A director looks after those of the region, an administrator after the own organisation.
    """
    if is_director(actor):
        return organisations_of(actor)
    return Organisation.objects.filter(pk=actor.organisation_id)


def managed_sites(actor: Actor) -> QuerySet[Site]:
    """Return the sites of organisations that the actor looks after."""
    return Site.objects.filter(organisation__in=managed_organisations(actor))


def managed_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations of organisations that the actor looks after."""
    return Invitation.objects.filter(organisation__in=managed_organisations(actor))


def managed_memberships(actor: Actor) -> QuerySet[Membership]:
    """Return the memberships of organisations that the actor looks after, except their own."""
    return Membership.objects.filter(organisation__in=managed_organisations(actor)).filter(~Q(pk=actor.membership_id))


MEMBERS_SEE_ORGANISATIONS = Rule(name="members see the organisations of their region", allows=is_member)
MEMBERS_SEE_AN_ORGANISATION = Rule(
    name="members see an organisation of their region", allows=is_member, among=organisations_of
)
DIRECTORS_ADD_ORGANISATIONS = Rule(name="directors add organisations to their region", allows=is_director)
MANAGERS_CHANGE_AN_ORGANISATION = Rule(
    name="directors and administrators change an organisation", allows=_manages, among=managed_organisations
)
MANAGERS_REMOVE_A_SITE = Rule(name="directors and administrators remove a site", allows=_manages, among=managed_sites)
MANAGERS_WITHDRAW_AN_INVITATION = Rule(
    name="directors and administrators withdraw an invitation", allows=_manages, among=managed_invitations
)
MANAGERS_END_A_MEMBERSHIP = Rule(
    name="directors and administrators end a membership, but not their own", allows=_manages, among=managed_memberships
)
EVERYONE_SWITCHES = Rule(name="everyone switches between their own organisations", allows=is_signed_in)
EVERYONE_CHANGES_THEIR_ACCOUNT = Rule(name="everyone changes their own account", allows=is_signed_in)
INVITED_PEOPLE_ACCEPT = PublicRule(
    name="whoever has the link accepts the invitation", reason="the link holds a secret that was sent to them"
)
