"""Every change to budgets and to what groups charge to them."""

from leerwerk.funding.models import Budget, Charge
from leerwerk.funding.refusing import by_the_books
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def save_budget(*, budget: Budget, by: Actor) -> Budget:
    """Write a new or changed budget. Raises ``IntegrityError`` when its code is taken, Refused when more is kept."""
    with by_the_books():
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
