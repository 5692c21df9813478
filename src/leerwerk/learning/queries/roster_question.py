"""The engine's question about the week of a region, read from what is known today.

Ids say what a thing is: ``g`` group, ``p`` participation, ``r`` teacher or room, ``w`` workplace, each with its key; a
lesson is ``group's key:activity``; a place is a municipality. Nothing is kept of the question: who becomes ill, moves
or comes in changes the next look at a roster.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from leerwerk.engine import model as generic
from leerwerk.engine import roster as engine
from leerwerk.engine.model import Activity, ComponentKind
from leerwerk.engine.planning.travel import approximate_minutes
from leerwerk.facts import municipalities
from leerwerk.learning.dagdelen import DAGDELEN, NUMBERS, WHOLE_WEEK
from leerwerk.learning.models import ResourceWeek, Roster, RosterLesson, RosterShift
from leerwerk.recruitment.models import Obligation, keeps_from
from leerwerk.trajectories.enums import CohortState, ResourceKind, Stage
from leerwerk.trajectories.models import AgreementDraft, BlueprintVersion, Cohort, Enrolment, Party
from leerwerk.trajectories.queries.dates import GroupDays, group_days
from leerwerk.trajectories.queries.designs import design_of

LESSON, SHIFT = 3.5, 4.0  # hours in one dagdeel of lessons, and of work
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
    """What a design asks of a week: dagdelen of each kind of lesson, those that lie fixed, and hours of work."""

    lessons: Mapping[Activity, int]
    fixed: tuple[tuple[Activity, int], ...]
    work: float

    def shifts(self, agreed: str | None) -> int:
        """Return the dagdelen of work: of the hours agreed with somebody, else of the design; lessons go before."""
        hours = float(agreed) if agreed else self.work
        return min(round(hours / SHIFT), max(0, DAGDELEN - sum(self.lessons.values())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A group that has lessons on the Monday, with its days and the last day on which this week holds.

    ``mentors``: the organisations that mentor it, or somebody of it.
    """

    cohort: Cohort
    days: GroupDays
    week: Week
    last: date
    mentors: frozenset[int] = frozenset()

    def owners(self, activity: Activity) -> frozenset[int | None]:
        """Return whose teachers and rooms are for a kind of lesson of this group: its schools', nobody's, and for
        coaching those of who mentors it.
        """
        schools = frozenset({None, self.cohort.educator_id, self.cohort.language_school_id})
        return schools | self.mentors if activity is Activity.COACHING else schools


def week_of(component: generic.Component) -> Week:
    """Return a component's hours as dagdelen.

    Lessons in the evening are left out: a roster is about the working week.
    """
    laid = [(slot.activity, NUMBERS[slot.dagdeel.value]) for slot in component.week if slot.activity in TEACHERS]
    fixed = tuple((activity, slot) for activity, slot in laid if slot < DAGDELEN)
    hours = {Activity.THEORY: component.hours.theory, Activity.LANGUAGE: component.hours.language}
    lessons = {}
    for activity in TEACHERS:
        evenings = sum(kind is activity and slot >= DAGDELEN for kind, slot in laid)
        stated = hours.get(activity, 0) - evenings * LESSON
        times = max(round(stated / LESSON), 1 if stated > 0 else 0, sum(kind is activity for kind, _ in fixed))
        if times:
            lessons[activity] = times
    return Week(lessons=lessons, fixed=fixed, work=component.hours.work)


def taught_on(region: int, monday: date) -> list[Taught]:
    """Return the groups of a region that have lessons in the week of a Monday: two queries, one for their designs."""
    begun = (CohortState.DECIDED, CohortState.RUNNING)
    rows = Cohort.objects.filter(region=region, state__in=begun, starts_on__lte=monday + timedelta(days=4))
    mentors = Party.objects.filter(cohort=OuterRef("pk"), role="mentor", until=None).order_by()
    rows = rows.annotate(mentors=ArraySubquery(mentors.values("organisation"))).order_by("code")
    wanted = BlueprintVersion.objects.filter(pk__in={cohort.version_id for cohort in rows})
    versions = {one.pk: one for one in wanted.select_related("blueprint")}
    alike: dict[tuple[int, date], tuple[GroupDays, Week | None, date]] = {}
    found = []
    for cohort in rows:
        cohort.version = versions[cohort.version_id]
        kind = (cohort.version_id, cohort.starts_on)
        if kind not in alike:
            alike[kind] = _week_on(cohort, monday)
        days, week, last = alike[kind]
        if week is not None and week.lessons:
            mentoring = frozenset[int](cohort.mentors)
            found.append(Taught(cohort=cohort, days=days, week=week, last=last, mentors=mentoring))
    return found


def _week_on(cohort: Cohort, monday: date) -> tuple[GroupDays, Week | None, date]:
    """Return a group's days, its week on a Monday (None when it has none), and the last day of that week."""
    design = design_of(cohort.version)
    days = group_days(cohort, design)
    before = monday < days.learn_work
    component = design.component(ComponentKind.PRE_TRACK if before else ComponentKind.LEARN_WORK)
    if component is None or monday >= days.end:
        return days, None, days.end
    return days, week_of(component), days.learn_work - timedelta(days=1) if before else days.end


def minutes_between(places: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return about how many minutes people travel between municipalities, by their codes; unknown ones are left out."""
    centres = {one.code: (one.latitude, one.longitude) for one in municipalities()}
    codes = sorted({code for code in places if code in centres})
    if not codes:
        return {}
    minutes = approximate_minutes(*zip(*(centres[code] for code in codes), strict=True)).tolist()
    return {(a, b): minutes[i][j] for i, a in enumerate(codes) for j, b in enumerate(codes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who is in groups, where they work, what both are called (by key), and when they work in a roster and before.

    ``rows``: the key of their row in the roster, ``kept``: the dagdelen in which somebody put them there. ``why``: why
    somebody (by key) is not free in a dagdeel, as far as who asks may read it; the search does not know it.
    """

    people: list[engine.Participant]
    workplaces: dict[str, engine.Workplace]
    names: dict[int, str]
    titles: dict[int, str]
    works: dict[str, int]
    worked: dict[str, int]
    rows: dict[str, int]
    kept: dict[str, int]
    why: dict[int, dict[int, str]] = field(default_factory=dict)


def _shifts_in(roster: int | None) -> Subquery | Value:
    """Return when somebody works in a roster; nothing, and no JSON to read for each person, where there is none."""
    if roster is None:
        return Value(None, IntegerField())
    rows = RosterShift.objects.filter(roster=roster, enrolment=OuterRef("pk"))
    return Subquery(rows.values(row=JSONObject(pk="pk", works="dagdelen", kept="kept")))


def _rows_of(taught: Mapping[int, Taught], roster: Roster | None, near: int | None) -> QuerySet[Enrolment, Any]:
    """Return what is asked of who is in these groups, as tuples: there are hundreds, on a page that is dragged on.

    ``near``: only of who is in that group, and who works beside them.
    """
    of, before = (None, None) if roster is None else (roster.pk, roster.follows_id)
    drafts = AgreementDraft.objects.filter(agreement__enrolment=OuterRef("pk"))
    obliged = Obligation.objects.filter(candidate=OuterRef("candidate"))
    rows = Enrolment.objects.filter(cohort__in=taught, stage__in=THERE, paused="").order_by("id")
    if near is not None:
        beside = Enrolment.objects.filter(cohort=near, seat__isnull=False).order_by().values("seat__workplace")
        rows = rows.filter(Q(cohort=near) | Q(seat__workplace__in=beside))
    return rows.annotate(
        works=_shifts_in(of),
        worked=_shifts_in(before),
        agreed=Subquery(drafts.values(hours=KT("filled__work_hours"))),
        obliged=ArraySubquery(obliged.values(facts=JSONObject(dagdeel="dagdeel", kind="kind", until="until"))),
    ).values_list(
        *("pk", "cohort", "agreed", "works", "worked", "obliged", "candidate__profile__stated_on"),
        *(f"candidate__{name}" for name in ("municipality", "given_name", "family_name")),
        *(f"candidate__profile__{name}" for name in ("available", "max_travel")),
        *(f"seat__workplace__{name}" for name in ("pk", "title", "municipality", "shifts", "places")),
    )


def _not_free(
    free: int | None, obliged: Iterable[Mapping[str, Any]], stated_on: date, monday: date
) -> tuple[int, dict[int, str]]:
    """Return the dagdelen in which somebody is not free in the week of a Monday, and why, where that is known."""
    if free is None:
        return 0, {}
    busy, why = WHOLE_WEEK & ~free, dict[int, str]()
    for one in obliged:
        slot, until = one["dagdeel"], one["until"] and date.fromisoformat(one["until"])
        if not busy >> slot & 1:
            continue
        if keeps_from(until, slot, monday, stated_on):
            why[slot] = one["kind"]
        else:
            busy &= ~(1 << slot)
    return busy, why


def _members(taught: Mapping[int, Taught], roster: Roster | None, monday: date, near: int | None) -> Members:
    """Return who is in these groups, with their free dagdelen of that week: one query. They work as their agreement
    says, else as the design does.

    A workplace has as many places in each dagdeel with work.
    """
    found = Members(people=[], workplaces={}, names={}, titles={}, works={}, worked={}, rows={}, kept={})
    for key, cohort, agreed, works, worked, obliged, stated_on, home, given, family, free, far, *seat in _rows_of(
        taught, roster, near
    ):
        workplace, title, place, offers, places = seat
        week, name = taught[cohort].week, f"p{key}"
        placed = workplace is not None and week.work > 0
        busy, why = _not_free(free, obliged, stated_on, monday)
        if why:
            found.why[key] = why
        found.people.append(
            engine.Participant(
                id=name,
                group=f"g{cohort}",
                home=home,
                workplace=f"w{workplace}" if placed else None,
                shifts=week.shifts(agreed) if placed else 0,
                cannot={NOT_FREE: busy} if busy else {},
                **({} if far is None else {"max_travel": far}),
            )
        )
        found.names[key] = f"{given} {family}".strip()
        if works is not None:
            found.works[name], found.rows[name] = works["works"], works["pk"]
            if works["kept"] and placed:
                found.kept[name] = works["kept"]
        if worked is not None:
            found.worked[name] = worked["works"]
        if placed and workplace not in found.titles:
            pattern = tuple(places if offers >> slot & 1 else 0 for slot in range(DAGDELEN))
            found.workplaces[f"w{workplace}"] = engine.Workplace(id=f"w{workplace}", place=place, patterns=(pattern,))
            found.titles[workplace] = title
    return found


def _lessons(one: Taught, weeks: Sequence[tuple[str, int | None, str, bool]]) -> Iterator[engine.Lesson]:
    """Yield the lessons of a group; ``weeks``: of each teacher and room the id, the owner, the kind, whether a room."""
    for activity, times in one.week.lessons.items():
        owners, kind = one.owners(activity), TEACHERS[activity]
        can = [name for name, owner, what, is_room in weeks if what == kind and owner in owners]
        rooms = [name for name, owner, what, is_room in weeks if is_room and owner in owners]
        yield engine.Lesson(
            id=f"{one.cohort.pk}:{activity}",
            groups=(f"g{one.cohort.pk}",),
            activity=activity,
            times=times,
            teachers=tuple(can) or None,
            room=CLASSROOM if rooms and activity is not Activity.COACHING else None,
            rooms=tuple(rooms) or None if activity is not Activity.COACHING else None,
        )


def _locks(taught: Mapping[int, Taught], kept: Iterable[RosterLesson], known: set[str]) -> Iterator[engine.Lock]:
    """Return what somebody put somewhere, of lessons that are still given, by teachers and in rooms still there."""
    for row in kept:
        if row.cohort_id not in taught or Activity(row.activity) not in taught[row.cohort_id].week.lessons:
            continue
        teacher, room = (None if key is None else f"r{key}" for key in (row.teacher_id, row.room_id))
        yield engine.Lock(
            lesson=f"{row.cohort_id}:{row.activity}",
            start=NUMBERS[row.dagdeel],
            teacher=teacher if teacher in known else None,
            room=room if room in known else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question with the groups it is about, and the teachers and rooms, by key."""

    question: engine.Question
    taught: Mapping[int, Taught]
    resources: Mapping[int, ResourceWeek]
    members: Members


def _as_far_as_their_work(
    person: engine.Participant, members: Members, travel: Mapping[tuple[str, str], int]
) -> engine.Participant:
    """Return somebody who travels at least to the workplace that they said yes to, whatever their profile says."""
    if person.workplace is None:
        return person
    way = travel.get((person.home, members.workplaces[person.workplace].place), 0)
    return person if way <= person.max_travel else replace(person, max_travel=way)


def asked_for(
    region: int,
    monday: date,
    *,
    kept: Iterable[RosterLesson] = (),
    roster: Roster | None = None,
    near: int | None = None,
) -> Asked:
    """Return the question of a region's week as things are today, and who works when in a roster: four queries.

    ``near``: a group; then only the people in it and who work beside them are in the question, with all lessons.
    """
    taught = {one.cohort.pk: one for one in taught_on(region, monday)}
    weeks = list(ResourceWeek.objects.filter(resource__region=region).select_related("resource").order_by("pk"))
    members = _members(taught, roster, monday, near)
    sizes = Counter(person.group for person in members.people)
    known = {f"r{week.pk}" for week in weeks}
    useful = [(f"r{w.pk}", w.resource.organisation_id, w.resource.kind, w.seats is not None) for w in weeks]
    locks = tuple(_locks(taught, kept, known))
    rooms = [week for week in weeks if week.seats is not None]
    places = [*(one.place for one in members.workplaces.values()), *(str(week.municipality_id) for week in rooms)]
    travel = minutes_between([*(person.home for person in members.people), *places])
    question = engine.Question(
        groups=tuple(
            engine.Group(id=f"g{key}", size=max(sizes[f"g{key}"], one.cohort.min_size)) for key, one in taught.items()
        ),
        lessons=tuple(lesson for one in taught.values() for lesson in _lessons(one, useful)),
        participants=tuple(_as_far_as_their_work(person, members, travel) for person in members.people),
        teachers=tuple(
            engine.Teacher(id=f"r{week.pk}", available=week.dagdelen, prefers=week.liked, most=week.most)
            for week in weeks
            if week.seats is None
        ),
        rooms=tuple(
            engine.Room(id=f"r{week.pk}", place=str(week.municipality_id), seats=week.seats or 0, open=week.dagdelen)
            for week in rooms
        ),
        workplaces=tuple(members.workplaces.values()),
        travel=travel,
        locks=locks,
        shift_locks=tuple(engine.ShiftLock(participant=name, slots=slots) for name, slots in members.kept.items()),
    )
    return Asked(question=question, taught=taught, resources={week.pk: week for week in weeks}, members=members)


def stays_near(asked: Asked, earlier: engine.Roster | None) -> engine.Question:
    """Return the question with a roster to stay near: the earlier one, and for groups that are not in it their design.

    A design says on which dagdelen lessons are best; when those of all groups together do not fit, they give way.
    """
    meetings = () if earlier is None else earlier.meetings
    there = {meeting.lesson for meeting in meetings}
    designed = [
        engine.Meeting(lesson=f"{key}:{activity}", start=slot)
        for key, one in asked.taught.items()
        for activity, slot in one.week.fixed
        if f"{key}:{activity}" not in there
    ]
    shifts = {} if earlier is None else earlier.shifts
    return replace(asked.question, earlier=engine.Roster(meetings=(*meetings, *designed), shifts=shifts))
