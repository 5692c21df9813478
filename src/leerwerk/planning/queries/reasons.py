"""Why a group opens or does not, and what would open it: the engine's words as JSON values, with names."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from leerwerk.engine.planning.explain import Explainer, GroupExplained, Shortage

COUNTED = {Shortage.PEOPLE, Shortage.FREE_PEOPLE, Shortage.SEATS}

type Names = Mapping[Shortage, Mapping[int, str]]


def _opens(explainer: Explainer, told: GroupExplained) -> dict[str, Any]:
    """Say why a group opens, how many had it as their first wish, and how many are low-skilled."""
    question = explainer.question
    people = np.flatnonzero(explainer.plan.group == told.group)
    first = question.candidates.wishes[people, 0] == question.groups.sector[told.group] if len(people) else np.zeros(0)
    return {
        "code": "locked_open" if told.locked else "pays",
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
