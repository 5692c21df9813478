"""Plans for many groups: settled groups are filled along chains, and whatever is offered keeps every rule."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.bound import Dual, no_prices
from leerwerk.engine.planning.solver.descent import Descent, lower
from leerwerk.engine.planning.solver.model import Model, prepare
from leerwerk.engine.planning.solver.settled import settled
from leerwerk.engine.planning.solver.state import State, allowed, empty_state, objective_of

from .small import best_by_trying_everything, pairs_from, question_of, questions


def plans_of(model: Model, *, steps: int = 1, open_: bool = True) -> list[State]:
    """Every plan that is offered on the way, from prices after so many steps; ``open_``: every group is settled."""
    dual, plans = Dual(model), []
    _, at = lower(
        model,
        dual,
        no_prices(model.net),
        Descent(steps=steps, first=3.0, last=0.01, rows=False, near=0.0),
        go_on=lambda _: True,
    )
    if open_:
        dual.often[:] = model.net.usable

    def offer(state: State) -> bool:
        plans.append(state)
        return True

    settled(model, dual, at, empty_state(model.net), 0.5, offer)
    return plans


@given(asked=questions(), steps=st.integers(1, 60), open_=st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_offered_keeps_every_rule_and_is_not_worth_more_than_possible(
    asked: tuple[Question, Pairs], steps: int, open_: bool
) -> None:
    model = prepare(*asked)
    if model.contradiction or model.locked or not model.net.usable.any():
        return
    best = best_by_trying_everything(*asked)
    for plan in plans_of(model, steps=steps, open_=open_):
        assert allowed(model, plan)
        assert best is not None
        assert objective_of(model.net, plan) <= best + 1e-6 * (1 + abs(best))


def test_a_seat_is_handed_on_so_that_somebody_else_can_come() -> None:
    # Samir fits both groups, Helen and Yonas only one each: all three are placed when Samir is not in the way.
    samir, helen, yonas = 0, 1, 2
    question = question_of(
        low=[False] * 3, zones=[0] * 3, sizes=[(1, 1, 0.0), (1, 2, 0.0)], places=[1, 2], offers=[[0], [1]]
    )
    pairs = pairs_from(2, {(0, samir): (10.0, 1), (0, helen): (9.0, 1), (1, samir): (8.0, 1), (1, yonas): (7.0, 1)})
    model = prepare(question, pairs)
    best = plans_of(model)[-1]
    assert objective_of(model.net, best) == 24.0  # Helen 9, Samir 8, Yonas 7


def test_somebody_of_another_group_moves_to_another_workplace_to_make_room() -> None:
    # Both groups may use the workshop; only the first may use the kitchen, which Samir can reach as well.
    workshop, kitchen = 0, 1
    question = question_of(
        low=[False] * 2,
        zones=[0] * 2,
        sizes=[(1, 1, 0.0), (1, 1, 0.0)],
        places=[1, 1],
        offers=[[workshop, kitchen], [workshop]],
    )
    pairs = pairs_from(2, {(0, 0): (10.0, 0b11), (1, 1): (5.0, 0b1)})
    model = prepare(question, pairs)
    best = plans_of(model)[-1]
    assert objective_of(model.net, best) == 15.0
    assert sorted(model.net.offer_workplace[best.offer]) == [workshop, kitchen]


def test_when_there_are_too_few_people_for_two_groups_one_closes_again() -> None:
    question = question_of(
        low=[False] * 3, zones=[0] * 3, sizes=[(2, 2, 0.0), (3, 3, 0.0)], places=[3, 3], offers=[[0], [1]]
    )
    pairs = pairs_from(2, {(k, i): (5.0, 1) for k in (0, 1) for i in (0, 1, 2)})
    model = prepare(question, pairs)
    best = plans_of(model)[-1]
    assert best.open.sum() == 1
    assert allowed(model, best)


def test_nobody_is_placed_where_nothing_opened_on_the_way() -> None:
    question = question_of(low=[False], zones=[0], sizes=[(1, 1, 90.0)], places=[1], offers=[[0]])
    model = prepare(question, pairs_from(1, {(0, 0): (5.0, 1)}))
    plans = plans_of(model, open_=False)
    assert plans
    for plan in plans:
        assert not plan.open.any()
        assert (plan.pair < 0).all()
        assert np.isfinite(objective_of(model.net, plan))
