"""The Wet inburgering 2021: which hours count for which norm, deadlines, and talks only a municipality closes.

What the law says, with its articles and what is uncertain, stands in ``docs/inburgering.md``.
"""

from leerwerk.engine.inburgering.case import Case, ExamPassed, Extension, Ground, Move
from leerwerk.engine.inburgering.counting import THRESHOLDS, WAYS, Carry, Condition, Way, norms_of
from leerwerk.engine.inburgering.deadlines import (
    Deadline,
    Effort,
    Missing,
    State,
    What,
    deadlines,
    substantial_effort,
    term_end,
)
from leerwerk.engine.inburgering.ledger import PACE_WEEKS, Ledger, Line, NotCounted, Pace, forecast, ledger
from leerwerk.engine.inburgering.norms import Norm, Norms, stated_norms
from leerwerk.engine.inburgering.question import BadHours, BadPlan, HourEntry, Plan, RouteChange, Timeliness
from leerwerk.engine.inburgering.talks import Closing, Event, Unmet, closings
from leerwerk.engine.inburgering.vocabulary import (
    LANGUAGE_PARTS,
    BeforePip,
    Bucket,
    Closer,
    ExamPart,
    Group,
    MapTheme,
    NormCode,
    Route,
    Source,
    Why,
)
from leerwerk.engine.norms import Confidence, NormExpired, NormMissing, NormsOverlap, Unit

__all__ = [
    "LANGUAGE_PARTS",
    "PACE_WEEKS",
    "THRESHOLDS",
    "WAYS",
    "BadHours",
    "BadPlan",
    "BeforePip",
    "Bucket",
    "Carry",
    "Case",
    "Closer",
    "Closing",
    "Condition",
    "Confidence",
    "Deadline",
    "Effort",
    "Event",
    "ExamPart",
    "ExamPassed",
    "Extension",
    "Ground",
    "Group",
    "HourEntry",
    "Ledger",
    "Line",
    "MapTheme",
    "Missing",
    "Move",
    "Norm",
    "NormCode",
    "NormExpired",
    "NormMissing",
    "Norms",
    "NormsOverlap",
    "NotCounted",
    "Pace",
    "Plan",
    "Route",
    "RouteChange",
    "Source",
    "State",
    "Timeliness",
    "Unit",
    "Unmet",
    "Way",
    "What",
    "Why",
    "closings",
    "deadlines",
    "forecast",
    "ledger",
    "norms_of",
    "stated_norms",
    "substantial_effort",
    "term_end",
]
