"""Pages of what a plan costs and brings: who pays, who gains, how sure that is, and the amounts behind it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from leerwerk.funding.forms.cases import WhatIfForm
from leerwerk.funding.queries.case_facts import stated_on
from leerwerk.funding.views.showing_cases import (
    Addresses,
    amounts_shown,
    asked_of,
    budgets_of,
    case_shown,
    way_shown,
)
from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.money import costs_in_plan, facts_of_plan, opened_by
from leerwerk.planning.rules import DIRECTS_PLAN
from leerwerk.planning.views.board import tabs_of
from leerwerk.privacy.doors import ActorRequest, shows


def _addresses(asked: PlanningRound) -> Addresses:
    return Addresses(
        rows=reverse("planning:money_rows", args=[asked.pk]),
        way=lambda code: reverse("planning:money_way", args=[asked.pk, code]),
    )


@shows(DIRECTS_PLAN)
@require_GET
def money(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """What a plan costs and brings; a plan that opens no group costs nothing."""
    today, opened = timezone.localdate(), opened_by(asked)
    shown: dict[str, object] = {"round": asked, "tabs": tabs_of(asked, "money"), "groups": []}
    status = 200
    if opened:
        facts = facts_of_plan(opened, today)
        form = WhatIfForm(request.GET or None, budgets=budgets_of(facts), many=True)
        shown |= case_shown(facts, stated_on(today), form, _addresses(asked)) | {
            "asked": request.GET.urlencode() if asked_of(form).says_anything else "",
            "groups": costs_in_plan(opened, facts),
        }
        status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "planning/money.html", shown, status=status)


@shows(DIRECTS_PLAN)
@require_GET
def rows(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """The amounts behind a number of a plan's case."""
    today, opened = timezone.localdate(), opened_by(asked)
    if not opened:
        return redirect("planning:money", pk=asked.pk)
    context = amounts_shown(facts_of_plan(opened, today), stated_on(today), request.GET)
    return render(request, "planning/money_rows.html", context | {"round": asked})


@shows(DIRECTS_PLAN)
@require_GET
def way(request: ActorRequest, asked: PlanningRound, code: str) -> HttpResponse:
    """How a way of sharing what a plan costs and brings comes about."""
    today, opened = timezone.localdate(), opened_by(asked)
    if not opened:
        return redirect("planning:money", pk=asked.pk)
    context = way_shown(facts_of_plan(opened, today), stated_on(today), code, _addresses(asked).rows)
    return render(request, "planning/money_way.html", context | {"round": asked})
