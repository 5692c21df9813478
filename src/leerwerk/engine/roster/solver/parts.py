"""Parts of a question that share nothing: no lesson, teacher, room, workplace or group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Roster


class Ties:
    """Which things belong together, found by following one to the next."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The one by whom all that belongs together is known."""
        path = []
        while (above := self._above.setdefault(name, name)) != name:
            path.append(name)
            name = above
        for one in path:
            self._above[one] = name
        return name

    def tie(self, names: Iterable[str]) -> None:
        """Say that these belong together."""
        roots = [self.root(name) for name in names]
        for other in roots[1:]:
            self._above[self.root(other)] = self.root(roots[0])


def parts(question: Question) -> list[Question]:
    """The question in parts; each part's roster beside the others' is a roster of the whole."""
    ties = Ties()
    for lesson in question.lessons:
        rooms = [f"r {room.id}" for room in question.rooms if lesson.goes_in(room)]
        own = [f"l {lesson.id}", *(f"g {name}" for name in lesson.groups), *rooms]
        ties.tie([*own, *(f"t {name}" for name in lesson.teachers or ())])
    for person in question.participants:
        own = [f"p {person.id}"]
        own += [f"g {person.group}"] if person.group is not None else []
        own += [f"w {person.workplace}"] if person.workplace is not None else []
        ties.tie(own)
    roots: dict[str, None] = {}
    for one in question.lessons:
        roots[ties.root(f"l {one.id}")] = None
    for someone in question.participants:
        roots[ties.root(f"p {someone.id}")] = None
    return [_part(question, ties, root) for root in roots] if len(roots) > 1 else [question]


def _part(question: Question, ties: Ties, root: str) -> Question:
    def own[T](letter: str, things: Iterable[T]) -> tuple[T, ...]:
        return tuple(one for one in things if ties.root(f"{letter} {getattr(one, 'id')}") == root)  # noqa: B009

    lessons = own("l", question.lessons)
    people = own("p", question.participants)
    names = {one.id for one in lessons} | {one.id for one in people}
    return replace(
        question,
        groups=own("g", question.groups),
        lessons=lessons,
        participants=people,
        teachers=own("t", question.teachers),
        rooms=own("r", question.rooms),
        workplaces=own("w", question.workplaces),
        locks=tuple(lock for lock in question.locks if lock.lesson in names),
        shift_locks=tuple(lock for lock in question.shift_locks if lock.participant in names),
    )


def joined(rosters: Iterable[Roster]) -> Roster:
    """The rosters of all parts as one."""
    meetings: list[object] = []
    shifts: dict[str, int] = {}
    patterns: dict[str, int] = {}
    for one in rosters:
        meetings += one.meetings
        shifts |= one.shifts
        patterns |= one.patterns
    return Roster(meetings=tuple(meetings), shifts=shifts, patterns=patterns)  # type: ignore[arg-type]
