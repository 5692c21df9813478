"""From a frozen question to a checked plan as rows: asks the engine, trusts nothing until its checker agrees."""

import json
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leerwerk import __version__
from leerwerk.engine.planning.answer import Command, Prices, Progress, Status, Watch
from leerwerk.engine.planning.check import check
from leerwerk.engine.planning.conflict import smallest_conflict
from leerwerk.engine.planning.earlier_prices import in_order
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.results import answer_tables
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.warmth import warm_up
from leerwerk.engine.planning.tables import read_question
from leerwerk.engine.planning.value_model import VALUE_MODEL
from leerwerk.planning.models import FrozenQuestion, PlanningRound
from leerwerk.planning.queries.conflicts import conflict_facts
from leerwerk.planning.queries.mistakes import SHOWN, mistake_facts
from leerwerk.planning.queries.question import earlier_rows, lock_rows, settings_of, thawed
from leerwerk.planning.queries.result import Found
from leerwerk.planning.queries.rows import found_rows

VERSION = f"{__version__}, values {VALUE_MODEL.version}"


class NoPlan(Exception):
    """There is no plan; ``facts`` are JSON values that the round's page puts into words."""

    def __init__(self, facts: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(f"{len(facts)} facts")
        self.facts = list(facts)


class Impossible(NoPlan):
    """No plan can keep the locks and floors; the facts are a set that cannot hold together, the smallest if known."""


class Unreadable(NoPlan):
    """The frozen tables are not a question; the facts are the mistakes."""


class Unchecked(NoPlan):
    """The independent checker found the plan wrong; the facts are what it found."""


def question_of(asked: PlanningRound) -> Question:
    """Return the round's question as it was frozen, with its own locks and weights.

    Raises ``Unreadable``.
    """
    tables = thawed(FrozenQuestion.objects.get(pk=asked.pk))
    tables |= {"locks": lock_rows(asked), "previous": earlier_rows(asked)}
    question = read_question(tables, settings_of(asked))
    if isinstance(question, Question):
        return question
    raise Unreadable(mistake_facts(question, tables))


def packed_prices(question: Question, prices: Prices | None) -> bytes:
    """Return the prices above zero by database key, as compressed JSON."""
    if prices is None:
        return zlib.compress(b"{}")
    kinds = {
        "workplace": (question.workplaces.ids, prices.workplace),
        "resource": (question.resources.ids, prices.resource),
        "budget": (question.budgets.ids, prices.budget),
    }
    by_kind: dict[str, Any] = {
        kind: {key: round(float(price), 6) for key, price in zip(ids, values, strict=True) if price > 0}
        for kind, (ids, values) in kinds.items()
    }
    return zlib.compress(json.dumps(by_kind | {"floor": float(prices.floor)}).encode())


def unpacked_prices(content: bytes) -> dict[str, Any]:
    """Return prices by kind and database key; kinds without a price are empty."""
    kept: dict[str, Any] = json.loads(zlib.decompress(content))
    return {"workplace": {}, "resource": {}, "budget": {}, "floor": 0.0} | kept


def priced(question: Question, kept: Mapping[str, Any]) -> Prices:
    """Return kept prices in the order of this question's rows; those of people are not kept, and are zero."""
    return in_order(question, {**kept, "floor": {"": kept["floor"]}})


def _heard(watch: Watch) -> Callable[[], bool]:
    """Return what tells the watcher that the clash is being narrowed down, and says whether to go on with that."""
    began = time.monotonic()

    def go_on() -> bool:
        passed = time.monotonic() - began
        return watch(Progress(seconds=passed, objective=None, bound=None, phase="conflict")) is Command.GO_ON

    return go_on


def answered(asked: PlanningRound, *, watch: Watch) -> Found:
    """Solve the round's frozen question and return the checked plan as rows.

    Raises ``Unreadable``, ``Impossible`` or ``Unchecked`` when there is no plan to store, and ``NoPlanInTime``.
    """
    warm_up()
    question = question_of(asked)
    pairs = pairs_of(question)
    answer = solve(question, pairs, watch=watch)
    if answer.status is Status.INFEASIBLE or answer.plan is None:
        raise Impossible(conflict_facts(question, smallest_conflict(question, pairs, go_on=_heard(watch))))
    tables = answer_tables(question, pairs, answer, version=__version__)
    if found := check(question, tables):
        raise Unchecked([{"code": str(one.code), "table": one.table} for one in found[:SHOWN]])
    reasons = {str(row["candidate"]): str(row["reason"]) for row in tables["unplaced"]}
    prices = packed_prices(question, answer.prices)
    return found_rows(asked, question, pairs, answer, answer.plan, reasons=reasons, prices=prices, version=VERSION)
