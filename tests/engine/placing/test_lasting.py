"""Whether work lasted is computed from spells and words, and never typed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.months import plus_months
from leerwerk.engine.pathway import Reason
from leerwerk.engine.placing import (
    BadHistory,
    Because,
    Confirmation,
    Kind,
    Lasting,
    Moment,
    Spell,
    Verdict,
    Working,
    lasting,
    to_ask,
)
from tests.engine.placing.known import NORMS

FIRST = date(2026, 1, 1)
HALF, YEAR, TWO = date(2026, 7, 1), date(2027, 1, 1), date(2028, 1, 1)
STILL = Spell(key=1, begins=FIRST, where_learned=True)


def said(day: date, word: Working = Working.YES, spell: int = 1, key: int = 0) -> Confirmation:
    return Confirmation(key=key or day.toordinal() * 10 + spell, spell=spell, day=day, said=word)


def known(*facts: Spell | Confirmation, today: date, study: date | None = None) -> Lasting:
    spells = [one for one in facts if isinstance(one, Spell)]
    words = [one for one in facts if isinstance(one, Confirmation)]
    return lasting(spells, words, today=today, norms=NORMS, study=study)


def verdict(*facts: Spell | Confirmation, today: date, moment: Moment = Moment.HALF_A_YEAR) -> tuple[Verdict, Because]:
    found = known(*facts, today=today).at(moment)
    assert found is not None
    return found.verdict, found.because


def test_before_the_moment_nothing_can_be_said_yet() -> None:
    assert verdict(STILL, today=HALF - timedelta(days=1)) == (Verdict.NOT_YET, Because.NOT_REACHED)
    early = Spell(key=1, begins=FIRST, ends=FIRST + timedelta(days=3))
    assert verdict(early, today=HALF - timedelta(days=1)) == (Verdict.NOT_YET, Because.NOT_REACHED)


def test_a_contract_that_nobody_ended_is_no_proof() -> None:
    assert verdict(STILL, today=HALF) == (Verdict.UNKNOWN, Because.NOBODY_SAID)
    assert verdict(STILL, said(HALF, Working.UNKNOWN), today=HALF) == (Verdict.UNKNOWN, Because.SAID_UNKNOWN)


@pytest.mark.parametrize(("days", "counts"), [(-31, False), (-30, True), (0, True), (30, True), (31, False)])
def test_somebody_says_it_of_a_day_close_to_the_moment(days: int, counts: bool) -> None:
    found = verdict(STILL, said(HALF + timedelta(days=days)), today=YEAR)
    assert found == ((Verdict.SUSTAINED, Because.CONFIRMED) if counts else (Verdict.UNKNOWN, Because.NOBODY_SAID))


def test_yes_beside_no_is_asked_again_and_a_no_is_believed() -> None:
    no = said(HALF + timedelta(days=2), Working.NO)
    assert verdict(STILL, said(HALF), no, today=YEAR) == (Verdict.UNKNOWN, Because.CONTRADICTED)
    assert verdict(STILL, no, today=YEAR) == (Verdict.NOT, Because.SAID_NO)


def test_work_that_ended_did_not_last_and_the_reason_is_told() -> None:
    ended = Spell(key=1, begins=FIRST, ends=date(2026, 4, 30), reason=Reason.EDUCATION)
    found = known(ended, today=HALF).at(Moment.HALF_A_YEAR)
    assert found is not None
    assert (found.verdict, found.because, found.reason, found.working, found.spells) == (
        Verdict.NOT,
        Because.WORK_ENDED,
        Reason.EDUCATION,
        False,
        (1,),
    )


@pytest.mark.parametrize(("gap", "lasted"), [(0, True), (31, True), (32, False)])
def test_a_month_between_two_jobs_counts_as_in_work(gap: int, lasted: bool) -> None:
    first = Spell(key=1, begins=FIRST, ends=date(2026, 3, 31))
    second = Spell(key=2, begins=date(2026, 4, 1) + timedelta(days=gap))
    found = verdict(first, second, said(HALF, spell=2), today=YEAR)
    assert found == ((Verdict.SUSTAINED, Because.CONFIRMED) if lasted else (Verdict.NOT, Because.GAP_TOO_LONG))


def test_who_works_again_after_a_long_gap_works_but_it_did_not_last() -> None:
    first = Spell(key=1, begins=FIRST, ends=date(2026, 2, 28))
    second = Spell(key=2, begins=date(2026, 6, 1))
    found = known(first, second, said(HALF, spell=2), today=YEAR).at(Moment.HALF_A_YEAR)
    assert found is not None
    assert (found.verdict, found.working) == (Verdict.NOT, True)


def test_a_moment_between_two_jobs_needs_words_about_one_of_them() -> None:
    first = Spell(key=1, begins=FIRST, ends=HALF - timedelta(days=10))
    second = Spell(key=2, begins=HALF + timedelta(days=5))
    assert verdict(first, second, today=YEAR) == (Verdict.UNKNOWN, Because.NOBODY_SAID)
    no = said(HALF, Working.NO, spell=1)
    yes = said(HALF + timedelta(days=6), spell=2)
    assert verdict(first, second, no, today=YEAR) == (Verdict.UNKNOWN, Because.SAID_UNKNOWN)
    assert verdict(first, second, no, yes, today=YEAR) == (Verdict.SUSTAINED, Because.BETWEEN_JOBS)


def test_while_a_next_job_can_still_begin_in_time_it_is_not_known() -> None:
    ended = Spell(key=1, begins=FIRST, ends=HALF - timedelta(days=1))
    assert verdict(ended, today=HALF + timedelta(days=31)) == (Verdict.UNKNOWN, Because.BETWEEN_JOBS_STILL)
    assert verdict(ended, today=HALF + timedelta(days=32)) == (Verdict.NOT, Because.WORK_ENDED)


def test_who_has_two_jobs_works_when_one_of_them_goes_on() -> None:
    other = Spell(key=2, begins=date(2026, 2, 1))
    found = verdict(STILL, other, said(HALF, Working.NO), said(HALF, spell=2), today=YEAR)
    assert found == (Verdict.SUSTAINED, Because.CONFIRMED)


@pytest.mark.parametrize(
    ("spell", "kind"),
    [
        (STILL, Kind.DIRECT),
        (Spell(key=1, begins=FIRST, where_learned=True, through_trial=True), Kind.THROUGH_TRIAL),
        (Spell(key=1, begins=FIRST, through_trial=True), Kind.THROUGH_TRIAL),
        (Spell(key=1, begins=FIRST), Kind.ELSEWHERE),
    ],
)
def test_the_first_work_says_how_somebody_came_there(spell: Spell, kind: Kind) -> None:
    assert known(spell, Spell(key=2, begins=YEAR), today=YEAR).kind is kind


def test_a_next_step_in_education_is_an_outcome_of_its_own() -> None:
    assert known(today=YEAR, study=HALF) == Lasting(kind=Kind.EDUCATION, moments=())
    assert known(STILL, today=YEAR, study=FIRST - timedelta(days=1)).kind is Kind.EDUCATION
    assert known(STILL, today=YEAR, study=YEAR).kind is Kind.DIRECT
    assert known(today=YEAR).kind is None


def test_moments_are_asked_about_shortly_before_and_until_they_are_known() -> None:
    def asked(*facts: Confirmation, today: date) -> list[Moment]:
        return [one.moment for one in to_ask(known(STILL, *facts, today=today), before_days=14, today=today)]

    assert asked(today=HALF - timedelta(days=15)) == []
    assert asked(today=HALF - timedelta(days=14)) == [Moment.HALF_A_YEAR]
    assert asked(today=YEAR) == [Moment.HALF_A_YEAR, Moment.A_YEAR]
    assert asked(said(HALF), said(YEAR), today=YEAR) == []


def test_a_history_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadHistory):
        known(Spell(key=1, begins=YEAR, ends=HALF), today=TWO)
    with pytest.raises(BadHistory):
        known(STILL, STILL, today=TWO)
    with pytest.raises(BadHistory):
        known(STILL, said(HALF, spell=7), today=TWO)
    with pytest.raises(BadHistory):
        known(STILL, said(HALF, key=5), said(YEAR, key=5), today=TWO)


days = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Spell], list[Confirmation]]:
    lengths = st.none() | st.integers(0, 400)
    spells = [
        Spell(key=key, begins=begins, ends=None if (long := draw(lengths)) is None else begins + timedelta(days=long))
        for key, begins in enumerate(draw(st.lists(days, min_size=1, max_size=4)), 1)
    ]
    words = [
        Confirmation(key=key, spell=draw(st.sampled_from(spells)).key, day=day, said=draw(st.sampled_from(Working)))
        for key, day in enumerate(draw(st.lists(days, max_size=6)), 1)
    ]
    return spells, words


@given(histories(), days)
def test_the_order_of_facts_does_not_matter(history: tuple[list[Spell], list[Confirmation]], today: date) -> None:
    spells, words = history
    there = lasting(spells, words, today=today, norms=NORMS)
    assert there == lasting(spells[::-1], words[::-1], today=today, norms=NORMS)


@given(histories(), days, days, st.sampled_from(Working))
def test_words_about_a_later_day_never_change_what_could_not_be_said_yet(
    history: tuple[list[Spell], list[Confirmation]], today: date, day: date, word: Working
) -> None:
    spells, words = history
    before = lasting(spells, words, today=today, norms=NORMS)
    more = [*words, Confirmation(key=99, spell=spells[0].key, day=day, said=word)]
    after = lasting(spells, more, today=today, norms=NORMS)
    for one, other in zip(before.moments, after.moments, strict=True):
        if one.verdict is Verdict.NOT_YET or abs((day - one.day).days) > 30 or day > today:
            assert one == other
        if one.because in (Because.WORK_ENDED, Because.GAP_TOO_LONG):
            assert one == other


@given(histories(), days)
def test_what_did_not_last_until_one_moment_did_not_last_until_the_next(
    history: tuple[list[Spell], list[Confirmation]], today: date
) -> None:
    ended = (Because.WORK_ENDED, Because.GAP_TOO_LONG)
    verdicts = [one.because for one in lasting(*history, today=today, norms=NORMS).moments]
    for earlier, later in pairwise(verdicts):
        assert earlier not in ended or later in (*ended, Because.NOT_REACHED)


@given(histories(), days, st.integers(0, 700))
def test_what_is_settled_stays_settled_as_days_pass(
    history: tuple[list[Spell], list[Confirmation]], today: date, later: int
) -> None:
    """Once every word about a moment is in, and no gap is open, another day alone changes no verdict."""
    spells, words = history
    now = lasting(spells, words, today=today, norms=NORMS)
    then = lasting(spells, words, today=today + timedelta(days=later), norms=NORMS)
    for one, other in zip(now.moments, then.moments, strict=True):
        if one.verdict is not Verdict.NOT_YET and (today - one.day).days > 32:
            assert one == other


def test_moments_are_whole_months_after_the_first_day() -> None:
    odd = Spell(key=1, begins=date(2026, 8, 31))
    found = known(odd, today=date(2029, 1, 1))
    assert [one.day for one in found.moments] == [plus_months(date(2026, 8, 31), moment) for moment in (6, 12, 24)]
