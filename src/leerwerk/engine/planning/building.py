"""Lays tables that were read without mistakes out as the columns of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.contract import ANYWHERE, CEFR, EDUCATION, LANGUAGE_SKILLS, LEVELS, LOCKS, SCALES
from leerwerk.engine.planning.parsing import Parsed
from leerwerk.engine.planning.question import (
    ANY,
    Bools,
    Budgets,
    Candidates,
    Earlier,
    Floats,
    GivenValues,
    Groups,
    Int8s,
    Int32s,
    Locks,
    Offers,
    Question,
    Resources,
    Settings,
    Travel,
    Words,
    Workplaces,
)
from leerwerk.engine.planning.travel import approximate_minutes
from leerwerk.facts import municipalities

PLACES = (("candidates", "municipality"), ("groups", "municipality"), ("workplaces", "municipality"))
FAR = np.int16(30_000)  # minutes to a place that nobody gave a travel time for, and whose centre is not known


def _numbers[T: np.generic](values: Sequence[object], dtype: type[T]) -> npt.NDArray[T]:
    return np.array(cast(Any, values), dtype=dtype)


def _ordinals(values: Sequence[object]) -> Int32s:
    known: dict[object, int] = {}
    for value in values:
        if value not in known:
            known[value] = cast(date, value).toordinal()
    return np.array([known[value] for value in values], np.int32)


def _ranks(parsed: Parsed, names: Iterable[str], scale: Sequence[str]) -> Int8s:
    place = {word: rank for rank, word in enumerate(scale)}
    columns = [[place[str(value)] for value in parsed.columns[name]] for name in names]
    return np.ascontiguousarray(np.array(columns, np.int8).T)


def _scales(parsed: Parsed) -> Int8s:
    return np.ascontiguousarray(np.array([parsed.columns[name] for name in SCALES], np.int8).T)


def _vocabulary(*columns: Sequence[object]) -> tuple[str, ...]:
    words = {word for column in columns for cell in set(column) for word in cast(tuple[str, ...], cell)}
    return tuple(sorted(words))


def _bits(cells: Sequence[object], vocabulary: tuple[str, ...]) -> Words:
    """Return the codes of each row as bits, shape (rows, words); always at least one word."""
    place = {word: number for number, word in enumerate(vocabulary)}
    bits = np.zeros((len(cells), max(1, -(-len(vocabulary) // 64))), np.uint64)
    for row, cell in enumerate(cells):
        for word in cast(tuple[str, ...], cell):
            number = place[word]
            bits[row, number // 64] |= np.uint64(1 << number % 64)
    return bits


class Builder:
    """Lays parsed tables without mistakes out as a question."""

    def __init__(self, tables: Mapping[str, Parsed], chosen: Mapping[str, object]) -> None:
        self.tables = tables
        self.chosen = chosen
        candidates, groups, workplaces = tables["candidates"], tables["groups"], tables["workplaces"]
        self.people = self._index("candidates")
        self.groups = self._index("groups")
        self.workplaces = self._index("workplaces")
        used = {str(code) for table, column in PLACES for code in tables[table].columns[column]}
        used |= {str(code) for code in tables["charges"].columns["municipality"] if code != ANYWHERE}
        self.zones = {code: row for row, code in enumerate(sorted(used))}
        self.sectors = _vocabulary(
            [(sector,) for sector in set(groups.columns["sector"])], candidates.columns["sectors"]
        )
        self.skills = _vocabulary(*(one.columns["skills"] for one in (candidates, groups, workplaces)))
        excluded = [one.columns["excluded_limits"] for one in (groups, workplaces)]
        self.limits = _vocabulary(candidates.columns["limits"], *excluded)

    def _index(self, table: str) -> dict[object, int]:
        parsed = self.tables[table]
        return {one: row for row, one in enumerate(parsed.columns[parsed.table.columns[0].name])}

    def _ids(self, table: str, column: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self.tables[table].columns[column])

    def _rows(self, table: str, column: str, index: Mapping[Any, int]) -> Int32s:
        return np.array([index[value] for value in self.tables[table].columns[column]], np.int32)

    def _floats(self, table: str, column: str) -> Floats:
        return _numbers(self.tables[table].columns[column], np.float64)

    def _bools(self, table: str, column: str) -> Bools:
        return _numbers(self.tables[table].columns[column], np.bool_)

    def question(self) -> Question:
        """Return the question."""
        return Question(
            candidates=self._candidates(),
            groups=self._groups(),
            workplaces=self._workplaces(),
            offers=self._offers(),
            resources=self._resources(),
            budgets=self._budgets(),
            travel=self._travel(),
            locks=self._locks(),
            settings=Settings(**{k: v for k, v in cast(dict[str, Any], self.chosen).items() if k != "previous"}),
            sectors=self.sectors,
            skills=self.skills,
            limits=self.limits,
            given=self._given(),
            earlier=self._earlier(),
        )

    def _candidates(self) -> Candidates:
        parsed = self.tables["candidates"]
        number = {sector: place for place, sector in enumerate(self.sectors)}
        chosen = [cast(tuple[str, ...], cell) for cell in parsed.columns["sectors"]]
        wishes = np.full((len(parsed), max(map(len, chosen), default=0)), ANY, np.int16)
        for row, sectors in enumerate(chosen):
            for place, sector in enumerate(sectors):
                wishes[row, place] = number[sector]
        return Candidates(
            ids=self._ids("candidates", "candidate"),
            zone=self._rows("candidates", "municipality", self.zones),
            language=_ranks(parsed, LANGUAGE_SKILLS, CEFR),
            scales=_scales(parsed),
            available=_numbers(parsed.columns["available"], np.uint16),
            max_travel=_numbers(parsed.columns["max_travel"], np.int16),
            ready=_ordinals(parsed.columns["ready"]),
            wishes=wishes,
            skills=_bits(parsed.columns["skills"], self.skills),
            licence=self._bools("candidates", "licence"),
            education=_ranks(parsed, ["education"], EDUCATION)[:, 0].copy(),
            limits=_bits(parsed.columns["limits"], self.limits),
        )

    def _groups(self) -> Groups:
        parsed = self.tables["groups"]
        return Groups(
            ids=self._ids("groups", "group"),
            blueprint=self._ids("groups", "blueprint"),
            sector=self._rows("groups", "sector", {s: n for n, s in enumerate(self.sectors)}).astype(np.int16),
            level=_ranks(parsed, ["level"], LEVELS)[:, 0].copy(),
            zone=self._rows("groups", "municipality", self.zones),
            start=_ordinals(parsed.columns["start"]),
            min_size=_numbers(parsed.columns["min_size"], np.int32),
            max_size=_numbers(parsed.columns["max_size"], np.int32),
            fixed_cost=self._floats("groups", "fixed_cost"),
            cost_per_participant=self._floats("groups", "cost_per_participant"),
            dagdelen=_numbers(parsed.columns["dagdelen"], np.uint16),
            language=_ranks(parsed, LANGUAGE_SKILLS, CEFR),
            scales=_scales(parsed),
            skills=_bits(parsed.columns["skills"], self.skills),
            licence=self._bools("groups", "licence"),
            excluded_limits=_bits(parsed.columns["excluded_limits"], self.limits),
        )

    def _workplaces(self) -> Workplaces:
        parsed = self.tables["workplaces"]
        return Workplaces(
            ids=self._ids("workplaces", "workplace"),
            employer=self._ids("workplaces", "employer"),
            zone=self._rows("workplaces", "municipality", self.zones),
            places=_numbers(parsed.columns["places"], np.int32),
            skills=_bits(parsed.columns["skills"], self.skills),
            licence=self._bools("workplaces", "licence"),
            excluded_limits=_bits(parsed.columns["excluded_limits"], self.limits),
        )

    def _offers(self) -> Offers:
        group = self._rows("offers", "group", self.groups)
        workplace = self._rows("offers", "workplace", self.workplaces)
        order = np.lexsort((workplace, group))
        counts = np.bincount(group, minlength=len(self.groups))
        return Offers(
            start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            workplace=np.ascontiguousarray(workplace[order]),
        )

    def _resources(self) -> Resources:
        return Resources(
            ids=self._ids("resources", "resource"),
            capacity=self._floats("resources", "capacity"),
            use_group=self._rows("uses", "group", self.groups),
            use_resource=self._rows("uses", "resource", self._index("resources")),
            per_group=self._floats("uses", "per_group"),
            per_participant=self._floats("uses", "per_participant"),
        )

    def _budgets(self) -> Budgets:
        return Budgets(
            ids=self._ids("budgets", "budget"),
            amount=self._floats("budgets", "amount"),
            charge_budget=self._rows("charges", "budget", self._index("budgets")),
            charge_group=self._rows("charges", "group", self.groups),
            charge_zone=self._rows("charges", "municipality", {**self.zones, ANYWHERE: ANY}),
            per_participant=self._floats("charges", "per_participant"),
            per_group=self._floats("charges", "per_group"),
        )

    def _travel(self) -> Travel:
        """Approximate minutes between centres; listed minutes replace them, both ways unless both ways are listed."""
        zones = tuple(self.zones)
        centres = {one.code: (one.latitude, one.longitude) for one in municipalities()}
        minutes = np.full((len(zones), len(zones)), FAR, np.int16)
        given = np.zeros((len(zones), len(zones)), np.bool_)
        known = np.array([row for row, code in enumerate(zones) if code in centres], np.int64)
        if len(known):
            points = np.array([centres[zones[row]] for row in known])
            minutes[np.ix_(known, known)] = approximate_minutes(points[:, 0], points[:, 1])
        listed = self.tables["travel"].columns
        rows = list(zip(listed["from"], listed["to"], listed["minutes"], strict=True))
        for from_, to, time in [(b, a, t) for a, b, t in rows] + rows:
            if from_ in self.zones and to in self.zones:
                minutes[self.zones[from_], self.zones[to]] = cast(int, time)
                given[self.zones[from_], self.zones[to]] = True
        return Travel(zones=zones, minutes=minutes, approximate=bool((~given).any()))

    def _given(self) -> GivenValues | None:
        if not len(self.tables["values"]):
            return None
        return GivenValues(
            candidate=self._rows("values", "candidate", self.people),
            group=self._rows("values", "group", self.groups),
            value=self._floats("values", "value"),
        )

    def _locks(self) -> Locks:
        columns = self.tables["locks"].columns
        found: dict[str, list[tuple[int, ...]]] = {kind: [] for kind in LOCKS}
        for kind, a, b in zip(columns["kind"], columns["a"], columns["b"], strict=True):
            first, second = {
                "assign": (self.people, self.groups),
                "forbid": (self.people, self.groups),
                "open": (self.groups, None),
                "closed": (self.groups, None),
            }.get(str(kind), (self.people, self.people))
            found[str(kind)].append((first[a],) if second is None else (first[a], second[b]))
        pairs = {k: np.array(found[k], np.int32).reshape(-1, 2) for k in ("assign", "forbid", "together", "apart")}
        alone = {k: np.array(found[k], np.int32).reshape(-1) for k in ("open", "closed")}
        return Locks(**pairs, **alone)

    def _earlier(self) -> Earlier | None:
        parsed = self.tables["previous"]
        if not len(parsed):
            return None
        group = np.full(len(self.people), ANY, np.int32)
        workplace = np.full(len(self.people), ANY, np.int32)
        columns = parsed.columns
        for person, cohort, place in zip(columns["candidate"], columns["group"], columns["workplace"], strict=True):
            if person in self.people and cohort in self.groups:
                group[self.people[person]] = self.groups[cohort]
                workplace[self.people[person]] = self.workplaces.get(place, ANY)
        return Earlier(group=group, workplace=workplace)
