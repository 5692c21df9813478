"""Blueprints to read: the shelf, a page with the picture and the check, two side by side."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories import queries, rules
from leerwerk.trajectories.fact_labels import change_texts
from leerwerk.trajectories.forms import BlueprintFilter
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import Blueprint, BlueprintVersion
from leerwerk.trajectories.views.showing import page as page_of
from leerwerk.trajectories.views.showing import picture, said

PER_PAGE = 24


@shows(rules.MEMBERS_SEE_BLUEPRINTS)
def blueprints(request: ActorRequest) -> HttpResponse:
    """The shelf."""
    form = BlueprintFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.blueprints_listed(request.actor, asked), PER_PAGE).get_page(request.GET.get("page"))
    shelf = [
        {"row": one, "title": said(one.design.title), "level": label(one.design.level)}
        for one in queries.shelved(request.actor, page.object_list)
    ]
    return render(request, "trajectories/blueprints.html", {"shelf": shelf, "page": page, "form": form})


@shows(rules.MEMBERS_SEE_A_BLUEPRINT)
def blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """One blueprint, in its latest or the asked version."""
    versions = list(blueprint.versions.select_related("blueprint"))
    asked = request.GET.get("version", "")
    version = next((v for v in versions if str(v.number) == asked), versions[0])
    directs = request.actor.function == Function.DIRECTOR
    on_shelf = blueprint.retired_at is None
    context = {
        "blueprint": blueprint,
        "version": version,
        "versions": [
            {"row": one, "before": older}
            for one, older in zip(versions, [*versions[1:], None], strict=True)  # the newest first
        ],
        "latest": version == versions[0],
        "directs": directs,
        "makes": directs and on_shelf,
        "own": directs and on_shelf and blueprint.owner_id == request.actor.organisation_id,
        **page_of(version),
    }
    return render(request, "trajectories/blueprint.html", context)


def _asked(request: ActorRequest, name: str, known: QuerySet[BlueprintVersion]) -> BlueprintVersion | None:
    key = request.GET.get(name, "")
    return known.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None


@shows(rules.MEMBERS_SEE_A_BLUEPRINT)
def compare(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Two versions, or two blueprints, side by side: ``from`` (the latest of this one, unless said) and ``with``."""
    known = rules.versions_of(request.actor).select_related("blueprint")
    old = _asked(request, "from", known) or blueprint.versions.select_related("blueprint")[0]
    new = _asked(request, "with", known)
    context: dict[str, object] = {
        "blueprint": blueprint,
        "versions": list(known.defer("design").order_by("blueprint__title", "blueprint_id", "-number")),
        "old": old,
        "new": new,
    }
    if new is not None:
        one, other = queries.design_of(old), queries.design_of(new)
        context |= {"pictures": [picture(one), picture(other)], "changes": change_texts(queries.differences(old, new))}
    return render(request, "trajectories/compare.html", context)
