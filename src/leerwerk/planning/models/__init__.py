"""Rounds with their frozen question, what the plan proposes, and what people lock, decide and object."""

from leerwerk.planning.models.choices import Decision, Lock, Objection
from leerwerk.planning.models.proposals import GroupProposal, PersonProposal
from leerwerk.planning.models.rounds import FrozenQuestion, PlanningRound, ProgressPoint

__all__ = [
    "Decision",
    "FrozenQuestion",
    "GroupProposal",
    "Lock",
    "Objection",
    "PersonProposal",
    "PlanningRound",
    "ProgressPoint",
]
