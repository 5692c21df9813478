"""The deadlines and windows of the law for one person: what, until when, by which norm, and how it stands today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leerwerk.engine.inburgering.case import Case, Ground
from leerwerk.engine.inburgering.ledger import Ledger
from leerwerk.engine.inburgering.norms import Norm, Norms
from leerwerk.engine.inburgering.question import Plan
from leerwerk.engine.inburgering.vocabulary import (
    LANGUAGE_PARTS,
    Closer,
    ExamPart,
    Group,
    NormCode,
    Route,
)
from leerwerk.engine.months import ONE_DAY, last_day, plus_months
from leerwerk.engine.norms import Confidence


class What(StrEnum):
    """What has to be done, or can be done, before a day."""

    PIP = "pip"
    PIP_AFTER_MOVE = "pip_after_move"
    PVT = "pvt"
    MAP = "map"
    ROUTE = "route"
    ROUTE_SWITCH = "route_switch"
    SWITCH_TO_B1 = "switch_to_b1"
    EXTENSION_REQUEST = "extension_request"


class State(StrEnum):
    """How a deadline stands. The first four are of things to do, the last three of windows; ``met`` tells which day."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    NOT_YET = "not_yet"
    POSSIBLE = "possible"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """``due``: the last day on which it is in time; None for a window without an end.

    ``opens``: the first day of a window; None for something to do. ``norms``: the rows it follows from.
    ``confidence``: low when one of them is.
    """

    what: What
    due: date | None
    state: State
    norms: tuple[Norm, ...]
    opens: date | None = None
    met_on: date | None = None

    @property
    def confidence(self) -> Confidence:
        """Low when one of the norms is."""
        low = any(norm.confidence is Confidence.LOW for norm in self.norms)
        return Confidence.LOW if low else Confidence.HIGH


class Missing(StrEnum):
    """What is not there yet of substantial effort (B 4.4 lid 2 and 3)."""

    NO_PIP = "no_pip"
    NOT_B1_ROUTE = "not_b1_route"
    LESSONS_NOT_STATED = "lessons_not_stated"
    LESSONS_MISSED = "lessons_missed"
    TOO_FEW_LESSON_HOURS = "too_few_lesson_hours"
    TOO_FEW_LANGUAGE_PARTS = "too_few_language_parts"
    KNM_NOT_PASSED = "knm_not_passed"
    PVT_NOT_DONE = "pvt_not_done"
    MAP_NOT_DONE = "map_not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Whether the term can be extended after substantial effort, and by how many months. The Minister decides."""

    missing: tuple[Missing, ...]
    months: int
    decided_by: Closer = Closer.MINISTER


def deadlines(case: Case, *, norms: Norms, today: date) -> tuple[Deadline, ...]:
    """Every deadline and window of this person, in the order of the law.

    A norm is taken as it was on the day the deadline began: the registration, or the date of the first PIP. A day in
    the weekend stays where it is, though the law on terms may move ten weeks to the next working day. Raises
    NormMissing.
    """
    return tuple(_deadlines(case, norms, today))


def term_end(case: Case, norms: Norms) -> tuple[date, tuple[Norm, ...]] | None:
    """The last day of the term with all extensions, and the norms; None without a PIP.

    The months of the extensions lengthen the term from its own first day, then their days are added.
    """
    if case.plan is None:
        return None
    used = [norms.on(NormCode.TERM_YEARS, case.plan.dated)]
    months, days = 12 * used[0].value, 0
    for extension in case.extensions:
        if extension.ground is Ground.SUBSTANTIAL_EFFORT and not extension.months and not extension.days:
            used.append(norms.on(NormCode.EXTENSION_MONTHS, extension.decided_on))
            months += used[-1].value
        months, days = months + extension.months, days + extension.days
    return last_day(case.plan.term_starts, months) + timedelta(days=days), tuple(used)


def substantial_effort(case: Case, ledger: Ledger, *, norms: Norms, today: date) -> Effort:
    """What is missing for the extension after substantial effort, as it stands today (B 4.4).

    That the exam is taken at the level of the PIP, and at least at A2, is not looked at: parts passed lower are not
    recorded.
    """
    months = norms.on(NormCode.EXTENSION_MONTHS, today)
    return Effort(missing=tuple(_missing(case, ledger, norms, today)), months=months.value)


def _missing(case: Case, ledger: Ledger, norms: Norms, today: date) -> Iterator[Missing]:
    plan = case.plan_on(today)
    if plan is None:
        yield Missing.NO_PIP
        return
    if plan.route_on(today) is not Route.B1:
        yield Missing.NOT_B1_ROUTE
    if plan.group is Group.GEZIN_OVERIG:
        if not ledger.meets(NormCode.EXTENSION_LESSON_HOURS):
            yield Missing.TOO_FEW_LESSON_HOURS
    elif case.all_lessons is None:
        yield Missing.LESSONS_NOT_STATED
    elif not case.all_lessons:
        yield Missing.LESSONS_MISSED
    passed = [part for part in LANGUAGE_PARTS if _by(case.passed_on(part), today)]
    if len(passed) < norms.on(NormCode.EXTENSION_LANGUAGE_PARTS, today).value:
        yield Missing.TOO_FEW_LANGUAGE_PARTS
    if not _by(case.passed_on(ExamPart.KNM), today):
        yield Missing.KNM_NOT_PASSED
    if not _by(case.pvt_signed_on, today):
        yield Missing.PVT_NOT_DONE
    if not _by(case.map_talk_on, today):
        yield Missing.MAP_NOT_DONE


def _deadlines(case: Case, norms: Norms, today: date) -> Iterator[Deadline]:
    yield _pip(case, norms, today)
    for move in case.moves:
        weeks = norms.on(NormCode.PIP_WEEKS, move.registered_on)
        due = move.registered_on + timedelta(weeks=weeks.value)
        yield _to_do(What.PIP_AFTER_MOVE, due, move.pip_on, (weeks,), today)
    plan, term = case.plan_on(today), term_end(case, norms)
    if plan is None or term is None:
        return
    yield from _switches(plan, norms, today)
    end, used = term
    route = plan.route_on(today)
    yield _to_do(What.PVT, end, case.pvt_signed_on, used, today)
    if route is not Route.ONDERWIJS:
        yield _to_do(What.MAP, end, case.map_talk_on, used, today)
    yield _to_do(What.ROUTE, end, case.route_achieved_on(route), used, today)
    before = norms.on(NormCode.EXTENSION_REQUEST_MONTHS, plan.dated)
    opens = plus_months(end + ONE_DAY, -before.value)
    yield _window(What.EXTENSION_REQUEST, opens, end, (before, *used), today)


def _pip(case: Case, norms: Norms, today: date) -> Deadline:
    weeks = norms.on(NormCode.PIP_WEEKS, case.registered_on)
    notice = norms.on(NormCode.PIP_FROM_NOTICE, case.registered_on)
    begins, used = case.registered_on, [weeks]
    if case.notice_on is None or case.notice_on > case.registered_on:  # else both readings begin on the same day
        used.append(notice)
        begins = case.notice_on if notice.value and case.notice_on is not None else begins
    due = begins + timedelta(weeks=weeks.value)
    return _to_do(What.PIP, due, case.plan.dated if case.plan else None, tuple(used), today)


def _switches(plan: Plan, norms: Norms, today: date) -> Iterator[Deadline]:
    until, norm = plan.switch_closes(norms)
    yield _window(What.ROUTE_SWITCH, plan.term_starts, until, (norm,), today)
    if plan.route_on(today) is Route.ONDERWIJS:
        yield _window(What.SWITCH_TO_B1, plan.term_starts, None, (norm,), today)


def _to_do(what: What, due: date, met_on: date | None, used: tuple[Norm, ...], today: date) -> Deadline:
    done = met_on if _by(met_on, today) else None
    if done is not None:
        state = State.MET if done <= due else State.MET_LATE
    else:
        state = State.OPEN if today <= due else State.MISSED
    return Deadline(what=what, due=due, state=state, norms=used, met_on=done)


def _window(what: What, opens: date, due: date | None, used: tuple[Norm, ...], today: date) -> Deadline:
    over = due is not None and due < today
    state = State.CLOSED if over else State.NOT_YET if today < opens else State.POSSIBLE
    return Deadline(what=what, due=due, state=state, norms=used, opens=opens)


def _by(day: date | None, today: date) -> bool:
    return day is not None and day <= today
