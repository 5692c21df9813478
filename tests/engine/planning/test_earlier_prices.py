"""A question that is nearly an earlier one starts from the prices of that answer."""

import pytest

from leerwerk.engine.planning.earlier_prices import earlier_prices
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.results import answer_tables
from leerwerk.engine.planning.solver.solve import solve

from .small_questions import question_of, random_tables

type Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def asked() -> Question:
    return question_of(random_tables(5, people=40, groups=8))


@pytest.fixture(scope="module")
def written(asked: Question) -> Rows:
    pairs = pairs_of(asked)
    rows = answer_tables(asked, pairs, solve(asked, pairs))["prices"]
    return [row | {"marginal_value": number / 8} for number, row in enumerate(rows)]


def test_prices_come_back_as_they_were_written(asked: Question, written: Rows) -> None:
    prices = earlier_prices(asked, written)
    assert prices is not None
    for kind, values in (("candidate", prices.candidate), ("budget", prices.budget), ("resource", prices.resource)):
        assert values.tolist() == [row["marginal_value"] for row in written if row["kind"] == kind]


def test_prices_of_other_people_are_of_no_use(asked: Question, written: Rows) -> None:
    strangers = [row | {"id": f"new {row['id']}"} if row["kind"] == "candidate" else row for row in written]
    assert earlier_prices(asked, strangers) is None
    assert earlier_prices(asked, []) is None


@pytest.mark.parametrize("cell", ["", "veel", "-3", "nan", "inf", None])
def test_a_cell_that_is_no_price_costs_nothing(asked: Question, written: Rows, cell: object) -> None:
    rows = [row | {"marginal_value": cell} if row["kind"] == "budget" else row for row in written]
    prices = earlier_prices(asked, rows)
    assert prices is not None
    assert prices.budget.tolist() == [0.0] * len(asked.budgets.ids)
