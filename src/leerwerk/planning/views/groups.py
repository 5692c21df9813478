"""One proposed group: who, where, why; the locks on it; and the decision."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind, Verdict
from leerwerk.planning.forms import DecisionForm, LockGroupForm
from leerwerk.planning.models import GroupProposal, PersonProposal
from leerwerk.planning.queries.answering import Unreadable
from leerwerk.planning.queries.board import open_objections
from leerwerk.planning.queries.today import NoLongerFits, no_longer_fitting
from leerwerk.planning.rules import DIRECTS_GROUP
from leerwerk.privacy.doors import ActorRequest, changes, shows


def _participants(proposal: GroupProposal) -> list[PersonProposal]:
    rows = proposal.participants.select_related("candidate__municipality", "workplace__employer")
    return list(rows.order_by("workplace__title", "candidate__family_name", "candidate__given_name", "id"))


def _unfit(proposal: GroupProposal, participants: list[PersonProposal]) -> tuple[list[NoLongerFits], bool]:
    """Return who does not fit the group any more, and whether that could be read."""
    try:
        return no_longer_fitting(proposal.cohort, participants), True
    except Unreadable:
        return [], False


def _page(
    request: ActorRequest,
    proposal: GroupProposal,
    *,
    form: DecisionForm | None = None,
    lock_form: LockGroupForm | None = None,
    status: int = 200,
) -> HttpResponse:
    participants = _participants(proposal)
    decision = getattr(proposal, "decision", None)
    unfit, readable = _unfit(proposal, participants if decision is None else [])
    shown = {
        "unfit": unfit,
        "readable": readable,
        "moved": proposal.size - len(participants),  # the database shows a director no file of another region
        "group": proposal,
        "round": proposal.round,
        "participants": participants,
        "decision": decision,
        "locks": proposal.round.locks.filter(cohort=proposal.cohort_id).select_related("candidate", "other", "by"),
        "objections": open_objections(proposal),
        "form": form or DecisionForm(proposal=proposal, participants=participants),
        "lock_form": lock_form or LockGroupForm(),
    }
    return render(request, "planning/group.html", shown, status=status)


@shows(DIRECTS_GROUP)
@require_GET
def group(request: ActorRequest, proposal: GroupProposal) -> HttpResponse:
    """One proposed group."""
    return _page(request, proposal)


@changes(DIRECTS_GROUP)
@require_POST
def decide(request: ActorRequest, proposal: GroupProposal) -> HttpResponse:
    """A person decides on this group."""
    form = DecisionForm(request.POST, proposal=proposal, participants=_participants(proposal))
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            with transaction.atomic():
                decision = actions.decide_group(
                    proposal=proposal,
                    verdict=verdict,
                    left_out=form.left_out() if verdict == Verdict.CHANGED else (),
                    reason=form.cleaned_data["reason"],
                    by=request.actor,
                )
        except actions.CannotDecide as refused:
            form.add_error(None, str(refused))
        except IntegrityError:  # someone else enrolled one of these people at this very moment
            form.add_error(None, _("Someone in this group was placed elsewhere just now. Look again and decide anew."))
        else:
            told = _("Decided. %(count)d people are proposed for the group; they can be invited now.")
            if not decision.size:
                told = _("Decided: the group does not open.")
            messages.success(request, told % {"count": decision.size})
            return redirect("planning:group", pk=proposal.pk)
    return _page(request, proposal, form=form, status=422)


@changes(DIRECTS_GROUP)
@require_POST
def lock_group(request: ActorRequest, proposal: GroupProposal) -> HttpResponse:
    """Lock this group open or closed in the next plan."""
    form = LockGroupForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                held = actions.lock(
                    previous=proposal.round,
                    kind=LockKind(form.cleaned_data["kind"]),
                    cohort=proposal.cohort,
                    reason=form.cleaned_data["reason"],
                    by=request.actor,
                )
        except (actions.CannotLock, actions.CannotPlan) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Locked for the next plan. Plan again to see what it costs."))
            return redirect("planning:round", pk=held.round_id)
    return _page(request, proposal, lock_form=form, status=422)


@shows(DIRECTS_GROUP)
@require_GET
def print_group(request: ActorRequest, proposal: GroupProposal) -> HttpResponse:
    """One group on paper, with its participants."""
    decision = getattr(proposal, "decision", None)
    shown = {"group": proposal, "participants": _participants(proposal), "decision": decision}
    return render(request, "planning/print_group.html", shown)
