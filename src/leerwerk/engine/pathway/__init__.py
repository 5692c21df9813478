"""The path of one participant through one group: events → stage, what may happen next, by whom, and why not."""

from leerwerk.engine.pathway.facts import Facts
from leerwerk.engine.pathway.gate import Counted, Norm, below
from leerwerk.engine.pathway.next import Anchor, Awaited, awaited
from leerwerk.engine.pathway.path import CannotBe, Choice, NotAllowed, after, choices, replay, take
from leerwerk.engine.pathway.requirements import Met, Required, Requirement, Shortfall, as_kept, covered, shortfalls
from leerwerk.engine.pathway.state import NOTHING_YET, Asked, Event, State
from leerwerk.engine.pathway.table import TABLE
from leerwerk.engine.pathway.vocabulary import (
    BEFORE_START,
    HOLDING_A_PLACE,
    PRIVATE,
    WORKING,
    Advice,
    Alternative,
    Doer,
    GroupState,
    Lack,
    Outcome,
    Proof,
    Reason,
    Stage,
    Step,
    as_others_read_it,
)
from leerwerk.engine.pathway.working import AFTER_LEARNING

__all__ = [
    "AFTER_LEARNING",
    "BEFORE_START",
    "HOLDING_A_PLACE",
    "NOTHING_YET",
    "PRIVATE",
    "TABLE",
    "WORKING",
    "Advice",
    "Alternative",
    "Anchor",
    "Asked",
    "Awaited",
    "CannotBe",
    "Choice",
    "Counted",
    "Doer",
    "Event",
    "Facts",
    "GroupState",
    "Lack",
    "Met",
    "Norm",
    "NotAllowed",
    "Outcome",
    "Proof",
    "Reason",
    "Required",
    "Requirement",
    "Shortfall",
    "Stage",
    "State",
    "Step",
    "after",
    "as_kept",
    "as_others_read_it",
    "awaited",
    "below",
    "choices",
    "covered",
    "replay",
    "shortfalls",
    "take",
]
