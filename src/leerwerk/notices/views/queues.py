"""What waits: for me, for my organisation, in a region; and the few soonest for a home page."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.notices import queries, rules
from leerwerk.notices.forms import HouseFilter, MatterFilter, RegionFilter
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Organisation
from leerwerk.parties.rules import is_director, organisations_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40
SOONEST = 5


def _tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    pages = [("mine", _("For me")), ("organisation", _("For my organisation"))]
    pages += [("region", _("In the region"))] if is_director(actor) else []
    return [{"label": text, "url": reverse(f"notices:{page}"), "current": page == here} for page, text in pages]


def queue_page(request: ActorRequest, found: QuerySet[Matter], form: MatterFilter, here: str) -> HttpResponse:
    """Show one page of these matters, narrowed as the form says; ``here`` is one of the tabs, or a group's code."""
    said = form.cleaned_data if form.is_valid() else {}
    paginator = CountedUpTo(queries.narrowed(found, said).values_list("pk", flat=True), PER_PAGE)
    page: Page[int] = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines_with(list(page.object_list), request.actor),
        "more": paginator.more,
        "tabs": _tabs(request.actor, here),
        "here": here,
        "narrowed": any(value for name, value in said.items() if name != "sort"),
        "manages": rules.MANAGERS_READ_THE_LETTERS.allows(request.actor),
        "directs": is_director(request.actor),
    }
    return render(request, "notices/queue.html", context)


@shows(rules.MEMBERS_SEE_WHAT_WAITS)
def mine(request: ActorRequest) -> HttpResponse:
    """What I do now, or my function in my organisation."""
    found = queries.waiting_for(request.actor, timezone.localdate())
    return queue_page(request, found, MatterFilter(request.GET), "mine")


@shows(rules.MEMBERS_SEE_WHAT_WAITS)
def organisation(request: ActorRequest) -> HttpResponse:
    """What waits for my organisation, of every function."""
    people = queries.people_of(request.actor)
    return queue_page(
        request, queries.of_organisation(request.actor), HouseFilter(request.GET, people=people), "organisation"
    )


@shows(rules.DIRECTORS_SEE_WHAT_WAITS)
def region(request: ActorRequest) -> HttpResponse:
    """Everything that waits in the region."""
    houses: QuerySet[Organisation] = organisations_of(request.actor)
    return queue_page(
        request, queries.of_region(request.actor), RegionFilter(request.GET, organisations=houses), "region"
    )


@shows(rules.MEMBERS_SEE_WHAT_WAITS)
def soonest(request: ActorRequest) -> HttpResponse:
    """The few that are due first, as a part of the home page, or as a page of its own without JavaScript."""
    found = queries.narrowed(queries.waiting_for(request.actor, timezone.localdate()), {})
    lines = queries.lines_of(found[:SOONEST], request.actor)
    whole = not request.headers.get("HX-Request")
    return render(request, "notices/soonest.html" if whole else "notices/_soonest.html", {"lines": lines})
