"""Whose turn it is with a claim: who checks it, who pays it as the second person, and who owes something back."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from leerwerk.engine.money.accounts import Account
from leerwerk.funding.enums import CLAIMS_AS, WITHIN, ClaimState
from leerwerk.funding.models import Claim
from leerwerk.funding.queries.books import stands_of_claim
from leerwerk.notices.actions import settle
from leerwerk.notices.awaited import Awaited
from leerwerk.parties.enums import Function
from leerwerk.privacy.trail import part

KINDS = "funding."


@part
def await_claim(claim: Claim) -> None:
    """Let exactly what this claim waits for be open matters."""
    settle(claim, KINDS, list(_wanted(claim)))


def _wanted(claim: Claim) -> Iterator[Awaited]:
    work = claim.commitment
    kept = work.reservation
    budget, today = kept.budget, timezone.localdate()

    def one(kind: str, organisation_id: int | None, function: str) -> Awaited:
        return Awaited(
            kind=kind,
            organisation_id=organisation_id,
            function=function,
            due_on=today + timedelta(days=WITHIN[kind]),
            region_id=budget.region_id,
            group_code=kept.cohort.code,
        )

    if claim.state == ClaimState.FILED:
        yield one("funding.check", None, Function.DIRECTOR)
    if claim.state == ClaimState.CHECKED:
        yield one("funding.pay", None, Function.DIRECTOR)
        if budget.payer_id is not None:
            yield one("funding.pay", budget.payer_id, Function.FUNDER)
    if claim.state == ClaimState.PAID and stands_of_claim(claim).get(Account.OWED, 0):
        function = CLAIMS_AS.get(work.party.kind)
        yield one("funding.give_back", work.party_id if function else None, function or Function.DIRECTOR)
