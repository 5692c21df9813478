"""One person's part of a plan: what the engine explains, with the rows of the database that it speaks about.

The question is the frozen one, the plan is the stored one; what was asked and found is put together once per plan and
process. After that one person takes milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db import connection

from leerwerk.engine.planning.answer import Answer, Plan, Status
from leerwerk.engine.planning.changes import Change
from leerwerk.engine.planning.eligibility import Barrier, pairs_of
from leerwerk.engine.planning.explain import Against, Explainer, OutOfReach
from leerwerk.engine.planning.explain import Option as Fitting
from leerwerk.engine.planning.question import ANY, Int32s, Question
from leerwerk.planning.models import FrozenQuestion, GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.answering import Unreadable, priced, question_of, unpacked_prices

CHANGES = 4  # ways to make another group possible, each once
LEAST = 0.05  # thousands of euros: a part below it would read as 0,0


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One thing that speaks against a group now; ``name`` is of the teacher, room or budget that it is about."""

    against: Against
    amount: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A group that fits this person, the parts of its value, and what speaks against it now."""

    group: GroupProposal
    chosen: bool
    value: float
    parts: Mapping[str, float]
    objections: list[Objection]

    @property
    def shown(self) -> list[tuple[str, float]]:
        """The parts that count for something."""
        return [(part, amount) for part, amount in self.parts.items() if abs(amount) >= LEAST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A group that does not fit: everything in the way, and the smallest change that opens it, if one does."""

    group: GroupProposal
    barriers: tuple[Barrier, ...]
    changes: tuple[Change, ...]

    @property
    def amount(self) -> int:
        """How much has to change, to compare changes of the same kind."""
        return sum(change.amount for change in self.changes)

    @property
    def missing(self) -> tuple[Barrier, ...] | tuple[Change, ...]:
        """What to say about it: the smallest change, else what no change of the person takes away."""
        return self.changes or self.barriers


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one person may read about the plan."""

    options: list[Option]
    blocked: list[Blocked]  # the nearest of those that do not fit
    unfitting: int  # options that do not fit altogether
    groups: int  # options in the plan altogether

    @property
    def changes(self) -> list[Blocked]:
        """The smallest changes that make a group fit, the nearest first; of each kind only the smallest."""
        least: dict[tuple[object, ...], Blocked] = {}
        for one in self.blocked:
            kind = tuple((change.code, change.items) for change in one.changes)
            if kind and (kind not in least or one.amount < least[kind].amount):
                least[kind] = one
        return [one for one in self.blocked if one in least.values()][:CHANGES]


def stored_plan(asked: PlanningRound, question: Question) -> Plan:
    """Return the plan as it was stored, in the order of the question's rows."""
    people, places = (
        {key: n for n, key in enumerate(ids)} for ids in (question.candidates.ids, question.workplaces.ids)
    )
    groups = {key: n for n, key in enumerate(question.groups.ids)}
    group: Int32s = np.full(len(people), ANY, np.int32)
    workplace: Int32s = group.copy()
    with connection.cursor() as cursor:  # a function, since why somebody is not placed hangs on everybody in the plan
        cursor.execute("SELECT candidate, cohort, workplace FROM planning_placed(%s)", [asked.pk])
        placed = cursor.fetchall()
    for person, joined, place in placed:
        row = people[str(person)]
        group[row], workplace[row] = groups[str(joined)], places[str(place)]
    opened = np.zeros(len(groups), np.bool_)
    for joined in GroupProposal.objects.filter(round=asked, open=True).values_list("cohort_id", flat=True):
        opened[groups[str(joined)]] = True
    return Plan(group=group, workplace=workplace, open=opened)


@lru_cache(maxsize=2)
def explainer_of(round_id: int, fingerprint: str) -> Explainer:
    """Return what explains one finished plan, which never changes. Raises ``Unreadable``."""
    asked = PlanningRound.objects.get(pk=round_id)
    question = question_of(asked)
    prices = FrozenQuestion.objects.values_list("prices", flat=True).get(pk=round_id)
    answer = Answer(
        status=Status(asked.status),
        plan=stored_plan(asked, question),
        objective=asked.objective or 0.0,
        bound=asked.bound or 0.0,
        prices=None if prices is None else priced(question, unpacked_prices(bytes(prices))),
        seconds=asked.seconds,
        seed=asked.seed,
    )
    return Explainer(question, pairs_of(question), answer)


def explanation(asked: PlanningRound, person: PersonProposal) -> Explanation:
    """Return why this person has this group (or none), why not the others, and the smallest changes that would help."""
    try:
        explainer = explainer_of(asked.pk, asked.question.fingerprint)
    except Unreadable:  # a plan of an earlier version, whose question this one would refuse
        return Explanation(options=[], blocked=[], unfitting=0, groups=asked.groups)
    ids = explainer.question.groups.ids
    told = explainer.person(explainer.question.candidates.ids.index(str(person.candidate_id)))
    spoken_of = [int(ids[g]) for g in (*(o.group for o in told.options), *(o.group for o in told.out_of_reach))]
    rows = GroupProposal.objects.filter(round=asked, cohort__in=spoken_of).select_related("municipality", "cohort")
    proposals = {row.cohort_id: row for row in rows}
    options = [_option(one, proposals[int(ids[one.group])], told.group) for one in told.options]
    return Explanation(
        options=sorted(options, key=lambda option: not option.chosen),
        blocked=[_blocked(one, proposals[int(ids[one.group])]) for one in told.out_of_reach],
        unfitting=told.groups_out_of_reach,
        groups=asked.groups,
    )


def _option(one: Fitting, group: GroupProposal, chosen: int) -> Option:
    names = {
        Against.RESOURCE: {str(row["id"]): str(row["name"]) for row in group.resources},
        Against.BUDGET: {str(row["id"]): str(row["name"]) for row in group.budgets},
    }
    return Option(
        group=group,
        chosen=one.group == chosen,
        value=one.value,
        parts={str(part): value for part, value in one.parts.items()},
        objections=[
            Objection(against=o.against, amount=o.amount, name=names.get(o.against, {}).get(o.about, ""))
            for o in one.objections
            if len(one.objections) == 1 or o.against is not Against.LOWER_VALUE or o.amount >= LEAST
        ],
    )


def _blocked(one: OutOfReach, group: GroupProposal) -> Blocked:
    return Blocked(group=group, barriers=one.barriers, changes=one.opening.changes if one.opening else ())
