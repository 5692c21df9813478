"""Why a group opens or does not, and what would open it: codes and numbers, which templates put into words."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from leerwerk.engine.planning.answer import Prices
from leerwerk.engine.planning.eligibility import offered
from leerwerk.engine.planning.question import ANY, Floats
from leerwerk.planning.queries.reckoning import Reckoning


def open_reason(reckoning: Reckoning, group: int) -> dict[str, Any]:
    """Return why a group opens: what it brings, and how many of its participants had it as their first wish."""
    question, plan = reckoning.question, reckoning.plan
    people = np.flatnonzero(plan.group == group)
    first = question.candidates.wishes[people, 0] == question.groups.sector[group] if len(people) else np.zeros(0)
    return {
        "code": "locked_open" if group in question.locks.open else "pays",
        "first_wish": int(first.sum()),
        "low_skilled": int(question.candidates.low_skilled[people].sum()),
        "least": round(float(reckoning.person_value[people].min()), 3) if len(people) else 0.0,
    }


def _scarce(reckoning: Reckoning, group: int) -> dict[str, Any] | None:
    """Return which teacher, room or money is not there any more for the smallest such group."""
    question = reckoning.question
    least = int(question.groups.min_size[group])
    uses, charges = question.resources, question.budgets
    for row in np.flatnonzero(uses.use_group == group):
        left = reckoning.resource_left[uses.use_resource[row]]
        short = uses.per_group[row] + uses.per_participant[row] * least - left
        if short > 1e-6:
            key = uses.ids[uses.use_resource[row]]
            return {"code": "resource", "id": int(key), "short": round(float(short), 2)}
    for row in np.flatnonzero(charges.charge_group == group):
        anyone = least if charges.charge_zone[row] == ANY else 0
        short = charges.per_group[row] + charges.per_participant[row] * anyone
        short -= reckoning.budget_left[charges.charge_budget[row]]
        if short > 1e-6:
            key = charges.ids[charges.charge_budget[row]]
            return {"code": "budget", "id": int(key), "short": round(float(short), 3)}
    return None


def _shortfall(reckoning: Reckoning, prices: Prices | None, group: int) -> float:
    """Return how much more a group would have to bring before it pays, at the plan's prices, in thousands of euros."""
    rows = slice(int(reckoning.pairs.start[group]), int(reckoning.pairs.start[group + 1]))
    people = reckoning.pairs.candidate[rows]
    worth: Floats = reckoning.pairs.value[rows].astype(float)
    if prices is not None:
        worth = worth - prices.candidate[people]
    best = np.sort(worth)[::-1][: int(reckoning.question.groups.max_size[group])]
    return max(0.0, float(reckoning.question.groups.fixed_cost[group] - best[best > 0].sum()))


def closed_reason(reckoning: Reckoning, prices: Prices | None, group: int) -> dict[str, Any]:
    """Return the first thing that keeps a group from opening, and how much of it is short."""
    question = reckoning.question
    least = int(question.groups.min_size[group])
    if group in question.locks.closed:
        return {"code": "locked_closed"}
    eligible = int(reckoning.eligible[group])
    if eligible < least:
        return {"code": "too_few_people", "have": eligible, "need": least, "short": least - eligible}
    places = int(question.workplaces.places[offered(question, group)].sum())
    if places < least:
        return {"code": "too_few_places", "have": places, "need": least, "short": least - places}
    if scarce := _scarce(reckoning, group):
        return scarce
    rows = slice(int(reckoning.pairs.start[group]), int(reckoning.pairs.start[group + 1]))
    free = int((reckoning.plan.group[reckoning.pairs.candidate[rows]] == ANY).sum())
    shortfall = round(_shortfall(reckoning, prices, group), 3)
    if free < least:
        return {"code": "people_elsewhere", "have": free, "need": least, "short": least - free, "worth": shortfall}
    return {"code": "pays_less", "have": free, "need": least, "worth": shortfall}


def reason_of(reckoning: Reckoning, prices: Prices | None, group: int) -> Mapping[str, Any]:
    """Return why a group opens, or why it does not."""
    if reckoning.plan.open[group]:
        return open_reason(reckoning, group)
    return closed_reason(reckoning, prices, group)
