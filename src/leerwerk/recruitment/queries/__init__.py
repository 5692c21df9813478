"""Reading candidates: lists, one file, and the move of a file elsewhere."""

from leerwerk.recruitment.queries.files import (
    BY_PROFILE,
    STAGES,
    File,
    Home,
    candidates_listed,
    candidates_shown,
    everything_about,
    file_of,
    invitation_of,
    overdue_obstacles,
    perhaps_known,
    profile_is_old,
    towns_of,
)
from leerwerk.recruitment.queries.handovers import moves_of, possible_receivers

__all__ = [
    "BY_PROFILE",
    "STAGES",
    "File",
    "Home",
    "candidates_listed",
    "candidates_shown",
    "everything_about",
    "file_of",
    "invitation_of",
    "moves_of",
    "overdue_obstacles",
    "perhaps_known",
    "possible_receivers",
    "profile_is_old",
    "towns_of",
]
