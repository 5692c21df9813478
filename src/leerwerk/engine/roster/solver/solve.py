"""A roster of the least cost, with what no roster can be cheaper than.

The lessons are laid first, at prices that say what a week costs everybody by themselves; then the shifts, workplace by
workplace. Only where a workplace cannot have what all its people would like are these looked at together with the
lessons.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from leerwerk.engine.roster.cost import cost
from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Outcome, Result, Roster
from leerwerk.engine.roster.solver.cp import OUTCOMES, round_up, solver_for
from leerwerk.engine.roster.solver.lay_rooms import lay_rooms
from leerwerk.engine.roster.solver.model import Model
from leerwerk.engine.roster.solver.pack import Pack, TooLarge
from leerwerk.engine.roster.solver.parts import joined, parts
from leerwerk.engine.roster.solver.region import Region
from leerwerk.engine.roster.solver.shifts import lay_shifts
from leerwerk.engine.roster.solver.soft import Objective
from leerwerk.engine.roster.view import Index, View

FEW = 200  # participants that CP-SAT looks at well within the time
SHARE = 0.5  # of the time that is left, for one look at the lessons
SHORTEST = 0.05  # seconds


def solve(
    question: Question, *, seconds: float = 20.0, seed: int = 1, workers: int = 2, start: Roster | None = None
) -> Result:
    """Search for at most so many seconds; with one worker and enough time the answer is the same every time.

    ``start``: a roster to begin from; without it the earlier roster of the question is. The question has to be free of
    mistakes (``mistakes``). Parts that share nothing are solved one after the other.
    """
    began = time.monotonic()
    own = parts(question)
    answers: list[Result] = []
    for number, part in enumerate(own):
        left = (seconds - (time.monotonic() - began)) / (len(own) - number)
        answers.append(_solve(part, left, seed, workers, start or question.earlier))
        if answers[-1].outcome is Outcome.IMPOSSIBLE:
            break
    outcomes = {one.outcome for one in answers}
    worst = next((o for o in (Outcome.IMPOSSIBLE, Outcome.UNKNOWN, Outcome.FOUND) if o in outcomes), Outcome.OPTIMAL)
    rosters = [one.roster for one in answers if one.roster is not None]
    roster = _complete(question, joined(rosters)) if worst in (Outcome.OPTIMAL, Outcome.FOUND) else None
    return Result(
        outcome=worst,
        roster=roster,
        cost=cost(question, roster) if roster is not None else {},
        bound=sum(one.bound for one in answers),
        seconds=time.monotonic() - began,
    )


def _solve(question: Question, seconds: float, seed: int, workers: int, start: Roster | None) -> Result:
    """One part: a large one as a packing where it is one, any other by CP-SAT alone."""
    began = time.monotonic()
    if len(question.participants) > FEW:
        try:
            pack = Pack(question)
        except TooLarge:
            pass
        else:
            found = Region(question, pack, seconds - (time.monotonic() - began), seed, workers).run(start)
            if found.outcome is not Outcome.UNKNOWN:
                return found
    return Search(question, seconds - (time.monotonic() - began), seed, workers).run(start)


def _complete(question: Question, roster: Roster) -> Roster:
    """Workplaces at which nobody works have their first pattern; meetings stand in a fixed order."""
    patterns = {one.id: roster.patterns.get(one.id, 0) for one in question.workplaces}
    meetings = sorted(roster.meetings, key=lambda one: (one.start, one.lesson))
    return replace(roster, meetings=tuple(meetings), patterns=patterns)


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at together with the lessons: the shifts of these people, and which room it is."""

    exact: frozenset[str]
    rooms: bool


class Search:
    """One part of a question, looked at more and more exactly."""

    def __init__(self, question: Question, seconds: float, seed: int, workers: int) -> None:
        self.question, self.seed, self.workers = question, seed, workers
        self.began = time.monotonic()
        self.seconds = seconds
        self.everybody = frozenset(one.id for one in question.participants)
        self.best: Roster | None = None
        self.total = 0
        self.bound = 0

    def left(self) -> float:
        """Seconds that are left."""
        return max(SHORTEST, self.seconds - (time.monotonic() - self.began))

    def run(self, start: Roster | None) -> Result:
        """Return the best roster and the best bound by the end of the time."""
        look = Look(frozenset(one.participant for one in self.question.shift_locks), rooms=False)
        everything = Look(self.everybody, rooms=True)
        hint = start
        while True:
            outcome, roster, closer = self._look(look, hint)
            if outcome is Outcome.IMPOSSIBLE:
                return self._result(Outcome.IMPOSSIBLE)
            if roster is not None:
                closer = self._lay(roster, closer)
            elif outcome is Outcome.UNKNOWN:
                closer = everything
            hint = self.best or roster or hint
            proven = self.best is not None and self.total <= self.bound
            if proven or self.left() <= SHORTEST or (look == everything and outcome is Outcome.OPTIMAL):
                break
            look = everything if closer == look else closer
        if self.best is None:
            return self._result(Outcome.UNKNOWN)
        return self._result(Outcome.OPTIMAL if self.total <= self.bound else Outcome.FOUND)

    def _look(self, look: Look, hint: Roster | None) -> tuple[Outcome, Roster | None, Look]:
        """Lessons, and what the look looks at, as cheap as possible within part of the time; with where to look
        closer."""
        model = Model(self.question, look.exact, rooms=look.rooms)
        Objective(model)
        if hint is not None:
            model.hint(hint)
        share = 1.0 if look == Look(self.everybody, rooms=True) else SHARE
        solver = solver_for(self.left() * share, self.seed, self.workers)
        outcome = OUTCOMES[solver.solve(model.cp)]
        if outcome not in (Outcome.OPTIMAL, Outcome.FOUND):
            return outcome, None, look
        self.bound = max(self.bound, round_up(solver.best_objective_bound))
        roster = model.roster(solver.boolean_value)
        if look.rooms:
            return outcome, roster, look
        places = model.places(solver.boolean_value)
        meetings = lay_rooms(model.index, model.options, roster.meetings, places, self.workers)
        if meetings is None:
            return outcome, None, replace(look, rooms=True)
        return outcome, replace(roster, meetings=meetings), look

    def _lay(self, roster: Roster, look: Look) -> Look:
        """Lay everybody's shifts around these lessons; returns where to look closer."""
        laid = lay_shifts(View(Index.of(self.question), roster))
        if not laid.failed:
            self._keep(replace(roster, shifts=laid.shifts, patterns=laid.patterns))
        closer = replace(look, exact=look.exact | laid.failed | laid.dear)
        return replace(look, rooms=True) if closer == look else closer

    def _keep(self, roster: Roster) -> None:
        total = sum(cost(self.question, roster).values())
        if self.best is None or total < self.total:
            self.best, self.total = roster, total

    def _result(self, outcome: Outcome) -> Result:
        return Result(
            outcome=outcome,
            roster=self.best,
            cost=cost(self.question, self.best) if self.best is not None else {},
            bound=self.bound,
            seconds=time.monotonic() - self.began,
        )
