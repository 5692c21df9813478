"""Of everybody who fits no group: which group is nearest, and what is missing for it."""

from dataclasses import dataclass

import numpy as np

from leerwerk.engine.planning.distance import nearest_groups
from leerwerk.engine.planning.eligibility import Barrier, barriers
from leerwerk.planning.enums import NotPlaced
from leerwerk.planning.models import PersonProposal, PlanningRound
from leerwerk.planning.queries.answering import Unreadable, question_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest group of a person by its key, and everything that is in the way."""

    cohort: int
    barriers: tuple[Barrier, ...]


def nearest_of(asked: PlanningRound) -> dict[int, Nearest]:
    """Return the nearest group by candidate; nobody when the question is of a version that this one cannot read."""
    nowhere = PersonProposal.objects.filter(round=asked, reason=NotPlaced.NO_ELIGIBLE_GROUP)
    people = list(nowhere.values_list("candidate_id", flat=True))
    try:
        question = question_of(asked)
    except Unreadable:
        return {}
    if not people or not question.groups.ids:
        return {}
    index = {key: row for row, key in enumerate(question.candidates.ids)}
    rows = np.array([index[str(key)] for key in people], np.int64)
    return {
        key: Nearest(cohort=int(question.groups.ids[group]), barriers=barriers(question, row, group))
        for key, row, group in zip(people, rows.tolist(), nearest_groups(question, rows).tolist(), strict=True)
    }
