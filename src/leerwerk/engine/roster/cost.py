"""What a roster costs by its soft rules, recounted from the question.

- extra day: a day away from home beyond the fewest that the person's dagdelen fit in
- change: another place in the next dagdeel of the same day, per person
- waiting: a free dagdeel between two that are not, per person (only where there are evenings)
- extra room, extra teacher: of one lesson beyond the first
- language day: a second or later language lesson of a group on one day
- teacher's wish: a dagdeel that the teacher does not prefer
- moved: a meeting of the earlier roster that begins at no such dagdeel now; or does, with another teacher or in
  another room; a dagdeel of work that is none now
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster.question import Participant, Question
from leerwerk.engine.roster.roster import Roster, Soft
from leerwerk.engine.roster.view import GroupWeek, Index, View
from leerwerk.engine.roster.week import DAYS, WORKING_WEEK, bits, day_of, mask_of, slots_of_day

NOWHERE = GroupWeek()


def cost(question: Question, roster: Roster) -> Mapping[Soft, int]:
    """What the roster costs, weighed, per soft rule."""
    return cost_of(View(Index.of(question), roster))


def cost_of(view: View) -> dict[Soft, int]:
    """As ``cost``, where who is where is known already."""
    counts: Counter[Soft] = Counter()
    _people(view, counts)
    _lessons(view, counts)
    _moved(view, counts)
    weights = view.index.question.weights
    return {soft: counts[soft] * int(getattr(weights, soft.value)) for soft in Soft}


def fewest_days(dagdelen: int, slots: int) -> int:
    """The fewest days that so many dagdelen fit in."""
    sizes = sorted((len(slots_of_day(day, slots)) for day in range(DAYS)), reverse=True)
    days = 0
    for size in sizes:
        if dagdelen <= 0:
            break
        dagdelen -= size
        days += 1
    return days


def _people(view: View, counts: Counter[Soft]) -> None:
    slots = view.index.question.slots
    days = [mask_of(slots_of_day(day, slots)) for day in range(DAYS)]
    seen: dict[tuple[str | None, str | None, int], tuple[int, int, int]] = {}
    for person in view.index.question.participants:
        key = (person.group, person.workplace, view.shifts[person.id])
        if key not in seen:
            seen[key] = _week(view, person, days)
        for soft, count in zip((Soft.EXTRA_DAY, Soft.CHANGE, Soft.WAITING), seen[key], strict=True):
            counts[soft] += count


def _week(view: View, person: Participant, days: list[int]) -> tuple[int, int, int]:
    """Extra days, changes of place and waits of one person."""
    slots = view.index.question.slots
    week = view.weeks.get(person.group, NOWHERE) if person.group is not None else NOWHERE
    work = view.shifts[person.id]
    busy = week.busy | work
    where = dict(week.places)
    workplace = view.index.workplaces.get(person.workplace) if person.workplace is not None else None
    if workplace is not None:
        for slot in bits(work):
            where[slot] = (*where.get(slot, ()), workplace.place)
    extra = sum(1 for day in days if busy & day) - fewest_days(busy.bit_count(), slots)
    changes = sum(any(p != q for p in where.get(a, ()) for q in where.get(b, ())) for a, b in view.index.following)
    waits = 0
    if slots > WORKING_WEEK:
        for day in range(DAYS):
            own = [bool(busy >> slot & 1) for slot in slots_of_day(day, slots)]
            waits += own == [True, False, True]
    return extra, changes, waits


def _lessons(view: View, counts: Counter[Soft]) -> None:
    for held in view.by_lesson.values():
        counts[Soft.EXTRA_ROOM] += max(0, len({one.meeting.room for one in held if one.meeting.room is not None}) - 1)
        teachers = {one.meeting.teacher for one in held if one.meeting.teacher is not None}
        counts[Soft.EXTRA_TEACHER] += max(0, len(teachers) - 1)
    for name, held in view.by_teacher.items():
        for one in held:
            counts[Soft.TEACHER_WISH] += (one.slots & ~view.index.teachers[name].prefers).bit_count()
    daily: Counter[tuple[str, int]] = Counter()
    for one in view.held:
        if one.lesson.activity is Activity.LANGUAGE:
            for name in one.lesson.groups:
                daily[name, day_of(one.meeting.start)] += 1
    counts[Soft.LANGUAGE_DAY] += sum(count - 1 for count in daily.values())


def _moved(view: View, counts: Counter[Soft]) -> None:
    earlier = view.index.question.earlier
    if earlier is None:
        return
    now = {(one.meeting.lesson, one.meeting.start): one.meeting for one in view.held}
    for was in earlier.meetings:
        if was.lesson not in view.index.lessons:
            continue
        stays = now.get((was.lesson, was.start))
        if stays is None:
            counts[Soft.MOVED_LESSON] += 1
        else:
            counts[Soft.MOVED_TEACHER] += was.teacher not in (None, stays.teacher)
            counts[Soft.MOVED_ROOM] += was.room not in (None, stays.room)
    for name, work in earlier.shifts.items():
        if name in view.shifts:
            counts[Soft.MOVED_SHIFT] += (work & ~view.shifts[name]).bit_count()
