import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings

from leerwerk.engine.planning import conflict
from leerwerk.engine.planning.answer import Command, Progress, Status
from leerwerk.engine.planning.certificate import dual_value
from leerwerk.engine.planning.conflict import Conflict, Kind, smallest_conflict
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver import solve as solving
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.model import Model
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.state import State

from .small import best_by_trying_everything, pairs_from, question_of, questions, value_if_allowed

type Asked = tuple[Question, Pairs]


@given(questions())
@settings(max_examples=150, deadline=None)
def test_the_plan_is_as_good_as_the_best_of_all_plans(asked: Asked) -> None:
    question, pairs = asked
    best = best_by_trying_everything(question, pairs)
    answer = solve(question, pairs)
    if best is None:
        assert answer.status is Status.INFEASIBLE
        assert answer.plan is None
        return
    assert answer.plan is not None
    assert answer.objective == pytest.approx(best, abs=1e-6)
    assert value_if_allowed(question, pairs, answer.plan) == pytest.approx(answer.objective)
    assert answer.bound >= best - 1e-9
    assert answer.status is Status.OPTIMAL


@given(questions())
@settings(max_examples=60, deadline=None)
def test_the_prices_alone_bound_every_plan(asked: Asked) -> None:
    question, pairs = asked
    best = best_by_trying_everything(question, pairs)
    answer = solve(question, pairs)
    if best is not None and answer.prices is not None:
        assert dual_value(question, pairs, answer.prices) >= best - 1e-7


@given(questions())
@settings(max_examples=40, deadline=None)
def test_the_same_seed_gives_the_same_plan(asked: Asked) -> None:
    question, pairs = asked
    first, second = solve(question, pairs), solve(question, pairs)
    assert first.objective == second.objective
    if first.plan is not None and second.plan is not None:
        assert (first.plan.group == second.plan.group).all()
        assert (first.plan.workplace == second.plan.workplace).all()


def many(seed: int, **changes: object) -> Asked:
    """Forty people, six groups, shared workplaces."""
    rng = np.random.default_rng(seed)
    found = {
        (g, i): (float(np.round(rng.uniform(1, 10), 2)), int(rng.integers(1, 8)))
        for g in range(6)
        for i in range(40)
        if rng.random() < 0.5
    }
    question = question_of(
        low=[bool(b) for b in rng.random(40) < 0.4],
        zones=[int(z) for z in rng.integers(0, 2, 40)],
        sizes=[(4, 8, 15.0)] * 6,
        places=[3] * 12,
        offers=[[g, g + 1, g + 5] for g in range(6)],
        uses=[(g, 0, 2.0, 0.5) for g in range(6)],
        capacity=[20.0],
        floor=0.4,
        **changes,  # type: ignore[arg-type]
    )
    return question, pairs_from(6, found)


def test_whoever_takes_the_plan_gets_the_best_so_far_at_once() -> None:
    question, pairs = many(1)
    heard: list[Progress] = []

    def take(progress: Progress) -> Command:
        heard.append(progress)
        return Command.TAKE

    answer = solve(question, pairs, watch=take)
    assert answer.plan is not None
    assert heard
    assert value_if_allowed(question, pairs, answer.plan) == pytest.approx(answer.objective)
    assert answer.bound >= answer.objective


def test_a_watcher_hears_a_bound_that_never_rises_and_a_plan_that_never_worsens() -> None:
    question, pairs = many(2)
    heard: list[Progress] = []

    def listen(progress: Progress) -> Command:
        heard.append(progress)
        return Command.GO_ON

    solve(question, pairs, watch=listen)
    bounds = [p.bound for p in heard if p.bound is not None]
    values = [p.objective for p in heard if p.objective is not None]
    assert bounds == sorted(bounds, reverse=True)
    assert values == sorted(values)


def test_prices_of_an_earlier_answer_lead_to_the_same_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "EFFORTS", tuple(replace(one, warm=120) for one in solving.EFFORTS))
    question, pairs = many(3)
    cold = solve(question, pairs)
    warm = solve(question, pairs, warm=cold.prices)
    assert warm.objective == pytest.approx(cold.objective, rel=1e-4)


@pytest.mark.parametrize(("people", "groups"), [(0, 0), (0, 1), (3, 0), (3, 1)])
def test_nobody_nothing_and_no_pairs_give_an_empty_plan(people: int, groups: int) -> None:
    question = question_of(
        low=[True] * people, zones=[0] * people, sizes=[(1, 2, 0.0)] * groups, places=[1], offers=[[0]] * groups
    )
    answer = solve(question, pairs_from(groups, {}))
    assert answer.status is Status.OPTIMAL
    assert answer.objective == 0.0
    assert answer.plan is not None
    assert not answer.plan.open.any()


def test_a_group_whose_workplaces_hold_fewer_than_its_minimum_stays_closed() -> None:
    question = question_of(low=[True] * 4, zones=[0] * 4, sizes=[(3, 4, 0.0)], places=[2], offers=[[0]])
    answer = solve(question, pairs_from(1, {(0, i): (5.0, 1) for i in range(4)}))
    assert answer.objective == 0.0
    assert answer.bound == pytest.approx(0.0)


def _clashing(*more: tuple[int, int]) -> Asked:
    """Three people have to share two places; that a second group has to open has nothing to do with it."""
    found = {(0, i): (5.0, 1) for i in range(4)} | {(1, 3): (5.0, 1)}
    question = question_of(
        low=[True] * 4,
        zones=[0] * 4,
        sizes=[(1, 4, 0.0), (1, 2, 0.0)],
        places=[2, 2],
        offers=[[0], [1]],
        locks={"assign": [(0, 0), (1, 0), (2, 0), *more], "open": [1]},
    )
    return question, pairs_from(2, found)


def test_the_smallest_conflict_names_only_what_clashes() -> None:
    question, pairs = _clashing((3, 1))
    assert solve(question, pairs).status is Status.INFEASIBLE
    clash = smallest_conflict(question, pairs)
    rules = clash.rules
    assert clash.smallest
    assert sorted(rule.kind for rule in rules) == [Kind.ASSIGN, Kind.ASSIGN, Kind.ASSIGN, Kind.PLACES]
    assert {rule.candidate for rule in rules if rule.kind is Kind.ASSIGN} == {0, 1, 2}


def test_a_possible_question_has_no_conflict() -> None:
    question, pairs = many(4)
    assert smallest_conflict(question, pairs) == Conflict(rules=(), smallest=True)


def _hangs(model: Model, helpers: list[Helper], pulse: Callable[[], object], *, grace: float) -> State | bool | None:
    while True:
        pulse()
        time.sleep(0.01)


def test_a_clash_that_nobody_waits_for_is_told_whole_and_says_so() -> None:
    found = smallest_conflict(*_clashing(), go_on=lambda: False)
    assert not found.smallest
    assert sorted(rule.kind for rule in found.rules) == [Kind.ASSIGN, Kind.ASSIGN, Kind.ASSIGN, Kind.OPEN]


def test_a_solver_that_hangs_does_not_keep_the_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    question, pairs = _clashing()
    hasty = replace(question, settings=replace(question.settings, time_limit=0.0))
    monkeypatch.setattr(conflict, "LEAST", 0.2)
    monkeypatch.setattr(conflict, "prepare", lambda *_: SimpleNamespace(contradiction=False, locked=True))
    monkeypatch.setattr(conflict, "first_allowed", _hangs)
    found = smallest_conflict(hasty, pairs)
    assert not found.smallest
    assert len(found.rules) == 4


def test_a_rule_that_takes_longer_than_our_patience_stays_and_the_set_is_not_called_the_smallest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question, pairs = _clashing()
    monkeypatch.setattr(conflict, "prepare", lambda *_: SimpleNamespace(contradiction=False, locked=True))
    monkeypatch.setattr(conflict, "first_allowed", lambda *_, **__: False)
    found = smallest_conflict(question, pairs)
    assert not found.smallest
    assert {Kind.ASSIGN, Kind.OPEN, Kind.PLACES} <= {rule.kind for rule in found.rules}


def test_time_that_is_up_at_once_still_gives_an_allowed_plan_and_a_bound() -> None:
    question, pairs = many(5)
    hasty = replace(question, settings=replace(question.settings, time_limit=0.0))
    answer = solve(hasty, pairs)
    assert answer.plan is not None
    assert np.isfinite(answer.bound)
    assert value_if_allowed(hasty, pairs, answer.plan) == pytest.approx(answer.objective)
