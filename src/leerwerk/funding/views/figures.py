"""Pages of the figures that business cases lean on, and of those that a region has itself."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine import money
from leerwerk.funding import actions, words
from leerwerk.funding.forms.figures import FigureForm
from leerwerk.funding.queries.case_facts import stated_on
from leerwerk.funding.queries.figures import Known, known_figures
from leerwerk.funding.rules import SEES_FIGURES, SETS_FIGURES
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows


def _spread(figure: money.Figure) -> str:
    """Return between which values a figure lies, in words; "" where it is certain."""
    if figure.shape is money.Shape.FIXED:
        return ""
    low, high = money.ends(figure)
    return f"{words.in_words(low, figure.unit)} … {words.in_words(high, figure.unit)}"


def shown_figure(known: Known) -> dict[str, Any]:
    """Return a figure as a page shows it."""
    figure = known.figure
    return {
        "code": figure.code,
        "name": words.FIGURES[figure.code],
        "value": words.in_words(float(figure.value), figure.unit),
        "spread": _spread(figure),
        "sure": words.SURE[figure.confidence],
        "source": figure.source,
        "own": known.own is not None,
        "reckoned": figure.code not in money.NOT_RECKONED,
        "stated": words.in_words(float(known.stated.value), known.stated.unit),
        "since": figure.valid_from,
    }


def _known(request: ActorRequest) -> list[Known]:
    today = timezone.localdate()
    return known_figures(request.actor.region_id or 0, today, stated_on(today))


def _one(request: ActorRequest, code: str) -> Known:
    found = next((one for one in _known(request) if one.stated.code == code), None)
    if found is None:
        raise Http404
    return found


@shows(SEES_FIGURES)
def figures(request: ActorRequest) -> HttpResponse:
    """Every figure that a business case leans on: what it is, how unsure, and where it was read."""
    rows = [shown_figure(one) for one in _known(request)]
    context = {"figures": rows, "own": sum(1 for one in rows if one["own"])}
    return render(request, "funding/figures.html", context | {"directs": request.actor.function == Function.DIRECTOR})


@changes(SETS_FIGURES)
def figure(request: ActorRequest, code: str) -> HttpResponse:
    """Let the region have a figure of its own."""
    known = _one(request, code)
    initial = FigureForm.of(known.figure) | ({"source": known.own.source} if known.own is not None else {})
    form = FigureForm(request.POST or None, figure=known.stated, initial=initial)
    if request.method == "POST" and form.is_valid():
        region = get_object_or_404(Region, pk=request.actor.region_id)
        actions.set_figure(
            region=region, code=known.stated.code, told=form.told(), today=timezone.localdate(), by=request.actor
        )
        messages.success(request, _("Saved. Every business case of the region is reckoned with it from today."))
        return redirect("funding:figures")
    context = {"form": form, "one": shown_figure(known), "unit": words.UNITS[known.stated.unit]}
    return render(request, "funding/figure.html", context, status=422 if request.method == "POST" else 200)


@changes(SETS_FIGURES)
@require_POST
def drop(request: ActorRequest, code: str) -> HttpResponse:
    """Let a figure be what is stated again."""
    known = _one(request, code)
    region = get_object_or_404(Region, pk=request.actor.region_id)
    with suppress(actions.NoOwnFigure):  # a second click
        actions.drop_figure(region=region, code=known.stated.code, today=timezone.localdate(), by=request.actor)
    messages.success(request, _("The figure is what is stated again."))
    return redirect("funding:figures")
