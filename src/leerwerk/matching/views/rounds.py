"""Proposals who fits where in a region: asking for one, looking at it, and introducing people by it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from leerwerk.engine.matching import fit
from leerwerk.matching import rules
from leerwerk.matching.actions import introductions as introducing
from leerwerk.matching.actions import rounds as actions
from leerwerk.matching.enums import OPEN, RoundState
from leerwerk.matching.models import Introduction, MatchProposal, MatchRound
from leerwerk.parties.models import Region
from leerwerk.placement.actions.placements import NotLookingForWork
from leerwerk.placement.models import Workplace
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.actions import NotAParty
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40
LATEST = 20
SHOWN = {"placed": Q(workplace__isnull=False), "left": Q(workplace=None), "rather": Q(rather__isnull=False)}


@shows(rules.DIRECTORS_ASK_WHO_FITS_WHERE)
def rounds(request: ActorRequest) -> HttpResponse:
    """The latest proposals for the region, and a button for a new one."""
    context = {"rounds": rules.rounds_of(request.actor)[:LATEST], "ticket": uuid4()}
    return render(request, "matching/rounds.html", context)


def _ticket(sent: str) -> UUID:
    """Return the ticket of the page that was sent; a new one where it is none."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


@changes(rules.DIRECTORS_ASK_WHO_FITS_WHERE)
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for a proposal for everybody who looks for work in the region."""
    if request.method != "POST":
        return redirect("matching:rounds")
    region = get_object_or_404(Region, pk=request.actor.region_id)
    asked = actions.ask_match(region=region, ticket=_ticket(request.POST.get("ticket", "")), by=request.actor)
    return redirect("matching:round", pk=asked.pk)


@shows(rules.DIRECTORS_SEE_WHO_FITS_WHERE)
def round_(request: ActorRequest, asked: MatchRound) -> HttpResponse:
    """One proposal: for everybody a workplace with its points, or why none, and what else fits."""
    keys = MatchProposal.objects.filter(round=asked, enrolment__participant__isnull=False)
    shown = request.GET.get("show", "")
    keys = keys.filter(SHOWN.get(shown, Q())).order_by("-points", "pk")
    pages = CountedUpTo(keys.values_list("pk", flat=True), PER_PAGE, _rows)
    context = {
        "round": asked,
        "page": pages.get_page(request.GET.get("page")),
        "shown": shown,
        "proven": asked.bound < asked.worth + 1,
        "waits": asked.state == RoundState.WAITING,
        "failed": asked.state == RoundState.FAILED,
        "base": fit.BASE,
    }
    return render(request, "matching/round.html", context)


def _rows(page: list[int]) -> list[dict[str, Any]]:
    rows = list(
        MatchProposal.objects.filter(pk__in=page).select_related(
            "enrolment__participant", "enrolment__cohort", "workplace__employer", "rather__employer"
        )
    )
    wanted = {key for row in rows for key in row.others}
    names = {one.pk: one for one in Workplace.objects.filter(pk__in=wanted).select_related("employer")}
    there = set(
        Introduction.objects.filter(enrolment__in=[row.enrolment_id for row in rows], state__in=OPEN).values_list(
            "enrolment", "workplace"
        )
    )
    by_key = {row.pk: row for row in rows}
    return [
        {
            "row": row,
            "why": row.get_left_display(),
            "others": [names[key] for key in row.others if key in names],
            "introduced": (row.enrolment_id, row.workplace_id) in there,
        }
        for row in (by_key[key] for key in page if key in by_key)
    ]


@changes(rules.DIRECTORS_SEE_WHO_FITS_WHERE)
def introduce(request: ActorRequest, asked: MatchRound) -> HttpResponse:
    """Ask the people who were ticked whether they want to meet the employer that the proposal has for them."""
    if request.method != "POST":
        return redirect("matching:round", pk=asked.pk)
    chosen = [int(key) for key in request.POST.getlist("proposal") if key.isdecimal() and len(key) < 19]
    rows = MatchProposal.objects.filter(round=asked, pk__in=chosen, workplace__isnull=False)
    new = passed = 0
    for row in rows.select_related("enrolment").order_by("pk"):
        workplaces = {row.workplace_id} if row.workplace_id is not None else set()
        try:
            new += introducing.introduce(enrolment=row.enrolment, workplaces=workplaces, by=request.actor)
        except (NotLookingForWork, NotAParty):
            passed += 1
    told = ngettext("%(n)s person is asked.", "%(n)s people are asked.", new) % {"n": new}
    messages.success(request, told)
    if passed:
        told = ngettext("%(n)s does not look for work any more.", "%(n)s do not look for work any more.", passed)
        messages.warning(request, told % {"n": passed})
    return redirect("matching:round", pk=asked.pk)
