"""How exceptions to what a group asks fared, beside those who met it: numbers, never anybody.

The database counts, behind functions that give numbers only.
"""

from dataclasses import dataclass

from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.queries.counting import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How far those came who were chosen; ``left``: after they had started."""

    chosen: int = 0
    started: int = 0
    worked: int = 0
    completed: int = 0
    left: int = 0

    @property
    def under_way(self) -> int:
        """Who started, did not leave and is not there yet."""
        return self.started - self.completed - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortOf:
    """How many with an exception were short of one requirement, and how far they came; ``left``: after the start."""

    requirement: str
    people: int
    started: int
    completed: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """Exceptions that were asked for, and how people with one fared beside those without.

    ``granted`` counts participations. ``reasons``: why people left after they were chosen, as (reason, how many with an
    exception, how many without), those with one first. ``short_of``: by what they were short of, most people first;
    somebody may count in several. What was asked before that was kept is in none.
    """

    asked: int
    denied: int
    granted: int
    excepted: Fared
    within: Fared
    reasons: list[tuple[str, int, int]]
    short_of: list[ShortOf]

    @property
    def unanswered(self) -> int:
        """Asked, and neither granted nor refused: it waits, or something else came first."""
        return self.asked - self.granted - self.denied


def exceptions_of(actor: Actor, level: str = "") -> Exceptions:
    """Return the exceptions among people who live in the actor's region; in groups of one level when it is given.

    Three queries.
    """
    asked = denied = granted = 0
    fared = {True: Fared(), False: Fared()}
    found = rows_of("SELECT * FROM trajectories_exceptions(%s, %s)", actor.region, level)
    for excepted, asks, denials, people, chosen, started, worked, completed, left in found:
        asked, denied, granted = asked + asks, denied + denials, granted + people * excepted
        fared[excepted] = Fared(chosen=chosen, started=started, worked=worked, completed=completed, left=left)
    reasons: dict[str, dict[bool, int]] = {}
    for excepted, reason, people in rows_of("SELECT * FROM trajectories_left(%s, %s)", actor.region, level):
        reasons.setdefault(reason, {})[excepted] = people
    beside = [(reason, by_way.get(True, 0), by_way.get(False, 0)) for reason, by_way in reasons.items()]
    short = rows_of("SELECT * FROM trajectories_short_of(%s, %s)", actor.region, level)
    return Exceptions(
        asked=asked,
        denied=denied,
        granted=granted,
        excepted=fared[True],
        within=fared[False],
        reasons=sorted(beside, key=lambda row: (-row[1], -row[2], row[0])),
        short_of=[
            ShortOf(requirement=what, people=people, started=started, completed=completed, left=left)
            for what, people, started, completed, left in sorted(short, key=lambda row: (-row[1], row[0]))
        ],
    )
