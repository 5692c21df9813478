"""On which dagdelen somebody works: what the workplace, the week of the group and the rosters say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from leerwerk.engine.model import WORKING_WEEK, Activity
from leerwerk.learning.dagdelen import WHOLE_WEEK
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import WeekSlot
from leerwerk.learning.queries.days import public_holidays
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment

type Moment = tuple[date, str]  # a day and the dagdeel of it


class OnDay(NamedTuple):
    """A day on which somebody learns and works: their dagdelen (bits) by the roster that holds, and what was recorded.

    ``rostered`` is 0 when they work on none by that roster, None when no roster says when they work.
    """

    rostered: int | None
    recorded: Collection[str]


class Work(NamedTuple):
    """On which dagdelen of a week somebody works, and which of them nobody recorded: at work or in a lesson."""

    expected: list[Moment]
    missing: list[Moment]


def work_dagdelen(
    enrolment: Enrolment, slots: Iterable[WeekSlot], monday: date, *, on: Mapping[date, OnDay]
) -> list[Moment]:
    """Return the days and dagdelen of a week on which somebody works: those of the roster that holds.

    Without one those of their workplace without lessons; where the group has work in its week pattern, only then.
    ``slots``: that pattern. ``on``: the days on which there can be work.
    """
    friday = monday + timedelta(days=4)
    holding = [slot for slot in slots if slot.since <= friday and slot.until >= monday]
    lessons = {slot.dagdeel for slot in holding if slot.activity != Activity.WORK}
    work = {slot.dagdeel for slot in holding if slot.activity == Activity.WORK}
    seat: Any = getattr(enrolment, "seat", None)  # a room beside this one, reached by its relation
    offered = seat.workplace.shifts if seat is not None else WHOLE_WEEK if work else 0
    moments = []
    for n, dagdeel in enumerate(map(str, WORKING_WEEK)):
        day = monday + timedelta(days=n // 2)
        if day not in on or dagdeel in lessons:
            continue
        rostered = on[day].rostered
        if rostered is not None:
            works = bool(rostered >> n & 1)
        else:
            works = bool(offered >> n & 1) and (not work or dagdeel in work)
        if works:
            moments.append((day, dagdeel))
    return moments


def work_by_week(people: Sequence[Enrolment], mondays: Collection[date]) -> dict[tuple[int, date], Work]:
    """Return when each of these people works in each of these weeks, by enrolment and Monday: 2 queries.

    There is work on the days on which they learn and work and do not pause, but for public holidays. When a school is
    closed is not its concern. ``people`` come with the workplace of their seat.
    """
    if not people or not mondays:
        return {}
    free = public_holidays(min(mondays), max(mondays) + timedelta(days=6))
    days = {monday + timedelta(days=n) for monday in mondays for n in range(5)} - set(free)
    found, slots = _days([row.pk for row in people], days), defaultdict[int, list[WeekSlot]](list)
    for slot in WeekSlot.objects.filter(cohort__in={row.cohort_id for row in people}):
        slots[slot.cohort_id].append(slot)
    work = {}
    for row in people:
        on = found[row.pk]
        for monday in mondays:
            moments = work_dagdelen(row, slots[row.cohort_id], monday, on=on)
            missing = [(day, dagdeel) for day, dagdeel in moments if dagdeel not in on[day].recorded]
            work[row.pk, monday] = Work(moments, missing)
    return work


WORKED = """
SELECT e, d, (
    SELECT s.dagdelen FROM learning_rostershift s JOIN learning_roster r ON r.id = s.roster_id
    WHERE s.enrolment_id = e AND r.state = %s AND r.monday <= date_trunc('week', d)::date
    ORDER BY r.monday DESC, r.taken_at DESC LIMIT 1),
    ARRAY(SELECT a.dagdeel FROM learning_attendance a WHERE a.enrolment_id = e AND a.day = d)
FROM unnest(%s::bigint[]) e, unnest(%s::date[]) d WHERE learning_was_at(e, %s::text[], d)
"""


def _days(keys: Collection[int], days: Collection[date]) -> dict[int, dict[date, OnDay]]:
    """Return on which of these days each learns and works."""
    found: dict[int, dict[date, OnDay]] = {key: {} for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(WORKED, [RosterState.TAKEN.value, list(keys), list(days), [Stage.LEARN_WORK.value]])
        for key, day, rostered, recorded in cursor.fetchall():
            found[key][day] = OnDay(rostered, recorded)
    return found
