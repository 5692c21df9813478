"""How shares and amounts of money are written in the reader's language."""

from decimal import Decimal

from django.utils.formats import number_format


def percent(share: float | None, *, digits: int = 0) -> str:
    """A share (0–1) as a percentage; a dash when it is not known."""
    if share is None:
        return "–"
    return f"{number_format(round(100 * share, digits), decimal_pos=digits)}\N{NO-BREAK SPACE}%"


def euros(cents: int | None, digits: int = 2) -> str:
    """An amount of whole cents: «€ 1.234,56», or rounded to whole euros; a dash when there is none."""
    if cents is None:
        return "–"
    amount = round(Decimal(cents) / 100, digits)
    return f"€\N{NO-BREAK SPACE}{number_format(amount, digits, force_grouping=True)}"
