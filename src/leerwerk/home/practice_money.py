"""Money in the practice region: what was asked for the group that runs, and what a fund keeps, owes and paid for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from leerwerk.engine.money.accounts import Move
from leerwerk.funding.actions import books, note_application, save_budget, save_charge
from leerwerk.funding.enums import ApplicationState, CostItem
from leerwerk.funding.models import Budget, Charge, Claim, Commitment, Reservation
from leerwerk.funding.queries.case_facts import facts_of
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Cohort

NOTED: dict[str, dict[str, Any]] = {
    "esf_plus": {
        "state": ApplicationState.APPLIED,
        "chance": 50,
        "euros": Decimal(12_000),
        "evidence": "Aanvraag van de centrumgemeente, met de begroting van de groep",
    },
    "jobcoach": {
        "state": ApplicationState.GRANTED,
        "chance": 100,
        "euros": Decimal(4_500),
        "evidence": "Beschikking van de gemeente, drie deelnemers",
    },
    "slim": {
        "state": ApplicationState.REFUSED,
        "chance": 0,
        "euros": None,
        "evidence": "Brief: leerplekken vallen er niet meer onder",
    },
}


def ask_for_money(cohort: Cohort, by: Actor) -> None:
    """Let the director note how far applications for a group are; what cannot be used now is left out."""
    today = timezone.localdate()
    group = Cohort.objects.select_related("version__blueprint").get(pk=cohort.pk)
    for one in facts_of(group, today).could:
        if (told := NOTED.get(one.code)) is not None and all(check.holds is not False for check in one.found.checks):
            on = today - timedelta(days=30)
            note_application(cohort=group, found=one.found, told=told | {"on": on}, seen=0, by=by)


def _told(euros: int, note: str = "") -> books.Told:
    return books.Told(cents=euros * 100, on=timezone.localdate(), note=note)


def keep_books(cohort: Cohort, actors: Mapping[str, Actor]) -> None:
    """Let a fund keep money for a group: a school claims two months, of which one is paid; an employer is to come."""
    roos, lotte, bas, fleur = (actors[name] for name in ("roos", "lotte", "bas", "fleur"))
    today = timezone.localdate()
    first, last = date(today.year, 1, 1), date(today.year + 1, 12, 31)
    budget = save_budget(
        budget=Budget(
            code=f"fonds-{today.year}",
            name=f"Fonds, leren en werken {today.year}",
            region_id=cohort.region_id,
            payer_id=fleur.organisation_id,
            amount=Decimal(60),
            source=f"Toezegging van het fonds, januari {today.year} (bedrag verzonnen)",
            valid_from=first,
            valid_until=last,
        ),
        by=roos,
    )
    save_charge(charge=Charge(budget=budget, cohort=cohort, per_group=Decimal(20)), by=roos)
    books.with_payer(budget=budget, move=Move.RECEIVE, told=_told(5_000, "Voorschot"), by=roos)
    kept = books.reserve(budget=budget, cohort=cohort, told=_told(20_000), by=roos)
    lessons = _agree(kept, lotte, CostItem.LESSONS, 12_000, roos)
    _agree(kept, bas, CostItem.GUIDANCE, 4_000, roos)
    month = today.replace(day=1) - timedelta(days=1)
    paid = _claim(lessons, month.replace(day=1) - timedelta(days=1), 2_400, lotte)
    books.check_claim(claim=paid, cents=225_000, why="Een les ging niet door", today=today, by=roos)
    books.pay(claim=paid, on=today, by=fleur)
    _claim(lessons, month, 2_400, lotte)


def _agree(kept: Reservation, party: Actor, item: CostItem, euros: int, by: Actor) -> Commitment:
    assert party.organisation_id is not None
    assert kept.budget.valid_from is not None
    assert kept.budget.valid_until is not None
    work = Commitment(
        reservation=kept,
        party_id=party.organisation_id,
        item=item,
        first=kept.budget.valid_from,
        last=kept.budget.valid_until,
        agreed="Opdrachtbrief in het dossier van de groep",
        aid=item == CostItem.GUIDANCE,
    )
    return books.commit(commitment=work, told=_told(euros), by=by)


def _claim(work: Commitment, last: date, euros: int, by: Actor) -> Claim:
    """File a claim for the month of which this is the last day."""
    claim = Claim(
        commitment=work,
        first=last.replace(day=1),
        last=last,
        cents=euros * 100,
        told="Vaklessen volgens het rooster",
        filed_on=timezone.localdate(),
    )
    number = f"{last:%Y-%m}"
    return books.file_claim(claim=claim, number=number, dated=last, bill_cents=euros * 100, by=by)
