"""What candidates say against what was written: by themselves, or written down for them; and the answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.forms import AnswerForm, StatementForm, ToldForm
from leerwerk.recruitment.models import Candidate, CounterStatement, Intake, Profile

MOST_TO_CHOOSE = 6  # of the newest intakes and profiles


def _ended(candidate: Candidate) -> list[Intake]:
    return list(candidate.intakes.exclude(state=IntakeState.OPEN)[:MOST_TO_CHOOSE])


def _stated(candidate: Candidate) -> list[Profile]:
    return list(candidate.profiles.all()[:MOST_TO_CHOOSE])


@shows(rules.CANDIDATES_SEE_THEIR_FILE)
def own_intakes(request: ActorRequest) -> HttpResponse:
    """What was written at my intakes, and what I said of it."""
    row = get_object_or_404(rules.own_file(request.actor))
    held = list(queries.intakes_of(row).filter(state=IntakeState.FINISHED)[:MOST_TO_CHOOSE])
    said = list(row.counter_statements.select_related("answered_by"))
    beside = [(intake, [one for one in said if one.intake_id == intake.pk]) for intake in held]
    context = {"candidate": row, "beside": beside, "of_profiles": [one for one in said if one.profile_id]}
    return render(request, "recruitment/own_intakes.html", context)


@changes(rules.CANDIDATES_SAY_IT_IS_NOT_RIGHT)
def say(request: ActorRequest) -> HttpResponse:
    """Say that something in my file is not right."""
    row = get_object_or_404(rules.own_file(request.actor))
    form = StatementForm(
        request.POST or None,
        initial={"about": request.GET.get("about", "")},
        intakes=_ended(row),
        profiles=_stated(row),
    )
    if request.method == "POST" and form.is_valid():
        said = form.statement(candidate=row, by_candidate=True)
        actions.make_statement(statement=said, by=request.actor)
        messages.success(request, _("We wrote it down. It stays here. Your helper gives an answer."))
        return redirect("recruitment:own_intakes")
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/own_statement.html", {"form": form}, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def write_down(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write down what a candidate says is not right."""
    form = ToldForm(
        request.POST or None,
        initial={"about": request.GET.get("about", "")},
        intakes=_ended(candidate),
        profiles=_stated(candidate),
    )
    if request.method == "POST" and form.is_valid():
        said = form.statement(candidate=candidate, by_candidate=False, witness=form.cleaned_data["witness"])
        actions.make_statement(statement=said, by=request.actor)
        messages.success(request, _("It was written down, and stays beside what it is about."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    context = {
        "form": form,
        "title": _("What %s says is not right") % candidate,
        "back": reverse("recruitment:candidate", args=[candidate.pk]),
        "known": [],
        "hint": _("Write it as it is said, in the language in which it is said. Nobody can change it afterwards."),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/candidate_form.html", context, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def answer(request: ActorRequest, candidate: Candidate, statement: int) -> HttpResponse:
    """Answer it."""
    row = get_object_or_404(
        CounterStatement.objects.select_related("intake", "profile"), candidate=candidate, pk=statement
    )
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_statement(statement=row, answer=form.cleaned_data["answer"], by=request.actor)
        except actions.AnsweredOtherwise:
            messages.error(request, _("Somebody else answered a moment ago. Your answer was not saved."))
        else:
            messages.success(request, _("Your answer stands beside it; the candidate can read it."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    if row.answered_at is not None and request.method != "POST":
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": candidate, "statement": row}
    return render(request, "recruitment/statement_answer.html", context, status=status)
