"""Who is away, how somebody is reminded, and after how many days a director is asked as well."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from leerwerk.notices.enums import ESCALATE_AFTER, Rhythm
from leerwerk.notices.models import Absence, EscalationTerm, Reminders
from leerwerk.notices.queries.asked import members_on
from leerwerk.privacy.actor import Actor


def absences_of(actor: Actor) -> QuerySet[Absence]:
    """Return the actor's own absences, under this membership, that are not over yet and were not taken back."""
    coming = Absence.objects.filter(member=actor.membership_id or 0, ended_at=None, until__gte=timezone.localdate())
    return coming.select_related("stands_in__person")


def rhythm_of(person_id: int) -> Rhythm:
    """Return how often somebody wants to be reminded."""
    chosen = Reminders.objects.filter(pk=person_id).values_list("rhythm", flat=True).first()
    return Rhythm(chosen) if chosen else Rhythm.DAILY


def term_of(region_id: int, day: date) -> int:
    """Return after how many days of being overdue a region's director is asked as well, on a day."""
    held = EscalationTerm.objects.filter(region=region_id, since__lte=day).order_by("-since")
    return held.values_list("days", flat=True).first() or ESCALATE_AFTER


def people_of(actor: Actor) -> list[tuple[int, str]]:
    """Return who works for the actor's organisation today: keys and names, each once, by name."""
    members = members_on(timezone.localdate()).filter(organisation=actor.organisation_id or 0).select_related("person")
    return sorted({(member.person_id, str(member.person)) for member in members}, key=lambda one: (one[1], one[0]))
