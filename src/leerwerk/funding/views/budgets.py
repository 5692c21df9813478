"""Pages of budgets and what groups charge to them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.funding import actions
from leerwerk.funding.forms.budgets import BudgetForm, ChargeForm
from leerwerk.funding.models import Budget, Charge
from leerwerk.funding.queries.books import reservations_of, stands_of_budgets, with_stands
from leerwerk.funding.queries.budgets import charges_of, ending, found_budgets, lines
from leerwerk.funding.refusing import Refused
from leerwerk.funding.rules import (
    CHANGES_BUDGET,
    CHANGES_CHARGE,
    MAKES_BUDGETS,
    SEES_BUDGET,
    SEES_BUDGETS,
    budgets_seen_by,
)
from leerwerk.funding.words_of_books import OF_BUDGET, named, tiles
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 25


def _directs(request: ActorRequest) -> bool:
    return request.actor.function == Function.DIRECTOR


@shows(SEES_BUDGETS)
@require_GET
def budgets(request: ActorRequest) -> HttpResponse:
    """The budgets this actor may see, with what is spent and left."""
    rows = found_budgets(
        budgets_seen_by(request.actor), words=request.GET.get("q", ""), sort=request.GET.get("sort", "")
    )
    if request.GET.get("ending"):
        rows = ending(rows, timezone.localdate())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "lines": lines(list(page.object_list)), "directs": _directs(request)}
    return render(request, "funding/budgets.html", shown)


def _budget_page(request: ActorRequest, budget: Budget, form: ChargeForm | None, status: int = 200) -> HttpResponse:
    page = Paginator(charges_of(budget), PER_PAGE).get_page(request.GET.get("page"))
    kept = Paginator(reservations_of(budget), PER_PAGE).get_page(request.GET.get("kept"))
    shown = {
        "budget": budget,
        "line": lines([budget])[0],
        "page": page,
        "form": form,
        "directs": _directs(request),
        "tiles": tiles(
            stands_of_budgets([budget]).get(budget.pk, {}),
            *OF_BUDGET,
            entries=reverse("funding:entries", args=[budget.pk]),
        ),
        "kept": [{"row": one.row, **named(one.stands)} for one in with_stands(list(kept.object_list))],
        "kept_page": kept,
    }
    return render(request, "funding/budget.html", shown, status=status)


@shows(SEES_BUDGET)
@require_GET
def budget(request: ActorRequest, row: Budget) -> HttpResponse:
    """One budget: what is in it, what is spent, and which groups charge to it."""
    form = ChargeForm(region_id=row.region_id) if _directs(request) else None
    return _budget_page(request, row, form)


def _saved(request: ActorRequest, form: BudgetForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.instance.region_id = form.instance.region_id or request.actor.region_id or 0
        try:
            with transaction.atomic():
                kept = actions.save_budget(budget=form.save(commit=False), by=request.actor)
        except Refused:
            form.add_error("amount", _("So much of it is kept for groups already that it cannot be less."))
        except IntegrityError:  # taken between the form's look and this write
            form.add_error("code", _("This code is taken by another budget."))
        else:
            messages.success(request, _("The budget was saved. Say next what groups charge to it."))
            return redirect("funding:budget", pk=kept.pk)
    status = 422 if form.errors else 200
    return render(request, "funding/form.html", {"form": form, "title": title}, status=status)


@changes(MAKES_BUDGETS)
def new_budget(request: ActorRequest) -> HttpResponse:
    """Make a budget."""
    form = BudgetForm(request.POST or None, region_id=request.actor.region_id or 0)
    return _saved(request, form, _("New budget"))


@changes(CHANGES_BUDGET)
def change_budget(request: ActorRequest, row: Budget) -> HttpResponse:
    """Change a budget."""
    form = BudgetForm(request.POST or None, instance=row, region_id=row.region_id)
    return _saved(request, form, _("Change budget"))


@changes(CHANGES_BUDGET)
@require_POST
def add_charge(request: ActorRequest, row: Budget) -> HttpResponse:
    """Say what a group charges to this budget."""
    form = ChargeForm(request.POST, region_id=row.region_id)
    if form.is_valid():
        charge = form.save(commit=False)
        charge.budget = row
        actions.save_charge(charge=charge, by=request.actor)
        messages.success(request, _("Saved. The next plan counts with it."))
        return redirect("funding:budget", pk=row.pk)
    return _budget_page(request, row, form, status=422)


@changes(CHANGES_CHARGE)
@require_POST
def remove_charge(request: ActorRequest, charge: Charge) -> HttpResponse:
    """Let a group charge nothing to this budget any more."""
    budget_id = charge.budget_id
    actions.remove_charge(charge=charge, by=request.actor)
    messages.success(request, _("Removed. The next plan counts without it."))
    return redirect("funding:budget", pk=budget_id)
