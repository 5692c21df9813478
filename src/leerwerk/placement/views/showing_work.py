"""What a page about somebody's work shows: each spell with its facts, what lacks, what was said, and how it lasted."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.formats import date_format, number_format

from leerwerk.engine.agreement import WageScale
from leerwerk.engine.placing import Lasting, PlacementFacts
from leerwerk.placement import placing_labels as labels
from leerwerk.placement.actions.placements import LOOKS_FOR_WORK
from leerwerk.placement.forms.placements import OF_KIND
from leerwerk.placement.placing_enums import Changed, ChangeReason, Contract, GrowthIn, Paid, PlacementState, Said, Then
from leerwerk.placement.queries.placements import cautions_of, facts_of, facts_on, lacks_of, terms_of
from leerwerk.trajectories.agreement_labels import WAGE_SCALES
from leerwerk.trajectories.path_labels import DOERS, reason_text


def shown(row: Any, today: date) -> dict[str, Any]:
    """Return one placement as a page shows it. What the wall hides is not there: ``terms`` is None then."""
    draft, terms = row.state == PlacementState.DRAFT, terms_of(row)
    facts = facts_of(row) if draft else facts_on(row, today)
    lacks = lacks_of(facts, today) if draft else ()
    return {
        "row": row,
        "facts": facts,
        "terms": terms is not None or draft,
        "pay": _pay(facts) if terms else "",
        "contract": dict(Contract.choices).get(str(facts.contract or ""), "") if terms else "",
        "scale": WAGE_SCALES[WageScale(facts.wage_scale)],
        "growth_in": [dict(GrowthIn.choices)[str(one)] for one in sorted(facts.growth_kinds)],
        "draft": draft,
        "placed": row.state == PlacementState.PLACED,
        "lacks": labels.lack_rows(lacks),
        "cautions": [labels.CAUTIONS[one] for one in cautions_of(facts, today)] if draft and terms else [],
        "said": [
            {
                "day": date.fromisoformat(one["day"]),
                "who": DOERS[one["by_as"]],
                "said": dict(Said.choices)[one["said"]],
            }
            for one in row.all_said
        ],
        "changes": [_change(one) for one in row.all_changes],
        "reason": reason_text(row.end_reason) if row.end_reason else "",
        "then": dict(Then.choices).get(row.then, ""),
    }


def _pay(facts: PlacementFacts) -> str:
    if facts.pay is None or facts.pay_per is None:
        return ""
    return f"{_euros(facts.pay)} {dict(Paid.choices)[str(facts.pay_per)]}"


def _euros(amount: Decimal) -> str:
    return f"€ {number_format(amount, 2, force_grouping=True)}"


def _new(name: str, value: Any) -> str:
    """Return in words what a change says instead; "" for nothing, and for what another value says already."""
    match name, value:
        case ("no_end", _) | (_, ""):
            return ""
        case "hours", _:
            return floatformat(value, "-2")
        case "pay", _:
            return _euros(Decimal(value))
        case "pay_per", _:
            return str(Paid(value).label)
        case "contract", _:
            return str(Contract(value).label)
        case "ends", _:
            return date_format(date.fromisoformat(value), "j F Y")
        case _:
            return ", ".join(value)


def _change(one: dict[str, Any]) -> dict[str, Any]:
    new = (_new(name, one["values"].get(name, "")) for name in OF_KIND[one["kind"]])
    return {
        "what": dict(Changed.choices)[one["kind"]],
        "since": date.fromisoformat(one["since"]),
        "why": dict(ChangeReason.choices)[one["reason"]],
        "new": " ".join(filter(None, new)),
    }


def lasted(found: Lasting) -> dict[str, Any]:
    """Return whether work lasted, moment by moment, in words."""
    return {
        "kind": labels.KINDS[found.kind] if found.kind else "",
        "moments": [
            {
                "name": labels.MOMENTS[at.moment],
                "day": at.day,
                "verdict": labels.VERDICTS[at.verdict],
                "code": str(at.verdict),
                "tone": labels.TONES[at.verdict],
                "because": labels.BECAUSE[at.because],
            }
            for at in found.moments
        ],
    }


def looks_for_work(stage: str) -> bool:
    """Whether somebody can be placed from where they are."""
    return stage in LOOKS_FOR_WORK


def all_shown(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return all placements as a page shows them, the one that matters now first."""
    today = timezone.localdate()
    order = {PlacementState.DRAFT: 0, PlacementState.PLACED: 1, PlacementState.ENDED: 2}
    ranked = sorted(rows, key=lambda one: (order[PlacementState(one.state)], -(one.begins or date.max).toordinal()))
    return [shown(row, today) for row in ranked]
