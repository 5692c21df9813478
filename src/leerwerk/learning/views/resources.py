"""When teachers and rooms can be used."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.learning import rules
from leerwerk.learning.actions import rosters as actions
from leerwerk.learning.forms.rosters import MemberForm, ResourceForm, WeekForm
from leerwerk.learning.models import ResourceWeek
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Resource


@shows(rules.SCHOOLS_SEE_WEEKS)
def resources(request: ActorRequest) -> HttpResponse:
    """The teachers and rooms that the actor writes, with their week."""
    rows = list(rules.written_resources(request.actor).select_related("week__municipality").order_by("name", "id"))
    known = [row for row in rows if hasattr(row, "week")]
    context = {
        "known": known,
        "unknown": [row for row in rows if not hasattr(row, "week")],
        "directs": request.actor.function == Function.DIRECTOR,
    }
    return render(request, "learning/resource_weeks.html", context)


@changes(rules.SCHOOLS_ADD_A_WEEK)
def new_resource(request: ActorRequest) -> HttpResponse:
    """Add a teacher or room that rosters can use."""
    own = None if request.actor.function == Function.DIRECTOR else request.actor.organisation_id
    resource = Resource(region_id=request.actor.region, code=f"r-{uuid4().hex[:12]}", capacity=1)
    about = ResourceForm(request.POST or None, instance=resource, own=own)
    member = MemberForm(request.POST or None, instance=resource) if own is not None else None
    week = WeekForm(request.POST or None, instance=ResourceWeek(), kind=None, region=request.actor.region)
    if request.method == "POST" and all(form.is_valid() for form in (about, member, week) if form is not None):
        saved = actions.save_resource_week(
            resource=about.save(commit=False), week=week.save(commit=False), by=request.actor
        )
        return _saved(request, saved)
    return _page(request, _("New teacher or room"), about, week, member)


@changes(rules.SCHOOLS_WRITE_A_WEEK)
def resource_week(request: ActorRequest, resource: Resource) -> HttpResponse:
    """Write when a teacher or room can be used."""
    known = ResourceWeek.objects.filter(pk=resource.pk).first() or ResourceWeek(resource=resource)
    form = WeekForm(request.POST or None, instance=known, kind=resource.kind, region=request.actor.region)
    teaches = resource.kind != ResourceKind.CLASSROOM and resource.organisation_id is not None
    member = MemberForm(request.POST or None, instance=resource) if teaches else None
    if request.method == "POST" and all(one.is_valid() for one in (form, member) if one is not None):
        saved = actions.save_resource_week(resource=resource, week=form.save(commit=False), by=request.actor)
        return _saved(request, saved)
    return _page(request, resource.name, None, form, member)


def _saved(request: ActorRequest, week: ResourceWeek) -> HttpResponse:
    told = _("%(name)s was saved. The next roster takes it into account.")
    messages.success(request, told % {"name": week.resource.name})
    return redirect("learning:resources")


def _page(
    request: ActorRequest, title: str, about: ResourceForm | None, week: WeekForm, member: MemberForm | None
) -> HttpResponse:
    context = {
        "title": title,
        "about": about,
        "week": week,
        "member": member,
        "all_forms": [form for form in (about, member, week) if form is not None],
    }
    return render(request, "learning/resource_week.html", context, status=422 if request.method == "POST" else 200)
