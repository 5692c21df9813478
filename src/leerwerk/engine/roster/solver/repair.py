"""A roster that still fits after something changed, near the one there was: within about a second.

Only groups that something is wrong with are laid again, beside everything else as it stands; where that is not
possible, also those who share a teacher or a workplace with them.
"""

from __future__ import annotations

import time
from dataclasses import replace

from leerwerk.engine.roster.check import clashes
from leerwerk.engine.roster.clash import Clash
from leerwerk.engine.roster.cost import cost
from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Outcome, Result, Roster
from leerwerk.engine.roster.solver.around import around, beside
from leerwerk.engine.roster.solver.solve import Search


def repair(question: Question, roster: Roster, *, seconds: float = 1.0, seed: int = 1, workers: int = 2) -> Result:
    """Change as little of a roster as possible so that it fits the question as it is now.

    The bound is 0 unless nothing had to change: what few groups cost at least says nothing of all. UNKNOWN when
    no such change was found in time; ``solve`` may find one.
    """
    began = time.monotonic()
    asked = replace(question, earlier=roster)
    now = _without_the_gone(question, roster)
    free: set[str] = set()
    broken = clashes(question, now)
    while broken and time.monotonic() - began < seconds:
        wider = free | (_touched(question, broken) if not free else _near(question, free))
        if wider == free:
            break
        free = wider
        part = around(asked, now, free)
        left = seconds - (time.monotonic() - began)
        found = Search(part, left, seed, workers).run(now)
        if found.roster is not None:
            now = beside(now, found.roster, part)
            broken = clashes(question, now)
    fits = not broken
    costs = cost(asked, now) if fits else {}
    return Result(
        outcome=Outcome.UNKNOWN if not fits else Outcome.FOUND if sum(costs.values()) else Outcome.OPTIMAL,
        roster=now if fits else None,
        cost=costs,
        bound=0,
        seconds=time.monotonic() - began,
    )


def _without_the_gone(question: Question, roster: Roster) -> Roster:
    """The roster without what the question no longer has."""
    lessons = {one.id for one in question.lessons}
    people = {one.id for one in question.participants}
    sites = {one.id for one in question.workplaces}
    return Roster(
        meetings=tuple(one for one in roster.meetings if one.lesson in lessons),
        shifts={name: roster.shifts.get(name, 0) for name in sorted(people)},
        patterns={name: roster.patterns.get(name, 0) for name in sorted(sites)},
    )


def _touched(question: Question, broken: tuple[Clash, ...]) -> set[str]:
    """The groups that a clash is about: by name, through a lesson, a person, or whoever is at a workplace."""
    names = {one.who for one in broken} | {one.other for one in broken}
    found = {group.id for group in question.groups if group.id in names}
    for lesson in question.lessons:
        if lesson.id in names:
            found |= set(lesson.groups)
    full = {one.who for one in broken}
    for person in question.participants:
        if person.group is not None and (person.id in full or person.workplace in full):
            found.add(person.group)
    return found


def _near(question: Question, free: set[str]) -> set[str]:
    """The groups that share a teacher with these."""
    teachers = {name for one in question.lessons if free & set(one.groups) for name in one.teachers or ()}
    return {group for one in question.lessons if teachers & set(one.teachers or ()) for group in one.groups}
