"""What one more place, teacher, euro or month would bring: marginal values with the names of what they are about."""

from typing import Any

from leerwerk.engine.planning.answer import Prices
from leerwerk.engine.planning.question import Floats
from leerwerk.funding.models import Budget
from leerwerk.placement.models import Workplace
from leerwerk.planning.queries.reckoning import Reckoning
from leerwerk.trajectories.models import Resource

SHOWN = 20  # of each kind
LEAST = 0.05  # thousands of euros per place or unit: less is told as 0.0
LEAST_PER_EURO = 0.005  # euros per euro in a budget: less is told as 0.00


def _highest(ids: tuple[str, ...], values: Floats, least: float = LEAST) -> list[tuple[int, float]]:
    found = [(int(key), float(value)) for key, value in zip(ids, values, strict=True) if value >= least]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:SHOWN]


def gains_of(reckoning: Reckoning, prices: Prices | None) -> list[dict[str, Any]]:
    """Return lines of what one more of something would bring at the margin, the most first within each kind.

    ``value`` in thousands of euros per place, per unit of a resource, or per thousand euros; ``people`` counts who
    could be added to the plan after a small change of their own situation.
    """
    question = reckoning.question
    lines: list[dict[str, Any]] = []
    if prices is not None:
        places = _highest(question.workplaces.ids, prices.workplace)
        named = Workplace.objects.select_related("employer").in_bulk([key for key, _ in places])
        lines += [
            {
                "kind": "workplace",
                "id": key,
                "name": named[key].title,
                "of": named[key].employer.name,
                "value": round(value, 3),
            }
            for key, value in places
            if key in named
        ]
        for kind, model, ids, values, least in (
            ("resource", Resource, question.resources.ids, prices.resource, LEAST),
            ("budget", Budget, question.budgets.ids, prices.budget, LEAST_PER_EURO),
        ):
            rows = _highest(ids, values, least)
            names = dict(model._default_manager.filter(pk__in=[k for k, _ in rows]).values_list("pk", "name"))
            lines += [
                {"kind": kind, "id": key, "name": names[key], "of": "", "value": round(value, 3)}
                for key, value in rows
                if key in names
            ]
    lines += [{"kind": kind, "people": people} for kind, people in reckoning.easier().items()]
    return lines
