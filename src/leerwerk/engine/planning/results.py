"""The tables of an answer: what is written in ``OUT``."""

from __future__ import annotations

import numpy as np

from leerwerk.engine.planning.answer import Answer, Status
from leerwerk.engine.planning.contract import BETWEEN
from leerwerk.engine.planning.distance import nearest_groups
from leerwerk.engine.planning.eligibility import Barrier, barriers
from leerwerk.engine.planning.question import ANY, Pairs, Question
from leerwerk.engine.planning.standing import Reason, Standing, reason_unplaced, standing
from leerwerk.engine.planning.value_model import VALUE_MODEL

type Rows = list[dict[str, object]]

DIGITS = 6  # behind the point, in thousands of euros


def answer_tables(question: Question, pairs: Pairs, answer: Answer, *, version: str = "") -> dict[str, Rows]:
    """Return ``assignments``, ``groups``, ``unplaced``, ``prices`` and ``summary`` (one row) as rows of the contract.

    ``version``: of the program, for the summary. Without a plan (infeasible) only the summary has a row.
    """
    tables: dict[str, Rows] = {"assignments": [], "groups": [], "unplaced": [], "prices": _prices(question, answer)}
    placed = opened = 0
    if answer.plan is not None:
        stand = standing(question, pairs, answer.plan)
        tables["assignments"] = _assignments(question, stand)
        tables["groups"] = _groups(question, stand)
        tables["unplaced"] = _unplaced(question, pairs, stand)
        placed, opened = len(tables["assignments"]), int(answer.plan.open.sum())
    tables["summary"] = [_summary(question, answer, placed, opened, version)]
    return tables


def _assignments(question: Question, stand: Standing) -> Rows:
    people, groups, places = question.candidates.ids, question.groups.ids, question.workplaces.ids
    plan = stand.plan
    return [
        {"candidate": people[row], "group": groups[plan.group[row]], "workplace": places[plan.workplace[row]]}
        for row in np.flatnonzero(plan.group != ANY)
    ]


def _groups(question: Question, stand: Standing) -> Rows:
    """Value: that of the participants less the fixed cost, so that values add up to the objective. Cost: all of it."""
    groups = question.groups
    cost = stand.plan.open * groups.fixed_cost + stand.size * groups.cost_per_participant
    value = stand.worth - stand.plan.open * groups.fixed_cost
    return [
        {
            "group": name,
            "open": "yes" if stand.plan.open[row] else "no",
            "size": int(stand.size[row]),
            "value": round(float(value[row]), DIGITS),
            "cost": round(float(cost[row]), DIGITS),
        }
        for row, name in enumerate(groups.ids)
    ]


def needs_text(found: tuple[Barrier, ...]) -> str:
    """Return barriers as ``code:amount`` or ``code:item+item``, with ``|`` between them."""
    texts = []
    for barrier in found:
        inside = barrier.inside or (barrier,)
        for one in inside:
            detail = "+".join(one.items) if one.items else (str(one.amount) if one.amount else "")
            texts.append(f"{one.code}:{detail}" if detail else str(one.code))
    return BETWEEN.join(texts)


def _unplaced(question: Question, pairs: Pairs, stand: Standing) -> Rows:
    rows: Rows = []
    unplaced = np.flatnonzero(stand.plan.group == ANY)
    without = unplaced[np.diff(stand.start)[unplaced] == 0]
    near = dict(zip(without.tolist(), nearest_groups(question, without).tolist(), strict=True))
    for person in unplaced.tolist():
        reason, pair = reason_unplaced(question, pairs, stand, person)
        group, needs = ANY, ""
        if reason is not Reason.NO_ELIGIBLE_GROUP:
            group = int(stand.group_of_pair[pair])
        elif len(question.groups.ids):
            group = near[person]
            needs = needs_text(barriers(question, person, group))
        rows.append(
            {
                "candidate": question.candidates.ids[person],
                "reason": str(reason),
                "group": question.groups.ids[group] if group != ANY else "",
                "needs": needs,
            }
        )
    return rows


def _prices(question: Question, answer: Answer) -> Rows:
    prices = answer.prices
    if prices is None:
        return []
    named = (
        ("workplace", question.workplaces.ids, prices.workplace),
        ("resource", question.resources.ids, prices.resource),
        ("budget", question.budgets.ids, prices.budget),
        ("floor", ("",), np.array([prices.floor])),
        ("candidate", question.candidates.ids, prices.candidate),
    )
    return [
        {"kind": kind, "id": name, "marginal_value": float(value)}
        for kind, ids, values in named
        for name, value in zip(ids, values, strict=True)
    ]


def _summary(question: Question, answer: Answer, placed: int, opened: int, version: str) -> dict[str, object]:
    infeasible = answer.status is Status.INFEASIBLE
    return {
        "objective": None if infeasible else answer.objective,
        "bound": None if infeasible else answer.bound,
        "gap": None if infeasible else answer.gap,
        "status": str(answer.status),
        "seconds": round(answer.seconds, 3),
        "placed": placed,
        "open_groups": opened,
        "seed": answer.seed,
        "version": version,
        "value_model": VALUE_MODEL.version if question.given is None else "given",
        "travel_is_approximate": question.travel.approximate,
    }
