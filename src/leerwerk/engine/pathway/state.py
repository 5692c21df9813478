"""What has happened to somebody in a group, and where that has brought them: the events alone say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from leerwerk.engine.pathway.requirements import Shortfall, covered
from leerwerk.engine.pathway.vocabulary import Advice, Alternative, Doer, Outcome, Reason, Stage, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step that was taken: by whom (keys of a person and an organisation), as what, and what belongs to it.

    ``stage``: only of ARRIVE, the stage that comes along. ``deciders``: only of GO, who decide together.
    ``shortfalls``: only of ASK_EXCEPTION, what somebody was short of then, ``as_kept``.
    ``says`` is whether something was written; the words themselves are not the engine's.
    """

    step: Step
    by: Doer
    person: int | None = None
    organisation: int | None = None
    reason: Reason | None = None
    says: bool = False
    advice: Advice | None = None
    alternatives: frozenset[Alternative] = frozenset()
    outcome: Outcome | None = None
    stage: Stage | None = None
    deciders: frozenset[Doer] = frozenset()
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for an exception, as what, and for which shortfalls; the second person is of another organisation."""

    by: Doer
    person: int | None
    organisation: int | None
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where somebody is, and what of the way there still matters. ``stage`` is None before the first event.

    ``shown``: whether the other parties may see who it is. ``said_yes``: the sides that selected. ``exception_asked``:
    an exception that nobody answered yet. ``exception``: one was agreed with, for what is in ``excepted`` (nothing in
    it: from before that was kept, for everything). ``go_by``: who said go; ``go``: everybody who decides did.
    ``came_from``: the stage before leaving. ``to_tell``: others said no, and nobody noted that the person was told.
    """

    stage: Stage | None = None
    events: int = 0
    asked: bool = False
    shown: bool = False
    said_yes: frozenset[Doer] = frozenset()
    waiting: bool = False
    exception_asked: Asked | None = None
    exception: bool = False
    excepted: tuple[Shortfall, ...] = ()
    advice: Mapping[Doer, Advice] = field(default_factory=lambda: MappingProxyType({}))
    go_by: frozenset[Doer] = frozenset()
    go: bool = False
    paused: Reason | None = None
    came_from: Stage | None = None
    left: Reason | None = None
    outcome: Outcome | None = None
    to_tell: bool = False

    @property
    def ended(self) -> bool:
        """Whether this path is over: somebody left, or has lasted in work."""
        return self.stage in (Stage.LEFT, Stage.SUSTAINED)

    def excepts(self, found: tuple[Shortfall, ...]) -> bool:
        """Whether the exception that was agreed with holds for these shortfalls."""
        return self.exception and (not self.excepted or covered(self.excepted, found))


NOTHING_YET = State()
