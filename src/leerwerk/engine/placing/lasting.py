"""Whether work lasted: 6, 12 and 24 months after the first placement, from dated facts and never typed.

Work lasted until a moment when there was work all the way there, with no gap between two jobs that is longer than the
norm, and when somebody said of a day close to the moment that the person works there. Without such words it is
UNKNOWN, however long the contract: a contract that nobody ended is no proof that somebody still comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from leerwerk.engine.months import plus_months
from leerwerk.engine.pathway.vocabulary import Reason
from leerwerk.engine.placing.norms import Norms
from leerwerk.engine.placing.vocabulary import Because, Kind, NormCode, Verdict, Working


class Moment(IntEnum):
    """The moments, in months after the first day of the first placement."""

    HALF_A_YEAR = 6
    A_YEAR = 12
    TWO_YEARS = 24


class BadHistory(ValueError):
    """A spell that ends before it begins, two spells with one key, or words about a spell that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One piece of work. ``ends``: the last day, with its reason; None while it goes on.

    ``where_learned``: with the employer of learn-and-work. ``through_trial``: after a trial placement there.
    """

    key: int
    begins: date
    ends: date | None = None
    reason: Reason | None = None
    where_learned: bool = False
    through_trial: bool = False

    def on(self, day: date) -> bool:
        """Whether this work is going on, on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What somebody said of a day about a spell. ``day`` is the day it is about, not the day it was said."""

    key: int
    spell: int
    day: date
    said: Working


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One moment: its day, the verdict, and the facts that say so (keys of spells and confirmations).

    ``working``: whether there was work on that very day, whatever came before (None: not reached). ``reason``: why the
    work ended that lasted no longer.
    """

    moment: Moment
    day: date
    verdict: Verdict
    because: Because
    spells: tuple[int, ...] = ()
    confirmations: tuple[int, ...] = ()
    working: bool | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """How somebody came to what followed, and whether it lasted; no moments while there was no work."""

    kind: Kind | None
    moments: tuple[At, ...]

    def at(self, moment: Moment) -> At | None:
        """The verdict at a moment; None without work."""
        return next((one for one in self.moments if one.moment is moment), None)


def lasting(
    spells: Iterable[Spell],
    confirmations: Iterable[Confirmation],
    *,
    today: date,
    norms: Norms,
    study: date | None = None,
) -> Lasting:
    """Return whether work lasted, as known today. ``study``: the first day of a next step in education.

    Facts may come in any order; words about days after today say nothing. The norms are those of the first day of
    work, so that a verdict does not change when a norm does. Raises BadHistory, NormMissing.
    """
    rows = sorted(spells, key=lambda one: (one.begins, one.ends or date.max, one.key))
    said = sorted((one for one in confirmations if one.day <= today), key=lambda one: (one.day, one.key))
    _sound(rows, said)
    if not rows:
        return Lasting(kind=Kind.EDUCATION if study else None, moments=())
    first = rows[0]
    gap = norms.value(NormCode.GAP_DAYS, first.begins)
    window = norms.value(NormCode.CONFIRMED_WITHIN_DAYS, first.begins)
    moments = tuple(_at(moment, rows, said, today, gap, window) for moment in Moment)
    return Lasting(kind=_kind(first, study), moments=moments)


def _sound(rows: Sequence[Spell], said: Sequence[Confirmation]) -> None:
    if any(one.ends is not None and one.ends < one.begins for one in rows):
        raise BadHistory("a spell ends before it begins")
    keys = {one.key for one in rows}
    if len(keys) != len(rows) or len({one.key for one in said}) != len(said):
        raise BadHistory("a key is given twice")
    if any(one.spell not in keys for one in said):
        raise BadHistory("words about a spell that is not there")


def _kind(first: Spell, study: date | None) -> Kind:
    if study is not None and study < first.begins:
        return Kind.EDUCATION
    if first.through_trial:
        return Kind.THROUGH_TRIAL
    return Kind.DIRECT if first.where_learned else Kind.ELSEWHERE


def _at(moment: Moment, rows: Sequence[Spell], said: Sequence[Confirmation], today: date, gap: int, window: int) -> At:
    day = plus_months(rows[0].begins, moment)
    if today < day:
        return At(moment=moment, day=day, verdict=Verdict.NOT_YET, because=Because.NOT_REACHED)
    working = any(one.on(day) for one in rows)
    last, follows = _unbroken(rows, day, gap)
    if last.ends is not None and last.ends < day and follows is None:
        because, verdict = Because.WORK_ENDED, Verdict.NOT
        if any(one.begins > last.ends for one in rows):
            because = Because.GAP_TOO_LONG
        elif (today - last.ends).days - 1 <= gap:
            because, verdict = Because.BETWEEN_JOBS_STILL, Verdict.UNKNOWN
        return At(
            moment=moment,
            day=day,
            verdict=verdict,
            because=because,
            spells=(last.key,),
            working=working,
            reason=last.reason,
        )
    about = (last, follows) if follows is not None else tuple(one for one in rows if one.on(day))
    keys = tuple(one.key for one in about)
    near = [one for one in said if one.spell in keys and abs((one.day - day).days) <= window]
    if follows is not None:
        verdict, because = _heard_between({one.said for one in near})
    else:
        each = [_heard({one.said for one in near if one.spell == key}) for key in keys]
        verdict, because = min(each, key=lambda one: BEST.index(one[0]))
    return At(
        moment=moment,
        day=day,
        verdict=verdict,
        because=because,
        spells=keys,
        confirmations=tuple(one.key for one in near),
        working=working,
    )


def _unbroken(rows: Sequence[Spell], day: date, gap: int) -> tuple[Spell, Spell | None]:
    """Return the last work that was reached without too long a gap until a day, and what follows it across that day.

    The second is None when the day does not fall between two jobs, or when nothing follows soon enough.
    """
    last = rows[0]
    for one in rows[1:]:
        if last.ends is None or last.ends >= day:
            break
        soon = (one.begins - last.ends).days - 1 <= gap
        if not soon:
            break
        if one.begins > day:
            return last, one
        if one.ends is None or one.ends > last.ends:
            last = one
    return last, None


# Of work beside other work: what lasted goes before what is not known, and that before what did not.
BEST = (Verdict.SUSTAINED, Verdict.UNKNOWN, Verdict.NOT)


def _heard(words: set[Working]) -> tuple[Verdict, Because]:
    """What words close to a moment say of one spell; yes beside no is unknown, and a no alone is believed."""
    if {Working.YES, Working.NO} <= words:
        return Verdict.UNKNOWN, Because.CONTRADICTED
    if Working.YES in words:
        return Verdict.SUSTAINED, Because.CONFIRMED
    if Working.NO in words:
        return Verdict.NOT, Because.SAID_NO
    return Verdict.UNKNOWN, Because.SAID_UNKNOWN if words else Because.NOBODY_SAID


def _heard_between(words: set[Working]) -> tuple[Verdict, Because]:
    """Between two jobs a no is no news: a yes about the one before or the one after is enough."""
    if Working.YES in words:
        return Verdict.SUSTAINED, Because.BETWEEN_JOBS
    return Verdict.UNKNOWN, Because.SAID_UNKNOWN if words else Because.NOBODY_SAID


def to_ask(found: Lasting, *, before_days: int, today: date) -> tuple[At, ...]:
    """Return the moments about which somebody has to be asked: close enough ahead, or passed and still UNKNOWN."""
    soon = today + timedelta(days=before_days)
    return tuple(
        one
        for one in found.moments
        if one.verdict is Verdict.UNKNOWN or (one.verdict is Verdict.NOT_YET and one.day <= soon)
    )
