"""The soft rules as the objective of CP-SAT; what each counts stands in ``leerwerk.engine.roster.cost``."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python.cp_model import IntVar, LinearExpr

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster.cost import fewest_days
from leerwerk.engine.roster.question import Participant
from leerwerk.engine.roster.roster import Meeting
from leerwerk.engine.roster.solver.model import Model
from leerwerk.engine.roster.week import DAYS, WORKING_WEEK, bits, day_of, slots_of_day


class Objective:
    """Adds terms to a model and puts their sum to be minimised."""

    def __init__(self, model: Model) -> None:
        self.model, self.cp, self.question = model, model.cp, model.question
        self.weights = model.question.weights
        self.terms: list[IntVar] = []
        self.factors: list[int] = []
        self.constant = 0
        self.taught = {
            lesson.id: lesson.times * lesson.length * (lesson.id in model.options) for lesson in model.question.lessons
        }
        self._group_changes: dict[tuple[str, int], IntVar] = {}
        self._group_days: dict[tuple[str, int], IntVar] = {}
        self._choices()
        self._language()
        self.alone = [one for one in self.question.participants if one.id not in {own.id for own in model.exact}]
        self.by_week = {one.id for one in self.alone if one.group in model.weeks}
        self._weeks()
        for group in self.question.groups:
            self._group(group.id)
        for person in self.question.participants:
            if person.id not in self.by_week:
                self._person(person)
        self._stay_near()
        self.cp.minimize(LinearExpr.weighted_sum(self.terms, self.factors) + self.constant)

    def _costs(self, variable: IntVar, weight: int) -> None:
        if weight:
            self.terms.append(variable)
            self.factors.append(weight)

    # Lessons

    def _choices(self) -> None:
        """Rooms and teachers beyond the first of a lesson; teachers' wishes."""
        model, weights = self.model, self.weights
        for (lesson, start, teacher), variable in model.taught.items():
            mask = model.options[lesson].slots[start] & ~model.index.teachers[teacher].prefers
            self._costs(variable, weights.teacher_wish * mask.bit_count())
        for table, weight in ((model.roomed, weights.extra_room), (model.taught, weights.extra_teacher)):
            uses: dict[str, dict[str, list[IntVar]]] = defaultdict(lambda: defaultdict(list))
            for (lesson, _, name), variable in table.items():
                uses[lesson][name].append(variable)
            for lesson, names in uses.items():
                if model.options[lesson].lesson.times > 1 and len(names) > 1 and weight:
                    self._beyond_first(names, weight)

    def _beyond_first(self, names: dict[str, list[IntVar]], weight: int) -> None:
        used = []
        for variables in names.values():
            one = self.cp.new_bool_var("")
            self.cp.add_max_equality(one, variables)
            used.append(one)
            self._costs(one, weight)
        self.cp.add_bool_or(used)
        self.constant -= weight

    def _language(self) -> None:
        daily: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
        for (lesson, start), variable in self.model.starts.items():
            one = self.model.options[lesson].lesson
            if one.activity is Activity.LANGUAGE:
                for name in one.groups:
                    daily[name, day_of(start)].append(variable)
        for variables in daily.values():
            if len(variables) > 1 and self.weights.language_day:
                over = self.cp.new_int_var(0, len(variables) - 1, "")
                self.cp.add(over >= LinearExpr.sum(variables) - 1)
                self._costs(over, self.weights.language_day)

    # Groups and people

    def _group(self, name: str) -> None:
        """Days on which a group has lessons, changes of place between two of them, and waits of who does not work."""
        model = self.model
        members = [person for person in model.members[name] if person.id not in self.by_week]
        idle = sum(1 for person in members if not person.shifts)
        for day in range(DAYS):
            busy = [model.busy[name, s] for s in slots_of_day(day, self.question.slots) if (name, s) in model.busy]
            if busy:
                one = self.cp.new_bool_var("")
                self.cp.add_max_equality(one, busy)
                self._group_days[name, day] = one
                self._costs(one, self.weights.extra_day * idle)
        size = len(members)
        for a, b in model.index.following:
            self._group_change(name, a, b, self.weights.change * size)

    def _weeks(self) -> None:
        """What weeks cost whoever is not looked at exactly, each by themselves."""
        for weeks in self.model.weeks.values():
            rows = [row for row, name in enumerate(weeks.names) if name in self.by_week]
            costs = weeks.costs[rows].sum(axis=0).astype(int).tolist() if rows else [0] * len(weeks.choices)
            for row, price in enumerate(costs):
                self._costs(self.model.column[weeks.group, row], price)

    def _group_change(self, name: str, a: int, b: int, weight: int) -> None:
        here, there = self.model.at.get((name, a), {}), self.model.at.get((name, b), {})
        if not weight or not any(p != q for p in here for q in there):
            return
        changes = self.cp.new_bool_var("")
        for place, variable in here.items():
            others = [v for q, v in there.items() if q != place]
            if others:
                self.cp.add(changes >= variable + LinearExpr.sum(others) - 1)
        self._costs(changes, weight)
        self._group_changes[name, a] = changes

    def _person(self, person: Participant) -> None:
        own = sum(self.taught[one.id] for one in self.question.lessons if person.group in one.groups)
        least = fewest_days(own + person.shifts, self.question.slots)
        self.constant -= self.weights.extra_day * least
        begun = len(self.terms)
        if person.shifts:
            days = [self._day(person, day) for day in range(DAYS)]
            known = [one for one in days if one is not None]
            if known:
                self.cp.add(LinearExpr.sum(known) >= least)
            self._changes(person)
        if self.question.slots > WORKING_WEEK and self.weights.waiting:
            self._waits(person)
        self._at_least(person, begun, self.weights.extra_day * least)

    def _at_least(self, person: Participant, begun: int, least: int) -> None:
        """The costs of a person are no less than what the week of their group costs them at best."""
        weeks = self.model.weeks.get(person.group or "")
        if weeks is None or not person.shifts:
            return
        row = weeks.costs[weeks.names.index(person.id)] + least
        own = LinearExpr.weighted_sum(self.terms[begun:], self.factors[begun:])
        group = [v for (name, _), v in self._group_changes.items() if name == person.group]
        columns = [self.model.column[weeks.group, k] for k in range(len(row))]
        shared = LinearExpr.sum(group) * self.weights.change if group else 0
        self.cp.add(own + shared >= LinearExpr.weighted_sum(columns, row.astype(int).tolist()))

    def _day(self, person: Participant, day: int) -> IntVar | None:
        model = self.model
        slots = slots_of_day(day, self.question.slots)
        work = [model.work[person.id, s] for s in slots if (person.id, s) in model.work]
        group = self._group_days.get((person.group or "", day))
        if not work and group is None:
            return None
        away = self.cp.new_bool_var("")
        for one in work if group is None else [*work, group]:
            self.cp.add_implication(one, away)
        busy = [model.busy[person.group or "", s] for s in slots if (person.group or "", s) in model.busy]
        self.cp.add(LinearExpr.sum([*work, *busy]) <= len(slots) * away)
        self._costs(away, self.weights.extra_day)
        return away

    def _changes(self, person: Participant) -> None:
        workplace = self.model.index.workplaces.get(person.workplace or "")
        if workplace is None or not self.weights.change:
            return
        for a, b in self.model.index.following:
            changes = None
            for own, other in ((a, b), (b, a)):
                work = self.model.work.get((person.id, own))
                away = self.model.elsewhere(person.group, other, lambda place: place != workplace.place)
                if work is not None and away:
                    if changes is None:
                        changes = self.cp.new_bool_var("")
                        self._costs(changes, self.weights.change)
                    self.cp.add(changes >= work + LinearExpr.sum(away) - 1)

    def _waits(self, person: Participant) -> None:
        """A morning and an evening with nothing in between."""
        model = self.model
        for day in range(DAYS):
            slots = slots_of_day(day, self.question.slots)
            if len(slots) < 3:
                continue
            parts = [
                [v for v in (model.work.get((person.id, s)), model.busy.get((person.group or "", s))) if v is not None]
                for s in slots
            ]
            if parts[0] and parts[2]:
                waits = self.cp.new_bool_var("")
                both = LinearExpr.sum([*parts[0], *parts[2]])
                self.cp.add(waits >= both - 1 - (LinearExpr.sum(parts[1]) if parts[1] else 0))
                self._costs(waits, self.weights.waiting)

    # An earlier roster

    def _stay_near(self) -> None:
        earlier, model, weights = self.question.earlier, self.model, self.weights
        if earlier is None:
            return
        for was in earlier.meetings:
            if was.lesson in model.options:
                self._meeting_stays(was)
        for name, mask in earlier.shifts.items():
            if name in model.index.people and name not in self.by_week:
                for slot in bits(mask):
                    self.constant += weights.moved_shift
                    if (name, slot) in model.work:
                        self._costs(model.work[name, slot], -weights.moved_shift)

    def _meeting_stays(self, was: Meeting) -> None:
        """What it costs when a meeting begins at another dagdeel, or has another teacher or room."""
        model, weights = self.model, self.weights
        lesson = model.options[was.lesson].lesson
        begins = model.starts.get((was.lesson, was.start))
        self.constant += weights.moved_lesson
        if begins is None:
            return
        self._costs(begins, -weights.moved_lesson)
        chosen = (
            (was.teacher, model.taught, weights.moved_teacher, lesson.teachers),
            (was.room, model.roomed, weights.moved_room, lesson.room),
        )[: 2 if model.by_room else 1]
        for name, table, weight, wanted in chosen:
            if name is None:
                continue
            self._costs(begins, weight)
            same = None if wanted is None else table.get((was.lesson, was.start, name))
            if same is not None:
                self._costs(same, -weight)
