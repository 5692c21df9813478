"""Why a group opens or does not, and what would open it: the engine's words as JSON values, with names."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from leerwerk.engine.planning.explain import Explainer, GroupExplained, Shortage
from leerwerk.engine.planning.question import Int64s, Question

COUNTED = {Shortage.PEOPLE, Shortage.FREE_PEOPLE, Shortage.SEATS}

type Names = Mapping[Shortage, Mapping[int, str]]


def _kept(question: Question, people: Int64s, group: int) -> float:
    """Return what staying near an earlier plan counts for in this group."""
    if question.earlier is None:
        return 0.0
    return question.settings.change_penalty * int((question.earlier.group[people] == group).sum())


def _why_open(question: Question, people: Int64s, told: GroupExplained, net: float) -> str:
    """Return the reason that a group is open; ``net`` is what it brings itself, without what staying counts for."""
    if told.locked:
        return "locked_open"
    if net >= 0:
        return "pays"
    if told.net >= 0:
        return "kept"
    if np.isin(question.locks.together, people).any():
        return "together"
    floor = question.settings.low_skilled_floor
    return "floor" if 0 < floor * len(people) < question.candidates.low_skilled[people].sum() else "falls_short"


def _opens(explainer: Explainer, told: GroupExplained) -> dict[str, Any]:
    """Say why a group opens, how many had it as their first wish, and how many are low-skilled."""
    question = explainer.question
    people = np.flatnonzero(explainer.plan.group == told.group)
    net = told.net - _kept(question, people, told.group)
    first = question.candidates.wishes[people, 0] == question.groups.sector[told.group] if len(people) else np.zeros(0)
    return {
        "code": _why_open(question, people, told, net),
        "less": round(max(0.0, -net), 3),  # how much less it brings than it costs
        "first_wish": int(first.sum()),
        "low_skilled": int(question.candidates.low_skilled[people].sum()),
    }


def reason_of(explainer: Explainer, group: int, names: Names) -> dict[str, Any]:
    """Return why a group opens, or everything that is short for it to open; money in thousands of euros."""
    told = explainer.group(group)
    if told.open:
        return _opens(explainer, told)
    too_few = any(short.shortage is Shortage.PEOPLE for short in told.shorts)  # then nobody can say what it would bring
    return {
        "code": "short",
        "have": told.eligible,
        "free": told.free,
        "need": int(explainer.question.groups.min_size[group]),
        "shorts": [
            {
                "shortage": str(short.shortage),
                "amount": int(short.amount) if short.shortage in COUNTED else round(short.amount, 3),
                "name": names[short.shortage].get(int(short.about), "") if short.about else "",
            }
            for short in told.shorts
            if not (too_few and short.shortage is Shortage.VALUE)
        ],
    }
