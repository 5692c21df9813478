"""Exams, more time and moves of somebody's inburgering: written and taken back by the municipality."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine import inburgering as law
from leerwerk.learning import rules
from leerwerk.learning.actions import civic_facts as actions
from leerwerk.learning.forms.civic_facts import CivicMoveForm, ExamForm, ExtensionForm
from leerwerk.learning.models import CivicMove, ExamResult, RouteChange, TermExtension
from leerwerk.learning.views.civic import civic_form, known_case
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment.models import Candidate


def _written(
    request: ActorRequest, candidate: Candidate, form: Any, title: str, write: Callable[[Any], object]
) -> HttpResponse:
    """Show a form, or write what it says."""
    if request.method == "POST" and form.is_valid():
        try:
            write(form.save(commit=False))
        except actions.NoPlan:
            form.add_error("decided_on", _("There was no plan (PIP) then."))
        else:
            messages.success(request, _("Written."))
            return redirect("learning:inburgering", pk=candidate.pk)
    return civic_form(request, candidate, form, title)


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def exam(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write the result of a part of the exam."""
    form = ExamForm(request.POST or None, instance=ExamResult(case=known_case(candidate)))
    return _written(
        request, candidate, form, _("Result of an exam"), lambda row: actions.record_exam(exam=row, by=request.actor)
    )


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def extension(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write that there is more time."""
    form = ExtensionForm(request.POST or None, instance=TermExtension(case=known_case(candidate)))
    return _written(
        request, candidate, form, _("More time"), lambda row: actions.extend_term(extension=row, by=request.actor)
    )


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def move(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write a move to another municipality, or the plan that was set there."""
    form = CivicMoveForm(request.POST or None, instance=CivicMove(case=known_case(candidate)))
    return _written(
        request,
        candidate,
        form,
        _("Moved to another municipality"),
        lambda row: actions.record_move(move=row, by=request.actor),
    )


def _removed(request: ActorRequest, fact: actions.Fact) -> HttpResponse:
    candidate = fact.case_id
    try:
        with transaction.atomic():
            actions.remove_fact(fact=fact, by=request.actor)
    except law.BadPlan:
        messages.error(request, _("Take back the later change of route first: without this one it cannot be."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("learning:inburgering", pk=candidate)


@changes(rules.MUNICIPALITIES_REMOVE_AN_EXAM)
@require_POST
def remove_exam(request: ActorRequest, exam: ExamResult) -> HttpResponse:
    """Take back the result of an exam."""
    return _removed(request, exam)


@changes(rules.MUNICIPALITIES_REMOVE_AN_EXTENSION)
@require_POST
def remove_extension(request: ActorRequest, extension: TermExtension) -> HttpResponse:
    """Take back that there is more time."""
    return _removed(request, extension)


@changes(rules.MUNICIPALITIES_REMOVE_A_MOVE)
@require_POST
def remove_move(request: ActorRequest, move: CivicMove) -> HttpResponse:
    """Take back a move."""
    return _removed(request, move)


@changes(rules.MUNICIPALITIES_REMOVE_A_ROUTE)
@require_POST
def remove_route(request: ActorRequest, change: RouteChange) -> HttpResponse:
    """Take back a change of route."""
    return _removed(request, change)
