"""Whether groups come to an end at different times (log-rank)."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import ArrayLike

from leerwerk.engine.outcomes.survival import NobodyThere


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a test found: its value, degrees of freedom, and the chance of so much or more when nothing differs."""

    chi_squared: float
    degrees: int
    chance: float


def chi_squared_beyond(value: float, degrees: int) -> float:
    """Return the chance that chi-squared with so many degrees of freedom is above a value.

    A series below the middle, a continued fraction above it (the incomplete gamma function); 1e-12 exact.
    """
    if value <= 0:
        return 1.0
    if degrees == 1:
        return erfc(sqrt(value / 2))
    shape, x = degrees / 2, value / 2
    scale = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        n = shape
        while term > total * 1e-16:
            n += 1
            term *= x / n
            total += term
        return max(0.0, 1 - scale * total)
    b = x + 1 - shape
    c, d = 1e300, 1 / b
    found = d
    for i in range(1, 10_000):
        step = -i * (i - shape)
        b += 2
        d = 1 / (step * d + b)
        c = b + step / c
        found *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return scale * found


def log_rank(time: ArrayLike, ended: ArrayLike, group: ArrayLike) -> Tested:
    """Compare when two groups or more come to an end. Raises NobodyThere, ValueError for fewer than two groups.

    At each time as many of a group are expected to end as its part of who is there; ties count together.
    """
    until, gone, of = np.asarray(time, dtype=float), np.asarray(ended) != 0, np.asarray(group)
    if not len(until):
        raise NobodyThere
    names = np.unique(of)
    if len(names) < 2:
        raise ValueError("one group differs from nothing")
    times = np.unique(until[gone])
    there = np.array([len(one) - np.searchsorted(np.sort(one), times) for one in (until[of == name] for name in names)])
    ends = np.array([_counts(until[(of == name) & gone], times) for name in names])
    n, d = there.sum(axis=0), ends.sum(axis=0)
    share = there / n
    more = (ends - d * share).sum(axis=1)[:-1]
    spread = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0)
    covariance = -(share * spread) @ share.T + np.diag((share * spread).sum(axis=1))
    held = covariance[:-1, :-1]
    value = float(more @ np.linalg.solve(held, more)) if np.linalg.matrix_rank(held) == len(held) else 0.0
    return Tested(chi_squared=value, degrees=len(names) - 1, chance=chi_squared_beyond(value, len(names) - 1))


def _counts(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    return np.searchsorted(np.sort(values), times, side="right") - np.searchsorted(np.sort(values), times)
