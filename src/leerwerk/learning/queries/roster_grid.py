"""A roster as a picture: groups, teachers or rooms below one another, the dagdelen of the week beside one another."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from leerwerk.engine.model import Dagdeel
from leerwerk.learning.dagdelen import DAGDELEN, NUMBERS, WHOLE_WEEK
from leerwerk.learning.models import RosterLesson
from leerwerk.learning.queries.rosters import Looked
from leerwerk.trajectories.labels import DAGDELEN as DAGDEEL_NAMES

GROUPS, TEACHERS, ROOMS = "groups", "teachers", "rooms"
WAYS = (GROUPS, TEACHERS, ROOMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One lesson in the picture; ``wrong``: something clashes there."""

    lesson: RosterLesson
    group: str
    wrong: bool


@dataclass(slots=True, kw_only=True)
class Cell:
    """One dagdeel of a row: its lessons, and how many of the group work; ``open``: the teacher or room can be used."""

    number: int
    code: str
    open: bool
    chips: list[Chip] = field(default_factory=list)
    works: int = 0

    @property
    def title(self) -> str:
        """The dagdeel in words."""
        return str(DAGDEEL_NAMES[Dagdeel(self.code)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group, teacher or room with its week."""

    key: int
    label: str
    note: str
    cells: list[Cell]


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


def grid(looked: Looked, way: str = GROUPS) -> list[Row]:
    """Return a roster row by row, in the order of the groups' codes or of the names; asks nothing more."""
    wrong = concerned(looked)
    rows = _groups(looked) if way == GROUPS else _resources(looked, rooms=way == ROOMS)
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


def _cells(open_on: int = WHOLE_WEEK) -> list[Cell]:
    return [
        Cell(number=number, code=code, open=bool(open_on >> number & 1))
        for code, number in NUMBERS.items()
        if number < DAGDELEN
    ]


def _groups(looked: Looked) -> dict[int, Row]:
    members = Counter(person.group for person in looked.asked.question.participants)
    rows = {
        key: Row(
            key=key,
            label=one.cohort.code,
            note=f"{one.cohort.version.blueprint.title} · {members[f'g{key}']}",
            cells=_cells(),
        )
        for key, one in looked.asked.taught.items()
    }
    for person in looked.asked.question.participants:
        works = looked.value.shifts.get(person.id, 0)
        for cell in rows[int(str(person.group)[1:])].cells:
            cell.works += works >> cell.number & 1
    return rows


def _resources(looked: Looked, *, rooms: bool) -> dict[int, Row]:
    weeks = [week for week in looked.asked.resources.values() if (week.seats is not None) == rooms]
    return {
        week.pk: Row(
            key=week.pk,
            label=week.resource.name,
            note=str(week.seats) if rooms else week.resource.get_kind_display(),
            cells=_cells(week.dagdelen),
        )
        for week in sorted(weeks, key=lambda one: one.resource.name)
    }
