"""Many times all figures at once: drawn so that two cases differ by what differs between them, and not by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.figures import Figure
from leerwerk.engine.money.vocabulary import Code, Shape

GRID = 4097  # points on which a distribution without a closed inverse is tabled
FAR = 8  # standard deviations

type Draws = Mapping[Code, NDArray[np.float64]]


def evenly(seed: int, name: str, draws: int) -> NDArray[np.float64]:
    """Return numbers between 0 and 1, one in each of as many equal parts, in an order that hangs on seed and name.

    Whoever draws a figure of the same name with the same seed gets the same numbers, whatever else is drawn.
    """
    chance = np.random.Generator(np.random.Philox(key=(seed, crc32(name.encode()))))
    return (chance.permutation(draws) + chance.random(draws)) / draws


def quantiles(figure: Figure, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values below which a figure lies with these chances."""
    value = float(figure.value)
    match figure.shape:
        case Shape.FIXED:
            return np.full(len(at), value)
        case Shape.CHANCE:
            return (at < value).astype(np.float64)
        case Shape.TRIANGLE:
            return _triangle(float(figure.a or 0), value, float(figure.b or 0), at)
        case Shape.NORMAL:
            spread = float(figure.a or 0)
            x = np.linspace(-FAR, FAR, GRID)
            return value + spread * _by_table(x, np.exp(-x * x / 2), at)
        case Shape.BETA:
            a, b = float(figure.a or 0), float(figure.b or 0)
            x = np.linspace(0, 1, GRID)[1:-1]
            log_density = (a - 1) * np.log(x) + (b - 1) * np.log1p(-x)
            return _by_table(x, np.exp(log_density - log_density.max()), at)


def _triangle(low: float, top: float, high: float, at: NDArray[np.float64]) -> NDArray[np.float64]:
    turn = (top - low) / (high - low)
    rising = low + np.sqrt(at * (high - low) * (top - low))
    falling = high - np.sqrt((1 - at) * (high - low) * (high - top))
    return np.where(at < turn, rising, falling)


def _by_table(x: NDArray[np.float64], density: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the inverse of a distribution of which the density is known up to its size, by the trapezium rule."""
    below = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return np.interp(at, below / below[-1], x)


def drawn(figures: Iterable[Figure], draws: int, seed: int) -> Draws:
    """Return so many values of each figure; the same for the same seed, figure by figure."""
    return {one.code: quantiles(one, evenly(seed, one.code, draws)) for one in figures}
