"""Workplaces, which groups they are offered to, who sits where, and work after learning."""

from leerwerk.placement.models.placements import (
    Confirmation,
    NextStudy,
    OnboardingStep,
    Placement,
    PlacementChange,
    PlacementTerms,
)
from leerwerk.placement.models.workplaces import Offer, Seat, Task, Workplace

__all__ = ["Offer", "Seat", "Task", "Workplace"]
__all__ += ["Confirmation", "NextStudy", "OnboardingStep", "Placement", "PlacementChange", "PlacementTerms"]
