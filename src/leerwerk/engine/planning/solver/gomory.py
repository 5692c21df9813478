"""Gomory's mixed-integer rows: what a fractional column of an optimal basis says about every whole solution.

(Background: Gomory, RAND RM-2597 (1960); Cornuéjols, Mathematical Programming B 112 (2008).) Only the openings and
sizes of groups are asked, only sparse and well-scaled rows are kept, and each is loosened a little for rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from leerwerk.engine.planning.question import Bools, Floats

BASIC = int(highspy.HighsBasisStatus.kBasic)
UPPER = int(highspy.HighsBasisStatus.kUpper)
MOST = 60  # rows a round
DENSE = 1_500  # columns in a row at most
STEEPEST = 1e4  # largest over smallest coefficient
LARGEST = 4_000  # tight rows: beyond this, solving with the basis costs more than the rows bring
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
    def of(highs: highspy.Highs) -> Tableau:
        """Read the tableau of a solved programme."""
        lp, basis = highs.getLp(), highs.getBasis()
        matrix = lp.a_matrix_
        by_column = matrix.format_ == highspy.MatrixFormat.kColwise
        index = np.array(matrix.index_)
        other = np.repeat(np.arange(lp.num_col_ if by_column else lp.num_row_), np.diff(np.array(matrix.start_)))
        return Tableau(
            row=index if by_column else other,
            column=other if by_column else index,
            value=np.array(matrix.value_),
            row_low=np.array(lp.row_lower_),
            row_high=np.array(lp.row_upper_),
            column_low=np.array(lp.col_lower_),
            column_high=np.array(lp.col_upper_),
            column_status=np.array([int(status) for status in basis.col_status]),
            row_status=np.array([int(status) for status in basis.row_status]),
        )


def gomory_rows(highs: highspy.Highs, at: Floats, whole: Bools, asked: np.ndarray) -> list[Row]:
    """Rows that cut off ``at``, an optimal basic solution, from the fractional ones among the ``asked`` columns."""
    tableau = Tableau.of(highs)
    tight = np.flatnonzero(tableau.row_status != BASIC)
    basic = np.flatnonzero(tableau.column_status == BASIC)
    if len(tight) != len(basic) or not 0 < len(tight) <= LARGEST:
        return []
    part = np.abs(at[asked] - np.rint(at[asked]))
    asked = asked[(part > AWAY) & (tableau.column_status[asked] == BASIC)]
    asked = asked[np.argsort(-np.abs(at[asked] - np.rint(at[asked])), kind="stable")[:MOST]]
    if not len(asked):
        return []
    multipliers = _basis_rows(tableau, tight, basic, asked)
    if multipliers is None:
        return []
    found = []
    whole_row = _whole_rows(tableau, whole)
    for column, u in zip(asked, multipliers, strict=True):
        row = _row(tableau, tight, u, float(at[column] % 1.0), whole, whole_row)
        if row is not None:
            depth = (row.least - row.coefficients @ at[row.columns]) / float(np.linalg.norm(row.coefficients))
            if depth > DEPTH:
                found.append((depth, row))
    found.sort(key=lambda one: -one[0])
    return [row for _, row in found]


def _basis_rows(tableau: Tableau, tight: np.ndarray, basic: np.ndarray, asked: np.ndarray) -> Floats | None:
    """For each asked column the multipliers of the tight rows that single it out; shape (asked, tight)."""
    of_row, of_column = np.full(len(tableau.row_low), -1), np.full(len(tableau.column_low), -1)
    of_row[tight], of_column[basic] = np.arange(len(tight)), np.arange(len(basic))
    inside = (of_row[tableau.row] >= 0) & (of_column[tableau.column] >= 0)
    matrix = np.zeros((len(basic), len(tight)))
    matrix[of_column[tableau.column[inside]], of_row[tableau.row[inside]]] = tableau.value[inside]
    unit = np.zeros((len(basic), len(asked)))
    unit[of_column[asked], np.arange(len(asked))] = 1.0
    try:
        solved: Floats = np.linalg.solve(matrix, unit).T
    except np.linalg.LinAlgError:
        return None
    return np.where(np.abs(solved) < 1e-11, 0.0, solved)


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


def _row(tableau: Tableau, tight: np.ndarray, u: Floats, part: float, whole: Bools, whole_row: Bools) -> Row | None:
    """The row of one basic column, in columns only; None when it is too dense or badly scaled."""
    rows, columns = len(tableau.row_low), len(tableau.column_low)
    by_row = np.zeros(rows)
    by_row[tight] = u
    along = np.bincount(tableau.column, by_row[tableau.row] * tableau.value, columns)
    free = tableau.column_low < tableau.column_high
    beside = np.flatnonzero((tableau.column_status != BASIC) & (np.abs(along) > 1e-9) & free)
    top = tableau.column_status[beside] == UPPER
    g = _weights(np.where(top, -along[beside], along[beside]), whole[beside], part)
    full, least = np.zeros(columns), 1.0
    full[beside] = np.where(top, -g, g)
    least += float(np.where(top, -g * tableau.column_high[beside], g * tableau.column_low[beside]).sum())
    used = tight[(u != 0) & (tableau.row_low[tight] != tableau.row_high[tight])]
    top = tableau.row_status[used] == UPPER
    g = _weights(np.where(top, by_row[used], -by_row[used]), whole_row[used], part)
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
