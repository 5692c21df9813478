"""The sessions of groups: of today, of a week, what waits for a record, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from leerwerk.engine import model as generic
from leerwerk.learning.dagdelen import monday_of
from leerwerk.learning.enums import TO_COME, SessionState
from leerwerk.learning.models import ClosedDays, Session, Tally, WeekSlot
from leerwerk.learning.queries.taking_part import somebody_there, was_at, with_somebody
from leerwerk.learning.rules import ATTENDING, attending, kept_sessions
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Cohort, Enrolment, Party, Resource
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.trajectories.rules import paths_of

TEACHERS = (ResourceKind.TEACHER, ResourceKind.LANGUAGE_TEACHER, ResourceKind.MENTOR)
WITH_PLACE = ("cohort__version__blueprint", "teacher", "room", "site", "keeper")
MOST_TODAY, FEW = 60, 1000
TOLD_FOR = timedelta(days=14)  # so long a change stands on the pages after it was made


def with_place(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Return sessions with their group, teacher and place; not with the whole design, which is long and not shown."""
    return rows.select_related(*WITH_PLACE).defer("cohort__version__design")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What somebody who holds sessions has before them."""

    today: list[Session]
    unrecorded: list[Session]
    unrecorded_count: int
    next: list[Session]


def day_of(actor: Actor, today: date, most: int = 20) -> Day:
    """Return the actor's sessions of today, those of before without a record, and the next: two queries.

    Which ones they are is found by their indexes; the rows beside them are asked for those alone.
    """
    ahead = kept_sessions(actor).filter(day__gte=today).order_by("day", "begins", "id")[:MOST_TODAY]
    passed = with_somebody(kept_sessions(actor).filter(day__lt=today, state__in=TO_COME))
    late = passed.order_by("-day", "-begins")[: most + 1]
    keys = ahead.values_list("pk", flat=True).union(late.values_list("pk", flat=True), all=True).order_by()
    found = list(with_place(Session.objects.filter(pk__in=list(keys))).order_by("day", "begins", "id"))
    waiting = sorted((row for row in found if row.day < today), key=lambda row: (row.day, row.begins), reverse=True)
    return Day(
        today=[row for row in found if row.day == today],
        unrecorded=waiting[:most],
        unrecorded_count=len(waiting),
        next=[row for row in found if row.day > today and row.state in TO_COME][:6],
    )


def week_and_not_held(cohort: Cohort, day: date) -> tuple[list[Session], list[Session]]:
    """Return the sessions of a group in the week of a day, and all that were not recorded: one query."""
    monday = monday_of(day)
    week = (monday, monday + timedelta(days=6))
    rows = with_place(cohort.sessions.filter(Q(day__range=week) | ~Q(state=SessionState.HELD)))
    found = list(rows.annotate(attended=somebody_there()).order_by("day", "begins", "id"))
    return (
        [row for row in found if week[0] <= row.day <= week[1]],
        [row for row in found if row.state != SessionState.HELD],
    )


def not_held(enrolment: Enrolment) -> list[Session]:
    """Return the sessions of somebody's group that were not recorded, and those that were cancelled, by day.

    Each with ``was_there``: whether they took part on that day.
    """
    rows = Session.objects.filter(cohort=enrolment.cohort_id).exclude(state=SessionState.HELD)
    return list(with_place(rows).annotate(was_there=was_at(ATTENDING, F("day"), Value(enrolment.pk))))


def changed_lately(rows: Iterable[Session], today: date) -> list[Session]:
    """Return what was moved or cancelled a short while ago and is still to come, or was to come, newest first."""
    changed = [
        (row.changed_at, row)
        for row in rows
        if row.state in (SessionState.MOVED, SessionState.CANCELLED)
        and row.changed_at is not None
        and row.changed_at.date() >= today - TOLD_FOR
        and max(row.day, row.planned_on) >= today
    ]
    return [row for _at, row in sorted(changed, key=lambda one: one[0], reverse=True)][:12]


def pattern_of(cohort: Cohort) -> list[WeekSlot]:
    """Return the week pattern of a group, in the order of the week."""
    order = {str(code): n for n, code in enumerate(generic.Dagdeel)}
    rows = WeekSlot.objects.filter(cohort=cohort).select_related("teacher", "room", "site")
    return sorted(rows, key=lambda slot: (order[slot.dagdeel] % 10 // 2, slot.begins, slot.since))


def keeper_of(cohort: Cohort, activity: str, mentor: int | None) -> int | None:
    """Return which organisation holds sessions of a kind: the school for it, else the other; a mentor coaches."""
    match activity:
        case generic.Activity.LANGUAGE:
            return cohort.language_school_id or cohort.educator_id
        case generic.Activity.COACHING:
            return mentor or cohort.educator_id or cohort.language_school_id
        case generic.Activity.WORK:
            return None
        case _:
            return cohort.educator_id or cohort.language_school_id


def mentor_of(cohort: Cohort) -> int | None:
    """Return the organisation that mentors a whole group; the first of several."""
    roles = Party.objects.filter(cohort=cohort, role="mentor", until=None, enrolment=None)
    return roles.order_by("id").values_list("organisation", flat=True).first()


def closed_for(cohort: Cohort) -> list[ClosedDays]:
    """Return when the schools of a group are closed."""
    schools = [key for key in (cohort.educator_id, cohort.language_school_id) if key is not None]
    return list(ClosedDays.objects.filter(organisation__in=schools).select_related("organisation"))


def resources_for(cohort: Cohort) -> QuerySet[Resource]:
    """Return the teachers and rooms that a lesson of a group can have."""
    return Resource.objects.filter(region=cohort.region_id)


def sites_for(cohort: Cohort) -> QuerySet[Organisation]:
    """Return the organisations at whose sites a group can have a lesson."""
    keys = [key for key in (cohort.educator_id, cohort.language_school_id) if key is not None]
    return Organisation.objects.filter(pk__in=keys)


def participants(actor: Actor, cohort: Cohort) -> list[Enrolment]:
    """Return whom the actor meets of those who attend a group, by name: two queries."""
    return with_names(attending(actor).filter(cohort=cohort))


def expected_at(actor: Actor, session: Session) -> list[Enrolment]:
    """Return whom the actor meets of those who took part on the day of a session, by name: two queries.

    Also who was recorded there before, and pauses since that day.
    """
    there = was_at(ATTENDING, session.day) | Exists(session.attendance.filter(enrolment=OuterRef("pk")))
    return with_names(paths_of(actor).filter(there, cohort=session.cohort).defer("cohort__version__design"))


def tallies_of(people: Iterable[Enrolment]) -> dict[int, Tally]:
    """Return how the attendance of these participants stands, by enrolment: one query."""
    return {row.enrolment_id: row for row in Tally.objects.filter(enrolment__in=[one.pk for one in people])}


@dataclass(frozen=True, slots=True)
class Signalled:
    """Somebody with a signal: enough to call them."""

    enrolment: int
    group_code: str
    name: str
    signals: list[str]


def signalled(actor: Actor, most: int = 20) -> list[Signalled]:
    """Return of whom the actor meets those with a signal, the newest first: two queries. Who pauses has none."""
    mine = list(attending(actor).filter(paused="").order_by().values_list("pk", flat=True)[: FEW + 1])
    asked = mine if len(mine) <= FEW else None  # of many people some are found soon
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_signalled(%s, %s)", [asked, most])
        return [Signalled(*row) for row in cursor.fetchall()]


def counted(not_held: Iterable[Session], today: date) -> dict[str, int]:
    """Return how many sessions of a group are to come, wait for a record, and were cancelled.

    ``not_held`` as ``week_and_not_held`` returns it: it says of each whether anybody took part.
    """
    rows: list[Any] = list(not_held)
    open_now = [row for row in rows if row.state in TO_COME]
    return {
        "to_come": sum(row.day >= today for row in open_now),
        "unrecorded": sum(row.day < today and row.attended for row in open_now),
        "cancelled": len(rows) - len(open_now),
    }


def last_planned(cohort: Cohort) -> date | None:
    """Return the last day on which a group has a session."""
    return cohort.sessions.order_by("-day").values_list("day", flat=True).first()
