"""Aid to an employer over three years, of which there is a most (de minimis)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from leerwerk.engine.money.accounts import Move
from leerwerk.engine.months import plus_months
from leerwerk.funding.models import AidElsewhere, LedgerEntry
from leerwerk.parties.models import Organisation

MOST = 30_000_000  # cents in three years: Regulation (EU) 2023/2831, art. 3; the database holds it (migration 0006)
MONTHS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """Aid to an employer in the three years up to a day, in cents; ``told``: what it had from others."""

    since: date
    here: int
    told: tuple[AidElsewhere, ...]

    @property
    def elsewhere(self) -> int:
        """What it had from others."""
        return sum(one.cents for one in self.told)

    @property
    def left(self) -> int:
        """What it may have yet."""
        return MOST - self.here - self.elsewhere


def aid_of(employer: Organisation, today: date) -> Aid:
    """Return the aid to an employer in the three years up to today: two queries."""
    since = plus_months(today, -MONTHS)
    rows = LedgerEntry.objects.filter(
        commitment__party=employer, commitment__aid=True, on__gt=since, on__lte=today, move__in=(Move.COMMIT, Move.LIFT)
    )
    moved = dict(rows.order_by().values_list("move").annotate(cents=Sum("cents")))
    told = AidElsewhere.objects.filter(employer=employer, on__gt=since, on__lte=today)
    return Aid(since=since, here=int(moved.get(Move.COMMIT, 0) - moved.get(Move.LIFT, 0)), told=tuple(told))
