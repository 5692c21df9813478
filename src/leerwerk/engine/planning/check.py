"""Is this answer right? Recomputed from the question alone, in code of its own.

Nothing of the solver, of eligibility or of the values is used here: only the types of question and answer, the reader
of tables, and the published numbers of the value model. What OUT says is compared with what follows from the question.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from leerwerk.engine.planning.check_fits import Fits
from leerwerk.engine.planning.check_pairs import broken_rules, broken_seat_rules, given_values, worth
from leerwerk.engine.planning.contract import ANSWER
from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import Reading, Tables, parse_tables, read_settings
from leerwerk.engine.planning.question import ANY, Floats, Int32s, Question
from leerwerk.engine.planning.violations import Violation, ViolationCode

CENT = 1e-5  # thousands of euros: what rounding may cost in one number
RELATIVE = 1e-7  # and relative to sums
STATUSES = ("optimal", "feasible", "infeasible")
PROVEN = 1e-4  # a bound rests on float sums and a solver's tolerances: closer than this counts as reached
NOWHERE = "no_eligible_group"
REASONS = (NOWHERE, "no_place", "group_not_opened", "outweighed")


def check(question: Question, tables: Tables) -> tuple[Violation, ...]:
    """Return every promise that the answer in ``tables`` breaks; empty when it is right.

    ``tables``: the tables of OUT, with ``summary`` as one row. Trusts nothing of it.
    """
    return Checker(question, tables).violations()


class Checker:
    """One answer beside its question, and what was found so far."""

    def __init__(self, question: Question, tables: Tables) -> None:
        self.question = question
        self.given = given_values(question)
        self.found: list[Violation] = []
        self.people = {name: row for row, name in enumerate(question.candidates.ids)}
        self.groups = {name: row for row, name in enumerate(question.groups.ids)}
        self.places = {name: row for row, name in enumerate(question.workplaces.ids)}
        reading = parse_tables(ANSWER, {name: rows for name, rows in tables.items() if name != "summary"})
        rows = [dict(row) for row in tables.get("summary", ())]
        known = {column.name for column in ANSWER.settings}
        summary = {str(k): v for k, v in rows[0].items() if str(k) in known} if rows else {}
        self.summary = cast(dict[str, Any], read_settings(ANSWER, summary, reading))
        self._unreadable(reading)
        self.reading = reading
        n, g = len(question.candidates.ids), len(question.groups.ids)
        self.group = np.full(n, ANY, np.int32)
        self.workplace = np.full(n, ANY, np.int32)
        self.open = np.zeros(g, np.bool_)
        self.claims: dict[int, dict[str, Any]] = {}
        self.value = np.zeros(n)

    def say(self, code: ViolationCode, table: str, *about: str, **parameters: object) -> None:
        """Note one violation."""
        self.found.append(Violation(code=code, table=table, about=about, parameters=parameters))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of one table of OUT, as far as they could be read."""
        parsed = self.reading.tables[table]
        names = list(parsed.columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*parsed.columns.values(), strict=True)]

    @property
    def says_no_plan(self) -> bool:
        """Whether the answer claims that no plan is possible: a claim that nothing here verifies."""
        return self.summary.get("status") == "infeasible"

    @property
    def claimed_bound(self) -> float | None:
        """What the answer says that no plan is worth more than."""
        bound = self.summary.get("bound")
        return None if bound is None else float(bound)

    def violations(self) -> tuple[Violation, ...]:
        """Ask everything."""
        if self.says_no_plan:
            if self.rows("assignments") or any(row["open"] for row in self.rows("groups")):
                self.say(ViolationCode.PLAN_WITHOUT_PROOF, "assignments")
            return tuple(self.found)
        self._read_assignments()
        self._read_groups()
        self._people()
        self._sizes()
        self._places()
        self._resources()
        self._budgets()
        self._floor()
        self._locks()
        self._claims()
        self._unplaced()
        self._prices()
        self._summary()
        return tuple(self.found)

    def _unreadable(self, reading: Reading) -> None:
        for mistake in reading.mistakes:
            if mistake.code is MistakeCode.EMPTY_TABLE:
                continue  # nobody placed is a plan too
            about = {"row": mistake.row, "column": mistake.column, "mistake": str(mistake.code)}
            self.say(ViolationCode.UNREADABLE, mistake.table, **about)

    def _row(self, table: str, column: str, name: object, index: Mapping[str, int]) -> int:
        """Return which row of the question is meant, ANY when there is none."""
        if name is None or name not in index:
            if name is not None:
                self.say(ViolationCode.UNKNOWN, table, str(name), column=column)
            return ANY
        return index[str(name)]

    def _read_assignments(self) -> None:
        for row in self.rows("assignments"):
            person = self._row("assignments", "candidate", row["candidate"], self.people)
            group = self._row("assignments", "group", row["group"], self.groups)
            place = self._row("assignments", "workplace", row["workplace"], self.places)
            if ANY in (person, group, place):
                continue
            if self.group[person] != ANY:
                self.say(ViolationCode.TWICE, "assignments", str(row["candidate"]))
                continue
            self.group[person], self.workplace[person] = group, place

    def _read_groups(self) -> None:
        for row in self.rows("groups"):
            group = self._row("groups", "group", row["group"], self.groups)
            if group == ANY:
                continue
            if group in self.claims:
                self.say(ViolationCode.TWICE, "groups", str(row["group"]))
                continue
            self.claims[group] = row
            self.open[group] = bool(row["open"])
        for name, group in self.groups.items():
            if group not in self.claims:
                self.say(ViolationCode.MISSING, "groups", name)

    def _people(self) -> None:
        """Everybody who is placed may be there, and can work where they sit."""
        ids = self.question
        offers = self.question.offers
        for person in np.flatnonzero(self.group != ANY).tolist():
            group, place = int(self.group[person]), int(self.workplace[person])
            about = (ids.candidates.ids[person], ids.groups.ids[group], ids.workplaces.ids[place])
            for rule in broken_rules(self.question, person, group, self.given):
                self.say(ViolationCode.NOT_ELIGIBLE, "assignments", *about[:2], rule=rule)
            if place not in offers.workplace[offers.start[group] : offers.start[group + 1]]:
                self.say(ViolationCode.NOT_OFFERED, "assignments", *about)
            for rule in broken_seat_rules(self.question, person, place):
                self.say(ViolationCode.NOT_ELIGIBLE, "assignments", *about, rule=rule)
            self.value[person] = worth(self.question, person, group, self.given)

    @property
    def size(self) -> Int32s:
        """Participants per group."""
        return np.bincount(self.group[self.group != ANY], minlength=len(self.groups)).astype(np.int32)

    def _sizes(self) -> None:
        groups = self.question.groups
        for group, size in enumerate(self.size.tolist()):
            name = groups.ids[group]
            if size and not self.open[group]:
                self.say(ViolationCode.NOT_OPEN, "groups", name, found=size)
            if (self.open[group] or size) and size < max(1, int(groups.min_size[group])):
                self.say(ViolationCode.TOO_SMALL, "groups", name, found=size, limit=int(groups.min_size[group]))
            if size > groups.max_size[group]:
                self.say(ViolationCode.TOO_LARGE, "groups", name, found=size, limit=int(groups.max_size[group]))

    def _places(self) -> None:
        places = self.question.workplaces
        taken = np.bincount(self.workplace[self.workplace != ANY], minlength=len(self.places))
        for row in np.flatnonzero(taken > places.places).tolist():
            limit = int(places.places[row])
            self.say(ViolationCode.PLACES, "assignments", places.ids[row], found=int(taken[row]), limit=limit)

    def _resources(self) -> None:
        resources = self.question.resources
        used = np.zeros(len(resources.ids))
        size = self.size
        for row, (group, resource) in enumerate(zip(resources.use_group, resources.use_resource, strict=True)):
            once = float(resources.per_group[row]) if self.open[group] else 0.0
            used[resource] += once + float(resources.per_participant[row]) * int(size[group])
        self._within(ViolationCode.RESOURCE, resources.ids, used, resources.capacity)

    def _budgets(self) -> None:
        budgets = self.question.budgets
        homes: dict[tuple[int, int], int] = {}
        for person in np.flatnonzero(self.group != ANY).tolist():
            key = (int(self.group[person]), int(self.question.candidates.zone[person]))
            homes[key] = homes.get(key, 0) + 1
        size = self.size
        spent = np.zeros(len(budgets.ids))
        for row, budget in enumerate(budgets.charge_budget):
            group, zone = int(budgets.charge_group[row]), int(budgets.charge_zone[row])
            heads = int(size[group]) if zone == ANY else homes.get((group, zone), 0)
            once = float(budgets.per_group[row]) if self.open[group] else 0.0
            spent[budget] += once + float(budgets.per_participant[row]) * heads
        self._within(ViolationCode.BUDGET, budgets.ids, spent, budgets.amount)

    def _within(self, code: ViolationCode, ids: Sequence[str], used: Floats, limit: Floats) -> None:
        for row, name in enumerate(ids):
            if used[row] > limit[row] + 1e-6 * max(1.0, abs(float(limit[row]))):
                self.say(code, "assignments", name, found=float(used[row]), limit=float(limit[row]))

    def _floor(self) -> None:
        floor = self.question.settings.low_skilled_floor
        placed = np.flatnonzero(self.group != ANY)
        low = int((self.question.candidates.education[placed] <= 2).sum())
        if floor > 0 and low < floor * len(placed) - 1e-6 * max(1, len(placed)):
            self.say(ViolationCode.FLOOR, "assignments", found=low / len(placed), limit=floor)

    def _locks(self) -> None:
        locks, question = self.question.locks, self.question
        people, groups = question.candidates.ids, question.groups.ids
        for person, group in locks.assign.tolist():
            if self.group[person] != group:
                self.say(ViolationCode.LOCK, "assignments", people[person], groups[group], rule="assign")
        for person, group in locks.forbid.tolist():
            if self.group[person] == group:
                self.say(ViolationCode.LOCK, "assignments", people[person], groups[group], rule="forbid")
        for group in locks.open.tolist():
            if not self.open[group]:
                self.say(ViolationCode.LOCK, "groups", groups[group], rule="open")
        for group in locks.closed.tolist():
            if self.open[group]:
                self.say(ViolationCode.LOCK, "groups", groups[group], rule="closed")
        for one, other in locks.together.tolist():
            if self.group[one] != self.group[other]:
                self.say(ViolationCode.LOCK, "assignments", people[one], people[other], rule="together")
        for one, other in locks.apart.tolist():
            if self.group[one] != ANY and self.group[one] == self.group[other]:
                self.say(ViolationCode.LOCK, "assignments", people[one], people[other], rule="apart")

    def _group_values(self) -> Floats:
        placed = self.group != ANY
        values = np.bincount(self.group[placed], self.value[placed], minlength=len(self.groups)).astype(np.float64)
        values -= self.open * self.question.groups.fixed_cost
        return cast(Floats, values)

    def _claims(self) -> None:
        """Size, value and cost of each group are what they should be."""
        groups, size, value = self.question.groups, self.size, self._group_values()
        cost = self.open * groups.fixed_cost + size * groups.cost_per_participant
        for group, row in self.claims.items():
            name = groups.ids[group]
            for code, column, right in (
                (ViolationCode.SIZE_WRONG, "size", float(size[group])),
                (ViolationCode.VALUE_WRONG, "value", float(value[group])),
                (ViolationCode.COST_WRONG, "cost", float(cost[group])),
            ):
                if row[column] is not None and not _same(row[column], right, CENT):
                    self.say(code, "groups", name, claimed=row[column], found=right)

    def _unplaced(self) -> None:
        told: set[int] = set()
        unasked: dict[int, str] = {}  # people whose reason is about all groups, not yet asked of each of them
        for row in self.rows("unplaced"):
            person = self._row("unplaced", "candidate", row["candidate"], self.people)
            if person == ANY:
                continue
            if person in told:
                self.say(ViolationCode.TWICE, "unplaced", str(row["candidate"]))
            told.add(person)
            if self.group[person] != ANY:
                self.say(ViolationCode.BOTH, "unplaced", str(row["candidate"]))
            if self._reason(person, row) and (row["reason"] == NOWHERE or not row["group"]):
                unasked[person] = row["reason"]
        self._somewhere(unasked)
        for person in np.flatnonzero(self.group == ANY).tolist():
            if person not in told:
                self.say(ViolationCode.MISSING, "unplaced", self.question.candidates.ids[person])

    def _somewhere(self, reasons: Mapping[int, str]) -> None:
        """Who is said to fit no group fits none indeed, and who is told another reason fits one at least."""
        if not reasons:
            return
        somewhere = Fits(self.question, np.array(list(reasons))).somewhere()
        for person, reason in reasons.items():
            if somewhere[person] == (reason == NOWHERE):
                self.say(ViolationCode.REASON_WRONG, "unplaced", self.question.candidates.ids[person], claimed=reason)

    def _reason(self, person: int, row: Mapping[str, Any]) -> bool:
        """The reason is a known one, and fits the group that is named with it; False when not, or without one."""
        name, reason = str(row["candidate"]), row["reason"]
        if reason is None:
            return False
        if reason not in REASONS:
            self.say(ViolationCode.REASON_WRONG, "unplaced", name, claimed=reason)
            return False
        if not row["group"]:
            return True
        group = self._row("unplaced", "group", row["group"], self.groups)
        if group == ANY:
            return False
        wrong = self._eligible(person, group) == (reason == NOWHERE)
        wrong = wrong or (reason == "group_not_opened" and bool(self.open[group]))
        wrong = wrong or (reason in ("no_place", "outweighed") and not self.open[group])
        if wrong:
            self.say(ViolationCode.REASON_WRONG, "unplaced", name, str(row["group"]), claimed=reason)
        return not wrong

    def _eligible(self, person: int, group: int) -> bool:
        offers, forbid = self.question.offers, self.question.locks.forbid
        if broken_rules(self.question, person, group, self.given):
            return False
        if ((forbid[:, 0] == person) & (forbid[:, 1] == group)).any():
            return False
        mine = offers.workplace[offers.start[group] : offers.start[group + 1]].tolist()
        return any(not broken_seat_rules(self.question, person, place) for place in mine)

    def _prices(self) -> None:
        rows = self.rows("prices")
        ids = {
            "workplace": self.places,
            "resource": {name: row for row, name in enumerate(self.question.resources.ids)},
            "budget": {name: row for row, name in enumerate(self.question.budgets.ids)},
            "candidate": self.people,
            "floor": {"": 0},
        }
        seen: dict[str, set[str]] = {kind: set() for kind in ids}
        for row in rows:
            kind, name, price = row["kind"], row["id"] or "", row["marginal_value"]
            if kind not in ids or name not in ids[kind]:
                self.say(ViolationCode.UNKNOWN, "prices", str(kind), str(name))
                continue
            seen[kind].add(name)
            if price is not None and price < 0:
                self.say(ViolationCode.PRICE_NEGATIVE, "prices", str(kind), str(name), claimed=price)
        for kind, names in ids.items():
            for name in names.keys() - seen[kind] if rows else ():
                self.say(ViolationCode.PRICE_MISSING, "prices", kind, name)

    def _summary(self) -> None:
        said = self.summary
        for name in ("objective", "bound", "gap", "status", "placed", "open_groups", "seed"):
            if name not in said:
                self.say(ViolationCode.MISSING, "summary", name)
        objective = float(self._group_values().sum())
        slack = CENT + RELATIVE * (float(np.abs(self.value).sum()) + float(self.question.groups.fixed_cost.sum()))
        for code, name, right, room in (
            (ViolationCode.OBJECTIVE_WRONG, "objective", objective, slack),
            (ViolationCode.PLACED_WRONG, "placed", float((self.group != ANY).sum()), 0.0),
            (ViolationCode.OPEN_GROUPS_WRONG, "open_groups", float(self.open.sum()), 0.0),
        ):
            if name in said and not _same(said[name], right, room):
                self.say(code, "summary", claimed=said[name], found=right)
        if said.get("status", "optimal") not in STATUSES:
            self.say(ViolationCode.STATUS_WRONG, "summary", claimed=said["status"])
        if "bound" not in said or "objective" not in said:
            return
        if not said["bound"] >= objective - slack:
            self.say(ViolationCode.BOUND_TOO_LOW, "summary", claimed=said["bound"], found=objective)
        gap = max(0.0, said["bound"] - said["objective"]) / max(1.0, abs(said["objective"]))
        if "gap" in said and not _same(said["gap"], gap, 1e-7):
            self.say(ViolationCode.GAP_WRONG, "summary", claimed=said["gap"], found=gap)
        if said.get("status") == "optimal" and gap > max(self.question.settings.gap, PROVEN) + 1e-9:
            self.say(ViolationCode.STATUS_WRONG, "summary", claimed="optimal", found=gap)


def _same(claimed: float, right: float, room: float) -> bool:
    return math.isfinite(claimed) and abs(claimed - right) <= room + RELATIVE * abs(right)
