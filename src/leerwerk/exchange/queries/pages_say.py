"""What pages say of a plan, as text for a cell."""

from functools import cache
from html import unescape

from django.template.loader import get_template
from django.utils.html import strip_tags
from django.utils.translation import get_language

from leerwerk.engine.planning.eligibility import Barrier


def in_words(template: str, **about: object) -> str:
    """Return a part of a page without its marks, on one line."""
    return " ".join(unescape(strip_tags(get_template(template).render(about))).split())


@cache
def _said(barrier: Barrier, _language: str | None) -> str:
    return in_words("planning/_barrier.html", barrier=barrier)


def missing(barriers: tuple[Barrier, ...]) -> str:
    """Return what is missing for a group, as the page of a person says it."""
    return " · ".join(_said(barrier, get_language()) for barrier in barriers)
