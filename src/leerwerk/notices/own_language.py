"""What candidates read in letters in a language in which no page is: fixed sentences, by room in letters.toml.

Arabic, Tigrinya, Persian, Turkish and Ukrainian are to be read by somebody who speaks them before they are relied on.
The Dutch stands below them and decides.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.utils.translation import override

DUTCH, ENGLISH = "nl", "en"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
BETWEEN = "\n\n—\n\n"


@cache
def table(room: str) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of a room's letters, by language and key."""
    return tomllib.loads(files(f"leerwerk.{room}").joinpath("letters.toml").read_text(encoding="utf-8"))


def spoken() -> frozenset[str]:
    """Return the languages in which letters can be written and no page is."""
    return frozenset(table("notices"))


def say(room: str, language: str, key: str, **facts: object) -> str:
    """Return a sentence of a room's letters in one of these languages; days as numbers, which everybody reads."""
    told = {name: f"{one.day}-{one.month}-{one.year}" if isinstance(one, date) else one for name, one in facts.items()}
    return table(room)[language][key].format(**told)


def languages_for(*known: str) -> list[str]:
    """Return in which languages somebody is written to: their own, and the Dutch below it.

    ``known``: the language in which one speaks with them, then that of their account. Of a language that we do not
    have, Dutch and English: two are better than one.
    """
    chosen = next((code for code in reversed(known) if code), DUTCH)
    own = next((code for code in known if code in spoken()), chosen)
    if own == DUTCH:
        return [DUTCH]
    return [own, DUTCH] if own in spoken() or own == ENGLISH else [DUTCH, ENGLISH]


def one_below_the_other(languages: Iterable[str], text: Callable[[str], str]) -> str:
    """Return a letter's text in each of these languages; ``text`` is asked for a language, with that one active."""
    bodies = []
    for language in languages:
        with override(language if language in LANGUAGES else DUTCH):
            bodies.append(text(language).strip())
    return BETWEEN.join(bodies) + "\n"
