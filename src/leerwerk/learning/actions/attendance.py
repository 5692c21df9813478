"""Recording who was there, at a session and in a week of work; and the counts that follow from it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils import timezone

from leerwerk.learning.consequences import ask_for_record, count_again, held, settle_work
from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import Attendance, AttendanceChange, Session, WorkWeek
from leerwerk.learning.queries.attendance import Mark, taken_elsewhere
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


class NotHeldYet(Exception):
    """The session is still to come, or was cancelled."""


class RecordedMeanwhile(Exception):
    """Somebody else recorded it after the page was opened; ``who`` did, None when they are gone."""

    def __init__(self, who: Person | None) -> None:
        self.who = who
        super().__init__(str(who))


class RecordedElsewhere(Exception):
    """These participants (keys of enrolments) were recorded on this dagdeel already, elsewhere."""

    def __init__(self, enrolments: Iterable[int]) -> None:
        self.enrolments = frozenset(enrolments)
        super().__init__(sorted(self.enrolments))


def _same(row: Attendance | None, mark: Mark) -> bool:
    return row is not None and (row.presence, row.reason) == (mark.presence, mark.reason or "")


def _write(row: Attendance | None, mark: Mark, new: Attendance, by: Actor) -> None:
    """Write a mark; what was there before is kept beside it."""
    if row is None:
        new.presence, new.reason = mark.presence, mark.reason or ""
        new.save(force_insert=True)
        return
    AttendanceChange.objects.create(
        enrolment_id=row.enrolment_id,
        day=row.day,
        dagdeel=row.dagdeel,
        before=row.presence,
        reason_before=row.reason,
        after=mark.presence,
        reason_after=mark.reason or "",
        person_id=by.person_id,
        organisation_id=by.organisation_id,
    )
    row.presence, row.reason = mark.presence, mark.reason or ""
    row.save(update_fields=["presence", "reason"])


@action
def record_attendance(*, session: Session, marks: Mapping[int, Mark], seen: int, by: Actor) -> Session:
    """Record who was at a session, or correct it; ``marks``: by key of the enrolment, of whom the actor meets.

    ``seen``: how often it had been recorded when the page was shown. What is recorded so already is not written again,
    as after a double click. Raises NotHeldYet, RecordedMeanwhile and RecordedElsewhere.
    """
    session = held(session)
    if session.state == SessionState.CANCELLED or session.day > timezone.localdate():
        raise NotHeldYet
    rows = {row.enrolment_id: row for row in Attendance.objects.filter(session=session, enrolment__in=list(marks))}
    different = {key: mark for key, mark in marks.items() if not _same(rows.get(key), mark)}
    if not different and session.version:
        record("learning.recorded_again", session, by=by)
        return session
    if seen != session.version:
        raise RecordedMeanwhile(session.recorded_by)
    if elsewhere := taken_elsewhere(session, different):
        raise RecordedElsewhere(elsewhere)
    for key, mark in different.items():
        new = Attendance(
            enrolment_id=key,
            session=session,
            day=session.day,
            dagdeel=session.dagdeel,
            activity=session.activity,
        )
        _write(rows.get(key), mark, new, by)
    first = session.version == 0
    session.state, session.version = SessionState.HELD, session.version + 1
    session.recorded_at, session.recorded_by_id = timezone.now(), by.person_id
    session.save(update_fields=["state", "version", "recorded_at", "recorded_by"])
    ask_for_record(session, timezone.localdate())
    count_again(different)
    kind = "learning.recorded" if first else "learning.corrected"
    record(kind, session, by=by, people=len(marks), changed=len(different))
    return session


@action
def record_work(
    *, enrolment: Enrolment, monday: date, marks: Mapping[tuple[date, str], Mark], seen: int, by: Actor
) -> WorkWeek:
    """Record a week of work of one participant, or correct it; ``marks``: by day and dagdeel.

    ``seen``: how often the week had been recorded. Raises NotHeldYet for a week that has not begun, RecordedMeanwhile,
    and RecordedElsewhere when the participant had a session on one of the dagdelen.
    """
    if monday > timezone.localdate():
        raise NotHeldYet
    Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
    week = WorkWeek.objects.filter(enrolment=enrolment, monday=monday).select_related("recorded_by").first()
    days = (monday, monday + timedelta(days=6))
    there = {(row.day, row.dagdeel): row for row in Attendance.objects.filter(enrolment=enrolment, day__range=days)}
    different = {key: mark for key, mark in marks.items() if not _same(there.get(key), mark)}
    about = Candidate(pk=enrolment.candidate_id)
    if week is not None and not different:
        record("learning.recorded_again", about, by=by)
        return week
    if seen != (week.version if week else 0):
        raise RecordedMeanwhile(week.recorded_by if week else None)
    if any((row := there.get(key)) is not None and row.session_id is not None for key in different):
        raise RecordedElsewhere([enrolment.pk])
    for (day, dagdeel), mark in different.items():
        new = Attendance(enrolment=enrolment, day=day, dagdeel=dagdeel, activity="work")
        _write(there.get((day, dagdeel)), mark, new, by)
    if week is None:
        week = WorkWeek(enrolment=enrolment, monday=monday, version=0)
    week.version, week.recorded_at, week.recorded_by_id = week.version + 1, timezone.now(), by.person_id
    week.save()
    settle_work(enrolment, monday)
    count_again([enrolment.pk])
    record("learning.work_recorded", about, by=by, enrolment=enrolment.pk, monday=str(monday), changed=len(different))
    return week
