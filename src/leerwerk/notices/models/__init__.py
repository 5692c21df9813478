"""What waits for whom, who is away, how people are reminded, and the letters that go out."""

from leerwerk.notices.models.letters import LinkText, Outgoing
from leerwerk.notices.models.matters import OWN, Matter
from leerwerk.notices.models.people import Absence, Reminders
from leerwerk.notices.models.running import DayDone, EscalationTerm

__all__ = ["OWN", "Absence", "DayDone", "EscalationTerm", "LinkText", "Matter", "Outgoing", "Reminders"]
