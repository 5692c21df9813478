"""The week pattern of a group, when its schools are closed, and the sessions made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import ClosedDays, Session, WeekSlot
from leerwerk.learning.queries.days import Skipped, days_of, public_holidays, skipped
from leerwerk.learning.queries.sessions import closed_for, keeper_of, mentor_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Cohort


class TwoAtOnce(Exception):
    """The group has something else on this dagdeel in a part of the period; ``slot`` is that row."""

    def __init__(self, slot: WeekSlot) -> None:
        self.slot = slot
        super().__init__(slot.pk)


def _held(cohort: Cohort) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)


@action
def add_slot(*, slot: WeekSlot, by: Actor) -> WeekSlot:
    """Add a row to the week pattern; ``slot`` is not saved yet. The same once more changes nothing.

    Raises TwoAtOnce.
    """
    cohort = _held(slot.cohort)
    meanwhile = WeekSlot.objects.filter(
        cohort=cohort, dagdeel=slot.dagdeel, since__lte=slot.until, until__gte=slot.since
    ).first()
    if meanwhile is not None:
        same = ("activity", "since", "until", "begins", "ends")
        if all(getattr(meanwhile, name) == getattr(slot, name) for name in same):
            record("learning.slot_added", cohort, by=by, slot=meanwhile.pk, again=True)
            return meanwhile
        raise TwoAtOnce(meanwhile)
    slot.save(force_insert=True)
    record("learning.slot_added", cohort, by=by, slot=slot.pk)
    return slot


@action
def end_slot(*, slot: WeekSlot, last: date, by: Actor) -> int:
    """Let a row hold until and including a day; sessions after it that are as the row gave them go. Return how many.

    What was moved was arranged by itself, and everybody was told of it: it stays until somebody cancels it, and so
    does what was recorded or cancelled.
    """
    _held(slot.cohort)
    gone, _by_table = Session.objects.filter(slot=slot, day__gt=last, state=SessionState.PLANNED).delete()
    if last < slot.since:
        slot.delete()
    else:
        slot.until = min(last, slot.until)
        slot.save(update_fields=["until"])
    record("learning.slot_ended", slot.cohort, by=by, sessions=gone)
    return gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What planning a period gave: how many sessions are new, how many there were, and on which days there is none.

    ``news``: from which day on the week is not what people know; None when more of the same was planned.
    """

    made: int
    there: int
    skipped: tuple[Skipped, ...]
    news: date | None = None


@action
def plan_sessions(*, cohort: Cohort, first: date, last: date, by: Actor) -> Planned:
    """Make the sessions of a group's week pattern in a period, but for holidays; what is there already stays.

    A dagdeel on which the group has another session (one that was moved there) is left to that one.
    """
    cohort, closed, mentor = _held(cohort), closed_for(cohort), mentor_of(cohort)
    free = public_holidays(first, last)
    taken = _taken(cohort, first, last)
    wanted, without = [], []
    there = 0
    for slot in WeekSlot.objects.filter(cohort=cohort).exclude(activity="work"):
        keeper = keeper_of(cohort, slot.activity, mentor)
        shut = [one for one in closed if keeper is None or one.organisation_id == keeper]
        for day in days_of(slot, first, last):
            if (found := skipped(day, free, shut)) is not None:
                without.append(found)
            elif (slot.pk, day) in taken or (day, slot.dagdeel) in taken:
                there += 1
            else:
                wanted.append(_session(slot, day, keeper))
    news = _news(cohort, wanted)
    with transaction.atomic():
        made = Session.objects.bulk_create(wanted)
    record("learning.planned", cohort, by=by, first=str(first), last=str(last), sessions=len(made))
    days = tuple(sorted(set(without), key=lambda one: one.day))
    return Planned(made=len(made), there=there, skipped=days, news=news)


def _news(cohort: Cohort, wanted: Sequence[Session]) -> date | None:
    """Return from which day on there is what people do not know: lessons of a new row, or between those they know."""
    known = dict(Session.objects.filter(cohort=cohort).values_list("slot").annotate(last=Max("day")).order_by())
    until = max(known.values(), default=date.min)
    ahead = [one.day for one in wanted if one.day >= timezone.localdate()]
    news = [one.day for one in wanted if one.slot_id not in known or one.day <= until]
    return min((day for day in news if day in ahead), default=None)


def _taken(cohort: Cohort, first: date, last: date) -> set[tuple[object, object]]:
    """Return which rows of the pattern have a session on which day, and which dagdelen of which days are taken."""
    found: set[tuple[object, object]] = set()
    rows = Session.objects.filter(cohort=cohort).filter(
        Q(day__range=(first, last)) | Q(planned_on__range=(first, last))
    )
    for slot, planned_on, day, dagdeel, state in rows.values_list("slot", "planned_on", "day", "dagdeel", "state"):
        found.add((slot, planned_on))
        if state != SessionState.CANCELLED:
            found.add((day, dagdeel))
    return found


def _session(slot: WeekSlot, day: date, keeper: int | None) -> Session:
    return Session(
        cohort_id=slot.cohort_id,
        slot=slot,
        planned_on=day,
        day=day,
        dagdeel=slot.dagdeel,
        begins=slot.begins,
        ends=slot.ends,
        activity=slot.activity,
        keeper_id=keeper,
        teacher_id=slot.teacher_id,
        room_id=slot.room_id,
        site_id=slot.site_id,
    )


@action
def close_days(*, closed: ClosedDays, by: Actor) -> ClosedDays:
    """Write when a school is closed; sessions that were planned then stay until somebody cancels them.

    See ``school.cancel_closed``.
    """
    row, _made = ClosedDays.objects.update_or_create(
        organisation=closed.organisation, first=closed.first, last=closed.last, defaults={"name": closed.name}
    )
    record("learning.closed_days", row.organisation, by=by, closed=row.pk)
    return row


@action
def open_days(*, closed: ClosedDays, by: Actor) -> None:
    """Take back that a school is closed."""
    organisation, key = closed.organisation, closed.pk
    closed.delete()
    record("learning.closed_days", organisation, by=by, closed=key, ended=True)
