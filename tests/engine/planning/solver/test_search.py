"""Two children search side by side; whatever happens to them, there is a plan that keeps the rules, and a bound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from leerwerk.engine.planning.answer import Answer, Command, Progress
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver import solve as solving
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.engine.planning.solver.task import Task
from leerwerk.engine.planning.tables import read_question
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
