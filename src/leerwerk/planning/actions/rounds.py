"""Asking, stopping and repeating planning rounds."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from leerwerk.parties.models import Region
from leerwerk.planning.enums import BUSY, REPEATABLE, Failure, Request, RoundState
from leerwerk.planning.models import FrozenQuestion, Lock, PlanningRound
from leerwerk.planning.models.rounds import NEAR, WEIGHTS
from leerwerk.planning.queries.question import frozen, tables_of_season
from leerwerk.planning.queries.rounds import is_silent, state_now
from leerwerk.planning.queries.season import Season
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record

SOLVE = "planning.solve_round"
QUEUE = "planning"


class CannotPlan(ValueError):
    """The round cannot be asked, stopped or repeated now; the text is for the director."""


def _defer(asked: PlanningRound) -> None:
    """Put the job in the queue, in this same transaction: no round without its job, no job without its round."""
    app.configure_task(name=SOLVE, queue=QUEUE, lock=f"planning-round-{asked.pk}-{asked.attempt}").defer(
        round_id=asked.pk, attempt=asked.attempt
    )


def _counted(asked: PlanningRound, tables: Mapping[str, list[dict[str, str]]]) -> None:
    asked.people, asked.groups, asked.workplaces = (len(tables[n]) for n in ("candidates", "groups", "workplaces"))
    if not asked.people:
        raise CannotPlan(_("No candidate with a profile is ready in this season. Nothing was started."))
    if not asked.groups:
        raise CannotPlan(_("No group option starts in this season. Add group options first. Nothing was started."))
    if not tables["offers"]:
        raise CannotPlan(_("No workplace is offered to these groups. Ask employers first. Nothing was started."))


@action
def plan_season(
    *,
    region: Region,
    name: str,
    season: Season,
    weights: Mapping[str, Any],
    previous: PlanningRound | None,
    ticket: UUID,
    by: Actor,
) -> PlanningRound:
    """Freeze the season's question and ask the planner; the same form sent twice gives the same round.

    Raises ``CannotPlan`` when there is nobody or nothing to plan.
    """
    Region.objects.select_for_update().get(pk=region.pk)  # one at a time per region, so that a double click waits
    if twice := PlanningRound.objects.filter(ticket=ticket, region=region).first():
        record("planning.asked_again", twice, by=by)
        return twice
    asked = PlanningRound(
        region=region,
        name=name,
        season_from=season.start,
        season_until=season.end,
        previous=previous,
        ticket=ticket,
        made_by_id=by.person_id,
        state=RoundState.WAITING,
        asked_at=timezone.now(),
        **{key: weights[key] for key in WEIGHTS},
    )
    if previous is None:
        asked.change_penalty = 0.0  # there is nothing to stay near
    tables = tables_of_season(season)
    _counted(asked, tables)
    asked.save()
    question = frozen(asked, tables)
    question.save(force_insert=True)
    _defer(asked)
    record("planning.asked", asked, by=by, fingerprint=question.fingerprint, people=asked.people, groups=asked.groups)
    return asked


def _draft_of(previous: PlanningRound, by: Actor) -> PlanningRound:
    """Return the unfinished set of changes to a plan, made now if there is none; its locks begin as the plan's.

    It begins near the plan: who moves without a need would hide what the changes do.
    """
    previous = PlanningRound.objects.select_for_update().get(pk=previous.pk)
    if state_now(previous) in {RoundState.DRAFT, *BUSY}:
        raise CannotPlan(_("Only a finished plan can be changed."))
    if previous.group_proposals.filter(decision__isnull=False).exists():
        raise CannotPlan(
            _("Groups of this plan were decided already. Start a new plan for the season; it can stay near this one.")
        )
    draft = PlanningRound.objects.filter(previous=previous, state=RoundState.DRAFT).first()
    if draft is not None:
        return draft
    name = f"{previous.name} – {previous.next.count() + 1}"
    return _variant(previous, name, previous.locks.all(), by, change_penalty=previous.change_penalty or NEAR)


def _variant(previous: PlanningRound, name: str, locks: Iterable[Lock], by: Actor, **facts: Any) -> PlanningRound:
    """Begin a what-if of a plan with these of its locks; its weights are the plan's, and it has these ``facts``."""
    variant = PlanningRound.objects.create(
        region_id=previous.region_id,
        name=name[:120],
        season_from=previous.season_from,
        season_until=previous.season_until,
        previous=previous,
        variant=True,
        made_by_id=by.person_id,
        people=previous.people,
        groups=previous.groups,
        workplaces=previous.workplaces,
        **{key: getattr(previous, key) for key in WEIGHTS} | facts,
    )
    Lock.objects.bulk_create(
        Lock(
            round=variant,
            kind=held.kind,
            candidate_id=held.candidate_id,
            other_id=held.other_id,
            cohort_id=held.cohort_id,
            reason=held.reason,
            by_id=held.by_id,
        )
        for held in locks
    )
    return variant


def _ask_the_same(variant: PlanningRound) -> FrozenQuestion:
    """Put a what-if in the queue, with the frozen question of the plan that it was made from."""
    variant.state, variant.asked_at = RoundState.WAITING, timezone.now()
    variant.save()
    same = FrozenQuestion.objects.get(round__next=variant)
    FrozenQuestion.objects.create(round=variant, people=same.people, rest=same.rest, fingerprint=same.fingerprint)
    _defer(variant)
    return same


@action
def change_something(*, previous: PlanningRound, by: Actor) -> PlanningRound:
    """Begin (or go on with) a what-if of a plan, or of a round that ended without one: its locks are not lost."""
    draft = _draft_of(previous, by)
    record("planning.what_if", draft, by=by, previous=previous.pk)
    return draft


@action
def plan_with_changes(*, draft: PlanningRound, weights: Mapping[str, Any], by: Actor) -> PlanningRound:
    """Ask the planner the same frozen question again with other weights and locks."""
    draft = PlanningRound.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.state != RoundState.DRAFT:
        record("planning.asked_again", draft, by=by)
        return draft
    for key in WEIGHTS:
        setattr(draft, key, weights[key])
    draft.name = weights.get("name") or draft.name
    same = _ask_the_same(draft)
    record("planning.asked", draft, by=by, fingerprint=same.fingerprint, previous=draft.previous_id)
    return draft


@action
def ask_cost_of_lock(*, held: Lock, by: Actor) -> PlanningRound:
    """Ask for the plan without one of its locks, all else alike; asked twice it is one plan.

    Raises ``CannotPlan`` when no plan was made with this lock.
    """
    previous = PlanningRound.objects.select_for_update(of=("self",)).get(pk=held.round_id)
    if previous.state != RoundState.SOLVED:
        raise CannotPlan(_("No plan was made with this lock yet. Plan again first."))
    known = PlanningRound.objects.filter(without=held).first()
    if known is not None:
        record("planning.asked_again", known, by=by)
        return known
    number = previous.locks.filter(pk__lte=held.pk).count()  # as the page of locks counts them
    name = _("%(plan)s, without lock %(number)s") % {"plan": previous.name[:90], "number": number}
    at_once = {"state": RoundState.WAITING, "asked_at": timezone.now(), "without": held}
    trial = _variant(previous, name, previous.locks.exclude(pk=held.pk), by, **at_once)
    same = _ask_the_same(trial)
    record("planning.asked", trial, by=by, fingerprint=same.fingerprint, previous=previous.pk, without=held.pk)
    return trial


@action
def ask_planner(*, asked: PlanningRound, request: Request, by: Actor) -> PlanningRound:
    """Ask the running planner to take the best plan so far, or to stop. A finished round stays as it is."""
    asked = PlanningRound.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.state == RoundState.WAITING and request == Request.STOP:
        asked.state, asked.finished_at = RoundState.STOPPED, timezone.now()
        asked.save(update_fields=["state", "finished_at"])
    elif asked.state in BUSY:
        asked.request = request
        asked.save(update_fields=["request"])
    record("planning.request", asked, by=by, request=str(request))
    return asked


@action
def repeat_round(*, asked: PlanningRound, by: Actor) -> PlanningRound:
    """Ask the same frozen question again after an interruption, a stop or a failure."""
    asked = PlanningRound.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.state in BUSY and not is_silent(asked):
        record("planning.asked_again", asked, by=by)
        return asked
    if asked.state not in REPEATABLE and not is_silent(asked):
        raise CannotPlan(_("This plan is finished already; nothing was started."))
    asked.points.all().delete()
    asked.state, asked.request, asked.failure = RoundState.WAITING, Request.NOTHING, Failure.NONE
    asked.failure_facts, asked.objective, asked.bound, asked.phase = [], None, None, ""
    asked.asked_at, asked.started_at, asked.heartbeat_at, asked.finished_at = timezone.now(), None, None, None
    asked.attempt += 1
    asked.placed = asked.opened = 0
    asked.seconds = 0.0
    asked.save()
    _defer(asked)
    record("planning.repeated", asked, by=by)
    return asked
