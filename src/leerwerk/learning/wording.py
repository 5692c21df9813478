"""How a letter about lessons is put into the languages of its reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from leerwerk.learning.audience import LANGUAGES, Reader
from leerwerk.notices.own_language import one_below_the_other, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a letter is put into words, about what it tells a reader; ``own``: in a language in which no page is."""

    template: str
    about: Callable[[Any], str]
    words: Callable[[Any], dict[str, Any]]
    own: Callable[[str, Mapping[str, Any]], str]
    own_about: Callable[[str, Any], str]

    def text(self, reader: Any, language: str) -> str:
        """Return the text in a language, which is the active one."""
        told = self.words(reader)
        return self.own(language, told) if language in spoken() else render_to_string(self.template, told)

    def subject(self, reader: Any, language: str) -> str:
        """Return the subject in a language."""
        if language in spoken():
            return self.own_about(language, reader)
        with override(language):
            return self.about(reader)


def languages_of(reader: Reader[Any]) -> list[str]:
    """Return those of somebody's languages that we have; in a language in which no page is only participants read."""
    known = [*LANGUAGES, *spoken()] if reader.takes_part else LANGUAGES
    return [code for code in reader.languages if code in known] or LANGUAGES[:1]


def in_their_languages(reader: Reader[Any], wording: Wording) -> tuple[str, str]:
    """Return the subject and text of a letter in somebody's languages."""
    languages = languages_of(reader)
    body = one_below_the_other(languages, partial(wording.text, reader))
    return wording.subject(reader, languages[0]), body
