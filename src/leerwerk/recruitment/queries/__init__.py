"""Reading candidates: lists, one file, and their intakes."""

from leerwerk.recruitment.queries.along import everything_about
from leerwerk.recruitment.queries.files import (
    BY_PROFILE,
    STAGES,
    File,
    Home,
    candidates_listed,
    candidates_shown,
    file_of,
    invitation_of,
    overdue_obstacles,
    perhaps_known,
    profile_is_old,
    towns_of,
)
from leerwerk.recruitment.queries.handovers import moves_of, possible_receivers
from leerwerk.recruitment.queries.intakes import (
    counter_statements,
    intakes_of,
    obstacles_to_solve,
    open_intakes,
    profile_before,
    statements_waiting,
)

__all__ = [
    "BY_PROFILE",
    "STAGES",
    "File",
    "Home",
    "candidates_listed",
    "candidates_shown",
    "counter_statements",
    "everything_about",
    "file_of",
    "intakes_of",
    "invitation_of",
    "moves_of",
    "obstacles_to_solve",
    "open_intakes",
    "overdue_obstacles",
    "perhaps_known",
    "possible_receivers",
    "profile_before",
    "profile_is_old",
    "statements_waiting",
    "towns_of",
]
