"""A rule says who may do something, and to which rows. Views name one; without a rule there is no view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule[S: Model]:
    """``allows`` decides on the person, ``among`` on the rows; a row outside ``among`` does not exist for them.

    ``reads`` gives the purpose under which this actor opens a person's file; the door then logs the reading.
    ``about``: whose file a row belongs to, where it is not the file itself; None when it is nobody's.
    """

    name: str
    allows: Callable[[Actor], bool]
    among: Callable[[Actor], QuerySet[S]] | None = None
    reads: Callable[[Actor], Purpose] | None = None
    about: Callable[[S], Model | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRule:
    """A page for everyone, signed in or not; the reason is stated."""

    name: str
    reason: str
