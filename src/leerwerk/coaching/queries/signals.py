"""What the pages of signals show, and how many there were."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from leerwerk.coaching.models import Clock, Signal, SignalResponse, SignalRule
from leerwerk.coaching.rules.signals import signals_of
from leerwerk.coaching.signal_enums import KEPT_FROM_OTHERS, Code, Helped
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.trajectories.queries.reach import FEWEST

COUNTED_OVER = timedelta(days=365)
WITH_AN_ANSWER = (Helped.YES, Helped.PARTLY)


def open_signals(actor: Actor, code: str = "") -> QuerySet[Signal]:
    """Return the open signals that exist for the actor, the newest first; ``code``: of one kind only."""
    rows = signals_of(actor).filter(cleared_on=None)
    return (rows.filter(code=code) if code else rows).order_by("-raised_on", "-id")


def open_counts(actor: Actor) -> Mapping[int, int]:
    """Return how many open signals exist for the actor, by participation: one query."""
    rows = signals_of(actor).filter(cleared_on=None).order_by().values("enrolment").annotate(n=Count("pk"))
    return {row["enrolment"]: row["n"] for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One signal in a list: who it is about, who accompanies that side, and what was done last."""

    signal: Signal
    coach: str
    last: SignalResponse | None


def lines_of(keys: Sequence[int]) -> list[Line]:
    """Return these signals as lines, in this order: four queries. Who is not met is left out."""
    rows = Signal.objects.filter(pk__in=keys).select_related("enrolment__cohort").prefetch_related("responses")
    found = {row.pk: row for row in rows}
    coaches = coaches_of(found.values())
    named = {one.pk: one for one in with_names({row.enrolment_id: row.enrolment for row in found.values()}.values())}
    lines = []
    for row in (found[key] for key in keys if key in found):
        if row.enrolment_id not in named:
            continue
        row.enrolment = named[row.enrolment_id]
        lines.append(
            Line(
                signal=row,
                coach=coaches.get((row.enrolment_id, row.side), ""),
                last=next(iter(row.responses.all()), None),
            )
        )
    return lines


def coaches_of(rows: Iterable[Signal]) -> Mapping[tuple[int, str], str]:
    """Return who accompanies each of these sides, by name: one query."""
    clocks = Clock.objects.filter(enrolment__in={row.enrolment_id for row in rows}).exclude(coach=None)
    told = clocks.values_list("enrolment_id", "side", "coach__person__given_name", "coach__person__family_name")
    return {(key, side): f"{given} {family}".strip() for key, side, given, family in told}


def earlier_of(signal: Signal, actor: Actor) -> list[Signal]:
    """Return other signals about the same side, the newest first: what was raised before and cleared."""
    rows = signals_of(actor).filter(enrolment=signal.enrolment_id, side=signal.side).exclude(pk=signal.pk)
    return list(rows.order_by("-raised_on", "-id")[:20])


def rules_of(region: int, day: date) -> Mapping[str, SignalRule]:
    """Return what a region set and holds on a day, by code: one query."""
    rows = SignalRule.objects.filter(region=region, since__lte=day).order_by("since")
    return {row.code: row for row in rows}


def rules_ahead(region: int, day: date) -> list[SignalRule]:
    """Return what a region set from a later day on, in order: one query."""
    return list(SignalRule.objects.filter(region=region, since__gt=day).order_by("since", "code"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How signals of a code fared: how many were raised, answered, and helped; None where that is told of nobody."""

    code: str
    raised: int | None
    answered: int | None
    helped: int | None


def told(numbers: Sequence[int]) -> list[int | None]:
    """Return numbers of which each is a part of the one before, without those that say something of fewer than five.

    A number is left out when it is small, or when what it leaves of the one before is; and so is all that follows it.
    """
    found: list[int | None] = []
    before = None
    for number in numbers:
        rest = 0 if before is None else before - number
        if 0 < number < FEWEST or 0 < rest < FEWEST or None in found:
            found.append(None)
        else:
            found.append(number)
        before = number
    return found


def fared(region: int, today: date) -> list[Fared]:
    """Return how the signals of a region fared over a year, by code: one query. Numbers only.

    Without what only the own intermediary may know: also how many there are of those.
    """
    said = SignalResponse.objects.filter(signal=OuterRef("pk"))
    rows = Signal.objects.filter(region=region, raised_on__gt=today - COUNTED_OVER).exclude(code__in=KEPT_FROM_OTHERS)
    rows = rows.annotate(said=Exists(said), helps=Exists(said.filter(helped__in=WITH_AN_ANSWER)))
    counted = (
        rows.order_by()
        .values("code")
        .annotate(all=Count("pk"), answers=Count("pk", filter=Q(said=True)), better=Count("pk", filter=Q(helps=True)))
    )
    numbers = {row["code"]: (row["all"], row["answers"], row["better"]) for row in counted}
    found = []
    for code in Code:
        if code in KEPT_FROM_OTHERS:
            continue
        raised, answered, helped = told(numbers.get(code, (0, 0, 0)))
        found.append(Fared(code=code, raised=raised, answered=answered, helped=helped))
    return found
