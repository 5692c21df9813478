"""Reading organisations, people and memberships."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerwerk.parties.models import Membership, Person
from leerwerk.privacy.actor import Actor


def memberships_today(person: Person) -> QuerySet[Membership]:
    """Return the person's memberships that hold today, with their organisation."""
    today = timezone.localdate()
    return (
        Membership.objects.filter(Q(until=None) | Q(until__gte=today), person=person, since__lte=today)
        .filter(organisation__active=True)
        .select_related("organisation")
        .order_by("id")
    )


def actor_of(person: Person, *, membership_id: int | None = None) -> Actor:
    """Return who is asking: under the chosen membership if it is theirs today, else under their first.

    Someone without a membership may be a candidate; ``candidate_file`` is the reverse of ``Candidate.person``.
    """
    memberships = list(memberships_today(person))
    chosen = next((m for m in memberships if m.pk == membership_id), memberships[0] if memberships else None)
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
