"""Signals: nobody is spoken with for too long, and nothing is said that no fact says."""

import random
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.attendance import Presence, Visit
from leerwerk.engine.coaching import Side, Standing
from leerwerk.engine.coaching.signal_facts import (
    BOUNDS,
    DEFAULT,
    OF_CODE,
    STRICTER,
    Answer,
    Answered,
    Contact,
    Hindrance,
    Known,
    OtherShifts,
    SideFacts,
    SignalCode,
    SkillFacts,
    Thresholds,
    ToldMood,
    Why,
)
from leerwerk.engine.coaching.signals import signals
from leerwerk.engine.language import Expectation, Measurement, Source, Step
from leerwerk.engine.model import Activity, Cefr, Dagdeel, LanguageSkill

MONDAY = date(2026, 3, 2)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ACCOMPANIED = {Side.CANDIDATE: SideFacts(since=MONDAY), Side.EMPLOYER: SideFacts(since=MONDAY)}
DAGDELEN = (Dagdeel.MON_AM, Dagdeel.TUE_AM, Dagdeel.WED_AM, Dagdeel.THU_AM, Dagdeel.FRI_AM)


def _known(today: date = MONDAY + 8 * WEEK, **facts: Any) -> Known:
    known: dict[str, Any] = {"today": today, "sides": ACCOMPANIED} | facts
    return Known(**known)


def _whys(known: Known, thresholds: Thresholds = DEFAULT) -> list[tuple[str, str, str]]:
    return [(one.side, one.code, reason.why) for one in signals(known, thresholds) for reason in one.reasons]


def _visit(n: int, presence: Presence) -> Visit:
    day = MONDAY + n // 5 * WEEK + n % 5 * DAY
    return Visit(code=f"v{n}", day=day, dagdeel=DAGDELEN[n % 5], kind=Activity.LANGUAGE, presence=presence)


def _mood(days: int, mood: int) -> ToldMood:
    return ToldMood(key=f"m{days}", day=MONDAY + days * DAY, mood=mood)


def _answer(days: int, question: str, answer: Answered) -> Answer:
    return Answer(key=f"a{days}", day=MONDAY + days * DAY, question=question, answer=answer)


def test_who_was_absent_three_times_in_a_row_is_named_with_the_three_lessons() -> None:
    visits = (_visit(0, Presence.PRESENT), *(_visit(n, Presence.ABSENT) for n in (1, 2, 3)))
    (found,) = signals(_known(today=MONDAY + WEEK, visits=visits))
    (reason,) = found.reasons
    assert (found.code, reason.why, reason.number, reason.threshold) == ("absence", "absent_in_a_row", 3, 3)
    assert [fact.key for fact in reason.facts] == ["v1", "v2", "v3"]
    assert (reason.since, reason.until) == (MONDAY + DAY, MONDAY + 3 * DAY)


def test_a_low_share_is_told_with_its_numerator_and_denominator() -> None:
    visits = tuple(_visit(n, Presence.ABSENT if n % 2 else Presence.PRESENT) for n in range(10))
    (found,) = signals(_known(today=MONDAY + 2 * WEEK, visits=visits))
    (reason,) = found.reasons
    assert (reason.why, reason.number, reason.of, reason.threshold) == ("low_share", 5, 10, 80)


def test_who_has_no_lessons_any_more_is_not_absent() -> None:
    visits = tuple(_visit(n, Presence.ABSENT) for n in range(5))
    assert signals(_known(today=MONDAY + 20 * WEEK, visits=visits)) == ()


def test_two_contacts_that_were_missed_in_a_row_are_a_silence_until_somebody_is_reached() -> None:
    dues = tuple(Contact(key=f"c{n}", day=MONDAY + n * WEEK, standing=Standing.MISSED) for n in (1, 2))
    next_one = Contact(key="c3", day=MONDAY + 4 * WEEK, standing=Standing.AHEAD)
    silent = SideFacts(since=MONDAY, dues=(*dues, next_one))
    known = _known(today=MONDAY + 3 * WEEK, sides={Side.CANDIDATE: silent})
    assert _whys(known) == [("candidate", "silence", "missed_in_a_row")]
    spoken = replace(silent, reached=(MONDAY + 18 * DAY,))
    assert _whys(replace(known, sides={Side.CANDIDATE: spoken})) == []
    away = replace(silent, waits=True)
    assert _whys(replace(known, sides={Side.CANDIDATE: away})) == [], "who is away is not silent"
    over = replace(silent, dues=dues)
    assert _whys(replace(known, sides={Side.CANDIDATE: over})) == [], "nobody has to speak with them any more"


def test_nobody_reached_for_weeks_is_a_silence_only_when_a_contact_was_due_since() -> None:
    later = MONDAY + 50 * DAY
    quiet = SideFacts(since=MONDAY, reached=(MONDAY,))
    assert _whys(_known(today=later, sides={Side.EMPLOYER: quiet})) == []
    due = replace(quiet, dues=(Contact(key="c1", day=MONDAY + 28 * DAY, standing=Standing.OPEN),))
    assert _whys(_known(today=later, sides={Side.EMPLOYER: due})) == [("employer", "silence", "not_reached")]


@pytest.mark.parametrize(
    ("moods", "whys"),
    [
        ([(0, 4), (7, 2)], ["low_mood", "mood_fell"]),
        ([(0, 5), (7, 3)], ["mood_fell"]),
        ([(0, 1), (7, 3)], []),
        ([(0, 4), (0, 1)], ["low_mood"]),
        ([(0, 1)], ["low_mood"]),
        ([], []),
    ],
)
def test_a_low_mood_or_one_that_fell_by_two_steps_is_told(moods: list[tuple[int, int]], whys: list[str]) -> None:
    told = tuple(ToldMood(key=f"m{n}", day=MONDAY + day * DAY, mood=mood) for n, (day, mood) in enumerate(moods))
    found = signals(_known(today=MONDAY + 2 * WEEK, moods=told))
    assert [str(reason.why) for one in found for reason in one.reasons] == whys


SPEAKING = Expectation((Step(MONDAY, Cefr.A1), Step(MONDAY + 100 * DAY, Cefr.B1)))


def test_a_level_is_behind_when_it_is_a_whole_step_under_the_line_of_that_day() -> None:
    measured = Measurement(day=MONDAY + 40 * DAY, skill=LanguageSkill.SPEAKING, level=Cefr.A1, source=Source.TEST)
    skill = SkillFacts(skill=LanguageSkill.SPEAKING, measured=(measured,), expected=SPEAKING)
    assert signals(_known(today=MONDAY + 49 * DAY, skills=(skill,))) == ()
    (found,) = signals(_known(today=MONDAY + 50 * DAY, skills=(skill,)))
    (reason,) = found.reasons
    assert (found.code, reason.number, reason.threshold) == ("language_behind", 100, 100)
    assert [(fact.key, fact.says) for fact in reason.facts] == [("speaking", "A1"), ("goal", "B1")]


def test_what_was_told_at_the_intake_is_no_measurement() -> None:
    told = Measurement(day=MONDAY, skill=LanguageSkill.SPEAKING, level=Cefr.A1, source=Source.INTAKE)
    skill = SkillFacts(skill=LanguageSkill.SPEAKING, measured=(told,), expected=SPEAKING)
    assert signals(_known(today=MONDAY + 90 * DAY, skills=(skill,))) == ()


def test_other_facts_are_told_as_long_as_they_hold() -> None:
    today = MONDAY + 30 * DAY
    sides = {Side.CANDIDATE: SideFacts(since=MONDAY, coaches=(MONDAY + 20 * DAY,))}
    shifts = OtherShifts(key="r2", known_on=MONDAY + 25 * DAY, holds_from=MONDAY + 35 * DAY, before=3, after=12)
    known = _known(
        today=today,
        sides=sides,
        shifts=(shifts,),
        hindrances=(Hindrance(key="o1", due_on=today - DAY), Hindrance(key="o2", due_on=today)),
    )
    assert [one.code for one in signals(known)] == ["obstacle_overdue", "coach_changed", "shifts_changed"]
    assert [fact.key for one in signals(known) for reason in one.reasons for fact in reason.facts] == [
        "o1",
        "coach",
        "r2",
    ]
    assert [one.code for one in signals(replace(known, today=today + 30 * DAY))] == ["obstacle_overdue"]


def test_an_employer_who_answers_badly_or_twice_so_so_is_heard() -> None:
    bad, so_so, good = Answered.BAD, Answered.SO_SO, Answered.GOOD
    for told, whys in (
        ([(0, "work", good), (7, "work", bad)], [Why.ANSWERED_BADLY]),
        ([(0, "work", so_so), (7, "work", so_so)], [Why.SO_SO_AGAIN]),
        ([(0, "work", bad), (7, "work", so_so)], [Why.SO_SO_AGAIN]),
        ([(0, "work", so_so), (7, "together", so_so)], []),
        ([(0, "work", so_so), (7, "work", good), (14, "work", so_so)], []),
    ):
        known = _known(today=MONDAY + 3 * WEEK, answers=tuple(_answer(*one) for one in told))
        assert [(one.side, reason.why) for one in signals(known) for reason in one.reasons] == [
            (Side.EMPLOYER, why) for why in whys
        ]


def test_once_nobody_is_accompanied_nothing_is_raised() -> None:
    assert signals(_known(sides={}, moods=(_mood(50, 1),))) == ()


def test_a_code_that_is_off_is_not_raised() -> None:
    assert signals(_known(moods=(_mood(50, 1),)), on=frozenset(SignalCode) - {SignalCode.MOOD}) == ()


def test_every_threshold_belongs_to_a_code_and_says_which_way_is_stricter_but_for_what_is_measured() -> None:
    names = {one.name for one in fields(Thresholds)}
    assert names == set(BOUNDS) == {name for of in OF_CODE.values() for name in of}
    assert set(OF_CODE) == set(SignalCode)
    assert names - set(STRICTER) == {"weeks"}
    with pytest.raises(ValueError, match="percent"):
        Thresholds(percent=101)


DAYS = st.integers(0, 70)
PRESENCES = st.lists(st.sampled_from(list(Presence)), max_size=30)


@st.composite
def _contacts(draw: st.DrawFn, side: str) -> SideFacts:
    standings = draw(st.lists(st.sampled_from([Standing.MISSED, Standing.HELD]), max_size=6))
    dues = [Contact(key=f"{side}{n}", day=MONDAY + n * WEEK, standing=one) for n, one in enumerate(standings, 1)]
    if draw(st.booleans()):
        day = MONDAY + (len(standings) + 1) * WEEK
        dues.append(Contact(key=f"{side}o", day=day, standing=Standing.OPEN))
    return SideFacts(
        since=MONDAY,
        waits=draw(st.booleans()),
        dues=tuple(dues),
        reached=tuple(MONDAY + n * DAY for n in draw(st.lists(DAYS, max_size=3))),
        coaches=tuple(MONDAY + n * DAY for n in draw(st.lists(DAYS, max_size=2))),
    )


@st.composite
def known_facts(draw: st.DrawFn) -> Known:
    """Any facts of ten weeks."""
    levels = draw(st.lists(st.tuples(DAYS, st.sampled_from(list(Cefr)[:4]), st.sampled_from(Source)), max_size=3))
    measured = tuple(
        Measurement(day=MONDAY + n * DAY, skill=LanguageSkill.SPEAKING, level=level, source=source)
        for n, level, source in levels
    )
    moods = draw(st.lists(st.tuples(DAYS, st.integers(1, 5)), max_size=4))
    asked = draw(st.lists(st.tuples(DAYS, st.sampled_from(["work", "go_on"]), st.sampled_from(Answered)), max_size=6))
    shifts = draw(st.lists(st.tuples(DAYS, DAYS, st.integers(0, 15), st.integers(0, 15)), max_size=2))
    return Known(
        today=MONDAY + draw(DAYS) * DAY,
        sides={side: draw(_contacts(side)) for side in draw(st.sets(st.sampled_from(Side)))},
        visits=tuple(_visit(n, one) for n, one in enumerate(draw(PRESENCES))),
        moods=tuple(ToldMood(key=f"m{n}", day=MONDAY + day * DAY, mood=one) for n, (day, one) in enumerate(moods)),
        skills=(SkillFacts(skill=LanguageSkill.SPEAKING, measured=measured, expected=SPEAKING),),
        hindrances=tuple(
            Hindrance(key=f"o{n}", due_on=MONDAY + day * DAY) for n, day in enumerate(draw(st.lists(DAYS, max_size=2)))
        ),
        shifts=tuple(
            OtherShifts(
                key=f"s{n}", known_on=MONDAY + told * DAY, holds_from=MONDAY + day * DAY, before=before, after=after
            )
            for n, (told, day, before, after) in enumerate(shifts)
        ),
        answers=tuple(
            Answer(key=f"a{n}", day=MONDAY + day * DAY, question=question, answer=one)
            for n, (day, question, one) in enumerate(asked)
        ),
    )


def _recorded(known: Known) -> set[tuple[str, date]]:
    """Every fact that somebody recorded, by its key and day; the goal of a skill is the design's."""
    found = {(one.code, one.day) for one in known.visits} | {(one.key, one.day) for one in known.moods}
    found |= {(one.key, one.day) for one in known.answers} | {(one.key, one.due_on) for one in known.hindrances}
    found |= {(one.key, one.holds_from) for one in known.shifts}
    for side in known.sides.values():
        found |= {(one.key, one.day) for one in side.dues} | {("coach", day) for day in side.coaches}
    return found | {(str(row.skill), row.day) for one in known.skills for row in one.measured}


THRESHOLDS = st.builds(Thresholds, **{name: st.integers(*BOUNDS[name]) for name in BOUNDS})


@given(known_facts(), THRESHOLDS)
def test_no_signal_is_raised_without_a_recorded_fact_that_it_names(known: Known, thresholds: Thresholds) -> None:
    recorded = _recorded(known)
    for one in signals(known, thresholds):
        assert one.reasons
        assert one.side in known.sides
        for reason in one.reasons:
            named = [fact for fact in reason.facts if fact.key != "goal"]
            assert named
            assert {(fact.key, fact.day) for fact in named} <= recorded
            assert reason.since <= reason.until


@given(known_facts(), THRESHOLDS, st.data())
def test_stricter_thresholds_never_give_fewer_signals(
    known: Known, thresholds: Thresholds, data: st.DataObject
) -> None:
    stricter = {}
    for name, way in STRICTER.items():
        least, most = BOUNDS[name]
        now = getattr(thresholds, name)
        stricter[name] = data.draw(st.integers(now, most) if way > 0 else st.integers(least, now))
    before = {(one.side, one.code) for one in signals(known, thresholds)}
    after = {(one.side, one.code) for one in signals(known, replace(thresholds, **stricter))}
    assert before <= after


@given(known_facts(), THRESHOLDS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(known: Known, thresholds: Thresholds, chance: random.Random) -> None:
    def shuffled[T](rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(rows, len(rows)))

    sides = {
        side: replace(
            one,
            dues=shuffled(one.dues),
            reached=shuffled(one.reached),
            coaches=shuffled(one.coaches),
        )
        for side, one in known.sides.items()
    }
    again = replace(
        known,
        sides=dict(chance.sample(list(sides.items()), len(sides))),
        skills=tuple(replace(one, measured=shuffled(one.measured)) for one in known.skills),
        visits=shuffled(known.visits),
        moods=shuffled(known.moods),
        hindrances=shuffled(known.hindrances),
        shifts=shuffled(known.shifts),
        answers=shuffled(known.answers),
    )
    assert signals(again, thresholds) == signals(known, thresholds)
