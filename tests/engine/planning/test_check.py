"""The checker finds every kind of tampering with a right answer, and nothing in a right one."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings

from leerwerk.engine.planning.check import check
from leerwerk.engine.planning.check_bound import Dual, best_seated, bound_from_prices
from leerwerk.engine.planning.check_fits import Fits
from leerwerk.engine.planning.conflict import smallest_conflict
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.tables import answer_tables
from leerwerk.engine.planning.violations import ViolationCode as V
from tests.engine.planning.locked_questions import Locked, locked_questions
from tests.engine.planning.small_questions import Tables, question_of, questions, random_tables


def answer_to(question: Question) -> Tables:
    pairs = pairs_of(question)
    return answer_tables(question, pairs, solve(question, pairs), version="test")


def prices_prove_enough(question: Question, tables: Tables) -> None:
    bound, objective = bound_from_prices(question, tables), tables["summary"][0]["objective"]
    assert isinstance(objective, float)
    assert bound is None or bound >= objective - 1e-6


@given(questions)
@settings(deadline=None, max_examples=25)
def test_nothing_is_wrong_with_what_the_solver_answers(question: Question) -> None:
    tables = answer_to(question)
    assert check(question, tables) == ()
    prices_prove_enough(question, tables)


@given(locked_questions)
@settings(deadline=None, max_examples=100)
def test_what_the_solver_answers_keeps_every_lock_and_the_floor_or_names_what_clashes(locked: Locked) -> None:
    question = locked.question
    tables = answer_to(question)
    assert check(question, tables) == ()
    if tables["summary"][0]["status"] == "infeasible":
        assert not locked.possible, "a plan that keeps all of this is known"
        conflict = smallest_conflict(question, pairs_of(question))
        assert conflict.smallest
        assert conflict.rules
        return
    prices_prove_enough(question, tables)


@cache
def _right() -> tuple[Tables, Tables]:
    asked = random_tables(11, people=40, groups=10)
    asked.pop("values", None)
    asked.pop("previous", None)
    for group in asked["groups"]:
        group |= {"fixed_cost": 1.5, "speaking": "pre-A1", "dagdelen": "1000000000", "min_size": 2, "max_size": 4}
    for person in asked["candidates"]:
        person |= {"max_travel": 120, "speaking": "A2"}
    return asked, answer_to(question_of(asked))


def right() -> tuple[Tables, Tables]:
    """A question and a right answer with people in several groups."""
    asked, answer = _right()
    assert len(answer["assignments"]) > 8
    assert len({row["group"] for row in answer["assignments"]}) > 2
    return deepcopy(asked), deepcopy(answer)


type Change = Callable[[Tables, Tables], object]


def row_of(rows: list[dict[str, object]], **wanted: object) -> dict[str, object]:
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def first(answer: Tables) -> dict[str, object]:
    return answer["assignments"][0]


def candidate(asked: Tables, answer: Tables) -> dict[str, object]:
    return row_of(asked["candidates"], candidate=first(answer)["candidate"])


def group(asked: Tables, answer: Tables) -> dict[str, object]:
    return row_of(asked["groups"], group=first(answer)["group"])


def not_open(answer: Tables) -> str:
    return str(row_of(answer["groups"], open="no")["group"])


def stranger(answer: Tables) -> str:
    return str(answer["unplaced"][0]["candidate"])


def put(key: str, value: object) -> Change:
    return lambda asked, answer: first(answer).update({key: value})


def person(key: str, value: object) -> Change:
    return lambda asked, answer: candidate(asked, answer).update({key: value})


def cohort(key: str, value: object) -> Change:
    return lambda asked, answer: group(asked, answer).update({key: value})


def said(key: str, by: float) -> Change:
    return lambda asked, answer: answer["summary"][0].update({key: answer["summary"][0][key] + by})  # type: ignore[operator]


def claimed(key: str, by: float) -> Change:
    def change(asked: Tables, answer: Tables) -> None:
        row = row_of(answer["groups"], open="yes")
        row[key] += by  # type: ignore[operator]

    return change


def lock(kind: str, a: Callable[[Tables], object], b: Callable[[Tables], object]) -> Change:
    return lambda asked, answer: asked.update(locks=[{"kind": kind, "a": a(answer), "b": b(answer)}])


def nothing(answer: Tables) -> str:
    return ""


def placed(answer: Tables) -> object:
    return first(answer)["candidate"]


def its_group(answer: Tables) -> object:
    return first(answer)["group"]


def companion(answer: Tables) -> object:
    mine = first(answer)
    return next(r["candidate"] for r in answer["assignments"][1:] if r["group"] == mine["group"])


def cannot(asked: Tables, answer: Tables) -> None:
    candidate(asked, answer)["limits"] = "night"
    group(asked, answer)["excluded_limits"] = "night"


def told_to_fit_none(*, named: bool) -> Change:
    """Somebody who fits a group is said to fit none, with a group that indeed does not fit or without one."""

    def change(asked: Tables, answer: Tables) -> None:
        row = next(row for row in answer["unplaced"] if row["reason"] != "no_eligible_group")
        question = question_of(asked)
        pairs, who = pairs_of(question), question.candidates.ids.index(str(row["candidate"]))
        groups = np.repeat(np.arange(len(question.groups.ids)), np.diff(pairs.start))
        other = np.setdiff1d(np.arange(len(question.groups.ids)), groups[pairs.candidate == who])[0]
        row.update(reason="no_eligible_group", group=question.groups.ids[other] if named else "")

    return change


def no_place_for_who_fits_none(asked: Tables, answer: Tables) -> None:
    row = answer["unplaced"][0]
    row_of(asked["candidates"], candidate=row["candidate"]).update(sectors="")
    row.update(reason="no_place", group="")


TAMPERING: dict[str, tuple[Change, V]] = {
    "a person who does not exist": (put("candidate", "nobody"), V.UNKNOWN),
    "a workplace that does not exist": (put("workplace", "nowhere"), V.UNKNOWN),
    "a workplace of another group": (
        lambda asked, answer: first(answer).update(
            workplace=next(
                row["workplace"]
                for row in asked["workplaces"]
                if {"group": its_group(answer), "workplace": row["workplace"]} not in asked["offers"]
            )
        ),
        V.NOT_OFFERED,
    ),
    "someone twice": (lambda asked, answer: answer["assignments"].append(dict(first(answer))), V.TWICE),
    "someone left out": (lambda asked, answer: answer["assignments"].pop(0), V.MISSING),
    "into a group that does not open": (lambda asked, answer: first(answer).update(group=not_open(answer)), V.NOT_OPEN),
    "too far": (person("max_travel", 0), V.NOT_ELIGIBLE),
    "too late": (person("ready", "2029-01-01"), V.NOT_ELIGIBLE),
    "not a wish": (person("sectors", ""), V.NOT_ELIGIBLE),
    "too little Dutch": (cohort("speaking", "C2"), V.NOT_ELIGIBLE),
    "not learnable enough": (cohort("learnability", 5), V.NOT_ELIGIBLE),
    "no time": (person("available", "0000000000"), V.NOT_ELIGIBLE),
    "no skill": (cohort("skills", "vca|weld|juggle"), V.NOT_ELIGIBLE),
    "cannot do this": (cannot, V.NOT_ELIGIBLE),
    "no value was given": (
        lambda asked, answer: asked.update(values=[{"candidate": stranger(answer), "group": "G0", "value": 1}]),
        V.NOT_ELIGIBLE,
    ),
    "a group too small": (lambda a, b: group(a, b).update(min_size=9, max_size=9), V.TOO_SMALL),
    "a group too large": (lambda a, b: group(a, b).update(min_size=1, max_size=1), V.TOO_LARGE),
    "no places": (lambda asked, answer: [row.update(places=0) for row in asked["workplaces"]], V.PLACES),
    "no teachers": (lambda asked, answer: asked["resources"][0].update(capacity=0), V.RESOURCE),
    "no money": (lambda asked, answer: asked["budgets"][0].update(amount=0), V.BUDGET),
    "a lock for someone": (lock("assign", placed, not_open), V.LOCK),
    "a lock against someone": (lock("forbid", placed, its_group), V.LOCK),
    "a lock that opens": (lock("open", not_open, nothing), V.LOCK),
    "a lock that closes": (lock("closed", its_group, nothing), V.LOCK),
    "two who belong together": (lock("together", placed, stranger), V.LOCK),
    "two who do not go together": (lock("apart", placed, companion), V.LOCK),
    "another size": (claimed("size", 1), V.SIZE_WRONG),
    "another value": (claimed("value", 0.01), V.VALUE_WRONG),
    "another cost": (claimed("cost", -0.01), V.COST_WRONG),
    "a better objective": (said("objective", 5.0), V.OBJECTIVE_WRONG),
    "more people": (said("placed", 1), V.PLACED_WRONG),
    "more groups": (said("open_groups", 1), V.OPEN_GROUPS_WRONG),
    "a smaller gap": (lambda asked, answer: answer["summary"][0].update(gap=0.5), V.GAP_WRONG),
    "a bound below the plan": (
        lambda asked, answer: answer["summary"][0].update(bound=answer["summary"][0]["objective"] - 1),  # type: ignore[operator]
        V.BOUND_TOO_LOW,
    ),
    "optimal and far from it": (
        lambda asked, answer: answer["summary"][0].update(status="optimal", bound=1e6),
        V.STATUS_WRONG,
    ),
    "another outcome": (lambda asked, answer: answer["summary"][0].update(status="splendid"), V.STATUS_WRONG),
    "infeasible with a plan": (
        lambda asked, answer: answer["summary"][0].update(status="infeasible"),
        V.PLAN_WITHOUT_PROOF,
    ),
    "a group left out": (lambda asked, answer: answer["groups"].pop(), V.MISSING),
    "an unplaced person left out": (lambda asked, answer: answer["unplaced"].pop(), V.MISSING),
    "placed and unplaced": (
        lambda asked, answer: answer["unplaced"].append(
            {"candidate": placed(answer), "reason": "no_place", "group": "", "needs": ""}
        ),
        V.BOTH,
    ),
    "a reason that is none": (lambda asked, answer: answer["unplaced"][0].update(reason="tired"), V.REASON_WRONG),
    "a false “fits no group”": (told_to_fit_none(named=False), V.REASON_WRONG),
    "a false “fits no group”, with a group that indeed does not fit": (told_to_fit_none(named=True), V.REASON_WRONG),
    "no place for somebody who fits no group": (no_place_for_who_fits_none, V.REASON_WRONG),
    "infeasible with an open group": (
        lambda asked, answer: (answer["summary"][0].update(status="infeasible"), answer.update(assignments=[])),
        V.PLAN_WITHOUT_PROOF,
    ),
    "a negative price": (lambda asked, answer: answer["prices"][0].update(marginal_value=-1.0), V.PRICE_NEGATIVE),
    "a price left out": (lambda asked, answer: answer["prices"].pop(0), V.PRICE_MISSING),
    "a number that is none": (lambda asked, answer: answer["groups"][0].update(size="many"), V.UNREADABLE),
    "a table left out": (lambda asked, answer: answer.pop("groups"), V.UNREADABLE),
    "no summary": (lambda asked, answer: answer.update(summary=[]), V.MISSING),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(what: str) -> None:
    asked, answer = right()
    assert check(question_of(asked), answer) == ()
    change, expected = TAMPERING[what]
    change(asked, answer)
    found = {violation.code for violation in check(question_of(asked), answer)}
    assert expected in found, found


@given(questions)
@settings(deadline=None, max_examples=40)
def test_whoever_fits_somewhere_is_who_has_an_eligible_pair(question: Question) -> None:
    people = np.arange(len(question.candidates.ids))
    paired = np.isin(people, pairs_of(question).candidate)
    assert Fits(question).somewhere().tolist() == paired.tolist()
    some = people[::2]
    assert Fits(question, some).somewhere()[some].tolist() == paired[some].tolist()


def test_a_floor_that_is_not_reached_is_found() -> None:
    asked, answer = right()
    for person_ in asked["candidates"]:
        person_["education"] = "higher"
    found = {one.code for one in check(question_of(asked, low_skilled_floor=0.5), answer)}
    assert V.FLOOR in found


def test_the_best_who_can_all_be_seated_are_found_by_moving_others_along() -> None:
    fits = np.array([[True, True], [True, False], [True, False], [False, True]])
    gain = np.array([5.0, 4.0, 3.0, 2.0])
    assert best_seated(gain, fits, [1, 1], 1, 4) == 9.0
    assert best_seated(gain, fits, [1, 2], 1, 4) == 11.0
    assert best_seated(gain, fits, [1, 1], 3, 4) == -np.inf
    assert best_seated(-gain, fits, [2, 2], 2, 4) == -5.0


@given(questions)
@settings(deadline=None, max_examples=40)
def test_the_checker_values_many_people_as_it_values_one_and_as_the_planner_does(question: Question) -> None:
    dual = Dual(question, {kind: np.zeros(30) for kind in ("candidate", "floor", "workplace", "resource", "budget")})
    pairs = pairs_of(question)
    for group in range(len(question.groups.ids)):
        rows = slice(int(pairs.start[group]), int(pairs.start[group + 1]))
        people = pairs.candidate[rows].astype(np.intp)
        values = dual._values(group, people)
        assert values.tolist() == pytest.approx(pairs.value[rows].tolist(), abs=1e-9)


def test_prices_prove_a_bound_that_no_plan_passes() -> None:
    asked, answer = right()
    bound = bound_from_prices(question_of(asked), answer)
    assert bound is not None
    assert bound >= answer["summary"][0]["objective"]  # type: ignore[operator]
    answer["prices"][0]["marginal_value"] = "nothing"
    assert bound_from_prices(question_of(asked), answer) is None
