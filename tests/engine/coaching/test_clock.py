"""When Amal is spoken to, and what moves it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.coaching import (
    Agreed,
    Away,
    Due,
    Kind,
    MovedBy,
    Phase,
    Question,
    Spell,
    Standing,
    Talk,
    dues,
    next_change,
    wrong,
)
from leerwerk.engine.model import Rhythm

MONDAY = date(2026, 3, 2)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})


def _asked(*spells: Spell, today: date, **more: Any) -> Question:
    return Question(rhythm=Rhythm(), spells=spells, today=today, **more)


def _told(found: Sequence[Due]) -> list[tuple[date | None, str]]:
    return [(one.day, str(one.standing)) for one in found]


PRE_TRACK = Spell(1, Phase.PRE_TRACK, MONDAY)
PLACED = Spell(9, Phase.PLACED, MONDAY)


def test_in_the_pre_track_somebody_is_due_to_be_spoken_to_every_week() -> None:
    found = dues(_asked(PRE_TRACK, today=MONDAY + 2 * WEEK, talks=(Talk(7, MONDAY + WEEK),)))
    assert _told(found) == [(MONDAY + WEEK, "held"), (MONDAY + 2 * WEEK, "open"), (MONDAY + 3 * WEEK, "ahead")]


def test_after_a_placement_the_contacts_are_those_of_the_design_to_the_last_of_two_years() -> None:
    found = dues(_asked(PLACED, today=MONDAY + 800 * DAY))
    weeks = [MONDAY + n * WEEK for n in (1, 2, 4, 8, 13, 26, 52)]
    assert [one.nominal for one in found] == [*weeks, date(2027, 9, 2), date(2028, 3, 2)]
    assert {one.standing for one in found[:-1]} == {Standing.MISSED}
    assert found[-1].standing is Standing.OPEN
    assert next_change(found, _asked(PLACED, today=MONDAY + 800 * DAY)) is None


def test_nobody_is_due_in_a_weekend_or_on_a_public_holiday() -> None:
    begins = date(2026, 12, 18)  # a Friday, a week before Christmas
    (first, *_rest) = dues(_asked(Spell(1, Phase.PRE_TRACK, begins), today=begins, closed=CHRISTMAS))
    assert (first.nominal, first.day) == (date(2026, 12, 25), date(2026, 12, 28))
    assert first.moved == (MovedBy.CLOSED_DAY,)


def test_who_is_ill_is_spoken_to_on_the_day_they_are_back_and_once() -> None:
    ill = Away(MONDAY + 6 * DAY, MONDAY + 17 * DAY)
    found = dues(_asked(PRE_TRACK, today=MONDAY + 17 * DAY, away=(ill,)))
    assert _told(found) == [(MONDAY + 17 * DAY, "dropped"), (MONDAY + 17 * DAY, "open"), (MONDAY + 21 * DAY, "ahead")]
    assert found[1].moved == (MovedBy.AWAY,)


def test_who_is_ill_for_nobody_knows_how_long_has_no_day() -> None:
    found = dues(_asked(PRE_TRACK, today=MONDAY + 30 * DAY, away=(Away(MONDAY + 6 * DAY),)))
    assert _told(found) == [(None, "on_hold")]


def test_a_day_that_was_agreed_counts_instead_and_the_next_ones_stay() -> None:
    moved = Agreed(1, 1, MONDAY + 9 * DAY)
    found = dues(_asked(PRE_TRACK, today=MONDAY + 9 * DAY, agreed=(moved,)))
    assert [(one.day, one.moved) for one in found[:2]] == [
        (MONDAY + 9 * DAY, (MovedBy.PEOPLE,)),
        (MONDAY + 14 * DAY, ()),
    ]


def test_another_coach_speaks_with_them_within_a_week_and_needs_no_extra_contact_where_one_is_due() -> None:
    comes = MONDAY + 30 * WEEK
    asked = _asked(PLACED, today=comes, handed_over=(comes,))
    extra = [one for one in dues(asked) if one.turn.kind is Kind.ACQUAINT]
    assert [one.day for one in extra] == [comes + WEEK]
    soon = MONDAY + 5 * DAY
    assert not [one for one in dues(_asked(PLACED, today=soon, handed_over=(soon,))) if one.turn.kind is Kind.ACQUAINT]


def test_a_contact_is_missed_when_the_next_one_is_nearer() -> None:
    found = dues(_asked(PRE_TRACK, today=MONDAY + 11 * DAY))
    assert [str(one.standing) for one in found] == ["missed", "open", "ahead"]


def test_what_would_have_been_due_after_a_phase_ended_is_dropped_and_what_was_due_before_is_missed() -> None:
    spell = Spell(1, Phase.PRE_TRACK, date(2026, 3, 6), ends=date(2026, 3, 21))  # the second falls on a Friday
    found = dues(_asked(spell, today=date(2026, 4, 1), closed=frozenset({date(2026, 3, 20)})))
    assert _told(found) == [(date(2026, 3, 13), "missed"), (date(2026, 3, 23), "dropped")]


DAYS = st.integers(0, 900).map(lambda n: MONDAY + n * DAY)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Anything that can happen in some years: phases, illness, holidays, other coaches, talks, other days."""
    ends = sorted(draw(st.sets(st.integers(1, 900), max_size=4)))
    begins = [0, *ends]
    phases = draw(st.lists(st.sampled_from(Phase), min_size=len(begins), max_size=len(begins)))
    closing: list[int | None] = [*ends, draw(st.none() | st.integers(901, 950))]
    spells = tuple(
        Spell(n, phase, MONDAY + begin * DAY, None if end is None else MONDAY + end * DAY)
        for n, (phase, begin, end) in enumerate(zip(phases, begins, closing, strict=True))
    )
    days = sorted(draw(st.sets(st.integers(0, 900), max_size=4)))
    away = [Away(MONDAY + a * DAY, MONDAY + b * DAY) for a, b in zip(days[::2], days[1::2], strict=False)]
    if len(days) % 2:
        away.append(Away(MONDAY + days[-1] * DAY))
    every = [draw(st.none() | st.integers(1, 40)) for _phase in range(4)]
    rhythm = Rhythm(pre_track=every[0], learn_work=every[1], search=every[2], trial=every[3])
    talks = tuple(Talk(n, day) for n, day in enumerate(draw(st.lists(DAYS, max_size=12))))
    chosen = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), DAYS), max_size=3))
    agreed = tuple({(a, b): Agreed(a, b, c) for a, b, c in chosen}.values())
    return Question(
        rhythm=rhythm,
        spells=spells,
        away=tuple(away),
        agreed=agreed,
        talks=talks,
        handed_over=tuple(sorted(draw(st.sets(DAYS, max_size=3)))),
        closed=frozenset(draw(st.sets(DAYS, max_size=10))) | CHRISTMAS,
        today=draw(DAYS),
    )


@settings(max_examples=50)  # ``benchmarks.clocks`` tries 10,000
@given(questions())
def test_a_clock_is_what_the_rules_say_whoever_tries_it(asked: Question) -> None:
    assert wrong(asked, dues(asked)) == ()


@settings(max_examples=30)
@given(questions(), st.integers(1, 300))
def test_looking_only_on_days_on_which_something_changes_shows_the_same(asked: Question, more: int) -> None:
    later = replace(asked, today=asked.today + more * DAY, talks=tuple(t for t in asked.talks if t.day <= asked.today))
    now = replace(asked, talks=later.talks)
    while (day := next_change(dues(now), now)) is not None and day <= later.today:
        now = replace(now, today=day)
    assert dues(now) == dues(later)


@given(questions(), DAYS)
def test_a_talk_that_is_told_later_changes_nothing_but_what_it_holds(asked: Question, day: date) -> None:
    before = {one.turn: one for one in dues(asked)}
    after = dues(replace(asked, talks=(*asked.talks, Talk(99, day))))
    changed = [one for one in after if before.get(one.turn) != one]
    assert len(changed) <= 1
    assert all(one.standing is Standing.HELD and one.talk == 99 for one in changed)
