"""The search: no row it adds may cut off a whole choice, and no way of starting may change the optimum."""

import subprocess
import sys
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.planning.question import Floats, Pairs, Question
from leerwerk.engine.planning.solver.branch import Tree
from leerwerk.engine.planning.solver.covers import cutting_row
from leerwerk.engine.planning.solver.mip import nothing_used, program
from leerwerk.engine.planning.solver.model import Model, prepare
from leerwerk.engine.planning.solver.relaxation import Relaxation
from leerwerk.engine.planning.solver.task import Kind, Listener, Result, Task, task_for

from .small import best_by_trying_everything, questions

type Asked = tuple[Question, Pairs]


def model_of(asked: Asked) -> Model | None:
    """The model of a question; None when it leaves nothing to decide."""
    model = prepare(*asked)
    return model if not model.contradiction and model.net.usable.any() else None


def whole_task(model: Model, core: np.ndarray | None = None, known: float = -np.inf, gap: float = 0.0) -> Task:
    net = model.net
    group = np.repeat(np.arange(len(net.fixed)), np.diff(net.start))
    part = program(
        model, np.flatnonzero(net.usable).astype(np.int32), np.flatnonzero(net.usable[group]), nothing_used(net)
    )
    return task_for(part, seconds=20.0, gap=gap, nodes=10_000, seed=1, core=core, known=known)


@given(
    weight=st.lists(st.integers(1, 9), min_size=2, max_size=8),
    room=st.integers(1, 25),
    part=st.lists(st.integers(0, 10), min_size=8, max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_a_knapsack_row_keeps_every_choice_that_fits_and_cuts_the_fractional_one(
    weight: list[int], room: int, part: list[int]
) -> None:
    w, at = np.array(weight, float), np.array(part[: len(weight)]) / 10
    row = cutting_row(w, float(room), at)
    if row is None:
        return
    choices = np.array(list(product((0, 1), repeat=len(weight))))
    fitting = choices[choices @ w <= room]
    assert (fitting @ row <= 1 + 1e-6).all()
    assert row @ at > 1


@given(weight=st.lists(st.integers(1, 9), min_size=2, max_size=7), room=st.integers(1, 20), data=st.data())
@settings(max_examples=150, deadline=None)
def test_when_no_knapsack_row_cuts_the_choice_is_a_mixture_of_whole_ones(
    weight: list[int], room: int, data: st.DataObject
) -> None:
    w = np.array(weight, float)
    choices = np.array(list(product((0, 1), repeat=len(weight))), float)
    fitting = choices[choices @ w <= room]
    share = np.array(data.draw(st.lists(st.integers(0, 5), min_size=len(fitting), max_size=len(fitting))), float)
    if share.sum():
        assert cutting_row(w, float(room), share @ fitting / share.sum()) is None


@given(questions(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_row_at_the_root_keeps_the_best_whole_solution(asked: Asked, draw: Random, whole: bool) -> None:
    if (model := model_of(asked)) is None:
        return
    task = whole_task(model)
    found = Tree(task).run()
    if not whole and len(task.link):  # rows made while pairs are missing hold for those as well
        task = whole_task(model, np.array([draw.random() < 0.5 for _ in task.link], np.bool_))
    relaxation = Relaxation(task)
    if not len(found.solution) or not relaxation.solve(10.0):
        return
    for _ in range(4):
        if not (relaxation.link() + relaxation.cover() + relaxation.gomory()):
            break
        assert relaxation.solve(10.0)
        assert relaxation.objective >= found.objective - 1e-6 * (1 + abs(found.objective))
    if not relaxation.inside[: len(task.link)][found.solution[: len(task.link)] > 0.5].all():
        return
    decided = task.kind != Kind.FLOW
    fixed = np.where(decided, np.rint(found.solution), 0.0)
    relaxation.confine(np.where(decided, fixed, task.column_low), np.where(decided, fixed, task.column_high))
    assert relaxation.solve(10.0)
    assert relaxation.objective == pytest.approx(found.objective, abs=1e-5 * (1 + abs(found.objective)))


@given(questions(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_optimum_is_the_same_whichever_pairs_the_search_begins_with(asked: Asked, draw: Random) -> None:
    model = model_of(asked)
    if model is None or model.locked or len(model.together):
        return
    best = best_by_trying_everything(*asked)
    count = len(whole_task(model).link)
    core = np.array([draw.random() < 0.3 for _ in range(count)], np.bool_)
    if best is None or not count or not core.any():
        return
    found = Tree(whole_task(model, core)).run()
    assert found.bound >= best - 1e-6
    assert found.objective == pytest.approx(best, abs=1e-5)


@given(questions())
@settings(max_examples=80, deadline=None)
def test_a_better_plan_known_elsewhere_leaves_a_bound_that_holds(asked: Asked) -> None:
    if (model := model_of(asked)) is None:
        return
    best = best_by_trying_everything(*asked)
    if best is None:
        return
    for known in (best - 1.0, best - 1e-3, best):
        found = Tree(whole_task(model, known=known)).run()
        assert found.bound >= best - 1e-6


def test_a_search_says_nothing_on_standard_output() -> None:
    script = (
        "import numpy as np; from leerwerk.engine.planning.solver.covers import cutting_row; "
        "assert cutting_row(np.array([2.0, 2.0]), 3.0, np.array([0.9, 0.6])) is not None"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == ""


@given(questions(), st.sampled_from((0.01, 0.05, 0.2)), st.sampled_from((0.9, 0.97, 1.0)))
@settings(max_examples=200, deadline=None)
def test_a_search_that_is_content_with_a_gap_leaves_a_bound_that_holds(asked: Asked, gap: float, near: float) -> None:
    if (model := model_of(asked)) is None:
        return
    best = best_by_trying_everything(*asked)
    if best is None:
        return
    known = best - (1 - near) * abs(best)
    found = Tree(whole_task(model, known=known, gap=gap)).run()
    assert found.bound >= best - 1e-6
    assert max(found.objective, known) >= best - gap * max(1.0, abs(best)) - 1e-6


class Impatient(Listener):
    """Stops at once."""

    def __init__(self) -> None:
        self.heard: list[float] = []

    def found(self, solution: Floats, objective: float, bound: float) -> None:
        self.heard.append(bound)

    def stop(self) -> bool:
        return True


@given(questions())
@settings(max_examples=60, deadline=None)
def test_a_search_that_is_stopped_says_a_bound_that_holds(asked: Asked) -> None:
    if (model := model_of(asked)) is None:
        return
    best = best_by_trying_everything(*asked)
    found: Result = Tree(whole_task(model), Impatient()).run()
    if best is not None:
        assert found.bound >= best - 1e-6


@given(questions(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_within_any_bounds_no_pair_that_is_missing_would_change_the_relaxation(asked: Asked, draw: Random) -> None:
    model = model_of(asked)
    if model is None or not (count := len(whole_task(model).link)):
        return
    task = whole_task(model, np.array([draw.random() < 0.3 for _ in range(count)], np.bool_))
    relaxation = Relaxation(task)
    while relaxation.solve(10.0) and relaxation.link() + relaxation.cover() + relaxation.gomory():
        pass
    low, high = task.column_low.copy(), task.column_high.copy()
    for column in np.flatnonzero(np.isin(task.kind, (Kind.SIZE, Kind.TOTAL, Kind.GROUP))):
        if draw.random() < 0.15:
            low[column] = draw.randint(int(low[column]), int(high[column]))
    relaxation.confine(low, high)
    before = relaxation.objective if relaxation.solve(10.0) else -np.inf
    for pair in np.flatnonzero(~relaxation.inside[:count]):
        relaxation.bring(np.array([pair]))
    after = relaxation.objective if relaxation.solve(10.0) else -np.inf
    assert before == pytest.approx(after, abs=1e-5 * (1 + abs(after)))
