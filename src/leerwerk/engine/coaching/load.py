"""How much it is to accompany somebody, and who has room: what the balance of caseloads is reckoned with.

One point is one participant in the pre-track or in learn-and-work, whom a coach speaks with every week or two; the rest
is set off against that, by how often the rhythm speaks with them. The numbers are ours: small caseloads work better
(the whitepaper, Begeleiding), and nobody has published what one contact weighs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter

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
FOR_A_SIGNAL, MOST_SIGNALS = Decimal("0.3"), 3


def weight(phase: Phase | None, since: date | None, side: Side, signals: int, today: date) -> Decimal:
    """Return the points of accompanying one side of a participation; nothing once the path is over.

    ``since``: the first day of the phase.
    """
    if phase is None or since is None:
        return Decimal(0)
    points = BY_PHASE[phase]
    if phase is Phase.PLACED:
        points = next((less for months, less in LATER if plus_months(since, months) <= today), points)
    if side is Side.EMPLOYER:
        points *= EMPLOYER_SHARE
    return (points + for_signals(signals)).quantize(Decimal("0.01"))


def for_signals(signals: int) -> Decimal:
    """Return the points that open signals add to accompanying a participant."""
    return FOR_A_SIGNAL * min(signals, MOST_SIGNALS)


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


def balance(
    coaches: Iterable[Carried], of: Iterable[tuple[int, int, Decimal]], most: int | None = None
) -> tuple[Move, ...]:
    """Return moves after which nobody carries too much, as far as colleagues have room; a proposal, nothing more.

    ``of``: of each that can move its key, the key of its coach, and its points. ``most``: so many moves at most. The
    one with most too much gives first, the largest that is not more than is too much and for which there is room, else
    the smallest; the colleague of the same team with most room takes it. Whoever has little to do with a person yet
    moves as well as another: people look at it.
    """
    state = {one.coach: one for one in coaches}
    left = {key: one.left for key, one in state.items()}
    own: dict[int, list[tuple[Decimal, int]]] = {key: [] for key, room in left.items() if room < 0}
    for key, coach, points in of:
        if coach in own and points > 0:
            own[coach].append((-points, key))
    for carried in own.values():
        carried.sort()  # the largest first
    moves: list[Move] = []
    while (most is None or len(moves) < most) and (over := [key for key in own if left[key] < 0]):
        giver = min(over, key=lambda key: (left[key], key))
        taker = _most_room(state, left, giver)
        given = None if taker is None else _goes(own[giver], -left[giver], left[taker])
        if taker is None or given is None:
            del own[giver]  # there is no room for any of them
            continue
        points = -own[giver][given][0]
        moves.append(Move(own[giver].pop(given)[1], giver, taker, points))
        left[giver] += points
        left[taker] -= points
    return tuple(moves)


def _most_room(state: Mapping[int, Carried], left: Mapping[int, Decimal], giver: int) -> int | None:
    """Return the colleague of the same team with most room."""
    team = (key for key, one in state.items() if one.team == state[giver].team and key != giver)
    return max(team, key=lambda key: (left[key], -key), default=None)


def _goes(own: Sequence[tuple[Decimal, int]], too_much: Decimal, room: Decimal) -> int | None:
    """Return which of these, the largest first, goes; None: no room for any."""
    if not own:
        return None
    smallest = -own[-1][0]
    if smallest > too_much:
        return len(own) - 1 if smallest <= room else None
    first = bisect_left(own, -min(too_much, room), key=itemgetter(0))
    return first if first < len(own) else None
