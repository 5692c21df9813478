"""Reading candidates: lists that stay quick with 100,000 of them, and one file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality, Organisation, Person
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.models import Reading
from leerwerk.privacy.queries import readings_of
from leerwerk.recruitment.enums import Education
from leerwerk.recruitment.models import Background, Candidate, Obstacle, Profile
from leerwerk.recruitment.rules import candidates_of
from leerwerk.recruitment.search import searchable

ORDERS = {
    "name": ("family_name", "given_name", "id"),
    "-name": ("-family_name", "-given_name", "-id"),
    "ready": ("profile__ready_on", "id"),
    "-ready": ("-profile__ready_on", "-id"),
}

PROFILE_HOLDS_FOR = timedelta(days=183)
SHORTCOMINGS: Mapping[str, Callable[[date], Q]] = {
    "profile": lambda today: Q(profile=None),
    "fresh": lambda today: Q(profile__stated_on__lt=today - PROFILE_HOLDS_FOR),
    "obstacle": lambda today: Q(
        Exists(Obstacle.objects.filter(candidate=OuterRef("pk"), solved_on=None, due_on__lt=today))
    ),
}


def candidates_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Candidate]:
    """Return the actor's candidates that fit the filters, in the asked order; one query when it is sliced.

    ``said`` may hold: q, municipality, education (``low``), speaking (least level), sector, ready (latest date),
    licence, without (a key of SHORTCOMINGS), sort.
    """
    found = candidates_of(actor).select_related("municipality", "profile")
    for word in searchable(said.get("q") or "").split():
        found = found.filter(search_text__contains=word)
    if town := said.get("municipality"):
        found = found.filter(municipality=town)
    if said.get("education") == "low":
        found = found.filter(profile__education__lte=Education.LOWER_SECONDARY)
    if said.get("speaking") not in (None, ""):
        found = found.filter(profile__speaking__gte=int(said["speaking"]))
    if sector := said.get("sector"):
        found = found.filter(profile__sectors__contains=[sector])
    if ready := said.get("ready"):
        found = found.filter(profile__ready_on__lte=ready)
    if said.get("licence"):
        found = found.filter(profile__licence=True)
    if shortcoming := SHORTCOMINGS.get(said.get("without") or ""):
        found = found.filter(shortcoming(timezone.localdate()))
    return found.order_by(*ORDERS.get(said.get("sort") or "name", ORDERS["name"]))


def towns_of(actor: Actor) -> QuerySet[Municipality]:
    """Return the municipalities in which the actor's candidates live, for the filter."""
    return Municipality.objects.filter(region_id=actor.region_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Everything a file's page shows, fetched in a fixed number of queries."""

    candidate: Candidate
    profiles: list[Profile]
    obstacles: list[Obstacle]
    background: Background | None
    readings: list["NamedReading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReading:
    """One opening of the file, with the names it was done under."""

    reading: Reading
    person: str
    organisation: str


def named_readings(candidate: Candidate, *, most: int = 20) -> list[NamedReading]:
    """Return the latest openings of a file with the names of people and organisations: one query."""
    given = Person.objects.filter(pk=OuterRef("person_id")).values(name=Concat("given_name", Value(" "), "family_name"))
    organisation = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    readings = readings_of(candidate).annotate(
        person_name=Coalesce(Subquery(given), Value("–")),
        organisation_name=Coalesce(Subquery(organisation), Value("–")),
    )
    return [
        NamedReading(reading=r, person=r.person_name.strip(), organisation=r.organisation_name) for r in readings[:most]
    ]


def file_of(candidate: Candidate, actor: Actor) -> File:
    """Return a candidate's file as this actor may see it: background and obstacles only for the intermediary.

    The caller has been let in by a rule already.
    """
    guides = actor.function == Function.CASEWORKER or actor.candidate_id == candidate.pk
    return File(
        candidate=candidate,
        profiles=list(candidate.profiles.select_related("stated_by")[:6]),
        obstacles=list(candidate.obstacles.select_related("owner")) if guides else [],
        background=Background.objects.filter(pk=candidate.pk).first() if guides else None,
        readings=named_readings(candidate),
    )


def perhaps_known(*, intermediary_id: int, given_name: str, family_name: str, municipality: str) -> list[Candidate]:
    """Return candidates of this intermediary who may be the same person: same name, same municipality."""
    same = searchable(given_name, family_name)
    return [
        candidate
        for candidate in Candidate.objects.filter(
            intermediary_id=intermediary_id, municipality_id=municipality, search_text__contains=same
        )[:20]
        if searchable(candidate.given_name, candidate.family_name) == same
    ]


def overdue_obstacles(actor: Actor, today: date) -> QuerySet[Obstacle]:
    """Return obstacles of the actor's candidates that should have been solved before today."""
    return Obstacle.objects.filter(
        Exists(candidates_of(actor).filter(pk=OuterRef("candidate_id"))), solved_on=None, due_on__lt=today
    )


def everything_about(candidate: Candidate) -> dict[str, Any]:
    """Return all that is kept of a candidate as JSON values, for the person to take along."""

    def plain(row: Any) -> dict[str, Any]:
        return {
            field.name: value if isinstance(value := getattr(row, field.attname), int | bool | list) else str(value)
            for field in row._meta.fields
            if getattr(row, field.attname) is not None and field.name != "search_text"
        }

    background = Background.objects.filter(pk=candidate.pk).first()
    return {
        "candidate": plain(candidate),
        "profiles": [plain(profile) for profile in candidate.profiles.all()],
        "obstacles": [plain(obstacle) for obstacle in candidate.obstacles.all()],
        "background": plain(background) if background else None,
        "readings": [
            {
                "at": named.reading.at.isoformat(),
                "person": named.person,
                "organisation": named.organisation,
                "purpose": named.reading.get_purpose_display(),
            }
            for named in named_readings(candidate, most=10_000)
        ],
    }
