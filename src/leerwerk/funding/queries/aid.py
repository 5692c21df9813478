"""Aid to an employer over three years, of which there is a most (de minimis)."""

from dataclasses import dataclass
from datetime import date

from leerwerk.engine.money.accounts import Move
from leerwerk.engine.months import plus_months
from leerwerk.funding.models import AidElsewhere, Commitment, LedgerEntry
from leerwerk.parties.models import Organisation

MOST = 30_000_000  # cents in three years: Regulation (EU) 2023/2831, art. 3; the database holds it (migration 0006)
MONTHS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed with an employer and counts as aid, less what was taken back, in cents."""

    work: Commitment
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """Aid to an employer in three years up to a day, in cents: agreed here, and ``told``, what it had from others."""

    since: date
    agreed: tuple[Agreed, ...]
    told: tuple[AidElsewhere, ...]

    @property
    def here(self) -> int:
        """What was agreed here."""
        return sum(one.cents for one in self.agreed)

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
    found: dict[int, tuple[Commitment, int]] = {}
    for entry in rows.select_related("commitment__reservation__cohort").order_by("number"):
        work = entry.commitment
        assert work is not None
        sign = 1 if entry.move == Move.COMMIT else -1
        found[work.pk] = (work, found.get(work.pk, (work, 0))[1] + sign * entry.cents)
    told = AidElsewhere.objects.filter(employer=employer, on__gt=since, on__lte=today)
    agreed = tuple(Agreed(work=work, cents=cents) for work, cents in found.values() if cents)
    return Aid(since=since, agreed=agreed, told=tuple(told))
