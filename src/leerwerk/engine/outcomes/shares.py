"""Shares of people: how unsure they are, how far apart they have to be to tell, and several of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

import numpy as np

STEPS = 200  # halvings and terms: more than a number of 64 bits can tell apart


def beta_below(x: float, a: float, b: float) -> float:
    """Return the chance that a beta with these parameters is below ``x`` (the incomplete beta function)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), 1e-300)
    found = d
    for m in range(1, STEPS * 10):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            found *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * found


def _where(chance: float, a: float, b: float) -> float:
    """Return below which value a beta is with this chance, by halving."""
    low, high = 0.0, 1.0
    for _round in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_below(middle, a, b) < chance else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, and between which shares the true one lies."""

    some: int
    all: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """So many of so many."""
        return self.some / self.all


def _counted(some: int, of: int) -> None:
    if not 0 <= some <= of or of < 1:
        raise ValueError(f"{some} of {of}")


def exact(some: int, of: int, level: float = 0.95) -> Share:
    """Return a share with bounds that hold at least so often, however few there are (Clopper and Pearson 1934).

    Raises ValueError where nobody is counted.
    """
    _counted(some, of)
    outside = (1 - level) / 2
    low = _where(outside, some, of - some + 1) if some else 0.0
    high = _where(1 - outside, some + 1, of - some) if some < of else 1.0
    return Share(some=some, all=of, low=low, high=high)


def wilson(some: int, of: int, level: float = 0.95) -> Share:
    """Return a share with bounds that hold about so often on average (Wilson 1927). Raises ValueError."""
    _counted(some, of)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, more = some / of, z * z / of
    middle = (share + more / 2) / (1 + more)
    half = z / (1 + more) * sqrt(share * (1 - share) / of + more / (4 * of))
    low, high = middle - half if some else 0.0, middle + half if some < of else 1.0
    return Share(some=some, all=of, low=low, high=high)


def needed_per_arm(first: float, second: float, power: float = 0.8, level: float = 0.95) -> float:
    """Return how many each of two groups needs for a true difference between these shares to show with this chance.

    Two-sided; the usual normal approximation with the variance pooled when nothing differs. Raises ValueError for
    shares that are the same.
    """
    if first == second:
        raise ValueError("no difference needs endlessly many")
    normal, mean = NormalDist(), (first + second) / 2
    none = normal.inv_cdf((1 + level) / 2) * sqrt(2 * mean * (1 - mean))
    some = normal.inv_cdf(power) * sqrt(first * (1 - first) + second * (1 - second))
    return ((none + some) / (first - second)) ** 2


def expected_range(share: float, of: int, level: float = 0.998) -> tuple[int, int]:
    """Return between which counts a provider of this size lies by luck alone, when its true share is this one.

    For a funnel: exact, so that no more than ``1 - level`` of those who do as usual lie outside, half on each side.
    """
    if not 0 <= share <= 1 or of < 0:
        raise ValueError(f"{share} of {of}")
    logs = [lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) for k in range(of + 1)]
    with np.errstate(divide="ignore"):
        k = np.arange(of + 1)
        chances = np.exp(np.array(logs) + _times(k, share) + _times(of - k, 1 - share))
    outside = (1 - level) / 2
    low = int(np.searchsorted(np.cumsum(chances), outside, side="right"))
    high = of - int(np.searchsorted(np.cumsum(chances[::-1]), outside, side="right"))
    return low, high


def _times(counts: np.ndarray, share: float) -> np.ndarray:
    """Return counts times the logarithm of a share; nothing of what cannot be is nothing."""
    return counts * log(share) if share > 0 else np.where(counts == 0, 0.0, -np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """Values drawn towards their mean, by which part of the distance each keeps."""

    mean: float
    keeps: float
    values: tuple[float, ...]


def shrunk(values: Sequence[float], variance: float) -> Shrunk:
    """Return values of one variance drawn together (Efron and Morris 1975: positive part, towards their own mean).

    With four or more the whole is closer to the truth than the values themselves, on average. Raises ValueError for
    fewer.
    """
    many = len(values)
    if many < 4:
        raise ValueError("four or more values borrow from each other")
    mean = sum(values) / many
    spread = sum((one - mean) ** 2 for one in values)
    keeps = max(0.0, 1 - (many - 3) * variance / spread) if spread else 0.0
    return Shrunk(mean=mean, keeps=keeps, values=tuple(mean + keeps * (one - mean) for one in values))
