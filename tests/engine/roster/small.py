"""Small random questions, and a search through every roster they have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster import (
    Group,
    Lesson,
    Lock,
    Meeting,
    Participant,
    Question,
    Room,
    Roster,
    ShiftLock,
    Teacher,
    Workplace,
    clashes,
    cost,
)

PLACES = ("north", "south")


def question(seed: int, slots: int = 10, *, tiny: bool = False) -> Question:
    """A question of one or two groups in which every rule bites now and then; few dagdelen are open at all.

    ``tiny``: so few lessons and people that all rosters can be looked at.
    """
    rng = random.Random(seed)
    week = list(rng.sample(range(slots), rng.randint(4, 5)))

    def some(chance: float) -> int:
        return sum(1 << s for s in week if rng.random() < chance)

    groups = tuple(Group(id=f"g{n}", size=rng.randint(2, 3)) for n in range(rng.randint(1, 2)))
    teachers = tuple(
        Teacher(
            id=f"t{n}",
            available=some(0.9),
            prefers=some(0.7),
            most=rng.choice([2, 3, 5]),
            max_between=rng.choice([20, 60]),
        )
        for n in range(2)
    )
    rooms = tuple(Room(id=f"r{n}", place=PLACES[n], seats=rng.choice([2, 4, 6, 6]), open=some(0.9)) for n in range(2))
    lessons = tuple(_lesson(rng, group.id, n) for group in groups for n in range(1 if tiny else rng.randint(1, 2)))
    workplaces = tuple(
        Workplace(
            id=f"w{n}",
            place=PLACES[n],
            patterns=tuple(
                tuple(rng.choice([0, 1, 1, 2]) if s in week else 0 for s in range(slots))
                for _ in range(rng.randint(1, 2))
            ),
        )
        for n in range(2)
    )
    people = tuple(
        _person(rng, n, group.id, some(0.1)) for group in groups for n in range(1 if tiny else rng.randint(1, 2))
    )
    made = Question(
        groups=groups,
        lessons=lessons,
        participants=people,
        teachers=teachers,
        rooms=rooms,
        workplaces=workplaces,
        travel={("north", "south"): 30, ("south", "north"): 40},
        slots=slots,
    )
    return _locked(rng, made, week, some(0.4))


def _locked(rng: random.Random, made: Question, week: list[int], worked: int) -> Question:
    """The question with a lock or an earlier roster now and then."""
    first, last, person = made.lessons[0], made.lessons[-1], made.participants[0]
    locks = [Lock(lesson=first.id, start=rng.choice(week))] if rng.random() < 0.2 else []
    if rng.random() < 0.1:
        locks.append(Lock(lesson=last.id, teacher="t1" if last.teachers else None))
    shifts = (ShiftLock(participant=person.id, slots=1 << rng.choice(week)),) if rng.random() < 0.15 else ()
    was = Meeting(lesson=first.id, start=rng.choice(week), teacher="t0", room="r0")
    earlier = Roster(meetings=(was,), shifts={person.id: worked}) if rng.random() < 0.3 else None
    lessons = tuple(replace(one, rooms=_some_room(rng)) if one.room is not None else one for one in made.lessons)
    return replace(made, lessons=lessons, locks=tuple(locks), shift_locks=shifts, earlier=earlier)


def _some_room(rng: random.Random) -> tuple[str, ...] | None:
    """Which rooms a lesson can have: now and then one of the two."""
    return (rng.choice(["r0", "r1"]),) if rng.random() < 0.2 else None


def _lesson(rng: random.Random, group: str, number: int) -> Lesson:
    return Lesson(
        id=f"{group} l{number}",
        groups=(group,),
        activity=rng.choice([Activity.LANGUAGE, Activity.LANGUAGE, Activity.THEORY]),
        times=rng.choice([1, 1, 1, 2]),
        length=rng.choice([1, 1, 1, 1, 2]),
        teachers=rng.choice([("t0",), ("t0", "t1"), None]),
        room=rng.choice(["classroom", "classroom", None]),
    )


def _person(rng: random.Random, number: int, group: str, cannot: int) -> Participant:
    return Participant(
        id=f"{group} p{number}",
        group=group,
        home=rng.choice(PLACES),
        workplace=rng.choice(["w0", "w1"]),
        shifts=rng.choice([0, 1, 1, 2]),
        cannot={"childcare": cannot} if cannot else {},
        max_travel=rng.choice([35, 60, 60]),
        max_between=rng.choice([20, 60]),
    )


def cheapest(asked: Question) -> int | None:
    """The least cost of any roster without a clash, by looking at all of them; None when there is none."""
    best: int | None = None
    for meetings in _all_meetings(asked):
        for shifts in _all_shifts(asked, meetings):
            for rows in product(*(range(len(one.patterns)) for one in asked.workplaces)):
                patterns = dict(zip((one.id for one in asked.workplaces), rows, strict=True))
                roster = Roster(meetings=meetings, shifts=shifts, patterns=patterns)
                if not clashes(asked, roster):
                    total = sum(cost(asked, roster).values())
                    best = total if best is None else min(best, total)
    return best


def _all_meetings(asked: Question) -> Iterator[tuple[Meeting, ...]]:
    """All meetings of all lessons, the shifts left out: what clashes by itself is passed over at once."""
    found: list[tuple[Meeting, ...]] = [()]
    for lesson in asked.lessons:
        single = [
            Meeting(lesson=lesson.id, start=start, teacher=teacher, room=room)
            for start in range(asked.slots)
            for teacher in (lesson.teachers or (None,))
            for room in ([room.id for room in asked.rooms] if lesson.room else [None])
        ]
        known = {one.id for one in asked.lessons[: asked.lessons.index(lesson) + 1]}
        alone = _lessons_only(asked, known)
        ways = [own for own in combinations(single, lesson.times) if not _clash(alone, own, {lesson.id})]
        found = [(*before, *own) for before in found for own in ways]
        found = [one for one in found if not _clash(alone, one, known)]
    yield from found


def _lessons_only(asked: Question, known: set[str]) -> Question:
    return replace(
        asked,
        participants=tuple(replace(one, shifts=0) for one in asked.participants),
        shift_locks=(),
        locks=tuple(lock for lock in asked.locks if lock.lesson in known),
    )


def _clash(alone: Question, meetings: tuple[Meeting, ...], known: set[str]) -> bool:
    part = replace(
        alone,
        lessons=tuple(one for one in alone.lessons if one.id in known),
        locks=tuple(lock for lock in alone.locks if lock.lesson in known),
    )
    return bool(clashes(part, Roster(meetings=meetings)))


def _all_shifts(asked: Question, meetings: tuple[Meeting, ...]) -> Iterator[dict[str, int]]:
    own = []
    for person in asked.participants:
        places = {one.id: one for one in asked.workplaces}[person.workplace or ""].patterns
        slots = [s for s in range(asked.slots) if any(pattern[s] for pattern in places)]
        alone = replace(
            asked,
            participants=(person,),
            shift_locks=tuple(lock for lock in asked.shift_locks if lock.participant == person.id),
            workplaces=tuple(
                replace(one, patterns=(tuple(max(p[s] for p in one.patterns) for s in range(asked.slots)),))
                for one in asked.workplaces
            ),
        )
        masks = [sum(1 << s for s in chosen) for chosen in combinations(slots, person.shifts)]
        own.append([m for m in masks if not clashes(alone, Roster(meetings=meetings, shifts={person.id: m}))])
    for chosen in product(*own):
        yield dict(zip((one.id for one in asked.participants), chosen, strict=True))
