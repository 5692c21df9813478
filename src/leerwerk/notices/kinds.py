"""Every kind of matter in words, and where it is done: what the rooms name in ``MATTERS`` of their ``enums``."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from leerwerk.notices.enums import Page, Todo


class UnknownKind(LookupError):
    """A room opens a matter of a kind that it gave no words and no page."""


def _named(what: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.enums"
        if config.name.startswith("leerwerk.") and find_spec(name) is not None:
            found.update(getattr(import_module(name), what, {}))
    return found


@cache
def kinds() -> Mapping[str, Todo]:
    """Return every kind of matter of every room."""
    return _named("MATTERS")


@cache
def confidential_kinds() -> list[str]:
    """Return the kinds that only the function that has to do them reads of."""
    return [kind for kind, known in kinds().items() if known.confidential]


@cache
def spoken_kinds() -> list[str]:
    """Return the kinds that ask a candidate to say something, whoever writes it down."""
    return [kind for kind, known in kinds().items() if known.spoken]


@cache
def name_tables() -> Mapping[str, str]:
    """Return in which table the names of people stand, by what a matter is about; its key is the subject's.

    A room names it in ``MATTER_NAMES``: a view of the database that shows somebody only to who may meet them.
    """
    return _named("MATTER_NAMES")


def todo(kind: str) -> Todo:
    """Return the words and pages of a kind. Raises UnknownKind."""
    try:
        return kinds()[kind]
    except KeyError as unknown:
        raise UnknownKind(f"name {kind} in MATTERS of {kind.partition('.')[0]}/enums.py") from unknown


def address(pages: Iterable[Page], matter: object) -> str:
    """Return where a matter is done: the first of these pages that there is; empty when there is none."""
    for page in pages:
        key = getattr(matter, page.about, None) if page.about else ""
        if key is not None:
            try:
                return reverse(page.route, args=[key] if page.about else [])
            except NoReverseMatch:
                continue
    return ""
