"""Workplaces, which groups they are offered to, and who sits where."""

from leerwerk.placement.models.door import EmployerLink, WorkplaceDraft
from leerwerk.placement.models.network import EmployerContact, EmployerInterest, EmployerPromise, EmployerVisit
from leerwerk.placement.models.recognitions import Recognition
from leerwerk.placement.models.workplaces import Offer, Seat, Task, Workplace

__all__ = [
    "EmployerContact",
    "EmployerInterest",
    "EmployerLink",
    "EmployerPromise",
    "EmployerVisit",
    "Offer",
    "Recognition",
    "Seat",
    "Task",
    "Workplace",
    "WorkplaceDraft",
]
