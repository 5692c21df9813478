"""Groups, and the teachers, rooms and mentors they share."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, queries, rules
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.forms import GroupFilter, GroupForm, ResourceForm, use_forms
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

PER_PAGE = 40


@shows(rules.MEMBERS_SEE_GROUPS)
def groups(request: ActorRequest) -> HttpResponse:
    """The groups that concern the actor."""
    sectors = [(sector, sector) for sector in queries.sectors_of(request.actor)]
    form = GroupFilter(request.GET, sectors=sectors)
    asked = (form.cleaned_data if form.is_valid() else {}) | {"sort": request.GET.get("sort", "")}
    page = Paginator(queries.groups_listed(request.actor, asked), PER_PAGE).get_page(request.GET.get("page"))
    directs = request.actor.function == Function.DIRECTOR
    return render(request, "trajectories/groups.html", {"form": form, "page": page, "directs": directs})


@shows(rules.MEMBERS_SEE_A_GROUP)
def group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """One group: what it asks, what it uses, which workplaces are offered to it."""
    full = queries.group_with_everything(cohort)
    changeable = request.actor.function == Function.DIRECTOR and full.state == CohortState.OPTION
    context = {"group": full, "changeable": changeable, "places": sum(o.workplace.places for o in full.offers.all())}
    return render(request, "trajectories/group.html", context)


def _edit(request: ActorRequest, cohort: Cohort, title: str) -> HttpResponse:
    assert request.actor.region_id is not None
    known = cohort.pk is not None
    form = GroupForm(
        request.POST or None,
        instance=cohort,
        region_id=request.actor.region_id,
        versions=rules.versions_of(request.actor),
    )
    used = [
        {"resource": use.resource_id, "per_group": use.per_group, "per_participant": use.per_participant}
        for use in (cohort.uses.all() if known else [])
    ]
    shared: dict[str, Any] = {"form_kwargs": {"resources": rules.resources_of(request.actor)}, "prefix": "uses"}
    uses = use_forms(request.POST, **shared) if request.method == "POST" else use_forms(initial=used, **shared)
    if request.method == "POST" and form.is_valid() and uses.is_valid():
        wanted = [
            ResourceUse(resource=row["resource"], per_group=row["per_group"], per_participant=row["per_participant"])
            for row in uses.cleaned_data
            if row and not row.get("DELETE")
        ]
        change = actions.change_group if known else actions.make_group
        try:
            made = change(cohort=form.save(commit=False), uses=wanted, by=request.actor)
        except actions.GroupIsDecided:
            messages.error(request, _("Somebody decided about this group meanwhile; it is no longer an option."))
            return redirect("trajectories:group", pk=cohort.pk)
        messages.success(request, _("The group option %(code)s was saved.") % {"code": made.code})
        return redirect("trajectories:group", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/group_form.html", {"form": form, "uses": uses, "title": title}, status=status)


@changes(rules.DIRECTORS_MAKE_GROUPS)
def new_group(request: ActorRequest) -> HttpResponse:
    """Make a group option, filled in beforehand with what the blueprint asks."""
    cohort = Cohort(region_id=request.actor.region)
    asked = request.GET.get("version", "")
    version = rules.versions_of(request.actor).filter(pk=asked).first() if asked.isdigit() else None
    if version is not None:
        cohort.version = version
        for name, value in queries.terms_of(version).items():
            setattr(cohort, name, value)
    return _edit(request, cohort, _("New group option"))


@changes(rules.DIRECTORS_CHANGE_A_GROUP)
def change_group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Change a group option."""
    return _edit(request, cohort, _("Change %(code)s") % {"code": cohort.code})


@shows(rules.MEMBERS_SEE_RESOURCES)
def resources(request: ActorRequest) -> HttpResponse:
    """Teachers, rooms and mentors, with what the options would ask of them."""
    page = Paginator(queries.resources_listed(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    directs = request.actor.function == Function.DIRECTOR
    return render(request, "trajectories/resources.html", {"page": page, "directs": directs})


def _edit_resource(request: ActorRequest, resource: Resource, title: str) -> HttpResponse:
    assert request.actor.region_id is not None
    form = ResourceForm(request.POST or None, instance=resource, region_id=request.actor.region_id)
    if request.method == "POST" and form.is_valid():
        actions.save_resource(resource=form.save(commit=False), by=request.actor)
        messages.success(request, _("%(name)s was saved.") % {"name": resource.name})
        return redirect("trajectories:resources")
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/form.html", {"form": form, "title": title}, status=status)


@changes(rules.DIRECTORS_MAKE_RESOURCES)
def new_resource(request: ActorRequest) -> HttpResponse:
    """Add a teacher, room or mentor."""
    return _edit_resource(request, Resource(region_id=request.actor.region), _("New teacher, room or mentor"))


@changes(rules.DIRECTORS_CHANGE_A_RESOURCE)
def change_resource(request: ActorRequest, resource: Resource) -> HttpResponse:
    """Change a teacher, room or mentor."""
    return _edit_resource(request, resource, _("Change %(name)s") % {"name": resource.name})
