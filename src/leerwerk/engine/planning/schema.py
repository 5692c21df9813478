"""How tables are described: columns, kinds of cells, choices, references. Knows nothing of planning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may stand in a cell, and what it is read as."""

    CODE = "code"  # str without ``|``
    CODES = "codes"  # tuple of str, in the order given
    TEXT = "text"  # str
    INTEGER = "integer"  # int
    DECIMAL = "decimal"  # float
    CHOICE = "choice"  # one of the codes in ``choices``
    DATE = "date"  # datetime.date
    YES_NO = "yes_no"  # bool
    DAGDELEN = "dagdelen"  # int, bit d = dagdeel d; written as ten 0/1
    MUNICIPALITY = "municipality"  # CBS code, GM and four digits
    DECIMALS = "decimals"  # tuple of float, only in settings
    WEIGHTS = "weights"  # dict of code → float, only in settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed word: its code and the Dutch word for it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``low`` and ``high`` are included; ``refers`` names the table whose first column it points to."""

    name: str
    label: str
    kind: Kind
    example: str
    required: bool = True  # the column has to be there, and no cell of it may be blank
    default: object = None  # what a blank or absent cell means when not required
    low: float | None = None
    high: float | None = None
    longest: int | None = None  # characters of a text or code, and of each code in a list
    choices: tuple[Choice, ...] = ()
    refers: str | None = None
    anywhere: bool = False  # ``*`` may stand here


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns in order, and the columns that together may occur only once."""

    name: str
    label: str
    columns: tuple[Column, ...]
    required: bool = False
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def explanation(self, column: Column) -> str:
        """Return the key under which a page or workbook finds the sentence about this column."""
        return f"{self.name}.{column.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A whole folder or workbook: its tables in order, and its settings."""

    name: str
    tables: tuple[Table, ...]
    settings: tuple[Column, ...] = ()
    settings_name: str = "settings"  # name of the sheet, and of the JSON file in a folder
    settings_label: str = "Instellingen"

    def table(self, name: str) -> Table:
        """Return the table of this name; KeyError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


def plain(word: object) -> str:
    """Return a name or label as it is compared: lower case, single spaces, without the star of a required column."""
    return " ".join(str(word).replace("_", " ").replace("*", " ").casefold().split())


def find_table(schema: Schema, heading: object) -> Table | None:
    """Return the table that a sheet or file of this name holds, or None."""
    wanted = plain(heading)
    return next((table for table in schema.tables if wanted in (plain(table.name), plain(table.label))), None)


def find_column(table: Table, heading: object) -> Column | None:
    """Return the column with this heading, by name or Dutch label, or None."""
    wanted = plain(heading)
    return next((column for column in table.columns if wanted in (plain(column.name), plain(column.label))), None)
