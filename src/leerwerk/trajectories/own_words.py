"""What a candidate reads of their preparation, their trial placement, employers whom they can meet, and an answer about
them, in their own language: fixed sentences in a table, beside the Dutch.

Arabic, Tigrinya, Persian, Turkish and Ukrainian are to be read by somebody who speaks them before they are relied on.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from leerwerk.trajectories.leaflets import RIGHT_TO_LEFT
from leerwerk.trajectories.models import Enrolment


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    with Path(__file__).with_name("own_words.toml").open("rb") as file:
        return tomllib.load(file)


def languages() -> frozenset[str]:
    """Return the languages that we have beside Dutch."""
    return frozenset(_table())


def language_of(enrolment: Enrolment | None) -> str:
    """Return somebody's language of contact; empty where we have none beside the Dutch."""
    language: str = getattr(getattr(enrolment, "participant", None), "contact_language", "")
    return language if language in _table() else ""


def direction(language: str) -> str:
    """Return which way a language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def words(language: str) -> Mapping[str, str]:
    """Return every sentence in a language by its key; each empty where there is no such language."""
    return _table().get(language) or dict.fromkeys(_table()["en"], "")


def beside(enrolment: Enrolment | None) -> dict[str, Any]:
    """Return what a page needs to say things beside the Dutch; without a person, or a language of theirs, nothing."""
    language = language_of(enrolment)
    return {"language": language, "direction": direction(language), "words": words(language)}


def say(language: str, key: str) -> str:
    """Return one sentence; empty where there is no such language."""
    return words(language)[key]


def answer(language: str, reason: str, alternatives: Iterable[str]) -> dict[str, list[str]]:
    """Return why somebody hears no, and what is possible instead; empty where there is no such language."""
    if language not in languages():
        return {}
    said = {"no": [say(language, f"no_{reason}")], "instead": [say(language, f"instead_{one}") for one in alternatives]}
    return {say(language, key): told for key, told in said.items() if told}


def about(language: str, kind: str, content: str) -> str:
    """Return what a piece of a pre-track is: as the design says it, else as its kind does."""
    known = words(language)
    return known.get(f"content_{content}") or known[f"kind_{kind}"]
