"""Every change to the books of a budget, from what is kept for a group to what came back.

The database decides what the books take (migration 0006): what it refuses is raised as ``Refused`` with the reason,
and a form that is sent twice as ``AlreadyDone``. Amounts are whole cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from leerwerk.engine.money.accounts import TOGETHER, Account, Move
from leerwerk.engine.money.instruments import on_day
from leerwerk.funding.actions.awaiting import await_claim
from leerwerk.funding.enums import ClaimState, Refusal
from leerwerk.funding.models import Bill, Budget, Claim, ClosedYear, Commitment, LedgerEntry, Reservation
from leerwerk.funding.queries.books import stands_of_claim
from leerwerk.funding.queries.instruments import instruments_of
from leerwerk.funding.refusing import Refused, by_the_books
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.trajectories.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody fills in to move money: how much, on which day, why; ``ticket``: of the form."""

    cents: int
    on: date
    note: str = ""
    ticket: UUID | None = None


@part
def _enter(move: Move, told: Told, about: Budget | Reservation | Commitment | Claim, by: Actor) -> None:
    """Write an entry, and the cash that goes with it."""
    claim = about if isinstance(about, Claim) else None
    work = claim.commitment if claim else about if isinstance(about, Commitment) else None
    kept = work.reservation if work else about if isinstance(about, Reservation) else None
    budget_id = kept.budget_id if kept else about.pk
    with by_the_books():
        for one in filter(None, (move, TOGETHER.get(move))):
            LedgerEntry.objects.create(
                budget_id=budget_id,
                reservation=kept,
                commitment=work,
                claim=claim,
                move=one,
                cents=told.cents,
                on=told.on,
                note=told.note,
                ticket=told.ticket,
                person_id=by.person_id,
            )


@action
def reserve(*, budget: Budget, cohort: Cohort, told: Told, by: Actor) -> Reservation:
    """Keep money of a budget for a group: more of it when some is kept already. Raises Refused, AlreadyDone."""
    kept, _made = Reservation.objects.get_or_create(budget=budget, cohort=cohort)
    _enter(Move.RESERVE, told, kept, by)
    record("funding.reserved", kept, by=by, budget=budget.pk, group=cohort.pk, cents=told.cents)
    return kept


@action
def free(*, reservation: Reservation, told: Told, by: Actor) -> None:
    """Let what is kept for a group and not agreed with anybody be available again. Raises Refused, AlreadyDone."""
    _enter(Move.FREE, told, reservation, by)
    record("funding.freed", reservation, by=by, cents=told.cents)


@action
def commit(*, commitment: Commitment, told: Told, by: Actor) -> Commitment:
    """Note what was agreed with a party, from what is kept for a group. Raises Refused, AlreadyDone."""
    budget = commitment.reservation.budget
    known = instruments_of(budget.region_id)
    if budget.instrument and commitment.item in on_day(budget.instrument, told.on, known)[0].never:
        raise Refused(Refusal.NOT_ALLOWED)
    commitment.save(force_insert=True)
    _enter(Move.COMMIT, told, commitment, by)
    record("funding.committed", commitment, by=by, party=commitment.party_id, cents=told.cents)
    return commitment


@action
def lift(*, commitment: Commitment, told: Told, by: Actor) -> None:
    """Take back what was agreed with a party and not claimed. Raises Refused, AlreadyDone."""
    _enter(Move.LIFT, told, commitment, by)
    record("funding.lifted", commitment, by=by, cents=told.cents)


def _bill(commitment: Commitment, number: str, dated: date, cents: int) -> Bill:
    bill, made = Bill.objects.get_or_create(
        party_id=commitment.party_id, number=number, defaults={"dated": dated, "cents": cents}
    )
    if not made and (bill.dated, bill.cents) != (dated, cents):
        raise Refused(Refusal.OTHER_BILL)
    return bill


@action
def file_claim(*, claim: Claim, number: str, dated: date, bill_cents: int, by: Actor) -> Claim:
    """Ask what was agreed for a period, with a bill of which another budget may pay a part. Raises Refused.

    ``claim`` holds commitment, first, last, cents, told and the day on which it is filed.
    """
    claim.bill = _bill(claim.commitment, number, dated, bill_cents)
    claim.filed_by_id = by.person_id
    with by_the_books():
        claim.save(force_insert=True)
    _enter(Move.CLAIM, Told(cents=claim.cents, on=claim.filed_on), claim, by)
    await_claim(claim)
    record("funding.claimed", claim, by=by, cents=claim.cents)
    return claim


def _locked(claim: Claim, *states: ClaimState) -> Claim:
    """Return the claim as it is now, for us alone. Raises Refused when it is in none of these states."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("commitment__reservation__budget", "bill")
    held = rows.get(pk=claim.pk)
    if held.state not in states:
        raise Refused(Refusal.NOT_NOW)
    return held


def _left(claim: Claim, account: Account) -> int:
    return stands_of_claim(claim).get(account, 0)


@action
def refuse_claim(*, claim: Claim, why: str, today: date, by: Actor) -> None:
    """Refuse a claim; what was agreed can be claimed again. Raises Refused."""
    held = _locked(claim, ClaimState.FILED)
    _enter(Move.REFUSE, Told(cents=_left(held, Account.CLAIMED), on=today, note=why), held, by)
    held.state, held.why = ClaimState.REFUSED, why
    held.save(update_fields=["state", "why"])
    await_claim(held)
    record("funding.claim_refused", held, by=by)


@action
def check_claim(*, claim: Claim, cents: int, why: str, today: date, by: Actor) -> None:
    """Say as the first person that a claim is right, or for how much less, and why. Raises Refused."""
    held = _locked(claim, ClaimState.FILED)
    left = _left(held, Account.CLAIMED)
    if not 0 < cents <= left:
        raise Refused(Refusal.OVERDRAWS)
    if cents < left:
        _enter(Move.REFUSE, Told(cents=left - cents, on=today, note=why), held, by)
    held.state, held.why, held.checked_on, held.checked_by_id = ClaimState.CHECKED, why, today, by.person_id
    held.save(update_fields=["state", "why", "checked_on", "checked_by"])
    await_claim(held)
    record("funding.claim_checked", held, by=by, cents=cents)


@action
def send_back(*, claim: Claim, why: str, by: Actor) -> None:
    """Say as the second person that a claim has to be checked once more. Raises Refused."""
    held = _locked(claim, ClaimState.CHECKED)
    held.state, held.why, held.checked_on, held.checked_by = ClaimState.FILED, why, None, None
    held.save(update_fields=["state", "why", "checked_on", "checked_by"])
    await_claim(held)
    record("funding.claim_sent_back", held, by=by)


@action
def pay(*, claim: Claim, on: date, by: Actor) -> None:
    """Note as the second person that a checked claim is paid. Raises Refused, also for who checked it."""
    held = _locked(claim, ClaimState.CHECKED)
    cents = _left(held, Account.CLAIMED)
    held.state, held.paid_on, held.paid_by_id = ClaimState.PAID, on, by.person_id
    with by_the_books():
        held.save(update_fields=["state", "paid_on", "paid_by"])
    _enter(Move.PAY, Told(cents=cents, on=on, note=held.bill.number), held, by)
    await_claim(held)
    record("funding.claim_paid", held, by=by, cents=cents)


AFTER_PAYMENT = {
    Move.RECLAIM: "funding.reclaimed",
    Move.WAIVE: "funding.waived",
    Move.GIVE_BACK: "funding.given_back",
}


@action
def after_payment(*, claim: Claim, move: Move, told: Told, by: Actor) -> None:
    """Ask back what was paid, let a party keep it after all, or note that it came back. Raises Refused, AlreadyDone.

    What came back is kept for the group again.
    """
    held = _locked(claim, ClaimState.PAID)
    _enter(move, told, held, by)
    await_claim(held)
    record(AFTER_PAYMENT[move], held, by=by, cents=told.cents)


WITH_PAYER: Mapping[Move, str] = {Move.RECEIVE: "funding.received", Move.HAND_BACK: "funding.handed_back"}


@action
def with_payer(*, budget: Budget, move: Move, told: Told, by: Actor) -> None:
    """Note that the payer of a budget sent money, or that some went back to it. Raises Refused, AlreadyDone."""
    _enter(move, told, budget, by)
    record(WITH_PAYER[move], budget, by=by, cents=told.cents)


@action
def close_year(*, budget: Budget, year: int, today: date, by: Actor) -> ClosedYear:
    """Close a year of a budget, and all before it: nothing is written in it any more. Raises Refused."""
    if year >= today.year:
        raise Refused(Refusal.NOT_OVER)
    Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    if ClosedYear.objects.filter(budget=budget, year__gte=year).exists():
        raise Refused(Refusal.YEAR_CLOSED)
    written = LedgerEntry.objects.filter(budget=budget).count()
    row = ClosedYear.objects.create(budget=budget, year=year, entries=written, closed_on=today, person_id=by.person_id)
    record("funding.year_closed", budget, by=by, year=year, entries=written)
    return row
