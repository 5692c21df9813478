"""Every change to budgets, to what groups charge to them, to applications, and to figures of a region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.engine import money
from leerwerk.engine.money.instruments import Fact, Found, Standing
from leerwerk.funding.enums import ASKED, SURE, ApplicationState
from leerwerk.funding.models import Application, Budget, Charge, GroupFact, RegionFigure
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


class CannotBeUsed(Exception):
    """The instrument is closed, or something that it asks is not so; ``standing`` says which."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(str(standing))
        self.standing = standing


class CostTwice(Exception):
    """Another instrument covers the same cost of the group."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote it since it was read."""


@action
def note_application(*, cohort: Cohort, found: Found, told: Mapping[str, Any], seen: int, by: Actor) -> Application:
    """Write how far a group's application is; ``found``: the instrument now; ``seen``: the edits that were read.

    ``told`` holds state, chance, euros, on, evidence. Raises CannotBeUsed when it is asked for and cannot be had,
    CostTwice, ChangedMeanwhile.
    """
    instrument = found.instrument
    if told["state"] in ASKED and found.standing in (Standing.CLOSED, Standing.CANNOT, Standing.NOT_YET):
        raise CannotBeUsed(found.standing)
    Cohort.objects.select_for_update().only("pk").get(pk=cohort.pk)
    held = Application.objects.filter(cohort=cohort, code=instrument.code).first()
    if (0 if held is None else held.edits) != seen:
        raise ChangedMeanwhile
    others = Application.objects.filter(cohort=cohort, covers=instrument.covers).exclude(code=instrument.code)
    if told["state"] != ApplicationState.REFUSED and others.exclude(state=ApplicationState.REFUSED).exists():
        raise CostTwice
    row = held or Application(cohort=cohort, code=instrument.code, covers=instrument.covers, edits=0)
    for name in ("state", "chance", "euros", "on", "evidence"):
        setattr(row, name, told[name])
    if told["state"] in SURE:
        row.chance = 100
    if told["state"] == ApplicationState.REFUSED:
        row.chance = 0
    row.edits += 1
    row.save()
    record("funding.application", row, by=by, group=cohort.pk, instrument=row.code, state=row.state)
    return row


class NoOwnFigure(LookupError):
    """The region has no figure of its own: it is what is stated already."""


@action
def set_figure(*, region: Region, code: money.Code, told: Mapping[str, Any], today: date, by: Actor) -> RegionFigure:
    """Let a region have a figure of its own from today; ``told`` holds value, low, high, sure, source."""
    row, _made = RegionFigure.objects.update_or_create(
        region=region, code=code, since=today, defaults={**told, "dropped": False}
    )
    record("funding.figure", row, by=by, code=row.code, value=str(row.value))
    return row


@action
def drop_figure(*, region: Region, code: money.Code, today: date, by: Actor) -> None:
    """Let a figure of a region be what is stated again, from today; what it was stays. Raises NoOwnFigure."""
    held = RegionFigure.objects.filter(region=region, code=code).order_by("-since").first()
    if held is None or held.dropped:
        raise NoOwnFigure(code)
    same = {name: getattr(held, name) for name in ("value", "low", "high", "sure", "source")}
    row, _made = RegionFigure.objects.update_or_create(
        region=region, code=code, since=today, defaults={**same, "dropped": True}
    )
    record("funding.figure_dropped", row, by=by, code=row.code)


@action
def tell_facts(*, cohort: Cohort, told: Mapping[Fact, Decimal | None], by: Actor) -> None:
    """Write what is known of a group that instruments ask; None: it is not known any more."""
    for fact, value in told.items():
        if value is None:
            GroupFact.objects.filter(cohort=cohort, fact=fact).delete()
        else:
            GroupFact.objects.update_or_create(cohort=cohort, fact=fact, defaults={"value": value})
    record("funding.facts", cohort, by=by, facts=sorted(told))
