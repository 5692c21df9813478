"""The list of candidates, one file, and its trail."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.parties.queries import lines, opening_lines, openings, openings_are_whole, with_names
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.privacy.models import Event
from leerwerk.privacy.queries import broken_seals, events_about
from leerwerk.recruitment import queries, rules
from leerwerk.recruitment.conversation import course_of
from leerwerk.recruitment.forms import CandidateFilter
from leerwerk.recruitment.models import Candidate
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40


@shows(rules.GUIDES_LIST_CANDIDATES)
def candidates(request: ActorRequest) -> HttpResponse:
    """The actor's candidates, filtered and sorted."""
    form = CandidateFilter(request.GET, towns=queries.towns_of(request.actor))
    said = form.cleaned_data if form.is_valid() else {}
    keys = queries.candidates_listed(request.actor, said).values_list("pk", flat=True)
    paginator = CountedUpTo(keys, PER_PAGE, queries.candidates_shown)
    page: Page[Candidate] = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "count": paginator.count,
        "more": paginator.more,
        "only_with_profile": said.get("sort") in queries.BY_PROFILE,
        "may_register": request.actor.function == Function.CASEWORKER,
    }
    return render(request, "recruitment/candidates.html", context)


@shows(rules.GUIDES_READ_A_FILE)
def candidate(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """One file."""
    file = queries.file_of(candidate, request.actor)
    keeps = request.actor.function == Function.CASEWORKER
    context = {
        "file": file,
        "candidate": candidate,
        "profile": candidate.profile,
        "course": course_of(file.profiles),
        "keeps": keeps,
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/candidate.html", context)


@shows(rules.GUIDES_READ_A_FILE)
def trail(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """What was done to a file, or with ``?part=readings`` who opened it."""
    reads = request.GET.get("part") == "readings"
    found: QuerySet[Any, Any] = openings(candidate) if reads else with_names(events_about(candidate))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    region = candidate.municipality.region
    context = {
        "subject": candidate,
        "back": reverse("recruitment:candidate", args=[candidate.pk]),
        "tabs": [
            {"label": _("What was done"), "url": "?", "current": not reads},
            {"label": _("Who opened the file, and why"), "url": "?part=readings", "current": reads},
        ],
        "lines": opening_lines(page.object_list) if reads else lines(page.object_list),
        "page": page,
        "whole": openings_are_whole(candidate, region) if reads else not broken_seals((Event, candidate)),
    }
    return render(request, "privacy/trail.html", context)
