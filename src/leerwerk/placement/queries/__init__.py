"""Reading workplaces."""

from leerwerk.placement.queries.freshness import FRESH_FOR
from leerwerk.placement.queries.workplaces import (
    Possible,
    offers_of,
    open_groups,
    possible_workplaces,
    recognitions_at,
    sectors_of,
    workplaces_listed,
)

__all__ = [
    "FRESH_FOR",
    "Possible",
    "offers_of",
    "open_groups",
    "possible_workplaces",
    "recognitions_at",
    "sectors_of",
    "workplaces_listed",
]
