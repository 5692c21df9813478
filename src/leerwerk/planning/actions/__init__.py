"""Everything that changes in planning: rounds, locks, results, decisions, objections."""

from leerwerk.planning.actions.decisions import CannotDecide, decide_group
from leerwerk.planning.actions.locks import CannotLock, lock, unlock
from leerwerk.planning.actions.objections import CannotObject, answer_objection, object_to_proposal
from leerwerk.planning.actions.results import fail_round, interrupt_round, store_plan
from leerwerk.planning.actions.rounds import (
    CannotPlan,
    ask_cost_of_lock,
    ask_planner,
    change_something,
    plan_season,
    plan_with_changes,
    repeat_round,
)

__all__ = [
    "CannotDecide",
    "CannotLock",
    "CannotObject",
    "CannotPlan",
    "answer_objection",
    "ask_cost_of_lock",
    "ask_planner",
    "change_something",
    "decide_group",
    "fail_round",
    "interrupt_round",
    "lock",
    "object_to_proposal",
    "plan_season",
    "plan_with_changes",
    "repeat_round",
    "store_plan",
    "unlock",
]
