"""The hard rules of a week as a model of CP-SAT.

A lesson has a variable for each start, and one for each teacher and room at that start: a meeting is known by when it
begins, so meetings of one lesson cannot be swapped without a difference. Members of a group share its lessons; only
their shifts are their own. Whoever is not ``exact`` has no variables: a variable for each week of lessons of their
group stands for what they can live with and what it costs them at best, places at work apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.roster.question import FAR, Participant, Question
from leerwerk.engine.roster.roster import Meeting, Roster
from leerwerk.engine.roster.solver.options import Options, Rooms, has, options, seats_for, within, work_slots
from leerwerk.engine.roster.solver.weeks import Places, Weeks, weeks_of
from leerwerk.engine.roster.view import Index
from leerwerk.engine.roster.week import bits, mask_of

type Key = tuple[str, int]  # of a lesson and a start; of a group, teacher, room or person and a dagdeel


class Model:
    """Variables and hard rules of one question; ``cp`` is what the solver gets."""

    def __init__(self, question: Question, exact: frozenset[str] | None = None, *, rooms: bool = True) -> None:
        """``exact``: the people whose shifts are looked at (None: all); others only where their group's weeks are
        known.

        Without ``rooms`` there are only enough of each kind at each place; which one is left open.
        """
        self.by_room = rooms
        self.question = question
        self.index = Index.of(question)
        self.cp = cp_model.CpModel()
        self.options: dict[str, Options] = {one.lesson.id: one for one in options(self.index)}
        self.starts: dict[Key, IntVar] = {}
        self.taught: dict[tuple[str, int, str], IntVar] = {}
        self.roomed: dict[tuple[str, int, str], IntVar] = {}
        self.placed: dict[tuple[str, int, str], IntVar] = {}  # without rooms: the place
        self.busy: dict[Key, IntVar] = {}  # a group has a lesson
        self.at: dict[Key, dict[str, IntVar]] = {}  # … at this place
        self.work: dict[Key, IntVar] = {}
        self.pattern: dict[tuple[str, int], IntVar] = {}
        self.members: dict[str, list[Participant]] = defaultdict(list)
        for person in question.participants:
            if person.group is not None:
                self.members[person.group].append(person)
        for one in self.options.values():
            self._lesson(one)
        self._locks()
        self._teachers()
        self._rooms()
        self._groups()
        self.weeks: dict[str, Weeks] = {}
        self.column: dict[tuple[str, int], IntVar] = {}
        self._weeks()
        self.exact = [
            one
            for one in question.participants
            if exact is None or one.id in exact or (one.shifts and one.group not in self.weeks)
        ]
        self._workplaces()
        for person in self.exact:
            self._person(person)
        self._full()

    # Lessons

    def _lesson(self, one: Options) -> None:
        lesson = one.lesson
        for start, mask in one.slots.items():
            begins = self.cp.new_bool_var("")
            self.starts[lesson.id, start] = begins
            if lesson.teachers is not None:
                free = [k for k in one.teachers if self.index.teachers[k].available & mask == mask]
                self._choose(begins, (lesson.id, start), free, self.taught)
            free = [m for m in one.rooms if self.index.rooms[m].open & mask == mask]
            if lesson.room is not None and self.by_room:
                self._choose(begins, (lesson.id, start), free, self.roomed)
            elif lesson.room is not None:
                places = sorted({self.index.rooms[m].place for m in free})
                self._choose(begins, (lesson.id, start), places, self.placed)
        self._sum_is([self.starts[lesson.id, start] for start in one.slots], lesson.times)

    def _choose(self, begins: IntVar, key: Key, names: list[str], into: dict[tuple[str, int, str], IntVar]) -> None:
        """One of the names where the lesson begins, none where it does not."""
        if len(names) == 1:
            into[*key, names[0]] = begins
            return
        for name in names:
            into[*key, name] = self.cp.new_bool_var("")
        self.cp.add(LinearExpr.sum([into[*key, name] for name in names]) == begins)

    def _sum_is(self, terms: list[IntVar], total: int) -> None:
        if len(terms) < total:
            self.cp.add_bool_or([])  # never
        elif terms:
            self.cp.add(LinearExpr.sum(terms) == total)

    def _must(self, variable: IntVar | None) -> None:
        if variable is None:
            self.cp.add_bool_or([])
        else:
            self.cp.add(variable == 1)

    def _locks(self) -> None:
        for lock in self.question.locks:
            if lock.lesson not in self.options:
                continue
            times = self.options[lock.lesson].lesson.times
            if lock.start is not None:
                self._must(self.starts.get((lock.lesson, lock.start)))
            for name, table in ((lock.teacher, self.taught), (lock.room, self.roomed)):
                if name is None or (table is self.roomed and not self.by_room):
                    continue
                if lock.start is not None:
                    self._must(table.get((lock.lesson, lock.start, name)))
                else:
                    own = [v for (lesson, _, other), v in table.items() if (lesson, other) == (lock.lesson, name)]
                    self._sum_is(own, times)

    def _covering(self, table: dict[tuple[str, int, str], IntVar]) -> dict[Key, list[IntVar]]:
        """For each teacher or room and dagdeel: what would occupy it."""
        found: dict[Key, list[IntVar]] = defaultdict(list)
        for (lesson, start, name), variable in table.items():
            for slot in bits(self.options[lesson].slots[start]):
                found[name, slot].append(variable)
        return found

    def _rooms(self) -> None:
        for literals in self._covering(self.roomed).values():
            self.cp.add_at_most_one(literals)
        over: dict[tuple[str, str, int], list[tuple[int, Rooms, IntVar]]] = defaultdict(list)
        for (name, start, place), variable in self.placed.items():
            lesson = self.options[name].lesson
            for slot in bits(self.options[name].slots[start]):
                over[str(lesson.room), place, slot].append((seats_for(self.index, lesson), lesson.rooms, variable))
        for (kind, place, slot), lessons in over.items():
            needs = {(seats, among) for seats, own, _ in lessons for among in (own, None)}
            for least, among in sorted(needs, key=str):
                large = [variable for seats, own, variable in lessons if seats >= least and within(own, among)]
                self.cp.add(LinearExpr.sum(large) <= self._open_rooms(kind, place, slot, least, among))

    def _open_rooms(self, kind: str, place: str, slot: int, seats: int, among: Rooms) -> int:
        fits = [room for room in self.question.rooms if room.kind == kind and has(among, room)]
        return sum(room.place == place and room.seats >= seats and room.open >> slot & 1 for room in fits)

    def _teachers(self) -> None:
        covering = self._covering(self.taught)
        for literals in covering.values():
            self.cp.add_at_most_one(literals)
        for teacher in self.question.teachers:
            own = [v for slot in range(self.question.slots) for v in covering.get((teacher.id, slot), ())]
            if teacher.most < self.question.slots and own:
                self.cp.add(LinearExpr.sum(own) <= teacher.most)
            self._teacher_travel(teacher.id, teacher.max_between)

    def _teacher_travel(self, teacher: str, limit: int) -> None:
        own = [(lesson, start, v) for (lesson, start, k), v in self.taught.items() if k == teacher]
        places = {p for lesson, _, _ in own for p in self._places(lesson)}
        if not any(self.question.minutes(p, q) > limit for p in places for q in places):
            return
        at: dict[Key, list[IntVar]] = defaultdict(list)
        for lesson, start, variable in own:
            for place in self._places(lesson):
                there = self._there(lesson, start, place)
                if len(self._places(lesson)) == 1 or there is variable:
                    both = variable
                else:
                    both = self.cp.new_bool_var("")
                    self.cp.add(both >= variable + there - 1)
                for slot in bits(self.options[lesson].slots[start]):
                    at[place, slot].append(both)
        for a, b in self.index.following:
            for place in sorted(places):
                bad = [v for q in sorted(places) if self.question.minutes(place, q) > limit for v in at.get((q, b), ())]
                if at.get((place, a)) and bad:
                    self.cp.add(LinearExpr.sum([*at[place, a], *bad]) <= 1)

    def _places(self, lesson: str) -> list[str]:
        return sorted({self.index.rooms[room].place for room in self.options[lesson].rooms})

    def _there(self, lesson: str, start: int, place: str) -> LinearExpr | IntVar:
        """1 when the lesson begins then at this place."""
        if self._places(lesson) == [place]:
            return self.starts[lesson, start]
        if not self.by_room:
            return self.placed.get((lesson, start, place), LinearExpr.sum([]))
        rooms = [room for room in self.options[lesson].rooms if self.index.rooms[room].place == place]
        return LinearExpr.sum([self.roomed[lesson, start, m] for m in rooms if (lesson, start, m) in self.roomed])

    # Groups

    def _groups(self) -> None:
        own: dict[str, list[Options]] = defaultdict(list)
        for one in self.options.values():
            for name in one.lesson.groups:
                own[name].append(one)
        for group in self.question.groups:
            for slot in range(self.question.slots):
                self._group_slot(group.id, slot, own[group.id])
            limit = min((person.max_between for person in self.members[group.id]), default=FAR)
            self._group_travel(group.id, limit)

    def _group_slot(self, group: str, slot: int, own: list[Options]) -> None:
        pairs = [(one, start) for one in own for start in one.starts_over(slot)]
        if not pairs:
            return
        busy = self.cp.new_bool_var("")
        self.cp.add(LinearExpr.sum([self.starts[one.lesson.id, start] for one, start in pairs]) == busy)
        self.busy[group, slot] = busy
        there: dict[str, list[LinearExpr | IntVar]] = defaultdict(list)
        for one, start in pairs:
            for place in self._places(one.lesson.id):
                there[place].append(self._there(one.lesson.id, start, place))
        self.at[group, slot] = {}
        alone = len(there) == 1 and all(one.lesson.room is not None for one, _ in pairs)
        for place, terms in there.items():
            variable = busy if alone else self.cp.new_bool_var("")
            if not alone:
                self.cp.add(LinearExpr.sum(terms) == variable)
            self.at[group, slot][place] = variable

    def _group_travel(self, group: str, limit: int) -> None:
        for a, b in self.index.following:
            for place, there in self.at.get((group, a), {}).items():
                then = self.at.get((group, b), {})
                bad = [variable for q, variable in then.items() if self.question.minutes(place, q) > limit]
                if bad:
                    self.cp.add(LinearExpr.sum([there, *bad]) <= 1)

    def _weeks(self) -> None:
        places = Places(self.index)
        for group in self.question.groups:
            people = self.members[group.id]
            own = [one for one in self.options.values() if group.id in one.lesson.groups]
            weeks = weeks_of(places, group.id, own, people) if people else None
            if weeks is not None:
                self.weeks[group.id] = weeks
                self._columns(weeks)

    def _columns(self, weeks: Weeks) -> None:
        """One week of lessons for the group, which says when and where each is given."""
        columns = [self.cp.new_bool_var("") for _ in weeks.choices]
        given: dict[Key, list[IntVar]] = defaultdict(list)
        there: dict[tuple[str, int, str], list[IntVar]] = defaultdict(list)
        for row, (choice, variable) in enumerate(zip(weeks.choices, columns, strict=True)):
            self.column[weeks.group, row] = variable
            for lesson, start, place in choice:
                given[lesson, start].append(variable)
                if place is not None:
                    there[lesson, start, place].append(variable)
        self.cp.add_exactly_one(columns)
        for key, variable in self.starts.items():
            lesson, start = key
            if weeks.group not in self.options[lesson].lesson.groups:
                continue
            self.cp.add(LinearExpr.sum(given[key]) == variable)
            places = self._places(lesson)
            for place in places if len(places) > 1 else ():
                self.cp.add(LinearExpr.sum(there[lesson, start, place]) == self._there(lesson, start, place))

    def elsewhere(self, group: str | None, slot: int, where: Callable[[str], bool]) -> list[IntVar]:
        """The variables of the group's being, in this dagdeel, at a place for which ``where`` holds."""
        if group is None:
            return []
        return [variable for place, variable in self.at.get((group, slot), {}).items() if where(place)]

    # People

    def _workplaces(self) -> None:
        for workplace in self.question.workplaces:
            choices = [self.cp.new_bool_var("") for _ in workplace.patterns]
            self.cp.add_exactly_one(choices)
            for number, variable in enumerate(choices):
                self.pattern[workplace.id, number] = variable

    def _person(self, person: Participant) -> None:
        slots = work_slots(self.index, person) if person.shifts else []
        for slot in slots:
            self.work[person.id, slot] = self.cp.new_bool_var("")
        own = [self.work[person.id, slot] for slot in slots]
        self._sum_is(own, person.shifts)
        for slot in slots:
            if person.group is not None and (person.group, slot) in self.busy:
                self.cp.add_bool_or([~self.work[person.id, slot], ~self.busy[person.group, slot]])
        workplace = self.index.workplaces.get(person.workplace or "")
        if workplace is None:
            return
        minutes, site = self.question.minutes, workplace.place
        for a, b in self.index.following:
            for own_slot, other, towards in ((a, b, True), (b, a, False)):
                work = self.work.get((person.id, own_slot))
                if work is None:
                    continue
                for place, there in self.at.get((person.group or "", other), {}).items():
                    needed = minutes(site, place) if towards else minutes(place, site)
                    if needed > person.max_between:
                        self.cp.add_bool_or([~work, ~there])

    def _full(self) -> None:
        """Nobody works where no work is, nor more people than there are places; promised shifts are kept."""
        workers: dict[Key, list[IntVar]] = defaultdict(list)
        for (name, slot), variable in self.work.items():
            workers[str(self.index.people[name].workplace), slot].append(variable)
        for (name, slot), variables in workers.items():
            patterns = self.index.workplaces[name].patterns
            if len(variables) > min(pattern[slot] for pattern in patterns):
                chosen = [self.pattern[name, number] for number in range(len(patterns))]
                places = LinearExpr.weighted_sum(chosen, [pattern[slot] for pattern in patterns])
                self.cp.add(LinearExpr.sum(variables) <= places)
        exact = {one.id for one in self.exact}
        for lock in self.question.shift_locks:
            if lock.participant in exact:
                for slot in bits(lock.slots):
                    self._must(self.work.get((lock.participant, slot)))

    # There and back

    def hint(self, roster: Roster) -> None:
        """Start from this roster, as far as it fits."""
        begun = {(one.lesson, one.start): one for one in roster.meetings}
        for key, variable in self.starts.items():
            self.cp.add_hint(variable, key in begun)
        for table, field in ((self.taught, "teacher"), (self.roomed, "room")):
            for (lesson, start, name), variable in table.items():
                if variable is not self.starts[lesson, start]:
                    chosen = begun.get((lesson, start))
                    self.cp.add_hint(variable, chosen is not None and getattr(chosen, field) == name)
        for (person, slot), variable in self.work.items():
            self.cp.add_hint(variable, bool(roster.shifts.get(person, 0) >> slot & 1))
        for (name, number), variable in self.pattern.items():
            self.cp.add_hint(variable, roster.patterns.get(name, 0) == number)

    def roster(self, value: Callable[[IntVar], bool]) -> Roster:
        """The roster of a solution; ``value`` tells whether a variable holds."""

        def chosen(table: dict[tuple[str, int, str], IntVar], key: Key, names: tuple[str, ...]) -> str | None:
            return next((name for name in names if (*key, name) in table and value(table[*key, name])), None)

        meetings = []
        for key, variable in self.starts.items():
            if value(variable):
                one = self.options[key[0]]
                meetings.append(
                    Meeting(
                        lesson=key[0],
                        start=key[1],
                        teacher=chosen(self.taught, key, one.teachers),
                        room=chosen(self.roomed, key, one.rooms),
                    )
                )
        shifts = {
            person.id: mask_of([s for s in range(self.question.slots) if self._works(person.id, s, value)])
            for person in self.question.participants
        }
        patterns = {name: number for (name, number), variable in self.pattern.items() if value(variable)}
        return Roster(meetings=tuple(meetings), shifts=shifts, patterns=patterns)

    def places(self, value: Callable[[IntVar], bool]) -> dict[Key, str]:
        """Where each meeting of a solution without rooms is."""
        return {(lesson, start): place for (lesson, start, place), variable in self.placed.items() if value(variable)}

    def _works(self, person: str, slot: int, value: Callable[[IntVar], bool]) -> bool:
        variable = self.work.get((person, slot))
        return variable is not None and value(variable)
