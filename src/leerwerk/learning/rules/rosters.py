"""Who may ask for rosters, change them, and write when teachers and rooms can be used."""

from django.db.models import QuerySet

from leerwerk.learning.enums import IN_A_ROSTER
from leerwerk.learning.models import Roster, RosterLesson, RosterShift
from leerwerk.learning.rules.lessons import makes_patterns
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.trajectories.models import Resource
from leerwerk.trajectories.rules import is_director


def rosters_in(actor: Actor) -> QuerySet[Roster]:
    """Return the rosters of the region that the actor directs."""
    return Roster.objects.filter(region=actor.region_id) if is_director(actor) else Roster.objects.none()


def roster_lessons_in(actor: Actor) -> QuerySet[RosterLesson]:
    """Return the lessons in those rosters."""
    rows = RosterLesson.objects.filter(roster__in=rosters_in(actor))
    return rows.select_related("roster", "cohort", "teacher", "room")


def roster_shifts_in(actor: Actor) -> QuerySet[RosterShift]:
    """Return when people work in those rosters."""
    return RosterShift.objects.filter(roster__in=rosters_in(actor)).select_related("roster", "enrolment__seat")


def written_resources(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers and rooms whose week the actor writes: a school its own, a director the region's."""
    rows = Resource.objects.filter(region=actor.region_id, kind__in=IN_A_ROSTER).select_related("organisation", "week")
    match actor.function:
        case Function.DIRECTOR:
            return rows
        case Function.EDUCATOR:
            return rows.filter(organisation=actor.organisation_id)
        case _:
            return Resource.objects.none()


DIRECTORS_ASK_FOR_ROSTERS = Rule[Roster](name="directors ask for rosters of their region", allows=is_director)
DIRECTORS_SEE_A_ROSTER = Rule(name="directors see rosters of their region", allows=is_director, among=rosters_in)
DIRECTORS_CHANGE_A_ROSTER = Rule(
    name="directors change rosters of their region and let them hold", allows=is_director, among=rosters_in
)
DIRECTORS_MOVE_LESSONS = Rule(
    name="directors move lessons in rosters of their region", allows=is_director, among=roster_lessons_in
)
DIRECTORS_SEE_WHERE_A_LESSON_FITS = Rule(
    name="directors see where a lesson of a roster fits", allows=is_director, among=roster_lessons_in
)
DIRECTORS_MOVE_WORK = Rule(
    name="directors move dagdelen of work in rosters of their region", allows=is_director, among=roster_shifts_in
)
SCHOOLS_SEE_WEEKS = Rule[Resource](
    name="schools see when their teachers and rooms can be used; directors of the region", allows=makes_patterns
)
SCHOOLS_ADD_A_WEEK = Rule[Resource](
    name="schools add teachers and rooms with their week; directors help", allows=makes_patterns
)
SCHOOLS_WRITE_A_WEEK = Rule(
    name="schools write when a teacher or room of theirs can be used; directors help",
    allows=makes_patterns,
    among=written_resources,
)
