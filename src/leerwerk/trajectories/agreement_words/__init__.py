"""What clauses say, in the languages that we have: Dutch decides, the others stand beside it.

One table per language; a test holds them together. Arabic, Tigrinya, Persian, Turkish and Ukrainian are to be checked
by a sworn translator before they are relied on (docs/agreements.md).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from string import Formatter

from babel.dates import format_date, get_day_names
from babel.numbers import format_currency, format_decimal
from django.utils.translation import override

from leerwerk.engine.agreement import Article, Clause, Value
from leerwerk.engine.model import Duty, Role, Term
from leerwerk.trajectories.labels import DUTIES, ROLES, TERMS

DUTCH = "nl"
LANGUAGES = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "ti": "ትግርኛ",
    "fa": "فارسی",
    "tr": "Türkçe",
    "uk": "Українська",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
TOGETHER = ("nl", "en")  # the languages of an agreement between organisations

# How a value is said, by its name. What people typed is Dutch in every language, and so are names of things.
DAYS_OF_THE_YEAR = frozenset({"start", "end", "since"})
MONEY = frozenset({"amount", "minimum", "group", "person"})
NUMBERS = frozenset({"work", "lessons", "language", "hours", "months", "weeks", "days", "low", "high", "places"})
TYPED = frozenset({"plan", "title", "tasks", "papers", "budgets"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence: words of ours, or a ``value``; ``typed``: in Dutch, whatever language is around it."""

    text: str
    value: bool = False
    typed: bool = False


type Sentence = tuple[Piece, ...]


class NotInThisLanguage(LookupError):
    """We have no table of this language, or it lacks the clause."""


@cache
def table(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of one language. Raises NotInThisLanguage."""
    if language not in LANGUAGES:
        raise NotInThisLanguage(language)
    return tomllib.loads((files(__package__) / f"{language}.toml").read_text(encoding="utf-8"))


def spoken(language: str, allowed: Iterable[str] = LANGUAGES) -> str:
    """Return a language that we have beside Dutch; empty when we have none, or when it is Dutch itself."""
    return language if language != DUTCH and language in set(allowed) & LANGUAGES.keys() else ""


def title(name: str, language: str, **values: object) -> str:
    """Return a heading or a word about an agreement. Raises KeyError."""
    return table(language)["titles"][name].format(**values)


def heading(article: Article, language: str) -> str:
    """Return the heading of an article."""
    return table(language)["articles"][article]


def sentence(clause: Clause, language: str) -> Sentence:
    """Return what a clause says as pieces. Raises NotInThisLanguage."""
    words = table(language)
    if clause.code not in words["clauses"]:
        raise NotInThisLanguage(language, clause.code)
    return _capital(tuple(_pieces(words["clauses"][clause.code], dict(clause.values), language)))


def plain(pieces: Iterable[Piece]) -> str:
    """Return a sentence without its parts."""
    return "".join(piece.text for piece in pieces)


def _pieces(template: str, values: Mapping[str, Value], language: str) -> Iterator[Piece]:
    for words, name, _spec, _conversion in Formatter().parse(template):
        if words:
            yield Piece(words)
        if name:
            own = name in ("role", "payer", "cost", "who", "duties", "terms", "week")
            yield Piece(_said(name, values[name], language), value=not own, typed=name in TYPED)


def _capital(pieces: Sentence) -> Sentence:
    """Begin with a capital, where the script has them: who pays may be the first word."""
    first = pieces[0]
    if first.value:
        return pieces
    return (Piece(first.text[:1].upper() + first.text[1:]), *pieces[1:])


def _said(name: str, value: Value, language: str) -> str:
    words = table(language)
    if name in DAYS_OF_THE_YEAR:
        return format_date(date.fromisoformat(str(value)), "long", locale=language)
    if name in MONEY:
        return _money(Decimal(str(value)), language)
    if name in NUMBERS:
        return format_decimal(Decimal(str(value)), locale=language, numbering_system="latn")
    if name == "week":
        return words["words"]["comma"].join(_half_days(int(str(value)), language))
    if name in ("role", "payer", "cost"):
        group = {"role": "roles", "payer": "payers", "cost": "costs"}[name]
        return words[group][str(value)]
    with override(language if language in TOGETHER else DUTCH):
        if name == "who":
            return str(ROLES[Role(str(value))])
        several = value if isinstance(value, tuple) else (str(value),)
        told = [_label(name, one) for one in several]
    return words["words"]["comma"].join(told)


def _label(name: str, value: str) -> str:
    """A word of a list within a sentence: it begins small, and keeps the capitals within."""
    if name not in ("duties", "terms"):
        return value
    text = str(DUTIES[Duty(value)] if name == "duties" else TERMS[Term(value)])
    return text[:1].lower() + text[1:]


def _money(amount: Decimal, language: str) -> str:
    """An amount as in the Dutch text, so that both can be compared; without a space where lines run from the right."""
    told = format_currency(amount, "EUR", locale=DUTCH)
    return told.replace("\N{NO-BREAK SPACE}", "") if language in RIGHT_TO_LEFT else told


def _half_days(mask: int, language: str) -> Iterator[str]:
    names, words = get_day_names("wide", locale=language), table(language)["words"]
    for day in range(5):
        match mask >> 2 * day & 0b11:
            case 0b11:
                yield names[day]
            case 0b01:
                yield f"{names[day]} ({words['morning']})"
            case 0b10:
                yield f"{names[day]} ({words['afternoon']})"
