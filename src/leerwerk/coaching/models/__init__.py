"""Who accompanies whom, the clocks, the talks, and what was agreed in them."""

from leerwerk.coaching.models.caseload import Accompaniment, Room
from leerwerk.coaching.models.clocks import Clock, DueContact, OtherDay
from leerwerk.coaching.models.signals import Signal, SignalledPerson, SignalResponse, SignalRule, SignalWatch
from leerwerk.coaching.models.support import CoachContact, HelpAsker, HelpRequest, TeamPlan
from leerwerk.coaching.models.talks import AgreedWith, MoodTold, NextStep, Note, NoteAnswer, Talk

__all__ = [
    "Accompaniment",
    "AgreedWith",
    "Clock",
    "CoachContact",
    "DueContact",
    "HelpAsker",
    "HelpRequest",
    "MoodTold",
    "NextStep",
    "Note",
    "NoteAnswer",
    "OtherDay",
    "Room",
    "Signal",
    "SignalResponse",
    "SignalRule",
    "SignalWatch",
    "SignalledPerson",
    "Talk",
    "TeamPlan",
]
