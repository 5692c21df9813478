"""Intakes: which ones wait, beginning one, reading one, and asking somebody to come."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.conversation import CALLS_BEFORE_ABSENCE, answers_told, called_enough, differences
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.forms import BeginForm, CallForm
from leerwerk.recruitment.models import Candidate, Intake, IntakeCall
from leerwerk.recruitment.steps import STEPS
from leerwerk.recruitment.views.steps import address, closed, found_open

PER_PAGE = 40


@shows(rules.CASEWORKERS_LIST_WHAT_WAITS)
def intakes(request: ActorRequest) -> HttpResponse:
    """The open intakes of the organisation, and what candidates said that nobody answered yet."""
    page = Paginator(queries.open_intakes(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    waiting = Paginator(queries.statements_waiting(request.actor), PER_PAGE).get_page(request.GET.get("said"))
    context = {"page": page, "waiting": waiting, "steps": len(STEPS)}
    return render(request, "recruitment/intakes.html", context)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def begin(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Begin an intake, or go on with the one that is open."""
    opened = candidate.intakes.select_related("answers").filter(state=IntakeState.OPEN).first()
    if opened is not None and request.method != "POST":
        return redirect(_where_it_stopped(opened))
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.begin_intake(candidate=candidate, held_on=form.cleaned_data["held_on"], by=request.actor)
        return redirect(address("intake_step", made, STEPS[0].slug))
    again = candidate.intakes.filter(state=IntakeState.FINISHED).exists()
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": candidate, "again": again, "steps": STEPS}
    return render(request, "recruitment/intake_new.html", context, status=status)


def _where_it_stopped(row: Intake) -> str:
    """Return the first step that was not done yet, or the reading back when all were."""
    left = [step.slug for step in STEPS if step.slug not in row.answers.done]
    return address("intake_step", row, left[0]) if left else address("finish_intake", row)


@shows(rules.CASEWORKERS_KEEP_A_FILE)
def intake(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """What was said in an intake, what it changed, and what the candidate says of it."""
    row = get_object_or_404(queries.intakes_of(candidate), pk=intake)
    row.candidate = candidate
    calls = list(row.calls.all())
    before = queries.profile_before(row)
    context = {
        "candidate": candidate,
        "intake": row,
        "parts": [(step, answers_told(row, step)) for step in STEPS],
        "calls": calls,
        "enough": CALLS_BEFORE_ABSENCE,
        "may_finish_in_absence": row.is_open and called_enough(calls, timezone.localdate()),
        "before": before,
        "changes": differences(before, row.profile) if row.profile else [],
        "statements": list(queries.counter_statements(row)),
        "on": _where_it_stopped(row),
        "read_back": address("finish_intake", row),
    }
    return render(request, "recruitment/intake.html", context)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def call(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """Note that somebody was asked to come."""
    row = found_open(request, candidate, intake)
    if isinstance(row, HttpResponse):
        return row
    form = CallForm(
        request.POST or None,
        instance=IntakeCall(intake=row, candidate=candidate),
        initial={"called_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_call(call=form.save(commit=False), by=request.actor)
        except actions.IntakeIsClosed as over:
            return closed(request, candidate, over.intake)
        messages.success(request, _("It was noted that you asked %s to come.") % candidate)
        return redirect(address("intake", row))
    context = {
        "form": form,
        "title": _("Asking %s to come") % candidate,
        "back": address("intake", row),
        "known": [],
        "hint": _("After three calls, for days that are past, an intake may be finished in absence."),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/candidate_form.html", context, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def absent(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """Finish an intake to which nobody came."""
    row = found_open(request, candidate, intake)
    if isinstance(row, HttpResponse):
        return row
    if request.method == "POST":
        try:
            actions.finish_in_absence(intake=row, by=request.actor)
        except actions.NotCalledEnough:
            messages.error(request, _("First ask three times, for days that are past. Nothing was changed."))
        except actions.IntakeIsClosed as over:
            return closed(request, candidate, over.intake)
        else:
            messages.success(request, _("The intake was finished in absence. The profile stays as it was."))
    return redirect(address("intake", row))


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def throw_away(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """Take away an open intake, such as one that was begun in the wrong file."""
    row = candidate.intakes.filter(pk=intake).first()
    if row is not None and request.method == "POST":
        try:
            actions.throw_intake_away(intake=row, by=request.actor)
        except actions.IntakeIsClosed as over:
            return closed(request, candidate, over.intake)
        messages.success(request, _("The open intake was thrown away. The profile stays as it was."))
    return redirect("recruitment:candidate", pk=candidate.pk)
