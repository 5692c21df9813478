"""What a design asks to be done before learn-and-work starts: pieces of work with their owner and their days.

Source: the whitepaper, Voortraject, paragraph 1: language of the trade, arithmetic, a certificate for a missing
subject, a short internship, preparation of the candidate and of the team on the floor, practical obstacles. Obstacles
are kept with the candidate's file and make no work here. Shares and order of owners are chosen by us.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leerwerk.engine.model import Blueprint, ComponentKind, Content
from leerwerk.engine.pathway.next import BEFORE_GO
from leerwerk.engine.pathway.vocabulary import Doer


class Piece(StrEnum):
    """A kind of work in a pre-track."""

    VOCATIONAL_LANGUAGE = "vocational_language"
    ARITHMETIC = "arithmetic"
    CERTIFICATE = "certificate"
    TASTER = "taster"
    INTERCULTURAL_CANDIDATE = "intercultural_candidate"
    INTERCULTURAL_TEAM = "intercultural_team"
    OTHER = "other"


class Side(StrEnum):
    """Who tells how a taster placement went."""

    EMPLOYER = "employer"
    CANDIDATE = "candidate"


class Standing(StrEnum):
    """How a piece of work stands on a day, for whoever weighs a go/no-go."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A piece that a design asks. ``by``: the first of these whom the participant has; a director where there is none.

    ``begins``, ``due``: shares of the time between the first day of the pre-track (0) and its go/no-go (1).
    """

    content: Content
    piece: Piece
    by: tuple[Doer, ...]
    begins: float = 0.0
    due: float = 1.0


LANGUAGE, TRADE = (Doer.LANGUAGE_EDUCATOR, Doer.EDUCATOR), (Doer.EDUCATOR, Doer.LANGUAGE_EDUCATOR)
GUIDE, WORK = (Doer.INTERMEDIARY,), (Doer.EMPLOYER,)

CANDIDATE = Planned(content=Content.INTERCULTURAL_CANDIDATE, piece=Piece.INTERCULTURAL_CANDIDATE, by=GUIDE, due=0.5)
TEAM = Planned(content=Content.INTERCULTURAL_TEAM, piece=Piece.INTERCULTURAL_TEAM, by=WORK, due=0.5)
ASKED: Mapping[Content, Planned] = {
    one.content: one
    for one in (
        Planned(content=Content.VOCATIONAL_LANGUAGE, piece=Piece.VOCATIONAL_LANGUAGE, by=LANGUAGE),
        Planned(content=Content.GENERAL_LANGUAGE, piece=Piece.OTHER, by=LANGUAGE),
        Planned(content=Content.ARITHMETIC, piece=Piece.ARITHMETIC, by=TRADE),
        Planned(content=Content.MISSING_CERTIFICATE, piece=Piece.CERTIFICATE, by=TRADE),
        Planned(content=Content.VCA, piece=Piece.CERTIFICATE, by=TRADE),
        Planned(content=Content.ORIENTATION, piece=Piece.OTHER, by=GUIDE, due=0.5),
        Planned(content=Content.COMPANY_VISITS, piece=Piece.OTHER, by=WORK, due=0.5),
        Planned(content=Content.TASTER_PLACEMENT, piece=Piece.TASTER, by=WORK, begins=0.5, due=0.85),
        Planned(content=Content.INTERNSHIP, piece=Piece.TASTER, by=WORK, begins=0.5, due=0.85),
        Planned(content=Content.MEETING_COLLEAGUES, piece=Piece.OTHER, by=WORK, begins=0.5),
        Planned(content=Content.EMPLOYEE_SKILLS, piece=Piece.OTHER, by=TRADE),
        CANDIDATE,
        TEAM,
    )
}
"""What of a pre-track is work with an end; the rest of a design's content says how it is done, not what."""


def planned(design: Blueprint) -> tuple[Planned, ...]:
    """Return the work that a design's pre-track asks, in the design's order; nothing without a pre-track.

    Both sides are prepared whatever the design says: preparing only one is what the whitepaper warns of. A taster
    placement occurs once.
    """
    component = design.component(ComponentKind.PRE_TRACK)
    if component is None:
        return ()
    found: dict[object, Planned] = {}
    for content in (*component.content, CANDIDATE.content, TEAM.content):
        if (one := ASKED.get(content)) is not None:
            found.setdefault(Piece.TASTER if one.piece is Piece.TASTER else content, one)
    return tuple(found.values())


LEAST = timedelta(days=7)


def window(first: date, learn_work: date, today: date) -> tuple[date, date]:
    """Return the first day of somebody's pre-track and the day of its go/no-go; who starts late has a week at least."""
    begins = max(first, today)
    return begins, max(learn_work + timedelta(days=BEFORE_GO), begins + LEAST)


def days_of(one: Planned, begins: date, gate: date) -> tuple[date, date]:
    """Return from and until which day a piece is worked on, within the window of its pre-track."""
    length = (gate - begins).days
    return begins + timedelta(days=round(one.begins * length)), begins + timedelta(days=round(one.due * length))


def last_day(first: date, days: int) -> date:
    """Return the last of so many days at work from a first day on, without Saturdays and Sundays after it."""
    day, left = first, days - 1
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def standing(*, done: bool, needed: bool, due: date, today: date) -> Standing:
    """Return how a piece stands on a day."""
    if done:
        return Standing.DONE
    if not needed:
        return Standing.NOT_NEEDED
    return Standing.OVERDUE if due < today else Standing.OPEN


def reports_missing(told: Iterable[Side]) -> tuple[Side, ...]:
    """Return who has not told yet how a taster placement went; it is over when both sides did."""
    known = set(told)
    return tuple(side for side in Side if side not in known)


class Wait(StrEnum):
    """What a piece waits for."""

    DO = "do"  # its owner sees to it; of a taster placement: where and on which days
    REPORT = "report"  # the employer tells how a taster placement went
    TELL = "tell"  # the candidate tells it


TELLS: Mapping[Side, Wait] = {Side.EMPLOYER: Wait.REPORT, Side.CANDIDATE: Wait.TELL}


def awaited_of(piece: Piece, *, arranged: bool, told: Iterable[Side]) -> tuple[Wait, ...]:
    """Return what an open piece waits for. ``arranged``: of a taster placement, place and days are known."""
    if piece is Piece.TASTER and arranged:
        return tuple(TELLS[side] for side in reports_missing(told))
    return (Wait.DO,)
