"""Pages of what was agreed with a party, and of its claims: filed, checked by one person, paid by another."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.engine.money.accounts import Account, Move
from leerwerk.funding import words_of_books as words
from leerwerk.funding.actions import books as actions
from leerwerk.funding.enums import ClaimState
from leerwerk.funding.forms.books import CheckForm, ClaimForm, MoneyForm, PayForm, ReasonedForm, WhyForm, next_period
from leerwerk.funding.forms.fields import in_cents
from leerwerk.funding.models import Claim, Commitment
from leerwerk.funding.queries import books as queries
from leerwerk.funding.rules import (
    CHECKS_CLAIM,
    CLAIMS,
    PAYS_CLAIM,
    SEES_AGREED,
    SEES_BUDGETS,
    SEES_CLAIM,
    SEES_CLAIMS,
    SEES_PACKS,
    agreed_seen_by,
)
from leerwerk.funding.views.answers import moved
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 25


def _directs(request: ActorRequest) -> bool:
    return request.actor.function == Function.DIRECTOR


@shows(SEES_CLAIMS)
@require_GET
def agreed(request: ActorRequest) -> HttpResponse:
    """What was agreed with parties, with what was claimed and paid of it."""
    rows = agreed_seen_by(request.actor).order_by("-last", "pk")
    if waiting := request.GET.get("state", "") if request.GET.get("state") in ClaimState.values else "":
        rows = rows.filter(claims__state=waiting).distinct()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"row": one.row, **words.named(one.stands)} for one in queries.stands_of_agreed(list(page.object_list))]
    shown: dict[str, Any] = {"page": page, "lines": lines, "states": ClaimState.choices, "state": waiting}
    shown["sees_packs"] = SEES_PACKS.allows(request.actor)
    return render(request, "funding/agreed.html", shown)


def _entries_of(request: ActorRequest, work: Commitment) -> str:
    """Return where the entries about what was agreed are, for who may open them."""
    if not SEES_BUDGETS.allows(request.actor):
        return ""
    return f"{reverse('funding:entries', args=[work.reservation.budget_id])}?work={work.pk}"


def _agreed_page(request: ActorRequest, row: Commitment, form: ClaimForm | None, status: int = 200) -> HttpResponse:
    claims = queries.claims_of(row)
    may_claim = CLAIMS.allows(request.actor)
    if form is None and may_claim:
        last = max((one.row.last for one in claims if one.row.state != ClaimState.REFUSED), default=None)
        form = ClaimForm(initial=next_period(row, last))
    today = timezone.localdate()
    until = min(today, row.last)
    stands = queries.stands_of_commitment(row)
    shown = {
        "work": row,
        "stands": words.named(stands),
        "tiles": words.tiles(stands, *words.OF_PARTY, entries=_entries_of(request, row)),
        "claims": [{"row": one.row, "tone": words.TONES[one.row.state], **words.named(one.stands)} for one in claims],
        "form": form if may_claim else None,
        "lift_form": MoneyForm() if _directs(request) else None,
        "delivered": queries.delivered([row.reservation.cohort_id], row.first, max(until, row.first)).get(
            row.reservation.cohort_id
        ),
        "until": until,
        "directs": _directs(request),
    }
    return render(request, "funding/agreed_one.html", shown, status=status)


@shows(SEES_AGREED)
@require_GET
def agreed_one(request: ActorRequest, row: Commitment) -> HttpResponse:
    """What was agreed with a party for a group, its claims, and what was delivered so far."""
    return _agreed_page(request, row, None)


@changes(CLAIMS)
@require_POST
def file_claim(request: ActorRequest, row: Commitment) -> HttpResponse:
    """File a claim for a period, with a bill."""
    form = ClaimForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        claim = Claim(
            commitment=row,
            first=said["first"],
            last=said["last"],
            cents=in_cents(said["euros"]),
            told=said["told"],
            filed_on=timezone.localdate(),
        )
        bill = {"number": said["number"], "dated": said["dated"], "bill_cents": in_cents(said["bill_euros"])}
        if moved(form, lambda: actions.file_claim(claim=claim, **bill, by=request.actor)):
            messages.success(request, _("Filed. It is checked by one person and paid by another."))
            return redirect("funding:claim", pk=claim.pk)
    return _agreed_page(request, row, form, status=422)


def _may(request: ActorRequest, claim: Claim) -> dict[str, bool]:
    """Return what this actor may do with a claim as it is now."""
    checks, pays = CHECKS_CLAIM.allows(request.actor), PAYS_CLAIM.allows(request.actor)
    return {
        "check": checks and claim.state == ClaimState.FILED,
        "pay": pays and claim.state == ClaimState.CHECKED and claim.checked_by_id != request.actor.person_id,
        "wait": pays and claim.state == ClaimState.CHECKED and claim.checked_by_id == request.actor.person_id,
        "after": checks and claim.state == ClaimState.PAID,
    }


def _claim_page(request: ActorRequest, claim: Claim, status: int = 200, **forms_now: forms.BaseForm) -> HttpResponse:
    may, stands = _may(request, claim), queries.stands_of_claim(claim)
    asked = stands.get(Account.CLAIMED, 0)
    work = claim.commitment
    kept = work.reservation
    shown: dict[str, Any] = {
        "claim": claim,
        "work": work,
        "kept": kept,
        "tone": words.TONES[ClaimState(claim.state)],
        "stands": words.named(stands),
        "others": queries.parts_of_bill(claim),
        "entries_url": _entries_of(request, work),
        "delivered": queries.delivered([kept.cohort_id], claim.first, claim.last).get(kept.cohort_id),
        "may": may,
        "check_form": CheckForm(asked=asked) if may["check"] else None,
        "why_form": WhyForm(auto_id="no_%s"),
        "pay_form": PayForm() if may["pay"] else None,
        "reclaim_form": ReasonedForm(auto_id="back_%s") if may["after"] and stands.get(Account.PAID) else None,
        "back_form": MoneyForm() if may["after"] and stands.get(Account.OWED) else None,
    }
    return render(request, "funding/claim.html", shown | forms_now, status=status)


@shows(SEES_CLAIM)
@require_GET
def claim(request: ActorRequest, row: Claim) -> HttpResponse:
    """A claim, what was delivered in its period, and who looked at it."""
    return _claim_page(request, row)


def _done(
    request: ActorRequest, row: Claim, name: str, form: forms.Form, do: Callable[[], object], said: str
) -> HttpResponse:
    """Do what a form of the page of a claim asks, and say so; or show the page with what is against it."""
    if form.is_valid() and moved(form, do):
        messages.success(request, said)
        return redirect("funding:claim", pk=row.pk)
    return _claim_page(request, row, 422, **{name: form})


@changes(CHECKS_CLAIM)
@require_POST
def check(request: ActorRequest, row: Claim) -> HttpResponse:
    """Say as the first person how much of a claim is right."""
    form = CheckForm(request.POST, asked=queries.stands_of_claim(row).get(Account.CLAIMED, 0))
    today = timezone.localdate()

    def do() -> None:
        actions.check_claim(claim=row, cents=form.cents, why=form.cleaned_data["why"], today=today, by=request.actor)

    return _done(request, row, "check_form", form, do, _("Checked. Somebody else can pay it now."))


@changes(CHECKS_CLAIM)
@require_POST
def refuse(request: ActorRequest, row: Claim) -> HttpResponse:
    """Refuse a claim, with the reason."""
    form, today = WhyForm(request.POST, auto_id="no_%s"), timezone.localdate()

    def do() -> None:
        actions.refuse_claim(claim=row, why=form.cleaned_data["why"], today=today, by=request.actor)

    return _done(request, row, "why_form", form, do, _("Refused. The party reads why, and can claim it anew."))


@changes(PAYS_CLAIM)
@require_POST
def send_back(request: ActorRequest, row: Claim) -> HttpResponse:
    """Let a checked claim be checked once more."""
    form = WhyForm(request.POST, auto_id="no_%s")

    def do() -> None:
        actions.send_back(claim=row, why=form.cleaned_data["why"], by=request.actor)

    return _done(request, row, "why_form", form, do, _("Sent back. The director checks it once more."))


@changes(PAYS_CLAIM)
@require_POST
def pay(request: ActorRequest, row: Claim) -> HttpResponse:
    """Note as the second person that a claim is paid."""
    form = PayForm(request.POST)

    def do() -> None:
        actions.pay(claim=row, on=form.cleaned_data["on"], by=request.actor)

    return _done(request, row, "pay_form", form, do, _("Paid, by two people."))


@changes(CHECKS_CLAIM)
@require_POST
def after(request: ActorRequest, row: Claim, what: Move) -> HttpResponse:
    """Ask back what was paid, let the party keep it after all, or note that it came back."""
    asks = what is Move.RECLAIM
    form = ReasonedForm(request.POST, auto_id="back_%s") if asks else MoneyForm(request.POST)
    name = "reclaim_form" if asks else "back_form"

    def do() -> None:
        actions.after_payment(claim=row, move=what, told=form.told(), by=request.actor)

    return _done(request, row, name, form, do, _("Written in the books."))
