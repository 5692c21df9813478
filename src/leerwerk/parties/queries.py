"""Reading organisations, people, memberships and invitations."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from leerwerk.parties.models import Invitation, Membership, Organisation, Person, hash_of
from leerwerk.parties.rules import organisations_of
from leerwerk.privacy.actor import Actor


def memberships_today(person: Person) -> QuerySet[Membership]:
    """Return the person's memberships that hold today, with their organisation."""
    today = timezone.localdate()
    return (
        Membership.objects.filter(Q(until=None) | Q(until__gt=today), person=person, since__lte=today)
        .filter(organisation__active=True)
        .select_related("organisation")
        .order_by("id")
    )


def actor_of(person: Person) -> Actor:
    """Return who is asking when this person acts under their first membership of today."""
    return actor_under(person, list(memberships_today(person)), None)


def actor_under(person: Person, memberships: Sequence[Membership], chosen_id: int | None) -> Actor:
    """Return who is asking: under the chosen membership if it is among theirs, else under the first.

    Someone without a membership may be a candidate; ``candidate_file`` is the reverse of ``Candidate.person``.
    """
    chosen = next((m for m in memberships if m.pk == chosen_id), memberships[0] if memberships else None)
    if chosen is None:
        candidate_id = getattr(getattr(person, "candidate_file", None), "pk", None)
        return Actor(person_id=person.pk, name=str(person), candidate_id=candidate_id)
    return Actor(
        person_id=person.pk,
        name=str(person),
        membership_id=chosen.pk,
        organisation_id=chosen.organisation_id,
        organisation_kind=chosen.organisation.kind,
        function=chosen.function,
        region_id=chosen.organisation.region_id,
        administrator=chosen.administrator,
    )


def organisations_listed(actor: Actor, *, q: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Return the region's organisations by name, with how many members each has."""
    found = organisations_of(actor).select_related("municipality")
    if q:
        found = found.filter(name__icontains=q)
    if kind:
        found = found.filter(kind=kind)
    today = timezone.localdate()
    current = Q(memberships__since__lte=today) & (Q(memberships__until=None) | Q(memberships__until__gt=today))
    return found.annotate(member_count=Count("memberships", filter=current)).order_by("name", "id")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return who works here today."""
    today = timezone.localdate()
    return (
        organisation.memberships.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
        .select_related("person")
        .order_by("person__given_name", "id")
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return invitations that were not answered or withdrawn yet, also those that have expired."""
    return organisation.invitations.filter(accepted_at=None, withdrawn_at=None)


def invitation_of(secret: str) -> Invitation | None:
    """Return the open invitation that a link belongs to, or None: wrong, expired, used and withdrawn look alike."""
    invitation = (
        Invitation.objects.select_related("organisation", "invited_by").filter(token_hash=hash_of(secret)).first()
    )
    return invitation if invitation and invitation.is_open(timezone.now()) else None
