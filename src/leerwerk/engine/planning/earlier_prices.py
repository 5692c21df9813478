"""Prices of an earlier answer as a start for a question that is nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from leerwerk.engine.planning.answer import Prices
from leerwerk.engine.planning.question import Floats, Question

KNOWN = 0.9  # of the people and of the workplaces: with fewer in common it is another question


def earlier_prices(question: Question, rows: Iterable[Mapping[str, object]]) -> Prices | None:
    """The rows of an earlier ``prices`` table in the order of this question; what is new costs nothing.

    None when too few people or workplaces of this question have a price there. Any prices lead to a valid bound, so
    that cells which are no price are left out rather than complained about.
    """
    kept: dict[str, dict[str, float]] = {}
    for row in rows:
        price = _price(row.get("marginal_value"))
        if price is not None:
            kept.setdefault(str(row.get("kind")), {})[str(row.get("id") or "")] = price
    for kind, ids in (("candidate", question.candidates.ids), ("workplace", question.workplaces.ids)):
        if sum(one in kept.get(kind, {}) for one in ids) < KNOWN * max(len(ids), 1):
            return None
    return in_order(question, kept)


def in_order(question: Question, kept: Mapping[str, Mapping[str, float]]) -> Prices:
    """Prices by kind and id in the order of this question's rows; the floor has the empty id. What is absent is 0."""

    def ordered(kind: str, ids: Sequence[str]) -> Floats:
        return np.array([kept.get(kind, {}).get(one, 0.0) for one in ids])

    return Prices(
        workplace=ordered("workplace", question.workplaces.ids),
        resource=ordered("resource", question.resources.ids),
        budget=ordered("budget", question.budgets.ids),
        floor=float(ordered("floor", ("",))[0]),
        candidate=ordered("candidate", question.candidates.ids),
    )


def _price(cell: object) -> float | None:
    try:
        price = float(str(cell))
    except ValueError:
        return None
    return price if 0.0 <= price < np.inf else None
