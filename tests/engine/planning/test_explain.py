"""Why this group, why not that one, and the smallest change that would make it possible."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.planning.answer import Answer, Plan, Status
from leerwerk.engine.planning.changes import alone, changed, smallest_change
from leerwerk.engine.planning.distance import NEVER, nearest_groups, steps_to_groups
from leerwerk.engine.planning.eligibility import BarrierCode, barriers, pairs_of
from leerwerk.engine.planning.explain import Against, Explainer, Shortage
from leerwerk.engine.planning.question import ANY, Question
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.standing import Reason
from tests.engine.planning.small_questions import question_of, questions, random_question, random_tables

UNCHANGEABLE = {BarrierCode.FORBIDDEN, BarrierCode.NOT_LISTED}


@given(questions, st.integers(0, 29), st.integers(0, 7))
@settings(deadline=None, max_examples=150)
def test_the_smallest_change_opens_the_group_and_no_part_of_it_can_be_left_out(
    question: Question, person: int, group: int
) -> None:
    found = barriers(question, person, group)
    opening = smallest_change(question, person, group)
    if not found or UNCHANGEABLE & {barrier.code for barrier in found}:
        assert opening is None
        return
    assert opening is not None
    one = alone(question, person)
    assert barriers(changed(one, opening.changes), 0, group) == ()
    for left_out in range(len(opening.changes)):
        fewer = opening.changes[:left_out] + opening.changes[left_out + 1 :]
        assert barriers(changed(one, fewer), 0, group)


@given(questions, st.integers(0, 29), st.integers(0, 7))
@settings(deadline=None, max_examples=100)
def test_one_level_or_minute_less_does_not_open_the_group(question: Question, person: int, group: int) -> None:
    opening = smallest_change(question, person, group)
    one = alone(question, person)
    for place, change in enumerate(opening.changes if opening else ()):
        if change.items or change.amount < 2:
            continue
        less = replace(change, amount=change.amount - 1)
        nearly = (*opening.changes[:place], less, *opening.changes[place + 1 :])  # type: ignore[union-attr]
        assert barriers(changed(one, nearly), 0, group)


@given(questions, st.integers(0, 29))
@settings(deadline=None, max_examples=60)
def test_a_quick_look_over_all_groups_finds_exactly_those_that_fit(question: Question, person: int) -> None:
    steps = steps_to_groups(question, person)
    for group in range(len(question.groups.ids)):
        assert (steps[group] == 0) == (not barriers(question, person, group))
        if steps[group] >= NEVER:
            assert smallest_change(question, person, group) is None


@given(questions)
@settings(deadline=None, max_examples=30)
def test_the_nearest_group_of_everyone_is_the_one_that_is_fewest_steps_away(question: Question) -> None:
    free = replace(question, given=None, locks=replace(question.locks, forbid=np.zeros((0, 2), np.int32)))
    people = np.arange(len(question.candidates.ids))
    for person, group in zip(people, nearest_groups(free, people), strict=True):
        assert group == np.argmin(steps_to_groups(free, int(person)))


def test_an_hour_more_travel_serves_the_group_and_the_workplace_at_once() -> None:
    tables = random_tables(1, people=1, groups=1)
    tables["candidates"][0] |= dict.fromkeys(("listening", "reading", "speaking", "writing"), "C1")
    tables["candidates"][0] |= {"available": "1111111111", "sectors": "care|green|building", "skills": "vca|weld"}
    tables["candidates"][0] |= {"licence": "yes", "limits": "", "max_travel": 20, "municipality": "GM0344", "load": 5}
    tables["candidates"][0] |= {"learnability": 5, "motivation": 5, "ready": "2027-01-01"}
    tables["groups"][0] |= {"municipality": "GM0363"}
    tables["workplaces"] = [{**tables["workplaces"][0], "municipality": "GM0355"}]
    tables["offers"] = [{"group": "G0", "workplace": "W0"}]
    tables["locks"], tables["values"] = [], []
    tables["travel"] = [
        {"from": "GM0344", "to": "GM0363", "minutes": 50},
        {"from": "GM0344", "to": "GM0355", "minutes": 65},
    ]
    opening = smallest_change(question_of(tables), 0, 0)
    assert opening is not None
    assert [(change.code, change.amount) for change in opening.changes] == [(BarrierCode.TRAVEL, 45)]
    assert opening.steps == 3


def planned(seed: int) -> tuple[Question, Explainer, Answer]:
    question = random_question(seed)
    pairs = pairs_of(question)
    answer = solve(question, pairs)
    return question, Explainer(question, pairs, answer), answer


def test_everyone_hears_of_every_group_that_fits_and_of_the_nearest_that_do_not() -> None:
    for seed in (1, 2, 3):
        question, explainer, answer = planned(seed)
        assert answer.plan is not None
        for person in range(len(question.candidates.ids)):
            told = explainer.person(person, nearest=100)
            fitting = {option.group for option in told.options}
            groups = range(len(question.groups.ids))
            assert fitting == {group for group in groups if not barriers(question, person, group)}
            assert {one.group for one in told.out_of_reach} == set(groups) - fitting
            assert (told.group == ANY) == (told.reason is not None)
            for option in told.options:
                assert sum(option.parts.values()) == option.value
                assert (option.group == told.group) == (not option.objections)
                unopened = Against.NOT_OPENED in {one.against for one in option.objections}
                assert unopened == (not answer.plan.open[option.group])
            if told.reason is Reason.NO_ELIGIBLE_GROUP:
                assert not told.options


def test_a_full_group_and_a_taken_workplace_speak_against_joining() -> None:
    question, _, _ = planned(1)
    pairs = pairs_of(question)
    n = len(question.candidates.ids)
    row = int(np.flatnonzero(np.diff(pairs.start) > 1)[0])
    inside, outside = pairs.candidate[pairs.start[row] : pairs.start[row] + 2].tolist()
    group, workplace = np.full(n, ANY, np.int32), np.full(n, ANY, np.int32)
    bits = int(pairs.seats[pairs.start[row], 0])
    offers = question.offers.workplace[question.offers.start[row] :]
    seat = int(offers[(bits & -bits).bit_length() - 1])
    group[inside], workplace[inside] = row, seat
    groups = replace(question.groups, max_size=np.ones_like(question.groups.max_size))
    opened = np.zeros(len(question.groups.ids), np.bool_)
    opened[row] = True
    answer = Answer(
        status=Status.FEASIBLE,
        plan=Plan(group=group, workplace=workplace, open=opened),
        objective=0.0,
        bound=0.0,
        prices=None,
        seconds=0.0,
        seed=1,
    )
    told = Explainer(replace(question, groups=groups), pairs, answer).person(outside)
    (option,) = [option for option in told.options if option.group == row]
    assert Against.FULL in {one.against for one in option.objections}
    assert told.reason in (Reason.OUTWEIGHED, Reason.NO_PLACE)


def test_a_group_that_does_not_open_says_how_many_people_places_or_teachers_it_is_short_of() -> None:
    tables = random_tables(2)
    tables.pop("values", None)
    tables["groups"][0] |= {"min_size": 40, "max_size": 50}
    tables["groups"][1] |= {"min_size": 1, "max_size": 2}
    tables["uses"][1] |= {"per_group": 1000}
    tables["locks"] = [{"kind": "closed", "a": "G2", "b": ""}]
    question = question_of(tables)
    pairs = pairs_of(question)
    explainer = Explainer(question, pairs, solve(question, pairs))
    first = {short.shortage: short.amount for short in explainer.group(0).shorts}
    assert first[Shortage.PEOPLE] == 40 - explainer.group(0).eligible
    assert first[Shortage.SEATS] > 0
    second = {short.shortage: short for short in explainer.group(1).shorts}
    assert second[Shortage.RESOURCE].about == "teacher"
    assert second[Shortage.RESOURCE].amount > 900
    assert explainer.group(2).locked
    assert Shortage.CLOSED in {short.shortage for short in explainer.group(2).shorts}


@given(questions)
@settings(deadline=None, max_examples=10)
def test_open_groups_are_explained_by_what_they_bring(question: Question) -> None:
    pairs = pairs_of(question)
    answer = solve(question, pairs)
    assert answer.plan is not None
    explainer = Explainer(question, pairs, answer)
    told = [explainer.group(group) for group in range(len(question.groups.ids))]
    assert np.isclose(sum(one.net for one in told if one.open), answer.objective)
    assert all(one.shorts for one in told if not one.open)
