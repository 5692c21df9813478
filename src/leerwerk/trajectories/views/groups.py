"""Groups, and the teachers, rooms and mentors they share."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function, sector_label
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories import actions, queries, rules
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.fact_labels import names_of
from leerwerk.trajectories.forms import GroupFilter, GroupForm, ResourceFilter, ResourceForm, use_forms
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

PER_PAGE = 40


@shows(rules.MEMBERS_SEE_GROUPS)
def groups(request: ActorRequest) -> HttpResponse:
    """The groups that concern the actor."""
    sectors = [(sector, sector_label(sector)) for sector in queries.sectors_of(request.actor)]
    form = GroupFilter(request.GET, sectors=sectors)
    asked = (form.cleaned_data if form.is_valid() else {}) | {"sort": request.GET.get("sort", "")}
    page = Paginator(queries.groups_listed(request.actor, asked), PER_PAGE).get_page(request.GET.get("page"))
    directs = request.actor.function == Function.DIRECTOR
    return render(request, "trajectories/groups.html", {"form": form, "page": page, "directs": directs})


@shows(rules.MEMBERS_SEE_A_GROUP)
def group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """One group: what it asks, what it uses, which workplaces are offered to it."""
    full = queries.group_with_everything(cohort)
    offers = queries.offered_to(request.actor, cohort)
    decided = full.state not in (CohortState.OPTION, CohortState.REFUSED)
    sees = rules.PARTIES_SEE_PARTICIPANTS.allows(request.actor) and rules.in_progress(request.actor).filter(pk=full.pk)
    context = {
        "group": full,
        "directs": request.actor.function == Function.DIRECTOR,
        "changeable": request.actor.function == Function.DIRECTOR and full.state == CohortState.OPTION,
        "running": decided and bool(sees and sees.exists()),
        "signs": decided and request.actor.function == Function.CONNECTOR,
        "offers": offers,
        "places": sum(offer.workplace.places for offer in offers),
        "partly": request.actor.function == Function.EMPLOYER,
        "skills": names_of(full.skills, SKILLS),
        "limits": names_of(full.excluded_limits, LIMITS),
    }
    return render(request, "trajectories/group.html", context)


def _wanted(uses: Any) -> list[ResourceUse]:
    return [
        ResourceUse(resource=row["resource"], per_group=row["per_group"], per_participant=row["per_participant"])
        for row in uses.cleaned_data
        if row and not row.get("DELETE")
    ]


def _made_already(form: GroupForm) -> Cohort | None:
    """Return the option that an earlier press on the same button made, when its code is all that is wrong."""
    if not form.instance._state.adding or set(form.errors) != {"code"}:
        return None
    same: dict[str, Any] = {**form.cleaned_data, "code": form.data["code"].strip()}
    return Cohort.objects.filter(region=form.instance.region_id, state=CohortState.OPTION, **same).first()


def _save_group(request: ActorRequest, form: GroupForm, uses: Any) -> Cohort | None:
    """Save the group option; None when something is wrong, with the reason in the forms."""
    change = actions.make_group if form.instance._state.adding else actions.change_group
    right, uses_right = form.is_valid(), uses.is_valid()
    if not uses_right:
        return None
    if not right:
        return _made_already(form)
    try:
        return change(cohort=form.save(commit=False), uses=_wanted(uses), by=request.actor)
    except IntegrityError:
        form.add_error("code", _("Somebody used this code a moment ago. Choose another."))
        return None


def _edit(request: ActorRequest, cohort: Cohort, title: str) -> HttpResponse:
    known = cohort.pk is not None
    versions = rules.usable_versions(request.actor)
    if known:  # a group keeps its version, also when nobody can make new groups from it
        versions |= rules.versions_of(request.actor).filter(pk=cohort.version_id)
    form = GroupForm(request.POST or None, instance=cohort, region_id=request.actor.region, versions=versions)
    used = [
        {"resource": use.resource_id, "per_group": use.per_group, "per_participant": use.per_participant}
        for use in (cohort.uses.all() if known else [])
    ]
    shared: dict[str, Any] = {"form_kwargs": {"resources": rules.resources_of(request.actor)}, "prefix": "uses"}
    uses = use_forms(request.POST, **shared) if request.method == "POST" else use_forms(initial=used, **shared)
    if request.method == "POST":
        try:
            made = _save_group(request, form, uses)
        except actions.GroupIsDecided:
            messages.error(request, _("Somebody decided about this group meanwhile; it is no longer an option."))
            return redirect("trajectories:group", pk=cohort.pk)
        if made is not None:
            messages.success(request, _("The group option %(code)s was saved.") % {"code": made.code})
            return redirect("trajectories:group", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "uses": uses, "all_forms": [form, *uses], "title": title}
    return render(request, "trajectories/group_form.html", context, status=status)


@changes(rules.DIRECTORS_MAKE_GROUPS)
def new_group(request: ActorRequest) -> HttpResponse:
    """Make a group option, filled in beforehand with what the blueprint asks."""
    cohort = Cohort(region_id=request.actor.region)
    asked = request.GET.get("version", "")
    known = asked.isdecimal() and len(asked) < 10
    version = rules.usable_versions(request.actor).filter(pk=asked).first() if known else None
    if version is not None:
        cohort.version = version
        for name, value in queries.terms_of(version).items():
            setattr(cohort, name, value)
    return _edit(request, cohort, _("New group option"))


@changes(rules.DIRECTORS_CHANGE_A_GROUP)
def change_group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Change a group option."""
    return _edit(request, cohort, _("Change %(code)s") % {"code": cohort.code})


@changes(rules.DIRECTORS_WITHDRAW_A_GROUP)
def withdraw_group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Withdraw a group option after a question."""
    if request.method != "POST" and cohort.state == CohortState.OPTION:
        return render(request, "trajectories/withdraw_group.html", {"group": cohort})
    if request.method == "POST":
        try:
            actions.decide_group(cohort=cohort, opens=False, by=request.actor)
        except actions.GroupIsDecided:
            messages.info(request, _("This group was decided already; nothing was changed."))
        else:
            messages.success(request, _("The group option was withdrawn. It is no longer planned."))
    return redirect("trajectories:group", pk=cohort.pk)


@shows(rules.MEMBERS_SEE_RESOURCES)
def resources(request: ActorRequest) -> HttpResponse:
    """Teachers, rooms and mentors, with what the options would ask of them."""
    form = ResourceFilter(request.GET)
    asked = (form.cleaned_data if form.is_valid() else {}) | {"sort": request.GET.get("sort", "")}
    page = Paginator(queries.resources_listed(request.actor, asked), PER_PAGE).get_page(request.GET.get("page"))
    directs = request.actor.function == Function.DIRECTOR
    return render(request, "trajectories/resources.html", {"form": form, "page": page, "directs": directs})


def _edit_resource(request: ActorRequest, resource: Resource, title: str) -> HttpResponse:
    form = ResourceForm(request.POST or None, instance=resource, region_id=request.actor.region)
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
