"""Who is asked to do an open matter today: whoever took it, who takes over from them, or their whole function."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from leerwerk.notices.models import OWN, Absence, Matter
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor


def away_on(day: date) -> QuerySet[Absence]:
    """Return who is away on a day."""
    return Absence.objects.filter(ended_at=None, since__lte=day, until__gte=day).order_by()


def members_on(day: date) -> QuerySet[Membership]:
    """Return the memberships that hold on a day."""
    holding = Membership.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    return holding.filter(organisation__active=True).order_by()


def peers_of(actor: Actor, day: date) -> QuerySet[Membership]:
    """Return who has the same function in the actor's organisation; for a director, all directors of the region."""
    peers = members_on(day).filter(function=actor.function)
    if actor.function == Function.DIRECTOR:
        return peers.filter(organisation__region=actor.region_id)
    return peers.filter(organisation=actor.organisation_id)


def colleagues_of(actor: Actor) -> QuerySet[Membership]:
    """Return the actor's peers but themselves, by name, each person once per organisation."""
    others = peers_of(actor, timezone.localdate()).exclude(person=actor.person_id)
    return others.select_related("person").order_by("person__given_name", "person__family_name", "id")


def owned_by(actor: Actor) -> QuerySet[Matter]:
    """Return the open matters of the actor's function in their organisation, whoever took them."""
    open_now = Matter.objects.filter(closed_at=None)
    if actor.candidate_id is not None:
        return open_now.filter(candidate=actor.candidate_id, function=OWN)
    if actor.function == Function.DIRECTOR:
        return open_now.filter(region=actor.region_id, organisation=None, function=Function.DIRECTOR)
    return open_now.filter(organisation=actor.organisation_id or 0, function=actor.function)


def _falls_to(actor: Actor, day: date) -> Q:
    """Which matters of the function are the actor's on a day: nobody's, their own, and those of who cannot be asked.

    Of somebody who is away they go to who stands in, if that one is there; else, and of who left, to everybody.
    """
    peers = peers_of(actor, day)
    present = peers.exclude(Exists(away_on(day).filter(member=OuterRef("pk"))))
    covers = away_on(day).filter(member__person=OuterRef("person"), member__in=peers.values("pk"))
    covered = covers.filter(stands_in__in=present.values("pk"))
    asked_themselves = Exists(present.filter(person=OuterRef("person")))
    by_me, by_somebody = Exists(covered.filter(stands_in__person=actor.person_id)), Exists(covered)
    return Q(person=None) | Q(person=actor.person_id) | (~Q(asked_themselves) & (Q(by_me) | ~Q(by_somebody)))


def asked_of(actor: Actor, day: date) -> QuerySet[Matter]:
    """Return the open matters that this actor is asked to do on a day, apart from what was brought to a director."""
    return owned_by(actor) if actor.candidate_id is not None else owned_by(actor).filter(_falls_to(actor, day))


def waiting_for(actor: Actor, day: date) -> QuerySet[Matter]:
    """Return what waits for the actor on a day; for a director also what was brought to them."""
    mine = asked_of(actor, day)
    if actor.function != Function.DIRECTOR:
        return mine
    brought = Matter.objects.filter(closed_at=None, region=actor.region_id, escalated_at__isnull=False)
    return mine | brought
