"""How many are still there after so long, and how many came to each end by then (Kaplan-Meier, Aalen-Johansen).

Who is still there when the count ends is known to have lasted so long and no longer. Ends on the same day are counted
together, exactly: nothing hangs on the order of rows. Times are in any one unit; somebody may come under observation
later than at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]


class NobodyThere(ValueError):
    """Nobody was observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A share at each time at which something happened, between 0 and 1, with a band.

    ``begins``: the share before the first of them. ``at_risk``: how many were there just before; ``events``: how many
    came to the end that is counted. ``low`` and ``high`` are nan where nothing is known of how unsure it is: the share
    is 0 or 1.
    """

    begins: float
    times: Floats
    at_risk: Ints
    events: Ints
    share: Floats
    error: Floats
    low: Floats
    high: Floats

    def at(self, time: float) -> tuple[float, float, float]:
        """Return the share at a time and its band; before the first event nothing happened yet, surely."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return self.begins, float("nan"), float("nan")
        return float(self.share[place]), float(self.low[place]), float(self.high[place])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """By time at which something happened: how many were there, and how many came to any end and to the one counted."""

    times: Floats
    at_risk: Ints
    ended: Ints
    counted: Ints


def _table(time: ArrayLike, cause: ArrayLike, of: int | None, entry: ArrayLike | None) -> _Table:
    """Count; ``cause`` 0: still there, else which end; ``of``: the end that is counted, None: any of them."""
    until, ends = np.asarray(time, dtype=float), np.asarray(cause)
    since = np.full(len(until), -np.inf) if entry is None else np.asarray(entry, dtype=float)
    if not len(until):
        raise NobodyThere
    if len(ends) != len(until) or len(since) != len(until):
        raise ValueError("as many times as causes and entries")
    if not (np.isfinite(until).all() and (until > since).all()):
        raise ValueError("everybody is observed for some time")
    times, place = np.unique(until[ends != 0], return_inverse=True)
    ended = np.bincount(place, minlength=len(times))
    mine = ended if of is None else np.bincount(place[ends[ends != 0] == of], minlength=len(times))
    came = np.searchsorted(np.sort(since), times, side="left")  # who came in earlier than that
    gone = np.searchsorted(np.sort(until), times, side="left")
    return _Table(times=times, at_risk=came - gone, ended=ended, counted=mine)


def _band(share: Floats, error: Floats, level: float) -> tuple[Floats, Floats]:
    """Return a band on the scale of log(-log), that stays between 0 and 1; nan where the share is 0 or 1."""
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    log = np.log(safe)
    width = NormalDist().inv_cdf((1 + level) / 2) * np.where(inside, error, 0.0) / (safe * np.abs(log))
    with np.errstate(over="ignore"):  # of a few people near 0 or 1 everything is possible
        ends = safe ** np.exp(width), safe ** np.exp(-width)
    low, high = (np.where(inside, one, np.nan) for one in ends)
    return low, high


def _curve(begins: float, told: _Table, share: Floats, error: Floats, level: float) -> Curve:
    low, high = _band(share, error, level)
    return Curve(
        begins=begins,
        times=told.times,
        at_risk=told.at_risk,
        events=told.counted,  # any end, where none is asked for by itself
        share=share,
        error=error,
        low=low,
        high=high,
    )


def kaplan_meier(time: ArrayLike, ended: ArrayLike, *, entry: ArrayLike | None = None, level: float = 0.95) -> Curve:
    """Return which share is still there after each time at which somebody came to the end (Kaplan and Meier 1958).

    ``ended``: 1 who came to it at their time, 0 who was still there. Errors are Greenwood's. Raises NobodyThere,
    ValueError.
    """
    told = _table(time, np.asarray(ended) != 0, None, entry)
    stays = 1 - told.ended / told.at_risk
    share = np.cumprod(stays)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(told.ended / (told.at_risk * (told.at_risk - told.ended)))
    error = np.where(share > 0, share * np.sqrt(np.where(np.isfinite(greenwood), greenwood, 0.0)), 0.0)
    return _curve(1.0, told, share, error, level)


def cumulative_incidence(
    time: ArrayLike, cause: ArrayLike, of: int, *, entry: ArrayLike | None = None, level: float = 0.95
) -> Curve:
    """Return which share came to one of several ends by each time at which something happened (Aalen, Johansen 1978).

    ``cause``: 0 who was still there, else the end somebody came to; whoever came to another end can no longer come to
    this one. All ends at one time count together: each takes its part of who was there. Errors are those of the delta
    method (Marubini and Valsecchi 1995, 10.12). Raises NobodyThere, ValueError.
    """
    if of == 0:
        raise ValueError("0 is who was still there")
    told = _table(time, cause, of, entry)
    n, d, mine = (one.astype(float) for one in (told.at_risk, told.ended, told.counted))
    left = np.concatenate([[1.0], np.cumprod(1 - d / n)[:-1]])  # who was still there just before
    share = np.cumsum(left * mine / n)
    # The sum over earlier times of (F - Fj)² a + b - 2 (F - Fj) c, written out so that it is one pass.
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.where(n > d, d / (n * (n - d)), 0.0)  # where all are gone nothing comes after it
    b, c = left**2 * mine * (n - mine) / n**3, left * mine / n**2
    variance = (
        share**2 * np.cumsum(a)
        - 2 * share * np.cumsum(a * share)
        + np.cumsum(a * share**2)
        + np.cumsum(b)
        - 2 * (share * np.cumsum(c) - np.cumsum(c * share))
    )
    error = np.sqrt(np.maximum(variance, 0.0))
    return _curve(0.0, told, share, error, level)
