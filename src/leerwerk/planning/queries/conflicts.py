"""The rules that cannot hold together: kept as facts with the round, told with the names of what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leerwerk.engine.planning.conflict import Conflict
from leerwerk.engine.planning.question import ANY, Question
from leerwerk.funding.models import Budget
from leerwerk.placement.models import Workplace
from leerwerk.planning.models import PlanningRound
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """One of the rules that cannot hold together; ``kind`` is a lock, the floor, a size, or what is shared."""

    kind: str
    candidate: Candidate | None = None
    other: Candidate | None = None
    cohort: Cohort | None = None
    workplace: Workplace | None = None
    resource: Resource | None = None
    budget: Budget | None = None


def conflict_facts(question: Question, conflict: Conflict) -> list[dict[str, Any]]:
    """Return the engine's rules as JSON values with database keys, and whether fewer of them may clash already."""
    ids = {
        "candidate": question.candidates.ids,
        "other": question.candidates.ids,
        "cohort": question.groups.ids,
        "workplace": question.workplaces.ids,
        "resource": question.resources.ids,
        "budget": question.budgets.ids,
    }
    facts: list[dict[str, Any]] = [] if conflict.smallest else [{"smallest": False}]
    for rule in conflict.rules:
        rows = {"cohort": rule.group} | {name: getattr(rule, name) for name in ids if name != "cohort"}
        named = {name: int(ids[name][row]) for name, row in rows.items() if row != ANY}
        facts.append({"kind": str(rule.kind), **named})
    return facts


def broken_rules(asked: PlanningRound) -> list[BrokenRule]:
    """Return the rules that made the round impossible, by name."""
    facts: list[Mapping[str, Any]] = [fact for fact in asked.failure_facts if "kind" in fact]

    def keys(*names: str) -> set[int]:
        return {fact[name] for fact in facts for name in names if name in fact}

    cohorts = Cohort.objects.select_related("version__blueprint", "municipality")
    found: dict[str, Mapping[int, Any]] = {
        "candidate": Candidate.objects.in_bulk(keys("candidate", "other")),
        "cohort": cohorts.in_bulk(keys("cohort")),
        "workplace": Workplace.objects.select_related("employer").in_bulk(keys("workplace")),
        "resource": Resource.objects.in_bulk(keys("resource")),
        "budget": Budget.objects.in_bulk(keys("budget")),
    }
    found["other"] = found["candidate"]
    return [
        BrokenRule(kind=fact["kind"], **{name: rows.get(fact[name]) for name, rows in found.items() if name in fact})
        for fact in facts
    ]


def perhaps_fewer(asked: PlanningRound) -> bool:
    """Whether the search for the smallest set of clashing rules was cut short."""
    return {"smallest": False} in asked.failure_facts
