"""What a plan costs and brings: the cases of the groups that it opens, with the people whom it places."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from leerwerk.engine.money.of_design import covered
from leerwerk.funding.queries.case_facts import GroupFacts, charged, facts_of_many
from leerwerk.planning.models import GroupProposal, PersonProposal, PlanningRound


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupInPlan:
    """A group that a plan opens, with what it costs and how much of it budgets pay, in thousands of euros."""

    proposal: GroupProposal
    cost: float
    covered: float

    @property
    def uncovered(self) -> float:
        """What nobody said to pay."""
        return max(0.0, self.cost - self.covered)


def opened_by(asked: PlanningRound) -> list[GroupProposal]:
    """Return the groups that a plan opens, with where each of their people lives (``homes``): one question."""
    people = PersonProposal.objects.filter(group=OuterRef("pk")).order_by().values_list("municipality")
    rows = GroupProposal.objects.filter(round=asked, open=True).annotate(homes=ArraySubquery(people))
    return list(rows.select_related("cohort__version__blueprint").order_by("starts_on", "title", "id"))


def facts_of_plan(opened: list[GroupProposal], today: date) -> list[GroupFacts]:
    """Return what the case of a plan is reckoned from: four questions, however many groups it opens."""
    heads = {one.cohort_id: Counter(getattr(one, "homes", ())) | {"": one.size} for one in opened}
    return facts_of_many([one.cohort for one in opened], today, heads)


def costs_in_plan(opened: list[GroupProposal], facts: list[GroupFacts]) -> list[GroupInPlan]:
    """Return what each group of a plan costs, and how much of it is paid; what is paid least comes first."""
    found = []
    for proposal, one in zip(opened, facts, strict=True):
        cover = covered(one.fixed, one.each, proposal.size, tuple(charged(one.charges, one.heads, None)))
        found.append(GroupInPlan(proposal=proposal, cost=cover.cost / 1000, covered=cover.covered / 1000))
    return sorted(found, key=lambda one: (-one.uncovered, one.proposal.starts_on, one.proposal.pk))
