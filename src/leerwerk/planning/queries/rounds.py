"""Reading rounds: which there are, and whether their planner still lives."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from leerwerk.planning.enums import BROKEN, RoundState
from leerwerk.planning.models import PlanningRound

SILENT_FOR = timedelta(seconds=45)
UNHEARD_FOR = timedelta(seconds=20)
SORTS = {"value": "value", "-value": "-value", "placed": "placed", "-placed": "-placed"}


def is_silent(asked: PlanningRound) -> bool:
    """Whether the planner of this round gave no sign of life for so long that it must have been ended."""
    return (
        asked.state == RoundState.SOLVING
        and asked.heartbeat_at is not None
        and timezone.now() - asked.heartbeat_at > SILENT_FOR
    )


def is_unheard(asked: PlanningRound) -> bool:
    """Whether no planner took up the round although it has waited for a while: is a worker running?"""
    return (
        asked.state == RoundState.WAITING
        and asked.asked_at is not None
        and timezone.now() - asked.asked_at > UNHEARD_FOR
    )


def ahead_of(asked: PlanningRound) -> PlanningRound | None:
    """Return a round that the planner is at work on while this one waits, of whichever region, if there is one."""
    if asked.state != RoundState.WAITING:
        return None
    return PlanningRound.objects.filter(state=RoundState.SOLVING).exclude(_silent()).order_by("started_at").first()


def state_now(asked: PlanningRound) -> RoundState:
    """Return the state as it is now: a round whose planner went silent is interrupted, whatever its row says."""
    return RoundState.INTERRUPTED if is_silent(asked) else RoundState(asked.state)


def _silent() -> Q:
    """What ``is_silent`` says, asked of the database."""
    return Q(state=RoundState.SOLVING, heartbeat_at__lt=timezone.now() - SILENT_FOR)


def silent_rounds() -> QuerySet[PlanningRound]:
    """Return the rounds whose planner was ended without a word."""
    return PlanningRound.objects.filter(_silent())


def _state_now() -> Case:
    """What ``state_now`` says, asked of the database."""
    return Case(When(_silent(), then=Value(RoundState.INTERRUPTED)), default=F("state"))


def _worth() -> CombinedExpression:
    """What ``PlanningRound.worth`` says, asked of the database."""
    kept = Coalesce(Cast(KT("overview__kept"), FloatField()), Value(0.0))
    return F("objective") - kept


def broken_rounds(region_id: int | None) -> QuerySet[PlanningRound]:
    """Return the rounds of a region that were interrupted, with or without a word, or failed."""
    return PlanningRound.objects.annotate(now=_state_now()).filter(region=region_id, now__in=BROKEN)


def rounds_listed(region_id: int | None, asked: Mapping[str, Any]) -> QuerySet[PlanningRound]:
    """Return the rounds of a region that fit the filter, newest first unless asked otherwise.

    ``asked`` holds what was chosen: q, state (one of them, or broken), sort. Each round has its ``now``, its ``value``
    and its decisions.
    """
    rounds = PlanningRound.objects.annotate(now=_state_now(), value=_worth()).filter(region=region_id)
    if state := asked.get("state"):
        rounds = rounds.filter(now__in=BROKEN if state == "broken" else (state,))
    if words := asked.get("q"):
        rounds = rounds.filter(name__icontains=words)
    order = SORTS.get(asked.get("sort") or "", "-made_at")
    shown = rounds.select_related("made_by", "previous").defer("overview", "gains")
    return with_decisions(shown).order_by(order, "-id")


def with_decisions(rounds: QuerySet[PlanningRound]) -> QuerySet[PlanningRound]:
    """Add how many groups were ``decided`` and how many proposed groups still wait (``undecided``)."""
    return rounds.annotate(
        decided=Count("group_proposals", filter=Q(group_proposals__decision__isnull=False)),
        undecided=Count("group_proposals", filter=Q(group_proposals__open=True, group_proposals__decision=None)),
    )


def plans_of(region_id: int) -> QuerySet[PlanningRound]:
    """Return the finished plans of a region, newest first."""
    return PlanningRound.objects.filter(region=region_id, state=RoundState.SOLVED).order_by("-made_at", "-id")
