"""Who may see and change organisations, sites, members and invitations."""

from django.db.models import Q, QuerySet

from leerwerk.parties.enums import FUNCTIONS_IN, Function
from leerwerk.parties.models import Invitation, Membership, Organisation, Person, Site
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
    if actor.region_id is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(region_id=actor.region_id)


def managed_organisations(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose facts and members the actor looks after.

    A director looks after those of the region, an administrator after the own organisation.
    """
    if is_director(actor):
        return organisations_of(actor)
    return Organisation.objects.filter(pk=actor.organisation_id or 0)


def functions_given_by(actor: Actor, organisation: Organisation) -> list[Function]:
    """Return the functions that the actor may invite people for: those of this kind of organisation.

    A director reads the files of a whole region: only another director makes one.
    """
    return [f for f in FUNCTIONS_IN[organisation.kind] if f != Function.DIRECTOR or is_director(actor)]


def managed_sites(actor: Actor) -> QuerySet[Site]:
    """Return the sites of organisations that the actor looks after."""
    return Site.objects.filter(organisation__in=managed_organisations(actor))


def managed_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations of organisations that the actor looks after."""
    return Invitation.objects.filter(organisation__in=managed_organisations(actor))


def managed_memberships(actor: Actor) -> QuerySet[Membership]:
    """Return the memberships of organisations that the actor looks after, except their own."""
    return Membership.objects.filter(organisation__in=managed_organisations(actor)).filter(~Q(pk=actor.membership_id))


MEMBERS_SEE_ORGANISATIONS = Rule[Organisation](name="members see the organisations of their region", allows=is_member)
MEMBERS_SEE_AN_ORGANISATION = Rule(
    name="members see an organisation of their region", allows=is_member, among=organisations_of
)
DIRECTORS_ADD_ORGANISATIONS = Rule[Organisation](name="directors add organisations to their region", allows=is_director)
MANAGERS_CHANGE_AN_ORGANISATION = Rule(
    name="directors and administrators change an organisation", allows=_manages, among=managed_organisations
)
MANAGERS_CHANGE_A_SITE = Rule(
    name="directors and administrators change and remove a site", allows=_manages, among=managed_sites
)
MANAGERS_READ_THE_TRAIL = Rule(
    name="directors and administrators read what was done to an organisation",
    allows=_manages,
    among=managed_organisations,
)
MANAGERS_WITHDRAW_AN_INVITATION = Rule(
    name="directors and administrators withdraw an invitation", allows=_manages, among=managed_invitations
)
MANAGERS_END_A_MEMBERSHIP = Rule(
    name="directors and administrators end a membership, but not their own", allows=_manages, among=managed_memberships
)
EVERYONE_SWITCHES = Rule[Membership](name="everyone switches between their own organisations", allows=is_signed_in)
EVERYONE_CHANGES_THEIR_ACCOUNT = Rule[Person](name="everyone changes their own account", allows=is_signed_in)
INVITED_PEOPLE_ACCEPT = PublicRule(
    name="whoever has the link accepts the invitation", reason="the link holds a secret that was sent to them"
)
