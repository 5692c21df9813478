"""Shifts around lessons that stand fixed: workplace by workplace, exactly.

Where everybody can have their cheapest shifts at once, that is the answer; where places are too few for it, CP-SAT
chooses among all the shifts that each could have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.roster.question import Participant, Workplace
from leerwerk.engine.roster.solver.options import work_slots
from leerwerk.engine.roster.view import GroupWeek, View
from leerwerk.engine.roster.week import DAYS, bits, mask_of, slots_of_day

NOBODY = GroupWeek()
PATIENCE = 5.0  # seconds for one workplace


@dataclass(frozen=True, slots=True)
class Laid:
    """Shifts of everybody and the pattern of each workplace; ``dear``: people whose workplace could not do as well as
    each of them by themselves; ``failed``: whose workplace cannot keep all promises at all."""

    shifts: dict[str, int]
    patterns: dict[str, int]
    dear: frozenset[str]
    failed: frozenset[str]


def lay_shifts(view: View) -> Laid:
    """Lay the shifts of everybody around the meetings of a roster."""
    index = view.index
    workers: dict[str, list[Participant]] = defaultdict(list)
    for person in index.question.participants:
        if person.shifts:
            workers[person.workplace or ""].append(person)
    shifts = {person.id: 0 for person in index.question.participants}
    patterns: dict[str, int] = {}
    dear: set[str] = set()
    failed: set[str] = set()
    for name, people in workers.items():
        options = [_masks(view, person) for person in people]
        least = sum(min(own.values(), default=0) for own in options)
        found = lay(index.workplaces[name], options) if name in index.workplaces and all(options) else None
        if found is None:
            failed |= {person.id for person in people}
            continue
        patterns[name], chosen = found
        shifts |= {person.id: mask for person, mask in zip(people, chosen, strict=True)}
        if sum(own[mask] for own, mask in zip(options, chosen, strict=True)) > least:
            dear |= {person.id for person in people}
    return Laid(shifts, patterns, frozenset(dear), frozenset(failed))


def _masks(view: View, person: Participant) -> dict[int, int]:
    """Every set of shifts that a person could have around the lessons, with its cost."""
    index, question = view.index, view.index.question
    week = view.weeks.get(person.group, NOBODY) if person.group is not None else NOBODY
    workplace = index.workplaces.get(person.workplace or "")
    if workplace is None:
        return {}
    site = workplace.place
    barred = week.busy
    for a, b in index.following:
        if any(question.minutes(site, q) > person.max_between for q in week.places.get(b, ())):
            barred |= 1 << a
        if any(question.minutes(q, site) > person.max_between for q in week.places.get(a, ())):
            barred |= 1 << b
    free = [slot for slot in work_slots(index, person) if not barred >> slot & 1]
    wanted = 0
    for lock in question.shift_locks:
        wanted |= lock.slots if lock.participant == person.id else 0
    earlier = question.earlier.shifts.get(person.id, 0) if question.earlier is not None else 0
    prices = [_day_prices(view, week, site, day) for day in range(DAYS)]
    found = {}
    for chosen in combinations(free, person.shifts):
        mask = mask_of(chosen)
        if mask & wanted == wanted:
            moved = (earlier & ~mask).bit_count() * question.weights.moved_shift
            found[mask] = moved + sum(own[mask & day] for day, own in prices)
    return found


def _day_prices(view: View, week: GroupWeek, site: str, day: int) -> tuple[int, dict[int, int]]:
    """The dagdelen of a day, and what each set of shifts on it costs."""
    slots, weights = slots_of_day(day, view.index.question.slots), view.index.question.weights
    found = {}
    for number in range(1 << len(slots)):
        mask = mask_of([slot for k, slot in enumerate(slots) if number >> k & 1])
        if mask & week.busy:
            continue
        places = [(site,) if mask >> slot & 1 else week.places.get(slot, ()) for slot in slots]
        busy = [bool((mask | week.busy) >> slot & 1) for slot in slots]
        price = weights.extra_day * any(busy)
        price += weights.change * sum(bool(p and q and p != q) for p, q in pairwise(places))
        price += weights.waiting * (len(slots) > 2 and busy == [True, False, True])
        found[mask] = price
    return mask_of(slots), found


def lay(workplace: Workplace, options: list[dict[int, int]]) -> tuple[int, list[int]] | None:
    """The pattern of a workplace and everybody's shifts; None when promises cannot all be kept."""
    cheapest = [min(own, key=lambda mask, own=own: (own[mask], mask)) for own in options]  # type: ignore[misc]
    used = Counter(slot for mask in cheapest for slot in bits(mask))
    for number, pattern in enumerate(workplace.patterns):
        if all(count <= pattern[slot] for slot, count in used.items()):
            return number, cheapest
    cp = cp_model.CpModel()
    picks = [{mask: cp.new_bool_var("") for mask in own} for own in options]
    chosen = [cp.new_bool_var("") for _ in workplace.patterns]
    cp.add_exactly_one(chosen)
    over: dict[int, list[IntVar]] = defaultdict(list)
    for own in picks:
        cp.add_exactly_one(own.values())
        for mask, variable in own.items():
            for slot in bits(mask):
                over[slot].append(variable)
    for slot, variables in over.items():
        places = LinearExpr.weighted_sum(chosen, [pattern[slot] for pattern in workplace.patterns])
        cp.add(LinearExpr.sum(variables) <= places)
    cp.minimize(
        LinearExpr.sum([price * picks[row][mask] for row, own in enumerate(options) for mask, price in own.items()])
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = PATIENCE
    if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    number = next(k for k, variable in enumerate(chosen) if solver.boolean_value(variable))
    return number, [next(mask for mask, v in own.items() if solver.boolean_value(v)) for own in picks]
