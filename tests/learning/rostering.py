"""A region that can be rostered: *groen* of Amal and Samuel, teacher Tessa, and a room at Lotte's school."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leerwerk.learning import jobs
from leerwerk.learning.actions.rosters import ask_for_roster, save_resource_week
from leerwerk.learning.models import ResourceWeek, Roster, RosterLesson
from leerwerk.parties.models import Region
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Cohort, Resource
from tests.kept import kept
from tests.learning.lessons import Lessons

MONDAY = date(2027, 3, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rostering:
    """The running group with who teaches it where."""

    lessons: Lessons
    tessa: Resource
    room: Resource

    @property
    def region(self) -> Region:
        """Our region."""
        return self.lessons.running.cast.region

    def ask(self, monday: date = MONDAY) -> Roster:
        """Let Roos ask for a roster; nobody searches yet."""
        return ask_for_roster(region=self.region, monday=monday, by=self.lessons.actor("roos"))

    def found(self, monday: date = MONDAY) -> Roster:
        """A roster that was asked for and searched."""
        return searched(self.ask(monday))

    def one(self, roster: Roster, dagdeel: str) -> RosterLesson:
        """The lesson of *groen* on a dagdeel."""
        return roster.lessons.get(cohort=self.lessons.cohort, dagdeel=dagdeel)


def searched(roster: Roster, *, near: bool = False) -> Roster:
    """Let the worker do its job now."""
    jobs.lay_roster(roster_id=roster.pk, attempt=roster.attempt, near=near)
    return Roster.objects.get(pk=roster.pk)


def teacher(lessons: Lessons, name: str, kind: str = ResourceKind.LANGUAGE_TEACHER, **week: Any) -> Resource:
    """A teacher of Lotte's school with a week; whole, unless said otherwise."""
    return _resource(lessons, name, kind, ResourceWeek(**week))


def room(lessons: Lessons, name: str, seats: int = 20, **week: Any) -> Resource:
    """A room of Lotte's school in Utrecht."""
    return _resource(lessons, name, ResourceKind.CLASSROOM, ResourceWeek(seats=seats, municipality_id="GM0344", **week))


def _resource(lessons: Lessons, name: str, kind: str, week: ResourceWeek) -> Resource:
    cast = lessons.running.cast
    resource = Resource(code=name, name=name, kind=kind, region=cast.region, organisation=cast.school, capacity=1)
    return save_resource_week(resource=resource, week=week, by=lessons.actor("lotte")).resource


def more_groups(lessons: Lessons, count: int) -> list[Cohort]:
    """Groups of the same design that start when *groen* does, with nobody in them yet."""
    rows = []
    for number in range(count):
        cohort = Cohort.objects.get(pk=lessons.cohort.pk)
        cohort.pk, cohort.code = None, f"groen-{number}"
        cohort.save(force_insert=True)
        rows.append(cohort)
    return rows


@kept
def build_rostering(lessons: Lessons) -> Rostering:
    """Write it to the database."""
    return Rostering(lessons=lessons, tessa=teacher(lessons, "Tessa"), room=room(lessons, "Lokaal 1"))
