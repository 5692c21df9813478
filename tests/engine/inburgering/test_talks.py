"""Who closes PVT, MAP and the Z-route, and what is not done yet when somebody wants to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from leerwerk.engine.inburgering import (
    Bucket,
    Case,
    Closer,
    Closing,
    Event,
    Group,
    HourEntry,
    MapTheme,
    Unmet,
    closings,
)
from tests.engine.inburgering.people import AMAL, NORMS, PIP, SAMUEL, YUSUF, counted, hours, many

REGISTERED = date(2027, 1, 18)
TODAY = date(2029, 6, 1)
SAMUELS = Case(registered_on=REGISTERED, plan=SAMUEL, pvt_activities=1, map_themes=frozenset(MapTheme))
DONE = [
    *many(800, Bucket.NT2, PIP),
    *many(748, Bucket.Z_PARTICIPATIE, PIP),
    *many(40, Bucket.MAP, PIP, practice=True),
    *many(12, Bucket.PVT, PIP),
]


def of(event: Event, case: Case, entries: list[HourEntry], today: date = TODAY) -> Closing:
    rows = closings(case, counted(entries, case.plan, today), norms=NORMS, today=today)
    return next(row for row in rows if row.event is event)


def test_only_the_municipality_closes_and_nobody_else_may_hold_the_final_talk_of_the_z_route() -> None:
    rows = closings(SAMUELS, counted([], SAMUEL, TODAY), norms=NORMS, today=TODAY)
    assert {row.closer for row in rows} == {Closer.MUNICIPALITY}
    assert {row.event: row.mandate for row in rows} == {
        Event.PVT_SIGNING: True,
        Event.MAP_FINAL_TALK: True,
        Event.Z_FINAL_TALK: False,
    }


def test_samuel_made_all_hours_and_the_municipality_can_close_each_of_them() -> None:
    for event in Event:
        closing = of(event, SAMUELS, DONE)
        assert closing.ready, event
        assert closing.unmet == ()


def test_one_hour_short_is_not_ready_and_says_of_what() -> None:
    for place, event, unmet in (
        (0, Event.Z_FINAL_TALK, Unmet.Z_COURSE_HOURS_LEFT),
        (800 // 6 + 1, Event.Z_FINAL_TALK, Unmet.Z_PARTICIPATION_HOURS_LEFT),
        (-1, Event.PVT_SIGNING, Unmet.PVT_HOURS_LEFT),
        (-3, Event.MAP_FINAL_TALK, Unmet.MAP_PRACTICE_HOURS_LEFT),
    ):
        short = [entry for k, entry in enumerate(DONE) if k != place % len(DONE)]
        closing = of(event, SAMUELS, short)
        assert not closing.ready
        assert unmet in closing.unmet


def test_pvt_needs_an_activity_or_excursion() -> None:
    assert of(Event.PVT_SIGNING, replace(SAMUELS, pvt_activities=0), DONE).unmet == (Unmet.PVT_ACTIVITY_MISSING,)


def test_map_names_the_themes_nothing_was_done_about() -> None:
    part = replace(SAMUELS, map_themes=frozenset(MapTheme) - {MapTheme.WERKCULTUUR, MapTheme.BEROEPSKANSEN})
    closing = of(Event.MAP_FINAL_TALK, part, DONE)
    assert closing.unmet == (Unmet.MAP_THEMES_MISSING,)
    assert closing.themes == (MapTheme.BEROEPSKANSEN, MapTheme.WERKCULTUUR)
    assert not closing.ready


def test_each_route_closes_only_what_it_has() -> None:
    amal = replace(SAMUELS, plan=AMAL)
    assert of(Event.Z_FINAL_TALK, amal, DONE).unmet == (Unmet.NOT_IN_ROUTE,)
    assert of(Event.MAP_FINAL_TALK, amal, DONE).ready
    yusuf = replace(SAMUELS, plan=YUSUF)
    assert of(Event.MAP_FINAL_TALK, yusuf, DONE).unmet == (Unmet.NOT_IN_ROUTE,)
    assert of(Event.PVT_SIGNING, yusuf, DONE).ready


def test_who_came_for_family_closes_the_z_route_without_participation_hours() -> None:
    plan = replace(SAMUEL, group=Group.GEZIN_OVERIG)
    assert of(Event.Z_FINAL_TALK, replace(SAMUELS, plan=plan), many(800, Bucket.NT2, PIP)).ready


def test_without_a_pip_nothing_can_be_closed() -> None:
    for case in (replace(SAMUELS, plan=None), SAMUELS):
        today = PIP - timedelta(days=1)
        rows = closings(case, counted(DONE, case.plan, today), norms=NORMS, today=today)
        assert {row.unmet for row in rows} == {(Unmet.NO_PIP,)}


def test_what_was_closed_too_early_stays_visible() -> None:
    closed = replace(SAMUELS, z_talk_on=date(2028, 2, 1))
    closing = of(Event.Z_FINAL_TALK, closed, [hours(3, Bucket.NT2, PIP)])
    assert closing.closed_on == date(2028, 2, 1)
    assert closing.unmet == (Unmet.Z_COURSE_HOURS_LEFT, Unmet.Z_PARTICIPATION_HOURS_LEFT)
    assert not closing.ready
    planned = replace(SAMUELS, z_talk_on=TODAY + timedelta(days=1))
    assert of(Event.Z_FINAL_TALK, planned, DONE).closed_on is None
