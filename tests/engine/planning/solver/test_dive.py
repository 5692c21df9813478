"""The way straight down from a relaxation ends in a plan."""

import numpy as np
from hypothesis import given, settings

from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.branch import Tree
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
