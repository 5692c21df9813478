"""Gomory's mixed-integer rows: what a fractional column of an optimal basis says about every whole solution.

(Background: Gomory, RAND RM-2597 (1960); Cornuéjols, Mathematical Programming B 112 (2008).) Only the openings and
sizes of groups are asked, only sparse and well-scaled rows are kept, and each is loosened a little for rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats
from leerwerk.engine.planning.solver.highs import Entries, entries_of

BASIC = int(highspy.HighsBasisStatus.kBasic)
UPPER = int(highspy.HighsBasisStatus.kUpper)
LOWER = int(highspy.HighsBasisStatus.kLower)
MOST = 60  # rows a round
DENSE = 1_500  # columns in a row at most
STEEPEST = 1e4  # largest over smallest coefficient
AWAY = 0.01  # how far from whole a column must be
DEPTH = 1e-4  # least distance from the fractional solution to the row


@dataclass(frozen=True, slots=True)
class Row:
    """coefficients · x[columns] ≥ least."""

    columns: np.ndarray
    coefficients: Floats
    least: float


@dataclass(frozen=True, slots=True)
class Tableau:
    """The programme with all its rows, entry by entry, and which columns and rows are basic."""

    row: np.ndarray
    column: np.ndarray
    value: Floats
    row_low: Floats
    row_high: Floats
    column_low: Floats
    column_high: Floats
    column_status: np.ndarray
    row_status: np.ndarray

    @staticmethod
    def of(highs: highspy.Highs, helping: Bools, beyond: Entries, most: Floats) -> Tableau:
        """Read the tableau of a solved programme, with columns ``beyond`` it after its own: at zero, ``most`` at most.

        ``helping`` columns are nothing that a whole solution has: they stay at zero.
        """
        lp, basis = highs.getLp(), highs.getBasis()
        own = entries_of(lp)
        more = len(most)
        status = np.array([int(status) for status in basis.col_status])
        return Tableau(
            row=np.concatenate([own.row, beyond.row]),
            column=np.concatenate([own.column, lp.num_col_ + beyond.column]),
            value=np.concatenate([own.value, beyond.value]),
            row_low=np.array(lp.row_lower_),
            row_high=np.array(lp.row_upper_),
            column_low=np.concatenate([np.array(lp.col_lower_), np.zeros(more)]),
            column_high=np.concatenate([np.where(helping, 0.0, np.array(lp.col_upper_)), most]),
            column_status=np.concatenate([status, np.full(more, LOWER)]),
            row_status=np.array([int(status) for status in basis.row_status]),
        )


def gomory_rows(
    highs: highspy.Highs,
    at: Floats,
    whole: Bools,
    asked: np.ndarray,
    helping: Bools,
    beyond: Entries,
    most: Floats,
) -> list[Row]:
    """Rows that cut off ``at``, an optimal basic solution, from the fractional ones among the ``asked`` columns.

    ``at`` and ``whole`` have an entry for each column of the programme and then for each one ``beyond`` it; so have the
    rows.
    """
    tableau = Tableau.of(highs, helping, beyond, most)
    part = np.abs(at[asked] - np.rint(at[asked]))
    asked = asked[(part > AWAY) & (tableau.column_status[asked] == BASIC)]
    asked = asked[np.argsort(-np.abs(at[asked] - np.rint(at[asked])), kind="stable")[:MOST]]
    found = []
    whole_row = _whole_rows(tableau, whole)
    for column, u in zip(asked, _basis_rows(highs, asked), strict=True):
        row = _row(tableau, u, float(at[column] % 1.0), whole, whole_row)
        if row is not None:
            depth = (row.least - row.coefficients @ at[row.columns]) / float(np.linalg.norm(row.coefficients))
            if depth > DEPTH:
                found.append((depth, row))
    found.sort(key=lambda one: -one[0])
    return [row for _, row in found]


def _basis_rows(highs: highspy.Highs, asked: np.ndarray) -> Iterator[Floats]:
    """For each asked column, one multiplier per row of the programme: together they single it out."""
    basic = np.array(highs.getBasicVariables()[1])  # type: ignore[attr-defined]  # its types leave it out
    place = np.full(highs.getNumCol(), -1)
    columns = np.flatnonzero(basic >= 0)
    place[basic[columns]] = columns
    for column in asked:
        solved = np.array(highs.getBasisInverseRow(int(place[column]))[1])  # type: ignore[attr-defined]  # as above
        yield np.where(np.abs(solved) < 1e-11, 0.0, solved)


def _whole_rows(tableau: Tableau, whole: Bools) -> Bools:
    """Rows whose slack is whole: whole coefficients on whole columns, and whole limits."""
    fine = np.ones(len(tableau.row_low), np.bool_)
    fine[tableau.row[~whole[tableau.column] | (np.abs(tableau.value - np.rint(tableau.value)) > 1e-12)]] = False
    for limit in (tableau.row_low, tableau.row_high):
        known = np.isfinite(limit)
        fine[known] &= np.abs(limit[known] - np.rint(limit[known])) < 1e-9
    return fine


def _weights(coefficient: Floats, whole: Bools, part: float) -> Floats:
    """Gomory's coefficient for the distance of each non-basic thing from its bound."""
    rest = coefficient - np.floor(coefficient)
    rest = np.where(rest > 1 - 1e-9, 0.0, rest)
    rounded = np.where(rest <= part, rest / part, (1 - rest) / (1 - part))
    return np.where(whole, rounded, np.where(coefficient > 0, coefficient / part, -coefficient / (1 - part)))


def _row(tableau: Tableau, u: Floats, part: float, whole: Bools, whole_row: Bools) -> Row | None:
    """The row of one basic column, in columns only; None when it is too dense or badly scaled."""
    rows, columns = len(tableau.row_low), len(tableau.column_low)
    along = np.bincount(tableau.column, u[tableau.row] * tableau.value, columns)
    free = tableau.column_low < tableau.column_high
    beside = np.flatnonzero((tableau.column_status != BASIC) & (np.abs(along) > 1e-9) & free)
    top = tableau.column_status[beside] == UPPER
    g = _weights(np.where(top, -along[beside], along[beside]), whole[beside], part)
    full, least = np.zeros(columns), 1.0
    full[beside] = np.where(top, -g, g)
    least += float(np.where(top, -g * tableau.column_high[beside], g * tableau.column_low[beside]).sum())
    used = np.flatnonzero((u != 0) & (tableau.row_status != BASIC) & (tableau.row_low != tableau.row_high))
    top = tableau.row_status[used] == UPPER
    g = _weights(np.where(top, u[used], -u[used]), whole_row[used], part)
    limit = np.where(top, tableau.row_high[used], tableau.row_low[used])
    if not np.isfinite(limit).all():
        return None
    least += float(np.where(top, -g, g) @ limit)
    weight = np.zeros(rows)
    weight[used] = np.where(top, -g, g)
    full += np.bincount(tableau.column, weight[tableau.row] * tableau.value, columns)
    return _cleaned(tableau, full, least)


def _cleaned(tableau: Tableau, full: Floats, least: float) -> Row | None:
    """Without coefficients that are rounding only: each is replaced by the most it could have brought."""
    size = np.abs(full)
    small = (size > 0) & (size < size.max() / STEEPEST)
    bound = np.where(full > 0, tableau.column_high, tableau.column_low)
    if not np.isfinite(bound[small]).all():
        return None
    least -= float(full[small] @ bound[small])
    columns = np.flatnonzero((size > 0) & ~small)
    if not 0 < len(columns) <= DENSE or size.max() > STEEPEST:
        return None
    return Row(columns.astype(np.int32), full[columns], least - 1e-7 * (1.0 + abs(least)))
