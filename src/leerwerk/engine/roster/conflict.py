"""What is said of a question that nothing fits."""

from __future__ import annotations

from dataclasses import dataclass

from leerwerk.engine.roster.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot hold together; ``smallest`` when without any one of them (in any one dagdeel) the others
    can."""

    rules: tuple[Fact, ...]
    smallest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Rules to leave out so that everything else fits; ``sure`` when a roster for the rest is known."""

    rules: tuple[Fact, ...]
    price: int
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a search of its own found: that no roster keeps the rules, and for each of them one that keeps the
    others."""

    impossible: bool
    smallest: bool
