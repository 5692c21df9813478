"""Reading open matters, who is asked, who is away, and the letters that went out."""

from leerwerk.notices.queries.asked import asked_of, colleagues_of, owned_by, peers_of, waiting_for
from leerwerk.notices.queries.letters import letters_listed
from leerwerk.notices.queries.lists import (
    Line,
    lines_of,
    lines_with,
    narrowed,
    of_group,
    of_organisation,
    of_region,
    own_matters,
)
from leerwerk.notices.queries.people import absences_of, people_of, rhythm_of, term_of

__all__ = [
    "Line",
    "absences_of",
    "asked_of",
    "colleagues_of",
    "letters_listed",
    "lines_of",
    "lines_with",
    "narrowed",
    "of_group",
    "of_organisation",
    "of_region",
    "own_matters",
    "owned_by",
    "peers_of",
    "people_of",
    "rhythm_of",
    "term_of",
    "waiting_for",
]
