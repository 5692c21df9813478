"""Reading budgets and what is charged to them. Amounts in thousands of euros."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, DecimalField, ExpressionWrapper, F, Q, QuerySet

from leerwerk.funding.models import Budget, Charge
from leerwerk.recruitment.queries import Home
from leerwerk.trajectories.enums import ENDED, CohortState

MONEY = DecimalField(max_digits=14, decimal_places=3)
COMMITTED = (CohortState.DECIDED, CohortState.RUNNING, CohortState.FINISHED)
ENDS_SOON = timedelta(days=90)
SORTS = {"name": ("name", "pk"), "amount": ("-amount", "pk"), "until": ("valid_until", "pk")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A budget with what decided groups charge to it, what is left, and how many group options could use it."""

    budget: Budget
    spent: Decimal
    options: int

    @property
    def left(self) -> Decimal:
        """What is not spent yet; below zero when more was decided than there is."""
        return self.budget.amount - self.spent

    @property
    def share(self) -> float:
        """What is spent, as a share between 0 and 1."""
        return min(1.0, float(self.spent / self.budget.amount)) if self.budget.amount else 0.0


def with_amounts(charges: QuerySet[Charge]) -> QuerySet[Charge]:
    """Add how many participants of the group a charge counts (``people``) and what it comes to (``spent``)."""
    counts = ~Q(cohort__enrolments__stage__in=ENDED) & (
        Q(municipality=None) | Q(municipality=Home("cohort__enrolments__candidate"))
    )
    return charges.annotate(people=Count("cohort__enrolments", filter=counts)).annotate(
        spent=ExpressionWrapper(F("per_group") + F("per_participant") * F("people"), output_field=MONEY)
    )


def found_budgets(budgets: QuerySet[Budget], *, words: str, sort: str) -> QuerySet[Budget]:
    """Return the budgets whose name, ground or payer has these words, in the asked order."""
    for word in words.split()[:5]:
        budgets = budgets.filter(Q(name__icontains=word) | Q(source__icontains=word) | Q(payer__name__icontains=word))
    return budgets.order_by(*SORTS.get(sort, SORTS["name"]))


def ending(budgets: QuerySet[Budget], today: date) -> QuerySet[Budget]:
    """Return the budgets that hold today and end within 90 days."""
    return budgets.filter(valid_until__gte=today, valid_until__lt=today + ENDS_SOON)


def lines(budgets: Collection[Budget]) -> list[BudgetLine]:
    """Return these budgets with their spending: one query, however many."""
    spent: dict[int, Decimal] = defaultdict(Decimal)
    options: dict[int, set[int]] = defaultdict(set)
    rows = with_amounts(Charge.objects.filter(budget__in=[b.pk for b in budgets]).select_related("cohort"))
    for charge in rows:
        if charge.cohort.state in COMMITTED:
            spent[charge.budget_id] += charge.spent  # type: ignore[attr-defined]  # annotated
        elif charge.cohort.state == CohortState.OPTION:
            options[charge.budget_id].add(charge.cohort_id)
    return [BudgetLine(budget=b, spent=spent[b.pk], options=len(options[b.pk])) for b in budgets]


def charges_of(budget: Budget) -> QuerySet[Charge]:
    """Return what each group charges to this budget, decided groups first."""
    rows = Charge.objects.filter(budget=budget).select_related("cohort__version__blueprint", "municipality")
    return with_amounts(rows).order_by("cohort__state", "cohort__starts_on", "cohort__code", "pk")
