"""Every change to budgets, to the books that are kept of them, and to what business cases lean on."""

from leerwerk.funding.actions.budgets import (
    BudgetRow,
    ChargeRow,
    TakenIn,
    remove_charge,
    save_budget,
    save_charge,
    take_in_budgets,
)
from leerwerk.funding.actions.cases import (
    CannotBeUsed,
    ChangedMeanwhile,
    CostTwice,
    NoOwnFigure,
    drop_figure,
    note_application,
    set_figure,
    tell_facts,
)

__all__ = [
    "BudgetRow",
    "CannotBeUsed",
    "ChangedMeanwhile",
    "ChargeRow",
    "CostTwice",
    "NoOwnFigure",
    "TakenIn",
    "drop_figure",
    "note_application",
    "remove_charge",
    "save_budget",
    "save_charge",
    "set_figure",
    "take_in_budgets",
    "tell_facts",
]
