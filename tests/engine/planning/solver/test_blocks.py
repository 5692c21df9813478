"""Blocks of groups: what their sum proves holds for every plan, and a way straight down ends in a plan."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.blocks import Blocks, blocks_of
from leerwerk.engine.planning.solver.bound import Dual, no_prices
from leerwerk.engine.planning.solver.branch import Tree
from leerwerk.engine.planning.solver.descent import Descent, lower
from leerwerk.engine.planning.solver.exact import state_from
from leerwerk.engine.planning.solver.mip import nothing_used, program
from leerwerk.engine.planning.solver.model import Model, prepare
from leerwerk.engine.planning.solver.state import objective_of
from leerwerk.engine.planning.solver.task import task_for

from .small import best_by_trying_everything, questions

type Asked = tuple[Question, Pairs]


def model_of(asked: Asked) -> Model | None:
    """The model of a question; None when it leaves nothing to decide."""
    model = prepare(*asked)
    return model if not model.contradiction and model.net.usable.any() else None


@given(asked=questions(), steps=st.integers(1, 60), near=st.sampled_from((0.0, 0.5, 10.0)))
@settings(max_examples=150, deadline=None)
def test_no_plan_exceeds_the_sum_over_blocks_at_any_prices(asked: Asked, steps: int, near: float) -> None:
    model = model_of(asked)
    if model is None:
        return
    best = best_by_trying_everything(*asked)
    if best is None:
        return
    dual = Dual(model)
    descent = Descent(steps=steps, first=3.0, last=0.01, rows=False, near=near)
    bound, at = lower(model, dual, no_prices(model.net), descent, go_on=lambda _: True)
    blocks = Blocks.of(model, dual, at)
    assert blocks.bound <= bound + 1e-6 * (1 + abs(bound))
    for k in range(len(blocks)):
        before = blocks.bound
        blocks.hear(k, Tree(blocks.search(k, 5.0)[1]).run())
        assert blocks.bound <= before
    assert blocks.bound >= best - 1e-6 * (1 + abs(best))


@given(asked=questions())
@settings(max_examples=150, deadline=None)
def test_groups_that_may_open_stand_in_one_block_each(asked: Asked) -> None:
    model = model_of(asked)
    if model is None:
        return
    block = blocks_of(model.net)
    assert ((block >= 0) == model.net.usable).all()
    assert set(block[block >= 0]) == set(range(int(block.max()) + 1))


@given(asked=questions())
@settings(max_examples=150, deadline=None)
def test_the_way_straight_down_ends_in_a_plan_that_keeps_every_rule(asked: Asked) -> None:
    model = model_of(asked)
    if model is None:
        return
    net = model.net
    group = np.repeat(np.arange(len(net.fixed)), np.diff(net.start))
    usable = np.flatnonzero(net.usable).astype(np.int32)
    part = program(model, usable, np.flatnonzero(net.usable[group]), nothing_used(net))
    result = Tree(task_for(part, seconds=20.0, gap=1e-4, nodes=0, seed=1)).run()
    if not len(result.solution):
        return
    state = state_from(model, part, result.solution)
    best = best_by_trying_everything(*asked)
    assert state is not None
    assert best is not None
    assert objective_of(net, state) <= best + 1e-6
    assert result.bound >= best - 1e-6 * (1 + abs(best))
