"""The ledger of hours: per norm what is needed, counted and left, what did not count and why, and when it is met.

Hours are whole minutes. Every total is a sum over entries, so that the order of entries does not matter and an entry
may be split without changing anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leerwerk.engine.inburgering import counting
from leerwerk.engine.inburgering.norms import Norm, Norms
from leerwerk.engine.inburgering.question import BadHours, HourEntry, Plan, RouteChange, Timeliness
from leerwerk.engine.inburgering.vocabulary import NormCode, Route, Source, Why
from leerwerk.engine.norms import Confidence

PACE_WEEKS = 13
FARTHEST_FORECAST = timedelta(days=20 * 365)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An entry that does not count for a norm, with every reason."""

    code: str
    minutes: int
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Minutes that counted in the last ``days`` days, today included."""

    minutes: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One norm in hours. All amounts are minutes. ``entries``: the codes of what counted, oldest first.

    ``needed``: the norm, or the lower one that the college set (``lowered``). ``stated``: the part of ``counted``
    without a record of attendance. ``uncertain``: the part that counts by our reading, not by the letter of the law.
    ``met_on``: the day of the hour with which the norm was reached. ``forecast``: the day on which it will be at the
    present pace; None when it is met, nothing counted lately, or that day is more than twenty years away.
    ``threshold``: nobody has to meet it.
    """

    norm: Norm
    needed: int
    lowered: bool
    counted: int
    stated: int
    uncertain: int
    entries: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    met_on: date | None
    pace: Pace
    forecast: date | None
    threshold: bool

    @property
    def left(self) -> int:
        """Minutes still to make, never below zero."""
        return max(0, self.needed - self.counted)

    @property
    def confidence(self) -> Confidence:
        """Low when the norm itself is, or when hours count by our reading of the law."""
        return Confidence.LOW if self.uncertain else self.norm.confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The hours of one person today. ``route`` None: there is no PIP yet. ``elsewhere``: hours no norm asks for."""

    route: Route | None
    lines: tuple[Line, ...]
    elsewhere: tuple[NotCounted, ...]
    changes: tuple[tuple[RouteChange, Timeliness], ...] = ()

    def line(self, code: NormCode) -> Line | None:
        """The line of a norm; None when the route does not have it."""
        return next((line for line in self.lines if line.norm.code is code), None)

    def meets(self, code: NormCode) -> bool:
        """Whether the route has this norm and nothing of it is left."""
        line = self.line(code)
        return line is not None and line.left == 0


def ledger(
    entries: Iterable[HourEntry], *, plan: Plan | None, norms: Norms, today: date, pace_weeks: int = PACE_WEEKS
) -> Ledger:
    """Count the hours of one person for every norm of the route that holds today.

    The norms are those of today. ``pace_weeks``: over how many weeks the pace is taken, at least 1; since the PIP
    when that is shorter. Raises BadHours when a code is used twice, NormMissing when a norm is not stated for today.
    """
    if pace_weeks < 1:
        raise ValueError("the pace is taken over at least one week")
    rows = sorted(entries, key=lambda entry: (entry.day, entry.code))
    twice = [code for code, times in Counter(entry.code for entry in rows).items() if times > 1]
    if twice:
        raise BadHours(f"used twice: {', '.join(sorted(twice))}")
    if plan is None or plan.dated > today:
        return Ledger(route=None, lines=(), elsewhere=_all(rows, Why.NO_PIP))
    route = plan.route_on(today)
    codes = counting.norms_of(route, plan.group)
    late = counting.late_change(plan, norms, today)
    window = min(7 * pace_weeks, (today - plan.dated).days + 1)
    return Ledger(
        route=route,
        lines=tuple(_line(norms.on(code, today), rows, plan, late, today, window) for code in codes),
        elsewhere=_all(
            [entry for entry in rows if not any(counting.way(entry.bucket, code) for code in codes)], Why.NOT_IN_ROUTE
        ),
        changes=plan.timeliness(norms),
    )


def _all(rows: Iterable[HourEntry], why: Why) -> tuple[NotCounted, ...]:
    return tuple(NotCounted(entry.code, entry.minutes, (why,)) for entry in rows)


def _line(norm: Norm, rows: Sequence[HourEntry], plan: Plan, late: date | None, today: date, window: int) -> Line:
    lowered = norm.code is NormCode.Z_COURSE_HOURS and plan.lower_course_hours is not None
    needed = 60 * (plan.lower_course_hours or 0) if lowered else norm.minutes
    counted = stated = uncertain = lately = 0
    met_on: date | None = plan.dated if needed == 0 else None
    entries, not_counted = [], []
    for entry in rows:
        found = counting.way(entry.bucket, norm.code)
        if found is None:
            continue
        why = counting.reasons(entry, found, plan, late, today)
        if why:
            not_counted.append(NotCounted(entry.code, entry.minutes, why))
            continue
        entries.append(entry.code)
        counted += entry.minutes
        stated += entry.minutes if entry.source is Source.STATED else 0
        uncertain += 0 if counting.certain(entry, found, plan) else entry.minutes
        lately += entry.minutes if (today - entry.day).days < window else 0
        met_on = entry.day if met_on is None and counted >= needed else met_on
    pace = Pace(minutes=lately, days=window)
    return Line(
        norm=norm,
        needed=needed,
        lowered=lowered,
        counted=counted,
        stated=stated,
        uncertain=uncertain,
        entries=tuple(entries),
        not_counted=tuple(not_counted),
        met_on=met_on,
        pace=pace,
        forecast=forecast(needed - counted, pace, today),
        threshold=norm.code in counting.THRESHOLDS,
    )


def forecast(left: int, pace: Pace, today: date) -> date | None:
    """The day on which ``left`` minutes will be made at this pace, rounded up to whole days.

    None when nothing is left, nothing was made lately, or that day is more than twenty years away.
    """
    if left <= 0 or pace.minutes <= 0:
        return None
    days = -(-left * pace.days // pace.minutes)
    return None if days > FARTHEST_FORECAST.days else today + timedelta(days=days)
