"""Reading budgets and what is charged to them. Amounts in thousands of euros."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Func, IntegerField, Q, QuerySet

from leerwerk.engine.money.accounts import Account
from leerwerk.funding.models import Budget, Charge
from leerwerk.funding.queries.books import kept_for, stands_of_budgets
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort

COMMITTED = (CohortState.DECIDED, CohortState.RUNNING, CohortState.FINISHED)
ENDS_SOON = timedelta(days=90)
SORTS = {"name": ("name", "pk"), "amount": ("-amount", "pk"), "until": ("valid_until", "pk")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A budget with what decided groups charge to it or keep of it, what is left, and how many options could use it."""

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


def found_budgets(budgets: QuerySet[Budget], *, words: str, sort: str) -> QuerySet[Budget]:
    """Return the budgets whose name, ground or payer has these words, in the asked order."""
    for word in words.split()[:5]:
        budgets = budgets.filter(Q(name__icontains=word) | Q(source__icontains=word) | Q(payer__name__icontains=word))
    return budgets.order_by(*SORTS.get(sort, SORTS["name"]))


def ending(budgets: QuerySet[Budget], today: date) -> QuerySet[Budget]:
    """Return the budgets that hold today and end within 90 days."""
    return budgets.filter(valid_until__gte=today, valid_until__lt=today + ENDS_SOON)


# What groups in these states charge to these budgets, or keep of them where that is more; and how many options could
# use each.
SPENT = """
WITH charged AS (
    SELECT c.budget_id, c.cohort_id, sum(c.per_group + c.per_participant * coalesce(h.people, 0)) AS amount
    FROM funding_charge c
    LEFT JOIN trajectories_heads(ARRAY(SELECT cohort_id FROM funding_charge WHERE budget_id = ANY (%(budgets)s))) h
        ON h.cohort = c.cohort_id AND coalesce(h.home, '') = coalesce(c.municipality_id, '')
    WHERE c.budget_id = ANY (%(budgets)s)
    GROUP BY c.budget_id, c.cohort_id
), kept AS (
    SELECT r.budget_id, r.cohort_id, sum(CASE e.move WHEN 'reserve' THEN e.cents ELSE -e.cents END) / 100000.0 AS amount
    FROM funding_reservation r JOIN funding_ledgerentry e ON e.reservation_id = r.id AND e.move IN ('reserve', 'free')
    WHERE r.budget_id = ANY (%(budgets)s)
    GROUP BY r.budget_id, r.cohort_id
)
SELECT budget_id,
       coalesce(sum(greatest(coalesce(charged.amount, 0), coalesce(kept.amount, 0)))
                FILTER (WHERE g.state = ANY (%(spend)s)), 0),
       count(*) FILTER (WHERE g.state = %(option)s AND charged.amount IS NOT NULL)
FROM charged FULL JOIN kept USING (budget_id, cohort_id) JOIN trajectories_cohort g ON g.id = cohort_id
GROUP BY budget_id
"""


def lines(budgets: Collection[Budget]) -> list[BudgetLine]:
    """Return these budgets with their spending: one query, however many."""
    asked: dict[str, Any] = {"budgets": [b.pk for b in budgets], "spend": list(COMMITTED), "option": CohortState.OPTION}
    with connection.cursor() as cursor:
        cursor.execute(SPENT, asked)
        found = {key: (spent, options) for key, spent, options in cursor.fetchall()}
    none = (Decimal(0), 0)
    return [BudgetLine(budget=b, spent=found.get(b.pk, none)[0], options=found.get(b.pk, none)[1]) for b in budgets]


HEADS = Func("cohort", "municipality", function="trajectories_heads_of", output_field=IntegerField())


def charges_of(budget: Budget) -> QuerySet[Charge]:
    """Return what each group charges to this budget, decided groups first, with its participants (``people``)."""
    rows = Charge.objects.filter(budget=budget).select_related("cohort__version__blueprint", "municipality")
    return rows.annotate(people=HEADS).order_by("cohort__state", "cohort__starts_on", "cohort__code", "pk")


CENTS = 100_000  # in a thousand euros


def cost_of(cohort: Cohort) -> int:
    """Return what a group costs at its largest, in cents."""
    return int((cohort.fixed_cost + cohort.cost_per_participant * cohort.max_size) * CENTS)


def suggested(budget: Budget, group_id: int) -> int:
    """Return how much of a budget to keep for a group, in cents: what it charges, less what is kept already.

    Never more than is available, nor than the group costs and no budget keeps yet. Somebody from a place counts only
    when they take part; as long as nobody does, a charge for any place counts for the largest size.
    """
    cohort = Cohort.objects.filter(pk=group_id, region=budget.region_id).first()
    if cohort is None:
        return 0
    charged = Decimal(0)
    rows = Charge.objects.filter(budget=budget, cohort=cohort)
    for place, group, each, people in rows.values_list("municipality", "per_group", "per_participant", HEADS):
        charged += group + each * (people or (cohort.max_size if place is None else 0))
    kept = kept_for(group_id, budget)
    left = stands_of_budgets([budget]).get(budget.pk, {}).get(Account.AVAILABLE, 0)
    return max(0, min(int(charged * CENTS) - kept, left, cost_of(cohort) - kept_for(group_id)))
