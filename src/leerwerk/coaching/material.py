"""Short pages for a team that gets a new colleague: one for each thing that it ticks, and one for the supervisor."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from leerwerk.trajectories.enums import TeamCheck

SUPERVISOR = "supervisor"
SLUGS = (*(one.value for one in TeamCheck), SUPERVISOR)
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what to do under it."""

    heading: str
    points: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One page in one language."""

    slug: str
    title: str
    lead: str
    parts: Sequence[Part]


@cache
def _texts() -> Mapping[str, Mapping[str, Any]]:
    with Path(__file__).with_name("support.toml").open("rb") as file:
        return tomllib.load(file)


def material(slug: str, language: str) -> Material:
    """Return a page in a language, in Dutch where we have no other. Raises KeyError for a slug that there is not."""
    texts = _texts()[slug]
    told = texts.get(language, texts["nl"])
    parts = [Part(one["heading"], one["points"]) for one in told["parts"]]
    return Material(slug=slug, title=told["title"], lead=told["lead"], parts=parts)


def every_page(language: str) -> list[Material]:
    """Return all pages in a language, in the order of the checklist."""
    return [material(slug, language) for slug in SLUGS]
