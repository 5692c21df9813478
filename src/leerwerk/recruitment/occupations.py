"""What occupations are called, and which one somebody means: the unit groups of ISCO-08, which ESCO uses as well.

What is kept is a unit group. To find it people type what they call their work: the occupations of ESCO below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from leerwerk.facts import Term, esco, occupations

SHORTEST = 2  # letters, below which everything would fit


@cache
def _terms() -> Mapping[str, Term]:
    return {term.code: term for term in occupations()}


def occupation_label(code: str) -> str:
    """Return what an occupation is called in the reader's language; a code that we have no name for stays as it is."""
    term = _terms().get(code)
    if term is None:
        return code
    return term.nl if (get_language() or "nl").startswith("nl") else term.en


_lazy_label = lazy(occupation_label, str)
OCCUPATIONS: Mapping[str, str | Promise] = {term.code: _lazy_label(term.code) for term in occupations()}
"""Code → name, said in the language of whoever reads it."""


def _compared(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split())


@cache
def _meant() -> Mapping[str, str]:
    names = {_compared(name): term.code for term in occupations() for name in (term.en, term.nl)}
    return names | {code.lstrip("0"): code for code in _terms()} | {code: code for code in _terms()}


def occupation_meant(word: str) -> str | None:
    """Return the code of the occupation that this is the name of, in any of our languages, or the number."""
    return _meant().get(_compared(word))


@dataclass(frozen=True, slots=True)
class Match:
    """An occupation as somebody may call it, and the unit group that it belongs to."""

    name: str
    code: str

    @property
    def group(self) -> str:
        """The unit group on screen."""
        return occupation_label(self.code)


@cache
def _names(dutch: bool) -> Mapping[str, Match]:
    """Return all that occupations are called in a language, as it is compared: the first that has a name keeps it."""
    found: dict[str, Match] = {}
    for term in occupations():
        found.setdefault(_compared(term.nl if dutch else term.en), Match(term.nl if dutch else term.en, term.code))
    for one in esco():
        if name := one.nl if dutch else one.en:
            found.setdefault(_compared(name), Match(name, one.code[:4]))
    for one in esco():
        for name in one.also if dutch else ():
            found.setdefault(_compared(name), Match(name, one.code[:4]))
    return found


def occupation_named(word: str) -> str | None:
    """Return the unit group of what is called exactly so in the reader's language, or that is meant by it."""
    match = _names((get_language() or "nl").startswith("nl")).get(_compared(word))
    return match.code if match else occupation_meant(word)


def occupations_found(word: str, most: int = 8) -> list[Match]:
    """Return a few occupations that hold the word, in the reader's language, or look like it: the closest first."""
    names = _names((get_language() or "nl").startswith("nl"))
    part = _compared(word)
    if len(part) < SHORTEST:
        return []
    holding = sorted((name for name in names if part in name), key=lambda name: _distance(name, part))
    if not holding:
        holding = get_close_matches(part, names, n=most, cutoff=0.75)
    return [names[name] for name in holding[:most]]


def _distance(name: str, part: str) -> tuple[bool, bool, int]:
    """What begins with the word goes first, then what has a word that does; the shorter before the longer."""
    return not name.startswith(part), f" {part}" not in f" {name}", len(name)
