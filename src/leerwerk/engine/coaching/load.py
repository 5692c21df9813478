"""How much it is to accompany somebody, and who has room: what the balance of caseloads is reckoned with.

One point is one participant in the pre-track or in learn-and-work, whom a coach speaks with every week or two; the rest
is set off against that, by how often the rhythm speaks with them. The numbers are ours: small caseloads work better
(the whitepaper, Begeleiding), and nobody has published what one contact weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leerwerk.engine.coaching.vocabulary import Phase, Side
from leerwerk.engine.months import plus_months

BY_PHASE = {
    Phase.PRE_TRACK: Decimal("1.0"),
    Phase.LEARN_WORK: Decimal("1.0"),
    Phase.SEARCH: Decimal("0.8"),
    Phase.TRIAL: Decimal("1.0"),
    Phase.PLACED: Decimal("0.6"),
}
LATER = ((12, Decimal("0.1")), (6, Decimal("0.2")), (3, Decimal("0.4")))  # months after the first day of a placement
EMPLOYER_SHARE = Decimal("0.5")
FOR_A_SIGNAL = Decimal("0.3")


def weight(phase: Phase | None, since: date | None, side: Side, signals: int, today: date) -> Decimal:
    """Return the points of accompanying one side of a participation; nothing once the path is over.

    ``since``: the first day of the phase. Each open signal adds, up to three of them.
    """
    if phase is None or since is None:
        return Decimal(0)
    points = BY_PHASE[phase]
    if phase is Phase.PLACED:
        points = next((less for months, less in LATER if plus_months(since, months) <= today), points)
    if side is Side.EMPLOYER:
        points *= EMPLOYER_SHARE
    return (points + FOR_A_SIGNAL * min(signals, 3)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What one coach carries, in points, of what they have room for. ``team``: of which organisation."""

    coach: int
    team: int
    room: Decimal
    load: Decimal

    @property
    def left(self) -> Decimal:
        """How much more they have room for; below zero: too much."""
        return self.room - self.load


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who could be accompanied by another coach: keys, and the points that go along."""

    carried: int
    giver: int
    taker: int
    points: Decimal


def balance(coaches: Iterable[Carried], of: Sequence[tuple[int, int, Decimal]]) -> tuple[Move, ...]:
    """Return moves after which nobody carries too much, as far as colleagues have room; a proposal, nothing more.

    ``of``: of each that can move its key, the key of its coach, and its points. The one with most too much gives first,
    the largest that is not more than is too much, else the smallest; the colleague of the same team with most room
    takes it, when it fits. Whoever has little to do with a person yet moves as well as another: people look at it.
    """
    state = {one.coach: one for one in coaches}
    left = {key: one.left for key, one in state.items()}
    free = sorted(of, key=lambda one: (-one[2], one[0]))
    moves: list[Move] = []
    stuck: set[int] = set()
    while over := [key for key, room in left.items() if room < 0 and key not in stuck]:
        giver = min(over, key=lambda key: (left[key], key))
        own = [one for one in free if one[1] == giver and one[2] > 0]
        fits = [one for one in own if one[2] <= -left[giver]] or own[::-1]
        move = next((found for one in fits if (found := _taken(one, giver, state, left)) is not None), None)
        if move is None:
            stuck.add(giver)
            continue
        moves.append(move)
        left[giver] += move.points
        left[move.taker] -= move.points
        free = [one for one in free if one[0] != move.carried]
    return tuple(moves)


def _taken(
    one: tuple[int, int, Decimal], giver: int, state: dict[int, Carried], left: dict[int, Decimal]
) -> Move | None:
    key, _coach, points = one
    team = [other for other, who in state.items() if who.team == state[giver].team and other != giver]
    taker = max(team, key=lambda other: (left[other], -other), default=None)
    if taker is None or left[taker] < points:
        return None
    return Move(key, giver, taker, points)
