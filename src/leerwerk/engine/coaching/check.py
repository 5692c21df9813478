"""Trying a clock another way than it was made: day by day, from the facts alone. Shares nothing with ``clock``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from leerwerk.engine.coaching.vocabulary import Kind, Phase, Standing

if TYPE_CHECKING:
    from leerwerk.engine.coaching.clock import Due
    from leerwerk.engine.coaching.facts import Question, Spell

DAY = timedelta(days=1)
WEEKEND = (5, 6)


class Wrong(StrEnum):
    """What a clock can have wrong."""

    NOT_IN_RHYTHM = "not_in_rhythm"  # a contact on a day that is none of the rhythm
    LACKS_ONE = "lacks_one"  # a day of the rhythm of which nothing is said
    TWICE = "twice"
    WRONG_DAY = "wrong_day"  # not the first day on which they can be spoken to
    WRONGLY_DROPPED = "wrongly_dropped"
    NOT_DROPPED = "not_dropped"
    WRONGLY_HELD = "wrongly_held"
    WRONGLY_MISSED = "wrongly_missed"
    WRONGLY_OPEN = "wrongly_open"
    LACKS_ACQUAINTANCE = "lacks_acquaintance"
    NEEDLESS_ACQUAINTANCE = "needless_acquaintance"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong about one spell on one day."""

    wrong: Wrong
    spell: int
    day: date | None


def _on_calendar(begins: date, months: int) -> date:
    """The same day so many months later, found by walking: the last day of that month where it is missing."""
    wanted = (begins.year * 12 + begins.month - 1 + months) // 12, (begins.month - 1 + months) % 12 + 1
    day = date(wanted[0], wanted[1], 1)
    while day.day < begins.day and (day + DAY).month == wanted[1]:
        day += DAY
    return day


def _expected(spell: Spell, asked: Question, until: date) -> dict[int, date]:
    """Return the days of the rhythm by their number, up to and including a day."""
    rhythm = asked.rhythm
    if spell.phase is Phase.PLACED:
        days = [spell.begins + DAY * 7 * n for n in rhythm.weeks]
        days += [_on_calendar(spell.begins, n) for n in rhythm.months]
    else:
        every = getattr(rhythm, spell.phase.value)
        span = (until - spell.begins).days
        days = [] if every is None else [spell.begins + DAY * n for n in range(every, span + 1, every)]
    found = {number: day for number, day in enumerate(days, 1) if day <= until}
    return {number: day for number, day in found.items() if spell.ends is None or day < spell.ends}


def _walked(day: date, asked: Question) -> date | None:
    """Return the first day from this one on which they can be spoken to; None when they are away without end."""
    last = max([day, *(one.until for one in asked.away if one.until is not None)]) + DAY * 30
    while day <= last:
        if any(one.since <= day and one.until is None for one in asked.away):
            return None
        away = any(one.since <= day and one.until is not None and day < one.until for one in asked.away)
        if not away and day.weekday() not in WEEKEND and day not in asked.closed:
            return day
        day += DAY
    return None


def _days(spell: Spell, told: Sequence[Due], asked: Question) -> Iterator[Found]:
    chosen: Mapping[int, date] = {one.ordinal: one.to for one in asked.agreed if one.spell == spell.key}
    horizon = max([asked.today, *(one.nominal for one in told)])
    expected = _expected(spell, asked, horizon)
    beyond = _expected(replace(spell, ends=None), asked, horizon + DAY * 366)
    chosen = {
        n: to
        for n, to in chosen.items()
        if beyond.get(n - 1, spell.begins) < to and (n + 1 not in beyond or to < beyond[n + 1])
    }
    rhythm = [one for one in told if one.turn.kind is Kind.RHYTHM]
    if len({one.turn for one in told}) != len(told):
        yield Found(Wrong.TWICE, spell.key, None)
    for one in rhythm:
        if expected.get(one.turn.ordinal) != one.nominal:
            yield Found(Wrong.NOT_IN_RHYTHM, spell.key, one.nominal)
        if one.day != _walked(chosen.get(one.turn.ordinal, one.nominal), asked):
            yield Found(Wrong.WRONG_DAY, spell.key, one.nominal)
    there = {one.turn.ordinal for one in rhythm}
    waits = any(one.standing is Standing.ON_HOLD for one in told)
    for number, day in expected.items():
        if number not in there and day <= asked.today and not waits:
            yield Found(Wrong.LACKS_ONE, spell.key, day)


def _drops(spell: Spell, told: Sequence[Due], asked: Question) -> Iterator[Found]:
    live = [one for one in told if one.standing is not Standing.DROPPED]
    for one in told:
        over = spell.ends is not None and (one.day >= spell.ends if one.day else spell.ends <= asked.today)
        near = DAY * 2 if one.moved else DAY * 0
        covered = one.day is not None and any(
            other.day is not None
            and other.turn != one.turn
            and one.day <= other.day <= one.day + near
            and (other.day, other.nominal) >= (one.day, one.nominal)
            for other in live
        )
        dropped = one.standing is Standing.DROPPED
        if dropped and not over and not covered:
            yield Found(Wrong.WRONGLY_DROPPED, spell.key, one.day)
        if not dropped and (over or covered):
            yield Found(Wrong.NOT_DROPPED, spell.key, one.day)


def _talks(spell: Spell, told: Sequence[Due], asked: Question) -> Iterator[Found]:
    """Try each contact against the talks: one is held by the first talk that is nearer to its day than to another's.

    A day that is as near to two belongs to the earlier, but for the half of an odd number of days.
    """
    live = [one for one in told if one.standing in (Standing.HELD, Standing.MISSED, Standing.OPEN, Standing.AHEAD)]
    whole = [one for one in live if one.day is not None]
    ends = spell.ends or date.max
    last = whole[-1].closes if whole else None  # what comes after the last of these is not told here
    for n, one in enumerate(whole):
        assert one.day is not None
        first = spell.begins if n == 0 else _halfway(whole[n - 1].day, one.day)
        after = (last or ends) if n + 1 == len(whole) else _halfway(one.day, whole[n + 1].day)
        within = sorted((t.day, t.key) for t in asked.talks if first <= t.day < after and t.day <= asked.today)
        expected = within[0][1] if within else None
        if one.talk != expected or (one.standing is Standing.HELD) != (expected is not None):
            yield Found(Wrong.WRONGLY_HELD, spell.key, one.day)
        if (one.standing is Standing.MISSED) != (expected is None and after <= asked.today):
            yield Found(Wrong.WRONGLY_MISSED, spell.key, one.day)
        if (one.standing is Standing.OPEN) != (expected is None and first <= asked.today < after):
            yield Found(Wrong.WRONGLY_OPEN, spell.key, one.day)


def _halfway(earlier: date | None, later: date | None) -> date:
    assert earlier is not None
    assert later is not None
    day = earlier
    while (day - earlier) < (later - day):
        day += DAY
    return day


def _acquaintances(spell: Spell, told: Sequence[Due], asked: Question) -> Iterator[Found]:
    wanted = set()
    for since in asked.handed_over:
        inside = spell.begins <= since <= asked.today and (spell.ends is None or since < spell.ends)
        others = [one for one in told if one.turn.kind is Kind.RHYTHM or one.turn.ordinal in wanted]
        if inside and not any(one.day is not None and since <= one.day <= since + DAY * 7 for one in others):
            wanted.add((since - spell.begins).days)
    there = {one.turn.ordinal for one in told if one.turn.kind is Kind.ACQUAINT}
    if wanted - there and not any(one.standing is Standing.ON_HOLD for one in told):
        yield Found(Wrong.LACKS_ACQUAINTANCE, spell.key, None)
    if there - wanted:
        yield Found(Wrong.NEEDLESS_ACQUAINTANCE, spell.key, None)


def wrong(asked: Question, told: Sequence[Due]) -> tuple[Found, ...]:
    """Return everything that is wrong about these contacts; nothing, when they are what the rules say."""
    found: list[Found] = []
    for spell in asked.spells:
        of_it = [one for one in told if one.turn.spell == spell.key]
        found += _days(spell, of_it, asked)
        found += _drops(spell, of_it, asked)
        found += _talks(spell, of_it, asked)
        found += _acquaintances(spell, of_it, asked)
    known = {spell.key for spell in asked.spells}
    found += [Found(Wrong.NOT_IN_RHYTHM, one.turn.spell, one.day) for one in told if one.turn.spell not in known]
    return tuple(found)
