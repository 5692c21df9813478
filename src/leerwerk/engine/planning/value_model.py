"""The weights behind the value of a pair: one readable, versioned table, and nothing learned or hidden.

ASSUMPTION. These points are a starting point for discussion, not an estimate from data: they say that people last
longer where they stand further above the minima, are motivated, and travel less. Every plan names the version it used;
values given with the question (table ``values``) replace the model altogether.

The chance that someone lasts in work is a logistic curve of points::

    points = start[level]
           + language       × levels above the minimum, per skill, at most ``cap`` of them
           + learnability   × steps above the minimum, at most ``cap``
           + load           × steps above the minimum, at most ``cap``
           + motivation     × (motivation − 3)
           − travel         × started ten minutes beyond half an hour, at most ``farthest``
    chance = 1 / (1 + exp(−points / spread)), in whole ten-thousandths

Every part of a value is rounded to a whole multiple of 2⁻²⁰ thousand euros (a thousandth of a euro), so that sums of
parts are exact. Only fields of the profile that were stated for this purpose enter. Nationality, origin, religion, sex
and age are not in the question at all, so they cannot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST, MOST = -60, 60  # points, beyond which the curve is taken as flat
UNIT = 2.0**20  # parts of a value are whole multiples of one by this, in thousands of euros


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueModel:
    """Points per step; see the formula above. ``start`` follows the order of ``contract.LEVELS``."""

    version: str
    start: tuple[int, ...]
    language: int
    learnability: int
    load: int
    motivation: int
    travel: int
    cap: int
    near: int  # minutes that cost nothing
    step: int  # minutes
    farthest: int  # steps
    spread: float

    def chance(self, points: int) -> float:
        """Return the chance of lasting in work, between 0 and 1."""
        bounded = min(max(points, LEAST), MOST)
        return round(1.0 / (1.0 + math.exp(-bounded / self.spread)), 4)


VALUE_MODEL = ValueModel(
    version="assumed-2026.1",
    start=(2, 1, 0, -1, -1, 3, 4, 3),  # entree, mbo2, mbo3, mbo4, hbo, certificate, praktijkverklaring, in_company
    language=1,
    learnability=2,
    load=1,
    motivation=3,
    travel=1,
    cap=2,
    near=30,
    step=10,
    farthest=6,
    spread=8.0,
)
