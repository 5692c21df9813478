"""Who gives lessons, and which of them are to come."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from leerwerk.learning.dagdelen import moment
from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import Session
from leerwerk.learning.queries.sessions import TEACHERS, with_place
from leerwerk.learning.rules import kept_sessions
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Resource


def teachers_of(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers of the actor's organisation, and others who give lessons that it holds and are to come.

    For a director, all of the region.
    """
    ours = Resource.objects.filter(region=actor.region_id, kind__in=TEACHERS).order_by("name", "pk")
    if actor.function == Function.DIRECTOR:
        return ours
    give = kept_sessions(actor).filter(state__in=TO_COME).exclude(teacher=None).values("teacher")
    return ours.filter(Q(organisation=actor.organisation_id) | Q(pk__in=give))


def lessons_away(
    actor: Actor, teacher: Resource, first: date, last: date, now: datetime, *, lock: bool = False
) -> list[Session]:
    """Return the lessons of a teacher in a period, ends included, that the actor holds and that are to come, by day.

    ``lock``: nobody else changes them meanwhile.
    """
    asked = kept_sessions(actor).filter(teacher=teacher, day__range=(first, last), state__in=TO_COME)
    rows = with_place(asked).select_related("teacher__organisation", "site__organisation")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return [row for row in rows.order_by("day", "begins", "pk") if moment(row.day, row.ends) > now]
