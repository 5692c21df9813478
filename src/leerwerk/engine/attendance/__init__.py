"""Who came to what: attended shares with numerator and denominator, and signals whose reason can be shown."""

from leerwerk.engine.attendance.share import Share, Standing, standing
from leerwerk.engine.attendance.signals import (
    DEFAULT_THRESHOLDS,
    Attendance,
    Signal,
    SignalCode,
    Thresholds,
    attendance,
)
from leerwerk.engine.attendance.visit import AbsenceReason, BadVisit, Presence, Visit

__all__ = [
    "DEFAULT_THRESHOLDS",
    "AbsenceReason",
    "Attendance",
    "BadVisit",
    "Presence",
    "Share",
    "Signal",
    "SignalCode",
    "Standing",
    "Thresholds",
    "Visit",
    "attendance",
    "standing",
]
