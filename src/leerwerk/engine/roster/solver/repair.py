"""A roster that still fits after something changed, near the one there was: within about a second.

Only groups that something is wrong with are laid again, beside everything else as it stands; where that is not
possible, also those who share a teacher or a workplace with them.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from leerwerk.engine.roster.check import clashes
from leerwerk.engine.roster.clash import Clash
from leerwerk.engine.roster.cost import cost
from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Outcome, Result, Roster
from leerwerk.engine.roster.solver.around import around, beside
from leerwerk.engine.roster.solver.solve import Search

LEAST = 0.2  # seconds for one look
TRIES = 3  # choices of so many groups


def repair(question: Question, roster: Roster, *, seconds: float = 1.0, seed: int = 1, workers: int = 2) -> Result:
    """Change as little of a roster as possible so that it fits the question as it is now.

    The bound is 0 unless nothing had to change: what few groups cost at least says nothing of all. UNKNOWN when
    no such change was found in time; ``solve`` may find one.
    """
    began = time.monotonic()
    asked = replace(question, earlier=roster)
    now = _without_the_gone(question, roster)
    broken = clashes(question, now)
    touched = _touched(question, broken)
    for free in _wider(question, now, touched, random.Random(seed)) if broken else ():
        left = seconds - (time.monotonic() - began)
        if left <= 0:
            break
        part = around(asked, now, free)
        found = Search(part, max(left, LEAST), seed, workers).run(now)
        if found.roster is not None:
            laid = beside(now, found.roster, part)
            if not clashes(question, laid):
                now, broken = laid, ()
                break
    fits = not broken
    costs = cost(asked, now) if fits else {}
    return Result(
        outcome=Outcome.UNKNOWN if not fits else Outcome.FOUND if sum(costs.values()) else Outcome.OPTIMAL,
        roster=now if fits else None,
        cost=costs,
        bound=0,
        seconds=time.monotonic() - began,
    )


def _wider(question: Question, roster: Roster, touched: set[str], rng: random.Random) -> Iterator[set[str]]:
    """The groups to lay again: those that something is wrong with, each group in their way with them, then more."""
    yield touched
    near = _near(question, roster, touched)
    for one in near:
        yield touched | {one}
    for count in range(2, len(near) + 1):
        for _ in range(TRIES):
            first = near[: max(2 * count, 6)]
            yield touched | set(rng.sample(first, min(count, len(first))))


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


def _near(question: Question, roster: Roster, free: set[str]) -> list[str]:
    """The groups that now have the teachers whom these could have, those with the most of them first."""
    teachers = {name for one in question.lessons if free & set(one.groups) for name in one.teachers or ()}
    groups = {one.id: one.groups for one in question.lessons}
    found: Counter[str] = Counter()
    for meeting in roster.meetings:
        if meeting.teacher in teachers:
            found.update(groups[meeting.lesson])
    return [name for name, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if name not in free]
