"""Which level of Dutch holds, what the design expects of it, and how somebody's growth stands beside that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.blueprints import CARE, EXAMPLES, WORK_AND_LANGUAGE
from leerwerk.engine.language import (
    DEFAULT_LIMITS,
    Current,
    Expectation,
    Growth,
    Limits,
    Measurement,
    Source,
    State,
    Step,
    current,
    expectation,
    growth,
)
from leerwerk.engine.model import Blueprint, Cefr, ComponentKind, LanguageSkill, SkillLevels

START = date(2027, 9, 1)
SPEAKING = LanguageSkill.SPEAKING
A_YEAR_TO_A2 = Expectation((Step(START, Cefr.A1), Step(date(2028, 9, 1), Cefr.A2)))
DAYS = st.dates(START - timedelta(days=400), START + timedelta(days=1200))


def measured(level: Cefr, day: date, source: Source = Source.TEST, skill: LanguageSkill = SPEAKING) -> Measurement:
    return Measurement(day=day, skill=skill, level=level, source=source)


MEASUREMENTS = st.lists(
    st.builds(
        Measurement,
        day=DAYS,
        skill=st.sampled_from(LanguageSkill),
        level=st.sampled_from(Cefr),
        source=st.sampled_from(Source),
    ),
    max_size=12,
)


def holds(measurements: list[Measurement], on: date = date(2028, 6, 1)) -> Current:
    found = current(measurements, SPEAKING, on)
    assert found is not None
    return found


def test_the_latest_test_holds_until_the_next_one() -> None:
    tests = [measured(Cefr.A1, START), measured(Cefr.A2, date(2028, 1, 10))]
    assert holds(tests, date(2028, 1, 9)).level is Cefr.A1
    assert holds(tests, date(2028, 1, 10)).level is Cefr.A2
    fallen = [*tests, measured(Cefr.A1, date(2028, 3, 1))]
    assert holds(fallen).level is Cefr.A1, "also when it is lower"


def test_until_the_first_test_the_latest_observation_holds() -> None:
    seen = [
        measured(Cefr.A1, date(2027, 10, 1), Source.TEACHER),
        measured(Cefr.A2, date(2027, 11, 1), Source.PRACTICE),
    ]
    assert holds(seen).level is Cefr.A2
    assert holds(seen).seen_since is None
    tested = [*seen, measured(Cefr.PRE_A1, date(2027, 12, 1))]
    assert holds(tested).level is Cefr.PRE_A1


def test_what_a_teacher_sees_after_a_test_is_told_and_does_not_replace_it() -> None:
    later = measured(Cefr.A2, date(2028, 5, 1), Source.TEACHER)
    found = holds([measured(Cefr.A1, START), later, measured(Cefr.B1, START - timedelta(days=9), Source.TEACHER)])
    assert found.level is Cefr.A1
    assert found.seen_since == later
    assert found.last_measured == later.day
    same_day = [measured(Cefr.A1, START), measured(Cefr.A2, START, Source.TEACHER)]
    assert holds(same_day).seen_since is None, "on the day of the test itself the test has said it"


def test_on_one_day_the_teacher_goes_before_practice_and_the_lower_before_the_higher() -> None:
    day = date(2027, 10, 1)
    practice, teacher = measured(Cefr.A1, day, Source.PRACTICE), measured(Cefr.A2, day, Source.TEACHER)
    assert holds([practice, teacher]).found == teacher
    assert holds([teacher, measured(Cefr.B1, day, Source.TEACHER)]).found == teacher
    assert holds([measured(Cefr.B1, day), measured(Cefr.A2, day)]).level is Cefr.A2


def test_who_was_never_measured_has_no_level() -> None:
    assert current([measured(Cefr.A1, START, skill=LanguageSkill.READING)], SPEAKING, START) is None
    assert current([measured(Cefr.A1, START + timedelta(days=1))], SPEAKING, START) is None


def test_the_expectation_grows_evenly_between_admission_and_the_goal() -> None:
    assert A_YEAR_TO_A2.on(START - timedelta(days=40)) == 2
    assert A_YEAR_TO_A2.on(START) == 2
    assert A_YEAR_TO_A2.on(START + timedelta(days=183)) == 2 + Fraction(183, 366)
    assert A_YEAR_TO_A2.on(date(2028, 9, 1)) == 3
    assert A_YEAR_TO_A2.on(date(2040, 1, 1)) == 3


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Step(START, Cefr.A1), Step(START, Cefr.A2)),
        (Step(START, Cefr.A2), Step(START + timedelta(days=1), Cefr.A1)),
    ],
)
def test_an_expectation_that_falls_or_stands_on_one_day_is_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match=r"expected|after"):
        Expectation(steps)


def test_a_blueprint_expects_its_minimum_at_the_start_and_each_goal_when_its_component_ends() -> None:
    found = expectation(WORK_AND_LANGUAGE, SPEAKING, learn_work_starts=START, baseline=Cefr.PRE_A1)
    assert found is not None
    components = [component for component in WORK_AND_LANGUAGE.components if component.language_goals.speaking]
    assert found.steps[0].day < START, "the pre-track comes before learn-and-work"
    entry = WORK_AND_LANGUAGE.profile.language.speaking or Cefr.PRE_A1
    assert found.steps[0].level is entry
    goals = [goal for component in components if (goal := component.language_goals.speaking) is not None]
    assert found.goal.level is max(goals, key=lambda level: level.rank)


def test_each_skill_has_its_own_goal() -> None:
    reads = goal_of(CARE, ComponentKind.LANGUAGE, language_goals=SkillLevels(reading=Cefr.B2))
    found = expectation(reads, LanguageSkill.READING, learn_work_starts=START, baseline=Cefr.A1)
    assert found is not None
    assert found.goal.level is Cefr.B2
    assert expectation(reads, LanguageSkill.WRITING, learn_work_starts=START, baseline=Cefr.A1) is None


def test_what_was_told_at_the_intake_holds_until_something_was_measured() -> None:
    told = Measurement(day=START, skill=SPEAKING, level=Cefr.B1, source=Source.INTAKE)
    holds = current([told], SPEAKING, START)
    assert holds is not None
    assert holds.found is told
    seen = Measurement(day=START - timedelta(days=30), skill=SPEAKING, level=Cefr.A2, source=Source.PRACTICE)
    holds = current([told, seen], SPEAKING, START)
    assert holds is not None
    assert (holds.found, holds.seen_since, holds.last_measured) == (seen, None, seen.day)


def test_a_skill_without_a_goal_expects_nothing_and_a_silent_profile_begins_where_the_person_is() -> None:
    assert expectation(CARE, LanguageSkill.READING, learn_work_starts=START, baseline=Cefr.A1) is None
    silent = replace(CARE, profile=replace(CARE.profile, language=SkillLevels()))
    assert expectation(silent, SPEAKING, learn_work_starts=START) is None
    from_her = expectation(silent, SPEAKING, learn_work_starts=START, baseline=Cefr.A1)
    assert from_her is not None
    assert from_her.steps[0].level is Cefr.A1
    without = replace(CARE, components=tuple(replace(found, language_goals=SkillLevels()) for found in CARE.components))
    assert expectation(without, SPEAKING, learn_work_starts=START, baseline=Cefr.A1) is None


def goal_of(blueprint: Blueprint, kind: ComponentKind, **changes: object) -> Blueprint:
    return replace(
        blueprint,
        components=tuple(
            replace(found, **changes) if found.kind is kind else found  # type: ignore[arg-type]
            for found in blueprint.components
        ),
    )


def test_a_goal_below_what_is_asked_at_admission_does_not_make_the_line_fall() -> None:
    asked = replace(CARE, profile=replace(CARE.profile, language=SkillLevels(speaking=Cefr.C1)))
    found = expectation(asked, SPEAKING, learn_work_starts=START)
    assert found is not None
    assert {step.level for step in found.steps} == {Cefr.C1}


def test_of_two_goals_on_one_day_the_higher_is_expected() -> None:
    for first, second in ((Cefr.C1, Cefr.C2), (Cefr.C2, Cefr.C1)):
        one = goal_of(CARE, ComponentKind.LANGUAGE, start=0.0, months=30.0, language_goals=SkillLevels(speaking=first))
        both = goal_of(one, ComponentKind.COACHING, start=0.0, months=30.0, language_goals=SkillLevels(speaking=second))
        found = expectation(both, SPEAKING, learn_work_starts=START, baseline=Cefr.A2)
        assert found is not None
        assert Step(date(2030, 3, 1), Cefr.C2) in found.steps


def test_a_component_of_a_month_and_a_half_ends_fifteen_days_after_the_month() -> None:
    short = goal_of(CARE, ComponentKind.LANGUAGE, start=0.0, months=1.5, language_goals=SkillLevels(speaking=Cefr.C2))
    found = expectation(short, SPEAKING, learn_work_starts=START, baseline=Cefr.A2)
    assert found is not None
    assert Step(date(2027, 10, 16), Cefr.C2) in found.steps


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_every_example_expects_a_line_that_never_falls(example: Blueprint) -> None:
    found = expectation(example, SPEAKING, learn_work_starts=START, baseline=Cefr.PRE_A1)
    if found is not None:
        line = [found.on(START + timedelta(days=days)) for days in range(-400, 1600, 7)]
        assert line == sorted(line)


def stands(measurements: list[Measurement], today: date, limits: Limits = DEFAULT_LIMITS) -> Growth:
    return growth(measurements, SPEAKING, A_YEAR_TO_A2, today=today, limits=limits)


def test_amal_is_on_plan_until_she_is_a_whole_step_below_the_line() -> None:
    made = [measured(Cefr.A1, START), measured(Cefr.A1, date(2028, 6, 1))]
    before = stands(made, date(2028, 8, 31))
    assert before.state is State.ON_PLAN
    assert before.difference == -Fraction(365, 366)
    assert stands(made, date(2028, 9, 1)).state is State.BEHIND


def test_samuel_is_ahead_from_half_a_step_above_the_line() -> None:
    made = [measured(Cefr.A1, START), measured(Cefr.A2, date(2027, 12, 1))]
    ahead = stands(made, date(2027, 12, 1))
    assert ahead.state is State.AHEAD
    assert (ahead.grown, ahead.age, ahead.expected) == (1, 0, 2 + Fraction(91, 366))
    assert stands(made, date(2028, 4, 1)).state is State.ON_PLAN
    halfway = START + timedelta(days=183)
    assert stands(made, halfway).difference == Fraction(1, 2)
    assert stands(made, halfway).state is State.AHEAD
    assert stands([*made, measured(Cefr.A2, halfway)], halfway + timedelta(days=1)).state is State.ON_PLAN
    strict = Limits(behind=Fraction(1, 2), ahead=Fraction(0))
    assert stands(made, date(2028, 4, 1), strict).state is State.AHEAD


def test_what_was_measured_long_ago_says_nothing_about_today() -> None:
    made = [measured(Cefr.A1, START)]
    assert stands(made, START + timedelta(days=183)).state is State.ON_PLAN
    old = stands(made, START + timedelta(days=184))
    assert old.state is State.NOT_MEASURED_LATELY
    assert (old.age, old.current is not None) == (184, True)
    seen = [*made, measured(Cefr.A1, START + timedelta(days=100), Source.TEACHER)]
    assert stands(seen, START + timedelta(days=184)).state is State.ON_PLAN, "a teacher looked at it since"
    nobody = stands([], START)
    assert (nobody.state, nobody.current, nobody.grown, nobody.age) == (State.NOT_MEASURED_LATELY, None, None, None)


def test_where_nothing_is_expected_growth_is_told_without_a_judgement() -> None:
    made = [measured(Cefr.A1, START), measured(Cefr.B1, date(2028, 1, 1))]
    found = growth(made, SPEAKING, None, today=date(2028, 1, 1))
    assert (found.state, found.grown, found.difference) == (State.NOTHING_EXPECTED, 2, None)
    fallen = growth(made[::-1], SPEAKING, None, today=date(2028, 1, 1))
    assert fallen == found


@given(made=MEASUREMENTS, today=DAYS)
def test_the_order_of_measurements_and_those_of_other_skills_do_not_matter(
    made: list[Measurement], today: date
) -> None:
    found = stands(made, today)
    assert stands(made[::-1], today) == found
    assert stands([row for row in made if row.skill is SPEAKING and row.day <= today], today) == found


@given(made=MEASUREMENTS, today=DAYS)
def test_the_level_that_holds_was_measured_and_by_a_test_when_there_was_one(
    made: list[Measurement], today: date
) -> None:
    found = current(made, SPEAKING, today)
    told = [row for row in made if row.skill is SPEAKING and row.day <= today]
    known = [row for row in told if row.source is not Source.INTAKE] or told  # what was told holds until measured
    assert (found is None) == (known == [])
    if found is not None:
        assert found.found in known
        tests = [row.day for row in known if row.source is Source.TEST]
        assert (found.found.source is Source.TEST) == bool(tests)
        assert found.found.day == max(tests or [row.day for row in known])
        assert found.seen_since is None or found.seen_since.day > found.found.day


@given(day=DAYS, later=st.integers(0, 500))
def test_the_line_never_falls_and_stays_between_its_ends(day: date, later: int) -> None:
    assert A_YEAR_TO_A2.on(day) <= A_YEAR_TO_A2.on(day + timedelta(days=later))
    assert 2 <= A_YEAR_TO_A2.on(day) <= 3


@given(level=st.sampled_from(Cefr), today=DAYS)
def test_a_higher_level_never_stands_worse(level: Cefr, today: date) -> None:
    order = [State.BEHIND, State.ON_PLAN, State.AHEAD]
    here = stands([measured(level, today)], today).state
    for other in Cefr:
        if other > level:
            assert order.index(stands([measured(other, today)], today).state) >= order.index(here)
