"""What can be wrong with files themselves, before anything in them is read."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """Why a file or folder cannot be read or written."""

    NOT_FOUND = "not_found"
    UNKNOWN_KIND = "unknown_kind"  # neither a folder nor a workbook
    NO_TABLES = "no_tables"  # a folder or workbook without any table that is known
    NOT_UTF8 = "not_utf8"
    NOT_CSV = "not_csv"
    NOT_JSON = "not_json"
    NOT_A_WORKBOOK = "not_a_workbook"
    TOO_MANY_ROWS = "too_many_rows"  # for a sheet of a workbook
    NOT_OURS = "not_ours"  # the folder to write holds other things
    ONLY_READ = "only_read"  # a kind of workbook that is read, never written
    CANNOT_READ = "cannot_read"
    CANNOT_WRITE = "cannot_write"
    PREVIOUS_NOT_FOUND = "previous_not_found"


class FileProblem(Exception):
    """A file cannot be read or written; ``name`` says which, ``parameters`` say more."""

    def __init__(self, problem: Problem, name: object, **parameters: object) -> None:
        super().__init__(f"{problem}: {name}")
        self.problem = problem
        self.name = str(name)
        self.parameters = parameters
