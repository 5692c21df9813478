"""Storing what the planner found, in one transaction, once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from leerwerk.planning.enums import BUSY, Failure, RoundState
from leerwerk.planning.models import FrozenQuestion, GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.audit import background_of
from leerwerk.planning.queries.result import Found
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record

BATCH = 5000


def _held(asked: PlanningRound, attempt: int) -> PlanningRound | None:
    """Return the round, held, if this attempt may still say something about it."""
    held = PlanningRound.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    return held if held.attempt == attempt and held.state in {*BUSY, RoundState.INTERRUPTED} else None


@action
def store_plan(*, asked: PlanningRound, attempt: int, found: Found, by: Actor) -> bool:
    """Store a checked plan with its proof; return False when the round was finished or asked anew meanwhile."""
    held = _held(asked, attempt)
    if held is None:
        record("planning.came_too_late", asked, by=by, attempt=attempt)
        return False
    GroupProposal.objects.bulk_create(found.groups, batch_size=BATCH)
    for person in found.people:
        person.group = person.group  # its group has a key only now
    PersonProposal.objects.bulk_create(found.people, batch_size=BATCH)
    FrozenQuestion.objects.filter(pk=held.pk).update(prices=found.prices)
    for name, value in found.facts.items():
        setattr(held, name, value)
    held.overview["background"] = background_of(held)
    held.state, held.finished_at, held.heartbeat_at = RoundState.SOLVED, timezone.now(), timezone.now()
    held.save()
    record("planning.solved", held, by=by, objective=held.objective, bound=held.bound, placed=held.placed)
    return True


@action
def fail_round(
    *,
    asked: PlanningRound,
    attempt: int,
    state: RoundState,
    failure: Failure = Failure.NONE,
    facts: Sequence[Mapping[str, Any]] = (),
    by: Actor,
) -> bool:
    """Store that a round gave no plan, and why; nothing else changes."""
    held = _held(asked, attempt)
    if held is None:
        record("planning.came_too_late", asked, by=by, attempt=attempt)
        return False
    held.state, held.failure, held.failure_facts = state, failure, list(facts)
    held.finished_at = timezone.now()
    held.save(update_fields=["state", "failure", "failure_facts", "finished_at"])
    record("planning.no_plan", held, by=by, state=str(state), failure=str(failure))
    return True


@action
def interrupt_round(*, asked: PlanningRound, by: Actor) -> None:
    """Say of a round whose planner fell silent that it was interrupted."""
    held = PlanningRound.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if held.state == RoundState.SOLVING:
        held.state = RoundState.INTERRUPTED
        held.save(update_fields=["state"])
    record("planning.interrupted", held, by=by)
