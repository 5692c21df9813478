"""A whole region: prices first, then weeks that fit together, then cheaper ones; the prices prove how good they are."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from leerwerk.engine.roster.check import clashes
from leerwerk.engine.roster.cost import cost
from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Meeting, Outcome, Result, Roster
from leerwerk.engine.roster.solver.around import around, beside
from leerwerk.engine.roster.solver.cp import OUTCOMES, round_up, solver_for
from leerwerk.engine.roster.solver.duals import Chosen, price
from leerwerk.engine.roster.solver.lay_rooms import lay_rooms
from leerwerk.engine.roster.solver.model import Model
from leerwerk.engine.roster.solver.negotiate import Negotiation
from leerwerk.engine.roster.solver.pack import Pack
from leerwerk.engine.roster.solver.shifts import lay_shifts
from leerwerk.engine.roster.solver.soft import Objective
from leerwerk.engine.roster.view import Index, View

PRICING = 0.2  # of the time
FITTING = 0.7
LAST = 1.5  # seconds for rooms and shifts in the end


class Region:
    """One question that is a packing."""

    def __init__(self, question: Question, pack: Pack, seconds: float, seed: int, workers: int) -> None:
        self.question, self.pack, self.seed, self.workers = question, pack, seed, workers
        self.began = time.monotonic()
        self.seconds = seconds

    def gone(self) -> float:
        """Which share of the time is over, the last steps apart."""
        return (time.monotonic() - self.began) / max(self.seconds - LAST, 0.1)

    def run(self, start: Roster | None) -> Result:
        """Return the best roster by the end of the time."""
        proven, duals = price(self.pack, lambda: self.gone() < PRICING)
        if proven == math.inf:
            return self._result(Outcome.IMPOSSIBLE, None, 0)
        bound = max(0, round_up(proven))
        talk = Negotiation(self.pack, duals, self.seed)
        if start is None or not take(talk, start):
            talk = Negotiation(self.pack, duals, self.seed)
            talk.fit(lambda: self.gone() < PRICING + FITTING)
            if any(one is None for one in talk.now.chosen):
                return self._result(Outcome.UNKNOWN, None, bound)
        talk.improve(self.gone, bound)
        if talk.excess() and not self._mend(talk):
            return self._result(Outcome.UNKNOWN, None, bound)
        roster = self._finish(talk)
        if roster is None or clashes(self.question, roster):
            return self._result(Outcome.UNKNOWN, None, bound)
        return self._result(Outcome.FOUND, roster, bound)

    def _mend(self, talk: Negotiation) -> bool:
        """Where too much is used, look at those groups and all who share it at once, exactly."""
        roster = self._roster(talk)
        if roster is None:
            return False
        pressing = talk.pressing()
        free = {self.pack.bundles[n].weeks.group for n in pressing}
        part = around(self.question, roster, free)
        model = Model(part, None)
        Objective(model)
        model.hint(roster)
        solver = solver_for(max(0.5, self.seconds * (1 - self.gone())), self.seed, self.workers)
        solver.parameters.stop_after_first_solution = True
        if OUTCOMES[solver.solve(model.cp)] not in (Outcome.OPTIMAL, Outcome.FOUND):
            return False
        return take(talk, beside(roster, model.roster(solver.boolean_value), part))

    def _roster(self, talk: Negotiation) -> Roster | None:
        """The weeks of now as a roster with rooms; None where rooms cannot be found."""
        pack = self.pack
        names = list(pack.teachers)
        meetings: list[Meeting] = []
        places: dict[tuple[str, int], str] = {}
        shifts: dict[str, int] = {}
        for bundle, chosen in zip(pack.bundles, talk.now.chosen, strict=True):
            assert chosen is not None
            for number, teacher in chosen.taught:
                piece = bundle.pieces[number]
                name = names[teacher] if teacher >= 0 else None
                meetings.append(Meeting(lesson=piece.lesson, start=piece.start, teacher=name))
                if piece.place is not None:
                    places[piece.lesson, piece.start] = piece.place
            shifts.update(zip(bundle.weeks.names, chosen.shifts, strict=True))
        laid = lay_rooms(pack.index, pack.options, tuple(meetings), places, self.workers)
        if laid is None:
            return None
        patterns = dict(zip(pack.workplaces, talk.now.patterns, strict=True))
        return Roster(meetings=laid, shifts=shifts, patterns=patterns)

    def _finish(self, talk: Negotiation) -> Roster | None:
        roster = self._roster(talk)
        if roster is None:
            return None
        laid = lay_shifts(View(Index.of(self.question), roster))
        better = replace(roster, shifts=laid.shifts, patterns=laid.patterns)
        if laid.failed or sum(cost(self.question, better).values()) > sum(cost(self.question, roster).values()):
            return roster
        return better

    def _result(self, outcome: Outcome, roster: Roster | None, bound: int) -> Result:
        costs = cost(self.question, roster) if roster is not None else {}
        if roster is not None and sum(costs.values()) <= bound:
            outcome = Outcome.OPTIMAL
        return Result(outcome=outcome, roster=roster, cost=costs, bound=bound, seconds=time.monotonic() - self.began)


def take(talk: Negotiation, roster: Roster) -> bool:
    """Begin from a roster; False where it does not fit (then nothing is left of it)."""
    pack = talk.pack
    held: dict[str, list[Meeting]] = {}
    for one in roster.meetings:
        held.setdefault(one.lesson, []).append(one)
    for number, bundle in enumerate(pack.bundles):
        talk.take_out(number)
        own = [one for lesson, _ in bundle.lessons for one in held.get(lesson.id, [])]
        place = {name: room.place for name, room in pack.index.rooms.items()}
        wanted = {(one.lesson, one.start, place.get(one.room or "")) for one in own}
        week = next((w for w, choice in enumerate(bundle.weeks.choices) if set(choice) == wanted), None)
        if week is None:
            return False
        taught = []
        for one in own:
            keys = [(p.lesson, p.start, p.place) for p in bundle.pieces]
            piece = keys.index((one.lesson, one.start, place.get(one.room or "")))
            teacher = pack.teachers.get(one.teacher or "", -1)
            if teacher not in (bundle.pieces[piece].teachers or (-1,)):
                return False
            taught.append((piece, teacher))
        shifts = tuple(roster.shifts.get(name, 0) for name in bundle.weeks.names)
        if [mask.bit_count() for mask in shifts] != bundle.weeks.people.shifts.tolist():
            return False
        talk.put_back(number, Chosen(week, tuple(taught), shifts))
    talk.now.patterns = [roster.patterns.get(name, 0) for name in pack.workplaces]
    if talk.excess():
        return False
    talk.now.cost = talk.cost()
    return talk.now.cost < 1e8
