"""Which locks and floors cannot hold together: a smallest set, found by leaving one out after the other."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from leerwerk.engine.planning.answer import Command, Progress, Status
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Int32s, Locks, Question
from leerwerk.engine.planning.solve import NoPlanInTime, solve
from leerwerk.planning.enums import PERSON_AND_GROUP, TWO_PEOPLE, LockKind

PATIENCE = 10.0  # seconds for one trial; a trial that takes longer counts as possible, so that its rule is kept
FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Rule:
    """One lock (its kind and its row among the locks of that kind), or the floor."""

    kind: str
    row: int = 0


def _rules(question: Question) -> list[Rule]:
    found = [Rule(kind, row) for kind in LockKind.values for row in range(len(getattr(question.locks, kind)))]
    return [*found, Rule(FLOOR)] if question.settings.low_skilled_floor > 0 else found


def _with(question: Question, rules: list[Rule]) -> Question:
    """Return the question with only these rules."""

    def kept(kind: str) -> Int32s:
        rows = [rule.row for rule in rules if rule.kind == kind]
        locks: Int32s = getattr(question.locks, kind)
        return locks[np.array(rows, dtype=np.intp)]

    floor = question.settings.low_skilled_floor if Rule(FLOOR) in rules else 0.0
    settings = replace(question.settings, low_skilled_floor=floor, time_limit=PATIENCE)
    return replace(question, locks=Locks(**{kind: kept(kind) for kind in LockKind.values}), settings=settings)


def _first_plan_is_enough(progress: Progress) -> Command:
    return Command.TAKE


def _impossible(question: Question, rules: list[Rule]) -> bool:
    asked = _with(question, rules)
    try:
        return solve(asked, pairs_of(asked), watch=_first_plan_is_enough).status is Status.INFEASIBLE
    except NoPlanInTime:
        return False


def _fact(question: Question, rule: Rule) -> dict[str, Any]:
    if rule.kind == FLOOR:
        return {"kind": FLOOR}
    named = getattr(question.locks, rule.kind)[rule.row]
    people, groups = question.candidates.ids, question.groups.ids
    if rule.kind in TWO_PEOPLE:
        return {"kind": rule.kind, "candidates": [people[named[0]], people[named[1]]]}
    if rule.kind in PERSON_AND_GROUP:
        return {"kind": rule.kind, "candidates": [people[named[0]]], "groups": [groups[named[1]]]}
    return {"kind": rule.kind, "groups": [groups[int(named)]]}


def smallest_conflict(question: Question) -> list[dict[str, Any]]:
    """Return rules of which none can be left out without a plan becoming possible, as facts with database keys."""
    left = _rules(question)
    for rule in list(left):
        without = [other for other in left if other != rule]
        if _impossible(question, without):
            left = without
    return [_fact(question, rule) for rule in left]
