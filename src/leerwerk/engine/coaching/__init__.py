"""The clock of contacts with both sides: when somebody is to be spoken to, and who has room; and signals."""

from leerwerk.engine.coaching.check import Found, Wrong, wrong
from leerwerk.engine.coaching.clock import Due, Turn, dues, may_be_moved, next_change
from leerwerk.engine.coaching.facts import Agreed, Away, Question, Spell, Talk
from leerwerk.engine.coaching.load import Carried, Move, balance, for_signals, weight
from leerwerk.engine.coaching.vocabulary import Kind, MovedBy, Phase, Side, Standing, is_still_due

__all__ = [
    "Agreed",
    "Away",
    "Carried",
    "Due",
    "Found",
    "Kind",
    "Move",
    "MovedBy",
    "Phase",
    "Question",
    "Side",
    "Spell",
    "Standing",
    "Talk",
    "Turn",
    "Wrong",
    "balance",
    "dues",
    "for_signals",
    "is_still_due",
    "may_be_moved",
    "next_change",
    "weight",
    "wrong",
]
