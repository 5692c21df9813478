"""When no plan is possible: a smallest set of rules that cannot hold together.

Rules are left out one after the other (deletion filter); one without which the rest is still impossible is not part of
the conflict. What remains is irreducible: without any one of them, some plan exists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.eligibility import BarrierCode, barriers
from leerwerk.engine.planning.question import ANY, Locks, Pairs, Question
from leerwerk.engine.planning.solver.exact import first_allowed
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.model import prepare

PATIENCE = 10.0  # seconds for one trial; a rule whose trial takes longer stays in the set
UNLIMITED = 1e12


class Kind(StrEnum):
    """What a rule of a conflict is about."""

    ASSIGN = "assign"
    FORBID = "forbid"
    OPEN = "open"
    CLOSED = "closed"
    TOGETHER = "together"
    APART = "apart"
    FLOOR = "low_skilled_floor"
    MIN_SIZE = "min_size"
    MAX_SIZE = "max_size"
    PLACES = "places"
    RESOURCE = "resource"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, with the rows it names (ANY where it names none)."""

    kind: Kind
    candidate: int = ANY
    other: int = ANY
    group: int = ANY
    workplace: int = ANY
    resource: int = ANY
    budget: int = ANY


def smallest_conflict(question: Question, pairs: Pairs) -> tuple[Rule, ...]:
    """The rules of an impossible question of which none can be left out; empty when some plan is possible.

    Rules are locks, the floor, sizes of groups that have to open, and the places, resources and budgets these use.
    Eligibility is not a rule: an assignment of someone who is not eligible is a conflict of its own. Someone who is
    eligible, and both assigned and forbidden, is a conflict of the two.
    """
    rules = _rules(question)
    helper = [Helper()]
    try:
        if not _impossible(question, pairs, rules, helper):
            return ()
        for block in _blocks(rules):
            without = [rule for rule in rules if rule not in block]
            if len(block) > 1 and _impossible(question, pairs, without, helper):
                rules = without
        for rule in list(rules):
            without = [other for other in rules if other is not rule]
            if _impossible(question, pairs, without, helper):
                rules = without
    finally:
        for child in helper:
            child.end()
    return (*rules, *_forbidden(question, rules))


def _forbidden(question: Question, rules: list[Rule]) -> list[Rule]:
    """The prohibitions that the assignments among these rules run into; nothing else keeps these people out."""
    return [
        replace(rule, kind=Kind.FORBID)
        for rule in rules
        if rule.kind is Kind.ASSIGN
        and [one.code for one in barriers(question, rule.candidate, rule.group)] == [BarrierCode.FORBIDDEN]
    ]


def _blocks(rules: list[Rule]) -> list[set[Rule]]:
    """Rules of one kind, to be left out at once: most kinds have nothing to do with it. Limits before locks."""
    return [{rule for rule in rules if rule.kind is kind} for kind in reversed(Kind)]


def _rules(question: Question) -> list[Rule]:
    locks = question.locks
    found = [Rule(kind=Kind.ASSIGN, candidate=int(i), group=int(g)) for i, g in locks.assign]
    found += [Rule(kind=Kind.OPEN, group=int(g)) for g in locks.open]
    found += [Rule(kind=Kind.CLOSED, group=int(g)) for g in locks.closed]
    found += [Rule(kind=Kind.TOGETHER, candidate=int(a), other=int(b)) for a, b in locks.together]
    found += [Rule(kind=Kind.APART, candidate=int(a), other=int(b)) for a, b in locks.apart]
    if question.settings.low_skilled_floor > 0:
        found.append(Rule(kind=Kind.FLOOR))
    forced = np.union1d(locks.open, locks.assign[:, 1])
    for g in forced.tolist():
        found += [Rule(kind=Kind.MIN_SIZE, group=g), Rule(kind=Kind.MAX_SIZE, group=g)]
    start = question.offers.start
    spans = [question.offers.workplace[start[g] : start[g + 1]] for g in forced]
    found += [Rule(kind=Kind.PLACES, workplace=int(w)) for w in np.unique(np.concatenate(spans) if spans else [])]
    r, b = question.resources, question.budgets
    found += [
        Rule(kind=Kind.RESOURCE, resource=int(k)) for k in np.unique(r.use_resource[np.isin(r.use_group, forced)])
    ]
    found += [
        Rule(kind=Kind.BUDGET, budget=int(k)) for k in np.unique(b.charge_budget[np.isin(b.charge_group, forced)])
    ]
    return found


def _only(question: Question, rules: list[Rule]) -> Question:
    """The question with only these of its rules."""
    everything = set(_rules(question))
    dropped = everything - set(rules)

    def lifted(kind: Kind, name: str) -> list[int]:
        return [getattr(rule, name) for rule in dropped if rule.kind is kind]

    def pairs_of(kind: Kind, second: str) -> np.ndarray:
        rows = [(rule.candidate, getattr(rule, second)) for rule in rules if rule.kind is kind]
        return np.array(rows, np.int32).reshape(-1, 2)

    groups = question.groups
    least, most = groups.min_size.copy(), groups.max_size.copy()
    least[lifted(Kind.MIN_SIZE, "group")] = 1
    most[lifted(Kind.MAX_SIZE, "group")] = len(question.candidates.ids)
    places = question.workplaces.places.copy()
    places[lifted(Kind.PLACES, "workplace")] = len(question.candidates.ids)
    capacity, amount = question.resources.capacity.copy(), question.budgets.amount.copy()
    capacity[lifted(Kind.RESOURCE, "resource")] = UNLIMITED
    amount[lifted(Kind.BUDGET, "budget")] = UNLIMITED
    floor = question.settings.low_skilled_floor if any(rule.kind is Kind.FLOOR for rule in rules) else 0.0
    return replace(
        question,
        groups=replace(groups, min_size=least, max_size=most),
        workplaces=replace(question.workplaces, places=places),
        resources=replace(question.resources, capacity=capacity),
        budgets=replace(question.budgets, amount=amount),
        settings=replace(question.settings, low_skilled_floor=floor),
        locks=Locks(
            assign=pairs_of(Kind.ASSIGN, "group"),
            forbid=question.locks.forbid,
            open=np.array([rule.group for rule in rules if rule.kind is Kind.OPEN], np.int32),
            closed=np.array([rule.group for rule in rules if rule.kind is Kind.CLOSED], np.int32),
            together=pairs_of(Kind.TOGETHER, "other"),
            apart=pairs_of(Kind.APART, "other"),
        ),
    )


def _impossible(question: Question, pairs: Pairs, rules: list[Rule], helper: list[Helper]) -> bool:
    """Whether these rules are proven to exclude every plan."""
    model = prepare(_only(question, rules), pairs)
    if model.contradiction:
        return True
    if not model.locked:
        return False
    if not helper:  # the last trial had to be ended
        helper.append(Helper())
    return first_allowed(model, helper, lambda: True, grace=PATIENCE) is None
