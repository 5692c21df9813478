"""The planning fields of candidates, drawn without knowing who someone is.

Everything here comes from one stream of chance that never sees nationality, sex or year of birth. Fields hang together
through two hidden scores: *study* (education, learnability, route, part of the language level) and *Dutch*.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from leerwerk.engine.planning.question import Floats, Int64s
from leerwerk.engine.population import assumptions
from leerwerk.engine.population.assumptions import Assumption
from leerwerk.engine.population.rounding import by_rank, deal

WISHES_BY_EDUCATION = (assumptions.SECTORS_LOWER, assumptions.SECTORS_MIDDLE, assumptions.SECTORS_HIGHER)


def _text(assumption: Assumption, cells: Int64s) -> list[str]:
    values = np.array(assumption.values, dtype=object)
    chosen: list[str] = values[cells].tolist()
    return chosen


def _dealt(assumption: Assumption, count: int, rng: np.random.Generator) -> list[str]:
    return _text(assumption, deal(count, assumption.weights, rng))


def _wishes(education: Int64s, rng: np.random.Generator) -> list[str]:
    """Ranked sectors: the order of a race in which a sector with a larger share starts ahead (Gumbel-max)."""
    n = len(education)
    names = sorted({name for assumption in WISHES_BY_EDUCATION for name in assumption.values})
    chance = np.full((len(WISHES_BY_EDUCATION), len(names)), 1e-9)
    for row, assumption in enumerate(WISHES_BY_EDUCATION):
        for name, weight in assumption.shares:
            chance[row, names.index(name)] = weight
    # 1e-9 keeps a sector that is not on the list behind every sector that is.
    score = np.log(chance)[np.clip(education - 2, 0, 2)] + rng.gumbel(size=(n, len(names)))
    order = np.argsort(-score, axis=1)[:, :4].tolist()
    how_many = [int(k) for k in _dealt(assumptions.WISHES, n, rng)]
    return ["|".join(names[s] for s in row[:k]) for row, k in zip(order, how_many, strict=True)]


def _skills(education: Int64s, rng: np.random.Generator) -> list[str]:
    """Up to a few free skills each; eight in ten of the highly educated have had their diploma recognised."""
    n = len(education)
    valued = (education == len(assumptions.EDUCATION.shares) - 1) & (rng.random(n) < 0.8)
    has = rng.random((n, len(assumptions.FREE_SKILLS))) < 0.12
    skills = ["|".join(name for name, held in zip(assumptions.FREE_SKILLS, row, strict=True) if held) for row in has]
    return [
        "|".join(filter(None, ("higher_education" if high else "", text)))
        for high, text in zip(valued.tolist(), skills, strict=True)
    ]


def _levels(dutch: Floats, assumption: Assumption, rng: np.random.Generator) -> list[str]:
    return _text(assumption, by_rank(dutch + 0.35 * rng.normal(size=len(dutch)), assumption.weights))


def draw_profiles(count: int, season_start: date, rng: np.random.Generator) -> dict[str, list[str]]:
    """Draw the planning fields (all but the municipality) of ``count`` candidates, and their learning route."""
    study = rng.normal(size=count)
    dutch = 0.8 * study + rng.normal(size=count)
    education = by_rank(study + 0.6 * rng.normal(size=count), assumptions.EDUCATION.weights)
    learnability = by_rank(study + 0.7 * rng.normal(size=count), assumptions.LEARNABILITY.weights)
    route = by_rank(education + learnability + 0.5 * dutch + rng.normal(size=count), assumptions.ROUTE.weights)
    weeks = np.array(assumptions.READY_WEEKS.values, int)[deal(count, assumptions.READY_WEEKS.weights, rng)]
    days = np.where(weeks > 0, 7 * weeks + rng.integers(0, 28, count), -rng.integers(0, 120, count))
    day = {int(k): (season_start + timedelta(days=int(k))).isoformat() for k in np.unique(days)}
    return {
        "listening": _levels(dutch, assumptions.LISTENING, rng),
        "reading": _levels(dutch, assumptions.READING, rng),
        "speaking": _levels(dutch, assumptions.SPEAKING, rng),
        "writing": _levels(dutch, assumptions.WRITING, rng),
        "learnability": _text(assumptions.LEARNABILITY, learnability),
        "load": _dealt(assumptions.LOAD, count, rng),
        "motivation": _dealt(assumptions.MOTIVATION, count, rng),
        "available": _dealt(assumptions.AVAILABLE, count, rng),
        "max_travel": _dealt(assumptions.MAX_TRAVEL, count, rng),
        "ready": [day[k] for k in days.tolist()],
        "sectors": _wishes(education, rng),
        "skills": _skills(education, rng),
        "licence": _dealt(assumptions.LICENCE, count, rng),
        "education": _text(assumptions.EDUCATION, education),
        "limits": _dealt(assumptions.LIMITS, count, rng),
        "route": _text(assumptions.ROUTE, route),
    }
