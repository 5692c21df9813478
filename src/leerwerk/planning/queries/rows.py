"""The rows of a plan: what pages show of each group and each person, computed once when the plan is stored."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from leerwerk.engine.planning.answer import Answer, Plan
from leerwerk.engine.planning.contract import LEVELS
from leerwerk.engine.planning.eligibility import offered
from leerwerk.engine.planning.explain import Explainer, Shortage
from leerwerk.engine.planning.question import ANY, Pairs, Question
from leerwerk.engine.planning.values import Part, parts_of_value
from leerwerk.funding.models import Budget
from leerwerk.placement.models import Workplace
from leerwerk.planning.models import GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.gains import gains_of
from leerwerk.planning.queries.reasons import reason_of
from leerwerk.planning.queries.reckoning import Reckoning
from leerwerk.planning.queries.result import Found
from leerwerk.trajectories.models import Cohort, Resource


def _by_group(groups: np.ndarray[Any, Any]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, group in enumerate(groups.tolist()):
        rows.setdefault(group, []).append(row)
    return rows


class GroupRows:
    """Makes the rows of the groups; looks up names once."""

    def __init__(self, asked: PlanningRound, reckoning: Reckoning, answer: Answer) -> None:
        self.asked, self.reckoning = asked, reckoning
        self.explainer = Explainer(reckoning.question, reckoning.pairs, answer)
        question = reckoning.question
        cohorts = Cohort.objects.select_related("version__blueprint")
        self.cohorts = cohorts.in_bulk([int(key) for key in question.groups.ids])
        workplaces = Workplace.objects.select_related("employer", "municipality")
        self.workplaces = workplaces.in_bulk([int(key) for key in question.workplaces.ids])
        self.resources = dict(Resource.objects.filter(region=asked.region_id).values_list("pk", "name"))
        self.budgets = dict(Budget.objects.filter(region=asked.region_id).values_list("pk", "name"))
        self.names = {Shortage.RESOURCE: self.resources, Shortage.BUDGET: self.budgets}
        self.uses = _by_group(question.resources.use_group)
        self.charges = _by_group(question.budgets.charge_group)

    def row(self, group: int) -> GroupProposal:
        """Return one group option as an unsaved row."""
        question, plan, reckoning = self.reckoning.question, self.reckoning.plan, self.reckoning
        groups, cohort = question.groups, self.cohorts[int(question.groups.ids[group])]
        opens = bool(plan.open[group])
        return GroupProposal(
            round=self.asked,
            cohort=cohort,
            title=cohort.version.blueprint.title,
            sector=question.sectors[groups.sector[group]],
            level=LEVELS[groups.level[group]],
            municipality_id=question.travel.zones[groups.zone[group]],
            starts_on=date.fromordinal(int(groups.start[group])),
            min_size=int(groups.min_size[group]),
            max_size=int(groups.max_size[group]),
            dagdelen=int(groups.dagdelen[group]),
            open=opens,
            size=int(reckoning.sizes[group]) if opens else 0,
            eligible=int(reckoning.eligible[group]),
            places=int(question.workplaces.places[offered(question, group)].sum()),
            value=round(float(reckoning.group_value[group]), 3),
            cost=round(float(reckoning.group_cost[group]), 3),
            workplaces=self._workplaces(group),
            budgets=self._budgets(group),
            resources=self._resources(group),
            reasons=reason_of(self.explainer, group, self.names),
        )

    def _workplaces(self, group: int) -> list[dict[str, Any]]:
        question = self.reckoning.question
        rows = []
        for place in offered(question, group):
            key = int(question.workplaces.ids[place])
            if (workplace := self.workplaces.get(key)) is None:
                continue
            rows.append(
                {
                    "id": key,
                    "title": workplace.title,
                    "employer": workplace.employer.name,
                    "town": workplace.municipality.name,
                    "places": int(question.workplaces.places[place]),
                    "taken": self.reckoning.taken_here.get((group, place), 0),
                }
            )
        return sorted(rows, key=lambda row: (-row["taken"], row["title"]))

    def _budgets(self, group: int) -> list[dict[str, Any]]:
        charges, amounts = self.reckoning.question.budgets, self.reckoning.charged
        total: Counter[int] = Counter()
        for row in self.charges.get(group, []):
            total[int(charges.ids[charges.charge_budget[row]])] += amounts[row]
        return [
            {"id": key, "name": self.budgets.get(key, ""), "amount": round(float(amount), 3)}
            for key, amount in sorted(total.items(), key=lambda item: -item[1])
        ]

    def _resources(self, group: int) -> list[dict[str, Any]]:
        uses, amounts = self.reckoning.question.resources, self.reckoning.used
        return [
            {
                "id": int(uses.ids[uses.use_resource[row]]),
                "name": self.resources.get(int(uses.ids[uses.use_resource[row]]), ""),
                "amount": round(float(amounts[row]), 2),
            }
            for row in self.uses.get(group, [])
        ]


def _people(
    asked: PlanningRound,
    reckoning: Reckoning,
    groups: list[GroupProposal],
    reasons: Mapping[str, str],
) -> list[PersonProposal]:
    question, plan = reckoning.question, reckoning.plan
    rows = []
    for person, key in enumerate(question.candidates.ids):
        group, place = int(plan.group[person]), int(plan.workplace[person])
        parts = parts_of_value(question, person, group) if group != ANY else {}
        rows.append(
            PersonProposal(
                round=asked,
                candidate_id=int(key),
                municipality_id=question.travel.zones[question.candidates.zone[person]],
                low_skilled=bool(question.candidates.low_skilled[person]),
                group=groups[group] if group != ANY else None,
                workplace_id=int(question.workplaces.ids[place]) if group != ANY else None,
                value=round(float(reckoning.person_value[person]), 3),
                parts={str(part): round(float(value), 3) for part, value in parts.items()},
                reason=reasons.get(key, ""),
                options=int(reckoning.options[person]),
            )
        )
    return rows


def _overview(reckoning: Reckoning, people: list[PersonProposal], groups: list[GroupProposal]) -> dict[str, Any]:
    towns: dict[str, list[int]] = {}
    for person in people:
        towns.setdefault(person.municipality_id, [0, 0])[0 if person.group is not None else 1] += 1
    question = reckoning.question
    return {
        "municipalities": towns,
        "reasons": Counter(person.reason for person in people if person.reason),
        "kept": round(sum(person.parts.get(Part.KEPT, 0.0) for person in people), 3),
        "sectors": sorted({group.sector for group in groups}),
        "group_towns": sorted({group.municipality_id for group in groups}),
        "places": int(question.workplaces.places.sum()),
        "resources": [
            {"id": int(key), "capacity": float(capacity), "left": round(float(left), 2)}
            for key, capacity, left in zip(
                question.resources.ids, question.resources.capacity, reckoning.resource_left, strict=True
            )
        ],
        "budgets": [
            {"id": int(key), "amount": float(amount), "left": round(float(left), 3)}
            for key, amount, left in zip(
                question.budgets.ids, question.budgets.amount, reckoning.budget_left, strict=True
            )
        ],
    }


def found_rows(
    asked: PlanningRound,
    question: Question,
    pairs: Pairs,
    answer: Answer,
    plan: Plan,
    *,
    reasons: Mapping[str, str],
    prices: bytes,
    version: str,
) -> Found:
    """Return a checked plan as rows; ``reasons`` say of each candidate who is not placed why."""
    reckoning = Reckoning(question=question, pairs=pairs, plan=plan)
    rows = GroupRows(asked, reckoning, answer)
    groups = [rows.row(group) for group in range(len(question.groups.ids))]
    people = _people(asked, reckoning, groups, reasons)
    low, placed = question.candidates.low_skilled, plan.group != ANY
    facts = {
        "status": str(answer.status),
        "objective": answer.objective,
        "bound": answer.bound,
        "seconds": answer.seconds,
        "phase": "",
        "placed": int(placed.sum()),
        "opened": int(plan.open.sum()),
        "low_skilled": int(low.sum()),
        "low_skilled_placed": int((low & placed).sum()),
        "cost": round(float(reckoning.group_cost.sum()), 3),
        "floor_price": float(answer.prices.floor) if answer.prices is not None else 0.0,
        "travel_is_approximate": question.travel.approximate,
        "overview": _overview(reckoning, people, groups),
        "gains": gains_of(reckoning, answer.prices),
        "engine_version": version,
    }
    return Found(facts=facts, groups=groups, people=people, prices=prices)
