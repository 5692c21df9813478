"""A sample of payments by money, and what the errors found in it say of all of them.

Every euro has the same chance to be looked at (systematic sampling by amount). From the errors follow the most likely
error of all payments and, by Stringer's bound, what it will not exceed. Whole cents.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp
from random import Random

CONFIDENCE = 0.95


def poisson_limit(errors: int, confidence: float = CONFIDENCE) -> float:
    """Return the mean at which a Poisson count is at most ``errors`` with chance 1 - ``confidence``: 3.00, 4.74, 6.30.

    The factors of a sample with 0, 1, 2 ... errors; found by halving.
    """
    low, high = 0.0, errors + 20.0 + 10.0 * errors**0.5
    for _round in range(80):
        middle = (low + high) / 2
        term = chance = exp(-middle)
        for k in range(1, errors + 1):
            term *= middle / k
            chance += term
        low, high = (middle, high) if chance > 1 - confidence else (low, middle)
    return high


def size_for(tolerable: float, confidence: float = CONFIDENCE) -> int:
    """Return how many payments show, when none is wrong, that less than this share of the money is wrong."""
    return ceil(poisson_limit(0, confidence) / tolerable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn[K: Hashable]:
    """A sample: what was drawn, and the interval in cents; amounts of an interval or more are always in it."""

    keys: tuple[K, ...]
    interval: float


def draw[K: Hashable](cents: Mapping[K, int], size: int, seed: int) -> Drawn[K]:
    """Return a sample of so many places on the line of all amounts, one after the other; all when there are no more."""
    keys = [key for key, amount in cents.items() if amount > 0]
    total = sum(cents[key] for key in keys)
    if len(keys) <= size or not total:
        return Drawn(keys=tuple(keys), interval=0.0)
    interval = total / size
    place = Random(seed).random() * interval
    found, end = [], 0.0
    for key in keys:
        end += cents[key]
        if place < end:
            found.append(key)
            place += (int((end - place) // interval) + 1) * interval
    return Drawn(keys=tuple(found), interval=interval)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A payment that was looked at: its amount and how much of it is wrong, in cents."""

    cents: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sample says of all payments, in cents: found wrong, most likely wrong, and at most wrong."""

    found: int
    likely: float
    most: float


def projected(looked: Sequence[Looked], interval: float, confidence: float = CONFIDENCE) -> Said:
    """Return what errors say of all payments; with an interval of 0 everything was looked at, and it is what was found.

    An error in a payment of an interval or more stands for itself; any other for its share of the interval.
    """
    found = sum(one.wrong for one in looked)
    if not interval:
        return Said(found=found, likely=float(found), most=float(found))
    certain = sum(one.wrong for one in looked if one.cents >= interval)
    taints = sorted((one.wrong / one.cents for one in looked if one.wrong and one.cents < interval), reverse=True)
    limits = [poisson_limit(n, confidence) for n in range(len(taints) + 1)]
    more = sum((after - before) * taint for before, after, taint in zip(limits, limits[1:], taints, strict=False))
    return Said(
        found=found,
        likely=certain + interval * sum(taints),
        most=certain + interval * (limits[0] + more),
    )
