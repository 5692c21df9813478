"""What occupations are called, and which one somebody means: the unit groups of ISCO-08, which ESCO uses as well."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from leerwerk.facts import Term, occupations

SUGGESTED = 5


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


def occupations_like(word: str) -> list[str]:
    """Return the names, in the reader's language, of a few occupations that hold the word or look like it."""
    labels = {_compared(name): name for name in map(str, OCCUPATIONS.values())}
    part = _compared(word)
    holding = sorted((label for label in labels if part in label), key=lambda label: (label.index(part), len(label)))
    if not holding:
        words = {piece: label for label in labels for piece in label.replace(",", " ").split()}
        holding = [words[piece] for piece in get_close_matches(part, words, n=SUGGESTED, cutoff=0.8)]
    return [labels[label] for label in dict.fromkeys(holding)][:SUGGESTED]
