"""Pages of instruments: what is stated, and what a region adds or tells otherwise."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerwerk.engine.money.instruments import Instrument, on_day
from leerwerk.funding import words
from leerwerk.funding.actions import instruments as actions
from leerwerk.funding.enums import CostItem
from leerwerk.funding.forms.instruments import InstrumentForm, InstrumentsFile
from leerwerk.funding.models import RegionInstrument
from leerwerk.funding.queries.instruments import instruments_of
from leerwerk.funding.rules import SEES_INSTRUMENTS, TELLS_INSTRUMENT, TELLS_INSTRUMENTS
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows


def _shown(one: Instrument, holds: bool, key: int | None) -> dict[str, Any]:
    return {
        "key": key,
        "code": one.code,
        "name": words.instrument(one),
        "own": bool(one.name),
        "holds": holds,
        "payer": words.PARTIES[one.payer],
        "payee": words.PARTIES[one.payee],
        "amounts": words.amounts(one),
        "goes_on": one.goes_on,
        "needs": [
            words.FACTS[need.fact]
            if need.fact in words.FLAGS
            else f"{words.FACTS[need.fact]} ≥ {number_format(need.at_least.normalize())}"
            for need in one.needs
        ],
        "never": [CostItem(item).label for item in sorted(one.never) if item in CostItem.values],
        "since": one.valid_from,
        "until": one.valid_until,
        "sure": words.SURE[one.confidence],
        "source": one.source,
    }


@shows(SEES_INSTRUMENTS)
@require_GET
def instruments(request: ActorRequest) -> HttpResponse:
    """Every instrument with its versions; which holds today, and which are of the region."""
    today, region = timezone.localdate(), request.actor.region_id or 0
    rows = instruments_of(region)
    keys = {(row.code, row.valid_from): row.pk for row in RegionInstrument.objects.filter(region=region)}
    holds = {code: on_day(code, today, rows) for code in {one.code for one in rows}}
    shown = [
        _shown(one, holds[one.code] == (one, None), keys.get((one.code, one.valid_from)) if one.name else None)
        for one in sorted(rows, key=lambda one: (words.instrument(one).lower(), one.code, one.valid_from))
    ]
    directs = request.actor.function == Function.DIRECTOR
    return render(request, "funding/instruments.html", {"rows": shown, "directs": directs})


def _told(request: ActorRequest, form: InstrumentForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        region = Region.objects.get(pk=request.actor.region_id or 0)
        try:
            with transaction.atomic():
                actions.tell_instrument(region=region, told=form.told(), by=request.actor)
        except actions.ToldForThatDay:
            form.add_error("valid_from", _("It was told from that day on already. Choose another day."))
        else:
            messages.success(request, _("Saved. Every group of the region is looked at with it."))
            return redirect("funding:instruments")
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/instrument.html", {"form": form, "title": title}, status=status)


@changes(TELLS_INSTRUMENTS)
def new_instrument(request: ActorRequest) -> HttpResponse:
    """Add an instrument of the region."""
    form = InstrumentForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    return _told(request, form, _("New instrument"))


@changes(TELLS_INSTRUMENT)
def instrument(request: ActorRequest, row: RegionInstrument) -> HttpResponse:
    """Tell an instrument of the region anew from a day on."""
    form = InstrumentForm(request.POST or None, instance=row, initial={"valid_from": timezone.localdate()})
    return _told(request, form, _("Tell it anew from a day"))


@changes(TELLS_INSTRUMENTS)
def take_in(request: ActorRequest) -> HttpResponse:
    """Take in instruments from a table."""
    form = InstrumentsFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        region = Region.objects.get(pk=request.actor.region_id or 0)
        try:
            with transaction.atomic():
                taken = actions.take_in_instruments(region=region, rows=form.rows, by=request.actor)
        except actions.ToldForThatDay as twice:
            said = {"code": twice.code}
            form.add_error("file", _("Nothing was taken in: %(code)s was told from that day on already.") % said)
        else:
            messages.success(request, _("Taken in: %(n)s.") % {"n": taken})
            return redirect("funding:instruments")
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/take_in.html", {"form": form}, status=status)
