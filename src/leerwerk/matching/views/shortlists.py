"""Who looks for work, and the shortlist of one person or one workplace, with reasons on both sides."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.matching import labels, rules
from leerwerk.matching.actions import introductions as actions
from leerwerk.matching.enums import OPEN, IntroState
from leerwerk.matching.forms import SearchForm
from leerwerk.matching.models import MatchProposal
from leerwerk.matching.queries.fitting import (
    LOOKS,
    Option,
    looking,
    shortlist_of_person,
    shortlist_of_workplace,
    with_free_places,
)
from leerwerk.matching.queries.introductions import introductions_of_path
from leerwerk.matching.views.showing import shown_introduction
from leerwerk.placement.actions.placements import NotLookingForWork
from leerwerk.placement.models import Workplace
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.models import Enrolment
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40
MOST_SHOWN = 20  # workplaces or people on one shortlist: who wants another one searches


@shows(rules.GUIDES_SEE_WHO_LOOKS)
def people(request: ActorRequest) -> HttpResponse:
    """Who finished learning and looks for work, who waits longest first, with their introductions."""
    open_now = Q(introductions__state__in=OPEN)
    rows = rules.files_of(request.actor).filter(stage__in=LOOKS, paused="")
    keys = rows.order_by("since", "pk").values_list("pk", flat=True)

    def shown(page: list[int]) -> list[Enrolment]:
        found = (
            Enrolment.objects.filter(pk__in=page)
            .select_related("participant", "cohort__version__blueprint", "cohort__municipality")
            .annotate(
                introduced=Count("introductions", filter=open_now, distinct=True),
                going_on=Count("introductions", filter=Q(introductions__state=IntroState.GOES_ON), distinct=True),
            )
        )
        by_key = {one.pk: one for one in found}
        return [by_key[key] for key in page if key in by_key]

    pages = CountedUpTo(keys, PER_PAGE, shown)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "directs": rules.directs(request.actor),
        "today": timezone.localdate(),
    }
    return render(request, "matching/people.html", context)


def _parted(options: Iterable[Option]) -> tuple[list[Option], list[Option]]:
    """Return what fits and what does not, each in its order."""
    fitting, rest = list[Option](), list[Option]()
    for one in options:
        (fitting if one.fit.possible and not one.said_no else rest).append(one)
    return fitting, rest


def _shown(option: Option) -> dict[str, Any]:
    return labels.shown_fit(option) | {
        "workplace": option.workplace,
        "enrolment": option.enrolment,
    }


@shows(rules.GUIDES_SEE_WHAT_FITS)
def person(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Which workplaces fit somebody, why and why not, on both sides; and the introductions that there are."""
    return _person(request, enrolment)


def _person(request: ActorRequest, enrolment: Enrolment, problem: str = "") -> HttpResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    row: Any = looking(Enrolment.objects.filter(pk=enrolment.pk)).first()
    today = timezone.localdate()
    introduced = introductions_of_path(enrolment.pk)
    options = shortlist_of_person(row, introduced, today, words) if row is not None else []
    there = {one.workplace_id for one in introduced if one.state in OPEN}
    proposal = (
        MatchProposal.objects.filter(enrolment=enrolment).select_related("workplace__employer").order_by("-pk").first()
    )
    fitting, rest = _parted(one for one in options if one.workplace.pk not in there)
    context = {
        "enrolment": enrolment,
        "person": (row or enrolment).participant,
        "profile": row.candidate.profile if row is not None else None,
        "wishes": labels.sectors(row.candidate.profile.sectors) if row is not None else "",
        "form": form,
        "looks": row is not None,
        "fitting": [_shown(one) for one in fitting[:MOST_SHOWN]],
        "more": max(0, len(fitting) - MOST_SHOWN),
        "rest": [_shown(one) for one in rest[:MOST_SHOWN]],
        "introductions": [shown_introduction(one, request.actor) for one in introduced],
        "proposal": proposal,
        "problem": problem,
    }
    return render(request, "matching/person.html", context, status=422 if problem else 200)


@changes(rules.GUIDES_INTRODUCE)
def introduce(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Ask somebody whether they want to meet these employers."""
    chosen = {int(key) for key in request.POST.getlist("workplace") if key.isdecimal() and len(key) < 10}
    if request.method != "POST":
        return redirect("matching:person", pk=enrolment.pk)
    try:
        new = actions.introduce(enrolment=enrolment, workplaces=chosen, by=request.actor)
    except actions.NothingChosen:
        return _person(request, enrolment, _("Tick one or more workplaces."))
    except NotLookingForWork:
        return _person(request, enrolment, _("This person does not look for work now. Nothing was saved."))
    except NotAParty:
        return _person(request, enrolment, _("You do not guide this person. Nothing was saved."))
    told = ngettext("Asked about %(n)s employer.", "Asked about %(n)s employers.", new) % {"n": new}
    messages.success(request, told if new else _("These employers were proposed already, or have no place any more."))
    return redirect("matching:person", pk=enrolment.pk)


@shows(rules.GUIDES_SEE_WHO_FITS)
def workplace(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Who fits a workplace, of the people whose file is yours, why and why not, on both sides."""
    row = with_free_places(Workplace.objects.filter(pk=workplace.pk)).select_related("employer", "municipality")
    (here,) = row
    mine = looking(rules.files_of(request.actor).filter(cohort__region=here.employer.region_id))
    options = shortlist_of_workplace(here, mine, timezone.localdate())
    fitting, rest = _parted(options)
    context = {
        "workplace": here,
        "fitting": [_shown(one) for one in fitting[:MOST_SHOWN]],
        "more": max(0, len(fitting) - MOST_SHOWN),
        "rest": [_shown(one) for one in rest[:MOST_SHOWN]],
        "looking": len(options),
    }
    return render(request, "matching/workplace.html", context)
