"""Reading workplaces."""

from leerwerk.placement.queries.workplaces import (
    FRESH_FOR,
    Possible,
    offers_of,
    open_groups,
    possible_workplaces,
    sectors_of,
    workplaces_listed,
)

__all__ = [
    "FRESH_FOR",
    "Possible",
    "offers_of",
    "open_groups",
    "possible_workplaces",
    "sectors_of",
    "workplaces_listed",
]
