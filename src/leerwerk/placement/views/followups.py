"""How long placements last: an answer, the numbers of a region, and of whom nobody knows."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.placement import actions
from leerwerk.placement import placing_labels as labels
from leerwerk.placement.asking import day_asked
from leerwerk.placement.forms.placements import ConfirmForm
from leerwerk.placement.models import Placement
from leerwerk.placement.queries.followups import NUMBERS, Way, counted, in_region, people_of, unknown_in
from leerwerk.placement.queries.placements import with_everything
from leerwerk.placement.rules import placements as rules
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 40


@changes(rules.PARTIES_CONFIRM_WORK)
def confirm_work(request: ActorRequest, placement: Placement) -> HttpResponse:
    """Say whether somebody worked there on a day."""
    row = with_everything(Placement.objects.filter(pk=placement.pk)).get()
    form = ConfirmForm(request.POST or None, initial={"day": day_asked(row, timezone.localdate())})
    mine = request.actor.candidate_id is not None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.confirm_work(placement=placement, day=given["day"], said=given["said"], by=request.actor)
        except actions.NotOnThatDay:
            form.add_error("day", _("Choose a day on which the work had begun, and not after today."))
        except actions.NotPlaced:
            form.add_error(None, _("This work did not begin."))
        else:
            messages.success(request, _("Thank you. Your answer stands with the others."))
            return redirect("placement:my_work") if mine else redirect("placement:work", pk=placement.enrolment_id)
    enrolment = placement.enrolment
    context = {
        "form": form,
        "mine": mine,
        "row": row,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
    }
    return render(request, "placement/confirm.html", context, status=422 if request.method == "POST" else 200)


def _cells(way: Way) -> list[dict[str, Any]]:
    return [
        {"moment": labels.MOMENTS[moment], "verdict": labels.VERDICTS[verdict], "people": numbers[verdict]}
        for moment, numbers in way.lasted.items()
        for verdict in NUMBERS
    ]


@shows(rules.DIRECTORS_SEE_HOW_PLACEMENTS_LASTED)
def lasted(request: ActorRequest) -> HttpResponse:
    """How many placements of the region lasted, by outcome and moment."""
    found = in_region(request.actor.region_id)
    ways, everybody = counted(found.values())
    context = {
        "moments": list(labels.MOMENTS.values()),
        "verdicts": [labels.VERDICTS[one] for one in NUMBERS],
        "ways": [
            {"name": labels.KINDS[way.kind] if way.kind else "", "people": way.people, "cells": _cells(way)}
            for way in ways
        ],
        "everybody": {"people": everybody.people, "cells": _cells(everybody)},
        "unknown": len(unknown_in(found)),
    }
    return render(request, "placement/lasted.html", context)


@shows(rules.DIRECTORS_SEE_HOW_PLACEMENTS_LASTED)
def not_known(request: ActorRequest) -> HttpResponse:
    """Of whom nobody knows whether the work lasted, the longest waiting first."""
    page = Paginator(unknown_in(in_region(request.actor.region_id)), PER_PAGE).get_page(request.GET.get("page"))
    people = {one.pk: one for one in people_of(key for key, _at in page.object_list)}
    rows = [
        {
            "enrolment": people[key],
            "moment": labels.MOMENTS[at.moment],
            "day": at.day,
            "because": labels.BECAUSE[at.because],
        }
        for key, at in page.object_list
        if key in people
    ]
    return render(request, "placement/not_known.html", {"page": page, "rows": rows})
