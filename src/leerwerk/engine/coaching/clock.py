"""When somebody is due to be spoken to, and how that stands. The rules are told in docs/coaching.md; ``check`` tries
them another way.

The facts alone say it: whoever asks twice with the same facts gets the same, and asks again when one changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, count, pairwise

from leerwerk.engine.coaching.facts import Question, Spell, Talk
from leerwerk.engine.coaching.vocabulary import Kind, MovedBy, Phase, Standing
from leerwerk.engine.months import plus_months

ONE_DAY = timedelta(days=1)
TO_GET_ACQUAINTED = timedelta(days=7)  # another coach speaks with them within so many days
TOO_CLOSE = timedelta(days=2)  # a contact that was moved to so shortly before the next one is dropped for it
SATURDAY = 5  # as date.weekday counts


@dataclass(frozen=True, slots=True)
class Turn:
    """What makes a due contact this one and no other, whatever moves it."""

    spell: int
    kind: Kind
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A contact that is due. ``nominal``: its day by the rhythm; ``day``: when it is due, None while on hold.

    ``opens``: from which day a contact counts for it; ``closes``: from which day none does any more, None: as long as
    the spell lasts. ``talk``: the contact by which it was held.
    """

    turn: Turn
    phase: Phase
    nominal: date
    day: date | None
    moved: tuple[MovedBy, ...]
    opens: date | None = None
    closes: date | None = None
    standing: Standing = Standing.AHEAD
    talk: int | None = None


def is_closed(day: date, asked: Question) -> bool:
    """Whether nobody works on a day."""
    return day.weekday() >= SATURDAY or day in asked.closed


def grid(spell: Spell, asked: Question) -> Iterator[tuple[int, date]]:
    """Yield the days of the rhythm in a spell, counted from 1, without end where the rhythm has none."""
    if spell.phase is Phase.PLACED:
        weeks = [spell.begins + timedelta(weeks=one) for one in asked.rhythm.weeks]
        yield from enumerate([*weeks, *(plus_months(spell.begins, one) for one in asked.rhythm.months)], 1)
        return
    every = {
        Phase.PRE_TRACK: asked.rhythm.pre_track,
        Phase.LEARN_WORK: asked.rhythm.learn_work,
        Phase.SEARCH: asked.rhythm.search,
        Phase.TRIAL: asked.rhythm.trial,
    }[spell.phase]
    if every is not None:
        yield from ((number, spell.begins + timedelta(days=every * number)) for number in count(1))


def placed(target: date, moved: tuple[MovedBy, ...], asked: Question) -> tuple[date | None, tuple[MovedBy, ...]]:
    """Return the first day from ``target`` on which they can be spoken to, and what moved it; None: on hold."""
    day = target
    while True:
        away = next((one for one in asked.away if one.since <= day and (one.until is None or day < one.until)), None)
        if away is not None:
            moved = moved if MovedBy.AWAY in moved else (*moved, MovedBy.AWAY)
            if away.until is None:
                return None, moved
            day = away.until
        elif is_closed(day, asked):
            moved = moved if MovedBy.CLOSED_DAY in moved else (*moved, MovedBy.CLOSED_DAY)
            day += ONE_DAY
        else:
            return day, moved


def may_be_moved(spell: Spell, ordinal: int, to: date, asked: Question) -> bool:
    """Whether people may choose this day: it lies after the contact before, and before the next one, by the rhythm."""
    before = spell.begins
    for (number, nominal), (_next, after) in pairwise(chain(grid(spell, asked), [(0, date.max)])):
        if number == ordinal:
            return before < to < after and (spell.ends is None or to < spell.ends)
        before = nominal
    return False


def _due(spell: Spell, kind: Kind, ordinal: int, nominal: date, target: date, asked: Question) -> Due:
    day, moved = placed(target, () if target == nominal else (MovedBy.PEOPLE,), asked)
    return Due(turn=Turn(spell.key, kind, ordinal), phase=spell.phase, nominal=nominal, day=day, moved=moved)


def _of_rhythm(spell: Spell, asked: Question) -> list[Due]:
    """Return the contacts of the rhythm, up to the second that is on hold or certainly ahead of everything known."""
    chosen = {one.ordinal: one.to for one in asked.agreed if one.spell == spell.key}
    known = max([asked.today, *chosen.values(), *(one.until for one in asked.away if one.until is not None)])
    found: list[Due] = []
    beyond = 0
    before = spell.begins
    for (ordinal, nominal), (_next, after) in pairwise(chain(grid(spell, asked), [(0, date.max)])):
        if spell.ends is not None and nominal >= spell.ends:
            break
        target = chosen.get(ordinal, nominal)
        target = target if before < target < after else nominal
        found.append(_due(spell, Kind.RHYTHM, ordinal, nominal, target, asked))
        beyond += (found[-1].day is None and spell.ends is None) or before > known + TO_GET_ACQUAINTED
        if beyond > 2:
            break
        before = nominal
    return found


def _with_acquaintances(spell: Spell, found: list[Due], asked: Question) -> list[Due]:
    """Add a contact within a week of another coach coming, where none is due then anyway."""
    for since in asked.handed_over:
        begun = spell.begins <= since and (spell.ends is None or since < spell.ends) and since <= asked.today
        latest = since + TO_GET_ACQUAINTED
        if begun and not any(one.day is not None and since <= one.day <= latest for one in found):
            found.append(_due(spell, Kind.ACQUAINT, (since - spell.begins).days, latest, latest, asked))
    return sorted(found, key=lambda one: (one.day is None, one.day or one.nominal, one.nominal, one.turn.kind))


def _covers(later: Due, one: Due) -> bool:
    """Whether the next contact comes in the place of one that was moved so far, or falls on its day."""
    if one.day is None or later.day is None:
        return False
    return later.day <= one.day + (TOO_CLOSE if one.moved else timedelta(0))


def _without_the_covered(found: Sequence[Due], ends: date | None, today: date) -> list[Due]:
    """Mark what is dropped: what falls after the end, and what the next one comes in the place of."""
    kept: list[Due] = []
    later: Due | None = None
    for one in reversed(found):
        too_late = ends is not None and ((one.day or today) >= ends)
        if too_late or (later is not None and _covers(later, one)):
            kept.append(replace(one, standing=Standing.DROPPED))
        else:
            later = one
            kept.append(one)
    return kept[::-1]


def _windows(spell: Spell, live: list[Due]) -> list[Due]:
    """Give each contact the time in which one counts for it: from halfway after the one before."""
    dated = [one for one in live if one.day is not None]
    opens = [spell.begins]
    for earlier, later in pairwise(dated):
        assert earlier.day is not None
        assert later.day is not None
        opens.append(later.day - (later.day - earlier.day) // 2)
    closes: list[date | None] = [*opens[1:], spell.ends]
    return [replace(one, opens=o, closes=c) for one, o, c in zip(dated, opens, closes, strict=False)]


def _stands(one: Due, asked: Question, talks: Sequence[Talk]) -> Due:
    assert one.opens is not None
    for talk in talks:
        if one.opens <= talk.day and (one.closes is None or talk.day < one.closes):
            return replace(one, standing=Standing.HELD, talk=talk.key)
    if one.closes is not None and one.closes <= asked.today:
        return replace(one, standing=Standing.MISSED)
    return replace(one, standing=Standing.OPEN if one.opens <= asked.today else Standing.AHEAD)


def _of_spell(spell: Spell, asked: Question) -> list[Due]:
    found = _with_acquaintances(spell, _of_rhythm(spell, asked), asked)
    marked = _without_the_covered(found, spell.ends, asked.today)
    live = [one for one in marked if one.standing is not Standing.DROPPED]
    talks = sorted((one for one in asked.talks if one.day <= asked.today), key=lambda one: (one.day, one.key))
    told = {one.turn: _stands(one, asked, talks) for one in _windows(spell, live)}
    told |= {one.turn: replace(one, standing=Standing.ON_HOLD) for one in live if one.day is None}
    every = [told.get(one.turn, one) for one in marked]
    last = next((n for n, one in enumerate(every) if one.standing in (Standing.AHEAD, Standing.ON_HOLD)), len(every))
    return every[: last + 1]  # what comes after the next one may still change


def dues(asked: Question) -> tuple[Due, ...]:
    """Return every contact that is or was due, up to and including the next one that is ahead, in order."""
    return tuple(one for spell in asked.spells for one in _of_spell(spell, asked) if spell.begins <= asked.today)


def next_change(found: Sequence[Due], asked: Question) -> date | None:
    """Return the first day after today on which time alone changes something; None: on no day."""
    days = [one.opens for one in found if one.standing is Standing.AHEAD]
    days += [one.closes for one in found if one.standing is Standing.OPEN]
    days += [*asked.handed_over, *(day for spell in asked.spells for day in (spell.begins, spell.ends))]
    return min((day for day in days if day is not None and day > asked.today), default=None)
