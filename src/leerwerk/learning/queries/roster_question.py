"""The engine's question about the week of a region, read from what is known today.

Ids say what a thing is: ``g`` group, ``p`` participation, ``r`` teacher or room, ``w`` workplace, each with its key; a
lesson is ``group's key:activity``; a place is a municipality. Nothing is kept of the question: who becomes ill, moves
or comes in changes the next look at a roster.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from leerwerk.engine import model as generic
from leerwerk.engine import roster as engine
from leerwerk.engine.model import Activity, ComponentKind
from leerwerk.engine.planning.travel import approximate_minutes
from leerwerk.facts import municipalities
from leerwerk.learning.dagdelen import NUMBERS
from leerwerk.learning.models import ResourceWeek, RosterLesson
from leerwerk.placement.models import Workplace
from leerwerk.trajectories.enums import CohortState, ResourceKind, Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.dates import GroupDays, group_days

LESSON, SHIFT = 3.5, 4.0  # hours in one dagdeel of lessons, and of work
DAGDELEN = 10
CLASSROOM = "classroom"
NOT_FREE = "not_free"
TEACHERS = {
    Activity.THEORY: ResourceKind.TEACHER,
    Activity.LANGUAGE: ResourceKind.LANGUAGE_TEACHER,
    Activity.COACHING: ResourceKind.MENTOR,
}
THERE = (Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What a design asks of a week: dagdelen of each kind of lesson, those that lie fixed, and of work."""

    lessons: Mapping[Activity, int]
    fixed: tuple[tuple[Activity, int], ...]
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A group that has lessons on the Monday, with its days and the last day on which this week holds."""

    cohort: Cohort
    days: GroupDays
    week: Week
    last: date


def week_of(component: generic.Component) -> Week:
    """Return a component's hours as dagdelen; work takes what ten dagdelen leave beside the lessons."""
    fixed = tuple((slot.activity, NUMBERS[slot.dagdeel.value]) for slot in component.week if slot.activity in TEACHERS)
    hours = {Activity.THEORY: component.hours.theory, Activity.LANGUAGE: component.hours.language}
    lessons = {}
    for activity in TEACHERS:
        stated = hours.get(activity, 0)
        times = max(round(stated / LESSON), 1 if stated else 0, sum(kind is activity for kind, _ in fixed))
        if times:
            lessons[activity] = times
    work = min(round(component.hours.work / SHIFT), max(0, DAGDELEN - sum(lessons.values())))
    return Week(lessons=lessons, fixed=fixed, work=work)


def taught_on(region: int, monday: date) -> list[Taught]:
    """Return the groups of a region that have lessons in the week of a Monday: one query."""
    begun = (CohortState.DECIDED, CohortState.RUNNING)
    rows = Cohort.objects.filter(region=region, state__in=begun, starts_on__lte=monday + timedelta(days=4))
    designs: dict[int, generic.Blueprint] = {}
    found = []
    for cohort in rows.select_related("version__blueprint", "municipality").order_by("code"):
        design = designs.get(cohort.version_id)
        if design is None:
            design = designs[cohort.version_id] = generic.from_dict(cohort.version.design)
        days = group_days(cohort, design)
        before = monday < days.learn_work
        component = design.component(ComponentKind.PRE_TRACK if before else ComponentKind.LEARN_WORK)
        if component is None or monday >= days.end:
            continue
        week, last = week_of(component), days.learn_work - timedelta(days=1) if before else days.end
        if week.lessons:
            found.append(Taught(cohort=cohort, days=days, week=week, last=last))
    return found


def _travel(places: Iterable[str]) -> dict[tuple[str, str], int]:
    centres = {one.code: (one.latitude, one.longitude) for one in municipalities()}
    codes = sorted({code for code in places if code in centres})
    if not codes:
        return {}
    minutes = approximate_minutes(*zip(*(centres[code] for code in codes), strict=True)).tolist()
    return {(a, b): minutes[i][j] for i, a in enumerate(codes) for j, b in enumerate(codes)}


def _people(taught: Mapping[int, Taught]) -> Iterator[engine.Participant]:
    """Return who is in these groups, with their free dagdelen: one query."""
    rows = Enrolment.objects.filter(cohort__in=taught, stage__in=THERE, paused="").order_by("id")
    known = ("candidate__municipality", "seat__workplace", "candidate__profile__available")
    for key, cohort, home, workplace, available, far in rows.values_list(
        "pk", "cohort", *known, "candidate__profile__max_travel"
    ):
        one = taught[cohort]
        works = workplace is not None and one.week.work > 0
        busy = 0 if available is None else ((1 << DAGDELEN) - 1) & ~available
        yield engine.Participant(
            id=f"p{key}",
            group=f"g{cohort}",
            home=home,
            workplace=f"w{workplace}" if works else None,
            shifts=one.week.work if works else 0,
            cannot={NOT_FREE: busy} if busy else {},
            **({} if far is None else {"max_travel": far}),
        )


def _workplaces(keys: Iterable[int]) -> list[engine.Workplace]:
    """Return these workplaces, with as many places in each dagdeel with work: one query."""
    rows = Workplace.objects.filter(pk__in=keys).values_list("pk", "municipality", "shifts", "places")
    return [
        engine.Workplace(
            id=f"w{key}",
            place=place,
            patterns=(tuple(places if shifts >> slot & 1 else 0 for slot in range(DAGDELEN)),),
        )
        for key, place, shifts, places in rows
    ]


def _lessons(one: Taught, weeks: list[ResourceWeek]) -> Iterator[engine.Lesson]:
    schools = {None, one.cohort.educator_id, one.cohort.language_school_id}
    rooms = any(week.seats is not None for week in weeks)
    for activity, times in one.week.lessons.items():
        can = [
            f"r{week.pk}"
            for week in weeks
            if week.resource.kind == TEACHERS[activity]
            and (week.resource.organisation_id in schools or activity is Activity.COACHING)
        ]
        yield engine.Lesson(
            id=f"{one.cohort.pk}:{activity}",
            groups=(f"g{one.cohort.pk}",),
            activity=activity,
            times=times,
            teachers=tuple(can) or None,
            room=CLASSROOM if rooms and activity is not Activity.COACHING else None,
        )


def _locks(taught: Mapping[int, Taught], kept: Iterable[RosterLesson]) -> list[engine.Lock]:
    """Return what designs fix and what somebody put somewhere; a lesson that is kept goes before the design."""
    put: dict[str, list[engine.Lock]] = {}
    for row in kept:
        if row.cohort_id in taught and Activity(row.activity) in taught[row.cohort_id].week.lessons:
            teacher = None if row.teacher_id is None else f"r{row.teacher_id}"
            room = None if row.room_id is None else f"r{row.room_id}"
            name = f"{row.cohort_id}:{row.activity}"
            lock = engine.Lock(lesson=name, start=NUMBERS[row.dagdeel], teacher=teacher, room=room)
            put.setdefault(name, []).append(lock)
    for key, one in taught.items():
        for activity, slot in one.week.fixed:
            name = f"{key}:{activity}"
            held = put.setdefault(name, [])
            if len(held) < one.week.lessons[activity] and all(lock.start != slot for lock in held):
                held.append(engine.Lock(lesson=name, start=slot))
    return [lock for locks in put.values() for lock in locks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question with the groups it is about, by key, and the teachers and rooms."""

    question: engine.Question
    taught: Mapping[int, Taught]
    resources: Mapping[int, ResourceWeek]


def asked_for(
    region: int, monday: date, *, kept: Iterable[RosterLesson] = (), earlier: engine.Roster | None = None
) -> Asked:
    """Return the question of a region's week as things are today: four queries."""
    taught = {one.cohort.pk: one for one in taught_on(region, monday)}
    weeks = list(ResourceWeek.objects.filter(resource__region=region).select_related("resource").order_by("pk"))
    people = list(_people(taught))
    workplaces = _workplaces({int(one.workplace[1:]) for one in people if one.workplace is not None})
    members: dict[str | None, int] = {}
    for person in people:
        members[person.group] = members.get(person.group, 0) + 1
    known = {f"r{week.pk}" for week in weeks}
    locks = [lock for lock in _locks(taught, kept) if {lock.teacher, lock.room} - {None} <= known]
    rooms = [week for week in weeks if week.seats is not None]
    question = engine.Question(
        groups=tuple(
            engine.Group(id=f"g{key}", size=max(members.get(f"g{key}", 0), one.cohort.min_size))
            for key, one in taught.items()
        ),
        lessons=tuple(lesson for one in taught.values() for lesson in _lessons(one, weeks)),
        participants=tuple(people),
        teachers=tuple(
            engine.Teacher(id=f"r{week.pk}", available=week.dagdelen, prefers=week.liked, most=week.most)
            for week in weeks
            if week.seats is None
        ),
        rooms=tuple(
            engine.Room(id=f"r{week.pk}", place=str(week.municipality_id), seats=week.seats or 0, open=week.dagdelen)
            for week in rooms
        ),
        workplaces=tuple(workplaces),
        travel=_travel(
            [
                *(person.home for person in people),
                *(one.place for one in workplaces),
                *(str(week.municipality_id) for week in rooms),
            ]
        ),
        locks=tuple(locks),
        earlier=earlier,
    )
    return Asked(question=question, taught=taught, resources={week.pk: week for week in weeks})
