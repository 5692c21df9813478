"""Week patterns of dagdelen that cannot clash.

Ask with ``Question``; ``mistakes`` says what is wrong with it. ``solve`` answers with a ``Result``: the roster, what
it costs per
soft rule, and below what no roster can come. ``repair`` changes an earlier roster as little as possible within a
second.
``clashes`` and ``cost`` recount a roster from the question alone; ``what_if`` tells what one change brings and breaks,
``what_ifs`` what each of several would.
When nothing fits, ``conflict`` names a smallest set of rules that cannot hold together, ``confirm`` proves that
independently of the search, and ``relaxations`` says which rules to leave out at the least cost.
"""

from leerwerk.engine.roster.check import clashes
from leerwerk.engine.roster.check_conflict import confirm
from leerwerk.engine.roster.clash import Clash, Rule
from leerwerk.engine.roster.conflict import Confirmation, Conflict, Relaxation
from leerwerk.engine.roster.cost import cost
from leerwerk.engine.roster.mistakes import Mistake, MistakeCode, mistakes
from leerwerk.engine.roster.question import (
    Group,
    Lesson,
    Lock,
    Participant,
    Question,
    Room,
    ShiftLock,
    Teacher,
    Weights,
    Workplace,
)
from leerwerk.engine.roster.roster import Meeting, Outcome, Result, Roster, Soft
from leerwerk.engine.roster.rules import Fact, Kind
from leerwerk.engine.roster.solver.conflict import conflict, relaxations
from leerwerk.engine.roster.solver.repair import repair
from leerwerk.engine.roster.solver.solve import solve
from leerwerk.engine.roster.what_if import Change, Move, what_if, what_ifs

__all__ = [
    "Change",
    "Clash",
    "Confirmation",
    "Conflict",
    "Fact",
    "Group",
    "Kind",
    "Lesson",
    "Lock",
    "Meeting",
    "Mistake",
    "MistakeCode",
    "Move",
    "Outcome",
    "Participant",
    "Question",
    "Relaxation",
    "Result",
    "Room",
    "Roster",
    "Rule",
    "ShiftLock",
    "Soft",
    "Teacher",
    "Weights",
    "Workplace",
    "clashes",
    "confirm",
    "conflict",
    "cost",
    "mistakes",
    "relaxations",
    "repair",
    "solve",
    "what_if",
    "what_ifs",
]
