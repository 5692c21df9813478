"""Pages of evidence packs: asking for one, taking it along, and looking at its sample."""

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerwerk.engine.money.sampling import Looked, projected
from leerwerk.funding.actions import packs as actions
from leerwerk.funding.enums import LookedAt, PackState
from leerwerk.funding.forms.packs import PackForm, SampleForm
from leerwerk.funding.models import EvidencePack, PackProof, SampleItem
from leerwerk.funding.rules import ASKS_FOR_PACK, LOOKS_AT_SAMPLE, SEES_PACK, SEES_PACKS, packs_seen_by
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 25
TONES = {PackState.WAITING: "info", PackState.MADE: "good", PackState.FAILED: "bad"}
FOUND_TONES = {LookedAt.RIGHT: "good", LookedAt.WRONG: "bad", LookedAt.NOT_SHOWN: "warn"}
FILES = {
    "document": ("pdf", "application/pdf"),
    "workbook": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "content": ("json", "application/json"),
}


def _packs_page(request: ActorRequest, form: PackForm | None, status: int = 200) -> HttpResponse:
    page = Paginator(packs_seen_by(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"row": one, "tone": TONES[PackState(one.state)]} for one in page]
    return render(request, "funding/packs.html", {"page": page, "rows": rows, "form": form}, status=status)


@shows(SEES_PACKS)
@require_GET
def packs(request: ActorRequest) -> HttpResponse:
    """The evidence packs that there are."""
    form = None
    if request.actor.function == Function.DIRECTOR:
        form = PackForm(region_id=request.actor.region_id or 0, today=timezone.localdate())
    return _packs_page(request, form)


@changes(ASKS_FOR_PACK)
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for an evidence pack."""
    region = Region.objects.get(pk=request.actor.region_id or 0)
    form = PackForm(request.POST or None, region_id=region.pk, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pack = actions.ask_for_pack(region=region, payer=said["payer"], year=said["year"], by=request.actor)
        messages.success(request, _("Asked. It is made in the background, within a minute or so."))
        return redirect("funding:pack", pk=pack.pk)
    return _packs_page(request, form, 422 if request.method == "POST" else 200)


def _said(pack: EvidencePack, items: list[SampleItem]) -> dict[str, Any] | None:
    """Return what the sample says of all payments, once every payment in it was looked at."""
    paid = [one for one in items if one.claim_id is not None]
    if not paid or any(not one.looked_at for one in paid):
        return None
    said = projected([Looked(cents=one.cents, wrong=one.wrong) for one in paid], pack.interval)
    return {"found": said.found, "likely": round(said.likely), "most": round(said.most), "whole": not pack.interval}


@shows(SEES_PACK)
@require_GET
def pack(request: ActorRequest, row: EvidencePack) -> HttpResponse:
    """One evidence pack: its totals, its files, and the sample that is looked at."""
    directs = request.actor.function == Function.DIRECTOR
    items = list(SampleItem.objects.filter(pack=row).select_related("claim__bill", "claim__commitment__party"))
    of = dict(PackProof.objects.filter(pack=row).values_list("number", "enrolment")) if directs else {}
    shown = {
        "pack": row,
        "tone": TONES[PackState(row.state)],
        "totals": row.content.get("totals", {}),
        "items": [
            {
                "row": one,
                "tone": FOUND_TONES.get(LookedAt(one.looked_at), "neutral") if one.looked_at else "neutral",
                "enrolment": of.get(one.proof) if one.proof is not None else None,
            }
            for one in items
        ],
        "said": _said(row, items),
        "looks": LOOKS_AT_SAMPLE.allows(request.actor),
        "directs": directs,
    }
    return render(request, "funding/pack.html", shown)


@shows(SEES_PACK)
@require_GET
def file(request: ActorRequest, row: EvidencePack, what: str) -> HttpResponse:
    """The pack as document, workbook, or for machines."""
    if row.state != PackState.MADE:
        raise Http404
    ending, kind = FILES[what]
    body = bytes(getattr(row, what)) if what != "content" else json.dumps(row.content, indent=1).encode()
    answer = HttpResponse(body, content_type=kind)
    name = f"evidence-{row.payer.code}-{row.year}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@changes(LOOKS_AT_SAMPLE)
def sample(request: ActorRequest, item: SampleItem) -> HttpResponse:
    """Note what was found of something in the sample."""
    form = SampleForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.look_at(
            item=item,
            found=LookedAt(said["found"]),
            wrong=form.wrong,
            note=said["note"],
            today=timezone.localdate(),
            by=request.actor,
        )
        messages.success(request, _("Noted."))
        return redirect("funding:pack", pk=item.pack_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/sample.html", {"item": item, "form": form}, status=status)
