"""Who was there, as the engine reads it: of one session, of one participant, of a week of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from leerwerk.engine import attendance as engine
from leerwerk.engine.model import Activity, Dagdeel
from leerwerk.learning.dagdelen import turn
from leerwerk.learning.enums import TO_COME, AbsenceReason, Presence
from leerwerk.learning.models import Attendance, AttendanceChange, Session
from leerwerk.learning.queries.work_days import work_by_week
from leerwerk.trajectories.models import Enrolment


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody's presence is recorded."""

    presence: Presence
    reason: AbsenceReason | None = None


def marks_of(session: Session) -> dict[int, Attendance]:
    """Return what was recorded of a session, by enrolment, of whom the asker meets."""
    return {row.enrolment_id: row for row in Attendance.objects.filter(session=session)}


def taken_elsewhere(session: Session, keys: Iterable[int]) -> set[int]:
    """Return who of these was recorded on the same dagdeel already, at another session or at work."""
    there = Attendance.objects.filter(enrolment__in=list(keys), day=session.day, dagdeel=session.dagdeel)
    return set(there.exclude(session=session).values_list("enrolment", flat=True))


ROW = ("pk", "day", "dagdeel", "activity", "presence", "reason")


def as_visit(pk: int, day: date, dagdeel: str, activity: str, presence: str, reason: str) -> engine.Visit:
    """Return a stored row as the engine's value."""
    return engine.Visit(
        code=str(pk),
        day=day,
        dagdeel=Dagdeel(dagdeel),
        kind=Activity(activity),
        presence=engine.Presence(presence),
        reason=engine.AbsenceReason(reason) if reason else None,
    )


def visits_by_person(keys: Sequence[int]) -> dict[int, list[engine.Visit]]:
    """Return what was recorded of some people, as visits: one query, however many rows."""
    found: dict[int, list[engine.Visit]] = {key: [] for key in keys}
    for key, *row in Attendance.objects.filter(enrolment__in=list(keys)).values_list("enrolment", *ROW):
        found[key].append(as_visit(*row))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Somebody's attendance with the rows it comes from, newest first."""

    rows: list[Attendance]
    found: engine.Attendance
    unrecorded: int


def own_attendance(enrolment: Enrolment, not_held: Iterable[Any], today: date) -> Own:
    """Return somebody's attendance: one query.

    Of ``not_held``, sessions that nobody recorded, of days on which they took part, are told as such.
    """
    asked = "SELECT * FROM learning_attendance_of(%s) ORDER BY day DESC, id DESC"  # the wall is asked once
    rows = list(Attendance.objects.raw(asked, [enrolment.pk]))
    first = rows[-1].day if rows else today
    taken = {(row.day, row.dagdeel) for row in rows}
    visits = [as_visit(*(getattr(row, name) for name in ROW)) for row in rows]
    waiting = [
        row
        for row in not_held
        if row.state in TO_COME and first <= row.day <= today and (row.day, row.dagdeel) not in taken
    ]
    visits += [
        engine.Visit(code=f"s{row.pk}", day=row.day, dagdeel=Dagdeel(row.dagdeel), kind=Activity(row.activity))
        for row in waiting
        if row.was_there
    ]
    found = engine.attendance(visits, today=today)
    return Own(rows=rows, found=found, unrecorded=found.total.unrecorded)


def corrections_of(enrolment: Enrolment) -> list[AttendanceChange]:
    """Return what was corrected of somebody's attendance, newest first."""
    rows = AttendanceChange.objects.filter(enrolment=enrolment).select_related("person", "organisation")
    return list(rows[:20])


@dataclass(frozen=True, slots=True)
class WorkDagdeel:
    """One dagdeel of a week of work, and what was recorded of it."""

    day: date
    dagdeel: str
    row: Attendance | None


def work_week(enrolment: Enrolment, monday: date) -> list[WorkDagdeel]:
    """Return the dagdelen on which somebody works in a week, with what was recorded: four queries."""
    recorded = {
        (row.day, row.dagdeel): row
        for row in Attendance.objects.filter(
            enrolment=enrolment, day__range=(monday, monday + timedelta(days=4)), activity=Activity.WORK
        )
    }
    moments = {*work_by_week([enrolment], [monday])[enrolment.pk, monday].expected, *recorded}
    order = sorted(moments, key=lambda one: (one[0], turn(one[1])))
    return [WorkDagdeel(day, dagdeel, recorded.get((day, dagdeel))) for day, dagdeel in order]
