"""Until when, by which article, and how it stands on the day before, the day itself and the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from leerwerk.engine.inburgering import (
    LANGUAGE_PARTS,
    Bucket,
    Case,
    Closer,
    Confidence,
    Deadline,
    ExamPart,
    ExamPassed,
    Extension,
    Ground,
    Missing,
    Move,
    NormCode,
    NormMissing,
    Plan,
    Route,
    RouteChange,
    State,
    What,
    deadlines,
    substantial_effort,
    term_end,
)
from tests.engine.inburgering.people import AMAL, NOOR, NORMS, PIP, SAMUEL, YUSUF, counted, many

REGISTERED = date(2027, 1, 18)
DAY = timedelta(days=1)
END = date(2030, 3, 14)  # three years from 15 March 2027
AMALS = Case(registered_on=REGISTERED, plan=AMAL)
EVERYTHING = tuple(ExamPassed(part=part, on=date(2029, 6, 1)) for part in ExamPart)


def found(case: Case, what: What, today: date) -> Deadline:
    return next(row for row in deadlines(case, norms=NORMS, today=today) if row.what is what)


def test_the_pip_is_due_ten_weeks_after_registration() -> None:
    waiting = Case(registered_on=REGISTERED, notice_on=REGISTERED)
    due = date(2027, 3, 29)
    assert found(waiting, What.PIP, due).due == due
    assert found(waiting, What.PIP, due).state is State.OPEN
    assert found(waiting, What.PIP, due + DAY).state is State.MISSED
    assert found(AMALS, What.PIP, PIP).state is State.MET
    assert found(replace(AMALS, plan=replace(AMAL, dated=due)), What.PIP, due).state is State.MET
    late = replace(AMALS, plan=replace(AMAL, dated=due + DAY))
    assert found(late, What.PIP, due + DAY).state is State.MET_LATE
    assert found(late, What.PIP, due + DAY).met_on == due + DAY


def test_a_later_notice_of_duo_starts_the_ten_weeks_and_that_is_told_as_uncertain() -> None:
    told = replace(AMALS, notice_on=REGISTERED + timedelta(days=7))
    later = found(told, What.PIP, PIP)
    assert (later.due, later.confidence) == (date(2027, 4, 5), Confidence.LOW)
    earlier = found(replace(told, notice_on=REGISTERED - DAY), What.PIP, PIP)
    assert (earlier.due, earlier.confidence) == (date(2027, 3, 29), Confidence.HIGH)
    same_day = found(replace(told, notice_on=REGISTERED), What.PIP, PIP)
    assert (same_day.due, same_day.confidence) == (date(2027, 3, 29), Confidence.HIGH)
    unknown = found(AMALS, What.PIP, PIP)
    assert (unknown.due, unknown.confidence) == (date(2027, 3, 29), Confidence.LOW)


def test_in_2022_the_notice_changed_nothing() -> None:
    old = Case(registered_on=date(2022, 5, 2), notice_on=date(2022, 6, 1))
    pip = found(old, What.PIP, date(2022, 6, 1))
    assert (pip.due, pip.confidence) == (date(2022, 7, 11), Confidence.HIGH)


def test_without_a_pip_there_is_no_term() -> None:
    waiting = replace(AMALS, plan=None)
    assert term_end(waiting, NORMS) is None
    assert [row.what for row in deadlines(waiting, norms=NORMS, today=PIP)] == [What.PIP]
    assert [row.what for row in deadlines(AMALS, norms=NORMS, today=PIP - DAY)] == [What.PIP]


def test_the_term_runs_three_years_from_the_day_after_the_first_pip() -> None:
    end = term_end(AMALS, NORMS)
    assert end is not None
    assert end[0] == END
    for what in (What.PVT, What.MAP, What.ROUTE):
        assert found(AMALS, what, END).state is State.OPEN
        assert found(AMALS, what, END).due == END
        assert found(AMALS, what, END + DAY).state is State.MISSED


@pytest.mark.parametrize(
    ("dated", "end"),
    [
        (date(2024, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2030, 12, 31)),
    ],
)
def test_terms_around_the_end_of_february_and_of_the_year(dated: date, end: date) -> None:
    case = Case(registered_on=date(2023, 12, 1), plan=replace(AMAL, dated=dated))
    assert term_end(case, NORMS) == (end, (NORMS.on(NormCode.TERM_YEARS, dated),))


def test_another_route_does_not_move_the_term() -> None:
    changed = replace(AMALS, plan=replace(AMAL, changes=(RouteChange(on=date(2028, 1, 1), route=Route.Z),)))
    assert found(changed, What.ROUTE, date(2028, 2, 1)).due == END


def test_after_a_move_the_other_municipality_has_ten_weeks_and_the_term_stays() -> None:
    moved = replace(AMALS, moves=(Move(registered_on=date(2028, 1, 3)),))
    assert found(moved, What.PIP_AFTER_MOVE, date(2028, 3, 13)).state is State.OPEN
    assert found(moved, What.PIP_AFTER_MOVE, date(2028, 3, 14)).state is State.MISSED
    again = replace(moved, moves=(Move(registered_on=date(2028, 1, 3), pip_on=date(2028, 2, 1)),))
    assert found(again, What.PIP_AFTER_MOVE, date(2028, 3, 14)).state is State.MET
    assert term_end(again, NORMS) == term_end(AMALS, NORMS)


def test_somebody_in_the_onderwijsroute_has_no_map_and_may_go_to_b1_at_any_time() -> None:
    yusuf = Case(registered_on=REGISTERED, plan=YUSUF)
    whats = [row.what for row in deadlines(yusuf, norms=NORMS, today=END)]
    assert What.MAP not in whats
    to_b1 = found(yusuf, What.SWITCH_TO_B1, END)
    assert (to_b1.state, to_b1.due) == (State.POSSIBLE, None)
    assert What.SWITCH_TO_B1 not in [row.what for row in deadlines(AMALS, norms=NORMS, today=END)]


def test_the_route_can_be_changed_for_a_year_and_a_half() -> None:
    last = date(2028, 9, 14)
    assert found(AMALS, What.ROUTE_SWITCH, PIP).state is State.NOT_YET
    assert found(AMALS, What.ROUTE_SWITCH, PIP + DAY).state is State.POSSIBLE
    assert found(AMALS, What.ROUTE_SWITCH, last).state is State.POSSIBLE
    assert found(AMALS, What.ROUTE_SWITCH, last + DAY).state is State.CLOSED


def test_an_extension_can_be_asked_in_the_last_six_months() -> None:
    opens = date(2029, 9, 15)
    assert found(AMALS, What.EXTENSION_REQUEST, opens - DAY).state is State.NOT_YET
    window = found(AMALS, What.EXTENSION_REQUEST, opens)
    assert (window.opens, window.due, window.state) == (opens, END, State.POSSIBLE)
    assert found(AMALS, What.EXTENSION_REQUEST, END).state is State.POSSIBLE
    assert found(AMALS, What.EXTENSION_REQUEST, END + DAY).state is State.CLOSED


def test_extensions_lengthen_the_term_and_move_the_window() -> None:
    effort = Extension(decided_on=date(2030, 1, 10), ground=Ground.SUBSTANTIAL_EFFORT)
    longer = replace(AMALS, extensions=(effort,))
    assert found(longer, What.ROUTE, END + DAY).due == date(2030, 9, 14)
    assert found(longer, What.EXTENSION_REQUEST, END).opens == date(2030, 3, 15)
    birth = Extension(decided_on=date(2029, 1, 10), ground=Ground.NOT_CULPABLE, days=16 * 7)
    both = replace(AMALS, extensions=(birth, effort))
    end = term_end(both, NORMS)
    assert end is not None
    assert end[0] == date(2030, 9, 14) + timedelta(weeks=16)
    other_way = term_end(replace(AMALS, extensions=(effort, birth)), NORMS)
    assert other_way is not None
    assert end[0] == other_way[0]
    stated = replace(effort, months=3)
    assert found(replace(AMALS, extensions=(stated,)), What.ROUTE, END).due == date(2030, 6, 14)


def test_no_extension_shortens_the_term() -> None:
    with pytest.raises(ValueError, match="shorten"):
        Extension(decided_on=PIP, ground=Ground.NOT_CULPABLE, days=-1)


def test_each_route_is_achieved_in_its_own_way() -> None:
    late = date(2030, 1, 1)
    exams = replace(AMALS, exams=(*EVERYTHING, ExamPassed(part=ExamPart.KNM, on=date(2029, 9, 1))))
    assert found(exams, What.ROUTE, late).met_on == date(2029, 6, 1), "the first time a part was passed counts"
    assert found(replace(AMALS, exams=EVERYTHING[:4]), What.ROUTE, late).state is State.OPEN
    samuel = Case(registered_on=REGISTERED, plan=SAMUEL, z_talk_on=date(2029, 12, 1), exams=EVERYTHING)
    assert found(samuel, What.ROUTE, late).met_on == date(2029, 12, 1)
    yusuf = Case(registered_on=REGISTERED, plan=YUSUF, diploma_on=date(2029, 7, 1))
    assert found(yusuf, What.ROUTE, late).met_on == date(2029, 7, 1)
    assert found(replace(yusuf, exams=EVERYTHING), What.ROUTE, late).met_on == date(2029, 6, 1)
    assert found(replace(yusuf, diploma_on=None), What.ROUTE, late).met_on is None


def test_what_happens_after_today_has_not_happened() -> None:
    signed = replace(AMALS, pvt_signed_on=date(2028, 5, 1))
    assert found(signed, What.PVT, date(2028, 4, 30)).state is State.OPEN
    assert found(signed, What.PVT, date(2028, 5, 1)).state is State.MET


READY = replace(
    AMALS,
    pvt_signed_on=date(2028, 5, 1),
    map_talk_on=date(2029, 5, 1),
    all_lessons=True,
    exams=tuple(ExamPassed(part=part, on=date(2029, 6, 1)) for part in (*LANGUAGE_PARTS[:2], ExamPart.KNM)),
)
ASKING = date(2029, 10, 1)


def test_amal_did_all_that_the_extension_asks_and_the_minister_decides() -> None:
    effort = substantial_effort(READY, counted([], AMAL, ASKING), norms=NORMS, today=ASKING)
    assert (effort.missing, effort.months, effort.decided_by) == ((), 6, Closer.MINISTER)


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        (replace(READY, plan=None), Missing.NO_PIP),
        (replace(READY, plan=SAMUEL), Missing.NOT_B1_ROUTE),
        (replace(READY, all_lessons=None), Missing.LESSONS_NOT_STATED),
        (replace(READY, all_lessons=False), Missing.LESSONS_MISSED),
        (replace(READY, exams=READY.exams[1:]), Missing.TOO_FEW_LANGUAGE_PARTS),
        (replace(READY, exams=READY.exams[:2]), Missing.KNM_NOT_PASSED),
        (replace(READY, pvt_signed_on=None), Missing.PVT_NOT_DONE),
        (replace(READY, map_talk_on=ASKING + DAY), Missing.MAP_NOT_DONE),
    ],
)
def test_each_thing_that_is_missing_for_the_extension_is_named(case: Case, missing: Missing) -> None:
    effort = substantial_effort(case, counted([], case.plan, ASKING), norms=NORMS, today=ASKING)
    assert effort.missing == (missing,)


def test_who_came_for_family_needs_450_hours_instead_of_all_lessons() -> None:
    case = replace(READY, plan=NOOR, all_lessons=None)
    for total, missing in ((449, (Missing.TOO_FEW_LESSON_HOURS,)), (450, ())):
        made = many(total, Bucket.NT2, PIP)
        effort = substantial_effort(case, counted(made, NOOR, ASKING), norms=NORMS, today=ASKING)
        assert effort.missing == missing


def test_a_registration_from_before_the_law_is_refused() -> None:
    with pytest.raises(NormMissing):
        deadlines(Case(registered_on=date(2021, 5, 1)), norms=NORMS, today=date(2027, 1, 1))


def test_a_plan_knows_the_first_day_of_its_term() -> None:
    assert Plan(dated=date(2027, 12, 31), route=Route.B1).term_starts == date(2028, 1, 1)
