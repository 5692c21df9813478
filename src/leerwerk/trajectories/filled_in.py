"""What people filled in for an agreement, between the form, the draft that is kept as JSON, and the engine."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from leerwerk.engine.agreement import Cost, Filled, GroupFilled, Payer, PayUnit, WageScale

type Stored = Mapping[str, Any]


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def learn_work_filled(stored: Stored) -> Filled:
    """Return what was filled in for one participant."""
    paid = {cost: Payer(payer) for cost in Cost if (payer := stored.get(f"pays_{cost}"))}
    return Filled(
        work_hours=_decimal(stored.get("work_hours")),
        pay_unit=PayUnit(stored["pay_unit"]) if stored.get("pay_unit") else None,
        pay=_decimal(stored.get("pay")),
        wage_scale=WageScale(stored.get("wage_scale") or WageScale.ADULT),
        lessons_paid={"yes": True, "no": False}.get(str(stored.get("lessons_paid"))),
        contract_months=stored.get("contract_months"),
        trial_months=stored.get("trial_months"),
        notice_weeks=stored.get("notice_weeks"),
        growth_months=stored.get("growth_months"),
        growth=stored.get("growth", ""),
        who_pays=paid,
        talk_days=stored.get("talk_days"),
        when_it_stops=stored.get("when_it_stops", ""),
    )


def group_filled(stored: Stored) -> GroupFilled:
    """Return what was filled in for a group."""
    return GroupFilled(
        meeting_weeks=stored.get("meeting_weeks"),
        talk_days=stored.get("talk_days"),
        employer_stops=stored.get("employer_stops", ""),
        too_few=stored.get("too_few", ""),
        not_covered=Payer(stored["not_covered"]) if stored.get("not_covered") else None,
    )


def to_store(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form took in as JSON values; what was left open stays away."""
    told = {name: str(value) if isinstance(value, Decimal) else value for name, value in cleaned.items()}
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in told.items()
        if value not in (None, "")
    }
