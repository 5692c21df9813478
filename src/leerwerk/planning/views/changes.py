"""What-if: other weights and locks for the same question, planned again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.planning import actions
from leerwerk.planning.enums import RoundState
from leerwerk.planning.forms import ChangesForm
from leerwerk.planning.models import Lock, PlanningRound
from leerwerk.planning.rules import DIRECTS_LOCK, DIRECTS_ROUND
from leerwerk.planning.views.rounds import draft_page
from leerwerk.privacy.doors import ActorRequest, changes


@changes(DIRECTS_ROUND)
@require_POST
def begin(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Begin a what-if of a finished plan, or go on with the one that was begun."""
    try:
        draft = actions.change_something(previous=asked, by=request.actor)
    except actions.CannotPlan as refused:
        messages.error(request, str(refused))
        return redirect("planning:round", pk=asked.pk)
    return redirect("planning:round", pk=draft.pk)


@changes(DIRECTS_ROUND)
@require_POST
def plan(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Plan again with the changes."""
    if asked.state != RoundState.DRAFT:
        return redirect("planning:round", pk=asked.pk)
    form = ChangesForm(request.POST)
    if not form.is_valid():
        return draft_page(request, asked, form, status=422)
    weights = form.weights() | {"name": form.cleaned_data["name"]}
    actions.plan_with_changes(draft=asked, weights=weights, by=request.actor)
    return redirect("planning:round", pk=asked.pk)


@changes(DIRECTS_LOCK)
@require_POST
def unlock(request: ActorRequest, held: Lock) -> HttpResponse:
    """Take back a lock that no plan was made with yet."""
    draft = get_object_or_404(PlanningRound, pk=held.round_id)
    try:
        actions.unlock(held=held, by=request.actor)
        messages.success(request, _("The lock was taken back."))
    except actions.CannotLock as refused:
        messages.error(request, str(refused))
    return redirect("planning:round", pk=draft.pk)
