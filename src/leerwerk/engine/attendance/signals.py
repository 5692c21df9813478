"""Signals from attendance: reasons to call somebody, each with the sessions and numbers it comes from.

**Absent in a row** counts absences without an excuse. An excused one in between neither breaks the row nor lengthens
it: who is ill once between three missed lessons is still dropping out, and who is ill three times did nothing wrong.
**Away in a row** counts every session somebody did not attend, excused or not: nobody should be out of sight for
weeks because each time was excused; it is a reason to ask how they are, not a reproach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leerwerk.engine.attendance.share import Share, Standing, share_of, standing
from leerwerk.engine.attendance.visit import BadVisit, Visit
from leerwerk.engine.model.vocabulary import Activity


class SignalCode(StrEnum):
    """What was seen."""

    ABSENT_IN_A_ROW = "absent_in_a_row"
    AWAY_IN_A_ROW = "away_in_a_row"
    LOW_SHARE_LATELY = "low_share_lately"
    LOW_SHARE_SINCE_START = "low_share_since_start"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When a signal is given; all are at least 1, ``percent`` from 0 to 100, ``grace_days`` from 0.

    ``percent``: a share below it is low; ``window_weeks``: over how many weeks the recent one is taken; ``least``:
    expected sessions below which a share says nothing. ``grace_days``: days after a session in which its record may
    still come.
    """

    absent: int = 3
    away: int = 6
    percent: int = 80
    window_weeks: int = 8
    least: int = 5
    grace_days: int = 1

    def __post_init__(self) -> None:
        if min(self.absent, self.away, self.window_weeks, self.least) < 1:
            raise ValueError("a threshold below 1")
        if not 0 <= self.percent <= 100 or self.grace_days < 0:
            raise ValueError("a percentage outside 0 to 100, or days of grace below 0")


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """``sessions``: codes that it comes from, oldest first; ``since``: the day of the first. ``share``: a low one."""

    code: SignalCode
    sessions: tuple[str, ...]
    since: date
    share: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Somebody's attendance up to and including today.

    ``total``: since the start. ``lately``: in the window of the thresholds. ``by_kind``: since the start, per kind of
    session.
    """

    total: Share
    lately: Share
    by_kind: dict[Activity, Share]
    standing: Standing
    signals: tuple[Signal, ...]


def attendance(visits: Iterable[Visit], *, today: date, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Attendance:
    """One person's attendance today, from all their sessions in any order; those after today are left out.

    Raises BadVisit when a session is given twice.
    """
    rows = sorted(visits, key=lambda visit: visit.turn)
    twice = sorted(code for code, times in Counter(visit.code for visit in rows).items() if times > 1)
    if twice:
        raise BadVisit(f"given twice: {', '.join(twice)}")
    # Today's sessions without a record may still be going on; they count from the moment somebody records them.
    past = [visit for visit in rows if visit.day < today or (visit.day == today and visit.presence is not None)]
    begins = today - timedelta(weeks=thresholds.window_weeks)
    recent = [visit for visit in past if visit.day > begins]
    now = standing(past)
    return Attendance(
        total=now.share,
        lately=_sum(recent),
        by_kind={kind: _sum(visit for visit in past if visit.kind is kind) for kind in Activity},
        standing=now,
        signals=tuple(_signals(past, recent, now, today, thresholds)),
    )


def _signals(
    past: Sequence[Visit], recent: Sequence[Visit], now: Standing, today: date, thresholds: Thresholds
) -> Iterator[Signal]:
    days = {visit.code: visit.day for visit in past}
    rows = (
        (SignalCode.ABSENT_IN_A_ROW, now.absences, thresholds.absent),
        (SignalCode.AWAY_IN_A_ROW, now.away, thresholds.away),
    )
    for code, sessions, least in rows:
        if len(sessions) >= least:
            yield Signal(code=code, sessions=sessions, since=days[sessions[0]])
    shares = ((SignalCode.LOW_SHARE_LATELY, recent), (SignalCode.LOW_SHARE_SINCE_START, past))
    for code, visits in shares:
        share = _sum(visits)
        if share.expected >= thresholds.least and share.below(thresholds.percent):
            missed = tuple(visit.code for visit in visits if _missed(visit))
            yield Signal(code=code, sessions=missed, since=days[missed[0]], share=share)
    waits = tuple(
        visit.code
        for visit in past
        if visit.presence is None and visit.day < today - timedelta(days=thresholds.grace_days)
    )
    if waits:
        yield Signal(code=SignalCode.NOT_RECORDED, sessions=waits, since=days[waits[0]])


def _missed(visit: Visit) -> bool:
    share = share_of(visit)
    return share.expected > share.attended


def _sum(visits: Iterable[Visit]) -> Share:
    total = Share()
    for visit in visits:
        total = total + share_of(visit)
    return total
