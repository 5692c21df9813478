"""The planning board: the plan as cards, the map, and who is not placed."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerwerk.planning.enums import NotPlaced
from leerwerk.planning.models import GroupProposal, Objection, PlanningRound
from leerwerk.planning.queries.audit import audit
from leerwerk.planning.queries.board import (
    PEOPLE_PER_PAGE,
    BoardFilter,
    decided_counts,
    page_by_key,
    page_of,
    people_in,
    reasons,
    towns,
)
from leerwerk.planning.queries.compare import CHANGES, difference, locks_that_differ, people_who_change
from leerwerk.planning.queries.rounds import plans_of
from leerwerk.planning.queries.weighing import absent, trade_of, weighed_alike
from leerwerk.planning.rules import DIRECTS_PLAN
from leerwerk.planning.views.asking import key_written, written
from leerwerk.planning.views.pictures import people_map
from leerwerk.planning.views.weights import weights_that_differ
from leerwerk.privacy.doors import ActorRequest, shows


def tabs_of(asked: PlanningRound, current: str) -> list[dict[str, object]]:
    """Return the tabs of a finished plan."""
    pages = (
        ("round", _("Groups")),
        ("people", _("People")),
        ("gains", _("What one more would bring")),
        ("money", _("What it costs and brings")),
        ("locks", _("Locks")),
        ("compare", _("Compare")),
        ("audit", _("Equal treatment")),
    )
    return [
        {"label": label, "url": reverse(f"planning:{name}", args=[asked.pk]), "current": name == current}
        for name, label in pages
    ]


def board(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The plan: its proof, its groups as cards, its map."""
    chosen = BoardFilter(
        show=written(request, "show") or "open",
        sector=written(request, "sector"),
        municipality=written(request, "town"),
        words=written(request, "q"),
        sort=written(request, "sort") or "start",
    )
    places = towns(asked)
    shown = {
        "round": asked,
        "tabs": tabs_of(asked, "round"),
        "chosen": asdict(chosen),
        "page": page_of(chosen.groups(asked), request.GET.get("page")),
        "map": people_map(asked, places),
        "reasons": reasons(asked),
        "decided": decided_counts(asked),
        "objections": Objection.objects.filter(proposal__round=asked, answered_at=None).count(),
    }
    return render(request, "planning/board.html", shown)


@shows(DIRECTS_PLAN)
@require_GET
def people(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The people of a plan: placed, or not and why."""
    rows = people_in(
        asked,
        placed=written(request, "placed"),
        reason=written(request, "reason"),
        municipality=written(request, "town"),
        words=written(request, "q"),
    )
    shown = {
        "round": asked,
        "tabs": tabs_of(asked, "people"),
        "page": page_by_key(rows, request.GET.get("page"), PEOPLE_PER_PAGE),
        "reasons": reasons(asked),
        "all_reasons": NotPlaced.choices,
        "towns": towns(asked),
    }
    return render(request, "planning/people.html", shown)


@shows(DIRECTS_PLAN)
@require_GET
def gains(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """What one more workplace, teacher, euro or month would bring."""
    by_kind: dict[str, list[dict[str, object]]] = {"workplace": [], "resource": [], "budget": []}
    easier: dict[str, int] = {}
    for line in asked.gains:
        if line["kind"] in by_kind:
            by_kind[line["kind"]].append(line)
        else:
            easier[line["kind"]] = line["people"]
    shown = {"round": asked, "tabs": tabs_of(asked, "gains"), "easier": easier, **by_kind}
    return render(request, "planning/gains.html", shown)


@shows(DIRECTS_PLAN)
@require_GET
def compare(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """This plan beside another one: the plan it was made from, unless another is chosen."""
    others = plans_of(asked.region_id).exclude(pk=asked.pk).defer("gains")
    wanted = key_written(request, "with")
    other = others.filter(next=asked).first() if wanted is None else others.filter(pk=wanted).first()
    shown: dict[str, object] = {
        "round": asked,
        "tabs": tabs_of(asked, "compare"),
        "others": others[:50],
        "other": other,
    }
    if other is not None:
        change = written(request, "change")
        rows = people_who_change(other, asked, change if change in CHANGES else "")
        shown |= {
            "difference": difference(other, asked),
            "weights": weights_that_differ(other, asked),
            "locks": locks_that_differ(other, asked),
            "page": page_of(rows, request.GET.get("page"), PEOPLE_PER_PAGE),
            "alike": (alike := weighed_alike(other, asked)),
            "trade": None if alike else trade_of(other, asked),
            "absent": absent(other, asked),
            "same_question": other.pk == asked.previous_id and asked.variant,
        }
    return render(request, "planning/compare.html", shown)


@shows(DIRECTS_PLAN)
@require_GET
def audit_page(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Shares by sex, age and nationality: counted after the plan, outside the planner."""
    return render(
        request, "planning/audit.html", {"round": asked, "tabs": tabs_of(asked, "audit"), "tables": audit(asked)}
    )


@shows(DIRECTS_PLAN)
@require_GET
def print_plan(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The whole plan on paper: numbers and groups, without people."""
    rows = GroupProposal.objects.filter(round=asked, open=True).select_related("municipality", "cohort", "decision")
    shown = {"round": asked, "groups": rows.order_by("starts_on", "title", "id")[:500], "reasons": reasons(asked)}
    return render(request, "planning/print_plan.html", shown)
