"""The locks of a plan, and what each of them costs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from leerwerk.planning import actions
from leerwerk.planning.models import Lock, PlanningRound
from leerwerk.planning.queries.lock_costs import costs_of_locks
from leerwerk.planning.rules import DIRECTS_PLAN, DIRECTS_PLANNED_LOCK
from leerwerk.planning.views.board import tabs_of
from leerwerk.privacy.doors import ActorRequest, changes, shows


@shows(DIRECTS_PLAN)
@require_GET
def locks(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """What was locked when this plan was made, and what each lock costs as far as it was asked."""
    costs = costs_of_locks(asked)
    shown = {
        "round": asked,
        "tabs": tabs_of(asked, "locks"),
        "costs": costs,
        "busy": any(one.busy for one in costs),
    }
    partly = "HX-Request" in request.headers
    return render(request, "planning/_lock_costs.html" if partly else "planning/locks.html", shown)


@changes(DIRECTS_PLANNED_LOCK)
@require_POST
def ask_cost(request: ActorRequest, held: Lock) -> HttpResponse:
    """Ask the planner for the same plan without this lock."""
    try:
        actions.ask_cost_of_lock(held=held, by=request.actor)
    except actions.CannotPlan as refused:
        messages.error(request, str(refused))
    return redirect("planning:locks", pk=held.round_id)
