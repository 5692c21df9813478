"""Rooms for meetings of which day, teacher and place stand fixed: the fewest rooms per lesson, exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.roster.question import Lock
from leerwerk.engine.roster.roster import Meeting
from leerwerk.engine.roster.solver.options import Options
from leerwerk.engine.roster.view import Index
from leerwerk.engine.roster.week import bits

PATIENCE = 1.0  # seconds

type Key = tuple[str, int]  # a lesson and its start


def lay_rooms(
    index: Index, options: Mapping[str, Options], meetings: tuple[Meeting, ...], places: Mapping[Key, str], workers: int
) -> tuple[Meeting, ...] | None:
    """Return the meetings with rooms; None when there are none that do not clash."""
    cp = cp_model.CpModel()
    picks: dict[Key, dict[str, IntVar]] = {}
    taken: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
    for one in meetings:
        key = (one.lesson, one.start)
        if key not in places:
            continue
        mask = options[one.lesson].slots[one.start]
        free = [
            room
            for room in options[one.lesson].rooms
            if index.rooms[room].place == places[key]
            and index.rooms[room].open & mask == mask
            and all(_allows(lock, key, room) for lock in index.question.locks)
        ]
        picks[key] = {room: cp.new_bool_var("") for room in free}
        cp.add_exactly_one(picks[key].values())
        for room, variable in picks[key].items():
            for slot in bits(mask):
                taken[room, slot].append(variable)
    for variables in taken.values():
        cp.add_at_most_one(variables)
    cp.minimize(_costs(index, cp, picks))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = PATIENCE
    if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = {
        key: next(room for room, variable in own.items() if solver.boolean_value(variable))
        for key, own in picks.items()
    }
    return tuple(replace(one, room=chosen.get((one.lesson, one.start))) for one in meetings)


def _allows(lock: Lock, key: Key, room: str) -> bool:
    """Whether a lock leaves this meeting in this room."""
    if lock.lesson != key[0] or lock.room is None or lock.start not in (None, key[1]):
        return True
    return lock.room == room


def _costs(index: Index, cp: cp_model.CpModel, picks: dict[Key, dict[str, IntVar]]) -> LinearExpr:
    """Rooms beyond the first of each lesson, and other rooms than before."""
    weights, earlier = index.question.weights, index.question.earlier
    terms: list[IntVar] = []
    factors: list[int] = []
    uses: dict[tuple[str, str], list[IntVar]] = defaultdict(list)
    for (lesson, _), own in picks.items():
        for room, variable in own.items():
            uses[lesson, room].append(variable)
    for (lesson, _), variables in uses.items():
        if index.lessons[lesson].times > 1:
            used = cp.new_bool_var("")
            cp.add_max_equality(used, variables)
            terms.append(used)
            factors.append(weights.extra_room)
    for was in earlier.meetings if earlier is not None else ():
        same = picks.get((was.lesson, was.start), {}).get(was.room or "")
        if same is not None:
            terms.append(same)
            factors.append(-weights.moved_room)
    return LinearExpr.weighted_sum(terms, factors)
