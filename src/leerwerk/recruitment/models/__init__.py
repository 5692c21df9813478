"""Candidates with what was stated about them, what stands in their way, and the conversations in which they told it."""

from leerwerk.recruitment.models.declared import BACKGROUND, CARE, CONTACT, PROFILE, REACHED, WORKED
from leerwerk.recruitment.models.files import (
    EARLIEST_WORK,
    Background,
    Candidate,
    FileInvitation,
    Profile,
    WorkExperience,
)
from leerwerk.recruitment.models.handovers import Handover, MovingPerson
from leerwerk.recruitment.models.intakes import Intake, IntakeAnswers, IntakeCall
from leerwerk.recruitment.models.named import Named
from leerwerk.recruitment.models.obligations import Obligation, keeps_from
from leerwerk.recruitment.models.obstacles import Obstacle, ObstacleStep
from leerwerk.recruitment.models.reach import HeardOfIt, Outreach
from leerwerk.recruitment.models.statements import CounterStatement

__all__ = [
    "BACKGROUND",
    "CARE",
    "CONTACT",
    "EARLIEST_WORK",
    "PROFILE",
    "REACHED",
    "WORKED",
    "Background",
    "Candidate",
    "CounterStatement",
    "FileInvitation",
    "Handover",
    "HeardOfIt",
    "Intake",
    "IntakeAnswers",
    "IntakeCall",
    "MovingPerson",
    "Named",
    "Obligation",
    "Obstacle",
    "ObstacleStep",
    "Outreach",
    "Profile",
    "WorkExperience",
    "keeps_from",
]
