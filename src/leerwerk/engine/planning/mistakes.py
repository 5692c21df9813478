"""What can be wrong in the tables of a question, and what to do about it: codes and numbers, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class MistakeCode(StrEnum):
    """What is wrong."""

    MISSING_TABLE = "missing_table"
    EMPTY_TABLE = "empty_table"
    DUPLICATE_TABLE = "duplicate_table"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    EXTRA_CELLS = "extra_cells"
    BLANK = "blank"
    TOO_LONG = "too_long"
    NOT_A_CODE = "not_a_code"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    NOT_YES_NO = "not_yes_no"
    NOT_DAGDELEN = "not_dagdelen"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    UNKNOWN_REFERENCE = "unknown_reference"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_ROW = "duplicate_row"
    MIN_ABOVE_MAX = "min_above_max"
    NOT_EXPECTED = "not_expected"
    SAME_PERSON = "same_person"
    UNKNOWN_SETTING = "unknown_setting"
    NOT_WEIGHTS = "not_weights"


class Remedy(StrEnum):
    """What to do about it."""

    ADD_TABLE = "add_table"
    ADD_ROWS = "add_rows"
    ADD_COLUMN = "add_column"
    REMOVE_COLUMN = "remove_column"
    KEEP_ONE_TABLE = "keep_one_table"
    QUOTE_CELLS = "quote_cells"
    FILL_IN = "fill_in"
    SHORTEN = "shorten"
    WRITE_CODE = "write_code"
    WRITE_NUMBER = "write_number"
    WRITE_WHOLE_NUMBER = "write_whole_number"
    WRITE_WITH_POINT = "write_with_point"
    STAY_IN_RANGE = "stay_in_range"
    CHOOSE_FROM_LIST = "choose_from_list"
    WRITE_DATE = "write_date"
    WRITE_YES_OR_NO = "write_yes_or_no"
    WRITE_TEN_DAGDELEN = "write_ten_dagdelen"
    USE_CBS_CODE = "use_cbs_code"
    CORRECT_REFERENCE = "correct_reference"
    MAKE_UNIQUE = "make_unique"
    REMOVE_ROW = "remove_row"
    SWAP_SIZES = "swap_sizes"
    LEAVE_BLANK = "leave_blank"
    NAME_TWO_PEOPLE = "name_two_people"
    CORRECT_SETTING = "correct_setting"
    WRITE_WEIGHTS = "write_weights"


REMEDIES: Mapping[MistakeCode, Remedy] = {
    MistakeCode.MISSING_TABLE: Remedy.ADD_TABLE,
    MistakeCode.EMPTY_TABLE: Remedy.ADD_ROWS,
    MistakeCode.MISSING_COLUMN: Remedy.ADD_COLUMN,
    MistakeCode.DUPLICATE_COLUMN: Remedy.REMOVE_COLUMN,
    MistakeCode.DUPLICATE_TABLE: Remedy.KEEP_ONE_TABLE,
    MistakeCode.EXTRA_CELLS: Remedy.QUOTE_CELLS,
    MistakeCode.BLANK: Remedy.FILL_IN,
    MistakeCode.TOO_LONG: Remedy.SHORTEN,
    MistakeCode.NOT_A_CODE: Remedy.WRITE_CODE,
    MistakeCode.NOT_A_NUMBER: Remedy.WRITE_NUMBER,
    MistakeCode.NOT_WHOLE: Remedy.WRITE_WHOLE_NUMBER,
    MistakeCode.AMBIGUOUS_NUMBER: Remedy.WRITE_WITH_POINT,
    MistakeCode.TOO_LOW: Remedy.STAY_IN_RANGE,
    MistakeCode.TOO_HIGH: Remedy.STAY_IN_RANGE,
    MistakeCode.NOT_A_CHOICE: Remedy.CHOOSE_FROM_LIST,
    MistakeCode.NOT_A_DATE: Remedy.WRITE_DATE,
    MistakeCode.NOT_YES_NO: Remedy.WRITE_YES_OR_NO,
    MistakeCode.NOT_DAGDELEN: Remedy.WRITE_TEN_DAGDELEN,
    MistakeCode.UNKNOWN_MUNICIPALITY: Remedy.USE_CBS_CODE,
    MistakeCode.UNKNOWN_REFERENCE: Remedy.CORRECT_REFERENCE,
    MistakeCode.DUPLICATE_ID: Remedy.MAKE_UNIQUE,
    MistakeCode.DUPLICATE_ROW: Remedy.REMOVE_ROW,
    MistakeCode.MIN_ABOVE_MAX: Remedy.SWAP_SIZES,
    MistakeCode.NOT_EXPECTED: Remedy.LEAVE_BLANK,
    MistakeCode.SAME_PERSON: Remedy.NAME_TWO_PEOPLE,
    MistakeCode.UNKNOWN_SETTING: Remedy.CORRECT_SETTING,
    MistakeCode.NOT_WEIGHTS: Remedy.WRITE_WEIGHTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong: where, what, and the numbers or words that a sentence about it needs.

    ``row`` counts as the file does (the heading is row 1) and is None for a whole table or a setting; ``column`` is the
    contract's name, a setting's name, or None. ``parameters`` may hold: value, low, high, longest, choices, refers,
    nearest, first_row, other.
    """

    table: str
    row: int | None
    column: str | None
    code: MistakeCode
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def remedy(self) -> Remedy:
        """What to do about it."""
        return REMEDIES[self.code]
