"""Is this conflict right? A plain search of its own over only its rules, and the checker on every roster that it finds.

A meeting is one variable for each start, teacher and room at once, a shift one for each dagdeel. Nothing is shared with
the search that named the conflict but what its rules mean (``rules.only``).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.roster.check import clashes
from leerwerk.engine.roster.conflict import Confirmation, Conflict
from leerwerk.engine.roster.question import Lesson, Lock, Participant, Question
from leerwerk.engine.roster.roster import Meeting, Roster
from leerwerk.engine.roster.rules import only, split
from leerwerk.engine.roster.week import after, bits, block, mask_of

PATIENCE = 20.0  # seconds for one question

type Options = dict[Meeting, IntVar]


def confirm(question: Question, conflict: Conflict) -> Confirmation:
    """Prove that the rules of a conflict exclude every roster, and that without any one of them there is one."""
    fine = [one for fact in conflict.rules for one in split(fact)]
    impossible = find(only(question, fine)) is False
    smallest = True
    for one in fine:
        rest = only(question, [other for other in fine if other != one])
        roster = find(rest)
        smallest &= isinstance(roster, Roster) and not clashes(rest, roster)
    return Confirmation(impossible=impossible, smallest=smallest)


def find(question: Question) -> Roster | bool:
    """A roster without a clash; False when there is none, True when that is not known within the time."""
    plain = _Plain(question)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = PATIENCE
    status = solver.solve(plain.cp)
    if status == cp_model.INFEASIBLE:
        return False
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return True
    return plain.roster(solver)


class _Plain:
    """The question, written out."""

    def __init__(self, question: Question) -> None:
        self.question, self.cp = question, cp_model.CpModel()
        self.rooms = {room.id: room for room in question.rooms}
        self.teachers = {teacher.id: teacher for teacher in question.teachers}
        self.sites = {one.id: one for one in question.workplaces}
        self.sizes = {group.id: group.size for group in question.groups}
        self.meetings: dict[str, Options] = {lesson.id: self._options(lesson) for lesson in question.lessons}
        self.slots = {one: self._taken(one) for own in self.meetings.values() for one in own}
        self.work = {
            (person.id, slot): self.cp.new_bool_var("")
            for person in question.participants
            for slot in range(question.slots)
        }
        self._held()
        self._once()
        self.patterns = {
            (site.id, row): self.cp.new_bool_var("")
            for site in question.workplaces
            for row in range(len(site.patterns))
        }
        self._people()
        self._places()
        self._locks()

    def _options(self, lesson: Lesson) -> Options:
        seats = sum(self.sizes[name] for name in lesson.groups)
        teachers: list[str | None] = [None] if lesson.teachers is None else list(lesson.teachers)
        rooms: list[str | None] = [None]
        if lesson.room is not None:
            rooms = [
                room.id
                for room in self.question.rooms
                if room.kind == lesson.room
                and room.seats >= seats
                and (lesson.rooms is None or room.id in lesson.rooms)
                and (lesson.places is None or room.place in lesson.places)
            ]
        found = {}
        for start, teacher, room in product(range(self.question.slots), teachers, rooms):
            taken = mask_of(block(start, lesson.length, self.question.slots) or ())
            there = teacher is None or self.teachers[teacher].available & taken == taken
            if taken and there and (room is None or self.rooms[room].open & taken == taken):
                found[Meeting(lesson=lesson.id, start=start, teacher=teacher, room=room)] = self.cp.new_bool_var("")
        return found

    def _taken(self, meeting: Meeting) -> int:
        length = next(one.length for one in self.question.lessons if one.id == meeting.lesson)
        return mask_of(block(meeting.start, length, self.question.slots) or ())

    def _held(self) -> None:
        for lesson in self.question.lessons:
            own = self.meetings[lesson.id]
            self.cp.add(LinearExpr.sum(list(own.values())) == lesson.times)
            for start in range(self.question.slots):
                self.cp.add(LinearExpr.sum([v for one, v in own.items() if one.start == start]) <= 1)

    def _once(self) -> None:
        """Teachers, rooms and groups are at one lesson at a time; teachers have their hours and their ways."""
        busy: dict[tuple[str, str, int], list[IntVar]] = defaultdict(list)
        hours: dict[str, list[LinearExpr]] = defaultdict(list)
        at: dict[tuple[str, int, str], list[IntVar]] = defaultdict(list)
        groups = {lesson.id: lesson.groups for lesson in self.question.lessons}
        for one, variable in (pair for own in self.meetings.values() for pair in own.items()):
            whom = [("group", name) for name in groups[one.lesson]]
            whom += [("teacher", one.teacher)] if one.teacher is not None else []
            whom += [("room", one.room)] if one.room is not None else []
            for slot in bits(self.slots[one]):
                for kind, name in whom:
                    busy[kind, name, slot].append(variable)
                if one.teacher is not None and one.room is not None:
                    at[one.teacher, slot, self.rooms[one.room].place].append(variable)
            if one.teacher is not None:
                hours[one.teacher].append(self.slots[one].bit_count() * variable)
        for variables in busy.values():
            self.cp.add_at_most_one(variables)
        for name, terms in hours.items():
            self.cp.add(LinearExpr.sum(terms) <= self.teachers[name].most)
        self._teachers_ways(at)

    def _teachers_ways(self, at: dict[tuple[str, int, str], list[IntVar]]) -> None:
        for (name, slot, place), first in at.items():
            for (other, later, there), second in at.items():
                follows = other == name and later == after(slot, self.question.slots)
                if follows and self.question.minutes(place, there) > self.teachers[name].max_between:
                    self._never_both(first, second)

    def _never_both(self, first: list[IntVar], second: list[IntVar]) -> None:
        for a, b in product(first, second):
            self.cp.add_bool_or([~a, ~b])

    def _people(self) -> None:
        for person in self.question.participants:
            cannot = 0
            for slots in person.cannot.values():
                cannot |= slots
            work = [self.work[person.id, slot] for slot in range(self.question.slots)]
            self.cp.add(LinearExpr.sum(work) == person.shifts)
            attended = self._attended(person)
            for slot in range(self.question.slots):
                there = [v for _, v in attended[slot]]
                self.cp.add(LinearExpr.sum([work[slot], *there]) <= (not cannot >> slot & 1))
            self._ways(person, attended)

    def _attended(self, person: Participant) -> dict[int, list[tuple[str | None, IntVar]]]:
        """For each dagdeel the meetings of a person's group, with their place."""
        found: dict[int, list[tuple[str | None, IntVar]]] = defaultdict(list)
        for lesson in self.question.lessons:
            if person.group in lesson.groups:
                for one, variable in self.meetings[lesson.id].items():
                    for slot in bits(self.slots[one]):
                        found[slot].append((None if one.room is None else self.rooms[one.room].place, variable))
        return found

    def _ways(self, person: Participant, attended: dict[int, list[tuple[str | None, IntVar]]]) -> None:
        """From home and back, and from one dagdeel to the next."""
        minutes = self.question.minutes
        site = self.sites[person.workplace].place if person.workplace in self.sites else None
        for slot in range(self.question.slots):
            here = [*attended[slot], (site, self.work[person.id, slot])]
            following = after(slot, self.question.slots)
            then = [] if following is None else [*attended[following], (site, self.work[person.id, following])]
            for place, variable in here:
                if place is None:
                    continue
                if max(minutes(person.home, place), minutes(place, person.home)) > person.max_travel:
                    self.cp.add(variable == 0)
                for other, later in then:
                    if other is not None and minutes(place, other) > person.max_between:
                        self.cp.add_bool_or([~variable, ~later])

    def _places(self) -> None:
        for site in self.question.workplaces:
            chosen = [self.patterns[site.id, row] for row in range(len(site.patterns))]
            self.cp.add(LinearExpr.sum(chosen) == 1)
            for slot in range(self.question.slots):
                people = [self.work[one.id, slot] for one in self.question.participants if one.workplace == site.id]
                places = LinearExpr.weighted_sum(chosen, [pattern[slot] for pattern in site.patterns])
                self.cp.add(LinearExpr.sum(people) <= places)
        for person in self.question.participants:
            if person.workplace not in self.sites:
                for slot in range(self.question.slots):
                    self.cp.add(self.work[person.id, slot] == 0)

    def _locks(self) -> None:
        for lock in self.question.locks:
            own = self.meetings[lock.lesson].items()
            if lock.start is None:
                for one, variable in own:
                    if not _follows(one, lock):
                        self.cp.add(variable == 0)
            else:
                kept = [v for one, v in own if one.start == lock.start and _follows(one, lock)]
                self.cp.add(LinearExpr.sum(kept) == 1)
        for shift in self.question.shift_locks:
            for slot in bits(shift.slots):
                if (shift.participant, slot) in self.work:
                    self.cp.add(self.work[shift.participant, slot] == 1)

    def roster(self, solver: cp_model.CpSolver) -> Roster:
        """What was found."""
        held = [one for own in self.meetings.values() for one, v in own.items() if solver.boolean_value(v)]
        shifts = {
            person.id: mask_of([s for s in range(self.question.slots) if solver.boolean_value(self.work[person.id, s])])
            for person in self.question.participants
        }
        patterns = {name: row for (name, row), v in self.patterns.items() if solver.boolean_value(v)}
        return Roster(meetings=tuple(held), shifts=shifts, patterns=patterns)


def _follows(meeting: Meeting, lock: Lock) -> bool:
    return lock.teacher in (None, meeting.teacher) and lock.room in (None, meeting.room)
