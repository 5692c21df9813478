"""Every change to budgets and to what groups charge to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.models import Municipality, Organisation, Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """A budget as a workbook gives it; ``amount`` in thousands of euros, ``payer`` an organisation's code."""

    code: str
    amount: Decimal
    name: str = ""
    payer: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """What a group charges, as a workbook gives it; ``municipality`` is a CBS code, or empty for any."""

    budget: str
    group: str
    municipality: str = ""
    per_participant: Decimal = Decimal(0)
    per_group: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """How many rows were new, different, or already there."""

    created: int
    changed: int
    same: int


@action
def save_budget(*, budget: Budget, by: Actor) -> Budget:
    """Write a new or changed budget. Raises ``IntegrityError`` when its code is taken."""
    budget.save()
    record("funding.budget", budget, by=by, amount=str(budget.amount))
    return budget


@action
def save_charge(*, charge: Charge, by: Actor) -> Charge:
    """Write what a group charges to a budget; saying it again for the same participants replaces the amounts."""
    held, _made = Charge.objects.update_or_create(
        budget=charge.budget,
        cohort=charge.cohort,
        municipality=charge.municipality,
        defaults={"per_participant": charge.per_participant, "per_group": charge.per_group},
    )
    record("funding.charge", held, by=by, budget=held.budget_id, group=held.cohort_id)
    return held


@action
def remove_charge(*, charge: Charge, by: Actor) -> None:
    """Let a group charge nothing to this budget any more."""
    record("funding.charge_removed", charge, by=by, budget=charge.budget_id, group=charge.cohort_id)
    charge.delete()


def _budget(row: BudgetRow, region: Region, payers: dict[str, int]) -> dict[str, object]:
    given = {
        "name": row.name,
        "region_id": region.pk,
        "payer_id": payers.get(row.payer),
        "amount": row.amount,
        "source": row.source,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
    }
    # A short table (code and amount only) must not wipe what somebody filled in by hand.
    return {name: value for name, value in given.items() if value not in {None, ""}}


@action
def take_in_budgets(
    *, region: Region, budgets: Sequence[BudgetRow], charges: Sequence[ChargeRow], by: Actor
) -> TakenIn:
    """Take in a workbook's budgets and charges at once; the same rows again change nothing.

    Groups, payers and municipalities must exist: a ``KeyError`` names the code that does not. A budget of another
    region is never touched: its code then raises ``KeyError`` too.
    """
    counts = {"created": 0, "changed": 0, "same": 0}
    payers = dict(Organisation.objects.filter(code__in={r.payer for r in budgets}).values_list("code", "pk"))
    codes = {r.code for r in budgets} | {r.budget for r in charges}
    held = {b.code: b for b in Budget.objects.select_for_update().filter(code__in=codes)}
    for code, budget in held.items():
        if budget.region_id != region.pk:
            raise KeyError(code)
    for row in budgets:
        if row.payer and row.payer not in payers:
            raise KeyError(row.payer)
        budget = held.setdefault(row.code, Budget(code=row.code, name=row.code))
        counts[_written(budget, _budget(row, region, payers))] += 1
    groups = {c.code: c.pk for c in Cohort.objects.filter(region=region, code__in={r.group for r in charges})}
    towns = set(Municipality.objects.values_list("pk", flat=True))
    there = {
        (c.budget_id, c.cohort_id, c.municipality_id): c
        for c in Charge.objects.filter(budget__in=[b.pk for b in held.values()])
    }
    for line in charges:
        if line.municipality and line.municipality not in towns:
            raise KeyError(line.municipality)
        key = (held[line.budget].pk, groups[line.group], line.municipality or None)
        charge = there.setdefault(key, Charge(budget_id=key[0], cohort_id=key[1], municipality_id=key[2]))
        amounts = {"per_participant": line.per_participant, "per_group": line.per_group}
        counts[_written(charge, amounts)] += 1
    record("funding.taken_in", region, by=by, **counts)
    return TakenIn(**counts)


def _written(row: Budget | Charge, values: Mapping[str, object]) -> str:
    """Save a row when something about it is new; say what happened."""
    new = row.pk is None
    if not new and all(getattr(row, name) == value for name, value in values.items()):
        return "same"
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return "created" if new else "changed"
