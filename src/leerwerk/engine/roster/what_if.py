"""What one change would bring and break: for who drags a lesson or a shift."""

from __future__ import annotations

from collections.abc import Mapping
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
    index = Index.of(question)
    meetings = (*(one for one in roster.meetings if one not in move.gone), *move.come)
    moved = replace(roster, meetings=meetings, shifts={**roster.shifts, **move.shifts})
    before, after = View(index, roster), View(index, moved)
    had, has = clashes_of(before), clashes_of(after)
    was, now = cost_of(before), cost_of(after)
    return Change(
        roster=moved,
        brings=tuple(one for one in has if one not in had),
        solves=tuple(one for one in had if one not in has),
        costs={soft: now[soft] - was[soft] for soft in Soft if now[soft] != was[soft]},
    )
