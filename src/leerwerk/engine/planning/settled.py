"""A first plan for very many groups: which open is settled first, then people are priced for those alone.

At the prices of the whole question nearly every group is worth about nothing, so that filling them one after another
spends teachers, mentors and money on the first ones. Once it is settled which groups open, prices fall to what people
are worth in *them*, and nearly all of those groups find their people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from leerwerk.engine.planning.bound import Dual, Multipliers
from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.construct import construct
from leerwerk.engine.planning.descent import Descent, lower
from leerwerk.engine.planning.model import SLACK, Model, Net
from leerwerk.engine.planning.question import Bools, Floats, Int64s
from leerwerk.engine.planning.state import State

RARELY = 0.02  # of the last steps of the bound: a group that opened in fewer of them is not considered
STEPS = 120
FAVOUR = 1e4  # thousands of euros: makes every settled group worth opening while people are found for it


@compiled
def _within(net: Net, order: Int64s, opens: Bools, left: Floats) -> None:
    """Open groups in this order as long as resources hold their smallest size; ``left`` is what remains."""
    for g in order:
        fits = net.usable[g]
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            need = net.resource_once[k] + net.resource_head[k] * net.min_size[g]
            fits = fits and need <= left[net.resource_row[k]]
        if not fits:
            continue
        opens[g] = True
        for k in range(net.resource_from[g], net.resource_from[g + 1]):
            left[net.resource_row[k]] -= net.resource_once[k] + net.resource_head[k] * net.min_size[g]


def settled(model: Model, dual: Dual, at: Multipliers, base: State, unit: float, go_on: Callable[[], bool]) -> State:
    """A plan that extends ``base`` with the groups that opened most often on the way to these prices.

    ``unit``: what a typical pair is worth, the measure of a step.
    """
    net = model.net
    dual.evaluate(at, None, rows=True)
    order = np.lexsort((-dual.profit, -np.round(dual.often, 2)))
    order = order[(dual.often[order] > RARELY) | net.must[order]]
    opens = np.zeros(len(net.fixed), np.bool_)
    _within(
        net,
        np.concatenate([np.flatnonzero(base.open), order[~base.open[order]]]),
        opens,
        net.capacity + SLACK * (1 + net.capacity),
    )
    alone = replace(model, net=net._replace(usable=net.usable & opens, must=net.must | opens))
    steps = Descent(steps=STEPS, first=0.02 * unit, last=2e-4 * unit, rows=False, whole=0)
    _, prices, _ = lower(alone, Dual(alone), at, steps, go_on=lambda _: go_on())
    favoured = replace(alone, net=alone.net._replace(fixed=np.where(opens, net.fixed - FAVOUR, net.fixed)))
    ready = Dual(favoured)
    ready.often[:] = dual.often
    return construct(favoured, ready, prices, base)
