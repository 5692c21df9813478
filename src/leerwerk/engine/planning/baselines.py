"""Two simple ways of planning to compare with: what a desk does, and a careful greedy without prices.

Both keep every row that the solver keeps, so that their plans are allowed; only their choices are simpler. Neither
knows locks: they compare on questions without.
"""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Bools, Int64s, Question
from leerwerk.engine.planning.solver.bound import Dual, no_prices
from leerwerk.engine.planning.solver.construct import fill
from leerwerk.engine.planning.solver.model import SLACK, Model, Net
from leerwerk.engine.planning.solver.state import State, empty_state, uses_of

ROUNDS = 4  # people of cancelled groups are asked again


@compiled
def _serve(
    net: Net, queue: Int64s, pair_from: Int64s, pair_of: Int64s, shut: Bools, group_of: Int64s, pair: Int64s
) -> None:
    """Everyone in turn joins their first wish that still has a chair."""
    count = np.zeros(len(net.fixed), np.int64)
    for i in range(len(pair)):
        if pair[i] >= 0:
            count[group_of[pair[i]]] += 1
    for i in queue:
        if pair[i] >= 0:
            continue
        for k in range(pair_from[i], pair_from[i + 1]):
            g = group_of[pair_of[k]]
            if not shut[g] and net.usable[g] and count[g] < net.max_size[g]:
                pair[i] = pair_of[k]
                count[g] += 1
                break


def first_come_first_served(model: Model, question: Question) -> State:
    """What a desk does: in order of arrival everyone takes their best-valued option with room; groups that cannot start
    (too few people, no places, teachers or money left) are cancelled, and their people asked again.
    """
    net = model.net
    rng = np.random.default_rng(question.settings.seed)
    queue = rng.permutation(len(net.low)).astype(np.int64)
    order = np.lexsort((-net.value, net.candidate))
    pair_from = np.searchsorted(net.candidate[order], np.arange(len(net.low) + 1)).astype(np.int64)
    group = np.repeat(np.arange(len(net.fixed), dtype=np.int64), np.diff(net.start))
    state, shut = empty_state(net), np.zeros(len(net.fixed), np.bool_)
    for _ in range(ROUNDS):
        wished = state.pair.copy()
        _serve(net, queue, pair_from, order.astype(np.int64), shut, group, wished)
        state = _started(model, state, wished, group)
        shut |= ~state.open
    return state


def _started(model: Model, state: State, wished: Int64s, group: Int64s) -> State:
    """The groups of these wishes that can really start, in order of size."""
    net = model.net
    joined = np.bincount(group[wished[wished >= 0]], minlength=len(net.fixed))
    keep = np.zeros(len(net.candidate), np.bool_)
    keep[wished[wished >= 0]] = True
    # Everyone else's pairs are worth nothing here, so that only the people who queued are seated.
    only = net._replace(value=np.where(keep, 1e6, -1e9))
    return _filled(model, only, state, np.argsort(-joined, kind="stable").astype(np.int64), free=True)


def careful_greedy(model: Model) -> State:
    """Groups by what their best people would bring, each filled with the most valuable people still free."""
    net = model.net
    dual = Dual(model)
    dual.evaluate(no_prices(net), None, rows=False)
    state = empty_state(net)
    order = np.argsort(-dual.profit, kind="stable").astype(np.int64)
    for _ in range(2):
        state = _filled(model, net, state, order, free=False)
    return state


def _filled(model: Model, net: Net, base: State, order: Int64s, *, free: bool) -> State:
    state, uses = base.copy(), uses_of(model.net, base)
    groups = len(net.fixed)
    nothing = (np.zeros(len(net.low)), np.zeros(len(net.mask_from) - 1), np.zeros(len(net.charge_from) - 1))
    once = np.zeros(groups) if free else net.fixed
    capacity = net.capacity + SLACK * (1 + np.abs(net.capacity))
    amount = net.amount + SLACK * (1 + np.abs(net.amount))
    limits = (capacity, amount, np.inf if free else 0.0)
    now = (state.pair, state.offer, state.open)
    fill(net, order, *nothing, np.zeros(groups), once, model.tied, *limits, False, *now, uses)
    return state
