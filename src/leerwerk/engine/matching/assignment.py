"""Who goes where when several people look and several workplaces have places: one answer, with its proof.

It is a planning question (``engine.planning``): each workplace is a group of its own, with as many places as are free,
and only the pairs that are possible are given, each with its worth. So the planner's search, its bound and its
independent check serve here too. The answer is a proposal: whom to introduce where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.check import check
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import (
    Budgets,
    Candidates,
    GivenValues,
    Groups,
    Locks,
    Offers,
    Question,
    Resources,
    Settings,
    Travel,
    Workplaces,
)
from leerwerk.engine.planning.results import answer_tables
from leerwerk.engine.planning.solver.solve import solve

TIME_LIMIT = 20.0  # seconds
DAY = 1  # nobody is too late for anything: who is not ready is not among the pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Somebody and a workplace that are possible: rows of each, and what it is worth in points."""

    person: int
    work: int
    worth: int
    to_person: int  # how much the participant's side would rather have it than another
    to_employer: int  # the same of the employer's side


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who looks, which places are free, and which pairs are possible."""

    people: tuple[str, ...]
    works: tuple[str, ...]
    free: tuple[int, ...]
    pairs: tuple[Pair, ...]
    seed: int = 1


class Left(StrEnum):
    """Why somebody has no place in the answer."""

    NOTHING_FITS = "nothing_fits"  # no pair is possible
    TAKEN = "taken"  # every place that is possible is worth more with somebody else


class Unchecked(Exception):
    """The independent checker found the answer wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rather:
    """Somebody and a workplace that would both rather have each other than what the answer gives them."""

    person: int
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """``work``: by row of a person the row of their workplace, None without one. ``bound``: no answer is worth more."""

    work: tuple[int | None, ...]
    left: Mapping[int, Left]
    worth: int
    bound: float
    proven: bool
    rather: tuple[Rather, ...]


def _words(rows: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    return np.zeros((rows, 1), np.uint64)


def _people(ids: Sequence[str]) -> Candidates:
    n = len(ids)
    return Candidates(
        ids=tuple(ids),
        zone=np.zeros(n, np.int32),
        language=np.zeros((n, 4), np.int8),
        scales=np.ones((n, 3), np.int8),
        available=np.full(n, 1023, np.uint16),
        max_travel=np.zeros(n, np.int16),
        ready=np.full(n, DAY, np.int32),
        wishes=np.zeros((n, 1), np.int16),
        skills=_words(n),
        licence=np.zeros(n, np.bool_),
        education=np.full(n, 3, np.int8),
        limits=_words(n),
    )


def _groups(ids: Sequence[str], free: Sequence[int]) -> Groups:
    n = len(ids)
    return Groups(
        ids=tuple(ids),
        blueprint=("work",) * n,
        sector=np.zeros(n, np.int16),
        level=np.zeros(n, np.int8),
        zone=np.zeros(n, np.int32),
        start=np.full(n, DAY, np.int32),
        min_size=np.ones(n, np.int32),
        max_size=np.array(free, np.int32),
        fixed_cost=np.zeros(n),
        cost_per_participant=np.zeros(n),
        dagdelen=np.zeros(n, np.uint16),
        language=np.zeros((n, 4), np.int8),
        scales=np.ones((n, 3), np.int8),
        skills=_words(n),
        licence=np.zeros(n, np.bool_),
        excluded_limits=_words(n),
    )


def _works(ids: Sequence[str], free: Sequence[int]) -> Workplaces:
    n = len(ids)
    return Workplaces(
        ids=tuple(ids),
        employer=tuple(ids),
        zone=np.zeros(n, np.int32),
        places=np.array(free, np.int32),
        skills=_words(n),
        licence=np.zeros(n, np.bool_),
        excluded_limits=_words(n),
    )


def _nothing_shared() -> tuple[Resources, Budgets]:
    none, whole = np.zeros(0), np.zeros(0, np.int32)
    resources = Resources(
        ids=(), capacity=none, use_group=whole, use_resource=whole, per_group=none, per_participant=none
    )
    budgets = Budgets(
        ids=(),
        amount=none,
        charge_budget=whole,
        charge_group=whole,
        charge_zone=whole,
        per_participant=none,
        per_group=none,
    )
    return resources, budgets


def question_of(asked: Asked) -> Question:
    """Return the planning question: nothing is shared but places, and nobody is kept from anything but by the pairs."""
    order = sorted(asked.pairs, key=lambda pair: (pair.work, pair.person))
    resources, budgets = _nothing_shared()
    none = np.zeros((0, 2), np.int32)
    works = len(asked.works)
    return Question(
        candidates=_people(asked.people),
        groups=_groups(asked.works, asked.free),
        workplaces=_works(asked.works, asked.free),
        offers=Offers(start=np.arange(works + 1, dtype=np.int64), workplace=np.arange(works, dtype=np.int32)),
        resources=resources,
        budgets=budgets,
        travel=Travel(zones=("here",), minutes=np.zeros((1, 1), np.int16), approximate=False),
        locks=Locks(
            assign=none,
            forbid=none,
            open=np.zeros(0, np.int32),
            closed=np.array([n for n, free in enumerate(asked.free) if free <= 0], np.int32),
            together=none,
            apart=none,
        ),
        settings=Settings(time_limit=TIME_LIMIT, gap=0.0, seed=asked.seed),
        sectors=("work",),
        skills=(),
        limits=(),
        given=GivenValues(
            candidate=np.array([pair.person for pair in order], np.int32),
            group=np.array([pair.work for pair in order], np.int32),
            value=np.array([pair.worth for pair in order], np.float64),
        ),
    )


def assign(asked: Asked) -> Assigned:
    """Return who goes where so that the worth of all pairs together is the most there can be.

    The answer is checked by the planner's own checker, which recomputes it from the question: Unchecked if that finds
    anything.
    """
    if not asked.pairs:
        return _answer(asked, [None] * len(asked.people), bound=0.0)
    question = question_of(asked)
    pairs = pairs_of(question)
    found = solve(question, pairs)
    if found.plan is None or check(question, answer_tables(question, pairs, found, version="matching")):
        raise Unchecked
    work = [int(row) if row >= 0 else None for row in found.plan.group]
    return _answer(asked, work, bound=found.bound)


def _answer(asked: Asked, work: list[int | None], *, bound: float) -> Assigned:
    possible = {pair.person for pair in asked.pairs}
    left = {
        person: Left.TAKEN if person in possible else Left.NOTHING_FITS
        for person, row in enumerate(work)
        if row is None
    }
    worth = {(pair.person, pair.work): pair.worth for pair in asked.pairs}
    total = sum(worth[person, row] for person, row in enumerate(work) if row is not None)
    return Assigned(
        work=tuple(work),
        left=left,
        worth=total,
        bound=max(bound, float(total)),
        proven=bound < total + 1,  # worths are whole points
        rather=_rather(asked, work),
    )


def _rather(asked: Asked, work: Sequence[int | None]) -> tuple[Rather, ...]:
    """Return the pairs of which both sides like each other more than what they get."""
    by_key = {(pair.person, pair.work): pair for pair in asked.pairs}
    there: dict[int, list[int]] = {}
    for person, row in enumerate(work):
        if row is not None:
            there.setdefault(row, []).append(person)

    def would(pair: Pair) -> bool:
        mine = work[pair.person]
        if mine == pair.work:
            return False
        if mine is not None and by_key[pair.person, mine].to_person >= pair.to_person:
            return False
        others = there.get(pair.work, [])
        if len(others) < asked.free[pair.work]:
            return True
        least = min((by_key[p, pair.work].to_employer for p in others), default=pair.to_employer)
        return least < pair.to_employer

    return tuple(
        Rather(person=pair.person, work=pair.work)
        for pair in sorted(asked.pairs, key=lambda pair: (pair.person, pair.work))
        if would(pair)
    )
