"""Reading the books of budgets: what stands where, what was delivered beside it, and the entries themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Prefetch, QuerySet, Sum

from leerwerk.engine.money.accounts import (
    KEPT_BY,
    LEVELS,
    Account,
    Entry,
    Level,
    Mistake,
    Move,
    YearOfBooks,
    checked,
    year_of,
)
from leerwerk.funding.enums import ClaimState
from leerwerk.funding.models import Budget, Claim, ClosedYear, Commitment, LedgerEntry, Reservation

type Stands = Mapping[Account, int]  # cents by account; what is not named is nothing


def _stands(entries: QuerySet[LedgerEntry], by: str) -> dict[int, Stands]:
    """Return what stands on each account by a key of entries: one query. Accounts kept apart above it are left out."""
    found: dict[int, dict[Account, int]] = defaultdict(lambda: defaultdict(int))
    below = {account for account, level in KEPT_BY.items() if LEVELS.index(level) >= LEVELS.index(Level(by))}
    rows = entries.order_by().values_list(by, "source", "target").annotate(cents=Sum("cents"))
    for key, source, target, cents in rows:
        found[key][Account(source)] -= cents
        found[key][Account(target)] += cents
    return {key: {one: cents for one, cents in stands.items() if one in below} for key, stands in found.items()}


def stands_of_budgets(budgets: Collection[Budget]) -> dict[int, Stands]:
    """Return what stands on each account of these budgets: one query."""
    return _stands(LedgerEntry.objects.filter(budget__in=[one.pk for one in budgets]), "budget")


def stands_of_claim(claim: Claim) -> Stands:
    """Return what stands on each account for one claim: one query."""
    return _stands(LedgerEntry.objects.filter(claim=claim), "claim").get(claim.pk, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reservation, what was agreed of it or a claim, with what stands on each account for it, in cents."""

    row: Any
    stands: Stands

    @property
    def whole(self) -> int:
        """Everything that is kept for it, wherever it stands now."""
        return sum(cents for account, cents in self.stands.items() if account in KEPT)


KEPT = (Account.RESERVED, Account.COMMITTED, Account.CLAIMED, Account.PAID, Account.OWED)


def _kept(rows: Iterable[Any], stands: Mapping[int, Stands]) -> list[Kept]:
    return [Kept(row=row, stands=stands.get(row.pk, {})) for row in rows]


def reservations_of(budget: Budget) -> QuerySet[Reservation]:
    """Return what is kept of a budget, by group."""
    rows = Reservation.objects.filter(budget=budget).select_related("cohort__version__blueprint")
    return rows.order_by("cohort__starts_on", "cohort__code")


def with_stands(rows: Collection[Reservation]) -> list[Kept]:
    """Return reservations with what stands for each: one query."""
    entries = LedgerEntry.objects.filter(reservation__in=[one.pk for one in rows])
    return _kept(rows, _stands(entries, "reservation"))


def kept_for(group_id: int, budget: Budget | None = None) -> int:
    """Return how many cents a budget, or all of them together, keep for a group: one query."""
    entries = LedgerEntry.objects.filter(reservation__cohort=group_id, move__in=(Move.RESERVE, Move.FREE))
    if budget is not None:
        entries = entries.filter(budget=budget)
    moved = dict(entries.order_by().values_list("move").annotate(cents=Sum("cents")))
    return int(moved.get(Move.RESERVE, 0) - moved.get(Move.FREE, 0))


def kept_of_budgets(codes: Collection[str], region: int) -> dict[str, int]:
    """Return how many cents budgets of a region keep for groups, by their code; nothing kept is left out: one query."""
    rows = LedgerEntry.objects.filter(budget__code__in=codes, budget__region=region, move__in=(Move.RESERVE, Move.FREE))
    found: dict[str, int] = defaultdict(int)
    for code, move, cents in rows.order_by().values_list("budget__code", "move").annotate(cents=Sum("cents")):
        found[code] += cents if move == Move.RESERVE else -cents
    return dict(found)


def stands_of_reservation(reservation: Reservation) -> Stands:
    """Return what stands on each account for a reservation: one query."""
    entries = LedgerEntry.objects.filter(reservation=reservation)
    return _stands(entries, "reservation").get(reservation.pk, {})


def agreed_of(reservation: Reservation) -> list[Kept]:
    """Return what was agreed with parties of a reservation: two queries."""
    rows = Commitment.objects.filter(reservation=reservation).select_related("party")
    entries = LedgerEntry.objects.filter(reservation=reservation, commitment__isnull=False)
    return _kept(rows, _stands(entries, "commitment"))


def stands_of_commitment(commitment: Commitment) -> Stands:
    """Return what stands on each account for what was agreed: one query."""
    entries = LedgerEntry.objects.filter(commitment=commitment)
    return _stands(entries, "commitment").get(commitment.pk, {})


def claims_of(commitment: Commitment) -> list[Kept]:
    """Return the claims of what was agreed, the latest first: two queries."""
    rows = Claim.objects.filter(commitment=commitment).select_related("bill")
    entries = LedgerEntry.objects.filter(commitment=commitment, claim__isnull=False)
    return _kept(rows, _stands(entries, "claim"))


def parts_of_bill(claim: Claim) -> QuerySet[Claim]:
    """Return the other claims with the same bill, refused ones left out."""
    rows = Claim.objects.filter(bill=claim.bill_id).exclude(pk=claim.pk).exclude(state=ClaimState.REFUSED)
    return rows.select_related("commitment__reservation__budget")


def agreed_with_claims(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Return what was agreed with its group, budget, party and claims, for a list."""
    return rows.select_related(
        "party", "reservation__cohort__version__blueprint", "reservation__budget"
    ).prefetch_related(Prefetch("claims", Claim.objects.select_related("bill")))


def stands_of_agreed(rows: Collection[Commitment]) -> list[Kept]:
    """Return what was agreed with what stands for each: one query."""
    entries = LedgerEntry.objects.filter(commitment__in=[one.pk for one in rows])
    return _kept(rows, _stands(entries, "commitment"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What was delivered in a group: people up to the last day, half days between the two days.

    Half days are None when fewer than five people were recorded.
    """

    started: int
    completed: int
    stopped: int
    agreed: int
    placed: int
    lessons: int
    lessons_attended: int | None
    lessons_expected: int | None
    work_attended: int | None
    work_expected: int | None


def delivered(groups: Collection[int], first: date, last: date) -> dict[int, Delivered]:
    """Return what was delivered in these groups over a period: one query, and nobody's file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM funding_delivered(%s::bigint[], %s, %s)", [list(groups), first, last])
        names = [column.name for column in cursor.description or ()][1:]
        return {row[0]: Delivered(**dict(zip(names, row[1:], strict=True))) for row in cursor.fetchall()}


def entries_of(
    budget: Budget, *, account: str = "", kept: int | None = None, work: int | None = None
) -> QuerySet[LedgerEntry]:
    """Return the entries of a budget, the latest first: of one account, reservation or agreement when asked."""
    rows = LedgerEntry.objects.filter(budget=budget)
    if account:
        rows = rows.filter(source=account) | rows.filter(target=account)
    if kept is not None:
        rows = rows.filter(reservation=kept)
    if work is not None:
        rows = rows.filter(commitment=work)
    rows = rows.select_related("reservation__cohort", "commitment__party", "claim__bill", "person")
    return rows.order_by("-number")


def closing_of(budget: Budget, year: int) -> ClosedYear | None:
    """Return with which closing a year was closed: its own, or that of a year after it."""
    return ClosedYear.objects.filter(budget=budget, year__gte=year).select_related("person").order_by("year").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A year of a budget from its entries, and what a checker that trusts nothing else finds wrong with the books."""

    entries: int
    mistakes: tuple[Mistake, ...]
    year: YearOfBooks


def proven(budget: Budget, year: int) -> Proven:
    """Return a year of the books of a budget, reckoned and checked from its entries: two queries."""
    columns = ("move", "cents", "on", "reservation", "commitment", "claim")
    written = LedgerEntry.objects.filter(budget=budget).order_by("number").values(*columns)
    rows = [Entry(**row | {"move": Move(row["move"])}) for row in written]
    closed = dict(ClosedYear.objects.filter(budget=budget).values_list("year", "entries"))
    return Proven(entries=len(rows), mistakes=tuple(checked(rows, closed)), year=year_of(rows, year))
