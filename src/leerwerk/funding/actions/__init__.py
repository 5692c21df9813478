"""Every change to budgets, to the books that are kept of them, and to what business cases lean on."""

from leerwerk.funding.actions.budgets import (
    remove_charge,
    save_budget,
    save_charge,
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
    "CannotBeUsed",
    "ChangedMeanwhile",
    "CostTwice",
    "NoOwnFigure",
    "drop_figure",
    "note_application",
    "remove_charge",
    "save_budget",
    "save_charge",
    "set_figure",
    "tell_facts",
]
