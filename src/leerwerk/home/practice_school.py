"""Teachers and rooms of the practice region with their week, and a roster that waits for the director."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from leerwerk.learning.actions.rosters import ask_for_roster, save_resource_week
from leerwerk.learning.dagdelen import NUMBERS, WHOLE_WEEK, monday_of
from leerwerk.learning.jobs import lay_roster
from leerwerk.learning.models import ResourceWeek
from leerwerk.learning.queries.roster_question import minutes_between, taught_on
from leerwerk.parties.models import Municipality, Region
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Cohort, Enrolment, Resource

TEACHERS = (  # name, what they give, when they are not there, and their dagdelen a week
    ("Tessa de Boer", ResourceKind.TEACHER, ("fri-am", "fri-pm"), 6),
    ("Omar Idrissi", ResourceKind.TEACHER, ("mon-am", "mon-pm", "tue-am", "tue-pm"), 4),
    ("Nina Kuipers", ResourceKind.LANGUAGE_TEACHER, ("wed-pm",), 8),
    ("Willem Prins", ResourceKind.LANGUAGE_TEACHER, ("thu-am", "thu-pm", "fri-am", "fri-pm"), 5),
)
ROOMS = (("Lokaal 1.04", 16), ("Praktijklokaal", 24))


def _mask(codes: tuple[str, ...]) -> int:
    return sum(1 << NUMBERS[code] for code in codes)


def give_weeks(cohort: Cohort, by: Actor) -> None:
    """Write when the teachers and rooms of a group's school can be used."""
    for number, (name, kind, away, most) in enumerate(TEACHERS):
        free = WHOLE_WEEK & ~_mask(away)
        week = ResourceWeek(dagdelen=free, liked=free, most=most)
        save_resource_week(resource=_resource(cohort, f"docent-{number}", name, kind), week=week, by=by)
    place = _where_all_can_come(cohort)
    for number, (name, seats) in enumerate(ROOMS):
        week = ResourceWeek(seats=seats, municipality_id=place)
        resource = _resource(cohort, f"lokaal-{number}", name, ResourceKind.CLASSROOM)
        save_resource_week(resource=resource, week=week, by=by)


def _where_all_can_come(cohort: Cohort) -> str:
    """Return the municipality of the region from which the fewest participants live too far, the nearest to all."""
    limits = list(
        Enrolment.objects.filter(cohort=cohort).values_list("candidate__municipality", "candidate__profile__max_travel")
    )
    places = list(Municipality.objects.filter(region=cohort.region).order_by("code").values_list("code", flat=True))
    minutes = minutes_between([*places, *(home for home, _limit in limits)])

    def burden(place: str) -> tuple[int, int]:
        ways = [(minutes[home, place], limit) for home, limit in limits]
        return sum(way > limit for way, limit in ways), sum(way for way, _limit in ways)

    return min(places, key=burden)


def _resource(cohort: Cohort, code: str, name: str, kind: str) -> Resource:
    return Resource(
        code=code, name=name, kind=kind, region=cohort.region, organisation_id=cohort.educator_id, capacity=1
    )


def lay_a_roster(cohort: Cohort, actors: Mapping[str, Actor]) -> None:
    """Let the school write its weeks, and the director ask for a roster of next week."""
    give_weeks(cohort, actors["lotte"])
    monday = monday_of(timezone.localdate()) + timedelta(days=7)
    if taught_on(cohort.region_id, monday):
        roster = ask_for_roster(region=Region.objects.get(pk=cohort.region_id), monday=monday, by=actors["roos"])
        lay_roster(roster_id=roster.pk, attempt=roster.attempt, near=False)
