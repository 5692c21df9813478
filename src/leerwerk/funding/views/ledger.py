"""Pages of the entries of a budget, of what its payer sends, of its years, and of aid to employers."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.engine.money.accounts import OUTSIDE, Account, Move
from leerwerk.funding import words_of_books as words
from leerwerk.funding.actions import aid as aid_actions
from leerwerk.funding.actions import books as actions
from leerwerk.funding.forms.books import AidForm, ReasonedForm
from leerwerk.funding.models import Budget
from leerwerk.funding.queries import books as queries
from leerwerk.funding.queries.aid import aid_of
from leerwerk.funding.refusing import Refused
from leerwerk.funding.rules import CHANGES_BUDGET, SEES_BUDGET, TELLS_AID
from leerwerk.funding.views.answers import key_in, money_page, moved
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 50
EARLIEST = 2000  # before it no budget of a trajectory has entries


@shows(SEES_BUDGET)
@require_GET
def entries(request: ActorRequest, budget: Budget) -> HttpResponse:
    """Every amount of a budget: from which account to which, for whom, on which day and by whom."""
    account = request.GET.get("account", "")
    account = account if account in set(Account) else ""
    kept, work = key_in(request, "kept"), key_in(request, "work")
    found = queries.entries_of(budget, account=account, kept=kept, work=work)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    stands = queries.stands_of_budgets([budget]).get(budget.pk, {})
    shown = {
        "budget": budget,
        "page": page,
        "rows": [
            {
                "row": one,
                "move": words.MOVES[Move(one.move)],
                "source": words.ACCOUNTS[Account(one.source)],
                "target": words.ACCOUNTS[Account(one.target)],
            }
            for one in page
        ],
        "stands": words.named(stands),
        "tiles": words.tiles(stands, *words.OF_BUDGET, entries=reverse("funding:entries", args=[budget.pk])),
        "narrowed": kept is not None or work is not None,
        "accounts": words.ACCOUNTS.items(),
        "account": account,
        "account_name": words.ACCOUNTS[Account(account)] if account else "",
        "form": ReasonedForm() if request.actor.function == Function.DIRECTOR else None,
        "year": timezone.localdate().year,
    }
    return render(request, "funding/entries.html", shown)


@shows(SEES_BUDGET)
@require_GET
def table(request: ActorRequest, budget: Budget) -> HttpResponse:
    """The entries of a budget as a table of text (CSV), the first one first."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{budget.code}-entries.csv"'
    answer["Cache-Control"] = "no-store"
    writer = csv.writer(answer)
    writer.writerow(["number", "on", "move", "from", "to", "euros", "group", "party", "bill", "note"])
    for one in queries.entries_of(budget).order_by("number"):
        group = one.reservation.cohort.code if one.reservation else ""
        party = one.commitment.party.code if one.commitment else ""
        bill = one.claim.bill.number if one.claim else ""
        euros = f"{one.cents // 100}.{one.cents % 100:02}"
        writer.writerow([one.number, one.on, one.move, one.source, one.target, euros, group, party, bill, one.note])
    return answer


@changes(CHANGES_BUDGET)
@require_POST
def payer(request: ActorRequest, budget: Budget, what: Move) -> HttpResponse:
    """Note that the payer sent money, or that some went back to it."""
    form = ReasonedForm(request.POST)
    if form.is_valid() and moved(
        form, lambda: actions.with_payer(budget=budget, move=what, told=form.told(), by=request.actor)
    ):
        messages.success(request, _("Written in the books."))
        return redirect("funding:entries", pk=budget.pk)
    stands = queries.stands_of_budgets([budget]).get(budget.pk, {})
    left = stands.get(Account.CASH, 0), words.ACCOUNTS[Account.CASH]
    return money_page(request, form, words.MOVES[what], budget, left)


@shows(SEES_BUDGET)
@require_GET
def year(request: ActorRequest, budget: Budget, year: int) -> HttpResponse:
    """A year of a budget: what stood before it, what moved, what stands after it, and whether the books are right."""
    today = timezone.localdate()
    if not EARLIEST <= year <= today.year:
        raise Http404
    found = queries.proven(budget, year)
    closed = queries.closing_of(budget, year)
    shown = {
        "budget": budget,
        "year": year,
        "before": year - 1 if year - 1 >= EARLIEST else None,
        "after": year + 1 if year < today.year else None,
        "accounts": [
            (account, name, found.year.opening[account], found.year.closing[account])
            for account, name in words.ACCOUNTS.items()
        ],
        "moves": [(words.MOVES[move], cents) for move, cents in found.year.moved.items() if cents],
        "inside": [str(account) for account in Account if account not in OUTSIDE],
        "entries": found.entries,
        "mistakes": found.mistakes,
        "closed": closed,
        "may_close": request.actor.function == Function.DIRECTOR and closed is None and year < today.year,
    }
    return render(request, "funding/year.html", shown)


@changes(CHANGES_BUDGET)
@require_POST
def close_year(request: ActorRequest, budget: Budget, year: int) -> HttpResponse:
    """Close a year of a budget."""
    try:
        actions.close_year(budget=budget, year=year, today=timezone.localdate(), by=request.actor)
    except Refused as refused:
        messages.error(request, words.REFUSALS[refused.reason])
    else:
        messages.success(request, _("Closed. Nothing is written in it any more."))
    return redirect("funding:year", pk=budget.pk, year=year)


@changes(TELLS_AID)
def aid(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Aid to an employer in three years: what was agreed here, and what it had from others."""
    form = AidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.save(commit=False)
        told.employer = employer
        try:
            with transaction.atomic():
                aid_actions.tell_aid(told=told, by=request.actor)
        except IntegrityError:  # told before: the same giver, day and amount
            form.add_error(None, _("This aid was noted already."))
        else:
            messages.success(request, _("Noted. It counts for three years."))
            return redirect("funding:aid", pk=employer.pk)
    shown = {"employer": employer, "form": form, "aid": aid_of(employer, timezone.localdate())}
    return render(request, "funding/aid.html", shown, status=422 if form.errors else 200)
