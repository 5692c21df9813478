"""The question of a few groups, while everything else in a roster stays where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from leerwerk.engine.roster.question import Question, Workplace
from leerwerk.engine.roster.roster import Roster
from leerwerk.engine.roster.view import Index, View
from leerwerk.engine.roster.week import bits


def around(question: Question, roster: Roster, free: Collection[str]) -> Question:
    """Return the question of these groups and their people beside all that others have in the roster.

    Its rosters, put beside the rest (``beside``), have no clash where the rest has none. It may leave some out: next
    to a dagdeel in which a teacher is somewhere else, they only teach where they reach every place in time.
    """
    index = Index.of(question)
    own = {lesson.id for lesson in question.lessons if set(lesson.groups) & set(free)}
    people = tuple(one for one in question.participants if one.group in free)
    others = replace(roster, meetings=tuple(one for one in roster.meetings if one.lesson not in own))
    view = View(index, others)
    names = {one.id for one in people}
    places = {room.place for room in question.rooms}
    teachers = []
    for teacher in question.teachers:
        held = view.by_teacher.get(teacher.id, [])
        busy, hours = 0, 0
        for one in held:
            busy |= one.slots
            hours += one.slots.bit_count()
            if one.place is not None and any(_far(question, one.place, q, teacher.max_between) for q in places):
                for a, b in index.following:
                    busy |= (one.slots >> a & 1) << b | (one.slots >> b & 1) << a
        teachers.append(replace(teacher, available=teacher.available & ~busy, most=teacher.most - hours))
    rooms = []
    for room in question.rooms:
        busy = 0
        for one in view.by_room.get(room.id, []):
            busy |= one.slots
        rooms.append(replace(room, open=room.open & ~busy))
    used: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for person in question.participants:
        if person.id not in names and person.workplace is not None:
            for slot in bits(roster.shifts.get(person.id, 0)):
                used[person.workplace][slot] += 1
    return replace(
        question,
        groups=tuple(one for one in question.groups if one.id in free),
        lessons=tuple(one for one in question.lessons if one.id in own),
        participants=people,
        teachers=tuple(teachers),
        rooms=tuple(rooms),
        workplaces=tuple(_left(one, used[one.id], roster) for one in question.workplaces),
        locks=tuple(lock for lock in question.locks if lock.lesson in own),
        shift_locks=tuple(lock for lock in question.shift_locks if lock.participant in names),
    )


def _far(question: Question, a: str, b: str, limit: int) -> bool:
    return max(question.minutes(a, b), question.minutes(b, a)) > limit


def _left(workplace: Workplace, used: dict[int, int], roster: Roster) -> Workplace:
    """What others leave of the pattern that a workplace has now: patterns keep their numbers."""
    now = roster.patterns.get(workplace.id, 0)
    pattern = tuple(max(0, places - used.get(slot, 0)) for slot, places in enumerate(workplace.patterns[now]))
    return replace(workplace, patterns=(pattern,))


def beside(roster: Roster, part: Roster, around_: Question) -> Roster:
    """Put the roster of a few groups in the place of what they had."""
    own = {lesson.id for lesson in around_.lessons}
    kept = tuple(one for one in roster.meetings if one.lesson not in own)
    names = {one.id for one in around_.participants}
    return replace(
        roster,
        meetings=kept + part.meetings,
        shifts={**roster.shifts, **{name: mask for name, mask in part.shifts.items() if name in names}},
    )
