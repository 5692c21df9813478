"""How participants fare: who is there in which month, drawn person by person, or on average.

Somebody who does not complete leaves in any month of the trajectory alike. Who is placed stays with chances that are
known after 6, 12 and 24 months; in between, and afterwards, as many leave in each month of those who are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.facts import Group
from leerwerk.engine.money.vocabulary import Code

AT_ONCE = 64  # participants of all draws that are in memory together
KNOWN = (Code.STAYS_6_MONTHS, Code.STAYS_12_MONTHS, Code.STAYS_24_MONTHS)
STEPS = (0, 6, 12, 24)  # months after the placement of which the chances are known

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lives:
    """How many participants of a group are where: draws x months from its start; events by draw.

    ``preparing``, ``learning``, ``trying``: in that part of the trajectory; ``here``: placed and still with that
    employer. ``completed`` and ``placed`` happen at the end of learning, and of the trial placement.
    """

    preparing: Floats
    learning: Floats
    trying: Floats
    here: Floats
    completed: Floats
    placed: Floats

    def part(self, some: slice) -> Lives:
        """Return how the same people fare in some of the draws."""
        return Lives(*(getattr(self, name)[some] for name in self.__slots__))


def kept(months: Floats, stays: Mapping[Code, Floats]) -> Floats:
    """Return which share is still there so many months after the placement: draws x months."""
    logs = _log_kept(stays)
    slope = (logs[:, 3] - logs[:, 2]) / 12
    found = np.empty((len(logs), len(months)))
    for n, month in enumerate(months):
        if month >= STEPS[-1]:
            found[:, n] = logs[:, 3] + slope * (month - STEPS[-1])
        else:
            k = int(np.searchsorted(STEPS, month, side="right")) - 1
            within = (month - STEPS[k]) / (STEPS[k + 1] - STEPS[k])
            found[:, n] = logs[:, k] + (logs[:, k + 1] - logs[:, k]) * within
    return np.exp(found)


def _log_kept(stays: Mapping[Code, Floats]) -> Floats:
    """Return the logarithms of what is known, with none gone at first; nobody comes back."""
    shares = np.stack([np.ones_like(stays[KNOWN[0]]), *(np.clip(stays[code], 1e-9, 1) for code in KNOWN)], axis=1)
    return np.log(np.minimum.accumulate(shares, axis=1))


def on_average(group: Group, draws: Mapping[Code, Floats], months: int) -> Lives:
    """Return how many are where on average, parts of people included."""
    completes, next_step = draws[Code.COMPLETES], draws[Code.NEXT_STEP]
    passed = np.minimum(np.arange(months) + 1, group.track) / group.track
    there = group.starters * (1 - (1 - completes)[:, None] * passed[None, :])
    completed = group.starters * completes
    placed = completed * next_step
    since = np.arange(months) - group.track - group.trial
    stays = np.where(since >= 0, kept(np.maximum(since, 0.0), draws), 0)
    return _lives(group, months, there, completed, placed, placed[:, None] * stays)


def _lives(group: Group, months: int, there: Floats, completed: Floats, placed: Floats, here: Floats) -> Lives:
    month = np.arange(months)
    trying = (month >= group.track) & (month < group.track + group.trial)
    return Lives(
        preparing=there * (month < group.pre_track),
        learning=there * ((month >= group.pre_track) & (month < group.track)),
        trying=placed[:, None] * trying,
        here=here,
        completed=completed,
        placed=placed,
    )


def lived(group: Group, draws: Mapping[Code, Floats], months: int, seed: int, name: str) -> Lives:
    """Return how many are where, each participant drawn by themselves.

    The luck of the first, second and every participant hangs on seed and name alone, so that a smaller group, or one
    with other chances, has the same people.
    """
    chance = np.random.Generator(np.random.Philox(key=(seed, crc32(name.encode()))))
    many = len(draws[Code.COMPLETES])
    completes = draws[Code.COMPLETES].astype(np.float32)
    next_step = draws[Code.NEXT_STEP].astype(np.float32)
    logs = _log_kept(draws).astype(np.float32)
    left = np.zeros(many * (group.track + 1), dtype=np.int64)
    gone = np.zeros(many * (months + 1), dtype=np.int64)
    completed, placed = np.zeros(many), np.zeros(many)
    first = group.track + group.trial
    row = np.arange(many)
    for begin in range(0, group.starters, AT_ONCE):
        some = min(AT_ONCE, group.starters - begin)
        luck = chance.random((some, 3, many), dtype=np.float32)
        stays = luck[:, 0] < completes
        away = (luck[:, 0] - completes) / np.maximum(1 - completes, 1e-9) * group.track
        month = np.where(stays, group.track, np.minimum(away, group.track - 1)).astype(np.int64)
        left += np.bincount((row * (group.track + 1) + month).ravel(), minlength=len(left))
        finds = stays & (luck[:, 1] < next_step)
        completed += stays.sum(axis=0)
        placed += finds.sum(axis=0)
        if first < months:
            who, draw = np.nonzero(finds)
            until = np.minimum(first + _months_kept(luck[who, 2, draw], logs[draw]), months)
            gone += np.bincount(draw * (months + 1) + until, minlength=len(gone))
    leaves = left.reshape(many, group.track + 1)[:, : group.track]
    still = (group.starters - np.cumsum(leaves, axis=1)).astype(np.float64)
    there = np.pad(still, ((0, 0), (0, max(0, months - group.track))))[:, :months]
    ends = np.cumsum(gone.reshape(many, months + 1)[:, :months], axis=1)
    here = np.where(np.arange(months) >= first, placed[:, None] - ends, 0.0)
    return _lives(group, months, there, completed, placed, here)


def _months_kept(luck: NDArray[np.float32], logs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return for how many whole months somebody stays: the first of which they are gone."""
    drawn = np.log(np.maximum(luck, 1e-12))
    found = np.full(len(drawn), np.inf, dtype=np.float32)
    last = np.maximum(logs[:, 2] - logs[:, 3], 1e-9) / 12
    beyond = drawn <= logs[:, 3]
    found[beyond] = (STEPS[-1] + (logs[:, 3] - drawn) / last)[beyond]
    for k in range(3):
        inside = (drawn <= logs[:, k]) & (drawn > logs[:, k + 1])
        wide = np.maximum(logs[:, k] - logs[:, k + 1], 1e-9)
        share = (logs[:, k] - drawn) / wide
        found[inside] = (STEPS[k] + share * (STEPS[k + 1] - STEPS[k]))[inside]
    return np.ceil(np.minimum(found, 10_000)).astype(np.int64)
