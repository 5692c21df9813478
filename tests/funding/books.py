"""The books of the small season: Roos keeps money for *groen*, agrees lessons with Lotte's school, and Lotte claims."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from leerwerk.engine.money.accounts import Entry, Mistake, Move, by_account, checked
from leerwerk.funding.actions import books as actions
from leerwerk.funding.actions.books import Told
from leerwerk.funding.models import Budget, Claim, ClosedYear, Commitment, LedgerEntry, Reservation
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.models import Cohort
from tests.planning.season import SmallSeason

TODAY = date(2026, 11, 28)
COST = 34_000  # euros, of groen at its largest: 10,000 and six times 4,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What people of the small season do with money; amounts in euros."""

    small: SmallSeason
    today: date = TODAY

    def told(self, euros: float, note: str = "") -> Told:
        return Told(cents=round(euros * 100), on=self.today, note=note, ticket=uuid4())

    def keep(self, euros: float, *, budget: Budget | None = None, group: Cohort | None = None) -> Reservation:
        return actions.reserve(
            budget=budget or self.small.budget,
            cohort=group or self.small.groen,
            told=self.told(euros),
            by=self.small.cast.actor(self.small.cast.roos),
        )

    def agree(
        self,
        euros: float,
        kept: Reservation,
        *,
        party: Organisation | None = None,
        item: str = "lessons",
        aid: bool = False,
        last: date = date(2027, 12, 31),
    ) -> Commitment:
        work = Commitment(
            reservation=kept,
            party=party or self.small.cast.school,
            item=item,
            first=date(2026, 1, 1),
            last=last,
            agreed="Opdracht 12",
            aid=aid,
        )
        return actions.commit(commitment=work, told=self.told(euros), by=self.small.cast.actor(self.small.cast.roos))

    def claim(
        self,
        euros: float,
        work: Commitment,
        *,
        month: int = 1,
        number: str = "2026-1",
        bill: float | None = None,
    ) -> Claim:
        cast = self.small.cast
        claim = Claim(
            commitment=work,
            first=date(self.today.year, month, 1),
            last=date(self.today.year, month, 28),
            cents=round(euros * 100),
            told="Acht lessen",
            filed_on=self.today,
        )
        return actions.file_claim(
            claim=claim,
            number=number,
            dated=date(2026, 11, 1),
            bill_cents=round((euros if bill is None else bill) * 100),
            by=cast.actor(cast.lotte),
        )

    def check(self, claim: Claim, euros: float, why: str = "") -> None:
        by = self.small.cast.actor(self.small.cast.roos)
        actions.check_claim(claim=claim, cents=round(euros * 100), why=why, today=self.today, by=by)

    def pay(self, claim: Claim, on: date | None = None) -> None:
        actions.pay(claim=claim, on=on or self.today, by=self.small.cast.actor(self.small.cast.fleur))

    def paid(self, euros: float) -> Claim:
        """Return a claim that went all the way."""
        claim = self.claim(euros, self.agree(euros, self.keep(euros)))
        self.check(claim, euros)
        self.pay(claim)
        return claim


def written(budget: Budget) -> list[Entry]:
    """Return the entries of a budget as the checker reads them."""
    columns = ("move", "cents", "on", "reservation", "commitment", "claim")
    rows = LedgerEntry.objects.filter(budget=budget).order_by("number").values(*columns)
    return [Entry(**row | {"move": Move(row["move"])}) for row in rows]


def mistakes(budget: Budget) -> list[Mistake]:
    """Return what a checker that reads only the entries finds wrong."""
    return checked(written(budget), dict(ClosedYear.objects.filter(budget=budget).values_list("year", "entries")))


def euros(budget: Budget) -> dict[str, float]:
    """Return what stands on each account of a budget that holds something."""
    return {str(account): cents / 100 for account, cents in by_account(written(budget)).items() if cents}
