"""Ways to share what a trajectory costs and brings, and whether each leaves nobody worse off.

Every way is a set of payments between parties that add up to nothing. A participant never pays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import factorial

from leerwerk.engine.money.vocabulary import Party

type Euros = Mapping[Party, float]

NOTHING = 0.005  # half a cent


class Way(StrEnum):
    """How costs and returns are shared."""

    AS_IT_IS = "as_it_is"
    PROPORTIONAL = "proportional"
    EQUAL = "equal"
    SHAPLEY = "shapley"
    TARIFFS = "tariffs"
    SAVINGS = "savings"
    STEPPED = "stepped"


class Fails(StrEnum):
    """What a way of sharing can have against it."""

    WORSE_OFF = "worse_off"  # somebody is expected to lose although together there is enough
    NOT_BALANCED = "not_balanced"
    PARTICIPANT_PAYS = "participant_pays"
    BEYOND_STAKE = "beyond_stake"  # somebody can lose more than they put in
    CREAMS = "creams"  # one price whatever the chance of success: who is easiest to place pays best


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What each party receives (above zero) or pays by a way of sharing, and what it gains in the end."""

    way: Way
    payments: Euros
    gains: Euros


def _shared(way: Way, before: Euros, after: Euros) -> Shared:
    return Shared(way=way, payments={one: after[one] - before[one] for one in before}, gains=dict(after))


def as_it_is(before: Euros) -> Shared:
    """Let everybody keep what they gain and lose."""
    return _shared(Way.AS_IT_IS, before, before)


def proportional(before: Euros, carried: Euros) -> Shared:
    """Let each carry a share of the cost as large as its share of the benefits; who has none carries nothing.

    ``before``: what each gains now, after the part of the cost that it carries now. Raises ValueError where nobody has
    a benefit.
    """
    benefits = {party: gain + carried.get(party, 0.0) for party, gain in before.items()}
    cost, whole = sum(carried.values()), sum(max(0.0, one) for one in benefits.values())
    if whole <= 0:
        raise ValueError("nobody has a benefit")
    after = {party: one - cost * max(0.0, one) / whole for party, one in benefits.items()}
    return _shared(Way.PROPORTIONAL, before, after)


def equal(before: Euros) -> Shared:
    """Let all gain the same: with money that can be paid across, what Nash's bargaining comes to."""
    each = sum(before.values()) / len(before)
    return _shared(Way.EQUAL, before, dict.fromkeys(before, each))


def shapley(parties: Sequence[Party], worth: Callable[[frozenset[Party]], float]) -> dict[Party, float]:
    """Return what each adds on average, over all orders in which they could join (Shapley 1953).

    ``worth``: what a coalition gains by itself; the empty one gains nothing. Asks it once for each coalition.
    """
    many = len(parties)
    values = [
        worth(frozenset(one for n, one in enumerate(parties) if mask >> n & 1)) if mask else 0.0
        for mask in range(1 << many)
    ]
    weight = [factorial(size) * factorial(many - size - 1) / factorial(many) for size in range(many)]
    return {
        party: sum(
            weight[mask.bit_count()] * (values[mask | 1 << n] - values[mask])
            for mask in range(1 << many)
            if not mask >> n & 1
        )
        for n, party in enumerate(parties)
    }


def by_shapley(before: Euros, carried: Euros, needed: frozenset[Party]) -> Shared:
    """Let each gain what it adds, as far as together there is something to share.

    ``carried``: the part of the cost that each carries now of its own will; a coalition has to carry all of it.
    ``needed``: without whom there is no trajectory; nor is there without who loses before any cost, as it cannot be
    left out. A coalition that can run it gains what its members do less the cost, or does not run it.
    """
    if sum(before.values()) < 0:
        return _shared(Way.SHAPLEY, before, before)
    benefits = {party: gain + carried.get(party, 0.0) for party, gain in before.items()}
    cost = sum(carried.values())
    all_needed = needed | {party for party, one in benefits.items() if one < 0}

    def worth(coalition: frozenset[Party]) -> float:
        return max(0.0, sum(benefits[one] for one in coalition) - cost) if all_needed <= coalition else 0.0

    return _shared(Way.SHAPLEY, before, shapley(tuple(before), worth))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariffs:
    """A price for each milestone of each participant; ``bands``: factors by the chance to succeed, at least 1 for low.

    ``promised``: for how many starters is paid at least, as when fewer are sent than was promised. ``least`` and
    ``most``: bounds of the whole payment.
    """

    prices: Mapping[str, float]
    promised: int = 0
    least: float = 0.0
    most: float | None = None
    bands: Mapping[str, float] | None = None


def paid_by(tariffs: Tariffs, reached: Mapping[str, float], started: float, band: str = "") -> float:
    """Return what is paid for so many who reached each milestone; ``start`` counts at least those who were promised."""
    factor = 1.0 if tariffs.bands is None else tariffs.bands[band]
    counts = {**reached, "start": max(started, tariffs.promised)}
    whole = factor * sum(price * counts.get(name, 0) for name, price in tariffs.prices.items())
    whole = max(tariffs.least, whole)
    return whole if tariffs.most is None else min(tariffs.most, whole)


def of_savings(share: float, saved: float) -> float:
    """Return the share of what was saved beside a comparison, never below nothing (Koto-SIB: half)."""
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share}")
    return share * max(0.0, saved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """An investor's return by how much better than a comparison it went (Actiris IOD).

    Below ``nothing`` the money is lost, up to ``whole`` the money itself comes back, from there a return grows evenly
    to ``best`` a year, which is reached at ``at_best``.
    """

    nothing: float = 0.0
    whole: float = 0.5
    at_best: float = 1.0
    best: float = 0.075

    def __post_init__(self) -> None:
        """Raise ValueError where steps are not in order."""
        if not all(low < high for low, high in pairwise((self.nothing, self.whole, self.at_best))) or self.best < 0:
            raise ValueError("steps go up")

    def comes_back(self, invested: float, years: float, better: float) -> float:
        """Return what comes back after so many years; ``better``: 0.5 is half as much again as the comparison."""
        if better <= self.nothing:
            return 0.0
        part = min(max(better - self.whole, 0.0) / (self.at_best - self.whole), 1.0)
        return invested * (1 + self.best * part) ** years


def repaid(way: Way, before: Euros, carried: Euros, payers: frozenset[Party], euros: float) -> Shared:
    """Let who has the benefits pay so much to who carries the cost, as by tariffs, savings or steps.

    ``payers`` pay in proportion to their benefits, what each gains before it carries anything; who carries the cost
    receives in proportion to it. Where nobody has a benefit or a cost, nothing is paid.
    """
    benefits = {party: max(0.0, before[party] + carried.get(party, 0.0)) for party in payers if party in before}
    whole, cost = sum(benefits.values()), sum(carried.get(party, 0.0) for party in before)
    if whole <= 0 or cost <= 0:
        return _shared(way, before, before)
    after = {
        party: one + euros * (carried.get(party, 0.0) / cost - benefits.get(party, 0.0) / whole)
        for party, one in before.items()
    }
    return _shared(way, before, after)


def priced(cost: float, by_start: float, starters: float, lasting: float) -> Tariffs:
    """Return prices at which so many who start, and who last, bring in a cost as expected; ``by_start``: its share.

    Raises ZeroDivisionError where nobody starts or lasts.
    """
    return Tariffs(
        prices={"start": by_start * cost / starters, "six_months": (1 - by_start) * cost / lasting},
        promised=round(starters),
    )


def fails(shared: Shared, before: Euros, stake: Euros, tariffs: Tariffs | None = None) -> frozenset[Fails]:
    """Return what is against a way of sharing; ``stake``: how much each party may lose at most, 0 for who may not.

    Nobody is worse off when everybody gains something, or loses no more than without sharing where together they lose.
    """
    found = set()
    together = sum(before.values())
    if abs(sum(shared.gains.values()) - together) > NOTHING:
        found.add(Fails.NOT_BALANCED)
    if together >= 0 and any(one < -NOTHING for one in shared.gains.values()):
        found.add(Fails.WORSE_OFF)
    if shared.payments.get(Party.PARTICIPANT, 0.0) < -NOTHING:
        found.add(Fails.PARTICIPANT_PAYS)
    if any(-one > stake.get(party, float("inf")) + NOTHING for party, one in shared.gains.items()):
        found.add(Fails.BEYOND_STAKE)
    if tariffs is not None and tariffs.bands is None:
        found.add(Fails.CREAMS)
    return frozenset(found)
