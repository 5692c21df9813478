"""Writing a roster into the week pattern of a group: a part of letting it hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from leerwerk.learning.actions.pattern import add_slot, end_slot
from leerwerk.learning.dagdelen import CODES, DAGDELEN, hours_of
from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import RosterLesson, Session, WeekSlot
from leerwerk.learning.queries.roster_question import TEACHERS, Taught
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import part

ONE_DAY = timedelta(days=1)


@part
def lay_week(taught: Taught, rows: Sequence[RosterLesson], first: date, *, by: Actor) -> bool:
    """Let the lessons of a group be those of a roster from a day on; return whether that changes anything.

    A row that gives what the roster has stays as it is. A roster is about the working week: lessons in the evening
    stay, and so does work on dagdelen without a lesson. What comes after the last day of the roster does not change.
    """
    wanted = {row.dagdeel: row for row in rows}
    there = WeekSlot.objects.filter(cohort=taught.cohort, until__gte=first, since__lte=taught.last)
    stays, goes = defaultdict[str, list[WeekSlot]](list), list[WeekSlot]()
    for slot in there.filter(dagdeel__in=CODES[:DAGDELEN]).order_by("since"):
        row = wanted.get(slot.dagdeel)
        if row is not None and _gives(slot, row):
            stays[slot.dagdeel].append(slot)
        elif row is not None or slot.activity in TEACHERS:
            goes.append(slot)
    arranged = {slot.pk: _arranged(slot, first) for slot in goes}
    for slot in goes:
        if slot.until > taught.last:
            _afterwards(slot, taught.last)
        end_slot(slot=slot, last=first - ONE_DAY, by=by)
    changed = bool(goes)
    for dagdeel in sorted(wanted, key=CODES.index):
        alike = [slot for slot in goes if (slot.dagdeel, slot.activity) == (dagdeel, wanted[dagdeel].activity)]
        for since, until in _between(stays[dagdeel], first, taught.last):
            new = _row(wanted[dagdeel], since, until, [*stays[dagdeel], *alike])
            add_slot(slot=new, by=by)
            for slot in alike:
                _hold_on(arranged[slot.pk], new)
            changed = True
    return changed


def _gives(slot: WeekSlot, row: RosterLesson) -> bool:
    """Whether a row gives a lesson of a roster; a teacher or room that the roster knows nothing of is as good."""
    same = slot.activity == row.activity and row.teacher_id in (None, slot.teacher_id)
    return same and row.room_id in (None, slot.room_id)


def _afterwards(slot: WeekSlot, last: date) -> None:
    """Let a row that holds for longer than the roster be a row of its own after it, with its sessions."""
    later = WeekSlot.objects.get(pk=slot.pk)
    later.pk, later.since = None, last + ONE_DAY
    later.save(force_insert=True)
    Session.objects.filter(slot=slot, planned_on__gt=last).update(slot=later)


def _arranged(slot: WeekSlot, first: date) -> list[int]:
    """Return the sessions of a row from a day on that somebody moved or cancelled."""
    rows = Session.objects.filter(slot=slot, planned_on__gte=first).exclude(state=SessionState.PLANNED)
    return list(rows.values_list("pk", flat=True))


def _hold_on(arranged: Sequence[int], slot: WeekSlot) -> None:
    """Let what was moved or cancelled belong to the row that comes instead, so that it is not planned once more."""
    Session.objects.filter(pk__in=arranged, planned_on__range=(slot.since, slot.until)).update(slot=slot)


def _between(stays: Sequence[WeekSlot], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the periods, from the first day until the last, in which no row stays; ``stays`` in order."""
    for slot in stays:
        if first < slot.since:
            yield first, slot.since - ONE_DAY
        first = max(first, slot.until + ONE_DAY)
    if first <= last:
        yield first, last


def _row(lesson: RosterLesson, since: date, until: date, alike: Sequence[WeekSlot]) -> WeekSlot:
    """Return a row of the week pattern for a lesson of a roster, with what the roster does not say as it was before."""
    begins, ends = hours_of(lesson.dagdeel)
    slot = WeekSlot(cohort_id=lesson.cohort_id, dagdeel=lesson.dagdeel, activity=lesson.activity, since=since)
    slot.begins, slot.ends, slot.until = begins, ends, until
    slot.teacher_id, slot.room_id = lesson.teacher_id, lesson.room_id
    for was in alike[:1]:
        slot.begins, slot.ends = was.begins, was.ends
        slot.teacher_id, slot.room_id = lesson.teacher_id or was.teacher_id, lesson.room_id or was.room_id
        slot.site_id = was.site_id if slot.room_id == was.room_id else None
    return slot
