"""Reading one cell: from whatever a file or workbook holds to the value its column promises, or a mistake.

Workbooks hold numbers as floats, dates as dates and yes/no as booleans; files hold text. All are understood. A decimal
comma is understood too, except where it might be a thousands separator (``1,200``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

from leerwerk.engine.planning.contract import ANYWHERE, BETWEEN, DAGDELEN
from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.schema import Column, Kind, plain

LONGEST_CODE = 200
MOST_CODES = 100  # in one list, each as long as may be
YES = frozenset({"yes", "ja", "true", "waar", "1", "j", "y"})
NO = frozenset({"no", "nee", "false", "onwaar", "0", "n"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
_CBS = re.compile(r"[Gg][Mm]\d{4}")
_DIGITS = re.compile(r"[+-]?\d+")


class Wrong(Exception):
    """This cell cannot be read; ``parameters`` say more."""

    def __init__(self, code: MistakeCode, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, object] = parameters


def is_blank(raw: object) -> bool:
    """Say whether a cell holds nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def as_text(raw: object) -> str:
    """Return a cell as text; whole numbers from a workbook without ``.0``."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ")
    return str(raw).strip()


def _short(text: str, longest: int | None) -> str:
    if longest is not None and len(text) > longest:
        raise Wrong(MistakeCode.TOO_LONG, longest=longest)
    return text


def _code(raw: object, column: Column) -> str:
    text = _short(as_text(raw), column.longest)
    if BETWEEN in text or len(text) > LONGEST_CODE or not text.isprintable():
        raise Wrong(MistakeCode.NOT_A_CODE, longest=LONGEST_CODE)
    return text


def _codes(raw: object, column: Column) -> tuple[str, ...]:
    text = _short(as_text(raw), column.longest and MOST_CODES * column.longest)
    items = (item.strip() for item in text.split(BETWEEN))
    return tuple(dict.fromkeys(_code(item, column) for item in items if item))


def _text(raw: object, column: Column) -> str:
    return _short(as_text(raw).replace("\0", ""), column.longest)


def _float(raw: object) -> float:
    if isinstance(raw, bool | date):
        raise Wrong(MistakeCode.NOT_A_NUMBER)
    if isinstance(raw, int | float):
        number = float(raw)
    else:
        text = as_text(raw).replace("\N{MINUS SIGN}", "-")
        if _THOUSANDS.fullmatch(text):
            raise Wrong(MistakeCode.AMBIGUOUS_NUMBER)
        try:
            number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
        except ValueError:
            raise Wrong(MistakeCode.NOT_A_NUMBER) from None
    if not math.isfinite(number) or (isinstance(raw, str) and "_" in raw):
        raise Wrong(MistakeCode.NOT_A_NUMBER)
    return number


def _in_range[T: (int, float)](number: T, column: Column) -> T:
    if column.low is not None and number < column.low:
        raise Wrong(MistakeCode.TOO_LOW, low=column.low, high=column.high)
    if column.high is not None and number > column.high:
        raise Wrong(MistakeCode.TOO_HIGH, low=column.low, high=column.high)
    return number


def _decimal(raw: object, column: Column) -> float:
    return _in_range(_float(raw), column)


def _integer(raw: object, column: Column) -> int:
    number = _float(raw)
    if not number.is_integer():
        raise Wrong(MistakeCode.NOT_WHOLE)
    return _in_range(int(number), column)


@cache
def _words(column: Column) -> Mapping[str, str]:
    words = {plain(choice.label): choice.code for choice in column.choices}
    return words | {plain(choice.code): choice.code for choice in column.choices}


def _choice(raw: object, column: Column) -> str:
    found = _words(column).get(plain(as_text(raw)))
    if found is None:
        raise Wrong(MistakeCode.NOT_A_CHOICE, choices=tuple(choice.code for choice in column.choices))
    return found


def _date(raw: object, column: Column) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = as_text(raw)
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise Wrong(MistakeCode.NOT_A_DATE)
    try:
        found = date(year, month, day)
    except ValueError:
        raise Wrong(MistakeCode.NOT_A_DATE) from None
    if not 1900 <= found.year <= 2200:
        raise Wrong(MistakeCode.NOT_A_DATE)
    return found


def _yes_no(raw: object, column: Column) -> bool:
    word = as_text(raw).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Wrong(MistakeCode.NOT_YES_NO)


def _dagdelen(raw: object, column: Column) -> int:
    text = as_text(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _DIGITS.fullmatch(text):
        text = text.zfill(DAGDELEN)  # a workbook that took it for a number lost its leading zeros
    if len(text) != DAGDELEN or set(text) - {"0", "1"}:
        raise Wrong(MistakeCode.NOT_DAGDELEN, dagdelen=DAGDELEN)
    return sum(1 << d for d, digit in enumerate(text) if digit == "1")


def _municipality(raw: object, column: Column) -> str:
    text = _code(raw, column)
    if text == ANYWHERE and column.anywhere:
        return ANYWHERE
    if text.isdecimal() and len(text) <= 4:
        return f"GM{text.zfill(4)}"
    return text.upper() if _CBS.fullmatch(text) else text


def _decimals(raw: object, column: Column) -> tuple[float, ...]:
    items = raw if isinstance(raw, list | tuple) else [item for item in as_text(raw).split(BETWEEN) if item.strip()]
    return tuple(_decimal(item, column) for item in items)


def _weights(raw: object, column: Column) -> dict[str, float]:
    if not isinstance(raw, Mapping):
        parts = [item.partition("=") for item in as_text(raw).split(BETWEEN) if item.strip()]
        if any(not sign for _, sign, _ in parts):
            raise Wrong(MistakeCode.NOT_WEIGHTS)
        raw = {key.strip(): number for key, _, number in parts}
    return {str(key): _decimal(number, column) for key, number in raw.items()}


READERS: Mapping[Kind, Callable[[object, Column], object]] = {
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.DAGDELEN: _dagdelen,
    Kind.MUNICIPALITY: _municipality,
    Kind.DECIMALS: _decimals,
    Kind.WEIGHTS: _weights,
}


def read_cell(raw: object, column: Column) -> object:
    """Return what the cell says, the column's default when it is blank; raises Wrong."""
    if is_blank(raw):
        if column.required:
            raise Wrong(MistakeCode.BLANK)
        return column.default
    return READERS[column.kind](raw, column)


def written(value: object, column: Column) -> object:
    """Return a value as it is written in a file: ``read_cell`` gives it back."""
    if value is None:
        return ""
    match column.kind:
        case Kind.CODES | Kind.DECIMALS:
            return BETWEEN.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        case Kind.WEIGHTS:
            return (
                BETWEEN.join(f"{key}={number}" for key, number in value.items()) if isinstance(value, Mapping) else ""
            )
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.DAGDELEN:
            return "".join("1" if int(str(value)) >> d & 1 else "0" for d in range(DAGDELEN))
        case Kind.DATE:
            return value.isoformat() if isinstance(value, date) else str(value)
        case _:
            return value
