"""Reading rounds: which there are, and whether their planner still lives."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import PlanningRound

SILENT_FOR = timedelta(seconds=45)
UNHEARD_FOR = timedelta(seconds=20)


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


def state_now(asked: PlanningRound) -> RoundState:
    """Return the state as it is now: a round whose planner went silent is interrupted, whatever its row says."""
    return RoundState.INTERRUPTED if is_silent(asked) else RoundState(asked.state)


def silent_rounds() -> QuerySet[PlanningRound]:
    """Return the rounds whose planner was ended without a word."""
    return PlanningRound.objects.filter(state=RoundState.SOLVING, heartbeat_at__lt=timezone.now() - SILENT_FOR)


def with_decisions(rounds: QuerySet[PlanningRound]) -> QuerySet[PlanningRound]:
    """Add how many groups were ``decided`` and how many proposed groups still wait (``undecided``)."""
    return rounds.annotate(
        decided=Count("group_proposals", filter=Q(group_proposals__decision__isnull=False)),
        undecided=Count("group_proposals", filter=Q(group_proposals__open=True, group_proposals__decision=None)),
    )


def plans_of(region_id: int) -> QuerySet[PlanningRound]:
    """Return the finished plans of a region, newest first."""
    return PlanningRound.objects.filter(region=region_id, state=RoundState.SOLVED).order_by("-made_at", "-id")
