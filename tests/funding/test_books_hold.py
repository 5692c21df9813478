"""Whatever is done with the books of budgets, in any order and by eight at once: nothing is overdrawn or paid twice."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerwerk.engine.money.accounts import Move
from leerwerk.funding.actions import books as actions
from leerwerk.funding.actions.books import Told
from leerwerk.funding.enums import Refusal
from leerwerk.funding.models import Bill, Budget, Claim, Commitment, LedgerEntry, Reservation
from leerwerk.funding.queries.books import kept_for
from leerwerk.funding.refusing import Refused
from tests.at_once import at_once, wrong
from tests.cast import Cast, build_cast
from tests.funding.books import COST, TODAY, Books, euros, mistakes
from tests.planning.season import build_season


@pytest.fixture
def books(cast: Cast) -> Books:
    return Books(small=build_season(cast))


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["keep", "free", "agree", "lift", "claim", "check", "refuse", "pay", "reclaim", "waive", "give_back", "cut"]
        ),
        st.integers(0, 1),  # which budget, reservation, agreement or claim: the first or the last
        st.integers(1, 60),  # how much, in hundreds of euros
    ),
    min_size=15,
    max_size=60,
)


def _one(rows: Any, which: int) -> Any:
    found = list(rows.order_by("pk"))
    return found[-which] if found else None


def _try(books: Books, name: str, which: int, amount: int) -> None:
    """Do one thing with the first or the last row, whether it can be done or not."""
    roos = books.small.cast.actor(books.small.cast.roos)
    told = books.told(amount * 100, note="omdat")
    budget = _one(Budget.objects.all(), which)
    kept, work = _one(Reservation.objects.all(), which), _one(Commitment.objects.all(), which)
    claim = _one(Claim.objects.all(), which)
    if name == "cut":
        budget.amount = max(Decimal(0), budget.amount - amount)
        budget.save()
    if name == "keep":
        books.keep(amount * 100, budget=budget)
    if kept is not None and name == "free":
        actions.free(reservation=kept, told=told, by=roos)
    if kept is not None and name == "agree":
        books.agree(amount * 100, kept)
    if work is not None and name == "lift":
        actions.lift(commitment=work, told=told, by=roos)
    if work is not None and name == "claim":
        books.claim(amount * 100, work, month=1 + amount % 12, number=f"{amount % 3}", bill=5_000)
    if claim is not None and name == "check":
        books.check(claim, amount * 100, why="omdat")
    if claim is not None and name == "refuse":
        actions.refuse_claim(claim=claim, why="omdat", today=TODAY, by=roos)
    if claim is not None and name == "pay":
        books.pay(claim)
    if claim is not None and name in ("reclaim", "waive", "give_back"):
        actions.after_payment(claim=claim, move=Move(name), told=told, by=roos)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_no_sequence_of_actions_overdraws_anything_or_pays_a_cost_twice(
    books: Books, moves: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        Budget.objects.create(code="esf", name="ESF+", region=books.small.cast.region, amount=Decimal(20))
        for name, which, amount in moves:
            try:
                with transaction.atomic():
                    _try(books, name, which, amount)
            except (Refused, IntegrityError):
                continue
        for budget in Budget.objects.all():
            assert mistakes(budget) == []
        assert kept_for(books.small.groen.pk) <= COST * 100
        for bill in Bill.objects.all():
            rows = LedgerEntry.objects.filter(claim__bill=bill)
            claimed = sum(one.cents for one in rows.filter(move=Move.CLAIM))
            undone = sum(one.cents for one in rows.filter(move__in=(Move.REFUSE, Move.GIVE_BACK)))
            assert claimed - undone <= bill.cents
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_overdraw_nothing_and_numbers_have_no_gaps() -> None:
    with transaction.atomic():
        books = Books(small=build_season(build_cast()))
        kept = books.keep(4_000)
    by = books.small.cast.actor(books.small.cast.roos)

    def keep() -> object:
        told = Told(cents=500_000, on=TODAY, ticket=uuid4())
        return actions.reserve(budget=books.small.budget, cohort=books.small.groen, told=told, by=by)

    def refusals(found: list[Any]) -> list[Refusal]:
        assert all(isinstance(one, Refused) for one in wrong(found))
        return [one.reason for one in found if isinstance(one, Refused)]

    assert refusals(at_once(*[keep] * 8)) == [Refusal.MORE_THAN_COST] * 2  # six of 5,000 fit beside the 4,000
    assert refusals(at_once(*[lambda: books.agree(6_000, kept)] * 8)) == [Refusal.OVERDRAWS] * 3
    work = Commitment.objects.first()
    assert work is not None
    months = iter(range(1, 9))

    def ask() -> object:
        month = next(months)
        return books.claim(1_000, work, month=month, number="2026-1", bill=3_500)

    assert set(refusals(at_once(*[ask] * 8))) == {Refusal.BILL_EXCEEDED}
    claim = Claim.objects.first()
    assert claim is not None
    books.check(claim, 1_000)
    assert refusals(at_once(*[lambda: books.pay(claim)] * 8)) == [Refusal.NOT_NOW] * 7
    assert euros(books.small.budget) == {
        "promised": -200_000,
        "available": 166_000,
        "reserved": 4_000,
        "committed": 27_000,
        "claimed": 2_000,
        "paid": 1_000,
        "cash": -1_000,
        "party": 1_000,
    }
    assert mistakes(books.small.budget) == []
    numbers = list(LedgerEntry.objects.filter(budget=books.small.budget).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
