"""When nothing fits: a smallest set of rules that cannot hold together, and which to leave out at the least cost.

Where to look comes first: one group with its people, the lessons that only some teachers give, a workplace, a kind of
room, all that is locked, everything. In the first of these that is impossible, rules are left out in halves and then
one by one, and then dagdeel by dagdeel, as long as the rest stays impossible.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.roster.conflict import Conflict, Relaxation
from leerwerk.engine.roster.question import Lesson, Question
from leerwerk.engine.roster.roster import Outcome
from leerwerk.engine.roster.rules import Fact, Kind, facts, only, split, together
from leerwerk.engine.roster.solver.cp import OUTCOMES, solver_for
from leerwerk.engine.roster.solver.model import Model

PATIENCE = 10.0  # seconds for one trial
FEW = 200  # participants of whom all rules are tried at once before their parts are
PRICES = {
    Kind.LOCK: 1, Kind.SHIFT_LOCK: 1, Kind.TEACHER_ABSENT: 2, Kind.ROOM_CLOSED: 2, Kind.PLACES: 2,
    Kind.TEACHER_HOURS: 3, Kind.TEACHER_TRAVEL: 4, Kind.NOT_OFFERED: 4, Kind.NEEDS_ROOM: 4, Kind.NEEDS_TEACHER: 4,
    Kind.PROMISED_HOURS: 6, Kind.CANNOT: 6, Kind.TRAVEL_HOME: 6, Kind.TRAVEL_BETWEEN: 6, Kind.LESSON: 10,
}  # fmt: skip
"""What leaving out a rule costs, for one dagdeel where it is split: what is arranged among colleagues before what is
somebody's own life. Our own choice, to be discussed."""


class OutOfTime(Exception):
    """The search for the smallest set has to end now."""


def conflict(question: Question, *, seconds: float = 20.0) -> Conflict:
    """The rules of an impossible question of which none can be left out; no rules when a roster is possible.

    Where time ends before, the rules known by then, and not ``smallest``; none then when nothing was proven at all.
    """
    return _conflict(question, facts(question), time.monotonic() + seconds)


def _conflict(
    question: Question,
    rules: Collection[Fact],
    deadline: float,
    *,
    fine: bool = True,
    met: list[list[Fact]] | None = None,
) -> Conflict:
    """The conflict among these rules; ``fine``: down to the dagdeel. The part it was found in is noted in ``met``."""
    trial = _Trial(question, deadline)
    try:
        if len(question.participants) <= FEW and trial.possible(rules):
            return Conflict(rules=(), smallest=True)
        for scope in _scopes(question, rules):
            if trial.possible(scope) is False:
                break
        else:
            return Conflict(rules=(), smallest=trial.open == 0)
        if met is not None:
            met.append(scope)
        trial.open, trial.known = 0, scope
        trial.shrink()
        if fine:
            trial.known = [one for fact in trial.known for one in split(fact)]
            trial.shrink()
    except OutOfTime:
        return Conflict(rules=together(trial.known), smallest=False)
    return Conflict(rules=together(trial.known), smallest=trial.open == 0)


class _Trial:
    """Asks whether a roster can keep some rules."""

    def __init__(self, question: Question, deadline: float) -> None:
        self.question, self.deadline = question, deadline
        self.open = 0  # trials that took too long
        self.known: list[Fact] = []  # the fewest rules known to be impossible together

    def possible(self, kept: Collection[Fact]) -> bool | None:
        """Whether some roster keeps these rules; None when that is not known. Raises ``OutOfTime``."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise OutOfTime
        model = Model(only(self.question, kept))
        solver = solver_for(min(left, PATIENCE), 1, 1)
        outcome = OUTCOMES[solver.solve(model.cp)]
        if outcome is Outcome.UNKNOWN:
            self.open += 1
            return None
        return outcome is not Outcome.IMPOSSIBLE

    def shrink(self) -> None:
        """Leave out as much as possible: halves, quarters, …, single rules. Each step starts from what is known."""
        size = max(1, len(self.known) // 2)
        while True:
            row = 0
            while row < len(self.known):
                without = self.known[:row] + self.known[row + size :]
                if self.possible(without) is False:
                    self.known = without
                else:
                    row += size
            if size == 1:
                return
            size = max(1, min(size, len(self.known)) // 2)


def _scopes(question: Question, rules: Collection[Fact]) -> Iterator[list[Fact]]:
    """Parts of the rules that may be impossible by themselves, the small ones first."""
    members: dict[str, set[str]] = {group.id: set() for group in question.groups}
    for person in question.participants:
        if person.group in members:
            members[person.group].add(person.id)
    ordered = sorted(rules, key=lambda fact: list(Kind).index(fact.kind))

    def scope(lessons: list[Lesson], people: set[str]) -> list[Fact]:
        names = {lesson.id for lesson in lessons} | people
        sites = {one.workplace for one in question.participants if one.id in people}
        teachers = {name for lesson in lessons for name in lesson.teachers or ()}
        kinds = {lesson.room for lesson in lessons}
        rooms = {room.id for room in question.rooms if room.kind in kinds}
        return [fact for fact in ordered if fact.who in names | teachers | rooms | sites]

    for group in question.groups:
        yield scope([one for one in question.lessons if group.id in one.groups], members[group.id])
    for names in sorted({one.teachers for one in question.lessons if one.teachers is not None}, key=len):
        yield scope([one for one in question.lessons if set(one.teachers or ("",)) <= set(names)], set())
    for workplace in question.workplaces:
        people = {one.id for one in question.participants if one.workplace == workplace.id}
        yield scope([], people)
    for kind in sorted({str(one.room) for one in question.lessons if one.room is not None}):
        yield scope([one for one in question.lessons if one.room == kind], set())
    for names in sorted({one.teachers for one in question.lessons if one.teachers is not None}, key=len):
        lessons = [one for one in question.lessons if set(one.teachers or ("",)) <= set(names)]
        yield scope(lessons, {name for one in lessons for group in one.groups for name in members[group]})
    for workplace in question.workplaces:
        people = {one.id for one in question.participants if one.workplace == workplace.id}
        groups = {one.group for one in question.participants if one.id in people}
        yield scope([one for one in question.lessons if groups & set(one.groups)], people)
    locked = {lock.lesson for lock in question.locks}
    yield scope(
        [one for one in question.lessons if one.id in locked], {one.participant for one in question.shift_locks}
    )
    yield ordered


def relaxations(question: Question, first: Conflict, *, seconds: float = 20.0, most: int = 3) -> tuple[Relaxation, ...]:
    """What to leave out so that the rest fits, the cheapest first: a cheapest set that hits every conflict met.

    ``first``: what ``conflict`` said. Rules per dagdeel are left out in no more dagdelen than needed: settled last.
    Every set that is returned leaves nothing impossible that was found within the time.
    """
    deadline = time.monotonic() + seconds
    rules = facts(question)
    found = [_whole(first.rules, rules)] if first.rules else []
    parts: list[list[Fact]] = []
    answers: list[Relaxation] = []
    tried: list[list[Fact]] = []
    while found and len(answers) < most and time.monotonic() < deadline:
        chosen = _cheapest(found, tried)
        if chosen is None:
            break
        rest = [fact for fact in rules if fact not in set(chosen)]
        again = _conflict(question, rest, deadline, fine=False, met=parts)
        if again.rules:
            found.append(_whole(again.rules, rules))
            continue
        tried.append(chosen)
        dropped = _narrowed(question, chosen, [*parts, _whole(first.rules, rules)], deadline)
        price = sum(PRICES[fact.kind] for fact in dropped)
        answers.append(Relaxation(rules=together(dropped), price=price, sure=again.smallest))
    return tuple(sorted(answers, key=lambda one: one.price))


def _whole(some: Collection[Fact], rules: Collection[Fact]) -> list[Fact]:
    """The rules of the question that these are parts of."""
    names = {(one.kind, one.who, one.reason, one.number) for one in some}
    return [one for one in rules if (one.kind, one.who, one.reason, one.number) in names]


def _narrowed(question: Question, chosen: list[Fact], parts: list[list[Fact]], deadline: float) -> list[Fact]:
    """Take back what need not be left out, dagdeel by dagdeel, as long as every part met stays possible.

    On a small question it is the whole that has to stay possible.
    """
    if len(question.participants) <= FEW:
        parts = [list(facts(question))]
    trial = _Trial(question, deadline)
    dropped = [one for fact in chosen for one in split(fact)]
    try:
        for one in [*dropped]:
            left = set(dropped) - {one}
            kept = [[f for fact in part for f in split(fact) if f not in left] for part in parts]
            if left and all(trial.possible(part) for part in kept):
                dropped.remove(one)
    except OutOfTime:
        pass
    return dropped


def _cheapest(met: list[list[Fact]], tried: list[list[Fact]]) -> list[Fact] | None:
    """The cheapest rules of which every conflict has one; none of the answers so far with more around it."""
    cp = cp_model.CpModel()
    known: dict[Fact, IntVar] = {}
    for own in met:
        for fact in own:
            if fact not in known:
                known[fact] = cp.new_bool_var("")
        cp.add_bool_or([known[fact] for fact in own])
    for answer in tried:
        cp.add_bool_or([~known[fact] for fact in answer])
    cp.minimize(LinearExpr.weighted_sum(list(known.values()), [PRICES[fact.kind] for fact in known]))
    solver = solver_for(PATIENCE, 1, 1)
    if OUTCOMES[solver.solve(cp)] is not Outcome.OPTIMAL:
        return None
    return [fact for fact, variable in known.items() if solver.boolean_value(variable)]
