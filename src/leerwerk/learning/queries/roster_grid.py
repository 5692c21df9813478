"""A roster as a picture: groups, teachers or rooms below one another, the dagdelen of the week beside one another."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from leerwerk.engine.model import Dagdeel
from leerwerk.learning.dagdelen import DAGDELEN, NUMBERS, WHOLE_WEEK
from leerwerk.learning.models import RosterLesson
from leerwerk.learning.queries.rosters import Looked
from leerwerk.trajectories.labels import DAGDELEN as DAGDEEL_NAMES

GROUPS, TEACHERS, ROOMS, WORKPLACES = "groups", "teachers", "rooms", "workplaces"
TURN = ("works", "kept", "wrong")
WAYS = (GROUPS, TEACHERS, ROOMS, WORKPLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One lesson in the picture; ``wrong``: something clashes there."""

    lesson: RosterLesson
    group: str
    wrong: bool


@dataclass(slots=True, kw_only=True)
class Cell:
    """One dagdeel of a row, ``title`` in words: its lessons, and how many of the group work.

    ``open``: the teacher or room can be used.
    """

    number: int
    code: str
    title: str
    open: bool
    chips: list[Chip] = field(default_factory=list)
    works: int = 0

    @property
    def at_work(self) -> str:
        """How many work, in words; a page has hundreds of these, too many for a tag of its own each."""
        return ngettext("%(n)s works", "%(n)s work", self.works) % {"n": self.works} if self.works else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group, teacher or room with its week."""

    key: int
    label: str
    note: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One dagdeel of somebody: whether they work, whether somebody put them there, and whether something clashes."""

    code: str
    works: bool
    kept: bool
    wrong: bool

    @property
    def title(self) -> str:
        """The dagdeel in words."""
        return str(DAGDEEL_NAMES[Dagdeel(self.code)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One participant with when they work; ``row``: the key of their row in the roster, None when it has none."""

    row: int | None
    name: str
    group: str
    turns: list[Turn]


@dataclass(slots=True, kw_only=True)
class Place:
    """One workplace with who works there, and how many of how many places are taken in each dagdeel."""

    key: int
    label: str
    taken: list[tuple[int, int]]
    workers: list[Worker] = field(default_factory=list)


def concerned(looked: Looked) -> set[int]:
    """Return the lessons that something clashes with: by key."""
    groups = {person.id: person.group for person in looked.asked.question.participants}
    marked: dict[str, int] = {}
    for clash in looked.clashes:
        for name in {clash.who, clash.other, groups.get(clash.who) or ""} - {""}:
            marked[name] = marked.get(name, 0) | (clash.slots or WHOLE_WEEK)
    return {
        row.pk
        for row in looked.lessons
        for name in (f"{row.cohort_id}:{row.activity}", f"g{row.cohort_id}", f"r{row.teacher_id}", f"r{row.room_id}")
        if marked.get(name, 0) >> NUMBERS[row.dagdeel] & 1
    }


def labels(looked: Looked, way: str) -> dict[int, str]:
    """Return what a roster has rows of, by key: groups by their codes, else by the names of what they are."""
    if way == GROUPS:
        return {key: one.cohort.code for key, one in looked.asked.taught.items()}
    names = looked.asked.members.titles
    if way != WORKPLACES:
        weeks = looked.asked.resources.values()
        names = {week.pk: week.resource.name for week in weeks if (week.seats is not None) == (way == ROOMS)}
    return dict(sorted(names.items(), key=lambda one: one[1]))


def grid(looked: Looked, way: str, keys: Iterable[int]) -> list[Row]:
    """Return these rows of a roster; asks nothing more."""
    wrong = concerned(looked)
    rows = _groups(looked, keys) if way == GROUPS else _resources(looked, keys)
    of: Callable[[RosterLesson], int | None] = {
        GROUPS: lambda lesson: lesson.cohort_id,
        TEACHERS: lambda lesson: lesson.teacher_id,
        ROOMS: lambda lesson: lesson.room_id,
    }[way]
    for lesson in looked.lessons:
        row = rows.get(of(lesson) or 0)
        if row is not None:
            group = looked.asked.taught[lesson.cohort_id].cohort.code
            chip = Chip(lesson=lesson, group=group, wrong=lesson.pk in wrong)
            row.cells[NUMBERS[lesson.dagdeel]].chips.append(chip)
    return list(rows.values())


def workplaces(looked: Looked, keys: Iterable[int]) -> list[Place]:
    """Return who works when at these workplaces, by the names of the people; asks nothing more."""
    members, question = looked.asked.members, looked.question
    wrong: dict[str, int] = {}
    for clash in looked.clashes:
        wrong[clash.who] = wrong.get(clash.who, 0) | (clash.slots or WHOLE_WEEK)
    offers = {one.id: one.patterns[0] for one in question.workplaces}
    found = {
        f"w{key}": Place(
            key=key, label=members.titles[key], taken=[(0, offers[f"w{key}"][slot]) for slot in range(DAGDELEN)]
        )
        for key in keys
    }
    for person in sorted(question.participants, key=lambda one: members.names[int(one.id[1:])]):
        place = found.get(person.workplace or "")
        if place is None:
            continue
        works = looked.value.shifts.get(person.id, 0)
        place.taken = [(taken + (works >> slot & 1), of) for slot, (taken, of) in enumerate(place.taken)]
        masks = (works, members.kept.get(person.id, 0), wrong.get(person.id, 0) | wrong.get(person.workplace or "", 0))
        turns = [
            Turn(code=code, **{name: bool(mask >> slot & 1) for name, mask in zip(TURN, masks, strict=True)})
            for code, slot in NUMBERS.items()
            if slot < DAGDELEN
        ]
        group = looked.asked.taught[int(str(person.group)[1:])].cohort.code
        name = members.names[int(person.id[1:])]
        place.workers.append(Worker(row=members.rows.get(person.id), name=name, group=group, turns=turns))
    return list(found.values())


def _dagdelen() -> list[tuple[int, str, str]]:
    """Return the dagdelen of the working week: number, code and words."""
    return [(number, code, str(DAGDEEL_NAMES[Dagdeel(code)])) for code, number in NUMBERS.items() if number < DAGDELEN]


def _cells(dagdelen: list[tuple[int, str, str]], open_on: int = WHOLE_WEEK) -> list[Cell]:
    return [
        Cell(number=number, code=code, title=title, open=bool(open_on >> number & 1))
        for number, code, title in dagdelen
    ]


def _groups(looked: Looked, keys: Iterable[int]) -> dict[int, Row]:
    members = Counter(person.group for person in looked.asked.question.participants)
    dagdelen = _dagdelen()
    rows = {}
    for key in keys:
        cohort = looked.asked.taught[key].cohort
        note = f"{cohort.version.blueprint.title} · {members[f'g{key}']}"
        rows[key] = Row(key=key, label=cohort.code, note=note, cells=_cells(dagdelen))
    for person in looked.asked.question.participants:
        works, row = looked.value.shifts.get(person.id, 0), rows.get(int(str(person.group)[1:]))
        if works and row is not None:
            for cell in row.cells:
                cell.works += works >> cell.number & 1
    return rows


def _resources(looked: Looked, keys: Iterable[int]) -> dict[int, Row]:
    dagdelen = _dagdelen()
    rows = {}
    for key in keys:
        week = looked.asked.resources[key]
        note = week.resource.get_kind_display() if week.seats is None else str(week.seats)
        rows[key] = Row(key=key, label=week.resource.name, note=note, cells=_cells(dagdelen, week.dagdelen))
    return rows
