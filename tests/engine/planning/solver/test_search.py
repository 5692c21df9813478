"""Two children search side by side; whatever happens to them, there is a plan that keeps the rules, and a bound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from leerwerk.engine.planning.answer import Answer, Command, Progress, Status
from leerwerk.engine.planning.check import check
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import ANY, Pairs, Question
from leerwerk.engine.planning.solver import solve as solving
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.task import Task
from leerwerk.engine.planning.tables import answer_tables, read_question
from leerwerk.engine.population import Spec, generate

from .small import value_if_allowed

type Asked = tuple[Question, Pairs]


@pytest.fixture(scope="module")
def village() -> Asked:
    made = generate(Spec(regions=("midden-utrecht",), candidates=600, season_start=date(2027, 2, 1)))
    question = read_question({name: list(made.rows(name)) for name in made.tables}, {"time_limit": 600, "gap": 0.002})
    assert isinstance(question, Question)
    pairs = pairs_of(question)
    assert len(pairs) > solving.IN_PROCESS, "this village is searched in children"
    return question, pairs


def _locked(village: Asked) -> Asked:
    """The village with a floor and locks that its own plan does not keep, and some other plan does."""
    question, pairs = village
    plan = solving.solve(*village).plan
    assert plan is not None
    free = question.candidates.low_skilled & (plan.group == ANY)
    moved = next(
        (i, g)
        for g in np.flatnonzero(plan.open).tolist()
        for i in pairs.candidate[pairs.start[g] : pairs.start[g + 1]].tolist()
        if free[i]
    )
    first = np.flatnonzero(plan.open)
    one = next(int(g) for g in first if int(g) != moved[1])
    other = next(int(g) for g in first[::-1] if int(g) not in {moved[1], one})
    two = np.flatnonzero(plan.group == one)[:2]
    share = float(question.candidates.low_skilled[plan.group != ANY].mean())
    locks = replace(
        question.locks,
        assign=np.array([moved], np.int32),
        together=np.array([two], np.int32),
        closed=np.array([other], np.int32),
    )
    return replace(
        question, locks=locks, settings=replace(question.settings, low_skilled_floor=min(1.0, share + 0.05))
    ), pairs


def test_two_children_plan_with_a_floor_and_locks_and_the_checker_agrees(village: Asked) -> None:
    question, pairs = _locked(village)
    answer = solving.solve(question, pairs)
    assert answer.status is not Status.INFEASIBLE
    assert answer.plan is not None
    assert question.settings.low_skilled_floor > 0.1
    assert check(question, answer_tables(question, pairs, answer, version="test")) == ()


def children_that(dies: Callable[[int, int], bool]) -> type[Helper]:
    """Children of which the n-th ends when it is given its k-th task, or any news (k = 0), if ``dies(n, k)``."""
    made: list[Helper] = []

    class Child(Helper):
        def __init__(self) -> None:
            super().__init__()
            self.number, self.tasks = len(made), 0
            made.append(self)

        def submit(self, task: Task) -> None:
            super().submit(task)
            self.tasks += 1
            self._end_if(self.tasks)

        def tell(self, known: float) -> None:
            self._end_if(0)
            super().tell(known)

        def _end_if(self, task: int) -> None:
            if dies(self.number, task):
                self._process.kill()
                self._process.wait()

    return Child


def sound(asked: Asked, answer: Answer) -> None:
    assert answer.plan is not None
    assert value_if_allowed(*asked, answer.plan) == pytest.approx(answer.objective)
    assert answer.bound >= answer.objective


def test_both_children_together_prove_a_village(village: Asked) -> None:
    answer = solving.solve(*village)
    sound(village, answer)
    assert answer.bound - answer.objective <= 0.002 * answer.objective


@pytest.mark.parametrize(
    "dies",
    [
        pytest.param(lambda number, task: number == 1 and task == 1, id="the tree"),
        pytest.param(lambda number, task: number == 1 and task == 0, id="the tree, as it hears of a better plan"),
        pytest.param(lambda number, task: number == 0 and task == 2, id="the neighbourhoods"),
        pytest.param(lambda number, task: task == 1, id="both"),
    ],
)
def test_a_child_that_is_killed_costs_no_plan(
    village: Asked, dies: Callable[[int, int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    question, pairs = village
    monkeypatch.setattr(solving, "Helper", children_that(dies))
    asked = (replace(question, settings=replace(question.settings, time_limit=3.0)), pairs)
    sound(asked, solving.solve(*asked))


def test_whoever_takes_the_plan_now_gets_it_and_leaves_no_child_behind(
    village: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Helper] = []

    class Counted(Helper):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    def take(progress: Progress) -> Command:
        return Command.TAKE if progress.objective is not None else Command.GO_ON

    monkeypatch.setattr(solving, "Helper", Counted)
    sound(village, solving.solve(*village, watch=take))
    assert len(made) == 2
    assert all(child._process.poll() is not None for child in made)
