"""What can be wrong with an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ViolationCode(StrEnum):
    """One promise of a plan that is broken."""

    UNREADABLE = "unreadable"  # a table, column or cell of OUT cannot be read
    UNKNOWN = "unknown"  # names something that is not in the question
    TWICE = "twice"  # stands in the table twice
    MISSING = "missing"  # a group or an unplaced person is not in the table
    NOT_ELIGIBLE = "not_eligible"  # rule: which
    NOT_OFFERED = "not_offered"  # the workplace is not offered to the group
    NOT_OPEN = "not_open"  # somebody joins a group that does not open
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    PLACES = "places"  # more people than places
    RESOURCE = "resource"
    BUDGET = "budget"
    FLOOR = "floor"
    LOCK = "lock"  # rule: which kind
    SIZE_WRONG = "size_wrong"
    VALUE_WRONG = "value_wrong"
    COST_WRONG = "cost_wrong"
    OBJECTIVE_WRONG = "objective_wrong"
    PLACED_WRONG = "placed_wrong"
    OPEN_GROUPS_WRONG = "open_groups_wrong"
    GAP_WRONG = "gap_wrong"
    STATUS_WRONG = "status_wrong"
    BOUND_TOO_LOW = "bound_too_low"  # below what this very plan reaches
    PRICE_NEGATIVE = "price_negative"
    PRICE_MISSING = "price_missing"
    BOTH = "both"  # placed and unplaced
    REASON_WRONG = "reason_wrong"  # the reason given for someone who is not placed does not hold
    PLAN_WITHOUT_PROOF = "plan_without_proof"  # infeasible, and yet a plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken promise: in which table, about what, and the numbers that a sentence about it needs.

    ``about``: ids from the question. ``parameters`` may hold: rule, claimed, found, limit, value, column, row.
    """

    code: ViolationCode
    table: str
    about: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
