"""Asking for a roster, changing it by hand, and letting it hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.engine import roster as engine
from leerwerk.learning.actions.laying import lay_week
from leerwerk.learning.actions.pattern import plan_sessions
from leerwerk.learning.dagdelen import CODES, NUMBERS
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import ResourceWeek, Roster, RosterLesson, RosterShift
from leerwerk.learning.queries.roster_question import Taught, asked_for
from leerwerk.learning.queries.rosters import Looked, holding, is_silent, looked_at, options_for
from leerwerk.learning.queries.shifts import worked_until
from leerwerk.learning.telling import Working, tell_week
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions.groups import save_resource
from leerwerk.trajectories.models import Cohort, Resource

LAY, QUEUE = "learning.lay_roster", "planning"
CHANGEABLE = (RosterState.FOUND, RosterState.IMPOSSIBLE, RosterState.FAILED)


class NotNow(Exception):
    """The roster is being made, holds already, or was put aside."""


class StillClashes(Exception):
    """A roster in which something clashes cannot hold; ``count`` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


def _held(roster: Roster) -> Roster:
    return Roster.objects.select_for_update(of=("self",), no_key=True).get(pk=roster.pk)


def _changeable(roster: Roster) -> Roster:
    """The roster as it is now, for this transaction only. Raises NotNow when nobody changes it by hand."""
    held = _held(roster)
    if held.state not in CHANGEABLE:
        raise NotNow
    return held


def _queue(roster: Roster, *, near: bool) -> None:
    """Put the search in the queue, in this same transaction: no roster that waits without its job."""
    app.configure_task(name=LAY, queue=QUEUE, lock=f"roster-{roster.pk}-{roster.attempt}").defer(
        roster_id=roster.pk, attempt=roster.attempt, near=near
    )


@action
def save_resource_week(*, resource: Resource, week: ResourceWeek, by: Actor) -> ResourceWeek:
    """Write a teacher or a room that rosters can use, new or changed, with when it can be used."""
    save_resource(resource=resource, by=by)
    week.resource = resource
    week.save()
    record("learning.resource_week_saved", resource, by=by)
    return week


@action
def ask_for_roster(*, region: Region, monday: date, by: Actor) -> Roster:
    """Ask for a week for all groups of a region that learn on a Monday; the one that is being made when there is."""
    Region.objects.select_for_update().get(pk=region.pk)
    busy = Roster.objects.filter(region=region, state__in=(RosterState.WAITING, RosterState.SOLVING)).first()
    if busy is not None and not is_silent(busy):
        record("learning.roster_asked_again", busy, by=by)
        return busy
    if busy is not None:
        Roster.objects.filter(pk=busy.pk).update(state=RosterState.FAILED)
    roster = Roster.objects.create(
        region=region,
        monday=monday,
        made_by_id=by.person_id,
        asked_at=timezone.now(),
        follows=holding(region.pk, monday),
    )
    _queue(roster, near=False)
    record("learning.roster_asked", roster, by=by, monday=str(monday))
    return roster


@action
def lay_again(*, roster: Roster, near: bool, by: Actor) -> Roster:
    """Let the search look again, around what people put somewhere; ``near``: change as little else as possible.

    Raises NotNow.
    """
    roster = _held(roster)
    if roster.state in (RosterState.WAITING, RosterState.SOLVING) and not is_silent(roster):
        record("learning.roster_asked_again", roster, by=by)
        return roster
    others = Roster.objects.filter(region=roster.region_id, state__in=(RosterState.WAITING, RosterState.SOLVING))
    if roster.state in (RosterState.TAKEN, RosterState.ASIDE) or others.exclude(pk=roster.pk).exists():
        raise NotNow
    roster.state, roster.attempt, roster.asked_at = RosterState.WAITING, roster.attempt + 1, timezone.now()
    roster.save(update_fields=["state", "attempt", "asked_at"])
    _queue(roster, near=near)
    record("learning.roster_asked", roster, by=by, near=near)
    return roster


@action
def store_roster(*, roster: Roster, attempt: int, result: engine.Result, by: Actor) -> Roster:
    """Write down what the search found; nothing when the roster was asked for again meanwhile."""
    roster = _held(roster)
    if roster.attempt != attempt or roster.state != RosterState.SOLVING or result.roster is None:
        record("learning.roster_not_found", roster, by=by, late=True)
        return roster
    kept = {(row.cohort_id, row.activity, row.dagdeel) for row in roster.lessons.filter(kept=True)}
    kept_work = dict(roster.shifts.exclude(kept=0).values_list("enrolment", "kept"))
    roster.lessons.all().delete()
    roster.shifts.all().delete()
    rows = []
    for meeting in sorted(result.roster.meetings, key=lambda one: (one.lesson, one.start)):
        group, _, activity = meeting.lesson.partition(":")
        put = (int(group), activity, CODES[meeting.start])
        teacher, room = (None if name is None else int(name[1:]) for name in (meeting.teacher, meeting.room))
        rows.append(
            RosterLesson(
                roster=roster,
                cohort_id=put[0],
                activity=activity,
                dagdeel=put[2],
                teacher_id=teacher,
                room_id=room,
                kept=put in kept,
            )
        )
    RosterLesson.objects.bulk_create(rows)
    RosterShift.objects.bulk_create(_shifts(roster, result.roster, kept_work))
    roster.state, roster.seconds, roster.bound = RosterState.FOUND, result.seconds, result.bound
    roster.costs = {str(soft): points for soft, points in result.cost.items() if points}
    roster.broken, roster.smallest, roster.ways_out = [], False, []
    roster.save()
    record("learning.roster_found", roster, by=by, points=result.total, bound=result.bound)
    return roster


def _shifts(roster: Roster, found: engine.Roster, kept: Mapping[int, int]) -> list[RosterShift]:
    """Return when everybody works, never too: that holds from now on. In a pre-track there is no work to speak of."""
    asked = asked_for(roster.region_id, roster.monday)
    silent = {f"g{key}" for key, one in asked.taught.items() if not one.week.work}
    before = {person.id for person in asked.question.participants if person.group in silent}
    return [
        RosterShift(roster=roster, enrolment_id=int(name[1:]), dagdelen=slots, kept=slots & kept.get(int(name[1:]), 0))
        for name, slots in sorted(found.shifts.items())
        if slots or name not in before
    ]


@action
def no_roster(
    *,
    roster: Roster,
    attempt: int,
    state: RosterState,
    seconds: float,
    broken: Sequence[Mapping[str, Any]] = (),
    smallest: bool = False,
    ways_out: Sequence[Mapping[str, Any]] = (),
    by: Actor,
) -> Roster:
    """Write down that nothing was found, and which rules cannot hold together; ``smallest``: all of them are needed."""
    roster = _held(roster)
    if roster.attempt == attempt and roster.state in (RosterState.WAITING, RosterState.SOLVING):
        roster.state, roster.seconds = state, seconds
        roster.broken, roster.smallest, roster.ways_out = list(broken), smallest, list(ways_out)
        roster.save(update_fields=["state", "seconds", "broken", "smallest", "ways_out"])
    record("learning.roster_not_found", roster, by=by, state=str(state))
    return roster


def _reckon(roster: Roster) -> None:
    """Write what a roster costs now; what was proven of an earlier question says nothing of this one."""
    looked = looked_at(roster)
    costs = engine.cost(looked.question, looked.value)
    roster.costs, roster.bound = {str(soft): points for soft, points in costs.items() if points}, 0
    roster.save(update_fields=["costs", "bound"])


@action
def move_lesson(
    *, lesson: RosterLesson, dagdeel: str, teacher: int | None = None, room: int | None = None, by: Actor
) -> Roster:
    """Put a lesson on a dagdeel, also where it clashes; the search leaves it there from now on.

    Without a teacher or a room it keeps its own, or gets one that is free then. Who of the group worked on that dagdeel
    works on the one that the lesson leaves, where there is work. The same once more changes nothing. Raises NotNow.
    """
    roster = _changeable(lesson.roster)
    looked = looked_at(roster, lesson.cohort_id)
    row = next((one for one in looked.lessons if one.pk == lesson.pk), None)
    if row is None:
        raise NotNow
    best = options_for(looked, row, [NUMBERS[dagdeel]])[0]
    put = (dagdeel, teacher or best.teacher, room or best.room, True)
    if put != (row.dagdeel, row.teacher_id, row.room_id, row.kept):
        row.dagdeel, row.teacher_id, row.room_id, row.kept = put
        row.save(update_fields=["dagdeel", "teacher", "room", "kept"])
        for who, works in best.shifts.items():
            RosterShift.objects.filter(roster=roster, enrolment=who).update(dagdelen=works)
        _reckon(roster)
    record("learning.roster_moved", roster, by=by, lesson=row.pk, dagdeel=dagdeel)
    return roster


@action
def let_go(*, lesson: RosterLesson, by: Actor) -> Roster:
    """Let the search choose again for a lesson that somebody put somewhere. Raises NotNow."""
    roster = _changeable(lesson.roster)
    RosterLesson.objects.filter(pk=lesson.pk).update(kept=False)
    record("learning.roster_let_go", roster, by=by, lesson=lesson.pk)
    return roster


@action
def move_shift(*, shift: RosterShift, gone: str, come: str, by: Actor) -> Roster:
    """Let somebody work on another dagdeel, also where it clashes; the search leaves them there from now on.

    The same once more changes nothing. Raises NotNow.
    """
    roster = _changeable(shift.roster)
    row = RosterShift.objects.filter(pk=shift.pk).first()
    if row is None:
        raise NotNow
    old, new = 1 << NUMBERS[gone], 1 << NUMBERS[come]
    if row.dagdelen & old and (old == new or not row.dagdelen & new):
        row.dagdelen, row.kept = row.dagdelen & ~old | new, row.kept & ~old | new
        row.save(update_fields=["dagdelen", "kept"])
        _reckon(roster)
    record("learning.roster_work_moved", roster, by=by, shift=row.pk, dagdeel=come)
    return roster


@action
def let_shift_go(*, shift: RosterShift, by: Actor) -> Roster:
    """Let the search choose again when somebody works whom people put somewhere. Raises NotNow."""
    roster = _changeable(shift.roster)
    RosterShift.objects.filter(pk=shift.pk).update(kept=0)
    record("learning.roster_work_let_go", roster, by=by, shift=shift.pk)
    return roster


@action
def put_aside(*, roster: Roster, by: Actor) -> Roster:
    """Put a roster aside that does not hold. The same once more changes nothing. Raises NotNow."""
    roster = _held(roster)
    if roster.state == RosterState.TAKEN:
        raise NotNow
    roster.state = RosterState.ASIDE
    roster.save(update_fields=["state"])
    record("learning.roster_aside", roster, by=by)
    return roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What letting a roster hold did: how many groups have another week, new sessions, and letters about it."""

    groups: int
    sessions: int
    letters: int


@action
def take_roster(*, roster: Roster, by: Actor) -> Taken:
    """Let a roster hold from its Monday: each group's week pattern becomes what it says, and its sessions are planned.

    Whom another week, or other dagdelen of work, concerns gets a letter. Sessions that were recorded, moved or
    cancelled stay as they are, and so do today and before. Raises NotNow, and StillClashes when something clashes
    today.
    """
    roster = _held(roster)
    if roster.state == RosterState.TAKEN:
        record("learning.roster_asked_again", roster, by=by)
        return Taken(groups=0, sessions=0, letters=0)
    looked = looked_at(roster)
    if roster.state not in CHANGEABLE or not looked.lessons:
        raise NotNow
    if looked.clashes:
        raise StillClashes(len(looked.clashes))
    changed, made = list[Cohort](), 0
    for taught in looked.asked.taught.values():
        rows = [row for row in looked.lessons if row.cohort_id == taught.cohort.pk]
        first = _first_day(taught, roster.monday)
        if lay_week(taught, rows, first, by=by):
            changed.append(taught.cohort)
            made += plan_sessions(cohort=taught.cohort, first=first, last=taught.last, by=by).made
    roster.state, roster.taken_at = RosterState.TAKEN, timezone.now()
    roster.save(update_fields=["state", "taken_at"])
    letters = tell_week(changed, roster.monday, works=_works_anew(looked, roster, changed), by=by)
    record("learning.roster_taken", roster, by=by, groups=len(changed), sessions=made, letters=letters)
    return Taken(groups=len(changed), sessions=made, letters=letters)


def _works_anew(looked: Looked, roster: Roster, changed: Sequence[Cohort]) -> list[Working]:
    """Return when those work whose dagdelen of work, or lessons, are others than until now."""
    before, anew = worked_until(roster), {cohort.pk for cohort in changed}
    found = []
    for person in looked.asked.question.participants:
        whose, taught = int(person.id[1:]), looked.asked.taught[int(str(person.group)[1:])]
        works, worked = looked.value.shifts.get(person.id, 0), before.get(whose)
        if worked is None and not taught.week.work:
            continue  # nobody works in a pre-track
        if works != worked or taught.cohort.pk in anew:
            since = _first_day(taught, roster.monday)
            found.append(Working(whose=whose, cohort=taught.cohort, mask=works, since=since))
    return found


def _first_day(taught: Taught, monday: date) -> date:
    """Return from which day a group's lessons are those of a roster: never today, nor before."""
    return max(monday, taught.days.pre_track, timezone.localdate() + timedelta(days=1))
