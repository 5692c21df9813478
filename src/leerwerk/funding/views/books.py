"""Pages of what a budget keeps for groups, and of what is agreed with parties from it."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.engine.money.accounts import Account
from leerwerk.funding import words_of_books as words
from leerwerk.funding.actions import books as actions
from leerwerk.funding.forms.books import AgreeForm, MoneyForm, ReserveForm
from leerwerk.funding.models import Budget, Commitment, Reservation
from leerwerk.funding.queries import books as queries
from leerwerk.funding.queries.budgets import cost_of, suggested
from leerwerk.funding.rules import CHANGES_AGREED, CHANGES_BUDGET, CHANGES_RESERVATION, SEES_RESERVATION
from leerwerk.funding.views.answers import key_in, money_page, moved
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows


def _first_amount(request: ActorRequest, budget: Budget) -> dict[str, object]:
    """Return what a group that was named would be kept: what it charges, as far as there is so much and it needs it."""
    group = key_in(request, "group")
    if group is None:
        return {}
    cents = suggested(budget, group)
    return {"cohort": group, "euros": Decimal(cents) / 100 if cents > 0 else None}


@changes(CHANGES_BUDGET)
def reserve(request: ActorRequest, budget: Budget) -> HttpResponse:
    """Keep money of a budget for a group."""
    initial = {} if request.method == "POST" else _first_amount(request, budget)
    form = ReserveForm(request.POST or None, region_id=budget.region_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        cohort = form.cleaned_data["cohort"]
        done = moved(
            form,
            lambda: actions.reserve(budget=budget, cohort=cohort, told=form.told(), by=request.actor),
        )
        if done:
            messages.success(request, _("Kept for the group. Nobody else can spend it now."))
            return redirect("funding:budget", pk=budget.pk)
    stands = queries.stands_of_budgets([budget]).get(budget.pk, {})
    left = stands.get(Account.AVAILABLE, 0), _("available in this budget")
    return money_page(request, form, _("Keep money for a group"), budget, left)


@shows(SEES_RESERVATION)
@require_GET
def reservation(request: ActorRequest, row: Reservation) -> HttpResponse:
    """What a budget keeps for a group, and what was agreed with parties from it."""
    directs = request.actor.function == Function.DIRECTOR
    stands = queries.stands_of_reservation(row)
    entries = f"{reverse('funding:entries', args=[row.budget_id])}?kept={row.pk}"
    shown = {
        "kept": row,
        "stands": words.named(stands),
        "tiles": words.tiles(stands, *words.OF_GROUP, entries=entries),
        "agreed": [{"row": one.row, **words.named(one.stands)} for one in queries.agreed_of(row)],
        "for_group": queries.kept_for(row.cohort_id),
        "cost": cost_of(row.cohort),
        "free_form": MoneyForm() if directs else None,
    }
    return render(request, "funding/reservation.html", shown)


def _not_agreed(row: Reservation) -> tuple[int, str]:
    return queries.stands_of_reservation(row).get(Account.RESERVED, 0), _("kept and not agreed with anybody")


@changes(CHANGES_RESERVATION)
@require_POST
def free(request: ActorRequest, row: Reservation) -> HttpResponse:
    """Let what is kept for a group be available again."""
    form = MoneyForm(request.POST)
    if form.is_valid() and moved(form, lambda: actions.free(reservation=row, told=form.told(), by=request.actor)):
        messages.success(request, _("Freed: it is available again."))
        return redirect("funding:reservation", pk=row.pk)
    return money_page(request, form, _("Free what is kept"), row.budget, _not_agreed(row), row)


@changes(CHANGES_RESERVATION)
def agree(request: ActorRequest, row: Reservation) -> HttpResponse:
    """Note what is agreed with a party from what is kept for a group."""
    form = AgreeForm(request.POST or None, region_id=row.budget.region_id)
    if request.method == "POST" and form.is_valid():
        work = form.save(commit=False)
        work.reservation = row
        if moved(form, lambda: actions.commit(commitment=work, told=form.told(), by=request.actor)):
            messages.success(request, _("Noted. The party sees it, and can claim it."))
            return redirect("funding:reservation", pk=row.pk)
    return money_page(request, form, _("Agree with a party"), row.budget, _not_agreed(row), row)


@changes(CHANGES_AGREED)
@require_POST
def lift(request: ActorRequest, row: Commitment) -> HttpResponse:
    """Take back what was agreed and not claimed."""
    form = MoneyForm(request.POST)
    if form.is_valid() and moved(form, lambda: actions.lift(commitment=row, told=form.told(), by=request.actor)):
        messages.success(request, _("Taken back: it is kept for the group again."))
        return redirect("funding:agreed_one", pk=row.pk)
    left = queries.stands_of_commitment(row).get(Account.COMMITTED, 0), _("agreed and not claimed")
    return money_page(request, form, _("Take back what was agreed"), row.reservation.budget, left, row.reservation)
