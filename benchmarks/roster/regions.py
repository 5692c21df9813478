"""Invented regions: a week that works is laid first, then what would forbid others is put around it.

Nothing here describes an existing region. Towns lie on a map of 30 × 30 km; travel takes 8 minutes and 40 km/h.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster import Group, Lesson, Participant, Question, Room, Teacher, Workplace
from leerwerk.engine.roster.week import after, bits, block, day_of, mask_of, slots_of_day

REASONS = ("childcare", "care_for_others", "integration_duty", "other_work")
SLOTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How large and how tight. Chances are per person or thing; ``slack``: places per dagdeel beyond those needed."""

    name: str
    seed: int
    groups: int = 60
    members: int = 15
    teachers: int = 40
    rooms: int = 30
    employers: int = 45
    towns: int = 8
    burden: float = 0.35  # who cannot in one to three dagdelen
    presence: float = 0.75  # how much of the rest of the week a teacher is there
    slack: int = 3
    limit: int = 60  # minutes of travel that most accept
    choice: float = 0.3  # workplaces with a choice of patterns


def shapes(count: int) -> list[Shape]:
    """Regions of 60 groups, 900 participants, 40 teachers and 30 rooms: plain, tight, and hostile in turn."""
    kinds = (
        Shape(name="plain", seed=0),
        Shape(name="burdened", seed=0, burden=0.7),
        Shape(name="few places", seed=0, slack=2),
        Shape(name="few teachers", seed=0, presence=0.35),
        Shape(name="wide", seed=0, limit=40, towns=14),
        Shape(name="all at once", seed=0, burden=0.6, slack=2, presence=0.45, limit=45, towns=12),
    )
    chosen = [(kinds[number % len(kinds)], number) for number in range(count)]
    return [replace(kind, name=f"{kind.name} {number}", seed=number) for kind, number in chosen]


@dataclass(slots=True)
class Laid:
    """The week that works, while it is being laid."""

    rng: random.Random
    shape: Shape
    travel: dict[tuple[str, str], int]
    school: dict[str, str]  # room → place
    room_busy: dict[str, int] = field(default_factory=dict)
    teacher_busy: dict[str, int] = field(default_factory=dict)
    teacher_at: dict[str, dict[int, str]] = field(default_factory=dict)
    lessons: list[Lesson] = field(default_factory=list)
    busy: dict[str, int] = field(default_factory=dict)
    places: dict[str, dict[int, str]] = field(default_factory=dict)


def region(shape: Shape) -> Question:
    """Return the question of one invented region; at least one roster has no clash."""
    rng = random.Random(shape.seed)
    towns = {f"town {n}": (rng.uniform(0, 30), rng.uniform(0, 30)) for n in range(shape.towns)}
    travel = {
        (a, b): 0 if a == b else 8 + round(1.5 * math.dist(p, q)) for a, p in towns.items() for b, q in towns.items()
    }
    schools = rng.sample(sorted(towns), 3)
    rooms = [
        Room(
            id=f"room {n}", place=schools[n % 3], seats=rng.choice([shape.members, 16, 20, 24]) + 1,
            kind="workshop" if n % 5 == 4 else "classroom",
        )
        for n in range(shape.rooms)
    ]  # fmt: skip
    laid = Laid(rng, shape, travel, {room.id: room.place for room in rooms})
    _lay_lessons(laid, rooms, schools)
    teachers = _teachers(laid)
    people, workplaces = _people(laid, sorted(towns))
    return Question(
        groups=tuple(Group(id=f"group {n}", size=shape.members) for n in range(shape.groups)),
        lessons=tuple(laid.lessons),
        participants=tuple(people),
        teachers=tuple(teachers),
        rooms=tuple(rooms),
        workplaces=tuple(workplaces),
        travel=travel,
        slots=SLOTS,
    )


def _lay_lessons(laid: Laid, rooms: list[Room], schools: list[str]) -> None:
    """Whole days of theory first: single dagdelen still fit between them."""
    groups = [f"group {number}" for number in range(laid.shape.groups)]
    home = {group: laid.rng.choice(schools) for group in groups}
    for group in groups:
        laid.busy[group], laid.places[group] = 0, {}
        kind = "workshop" if laid.rng.random() < 0.35 else "classroom"
        _lay(laid, group, Activity.THEORY, 1, 2, rooms, (kind, home[group]))
    for group in groups:
        _lay(laid, group, Activity.LANGUAGE, 2, 1, rooms, ("classroom", home[group]))
        _lay(laid, group, Activity.COACHING, 1, 1, rooms, None)


def _lay(
    laid: Laid,
    group: str,
    activity: Activity,
    times: int,
    length: int,
    rooms: list[Room],
    where: tuple[str, str] | None,
) -> None:
    """Find dagdelen, a teacher and a room for one lesson, in the same place if possible; days apart for each time."""
    rng = laid.rng
    helpers: set[str] = set()
    places = {where[1]} if where else set()
    for _ in range(times):
        starts = [s for s in range(SLOTS) if block(s, length, SLOTS)]
        rng.shuffle(starts)
        starts.sort(key=lambda s: bool(laid.busy[group] & mask_of(slots_of_day(day_of(s), SLOTS))))
        found = None
        for start in starts:
            mask = mask_of(block(start, length, SLOTS) or ())
            if laid.busy[group] & mask:
                continue
            room = _free_room(laid, rooms, where, mask)
            place = laid.school[room] if room else None
            teacher = _free_teacher(laid, mask, place, helpers)
            if teacher and (room or where is None):
                found = mask, teacher, room, place
                break
        if found is None:
            raise ValueError("the region is too full to lay a week in")
        mask, teacher, room, place = found
        helpers.add(teacher)
        places |= {place} if place else set()
        laid.busy[group] |= mask
        laid.teacher_busy[teacher] = laid.teacher_busy.get(teacher, 0) | mask
        if room and place:
            laid.room_busy[room] = laid.room_busy.get(room, 0) | mask
            for slot in bits(mask):
                laid.places[group][slot] = place
                laid.teacher_at.setdefault(teacher, {})[slot] = place
    others = rng.sample(range(laid.shape.teachers), 3)
    laid.lessons.append(
        Lesson(
            id=f"{activity} of {group}", groups=(group,), activity=activity, times=times, length=length,
            teachers=tuple(sorted(helpers | {f"teacher {n}" for n in others})),
            room=where[0] if where else None, places=tuple(sorted(places)) if where else None,
        )
    )  # fmt: skip


def _free_room(laid: Laid, rooms: list[Room], where: tuple[str, str] | None, mask: int) -> str | None:
    if where is None:
        return None
    kind, school = where
    free = [
        room for room in rooms
        if room.kind == kind and room.seats >= laid.shape.members and not laid.room_busy.get(room.id, 0) & mask
    ]  # fmt: skip
    laid.rng.shuffle(free)
    free.sort(key=lambda room: room.place != school)
    return free[0].id if free else None


def _free_teacher(laid: Laid, mask: int, place: str | None, known: set[str]) -> str | None:
    def fits(name: str) -> bool:
        if laid.teacher_busy.get(name, 0) & mask:
            return False
        at = laid.teacher_at.get(name, {})
        beside = {at.get(other) for slot in bits(mask) for other in _beside(slot)}
        return place is None or all(q is None or laid.travel[q, place] <= 45 for q in beside)

    names = [f"teacher {n}" for n in range(laid.shape.teachers)]
    laid.rng.shuffle(names)
    names.sort(key=lambda name: name not in known)
    return next((name for name in names if fits(name)), None)


def _beside(slot: int) -> list[int]:
    return [s for s in range(SLOTS) if after(s, SLOTS) == slot or after(slot, SLOTS) == s]


def _teachers(laid: Laid) -> list[Teacher]:
    made = []
    for n in range(laid.shape.teachers):
        needed = laid.teacher_busy.get(f"teacher {n}", 0)
        present = needed | mask_of([s for s in range(SLOTS) if laid.rng.random() < laid.shape.presence])
        liked = mask_of([s for s in range(SLOTS) if laid.rng.random() < 0.8])
        made.append(Teacher(id=f"teacher {n}", available=present, prefers=liked, most=max(8, needed.bit_count())))
    return made


def _people(laid: Laid, towns: list[str]) -> tuple[list[Participant], list[Workplace]]:
    rng, shape = laid.rng, laid.shape
    site = {f"workplace {n}": rng.choice(towns) for n in range(shape.employers)}
    closed = {name: mask_of([s for s in range(SLOTS) if rng.random() < 0.12]) for name in site}
    used: dict[str, list[int]] = {name: [0] * SLOTS for name in site}
    people = []
    for number in range(shape.groups):
        group = f"group {number}"
        near = rng.sample(sorted(site), 3)  # a group works with a few employers
        for member in range(shape.members):
            workplace = rng.choice(near)
            free = [
                s for s in range(SLOTS) if _can_work(laid, group, site[workplace], s) and not closed[workplace] >> s & 1
            ]
            shifts = min(len(free), rng.choice([3, 4, 4, 5]))
            work = mask_of(rng.sample(free, shifts))
            for slot in bits(work):
                used[workplace][slot] += 1
            home = rng.choice(towns)
            needed = max(laid.travel[home, place] for place in {site[workplace], *laid.places[group].values()})
            idle = [s for s in range(SLOTS) if not (work | laid.busy[group]) >> s & 1]
            cannot = {}
            if rng.random() < shape.burden and idle:
                cannot[rng.choice(REASONS)] = mask_of(rng.sample(idle, min(len(idle), rng.randint(1, 3))))
            people.append(
                Participant(
                    id=f"person {number}.{member}", group=group, home=home, workplace=workplace, shifts=shifts,
                    cannot=cannot, max_travel=max(shape.limit, needed),
                )
            )  # fmt: skip
    workplaces = [
        Workplace(id=name, place=place, patterns=_patterns(rng, used[name], closed[name], shape))
        for name, place in site.items()
    ]
    return people, workplaces


def _can_work(laid: Laid, group: str, place: str, slot: int) -> bool:
    if laid.busy[group] >> slot & 1:
        return False
    beside = [laid.places[group].get(other) for other in _beside(slot)]
    return all(q is None or laid.travel[q, place] <= 45 for q in beside)


def _patterns(rng: random.Random, used: list[int], closed: int, shape: Shape) -> tuple[tuple[int, ...], ...]:
    usual = -(-sum(used) // (SLOTS - closed.bit_count()))
    own = tuple(0 if closed >> s & 1 else max(used[s], usual) + shape.slack for s in range(SLOTS))
    if rng.random() >= shape.choice:
        return (own,)
    other = list(own)
    rng.shuffle(other)
    return (own, tuple(other))
