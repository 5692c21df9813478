"""Noting how people are reached, and how a candidate heard of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment import actions, rules
from leerwerk.recruitment.forms.reach import HeardForm, OutreachForm
from leerwerk.recruitment.models import Candidate, HeardOfIt, Outreach


@changes(rules.MEMBERS_NOTE_OUTREACH)
def note_outreach(request: ActorRequest) -> HttpResponse:
    """Note that the message was carried somewhere."""
    begun = Outreach(organisation_id=request.actor.organisation, held_on=timezone.localdate())
    form = OutreachForm(request.POST or None, instance=begun)
    if request.method == "POST" and form.is_valid():
        actions.note_outreach(outreach=form.save(commit=False), by=request.actor)
        messages.success(request, _("Noted. Thank you for telling people."))
        return redirect("trajectories:reach")
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/outreach.html", {"form": form}, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def heard(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note how a candidate heard of learning and working."""
    known = HeardOfIt.objects.filter(candidate=candidate).first() or HeardOfIt(candidate=candidate)
    form = HeardForm(request.POST or None, instance=known, region=request.actor.region)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["organisation"]
        actions.say_how_heard(
            candidate=candidate,
            channel=form.cleaned_data["channel"],
            organisation_id=told.pk if told else None,
            by=request.actor,
        )
        messages.success(request, _("Noted."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    title = _("How did %s hear of it?") % candidate
    context = {"form": form, "title": title, "back": "", "known": [], "hint": ""}
    return render(request, "recruitment/candidate_form.html", context, status=status)
