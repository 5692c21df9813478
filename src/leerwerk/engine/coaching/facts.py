"""What the clock is asked: the stretches of a path, what moved its days, and who was spoken to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leerwerk.engine.coaching.vocabulary import Phase
from leerwerk.engine.model import Rhythm


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of a path in one phase. ``key``: of the event that began it; ``ends``: the first day not in it."""

    key: int
    phase: Phase
    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Nobody is spoken to from a day until the day on which it goes on; None: nobody knows when that is."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """People chose a day for one contact of the rhythm of a spell, counted from 1; the last choice counts."""

    spell: int
    ordinal: int
    to: date


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact in which they were reached."""

    key: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything of one side that the clock needs. Spells do not overlap and stand in order.

    ``handed_over``: the days from which another coach accompanies. ``closed``: public holidays; weekends are closed
    anyway. ``today``: until when what happened is known.
    """

    rhythm: Rhythm
    spells: tuple[Spell, ...]
    away: tuple[Away, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    talks: tuple[Talk, ...] = ()
    handed_over: tuple[date, ...] = ()
    closed: frozenset[date] = frozenset()
    today: date
