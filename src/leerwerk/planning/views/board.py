"""The planning board: the plan as cards, the map, and who is not placed."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerwerk.planning.enums import NotPlaced, RoundState
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
from leerwerk.planning.queries.compare import CHANGES, difference, people_who_change
from leerwerk.planning.queries.rounds import plans_of
from leerwerk.planning.rules import DIRECTS_ROUND
from leerwerk.planning.views.pictures import people_map
from leerwerk.privacy.doors import ActorRequest, shows


def tabs_of(asked: PlanningRound, current: str) -> list[dict[str, object]]:
    """Return the tabs of a finished plan."""
    pages = (
        ("round", _("Groups")),
        ("people", _("People")),
        ("gains", _("What one more would bring")),
        ("compare", _("Compare")),
        ("audit", _("Equal treatment")),
    )
    return [
        {"label": label, "url": reverse(f"planning:{name}", args=[asked.pk]), "current": name == current}
        for name, label in pages
    ]


def board(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The plan: its proof, its groups as cards, its map."""
    given = request.GET
    chosen = BoardFilter(
        show=given.get("show", "open"),
        sector=given.get("sector", ""),
        municipality=given.get("town", ""),
        words=given.get("q", ""),
        sort=given.get("sort", "start"),
    )
    places = towns(asked)
    shown = {
        "round": asked,
        "tabs": tabs_of(asked, "round"),
        "chosen": asdict(chosen),
        "page": page_of(chosen.groups(asked), given.get("page")),
        "map": people_map(asked, places),
        "reasons": reasons(asked),
        "decided": decided_counts(asked),
        "objections": Objection.objects.filter(proposal__round=asked, answered_at=None).count(),
    }
    return render(request, "planning/board.html", shown)


def _solved(asked: PlanningRound) -> PlanningRound:
    return get_object_or_404(PlanningRound.objects.filter(state=RoundState.SOLVED), pk=asked.pk)


@shows(DIRECTS_ROUND)
@require_GET
def people(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The people of a plan: placed, or not and why."""
    given = request.GET
    rows = people_in(
        asked,
        placed=given.get("placed", ""),
        reason=given.get("reason", ""),
        municipality=given.get("town", ""),
        words=given.get("q", ""),
    )
    shown = {
        "round": asked,
        "tabs": tabs_of(asked, "people"),
        "page": page_by_key(rows, given.get("page"), PEOPLE_PER_PAGE),
        "reasons": reasons(asked),
        "all_reasons": NotPlaced.choices,
        "towns": towns(asked),
    }
    return render(request, "planning/people.html", shown)


@shows(DIRECTS_ROUND)
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


@shows(DIRECTS_ROUND)
@require_GET
def compare(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """This plan beside another one: the plan it was made from, unless another is chosen."""
    others = plans_of(asked.region_id).exclude(pk=asked.pk).defer("overview", "gains")
    wanted = request.GET.get("with", "")
    other = others.filter(pk=int(wanted)).first() if wanted.isdigit() else others.filter(next=asked).first()
    shown: dict[str, object] = {
        "round": asked,
        "tabs": tabs_of(asked, "compare"),
        "others": others[:50],
        "other": other,
    }
    if other is not None:
        change = request.GET.get("change", "")
        rows = people_who_change(other, asked, change if change in CHANGES else "")
        shown |= {
            "difference": difference(other, asked),
            "page": page_of(rows, request.GET.get("page"), PEOPLE_PER_PAGE),
            "same_question": other.pk == asked.previous_id and asked.variant,
        }
    return render(request, "planning/compare.html", shown)


@shows(DIRECTS_ROUND)
@require_GET
def audit_page(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Shares by sex, age and nationality: counted after the plan, outside the planner."""
    asked = _solved(asked)
    return render(
        request, "planning/audit.html", {"round": asked, "tabs": tabs_of(asked, "audit"), "tables": audit(asked)}
    )


@shows(DIRECTS_ROUND)
@require_GET
def print_plan(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The whole plan on paper: numbers and groups, without people."""
    rows = GroupProposal.objects.filter(round=asked, open=True).select_related("municipality", "cohort", "decision")
    shown = {"round": asked, "groups": rows.order_by("starts_on", "title", "id")[:500], "reasons": reasons(asked)}
    return render(request, "planning/print_plan.html", shown)
