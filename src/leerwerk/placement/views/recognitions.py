"""Noting, checking and taking away recognitions by SBB, from the page of a workplace."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.placement import actions, rules
from leerwerk.placement.forms.recognitions import RecognitionForm
from leerwerk.placement.models import Recognition, Workplace
from leerwerk.privacy.doors import ActorRequest, changes


def _back(request: ActorRequest, recognition: Recognition) -> HttpResponse:
    """Return to the workplace where it was pressed, else to the list."""
    asked = request.POST.get("workplace", "")
    own = rules.all_kept_workplaces(request.actor).filter(employer=recognition.employer_id)
    if asked.isdecimal() and len(asked) < 16 and own.filter(pk=int(asked)).exists():
        return redirect("placement:workplace", pk=int(asked))
    return redirect("placement:workplaces")


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def recognition_new(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Note a recognition that holds for this workplace."""
    may_check = request.actor.function == Function.DIRECTOR
    form = RecognitionForm(request.POST or None, workplace=workplace, may_check=may_check)
    if request.method == "POST" and form.is_valid():
        actions.note_recognition(
            recognition=form.recognition(), checked=bool(form.cleaned_data.get("checked")), by=request.actor
        )
        messages.success(request, _("The recognition was noted."))
        return redirect("placement:workplace", pk=workplace.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/recognition.html", {"form": form, "workplace": workplace}, status=status)


@changes(rules.DIRECTORS_CHECK_A_RECOGNITION)
def recognition_check(request: ActorRequest, recognition: Recognition) -> HttpResponse:
    """Looked up at SBB today."""
    if request.method == "POST":
        actions.check_recognition(recognition=recognition, by=request.actor)
        messages.success(request, _("Noted that you looked it up at SBB today."))
    return _back(request, recognition)


@changes(rules.EMPLOYERS_KEEP_A_RECOGNITION)
def recognition_remove(request: ActorRequest, recognition: Recognition) -> HttpResponse:
    """Take a recognition away that is not right."""
    if request.method == "POST":
        actions.remove_recognition(recognition=recognition, by=request.actor)
        messages.success(request, _("The recognition was taken away."))
    return _back(request, recognition)
