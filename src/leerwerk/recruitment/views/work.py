"""The work history in a candidate's file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment import actions, rules
from leerwerk.recruitment.forms import WorkForm
from leerwerk.recruitment.models import Candidate, WorkExperience


def _form(request: ActorRequest, form: WorkForm, candidate: Candidate) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": candidate, "work": form.instance}
    return render(request, "recruitment/work_form.html", context, status=status)


def _stands_there(form: WorkForm) -> None:
    form.add_error("work", _("This work from this year stands in the file already. Change it there."))


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def add(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note work that somebody did."""
    form = WorkForm(request.POST or None, instance=WorkExperience(candidate=candidate))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_work(work=form.save(commit=False), by=request.actor)
        except actions.StandsThere:
            _stands_there(form)
        else:
            messages.success(request, _("The work was noted."))
            return redirect("recruitment:candidate", pk=candidate.pk)
    return _form(request, form, candidate)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def change(request: ActorRequest, candidate: Candidate, work: int) -> HttpResponse:
    """Change what was noted of it."""
    row = get_object_or_404(WorkExperience, candidate=candidate, pk=work)
    form = WorkForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_work(work=form.save(commit=False), by=request.actor)
        except actions.StandsThere:
            _stands_there(form)
        else:
            messages.success(request, _("The work was saved."))
            return redirect("recruitment:candidate", pk=candidate.pk)
    return _form(request, form, candidate)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def remove(request: ActorRequest, candidate: Candidate, work: int) -> HttpResponse:
    """Take it out of the file."""
    if request.method == "POST":
        actions.remove_work(candidate=candidate, key=work, by=request.actor)
        messages.success(request, _("The work was removed."))
    return redirect("recruitment:candidate", pk=candidate.pk)
