"""Where a plan is looked at again: groups that fall short of the prices, and the groups they compete with."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.bound import NAMES, Dual, no_prices
from leerwerk.engine.planning.solver.construct import construct
from leerwerk.engine.planning.solver.model import prepare
from leerwerk.engine.planning.solver.related import Related
from leerwerk.engine.planning.solver.state import empty_state, objective_of

from .small import pairs_from, question_of, questions


@given(questions(), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_what_groups_are_short_of_is_no_more_than_the_gap_at_any_prices(
    asked: tuple[Question, Pairs], seed: int
) -> None:
    model = prepare(*asked)
    if model.contradiction or model.locked:
        return
    at, rng = no_prices(model.net), np.random.default_rng(seed)
    for name in NAMES:
        if name != "split":
            prices = getattr(at, name)
            prices[:] = rng.uniform(0, 3, len(prices)) * (rng.random(len(prices)) < 0.7)
    at.workplace[model.net.offer_workplace[model.net.private]] = 0.0
    dual = Dual(model)
    bound = dual.evaluate(at, None, rows=False)
    dual.notice(dual.active)
    plan = construct(model, dual, at, empty_state(model.net))
    short = Related(model, dual, at, np.inf).losses(plan)
    assert (short >= 0).all()
    assert short.sum() <= bound - objective_of(model.net, plan) + 1e-6


@pytest.fixture
def four_groups() -> Related:
    """Groups 0 and 1 share a workplace, 0 and 2 a teacher, 0 and 3 nothing; nobody is eligible for two of them."""
    question = question_of(
        low=[True] * 8,
        zones=[0] * 8,
        sizes=[(1, 2, 0.0)] * 4,
        places=[2] * 4,
        offers=[[0, 1], [1], [2], [3]],
        uses=[(0, 0, 1.0, 0.0), (2, 0, 1.0, 0.0)],
        capacity=[1.0],
    )
    pairs = pairs_from(4, {(g, 2 * g + k): (5.0, 1) for g in range(4) for k in range(2)})
    model = prepare(question, pairs)
    return Related(model, Dual(model), no_prices(model.net), np.inf)


def test_groups_that_share_a_workplace_are_rivals(four_groups: Related) -> None:
    free, open_ = np.ones(4, np.bool_), np.ones(4, np.bool_)
    for seed in range(20):
        assert four_groups.around(0, 2, free, open_, np.random.default_rng(seed)).tolist() == [0, 1]


def test_groups_that_share_a_teacher_are_looked_at_together(four_groups: Related) -> None:
    free, open_ = np.ones(4, np.bool_), np.zeros(4, np.bool_)
    for seed in range(20):
        assert four_groups.in_common(0, 3, free, open_, np.random.default_rng(seed)).tolist() == [0, 1, 2]
