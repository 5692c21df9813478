"""Reading workplaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.planning.travel import WITHOUT_CAR, Mode, approximate_minutes
from leerwerk.facts import municipalities
from leerwerk.placement.getting_there import begins_too_early, ends_too_late
from leerwerk.placement.models import Offer, Recognition, Seat, Workplace
from leerwerk.placement.queries.freshness import FRESH_FOR
from leerwerk.placement.rules import groups_to_offer_to, workplaces_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.queries import Home
from leerwerk.trajectories.enums import ENDED
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.paths import met
from leerwerk.trajectories.rules import groups_of

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
    """Return the groups of the region, options or under way, that this workplace is not offered to yet."""
    return (
        groups_to_offer_to(actor)
        .exclude(offers__workplace=workplace)
        .select_related("version__blueprint", "municipality")
        .defer("version__design")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A workplace with a free place that somebody can get.

    ``minutes``: about how long the way is, one way; None where a place is not known. ``too_far``: by so many more than
    they said. ``bicycle``: the same way by bicycle. ``begins_too_early``, ``ends_too_late``: public transport is
    not there in time. ``lacks``: what the work asks and they have not. ``no_time``: no dagdeel of it is free for them.
    """

    workplace: Workplace
    offered: bool
    free: int
    minutes: int | None
    bicycle: int | None
    begins_too_early: bool
    ends_too_late: bool
    too_far: int
    lacks: tuple[pathway.Shortfall, ...]
    no_time: bool

    @property
    def fits(self) -> bool:
        """Whether nothing stands against it."""
        return not (self.too_far or self.lacks or self.no_time)


def with_a_free_place(enrolment: Enrolment, words: str = "") -> QuerySet[Workplace]:
    """Return the workplaces with a place that nobody has, ``free`` of them, where a participant does not work yet.

    Those ``offered`` to their group, and those of employers in the group's region.
    """
    offers = Offer.objects.filter(workplace=OuterRef("pk"), cohort=enrolment.cohort_id)
    others = Seat.objects.filter(workplace=OuterRef("pk")).exclude(enrolment__stage__in=ENDED)
    taken = others.exclude(enrolment=enrolment).order_by().values("workplace").annotate(n=Count("pk")).values("n")
    found = (
        Workplace.objects.filter(withdrawn_at=None)
        .exclude(seats__enrolment=enrolment)
        .annotate(offered=Exists(offers), free=F("places") - Coalesce(Subquery(taken), 0))
        .filter(Q(employer__region=enrolment.cohort.region_id) | Q(offered=True), free__gt=0)
    )
    if words:
        found = found.filter(Q(title__icontains=words) | Q(employer__name__icontains=words))
    return found.select_related("employer", "municipality").order_by("title", "id")


def minutes_from(home: str | None, places: set[str], modes: tuple[Mode, ...] = WITHOUT_CAR) -> dict[str, int]:
    """Return about how many minutes it is from home to each of these municipalities; unknown ones are left out.

    By the quickest of ``modes``, one way.
    """
    centres = {one.code: (one.latitude, one.longitude) for one in municipalities()}
    codes = sorted(code for code in {home or "", *places} if code in centres)
    if home not in codes:
        return {}
    minutes = approximate_minutes(*zip(*(centres[code] for code in codes), strict=True), modes=modes)
    return dict(zip(codes, map(int, minutes[codes.index(home)]), strict=True))


def possible_workplaces(enrolment: Enrolment, words: str = "") -> list[Possible]:
    """Return the workplaces that a participant can get: what was offered to their group first, then what fits, nearest
    first. Two queries; the enrolment comes ``with_facts``.
    """
    rows: list[Any] = list(with_a_free_place(enrolment, words))
    whose = Candidate.objects.filter(pk=enrolment.candidate_id)
    known = whose.values_list(Home("pk"), "profile__max_travel").first()  # nobody, where the file is another region's
    home, far = known or (None, None)
    towns = {row.municipality_id for row in rows}
    minutes, bicycle = minutes_from(home, towns), minutes_from(home, towns, (Mode.BICYCLE,))
    compared: Any = enrolment
    brings = met(compared.compared["profile"])
    found = [
        _possible(row, minutes.get(row.municipality_id), bicycle.get(row.municipality_id), far, brings) for row in rows
    ]
    return sorted(
        found, key=lambda one: (not one.offered, not one.fits, one.minutes or 0, one.workplace.title, one.workplace.pk)
    )


def _possible(
    row: Any, minutes: int | None, bicycle: int | None, far: int | None, brings: pathway.Met | None
) -> Possible:
    asks = pathway.Required(
        language=(0, 0, 0, 0),
        learnability=0,
        load=0,
        motivation=0,
        dagdelen=0,
        skills=frozenset(row.skills),
        licence=row.licence,
        excluded=frozenset(row.excluded_limits),
    )
    return Possible(
        workplace=row,
        offered=row.offered,
        free=row.free,
        minutes=minutes,
        bicycle=bicycle,
        begins_too_early=begins_too_early(row),
        ends_too_late=ends_too_late(row),
        too_far=0 if minutes is None or far is None else max(0, minutes - far),
        lacks=() if brings is None else pathway.shortfalls(asks, brings),
        no_time=brings is not None and not row.shifts & brings.available,
    )


def recognitions_at(workplace: Workplace) -> list[Recognition]:
    """Return the recognitions that hold or held where a workplace is, those that are over last."""
    here = Q(site=None) | Q(site=workplace.site_id) if workplace.site_id else Q(site=None)
    rows = Recognition.objects.filter(here, employer=workplace.employer_id).select_related("site", "checked_by")
    today = timezone.localdate()
    return sorted(rows, key=lambda one: (one.is_over(today), one.crebo, one.valid_from))
