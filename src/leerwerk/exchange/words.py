"""Words that mean a code: limits, skills, sectors, languages, occupations; as the forms show them, in any language."""

from collections.abc import Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from leerwerk.engine.planning.schema import plain
from leerwerk.parties.enums import SECTORS
from leerwerk.recruitment.enums import LANGUAGES, LIMITS, SKILLS
from leerwerk.recruitment.occupations import OCCUPATIONS

KNOWN: Mapping[str, Mapping[str, str | Promise]] = {  # by the name of the column
    "sectors": SECTORS,
    "sector": SECTORS,
    "skills": SKILLS,
    "limits": LIMITS,
    "excluded_limits": LIMITS,
    "contact_language": LANGUAGES,
    "occupation": OCCUPATIONS,
}
TOLD = 40  # words that can be read in one sentence
NEGATIONS = ("no ", "niet ", "geen ")


def _bare(word: str) -> str:
    """Return what a limit keeps somebody from doing: of "no lifting", lifting."""
    return next((word.removeprefix(no) for no in NEGATIONS if word.startswith(no)), word)


def labels(column: str) -> list[str]:
    """Return the words of a column in the reader's language."""
    return [label(column, code) for code in KNOWN[column]]


def can_be_told(column: str) -> bool:
    """Whether the words of a column fit in a sentence."""
    return len(KNOWN[column]) <= TOLD


def label(column: str, code: str) -> str:
    """Return the word for a code in the reader's language.

    Headings ask what somebody cannot do, and what everybody must be able to do: a limit is the work itself.
    """
    word = str(KNOWN[column].get(code, code))
    return _bare(word) if KNOWN[column] is LIMITS else word


@cache
def understood(column: str) -> Mapping[str, str]:
    """Return every word that is understood in a column, as ``plain`` writes it, with the code that it means."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(word): code for code, word in KNOWN[column].items()}
    found |= {plain(code): code for code in KNOWN[column]}
    if KNOWN[column] is OCCUPATIONS:  # a workbook that took the code for a number lost its leading zero
        found |= {code.lstrip("0"): code for code in OCCUPATIONS}
    return found | _limits(found.items()) if KNOWN[column] is LIMITS else found


def _limits(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {_bare(word): code for word, code in words}
