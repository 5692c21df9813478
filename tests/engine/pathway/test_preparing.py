"""What a design asks before the start: which pieces, on which days, and what an open one waits for."""

from datetime import date

import pytest

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Blueprint, ComponentKind, Content
from leerwerk.engine.pathway.preparing import (
    ASKED,
    CANDIDATE,
    LEAST,
    TEAM,
    Piece,
    Side,
    Standing,
    Wait,
    awaited_of,
    days_of,
    last_day,
    planned,
    reports_missing,
    standing,
    window,
)

FIRST, LEARN_WORK = date(2027, 2, 1), date(2027, 8, 1)
DESIGNS = {design.code: design for design in EXAMPLES}


@pytest.mark.parametrize("design", EXAMPLES, ids=lambda design: design.code)
def test_whatever_the_design_both_sides_are_prepared_and_nothing_is_asked_twice(design: Blueprint) -> None:
    pieces = planned(design)
    assert {CANDIDATE, TEAM} <= set(pieces)
    assert len({one.content for one in pieces}) == len(pieces)
    assert sum(one.piece is Piece.TASTER for one in pieces) <= 1


def test_a_design_with_arithmetic_and_an_internship_asks_both_and_one_without_does_not() -> None:
    assert {Piece.ARITHMETIC, Piece.TASTER} <= {one.piece for one in planned(DESIGNS["zorg"])}
    assert not {Piece.ARITHMETIC, Piece.TASTER} & {one.piece for one in planned(DESIGNS["bouw-nieuwe-buren"])}


def test_obstacles_make_no_piece_as_they_are_kept_with_the_file() -> None:
    assert Content.OBSTACLES not in ASKED
    pre_track = DESIGNS["zorg"].component(ComponentKind.PRE_TRACK)
    assert pre_track is not None
    assert Content.OBSTACLES in pre_track.content


@pytest.mark.parametrize("content", ASKED)
def test_every_piece_lies_between_the_first_day_and_the_go_no_go(content: Content) -> None:
    for today in (date(2027, 1, 1), date(2027, 5, 1), date(2027, 9, 1)):
        begins, gate = window(FIRST, LEARN_WORK, today)
        first, due = days_of(ASKED[content], begins, gate)
        assert begins <= first <= due <= gate


def test_who_begins_late_has_a_week_at_least() -> None:
    begins, gate = window(FIRST, LEARN_WORK, date(2027, 7, 30))
    assert (begins, gate - begins) == (date(2027, 7, 30), LEAST)


def test_a_taster_placement_begins_halfway_and_leaves_time_to_tell_of_it() -> None:
    begins, gate = window(FIRST, LEARN_WORK, FIRST)
    first, due = days_of(ASKED[Content.TASTER_PLACEMENT], begins, gate)
    assert (gate - first).days == pytest.approx((gate - begins).days / 2, abs=1)
    assert due < gate


def test_three_days_from_a_friday_end_on_tuesday() -> None:
    friday = date(2027, 3, 5)
    assert [last_day(friday, days).isoformat() for days in (1, 2, 3)] == ["2027-03-05", "2027-03-08", "2027-03-09"]


@pytest.mark.parametrize(
    ("piece", "arranged", "told", "waits"),
    [
        (Piece.ARITHMETIC, False, (), (Wait.DO,)),
        (Piece.TASTER, False, (), (Wait.DO,)),
        (Piece.TASTER, True, (), (Wait.REPORT, Wait.TELL)),
        (Piece.TASTER, True, (Side.EMPLOYER,), (Wait.TELL,)),
        (Piece.TASTER, True, (Side.CANDIDATE,), (Wait.REPORT,)),
        (Piece.TASTER, True, (Side.CANDIDATE, Side.EMPLOYER), ()),
    ],
)
def test_a_taster_placement_waits_for_its_days_and_then_for_both_sides(
    piece: Piece, arranged: bool, told: tuple[Side, ...], waits: tuple[Wait, ...]
) -> None:
    assert awaited_of(piece, arranged=arranged, told=told) == waits
    assert bool(reports_missing(told)) == (set(told) != set(Side))


def test_what_is_late_is_told_apart_from_what_is_open_done_or_not_needed() -> None:
    day, later = date(2027, 3, 1), date(2027, 3, 2)
    assert standing(done=False, needed=True, due=day, today=day) is Standing.OPEN
    assert standing(done=False, needed=True, due=day, today=later) is Standing.OVERDUE
    assert standing(done=True, needed=True, due=day, today=later) is Standing.DONE
    assert standing(done=False, needed=False, due=day, today=later) is Standing.NOT_NEEDED
