"""What one change would bring and break: for who drags a lesson or a shift."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from leerwerk.engine.roster.check import clashes_of
from leerwerk.engine.roster.clash import Clash
from leerwerk.engine.roster.cost import cost_of
from leerwerk.engine.roster.question import Question
from leerwerk.engine.roster.roster import Meeting, Roster, Soft
from leerwerk.engine.roster.view import Index, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Meetings that go, meetings that come, and shifts (participant → all their dagdelen of work) as they become."""

    gone: tuple[Meeting, ...] = ()
    come: tuple[Meeting, ...] = ()
    shifts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The roster after a move, the clashes that it brings and takes away, and what it costs more per soft rule (or
    less)."""

    roster: Roster
    brings: tuple[Clash, ...]
    solves: tuple[Clash, ...]
    costs: Mapping[Soft, int]

    @property
    def total(self) -> int:
        """What it costs more in all."""
        return sum(self.costs.values())


def what_if(question: Question, roster: Roster, move: Move) -> Change:
    """What a move does to a roster; a meeting that should go and is not there is passed over."""
    return what_ifs(question, roster, (move,))[0]


def what_ifs(question: Question, roster: Roster, moves: Iterable[Move]) -> list[Change]:
    """What each of several moves would do to the same roster, the roster as it is counted only once."""
    index = Index.of(question)
    before = View(index, roster)
    had, was = clashes_of(before), cost_of(before)
    return [_change(index, roster, move, had, was) for move in moves]


def _change(index: Index, roster: Roster, move: Move, had: tuple[Clash, ...], was: Mapping[Soft, int]) -> Change:
    meetings = (*(one for one in roster.meetings if one not in move.gone), *move.come)
    moved = replace(roster, meetings=meetings, shifts={**roster.shifts, **move.shifts})
    after = View(index, moved)
    has, now = clashes_of(after), cost_of(after)
    before, then = frozenset(had), frozenset(has)
    return Change(
        roster=moved,
        brings=tuple(one for one in has if one not in before),
        solves=tuple(one for one in had if one not in then),
        costs={soft: now[soft] - was[soft] for soft in Soft if now[soft] != was[soft]},
    )
