"""A file moves to another municipality: offering it, taking that back, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.forms import HandoverForm, RefusalForm
from leerwerk.recruitment.models import Candidate, Handover


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def offer(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Offer a file to who guides candidates in the new municipality."""
    receivers = queries.possible_receivers(request.actor)
    form = HandoverForm(request.POST if request.method == "POST" else None, receivers=receivers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_handover(candidate=candidate, by=request.actor, **form.cleaned_data)
        except actions.AlreadyOffered:
            form.add_error("receiver", _("This file is offered to somebody else already. Take that back first."))
        else:
            told = _("Offered to %(name)s. You keep the file until they accept it.")
            messages.success(request, told % {"name": form.cleaned_data["receiver"].name})
            return redirect("recruitment:candidate", pk=candidate.pk)
    hint = _(
        "On a move the new municipality gets the personal plan (PIP) and the progress: Wet inburgering 2021,"
        " article 35, fourth paragraph. The candidate reads it in their own file."
    )
    context = {
        "form": form,
        "title": _("%s moves to another municipality") % candidate,
        "back": reverse("recruitment:candidate", args=[candidate.pk]),
        "known": [],
        "hint": hint,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/candidate_form.html", context, status=status)


@changes(rules.CASEWORKERS_WITHDRAW_A_HANDOVER)
def withdraw(request: ActorRequest, handover: Handover) -> HttpResponse:
    """Take an offer back, or leave it after a refusal."""
    if request.method == "POST":
        try:
            actions.withdraw_handover(handover=handover, by=request.actor)
        except actions.HandoverIsClosed:
            messages.info(request, _("The file was accepted in the meantime."))
            return redirect("recruitment:candidates")
        messages.success(request, _("The file stays with you."))
    return redirect("recruitment:candidate", pk=handover.candidate_id)


@changes(rules.CASEWORKERS_ANSWER_A_HANDOVER)
def answer(request: ActorRequest, handover: Handover) -> HttpResponse:
    """Accept a file of somebody who moves here, or say why not."""
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accepts, reason = request.POST.get("answer") == "accept", form.cleaned_data["reason"]
        if not accepts and not reason:
            form.add_error("reason", _("Say why you do not accept the file."))
        else:
            return _answered(request, handover, accepts, reason)
    context = {"form": form, "handover": handover}
    return render(request, "recruitment/handover.html", context, status=422 if request.method == "POST" else 200)


def _answered(request: ActorRequest, handover: Handover, accepts: bool, reason: str) -> HttpResponse:
    try:
        if accepts:
            actions.accept_handover(handover=handover, by=request.actor)
        else:
            actions.refuse_handover(handover=handover, reason=reason, by=request.actor)
    except actions.HandoverIsClosed:
        messages.info(request, _("This was answered or taken back in the meantime. Nothing was changed."))
        return redirect("notices:mine")
    if accepts:
        messages.success(request, _("The file is yours now. The candidate is told."))
        return redirect("recruitment:candidate", pk=handover.candidate_id)
    messages.success(request, _("Whoever offered the file reads why."))
    return redirect("notices:mine")
