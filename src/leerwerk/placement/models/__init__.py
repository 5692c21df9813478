"""Workplaces, which groups they are offered to, who sits where, and work after learning."""

from leerwerk.placement.models.door import EmployerLink, WorkplaceDraft
from leerwerk.placement.models.network import EmployerContact, EmployerInterest, EmployerPromise, EmployerVisit
from leerwerk.placement.models.placements import (
    Confirmation,
    NextStudy,
    OnboardingStep,
    Placement,
    PlacementChange,
    PlacementTerms,
)
from leerwerk.placement.models.recognitions import Recognition
from leerwerk.placement.models.trials import Trial, TrialAnswer, TrialReaction, TrialReview
from leerwerk.placement.models.wage_values import (
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from leerwerk.placement.models.workplaces import Offer, Seat, Task, Workplace

__all__ = [
    "Confirmation",
    "EmployerContact",
    "EmployerInterest",
    "EmployerLink",
    "EmployerPromise",
    "EmployerVisit",
    "NextStudy",
    "Offer",
    "OnboardingStep",
    "Placement",
    "PlacementChange",
    "PlacementTerms",
    "Recognition",
    "Seat",
    "Task",
    "Trial",
    "TrialAnswer",
    "TrialReaction",
    "TrialReview",
    "WageAssessment",
    "WageOwnWords",
    "WageScore",
    "WageTalk",
    "WageValueRound",
    "WageValueTask",
    "Workplace",
    "WorkplaceDraft",
]
