"""Whole people from shares: rounding that keeps totals, and drawing that meets a margin exactly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.question import Floats, Int64s


def largest_remainder(total: int, weights: npt.ArrayLike) -> Int64s:
    """Divide ``total`` over cells in proportion to ``weights``; every cell is within one of its exact share.

    The method of the largest remainder (Hamilton). ``weights``: not negative, not all zero; any shape is flattened.
    """
    share = np.asarray(weights, float).ravel()
    return round_keeping_total(total * share / share.sum())


def round_keeping_total(expected: npt.ArrayLike) -> Int64s:
    """Round every cell up or down so that the total is the rounded total of ``expected``."""
    exact = np.asarray(expected, float).ravel()
    whole = np.floor(exact + 1e-9)
    missing = round(float(exact.sum())) - int(whole.sum())
    up = np.argsort(-(exact - whole), kind="stable")[: max(missing, 0)]
    whole[up] += 1
    return whole.astype(np.int64)


def deal(total: int, weights: npt.ArrayLike, rng: np.random.Generator) -> Int64s:
    """Give each of ``total`` people a cell number so that the cells have exactly their rounded shares, in any order."""
    counts = largest_remainder(total, weights)
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def by_rank(score: Floats, weights: npt.ArrayLike) -> Int64s:
    """Cell numbers in order of ``score``: the lowest scores get the first cell, with exactly the rounded shares."""
    counts = largest_remainder(len(score), weights)
    cells = np.empty(len(score), np.int64)
    cells[np.argsort(score, kind="stable")] = np.repeat(np.arange(len(counts)), counts)
    return cells
