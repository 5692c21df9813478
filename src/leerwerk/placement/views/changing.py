"""What happens to work that goes on: it changes, it ends, or education follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import NotAllowed
from leerwerk.parties.enums import Function
from leerwerk.placement import actions
from leerwerk.placement.forms.placements import ChangeForm, EndForm, StudyForm
from leerwerk.placement.models import NextStudy, Placement
from leerwerk.placement.placing_labels import LACKS
from leerwerk.placement.queries.trials import known_study
from leerwerk.placement.rules import placements as rules
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories import path_labels
from leerwerk.trajectories.models import Enrolment


def _page(request: ActorRequest, form: Any, enrolment: Enrolment, title: str, lead: str = "") -> HttpResponse:
    context = {
        "form": form,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "title": title,
        "lead": lead,
    }
    return render(request, "placement/work_form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.EMPLOYERS_AND_GUIDES_CHANGE_WORK)
def change_work(request: ActorRequest, placement: Placement) -> HttpResponse:
    """Note what is otherwise from a day on."""
    form = ChangeForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_placement(placement=placement, said=form.said(), by=request.actor)
        except actions.NotWhole as found:
            for lack in found.lacks:
                form.add_error(None, str(LACKS[lack]))
        except actions.NotOnThatDay:
            form.add_error("since", _("The work had not begun yet on that day."))
        except actions.NotPlaced:
            form.add_error(None, _("This work ended already. Nothing was changed."))
        else:
            messages.success(request, _("The change was noted. What was agreed before stays to be read."))
            return redirect("placement:work", pk=placement.enrolment_id)
    return _page(
        request,
        form,
        placement.enrolment,
        _("Something changes at work"),
        _("Fill in only what belongs to the change."),
    )


@changes(rules.WHO_WORKS_WITH_THEM_ENDS_WORK)
def end_work(request: ActorRequest, placement: Placement) -> HttpResponse:
    """Say that the work ended, why, and what comes next."""
    form = EndForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_placement(placement=placement, said=form.said(), by=request.actor)
        except actions.NotOnThatDay:
            form.add_error("day", _("The last day lies after the first day, and not after today."))
        except actions.NotPlaced:
            form.add_error(None, _("This work did not begin."))
        except NotAllowed as refused:
            for lack in refused.lacks:
                form.add_error(None, str(path_labels.LACKS[lack]))
        else:
            messages.success(request, _("It was noted that the work ended. Who guides this person looks further."))
            # Who employed them meets them no longer.
            if request.actor.function == Function.EMPLOYER:
                return redirect("home:home")
            return redirect("placement:work", pk=placement.enrolment_id)
    return _page(request, form, placement.enrolment, _("The work ended"))


@changes(rules.GUIDES_NOTE_A_STUDY)
def study(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Note a next step in education; the path ends with it."""
    known = known_study(enrolment)
    form = StudyForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_study(enrolment=enrolment, said=form.said(), by=request.actor)
        except NotAllowed as refused:
            for lack in refused.lacks:
                form.add_error(None, str(path_labels.LACKS[lack]))
        else:
            messages.success(request, _("The next step in education was noted."))
            return redirect("placement:work", pk=enrolment.pk)
    there = NextStudy.objects.filter(enrolment=enrolment).exists()
    lead = _("This was noted already.") if there else _("The path here ends with it.")
    if known and not there:
        lead += " " + _("What is known already stands in the form: change what is otherwise.")
    return _page(request, form, enrolment, _("Goes on in education"), lead)
