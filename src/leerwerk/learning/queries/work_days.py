"""On which dagdelen somebody works: what the workplace, the week of the group and the rosters say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from leerwerk.engine.model import WORKING_WEEK, Activity
from leerwerk.learning.dagdelen import WHOLE_WEEK
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import WeekSlot
from leerwerk.learning.queries.days import public_holidays
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment

type Moment = tuple[date, str]  # a day and the dagdeel of it


def work_dagdelen(
    enrolment: Enrolment, slots: Iterable[WeekSlot], monday: date, *, on: Mapping[date, int]
) -> list[Moment]:
    """Return the days and dagdelen of a week on which somebody works: those of the roster that holds.

    Without one those of their workplace without lessons; where the group has work in its week pattern, only then.
    ``slots``: that pattern. ``on``: the days on which there can be work, with the dagdelen (bits) of that roster.
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
        rostered = on.get(day, 0)
        works = (rostered or offered) >> n & 1 and (rostered or not work or dagdeel in work)
        if day in on and works and dagdeel not in lessons:
            moments.append((day, dagdeel))
    return moments


def expected_work(people: Sequence[Enrolment], mondays: Collection[date]) -> dict[tuple[int, date], list[Moment]]:
    """Return on which dagdelen each of these people works in each of these weeks, by enrolment and Monday: 2 queries.

    There is work on the days on which they learn and work and do not pause, but for public holidays. When a school is
    closed is not its concern. ``people`` come with the workplace of their seat.
    """
    if not people or not mondays:
        return {}
    free = public_holidays(min(mondays), max(mondays) + timedelta(days=6))
    days = {monday + timedelta(days=n) for monday in mondays for n in range(5)} - set(free)
    found = _days_and_shifts([row.pk for row in people], days)
    slots = defaultdict[int, list[WeekSlot]](list)
    for slot in WeekSlot.objects.filter(cohort__in={row.cohort_id for row in people}):
        slots[slot.cohort_id].append(slot)
    return {
        (row.pk, monday): work_dagdelen(row, slots[row.cohort_id], monday, on=found[row.pk])
        for row in people
        for monday in mondays
    }


WORKED = """
SELECT e, d, coalesce((
    SELECT s.dagdelen FROM learning_rostershift s JOIN learning_roster r ON r.id = s.roster_id
    WHERE s.enrolment_id = e AND r.state = %s AND r.monday <= date_trunc('week', d)::date
    ORDER BY r.monday DESC, r.taken_at DESC LIMIT 1), 0)
FROM unnest(%s::bigint[]) e, unnest(%s::date[]) d WHERE learning_was_at(e, %s::text[], d)
"""


def _days_and_shifts(keys: Collection[int], days: Collection[date]) -> dict[int, dict[date, int]]:
    """Return on which of these days each learns and works, with the dagdelen (bits) of the roster that held then."""
    found: dict[int, dict[date, int]] = {key: {} for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(WORKED, [RosterState.TAKEN.value, list(keys), list(days), [Stage.LEARN_WORK.value]])
        for key, day, rostered in cursor.fetchall():
            found[key][day] = rostered
    return found
