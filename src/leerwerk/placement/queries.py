"""Reading workplaces."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from leerwerk.placement.models import Offer, Workplace
from leerwerk.placement.rules import workplaces_of
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.rules import group_options_of, groups_of

FRESH_FOR = timedelta(days=90)
ORDERS = {
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "places": ("places", "id"),
    "-places": ("-places", "-id"),
    "confirmed": ("confirmed_on", "id"),
    "-confirmed": ("-confirmed_on", "-id"),
}


def workplaces_listed(actor: Actor, said: Mapping[str, Any], today: date) -> QuerySet[Workplace]:
    """Return the workplaces that fit the filters, with how many groups each is offered to.

    ``said`` may hold: q (title, code or employer), sector, municipality, places (at least), stale (not confirmed for
    90 days), sort. Only offers to groups that exist for the actor are counted.
    """
    found = workplaces_of(actor).filter(withdrawn_at=None)
    if q := said.get("q"):
        found = found.filter(Q(title__icontains=q) | Q(employer__name__icontains=q) | Q(code__iexact=q))
    if sector := said.get("sector"):
        found = found.filter(sector=sector)
    if places := said.get("places"):
        found = found.filter(places__gte=places)
    if town := said.get("municipality"):
        found = found.filter(municipality=town)
    if said.get("stale"):
        found = found.filter(confirmed_on__lt=today - FRESH_FOR)
    return (
        found.select_related("employer", "municipality")
        .annotate(offered=Count("offers", filter=Q(offers__cohort__in=groups_of(actor)), distinct=True))
        .order_by(*ORDERS.get(said.get("sort") or "title", ORDERS["title"]))
    )


def sectors_of(actor: Actor) -> list[str]:
    """Return the sectors of the workplaces that exist for the actor."""
    found = workplaces_of(actor).filter(withdrawn_at=None).exclude(sector="")
    return sorted(set(found.order_by().values_list("sector", flat=True)))


def offers_of(workplace: Workplace, actor: Actor) -> list[Offer]:
    """Return the groups a workplace is offered to, as far as they exist for the actor."""
    return list(
        workplace.offers.filter(cohort__in=groups_of(actor))
        .select_related("cohort__version__blueprint", "cohort__municipality")
        .defer("cohort__version__design")
        .order_by("cohort__starts_on", "id")
    )


def open_groups(workplace: Workplace, actor: Actor) -> QuerySet[Cohort]:
    """Return the group options of the region that this workplace is not offered to yet."""
    return (
        group_options_of(actor)
        .exclude(offers__workplace=workplace)
        .select_related("version__blueprint", "municipality")
        .defer("version__design")
    )
