"""What the clock of a side is asked: read for many clocks at once, in six questions, as the house sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from leerwerk.coaching.enums import LEADS, Side
from leerwerk.coaching.models import Accompaniment, Clock, OtherDay, Talk
from leerwerk.engine import coaching as engine
from leerwerk.engine.model import Rhythm
from leerwerk.engine.pathway import Stage, Step
from leerwerk.learning.queries.days import public_holidays
from leerwerk.parties.models import Membership
from leerwerk.placement.models import Placement
from leerwerk.trajectories.models import Cohort, PathwayEvent
from leerwerk.trajectories.queries.designs import design_of

PHASES: Mapping[str, engine.Phase] = {
    Stage.PRE_TRACK: engine.Phase.PRE_TRACK,
    Stage.LEARN_WORK: engine.Phase.LEARN_WORK,
    Stage.COMPLETED: engine.Phase.SEARCH,
    Stage.PLACEMENT_SEARCH: engine.Phase.SEARCH,
    Stage.TRIAL_PLACEMENT: engine.Phase.TRIAL,
    Stage.PLACED: engine.Phase.PLACED,
}


@dataclass(frozen=True, slots=True)
class Happened:
    """A step on a path as the clock reads it."""

    number: int
    step: str
    stage: str
    day: date


def spells_of(events: Iterable[Happened]) -> tuple[engine.Spell, ...]:
    """Return the stretches of a path in which somebody is accompanied, from its steps in order."""
    found: list[engine.Spell] = []
    current: engine.Spell | None = None
    for one in events:
        phase = PHASES.get(one.stage)
        same = current is not None and current.phase is phase and one.step != Step.PLACE
        if same:
            continue
        if current is not None and one.day > current.begins:
            found.append(engine.Spell(current.key, current.phase, current.begins, one.day))
        current = None if phase is None else engine.Spell(one.number, phase, one.day)
    return (*found, current) if current is not None else tuple(found)


def away_of(events: Iterable[Happened]) -> tuple[engine.Away, ...]:
    """Return when a participant paused; a pause ends with the step that ends it, or with the path."""
    found: list[engine.Away] = []
    since: date | None = None
    for one in events:
        if one.step == Step.PAUSE:
            since = one.day
        elif since is not None and (one.step == Step.RESUME or PHASES.get(one.stage) is None):
            if one.day > since:
                found.append(engine.Away(since, one.day))
            since = None
    return (*found, engine.Away(since)) if since is not None else tuple(found)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _events_of(keys: Sequence[int], today: date) -> Mapping[int, list[Happened]]:
    """Return what happened on each of these paths until the end of a day, in order.

    Somebody is placed from the first day of work, whenever that was noted: it may be still to come.
    """
    work = Placement.objects.filter(enrolment__in=keys, event_number__isnull=False)
    begins = {(key, number): day for key, number, day in work.values_list("enrolment_id", "event_number", "begins")}
    found: dict[int, list[Happened]] = defaultdict(list)
    rows = PathwayEvent.objects.filter(enrolment__in=keys).order_by("enrolment_id", "number")
    for key, number, step, stage, at in rows.values_list("enrolment_id", "number", "step", "stage", "at"):
        noted = _day(at)
        if noted <= today:
            day = begins.get((key, number)) or noted
            before = found[key][-1].day if found[key] else day
            found[key].append(Happened(number, step, stage, max(day, before)))
    return found


def _rhythms_of(cohorts: Iterable[int]) -> Mapping[tuple[int, str], Rhythm]:
    rows = Cohort.objects.filter(pk__in=set(cohorts)).select_related("version")
    contacts = {row.pk: design_of(row.version).contacts for row in rows}
    return {(key, side): getattr(found, side) for key, found in contacts.items() for side in Side.values}


def _grouped[T](rows: Iterable[tuple[int, T]]) -> Mapping[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for key, one in rows:
        found[key].append(one)
    return found


def changes_of_coach(leads: Iterable[tuple[int | None, date]]) -> tuple[date, ...]:
    """Return from which days another coach than before accompanies, of who did in order: not of the first."""
    found, before = [], None
    for n, (member, since) in enumerate(leads):
        if n and member != before:
            found.append(since)
        before = member
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one side on a day. ``coach``: who accompanies it then; ``changes_on``: when that is another."""

    asked: engine.Question
    coach: Membership | None
    changes_on: date | None


def _coach_on(leads: Sequence[Accompaniment], today: date) -> Membership | None:
    now = [one for one in leads if one.since <= today and (one.until is None or today < one.until)]
    return now[-1].member if now else None


def facts_of(clocks: Sequence[Clock], today: date) -> Mapping[int, Facts]:
    """Return what each of these clocks is asked on a day, by its key; they come with their enrolment."""
    keys = [one.pk for one in clocks]
    events = _events_of([one.enrolment_id for one in clocks], today)
    rhythms = _rhythms_of(one.enrolment.cohort_id for one in clocks)
    other = OtherDay.objects.filter(clock__in=keys).order_by("id")
    agreed = _grouped(
        (key, engine.Agreed(spell, ordinal, to))
        for key, spell, ordinal, to in other.values_list("clock_id", "spell", "ordinal", "to")
    )
    held = Talk.objects.filter(clock__in=keys, reached=True, taken_back_at=None).order_by("day", "id")
    talks = _grouped((key, engine.Talk(pk, day)) for key, pk, day in held.values_list("clock_id", "pk", "day"))
    who = Accompaniment.objects.filter(clock__in=keys, role__in=LEADS).select_related("member")
    leads = _grouped((one.clock_id, one) for one in who.order_by("since", "id"))
    found: dict[int, Facts] = {}
    for one in clocks:
        happened = events.get(one.enrolment_id, [])
        spells = spells_of(happened)
        first = min((spell.begins for spell in spells), default=today)
        mine = leads.get(one.pk, [])
        asked = engine.Question(
            rhythm=rhythms[one.enrolment.cohort_id, one.side],
            spells=spells,
            away=away_of(happened),
            agreed=tuple(agreed.get(one.pk, ())),
            talks=tuple(talks.get(one.pk, ())),
            handed_over=changes_of_coach((lead.member_id, lead.since) for lead in mine),
            closed=frozenset(public_holidays(first, date(today.year + 3, 1, 1))),
            today=today,
        )
        turns = [day for lead in mine for day in (lead.since, lead.until) if day is not None and day > today]
        found[one.pk] = Facts(asked=asked, coach=_coach_on(mine, today), changes_on=min(turns, default=None))
    return found
