"""Whom a change in lessons, or in somebody's work, concerns, and how each of them is reached.

The participants who have an account or an address, but for who pauses; who holds the lesson; the organisation of its
teacher; an employer at whose site it is, or who has one of the participants at work in that dagdeel; and, for
participants who cannot be written to, who guides them: to how many people to pass it on. What is about one participant
concerns them, who they work for, and who guides them. Whoever made the change knows it, and is not told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerwerk.learning.dagdelen import NUMBERS
from leerwerk.learning.rules import ATTENDING
from leerwerk.notices.actions import reach
from leerwerk.notices.queries.asked import away_on, members_on
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Membership, Organisation, Site
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment, Party

SCHOOLS = (OrganisationKind.EDUCATOR, OrganisationKind.LANGUAGE_SCHOOL)
LANGUAGES = [code for code, _name in settings.LANGUAGES]

type Circle = tuple[int | None, str]  # a function in an organisation; None: the directors of the region
type Guided = dict[int, dict[int, int]]  # who guides participants who cannot be written to: participation → group


class Told(Protocol):
    """Something about a lesson, or about when somebody works, that people are told of."""

    @property
    def key(self) -> int | str:
        """What tells it from others."""

    @property
    def whose(self) -> int | None:
        """The one participation that it is about; None: all of the group."""

    @property
    def group(self) -> int:
        """The key of its group."""

    @property
    def keeper(self) -> Organisation | None:
        """Who holds it; without one the director does."""

    @property
    def schools(self) -> Sequence[Organisation]:
        """The organisations of who gives it, and of who gave it before."""

    @property
    def site(self) -> Site | None:
        """Where it is."""

    @property
    def dagdelen(self) -> frozenset[str]:
        """When it is, and was."""


@dataclass(slots=True, kw_only=True)
class Reader[T: Told]:
    """Whom a letter is for, what it tells, and to how many people of a group they pass it on.

    ``whose``: "person 7" or "candidate 7". ``keeps``: whether they open the page of a single lesson.
    """

    whose: str
    address: str
    languages: list[str]
    person_id: int | None
    organisation_id: int
    takes_part: bool = False
    keeps: bool = False
    told: dict[int | str, T] = field(default_factory=dict)
    pass_on: Counter[int] = field(default_factory=Counter)


def readers[T: Told](told: Sequence[T], *, region_id: int, by: Actor) -> list[Reader[T]]:
    """Return everybody whom these concern, each once: a query for participants, employers and members each.

    It is asked in front of the wall: who changes a lesson does not meet everybody whom it concerns.
    """
    found, guided = _participants(told, by.person_id)
    _members(told, guided, found, region_id, by.person_id)
    return list(found.values())


def _participants[T: Told](told: Sequence[T], but: int | None) -> tuple[dict[str, Reader[T]], Guided]:
    """Return the participants who can be written to, and the others by who guides them."""
    found, without = dict[str, Reader[T]](), defaultdict[int, dict[int, int]](dict)
    of = defaultdict[int, list[T]](list)
    for one in told:
        of[one.group].append(one)
    rows = Enrolment.objects.filter(cohort__in={one.group for one in told}, stage__in=ATTENDING, paused="")
    for row in rows.select_related("candidate__person").order_by("pk"):
        candidate = row.candidate
        own = {one.key: one for one in of[row.cohort_id] if one.whose in (None, row.pk)}
        if not own:
            continue
        if candidate.person is not None and not candidate.person.is_active:
            without[candidate.intermediary_id][row.pk] = row.cohort_id
            continue
        address, languages, person_id = reach(candidate)
        if not address:
            without[candidate.intermediary_id][row.pk] = row.cohort_id
        elif person_id is None or person_id != but:
            whose = f"candidate {candidate.pk}" if person_id is None else f"person {person_id}"
            found[whose] = Reader(
                whose=whose,
                address=address,
                languages=languages,
                person_id=person_id,
                organisation_id=candidate.intermediary_id,
                takes_part=True,
                told=own,
            )
    return found, without


def function_of(organisation: Organisation) -> str:
    """Return who of an organisation holds lessons: teachers of a school, else those who mentor."""
    return Function.EDUCATOR if organisation.kind in SCHOOLS else Function.MENTOR


def _at_work(told: Iterable[Told]) -> dict[int, list[tuple[int | None, int, int | None]]]:
    """Return, by group, for whom its participants work: who, for whom, and the dagdelen of that work; None: nobody said
    when.
    """
    groups = {one.group for one in told}
    there = {"enrolment__stage__in": ATTENDING, "enrolment__paused": ""}
    rows = Party.objects.filter(cohort__in=groups, role="employer", until=None, **there)
    seen = defaultdict[int, list[tuple[int | None, int, int | None]]](list)
    for group, *who in rows.order_by("pk").values_list(
        "cohort", "enrolment", "organisation", "enrolment__seat__workplace__shifts"
    ):
        seen[group].append((who[0], who[1], who[2]))
    return seen


def _touches(shifts: int | None, dagdelen: Iterable[str]) -> bool:
    """Whether work touches a lesson; an evening lies outside it, and of unknown work we would rather tell too much."""
    return any(shifts is None or shifts >> NUMBERS[one] & 1 for one in dagdelen if NUMBERS[one] < 10)


def _circles[T: Told](told: Sequence[T], guided: Guided) -> dict[Circle, list[T]]:
    """Return which functions of which organisations are told of what."""
    found, work = defaultdict[Circle, list[T]](list), _at_work(told)
    for one in told:
        people = work.get(one.group, [])
        if one.whose is None:
            circles = _of_lesson(one)
            circles += [(key, Function.EMPLOYER) for _, key, shifts in people if _touches(shifts, one.dagdelen)]
            circles += [(key, Function.CASEWORKER) for key, those in guided.items() if one.group in those.values()]
        else:
            circles = [(key, Function.EMPLOYER) for who, key, _ in people if who == one.whose]
            circles += [(key, Function.CASEWORKER) for key, those in guided.items() if one.whose in those]
        for circle in dict.fromkeys(circles):
            found[circle].append(one)
    return found


def _of_lesson(one: Told) -> list[Circle]:
    """Return who holds a lesson, whose teacher gives it, and an employer at whose site it is."""
    circles: list[Circle] = [(one.keeper.pk, function_of(one.keeper)) if one.keeper else (None, Function.DIRECTOR)]
    circles += [(school.pk, function_of(school)) for school in one.schools]
    if one.site is not None and one.site.organisation.kind == OrganisationKind.EMPLOYER:
        circles.append((one.site.organisation_id, Function.EMPLOYER))
    return circles


def _working(circles: Iterable[Circle], region_id: int) -> dict[Circle, list[Membership]]:
    """Return who is there today of each of these functions; of one of which everybody is away, all of them."""
    asked, today = Q(pk=None), timezone.localdate()
    for organisation, function in circles:
        whose = Q(organisation=organisation) if organisation else Q(organisation__region=region_id)
        asked |= whose & Q(function=function)
    away = Exists(away_on(today).filter(member=OuterRef("pk")))
    rows = members_on(today).filter(asked, person__is_active=True).annotate(away=away).select_related("person")
    found = defaultdict[Circle, list[Any]](list)
    for row in rows.order_by("pk"):
        found[None if row.function == Function.DIRECTOR else row.organisation_id, row.function].append(row)
    there = {circle: [row for row in rows if not row.away] for circle, rows in found.items()}
    return {circle: there[circle] or rows for circle, rows in found.items()}


def _members[T: Told](
    told: Sequence[T],
    guided: Guided,
    everybody: dict[str, Reader[T]],
    region_id: int,
    but: int | None,
) -> None:
    """Add the members of organisations whom it concerns, each once."""
    circles = _circles(told, guided)
    for circle, members in _working(circles, region_id).items():
        for member in members:
            if member.person_id == but:
                continue
            whose = f"person {member.person_id}"
            if whose not in everybody:
                everybody[whose] = Reader(
                    whose=whose,
                    address=member.person.email,
                    languages=[member.person.preferred_language],
                    person_id=member.person_id,
                    organisation_id=member.organisation_id,
                )
            one = everybody[whose]
            one.told |= {told.key: told for told in circles[circle]}
            if circle[1] == Function.CASEWORKER and circle[0] is not None:
                one.pass_on |= Counter(guided.get(circle[0], {}).values())
            one.keeps |= circle[1] in (Function.EDUCATOR, Function.MENTOR, Function.DIRECTOR)
