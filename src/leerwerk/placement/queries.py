"""Reading workplaces."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from leerwerk.placement.models import Offer, Workplace
from leerwerk.placement.rules import workplaces_of
from leerwerk.privacy.actor import Actor

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

    ``said`` may hold: q (title or employer), sector, municipality, stale (not confirmed for 90 days), sort.
    """
    found = workplaces_of(actor).filter(withdrawn_at=None)
    if q := said.get("q"):
        found = found.filter(title__icontains=q) | found.filter(employer__name__icontains=q)
    if sector := said.get("sector"):
        found = found.filter(sector=sector)
    if town := said.get("municipality"):
        found = found.filter(municipality=town)
    if said.get("stale"):
        found = found.filter(confirmed_on__lt=today - FRESH_FOR)
    return (
        found.select_related("employer", "municipality")
        .annotate(offered=Count("offers", distinct=True))
        .order_by(*ORDERS.get(said.get("sort") or "title", ORDERS["title"]))
    )


def offers_of(workplace: Workplace) -> list[Offer]:
    """Return the groups a workplace is offered to."""
    return list(
        workplace.offers.select_related("cohort__version__blueprint", "cohort__municipality").order_by(
            "cohort__starts_on", "id"
        )
    )
