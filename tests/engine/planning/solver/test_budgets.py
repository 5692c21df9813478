"""The first plan keeps to the budgets too, when there is no time to improve or prove it."""

from dataclasses import replace

import pytest

from leerwerk.engine.planning.question import ANY
from leerwerk.engine.planning.solver.solve import solve
from tests.engine.planning.solver.small import pairs_from, question_of, value_if_allowed

FLAT, BY_HOME = (0, 0, ANY, 1.0, 0.0), (0, 0, 0, 1.0, 0.0)


@pytest.mark.parametrize(("charges", "amount", "best"), [((FLAT, BY_HOME), 4.0, 10.0), ((BY_HOME, BY_HOME), 3.0, 5.0)])
@pytest.mark.parametrize("time_limit", [0.0, 600.0])
def test_somebody_who_is_charged_twice_to_one_budget_counts_twice(
    charges: tuple[tuple[int, int, int, float, float], ...], amount: float, best: float, time_limit: float
) -> None:
    question = question_of(
        low=[True] * 4,
        zones=[0] * 4,
        sizes=[(1, 4, 0.0)],
        places=[4],
        offers=[[0]],
        charges=list(charges),
        amount=[amount],
    )
    question = replace(question, settings=replace(question.settings, time_limit=time_limit))
    pairs = pairs_from(1, {(0, person): (5.0, 1) for person in range(4)})
    answer = solve(question, pairs)
    assert answer.plan is not None
    assert value_if_allowed(question, pairs, answer.plan) == pytest.approx(best)
