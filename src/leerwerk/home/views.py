"""The home page of each role, and stepping in as an invented person."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine.model import GENERIC_MODEL, ComponentKind, ComponentNature
from leerwerk.home import queries, rules
from leerwerk.home.cast import CAST
from leerwerk.home.employing import house_of
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Person
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.labels import label
from leerwerk.web.pictures import Map, Spot, Stage


@shows(rules.HOME_IS_FOR_EVERYONE)
def home(request: ActorRequest) -> HttpResponse:
    """What do I do now?"""
    actor = request.actor
    if actor.person_id is None:
        return redirect("home:step_in") if settings.DEMO else render(request, "home/welcome.html", {})
    if actor.candidate_id is not None:
        return redirect("recruitment:own_file")
    if actor.membership_id is None:
        return render(request, "home/nowhere.html", {})
    if actor.function in {Function.DIRECTOR, Function.CASEWORKER}:
        return render(request, "home/cockpit.html", _cockpit(actor))
    return render(request, "home/partner.html", _partner(actor))


def _cockpit(actor: Actor) -> dict[str, object]:
    plan = queries.last_plan(actor)
    towns = queries.towns_of(actor)
    return {
        "tasks": queries.tasks_of(actor, timezone.localdate(), plan),
        "pipeline": _pipeline(actor),
        "candidates": sum(town.candidates for town in towns),
        "low_skilled": sum(town.low_skilled for town in towns),
        "supply": queries.supply_of(actor),
        "plan": plan if actor.function == Function.DIRECTOR else None,
        "directs": actor.function == Function.DIRECTOR,
        "map": _map(towns),
        "gap": _gap(plan),
    }


def _gap(plan: PlanningRound | None) -> float | None:
    if plan is None or plan.objective is None or plan.bound is None:
        return None
    return max(0.0, plan.bound - plan.objective) / max(1.0, abs(plan.objective))


def _pipeline(actor: Actor) -> list[Stage]:
    people, people_url = queries.people_by_component(actor), reverse("recruitment:candidates")
    return [
        Stage(
            label=label(kind),
            value=people[kind],
            icon="coaching" if kind is ComponentKind.COACHING else kind.value,
            url=f"{people_url}?component={kind}",
            extra=GENERIC_MODEL[kind].nature is ComponentNature.STATUS_HOLDER,
        )
        for kind in ComponentKind
    ]


def _map(towns: list[queries.Town]) -> Map:
    total = sum(town.candidates for town in towns)
    return Map(
        title=_("Where candidates live"),
        sentence=_("%(total)s candidates in %(towns)s municipalities.") % {"total": total, "towns": len(towns)},
        value_label=_("candidates"),
        second_label=_("of whom low-skilled"),
        spots=[
            Spot(
                label=town.municipality.name,
                latitude=town.municipality.latitude,
                longitude=town.municipality.longitude,
                value=town.candidates,
                second=town.low_skilled,
                url=f"{reverse('recruitment:candidates')}?municipality={town.municipality.pk}",
            )
            for town in towns
        ],
    )


def _partner(actor: Actor) -> dict[str, object]:
    groups = queries.groups_concerning(actor)
    behind = "planning:decided" if actor.function == Function.FUNDER else "trajectories:groups"
    return {
        "tasks": queries.tasks_of(actor, timezone.localdate(), None),
        "groups": list(groups[:30]),
        "group_count": groups.count(),
        "groups_url": reverse(behind),
        "budgets": list(queries.budgets_paid_by(actor)) if actor.function == Function.FUNDER else [],
        "function": actor.function,
        "house": house_of(actor, timezone.localdate()) if actor.function == Function.EMPLOYER else None,
    }


@changes(rules.ANYONE_STEPS_IN)
def step_in(request: ActorRequest) -> HttpResponse:
    """Step in as one of the invented people of the demo."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        slugs = {named.slug: named.email for named in CAST}
        person = get_object_or_404(Person, email=slugs.get(request.POST.get("person", ""), ""))
        login(request, person)
        return redirect("home:home")
    people = {
        person.email: person
        for person in Person.objects.filter(email__in=[named.email for named in CAST]).prefetch_related(
            "memberships__organisation"
        )
    }
    cast = [(named, people[named.email]) for named in CAST if named.email in people]
    return render(request, "home/step_in.html", {"cast": cast})
