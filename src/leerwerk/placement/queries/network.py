"""Reading what a region knows of its employers: the list, and all of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from leerwerk.notices.queries.asked import members_on
from leerwerk.parties.models import Membership, Organisation, Site
from leerwerk.placement.models import (
    EmployerContact,
    EmployerInterest,
    EmployerPromise,
    EmployerVisit,
    Seat,
    Workplace,
)
from leerwerk.placement.network_choices import NETWORKERS, Interest
from leerwerk.placement.promising import Places
from leerwerk.placement.rules.network import employers_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.along import along, row_of
from leerwerk.trajectories.enums import ENDED

LATEST_VISITS = 20
NEVER = date.min


@dataclass(frozen=True, slots=True)
class Fared:
    """How many people started learning and working at an employer, and how many got lasting work or a job there."""

    started: int = 0
    placed: int = 0


def fared_at(employers: Iterable[int]) -> dict[int, Fared]:
    """Return by employer how many people started and were placed there; a function of the owner counts. One query."""
    keys = list(employers)
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT employer, started, placed FROM placement_fared(%s)", [keys])
        return {key: Fared(started, placed) for key, started, placed in cursor.fetchall()}


def places_offered(employer: int) -> Places:
    """Return sector and places of every workplace that an employer offers now."""
    return list(Workplace.objects.filter(employer=employer, withdrawn_at=None).values_list("sector", "places"))


def _per_employer(rows: QuerySet[Any], to_employer: str, number: Any) -> Coalesce:
    """A number reckoned over rows of one employer, as a column of employers; 0 where there are none."""
    grouped = rows.filter(**{to_employer: OuterRef("pk")}).order_by().values(to_employer)
    return Coalesce(Subquery(grouped.annotate(n=number).values("n")), 0)


def _offered() -> QuerySet[Workplace]:
    return Workplace.objects.filter(withdrawn_at=None)


def _taken() -> QuerySet[Seat]:
    return Seat.objects.filter(workplace__withdrawn_at=None).exclude(enrolment__stage__in=ENDED)


def _with_free() -> QuerySet[Any, Any]:
    """The workplaces that are offered now, each with how many places are ``free``."""
    seats = Seat.objects.filter(workplace=OuterRef("pk")).exclude(enrolment__stage__in=ENDED)
    taken = seats.order_by().values("workplace").annotate(n=Count("pk")).values("n")
    return _offered().annotate(free=F("places") - Coalesce(Subquery(taken), 0))


def employers_found(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Organisation]:
    """Return the employers of the region that fit the filters, by name.

    ``said`` may hold: q (name of the employer or of a contact), sector, municipality, state (of interest), free.
    """
    found = employers_of(actor)
    if q := said.get("q"):
        spoken_to = EmployerContact.objects.filter(employer=OuterRef("pk"), name__icontains=q)
        found = found.filter(Q(name__icontains=q) | Exists(spoken_to))
    for name in ("sector", "municipality"):
        if value := said.get(name):
            found = found.filter(**{name: value})
    if state := said.get("state"):
        told = EmployerInterest.objects.filter(employer=OuterRef("pk"))
        known = Exists(told.filter(state=state))
        found = found.filter(known | ~Exists(told) if state == Interest.NONE else known)
    if said.get("free"):
        found = found.filter(Exists(_with_free().filter(employer=OuterRef("pk"), free__gt=0)))
    return found.order_by("name", "id")


def _order(actor: Actor, sort: str) -> dict[int, Any]:
    """What employers are ordered by that stands in another table, looked up in one query: by their keys."""
    here = {"employer__region": actor.region_id}
    rows: QuerySet[Any, Any]
    match sort.removeprefix("-"):
        case "visit":
            rows = EmployerVisit.objects.filter(**here).order_by().values("employer").annotate(by=Max("day"))
        case "next":
            open_steps = EmployerVisit.objects.filter(done_at=None, **here).exclude(next_step="")
            rows = open_steps.order_by().values("employer").annotate(by=Min("next_on"))
        case "places":
            rows = _offered().filter(**here).order_by().values("employer").annotate(by=Sum("places"))
        case _:
            return {}
    return dict(rows.values_list("employer", "by"))


def employer_keys(actor: Actor, said: Mapping[str, Any]) -> list[int]:
    """Return the keys of the employers that fit, in the order that was asked; those without what is asked come last."""
    sort = said.get("sort") or "name"
    found = employers_found(actor, said)
    if sort == "-name":
        found = found.order_by("-name", "-id")
    keys = list(found.values_list("pk", flat=True))
    if by := _order(actor, sort):
        there = sorted((key for key in keys if key in by), key=lambda key: by[key], reverse=sort.startswith("-"))
        keys = there + [key for key in keys if key not in by]
    return keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer as the network knows it. ``next_step``: the first that is open; ``last_visit``: the day."""

    row: Any
    contacts: tuple[EmployerContact, ...]
    interest: Interest
    free: int
    fared: Fared


def employers_shown(keys: Sequence[int]) -> list[Employer]:
    """Return these employers, in this order, with all that one line of the list says: two queries."""
    steps = EmployerVisit.objects.filter(employer=OuterRef("pk"), done_at=None).exclude(next_step="")
    first = steps.order_by("next_on", "id")
    interest = EmployerInterest.objects.filter(employer=OuterRef("pk"))
    visits = EmployerVisit.objects.filter(employer=OuterRef("pk")).order_by("-day")
    rows: Any = (
        Organisation.objects.filter(pk__in=keys)
        .select_related("municipality")
        .annotate(
            site_count=_per_employer(Site.objects.all(), "organisation", Count("pk")),
            workplace_count=_per_employer(_offered(), "employer", Count("pk")),
            place_count=_per_employer(_offered(), "employer", Sum("places")),
            taken=_per_employer(_taken(), "workplace__employer", Count("pk")),
            state=Subquery(interest.values("state")[:1]),
            state_since=Subquery(interest.values("since")[:1]),
            last_visit=Subquery(visits.values("day")[:1]),
            next_step=Subquery(first.values("next_step")[:1]),
            next_on=Subquery(first.values("next_on")[:1]),
            contacts_along=along(EmployerContact.objects.filter(employer=OuterRef("pk"))),
        )
    )
    fared = fared_at(keys)
    shown = {row.pk: _shown(row, fared.get(row.pk, Fared())) for row in rows}
    return [shown[key] for key in keys if key in shown]


def _shown(row: Any, fared: Fared) -> Employer:
    return Employer(
        row=row,
        contacts=tuple(row_of(EmployerContact, told) for told in row.contacts_along),
        interest=Interest(row.state or Interest.NONE),
        free=max(0, row.place_count - row.taken),
        fared=fared,
    )


def workplaces_at(employer: Organisation) -> list[Any]:
    """Return the workplaces that an employer offers, each with how many places are ``free``."""
    return list(_with_free().filter(employer=employer).select_related("municipality", "site"))


def promises_at(employer: Organisation) -> list[EmployerPromise]:
    """Return what an employer promised, the newest day first."""
    return list(EmployerPromise.objects.filter(employer=employer).order_by("-by_on", "-id"))


def visits_to(employer: Organisation) -> QuerySet[EmployerVisit]:
    """Return the visits to an employer, newest first."""
    return EmployerVisit.objects.filter(employer=employer).select_related("visitor", "next_person")


def who_can_do_it(actor: Actor, today: date) -> QuerySet[Membership]:
    """Return who of the region's network can do a next step."""
    now = members_on(today).filter(function__in=NETWORKERS, organisation__region=actor.region_id)
    rows = now.select_related("person", "organisation")
    return rows.order_by("organisation__name", "person__given_name", "id")
