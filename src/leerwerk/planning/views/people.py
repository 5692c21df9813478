"""One person's part of a plan, for those who guide and direct, and in plain words for the person."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.parties.enums import Function
from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind
from leerwerk.planning.forms import LockPersonForm, WordsForm
from leerwerk.planning.models import PersonProposal
from leerwerk.planning.queries.board import PEOPLE_PER_PAGE, page_by_key
from leerwerk.planning.queries.own import (
    GOOD_CHANCE,
    enrolment_of,
    in_file,
    newest_proposal,
    outcome_of,
    own_people,
    proposals_shown,
    seal_holds,
    with_facts,
)
from leerwerk.planning.queries.person import explanation
from leerwerk.planning.rules import DIRECTS_PERSON, IN_FILE, OBJECTS, OWN_PEOPLE, OWN_PROPOSALS, SEES_PERSON
from leerwerk.planning.views.asking import written
from leerwerk.planning.views.pictures import value_picture
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import own_file


def _proposal(actor: Actor, candidate: Candidate, round_id: int) -> PersonProposal:
    return get_object_or_404(with_facts(proposals_shown(actor)), round=round_id, candidate=candidate)


def _page(
    request: ActorRequest,
    proposal: PersonProposal,
    *,
    lock_form: LockPersonForm | None = None,
    words: WordsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    explained = explanation(proposal.round, proposal)
    enrolled = enrolment_of(proposal.candidate_id)
    directs = request.actor.function == Function.DIRECTOR
    shown = {
        "proposal": proposal,
        "round": proposal.round,
        "candidate": proposal.candidate,
        "outcome": outcome_of(proposal, enrolled),
        "enrolled": enrolled,
        "explained": explained,
        "objections": proposal.objections.select_related("by", "answered_by").order_by("id"),
        "words": words or WordsForm(),
        "may_object": not directs,
    }
    if request.actor.candidate_id is not None:
        shown |= {"good": (proposal.chance or 0.0) >= GOOD_CHANCE, "of_ten": round(10 * GOOD_CHANCE)}
        return render(request, "planning/my_proposal.html", shown, status=status)
    groups = [option.group for option in explained.options] + [one.group for one in explained.blocked]
    shown |= {
        "picture": value_picture(explained.options),
        "directs": directs,
        "lock_form": lock_form or (LockPersonForm(asked=proposal.round, groups=groups) if directs else None),
    }
    return render(request, "planning/person.html", shown, status=status)


@shows(SEES_PERSON)
@require_GET
def person(request: ActorRequest, candidate: Candidate, round_id: int) -> HttpResponse:
    """Why this group, why not the others, and what would make more possible."""
    return _page(request, _proposal(request.actor, candidate, round_id))


@shows(IN_FILE)
@require_GET
def part_of_file(request: ActorRequest, candidate: Candidate, seal: str) -> HttpResponse:
    """What the newest plan proposes, as a part of the person's file; without htmx as a page."""
    partly = "HX-Request" in request.headers
    if not seal_holds(seal, request.actor, candidate):
        file = reverse("recruitment:candidate", args=[candidate.pk])
        return HttpResponse(status=204, headers={"HX-Redirect": file}) if partly else redirect(file)
    shown = {"candidate": candidate, "told": in_file(request.actor, candidate.pk)}
    return render(request, "planning/_in_file.html" if partly else "planning/in_file.html", shown)


@changes(DIRECTS_PERSON)
@require_POST
def lock_person(request: ActorRequest, candidate: Candidate, round_id: int) -> HttpResponse:
    """Lock this person in or out of a group, or together with or apart from someone, in the next plan."""
    proposal = _proposal(request.actor, candidate, round_id)
    form = LockPersonForm(request.POST, asked=proposal.round, groups=[])
    if form.is_valid():
        try:
            with transaction.atomic():
                held = actions.lock(
                    previous=proposal.round,
                    kind=LockKind(form.cleaned_data["kind"]),
                    candidate=candidate,
                    other=form.cleaned_data["other"],
                    cohort=form.cleaned_data["group"],
                    reason=form.cleaned_data["reason"],
                    by=request.actor,
                )
        except (actions.CannotLock, actions.CannotPlan) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Locked for the next plan. Plan again to see what it costs."))
            return redirect("planning:round", pk=held.round_id)
    return _page(request, proposal, lock_form=form, status=422)


@changes(OBJECTS)
@require_POST
def object_to(request: ActorRequest, candidate: Candidate, round_id: int) -> HttpResponse:
    """Object to what the plan proposes."""
    proposal = _proposal(request.actor, candidate, round_id)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.object_to_proposal(proposal=proposal, text=form.cleaned_data["text"], by=request.actor)
        except actions.CannotObject as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Your objection was sent. Someone of the region answers it."))
            return redirect("planning:person", round_id=round_id, pk=candidate.pk)
    return _page(request, proposal, words=form, status=422)


@shows(OWN_PEOPLE)
@require_GET
def own(request: ActorRequest) -> HttpResponse:
    """A caseworker's own candidates in the newest plans."""
    rows = own_people(request.actor, words=written(request, "q"), placed=written(request, "placed"))
    return render(request, "planning/own.html", {"page": page_by_key(rows, request.GET.get("page"), PEOPLE_PER_PAGE)})


@shows(OWN_PROPOSALS)
@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """The newest plan's proposal for the candidate who looks."""
    key = request.actor.candidate_id
    newest = newest_proposal(request.actor, key, enrolment_of(key))
    if newest is None:
        return render(request, "planning/nothing_yet.html")
    return redirect("planning:person", round_id=newest.round_id, pk=newest.candidate_id)


@shows(OWN_PROPOSALS)
@require_GET
def mine_in_file(request: ActorRequest) -> HttpResponse:
    """The same in a few words, as a part of the candidate's own file; without htmx it leads to the whole page."""
    if "HX-Request" not in request.headers:
        return redirect("planning:mine")
    candidate = get_object_or_404(own_file(request.actor))
    shown = {"candidate": candidate, "told": in_file(request.actor, candidate.pk)}
    return render(request, "planning/_own_in_file.html", shown)
