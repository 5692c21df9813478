"""Amal in the B1 route, Samuel in the Z-route: their plans, and hours as they are written down."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from leerwerk.engine.inburgering import (
    BeforePip,
    Bucket,
    Group,
    HourEntry,
    Ledger,
    Line,
    NormCode,
    Plan,
    Route,
    Source,
    ledger,
    stated_norms,
)

NORMS = stated_norms()
PIP = date(2027, 3, 14)
AMAL = Plan(dated=PIP, route=Route.B1)
SAMUEL = Plan(dated=PIP, route=Route.Z)
YUSUF = Plan(dated=PIP, route=Route.ONDERWIJS)
NOOR = Plan(dated=PIP, route=Route.B1, group=Group.GEZIN_OVERIG)

_codes = count(1)


def hours(
    amount: float,
    bucket: Bucket,
    day: date,
    *,
    code: str = "",
    source: Source = Source.ATTENDANCE,
    dutch: bool | None = True,
    together: bool | None = True,
    school: bool | None = True,
    practice: bool = False,
    before: BeforePip | None = None,
) -> HourEntry:
    """Hours on one day, in a good setting and at a recognised school unless said otherwise."""
    return HourEntry(
        code=code or f"h{next(_codes)}",
        day=day,
        bucket=bucket,
        minutes=round(60 * amount),
        source=source,
        dutch_speaking=dutch,
        not_isolated=together,
        recognised_school=school,
        practice=practice,
        before_pip=before,
    )


def many(total: int, bucket: Bucket, first: date, *, each: int = 6, practice: bool = False) -> list[HourEntry]:
    """So many hours in all, ``each`` on one day after another."""
    return [
        hours(min(each, total - done), bucket, first + timedelta(days=k), practice=practice)
        for k, done in enumerate(range(0, total, each))
    ]


def counted(entries: list[HourEntry], plan: Plan | None, today: date) -> Ledger:
    """The ledger with the norms that are shipped."""
    return ledger(entries, plan=plan, norms=NORMS, today=today)


def line(entries: list[HourEntry], plan: Plan, today: date, code: NormCode) -> Line:
    """One line of it, that must be there."""
    found = counted(entries, plan, today).line(code)
    assert found is not None
    return found
