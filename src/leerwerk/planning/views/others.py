"""Objections for the director, and decided groups for the organisations that take part in them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerwerk.planning import actions
from leerwerk.planning.forms import WordsForm
from leerwerk.planning.models import Objection
from leerwerk.planning.queries.board import page_of
from leerwerk.planning.rules import ANSWERS_OBJECTIONS, CONCERNED, DIRECTS, concerned_groups
from leerwerk.planning.views.asking import written
from leerwerk.privacy.doors import ActorRequest, changes, shows


@shows(DIRECTS)
@require_GET
def objections(request: ActorRequest) -> HttpResponse:
    """Objections to the region's plans, open ones first."""
    rows = Objection.objects.filter(proposal__round__region=request.actor.region_id).select_related(
        "proposal__candidate", "proposal__round", "by"
    )
    if request.GET.get("show", "open") == "open":
        rows = rows.filter(answered_at=None)
    page = page_of(rows.order_by("answered_at", "at", "id"), request.GET.get("page"))
    return render(request, "planning/objections.html", {"page": page})


@changes(ANSWERS_OBJECTIONS)
def answer(request: ActorRequest, objection: Objection) -> HttpResponse:
    """Answer one objection in words."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.answer_objection(objection=objection, answer=form.cleaned_data["text"], by=request.actor)
        except actions.CannotObject as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Your answer was sent; the candidate and their intermediary can read it."))
            return redirect("planning:objections")
    status = 422 if form.errors else 200
    return render(request, "planning/answer.html", {"objection": objection, "form": form}, status=status)


@shows(CONCERNED)
@require_GET
def decided(request: ActorRequest) -> HttpResponse:
    """Decided groups in which this organisation takes part. No page here names a person."""
    rows = concerned_groups(request.actor)
    if words := written(request, "q"):
        rows = rows.filter(version__blueprint__title__icontains=words)
    page = page_of(rows.order_by("starts_on", "code"), request.GET.get("page"))
    return render(request, "planning/decided.html", {"page": page})
