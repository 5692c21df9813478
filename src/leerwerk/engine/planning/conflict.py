"""When no plan is possible: a smallest set of rules that cannot hold together.

Rules are left out one after the other (deletion filter); one without which the rest is still impossible is not part of
the conflict. What remains is irreducible: without any one of them, some plan exists. Where time or patience ends before
that is known, the answer says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.eligibility import BarrierCode, barriers
from leerwerk.engine.planning.question import ANY, Locks, Pairs, Question
from leerwerk.engine.planning.solver.exact import first_allowed
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.model import prepare

PATIENCE = 10.0  # seconds for one trial; a rule whose trial takes longer stays in the set
LEAST = 30.0  # seconds for all trials together, or the question's time limit where that is longer
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


CHOSEN = frozenset({Kind.ASSIGN, Kind.OPEN, Kind.CLOSED, Kind.TOGETHER, Kind.APART, Kind.FLOOR})  # not limits


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot hold together; ``smallest`` when it is known that none of them can be left out."""

    rules: tuple[Rule, ...]
    smallest: bool


class OutOfTime(Exception):
    """The search for the smallest set has to end now."""


def smallest_conflict(question: Question, pairs: Pairs, *, go_on: Callable[[], bool] = lambda: True) -> Conflict:
    """The rules of an impossible question of which none can be left out; no rules when some plan is possible.

    ``go_on`` is asked about ten times a second; once it says False, or time is up, what is known by then is the answer:
    every lock and floor that was not ruled out, and the limits that were looked at.

    Rules are locks, the floor, sizes of groups that have to open, and the places, resources and budgets these use.
    Eligibility is not a rule: an assignment of someone who is not eligible is a conflict of its own. Someone who is
    eligible, and both assigned and forbidden, is a conflict of the two.
    """
    rules = _rules(question)
    looked_at: set[Rule] = set()
    smallest = False
    trials = Trials(question, pairs, go_on)
    try:
        if trials.possible(rules):
            return Conflict(rules=(), smallest=True)
        for block in _blocks(rules):
            without = [rule for rule in rules if rule not in block]
            if len(block) > 1 and trials.impossible(without):
                rules = without
        trials.open = 0
        for rule in list(rules):
            without = [other for other in rules if other is not rule]
            if trials.impossible(without):
                rules = without
            looked_at.add(rule)
        smallest = not trials.open
    except OutOfTime:
        rules = [rule for rule in rules if rule in looked_at or rule.kind in CHOSEN]
    finally:
        trials.end()
    return Conflict(rules=(*rules, *_forbidden(question, rules)), smallest=smallest)


class Trials:
    """Asks of one set of rules after another whether it leaves some plan possible, in a child process."""

    def __init__(self, question: Question, pairs: Pairs, go_on: Callable[[], bool]) -> None:
        self._question, self._pairs, self._go_on = question, pairs, go_on
        self._helper = [Helper()]
        self._deadline = time.monotonic() + max(LEAST, question.settings.time_limit)
        self.open = 0  # trials that took longer than our patience

    def possible(self, rules: list[Rule]) -> bool:
        """Whether some plan that keeps these rules is known."""
        return self._outcome(rules) is True

    def impossible(self, rules: list[Rule]) -> bool:
        """Whether these rules are proven to exclude every plan."""
        return self._outcome(rules) is False

    def _outcome(self, rules: list[Rule]) -> bool | None:
        """Whether some plan keeps these rules; None where that is not known. Raises ``OutOfTime``."""
        self._pulse()
        model = prepare(_only(self._question, rules), self._pairs)
        if model.contradiction:
            return False
        if not model.locked:
            return True
        if not self._helper:  # the last trial had to be ended
            self._helper.append(Helper())
        found = first_allowed(model, self._helper, self._pulse, grace=PATIENCE)
        if isinstance(found, bool):
            self.open += 1
            return None
        return found is not None

    def _pulse(self) -> None:
        if time.monotonic() > self._deadline or not self._go_on():
            raise OutOfTime

    def end(self) -> None:
        """End the child."""
        for child in self._helper:
            child.end()


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
