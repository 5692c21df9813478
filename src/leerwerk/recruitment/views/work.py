"""The work history in a candidate's file."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, rules
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.forms import WorkForm
from leerwerk.recruitment.models import Candidate, WorkExperience
from leerwerk.recruitment.occupations import occupations_found

DIGITS = 18  # more would be no key of ours


def back_to(request: ActorRequest, candidate: Candidate, step: str) -> str:
    """Return where a page leads back to: a step of the intake that it was opened from, or else the file."""
    key = request.GET.get("intake", "")
    if key.isdecimal() and len(key) < DIGITS and candidate.intakes.filter(pk=key, state=IntakeState.OPEN).exists():
        return reverse("recruitment:intake_step", args=[candidate.pk, int(key), step])
    return reverse("recruitment:candidate", args=[candidate.pk])


@shows(rules.CASEWORKERS_LOOK_FOR_AN_OCCUPATION)
def occupations(request: ActorRequest) -> HttpResponse:
    """A few occupations that are called about so, as a part of the form of somebody's work."""
    typed = request.GET.get("occupation", "").strip()[:120]
    context = {"matches": occupations_found(typed) if typed else [], "typed": typed, "chosen": ""}
    return render(request, "recruitment/occupations.html", context)


def _written(
    request: ActorRequest, candidate: Candidate, row: WorkExperience, write: Callable[..., object], told: str
) -> HttpResponse:
    """Show the form of a row, or write what was sent and go back to the file."""
    back = back_to(request, candidate, "work")
    form = WorkForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            write(work=form.save(commit=False), by=request.actor)
        except actions.StandsThere:
            form.add_error("work", _("This work from this year stands in the file already. Change it there."))
        except WorkExperience.DoesNotExist as removed:  # by somebody else, a moment ago
            raise Http404 from removed
        else:
            messages.success(request, told)
            return redirect(back)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": candidate, "work": form.instance, "back": back}
    return render(request, "recruitment/work_form.html", context, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def add(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note work that somebody did."""
    row = WorkExperience(candidate=candidate)
    return _written(request, candidate, row, actions.add_work, _("The work was noted."))


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def change(request: ActorRequest, candidate: Candidate, work: int) -> HttpResponse:
    """Change what was noted of it."""
    row = get_object_or_404(WorkExperience, candidate=candidate, pk=work)
    return _written(request, candidate, row, actions.change_work, _("The work was saved."))


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def remove(request: ActorRequest, candidate: Candidate, work: int) -> HttpResponse:
    """Take it out of the file."""
    if request.method == "POST":
        actions.remove_work(candidate=candidate, key=work, by=request.actor)
        messages.success(request, _("The work was removed."))
    return redirect("recruitment:candidate", pk=candidate.pk)
