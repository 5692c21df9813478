"""The rules that cannot hold together, with the names of the people and groups they are about."""

from dataclasses import dataclass

from leerwerk.planning.enums import TWO_PEOPLE
from leerwerk.planning.models import PlanningRound
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """One of the rules that cannot hold together; ``kind`` is a lock, or the floor."""

    kind: str
    candidate: Candidate | None = None
    other: Candidate | None = None
    cohort: Cohort | None = None


def broken_rules(asked: PlanningRound) -> list[BrokenRule]:
    """Return the smallest set of locks and floors that made the round impossible, by name."""
    facts = [fact for fact in asked.failure_facts if "kind" in fact]
    people = Candidate.objects.in_bulk({int(v) for fact in facts for v in fact.get("candidates", ())})
    groups = Cohort.objects.select_related("version__blueprint", "municipality").in_bulk(
        {int(v) for fact in facts for v in fact.get("groups", ())}
    )
    found = []
    for fact in facts:
        who = [people.get(int(v)) for v in fact.get("candidates", ())]
        what = [groups.get(int(v)) for v in fact.get("groups", ())]
        found.append(
            BrokenRule(
                kind=fact["kind"],
                candidate=who[0] if who else None,
                other=who[1] if fact["kind"] in TWO_PEOPLE and len(who) > 1 else None,
                cohort=what[0] if what else None,
            )
        )
    return found
