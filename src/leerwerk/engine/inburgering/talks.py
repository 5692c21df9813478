"""The events that close a part of the law: who alone may close them, and what is not done yet.

The final talk of MAP is one with the college (B 3.2 lid 2). For the one of the Z-route the college may give no
mandate, except to a public body in which municipalities work together (B 3.14 lid 4). The presence at the signing of
the participatieverklaring is registered by the college (B 3.1 lid 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.inburgering.case import Case
from leerwerk.engine.inburgering.ledger import Ledger
from leerwerk.engine.inburgering.norms import Norms
from leerwerk.engine.inburgering.vocabulary import Closer, Group, MapTheme, NormCode, Route


class Event(StrEnum):
    """What closes PVT, MAP and the Z-route."""

    PVT_SIGNING = "pvt_signing"
    MAP_FINAL_TALK = "map_final_talk"
    Z_FINAL_TALK = "z_final_talk"


class Unmet(StrEnum):
    """What is not done yet."""

    NO_PIP = "no_pip"
    NOT_IN_ROUTE = "not_in_route"
    PVT_HOURS_LEFT = "pvt_hours_left"
    PVT_ACTIVITY_MISSING = "pvt_activity_missing"
    MAP_PRACTICE_HOURS_LEFT = "map_practice_hours_left"
    MAP_THEMES_MISSING = "map_themes_missing"
    Z_COURSE_HOURS_LEFT = "z_course_hours_left"
    Z_PARTICIPATION_HOURS_LEFT = "z_participation_hours_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """One event that closes something. ``closed_on``: None while it is open.

    ``unmet`` is told also of an event that was closed: what was missing stays visible.
    ``themes``: of MAP, the themes nothing was done about yet. ``mandate``: whether the college may have somebody else
    do it.
    """

    event: Event
    closed_on: date | None
    unmet: tuple[Unmet, ...]
    mandate: bool
    themes: tuple[MapTheme, ...] = ()
    closer: Closer = Closer.MUNICIPALITY

    @property
    def ready(self) -> bool:
        """Whether the municipality can close it now: it is open, and nothing is missing."""
        return self.closed_on is None and not self.unmet


def closings(case: Case, ledger: Ledger, *, norms: Norms, today: date) -> tuple[Closing, ...]:
    """The three events of one person, also those the route does not have (then that is what is unmet).

    ``ledger``: the hours of the same person on the same day.
    """
    missing = tuple(theme for theme in MapTheme if theme not in case.map_themes)
    talks = (
        (Event.PVT_SIGNING, case.pvt_signed_on, _pvt(case, ledger, norms, today), True, ()),
        (Event.MAP_FINAL_TALK, case.map_talk_on, _map(case, ledger, today), True, missing),
        (Event.Z_FINAL_TALK, case.z_talk_on, _z(case, ledger, today), False, ()),
    )
    return tuple(
        Closing(
            event=event,
            closed_on=day if day is not None and day <= today else None,
            unmet=tuple(unmet),
            mandate=mandate,
            themes=themes,
        )
        for event, day, unmet, mandate, themes in talks
    )


def _pvt(case: Case, ledger: Ledger, norms: Norms, today: date) -> Iterator[Unmet]:
    plan = case.plan_on(today)
    if plan is None:
        yield Unmet.NO_PIP
        return
    if not ledger.meets(NormCode.PVT_HOURS):
        yield Unmet.PVT_HOURS_LEFT
    if case.pvt_activities < norms.on(NormCode.PVT_ACTIVITIES, today).value:
        yield Unmet.PVT_ACTIVITY_MISSING


def _map(case: Case, ledger: Ledger, today: date) -> Iterator[Unmet]:
    plan = case.plan_on(today)
    if plan is None:
        yield Unmet.NO_PIP
        return
    if plan.route_on(today) is Route.ONDERWIJS:
        yield Unmet.NOT_IN_ROUTE
        return
    if not ledger.meets(NormCode.MAP_PRACTICE_HOURS):
        yield Unmet.MAP_PRACTICE_HOURS_LEFT
    if case.map_themes != frozenset(MapTheme):
        yield Unmet.MAP_THEMES_MISSING


def _z(case: Case, ledger: Ledger, today: date) -> Iterator[Unmet]:
    plan = case.plan_on(today)
    if plan is None:
        yield Unmet.NO_PIP
        return
    if plan.route_on(today) is not Route.Z:
        yield Unmet.NOT_IN_ROUTE
        return
    if not ledger.meets(NormCode.Z_COURSE_HOURS):
        yield Unmet.Z_COURSE_HOURS_LEFT
    if plan.group is Group.ASIEL and not ledger.meets(NormCode.Z_PARTICIPATION_HOURS):
        yield Unmet.Z_PARTICIPATION_HOURS_LEFT
