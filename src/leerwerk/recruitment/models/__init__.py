"""Candidates with what was stated about them, what stands in their way, and the move of a file elsewhere."""

from leerwerk.recruitment.models.files import (
    BACKGROUND,
    CARE,
    CONTACT,
    EARLIEST_WORK,
    PROFILE,
    REACHED,
    WORKED,
    Background,
    Candidate,
    FileInvitation,
    Obstacle,
    Profile,
    WorkExperience,
)
from leerwerk.recruitment.models.handovers import Handover, MovingPerson

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
    "FileInvitation",
    "Handover",
    "MovingPerson",
    "Obstacle",
    "Profile",
    "WorkExperience",
]
