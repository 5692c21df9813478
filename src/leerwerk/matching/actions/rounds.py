"""Asking for a proposal who fits where, and keeping what a worker found."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.matching.enums import RoundState
from leerwerk.matching.models import MatchProposal, MatchRound
from leerwerk.matching.queries.rounds import WorkedOut
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record

MATCH = "matching.work_out"
QUEUE = "planning"  # it keeps a core busy, as the planner does


@part
def give_to_a_worker(asked: MatchRound) -> None:
    """Put the job in the queue, in this same transaction: no round without its job, no job without its round."""
    lock = f"match-round-{asked.pk}-{asked.attempt}"
    app.configure_task(name=MATCH, queue=QUEUE, lock=lock).defer(round_id=asked.pk, attempt=asked.attempt)


@action
def ask_match(*, region: Region, ticket: UUID, by: Actor) -> MatchRound:
    """Ask for a proposal for everybody who looks for work in a region.

    The same form sent twice, and a second one while the first is being worked out, give the same round.
    """
    Region.objects.select_for_update().get(pk=region.pk)  # a double click waits
    rounds = MatchRound.objects.filter(region=region)
    there = rounds.filter(ticket=ticket).first() or rounds.filter(state=RoundState.WAITING).first()
    asked = there or MatchRound.objects.create(region=region, ticket=ticket, asked_by_id=by.person_id)
    if there is None:
        give_to_a_worker(asked)
    record("match_asked", region, by=by, round=asked.pk, again=there is not None)
    return asked


def _mine(asked: MatchRound, attempt: int) -> MatchRound | None:
    """Return the round, held still, if this attempt is still the one that counts."""
    rows = MatchRound.objects.select_for_update(of=("self",)).select_related("region")
    return rows.filter(pk=asked.pk, attempt=attempt, state=RoundState.WAITING).first()


@action
def store_match(*, asked: MatchRound, attempt: int, found: WorkedOut, by: Actor) -> bool:
    """Keep what was worked out; return whether this attempt still counted: a job that comes twice keeps nothing."""
    row = _mine(asked, attempt)
    if row is not None:
        for one in found.proposals:
            one.round = row
        MatchProposal.objects.bulk_create(found.proposals)
        row.state, row.solved_at = RoundState.SOLVED, timezone.now()
        row.people, row.places, row.pairs, row.placed = found.people, found.places, found.pairs, found.placed
        row.worth, row.bound, row.rather = found.answer.worth, found.answer.bound, len(found.answer.rather)
        row.save()
    record("match_stored", asked.region, by=by, round=asked.pk, kept=row is not None)
    return row is not None


@action
def fail_match(*, asked: MatchRound, attempt: int, by: Actor) -> None:
    """Say of a round that it failed; the director can ask anew."""
    if (row := _mine(asked, attempt)) is not None:
        row.state = RoundState.FAILED
        row.save(update_fields=["state"])
    record("match_failed", asked.region, by=by, round=asked.pk)


@action
def give_again(*, asked: MatchRound, by: Actor) -> None:
    """Give a round to a worker once more of which nothing was heard: a worker that was killed left it there."""
    row = _mine(asked, asked.attempt)
    if row is not None:
        row.attempt, row.given_at = row.attempt + 1, timezone.now()
        row.save(update_fields=["attempt", "given_at"])
        give_to_a_worker(row)
    record("match_asked", asked.region, by=by, round=asked.pk, again=row is not None)
