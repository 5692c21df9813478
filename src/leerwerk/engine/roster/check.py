"""Is this roster right? Every hard rule, recounted from the question alone, in code of its own.

Nothing of the search is used. A region's roster takes a few milliseconds, so that whoever drags a lesson sees at once
what clashes and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from leerwerk.engine.roster.clash import Clash, Rule
from leerwerk.engine.roster.question import FAR, Participant, Question, Workplace
from leerwerk.engine.roster.roster import Roster
from leerwerk.engine.roster.view import GroupWeek, Held, Index, Places, View
from leerwerk.engine.roster.week import bits

NOWHERE = GroupWeek()


def clashes(question: Question, roster: Roster) -> tuple[Clash, ...]:
    """Every hard rule that the roster breaks; empty when it is right."""
    return clashes_of(View(Index.of(question), roster))


def clashes_of(view: View) -> tuple[Clash, ...]:
    """As ``clashes``, where who is where is known already."""
    found = [Clash(rule=Rule.UNKNOWN, who=name) for name in view.unknown]
    found += _lessons(view)
    found += _teachers(view)
    found += _rooms(view)
    for name, week in view.weeks.items():
        if week.twice:
            found.append(Clash(rule=Rule.GROUP_TWICE, who=name, slots=week.twice))
    found += _people(view)
    found += _workplaces(view)
    found += _locks(view)
    return tuple(found)


def _lessons(view: View) -> Iterator[Clash]:
    for lesson in view.index.question.lessons:
        held = view.by_lesson.get(lesson.id, [])
        if len(held) != lesson.times or len({one.meeting.start for one in held}) != len(held):
            yield Clash(rule=Rule.TIMES, who=lesson.id)
        for one in held:
            if not one.fits:
                yield Clash(rule=Rule.BLOCK, who=lesson.id, slots=one.slots)
            teacher = one.meeting.teacher
            if teacher not in lesson.teachers if lesson.teachers is not None else teacher is not None:
                yield Clash(rule=Rule.NOT_THEIR_LESSON, who=lesson.id, slots=one.slots, other=teacher or "")


def _teachers(view: View) -> Iterator[Clash]:
    for name, held in view.by_teacher.items():
        teacher = view.index.teachers[name]
        busy = 0
        where: dict[int, Places] = {}
        for one in held:
            if absent := one.slots & ~teacher.available:
                yield Clash(rule=Rule.TEACHER_ABSENT, who=name, slots=absent, other=one.lesson.id)
            if both := busy & one.slots:
                yield Clash(rule=Rule.TEACHER_TWICE, who=name, slots=both, other=one.lesson.id)
            busy |= one.slots
            if one.place is not None:
                for slot in bits(one.slots):
                    where[slot] = (*where.get(slot, ()), one.place)
        if sum(one.slots.bit_count() for one in held) > teacher.most:
            yield Clash(rule=Rule.TEACHER_HOURS, who=name)
        for a, b in view.index.following:
            for start, end in ((p, q) for p in where.get(a, ()) for q in where.get(b, ())):
                if view.index.question.minutes(start, end) > teacher.max_between:
                    yield Clash(rule=Rule.TEACHER_TRAVEL, who=name, slots=1 << a | 1 << b, other=end)


def _rooms(view: View) -> Iterator[Clash]:
    for one in view.held:
        wanted, name = one.lesson.room, one.meeting.room
        room = view.index.rooms.get(name) if name is not None else None
        if (wanted is None) != (name is None) or (room is not None and room.kind != wanted):
            yield Clash(rule=Rule.ROOM_KIND, who=one.lesson.id, slots=one.slots, other=name or "")
        elsewhere = one.lesson.places is not None and room is not None and room.place not in one.lesson.places
        if room is not None and (elsewhere or (one.lesson.rooms is not None and room.id not in one.lesson.rooms)):
            yield Clash(rule=Rule.ROOM_PLACE, who=one.lesson.id, slots=one.slots, other=room.id)
        if room is not None and room.seats < _seats(view, one):
            yield Clash(rule=Rule.ROOM_SMALL, who=one.lesson.id, slots=one.slots, other=room.id)
    for name, held in view.by_room.items():
        busy = 0
        for one in held:
            if shut := one.slots & ~view.index.rooms[name].open:
                yield Clash(rule=Rule.ROOM_CLOSED, who=name, slots=shut, other=one.lesson.id)
            if both := busy & one.slots:
                yield Clash(rule=Rule.ROOM_TWICE, who=name, slots=both, other=one.lesson.id)
            busy |= one.slots


def _seats(view: View, held: Held) -> int:
    return sum(view.index.groups[name].size for name in held.lesson.groups if name in view.index.groups)


def _people(view: View) -> Iterator[Clash]:
    fine: dict[tuple[object, ...], bool] = {}
    for person in view.index.question.participants:
        week = view.weeks.get(person.group, NOWHERE) if person.group is not None else NOWHERE
        work = view.shifts[person.id]
        if both := week.busy & work:
            yield Clash(rule=Rule.LESSON_AND_SHIFT, who=person.id, slots=both)
        if (week.busy | work) & view.index.cannot[person.id]:
            for reason, slots in person.cannot.items():
                if missed := slots & (week.busy | work):
                    yield Clash(rule=Rule.CANNOT, who=person.id, slots=missed, reason=reason)
        if work.bit_count() != person.shifts:
            yield Clash(rule=Rule.PROMISED_HOURS, who=person.id)
        key = (person.group, person.workplace, person.home, person.max_travel, person.max_between)
        if key not in fine:
            fine[key] = _all_near(view, person, week)
        if not fine[key]:
            yield from _journeys(view, person, week, work)


def _all_near(view: View, person: Participant, week: GroupWeek) -> bool:
    """Whether no way between any of a person's places is too long, whenever they are there."""
    places = {place for there in week.places.values() for place in there}
    workplace = view.index.workplaces.get(person.workplace) if person.workplace is not None else None
    if workplace is not None:
        places.add(workplace.place)
    minutes = view.index.question.minutes
    home = all(max(minutes(person.home, p), minutes(p, person.home)) <= person.max_travel for p in places)
    return home and all(minutes(p, q) <= person.max_between for p in places for q in places)


def _journeys(view: View, person: Participant, week: GroupWeek, work: int) -> Iterator[Clash]:
    """What this person cannot reach: from home, or from where they are before."""
    workplace = view.index.workplaces.get(person.workplace) if person.workplace is not None else None
    where = dict(week.places)
    if workplace is not None:
        for slot in bits(work):
            where[slot] = (*where.get(slot, ()), workplace.place)
    minutes = view.index.question.minutes
    if person.max_travel < FAR:
        for slot, places in where.items():
            for place in places:
                if max(minutes(person.home, place), minutes(place, person.home)) > person.max_travel:
                    yield Clash(rule=Rule.TOO_FAR, who=person.id, slots=1 << slot, other=place)
    for a, b in view.index.following:
        if a in where and b in where:
            for start, end in ((p, q) for p in where[a] for q in where[b]):
                if minutes(start, end) > person.max_between:
                    yield Clash(rule=Rule.UNREACHABLE, who=person.id, slots=1 << a | 1 << b, other=end)


def _workplaces(view: View) -> Iterator[Clash]:
    used: Counter[tuple[str, int]] = Counter()
    alike: Counter[tuple[str, int]] = Counter()
    offers: dict[str, int] = {}
    for person in view.index.question.participants:
        work = view.shifts[person.id]
        if work and (person.workplace is None or person.workplace not in view.index.workplaces):
            yield Clash(rule=Rule.NOT_OFFERED, who=person.id, slots=work)
            continue
        if work:
            assert person.workplace is not None
            if person.workplace not in offers:
                offers[person.workplace] = sum(
                    1 << slot
                    for slot, places in enumerate(_places(view, view.index.workplaces[person.workplace]))
                    if places
                )
            if idle := work & ~offers[person.workplace]:
                yield Clash(rule=Rule.NOT_OFFERED, who=person.id, slots=idle, other=person.workplace)
            alike[person.workplace, work] += 1
    for (name, work), count in alike.items():
        for slot in bits(work):
            used[name, slot] += count
    for (name, slot), count in used.items():
        offered = _places(view, view.index.workplaces[name])
        if slot < len(offered) and 0 < offered[slot] < count:
            yield Clash(rule=Rule.WORKPLACE_FULL, who=name, slots=1 << slot)


def _places(view: View, workplace: Workplace) -> tuple[int, ...]:
    chosen = view.patterns[workplace.id]
    return workplace.patterns[chosen] if 0 <= chosen < len(workplace.patterns) else ()


def _locks(view: View) -> Iterator[Clash]:
    for lock in view.index.question.locks:
        held = view.by_lesson.get(lock.lesson, [])
        if lock.start is not None:
            held = [one for one in held if one.meeting.start == lock.start]
        kept = [lock.teacher in (None, one.meeting.teacher) and lock.room in (None, one.meeting.room) for one in held]
        if not all(kept) or (lock.start is not None and not kept):
            yield Clash(rule=Rule.LOCK, who=lock.lesson, slots=0 if lock.start is None else 1 << lock.start)
    for one in view.index.question.shift_locks:
        if missing := one.slots & ~view.shifts.get(one.participant, 0):
            yield Clash(rule=Rule.SHIFT_LOCK, who=one.participant, slots=missing)
